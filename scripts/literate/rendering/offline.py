"""Pack the site into an archive that works without a server: its pages open, and search works."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from ..files.archives import packed
from ..files.writing import writing
from ..messages import Problem, say
from ..project import Project

_FOLDER = "site-offline"
_SCRIPT = "assets/from-disk.js"
_HELP = Path(__file__).parents[2] / "offline" / "from-disk.js"
_INDEX = "search_index.json"
# Files that only servers and browser developer tools request
_LEFT_OUT = {"404.html", "sitemap.xml", "sitemap.xml.gz", _INDEX}
# Files that run cells, which browsers do not load from a disk
_RUN = re.compile(r"(^|/)(assets/(run|python-\w+)/|cells\.json$)")

_TAG = r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>"""
_PIECE = re.compile(
    r"(?P<open><(?:script|style)\b[^>]*>)(?P<text>.*?)(?P<close></(?:script|style)>)|<!--.*?-->"
    rf"|(?P<tag>{_TAG})",
    re.S,
)
_ADDRESS = re.compile(r'(?<=\s)(?P<name>href|src)="(?P<address>[^"]*)"')
_SAYS_WHERE_IT_IS = re.compile(r'\srel="(?:canonical|alternate) ?"')
_MODULE = re.compile(r"^\s*(?:import|export)\b", re.M)
_IMPORTED = re.compile(
    r"""(?P<before>\b(?:from|import)\s*\(?\s*)(?P<quote>["'])(?P<name>\.[^"'\n]*)(?P=quote)"""
)


def archive_of(project: Project) -> Path:
    """Return the path of a project's archive: beside the site."""
    return project.site.with_name(_FOLDER + ".zip")


def is_packed(site: Path, archive: Path) -> bool:
    """Return whether an archive holds the current site."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.comment == _digest(site)
    except (OSError, zipfile.BadZipFile):
        return False


def pack(site: Path, archive: Path, address: str = "") -> None:
    """Write a site into an archive, and adapt links and search to `file:` addresses.

    The same site gives a byte-identical archive.

    Arguments:
        site: the folder of the site.
        archive: the file to write.
        address: the address of the published site, if it is known.

    Raises:
        Problem: a module uses `import.meta`, which is not available in the archive.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    files = {f"{_FOLDER}/{name}": content for name, content in sorted(_files(site, address))}
    with writing(archive):
        archive.write_bytes(packed(files, _digest(site)))


def _paths(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file())


def _digest(site: Path) -> bytes:
    digest = hashlib.sha256(Path(__file__).read_bytes() + _HELP.read_bytes())
    for path in _paths(site):
        digest.update(f"{path.relative_to(site).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest().encode("ascii")


def _files(site: Path, address: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the archive, by path below its folder."""
    modules = {}
    for path in _paths(site):
        name = path.relative_to(site).as_posix()
        if path.name == _INDEX:
            yield name.removesuffix("on"), _index(path.read_text(encoding="utf-8"))
        if path.name in _LEFT_OUT or path.suffix == ".map" or _RUN.search(name):
            continue
        content = path.read_bytes()
        if path.suffix == ".html":
            content = _page(content.decode("utf-8"), name, site, address).encode("utf-8")
        if path.suffix == ".js" and "assets/javascripts/" not in name:
            text = content.decode("utf-8")
            if _MODULE.search(text):
                modules[name] = _module(text, name)
        yield name, content
    names = json.dumps(modules, ensure_ascii=False, sort_keys=True)
    calls = f"modulesFromDisk({names});\n" if modules else ""
    yield _SCRIPT, (_HELP.read_text(encoding="utf-8") + calls).encode("utf-8")


def _index(text: str) -> bytes:
    """Return a search index as a script whose links name files instead of folders."""
    index = json.loads(text)
    for entry in index["docs"]:
        place, mark, section = entry["location"].partition("#")
        file = place + "index.html" if not place or place.endswith("/") else place
        entry["location"] = file + mark + section
    return f"var __index = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _page(html: str, name: str, site: Path, address: str) -> str:
    """Return a page whose links name files, and which first loads the script for `file:` addresses."""

    def tag(text: str) -> str:
        if _SAYS_WHERE_IT_IS.search(text):
            return text if "://" in text else ""
        return _ADDRESS.sub(
            lambda found: f'{found["name"]}="{_link(found["address"], name, site, address)}"', text
        )

    def piece(match: re.Match[str]) -> str:
        if not match["open"]:
            return tag(match["tag"]) if match["tag"] else match[0]
        opening, text = tag(match["open"]), match["text"]
        source = re.search(r'\ssrc="([^"]*)"', opening)
        if 'type="module"' in opening and source:
            # Browsers reject a module file, but a module in the page may import from the import map.
            opening = opening.replace(source[0], "")
            text = f"import {json.dumps(source[1])};"
        return opening + text + match["close"]

    help_first = f'<script src="{"../" * name.count("/")}{_SCRIPT}"></script>'
    return re.sub(r"<head\b[^>]*>", lambda head: head[0] + help_first, _PIECE.sub(piece, html), count=1)


def _link(link: str, name: str, site: Path, address: str) -> str:
    """Return a page's link for `file:` addresses: relative, with index.html for a folder."""
    if address and link.startswith(address):
        link = urlsplit(address).path.rstrip("/") + "/" + link.removeprefix(address).lstrip("/")
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    folder, place = posixpath.dirname(name), parts.path
    if place.startswith("/"):
        place = posixpath.relpath(place.removeprefix(urlsplit(address).path.rstrip("/")), "/" + folder)
    if (site / posixpath.join(folder, unquote(place))).is_dir():
        place = posixpath.join(place, "index.html")
    return urlunsplit(parts._replace(path=place.removeprefix("./")))


def _module(text: str, name: str) -> str:
    """Return a module that imports other modules by their paths in the site."""
    if "import.meta" in text:
        message = say(
            "묶은 사이트의 모듈은 import.meta를 쓸 수 없습니다.",
            "A module of the packed site cannot use import.meta.",
        )
        raise Problem(message, f"site/{name}")
    folder = posixpath.dirname(name)

    def place(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match["name"]))
        return f"{match['before']}{match['quote']}site:{quote(target)}{match['quote']}"

    return _IMPORTED.sub(place, text)
