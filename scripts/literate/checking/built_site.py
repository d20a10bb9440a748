"""Check the built site: valid HTML, ids, links within it, other hosts, text alternatives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import html5lib

from ..messages import Problem, say

# A pattern of each language's script; for other languages, only that not all letters are the original's.
_LETTERS = {"ko": re.compile("[가-힣]"), "en": re.compile("[A-Za-z]{2}")}
_OTHER_LETTERS = re.compile(r"(?![가-힣])[^\W\d_]")
_CSS_ADDRESS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])(?P<address>[^'\")]+)")
# Attributes whose address the browser fetches; links that readers follow are not among them.
_FETCHING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href",),
    "image": ("href",),
}
_FETCHING_LINKS = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "icon", "modulepreload"}


def check_site(site: Path, address: str = "") -> list[Problem]:
    """Return the problems of a built site.

    Arguments:
        site: its folder.
        address: the address where it will be published, if it is known.
    """
    site = site.resolve()  # links are resolved, too
    trees = {path: _parse(path) for path in sorted(site.rglob("*.html"))}
    ids = {
        path: Counter(element.attrib["id"] for element in _elements(tree) if "id" in element.attrib)
        for path, (tree, _) in trees.items()
    }
    problems = []
    for path, (tree, errors) in trees.items():
        for line, code in errors:
            problems.append(_problem(site, path, say(f"HTML 오류: {code}", f"HTML error: {code}"), line))
        for message in [
            *_wrong_ids(ids[path]),
            *_wrong_links(site, path, tree, ids, address),
            *_wrong_hosts(tree, address),
            *_missing_alternatives(tree),
        ]:
            problems.append(_problem(site, path, message))
    for path in sorted(site.rglob("*.css")):
        for found in _CSS_ADDRESS.finditer(path.read_text(encoding="utf-8")):
            if _is_elsewhere(found["address"], address):
                problems.append(_problem(site, path, _elsewhere(found[0])))
    return problems


def _parse(path: Path) -> tuple[Any, list[tuple[int, str]]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(path.read_text(encoding="utf-8"))
    return tree, [(place[0], code) for place, code, _ in parser.errors]


def _problem(site: Path, path: Path, message: str, line: int = 0) -> Problem:
    return Problem(message, f"site/{path.relative_to(site).as_posix()}", line)


def _elements(tree: Any) -> Iterator[Any]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def _tag(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _wrong_ids(ids: Counter[str]) -> Iterator[str]:
    for name, times in ids.items():
        if not name:
            yield say("빈 id가 있습니다.", "An id is empty.")
        elif times > 1:
            yield say(f"id {name}이(가) {times}번 쓰였습니다.", f"The id {name} is used {times} times.")


def _wrong_links(
    site: Path, path: Path, tree: Any, ids: dict[Path, Counter[str]], address: str
) -> Iterator[str]:
    for element in _elements(tree):
        target = element.attrib.get("href", "") if _tag(element) == "a" else ""
        place, fragment = urldefrag(target)
        for root in (address, urlsplit(address).path):
            if root and place.startswith(root):
                place = "/" + place.removeprefix(root).lstrip("/")
        if not target or urlsplit(place).scheme or place.startswith("//"):
            continue
        # Hosts show a 404 page at any address, so its links start at the site's root, possibly a subfolder.
        start = site if place.startswith("/") else path.parent
        found = (start / unquote(urlsplit(place).path).lstrip("/")).resolve() if place else path
        found = found / "index.html" if found.is_dir() else found
        if not found.is_file():
            yield say(f"링크의 대상이 없습니다: {target}", f"A link's target does not exist: {target}")
        elif fragment and found in ids and unquote(fragment) not in ids[found]:
            yield say(f"링크가 가리키는 곳이 없습니다: {target}", f"A link's anchor does not exist: {target}")


def _wrong_hosts(tree: Any, address: str) -> Iterator[str]:
    for element in _elements(tree):
        names = _FETCHING.get(_tag(element), ())
        if _tag(element) == "link" and _FETCHING_LINKS & set(element.attrib.get("rel", "").split()):
            names = ("href",)
        fetched = [element.attrib.get(name, "") for name in names]
        styles = [element.attrib.get("style", ""), (element.text or "") if _tag(element) == "style" else ""]
        fetched += [found["address"] for css in styles for found in _CSS_ADDRESS.finditer(css)]
        for target in fetched:
            if _is_elsewhere(target, address):
                yield _elsewhere(target)


def _is_elsewhere(target: str, address: str) -> bool:
    is_absolute = urlsplit(target.strip()).scheme in ("http", "https") or target.strip().startswith("//")
    return is_absolute and not (address and target.strip().startswith(address))


def _elsewhere(target: str) -> str:
    return say(f"다른 서버에 요청합니다: {target}", f"The page requests a file from another host: {target}")


def _missing_alternatives(tree: Any) -> Iterator[str]:
    for element, language in _with_languages(tree):
        letters = _LETTERS.get(language, _OTHER_LETTERS)
        tag, attributes = _tag(element), element.attrib
        if tag == "img":
            alternative = attributes.get("alt")
        elif attributes.get("role") == "img":
            alternative = attributes.get("aria-label", "")
        else:
            continue
        if alternative is None or (attributes.get("role") == "img" and not alternative):
            shown = attributes.get("src") or attributes.get("id") or tag
            yield say(f"대체 글이 없습니다: {shown}", f"The text alternative is missing: {shown}")
        elif alternative and not letters.search(alternative):
            yield say(
                f"대체 글이 이 자리의 언어({language})가 아닙니다: {alternative}",
                f"A text alternative is not in the surrounding language ({language}): {alternative}",
            )


def _with_languages(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield every element with its language, from the nearest `lang` attribute."""
    waiting = [(tree, "")]
    while waiting:
        element, language = waiting.pop()
        if isinstance(element.tag, str):
            language = element.attrib.get("lang", language)
            yield element, language
        waiting += [(child, language) for child in reversed(element)]
