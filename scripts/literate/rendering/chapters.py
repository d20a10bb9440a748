"""Read the rendered pages of an edition as chapters of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..messages import Problem, say
from ..project import Project, navigation
from ..reading.words import read_words

# The home page and the table of translations are about the site; a book has its own first page.
_LEFT_OUT = {"index.md", "translation-status.md"}
# What only a screen can use. The whole output replaces its head and tail.
_CONTROLS = ", ".join(
    (
        "script, style, template, button, input, .headerlink, .md-button, .lesson-bar, .remember",
        ".page-source, .outline-place, .lesson-picture, .explorable > *, .cell-code > summary",
        ".cell-all > summary, .cell-output:has(+ .cell-all) > .highlight, pre > span:empty, annotation",
    )
)
# Only keywords, strings, numbers, comments and new names have a color; other spans would slow down printing.
_COLORLESS = "pre span:not([class^=k], [class^=s], [class^=m], [class^=c], .nc, .nf, .tied)"
# Readers of books cannot open collapsed blocks.
_OPENED = ("details", "summary")
_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_INSIDE = re.compile(r"(?<=url\(#)")
# Few reading systems know CSS variables; each figure has the color of the light palette beside them.
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter of a book, its content as XHTML.

    Ids begin with the chapter's name, so they are unique in the whole book. Links to chapters have the form
    `name.xhtml#id`.
    """

    name: str
    title: str
    sections: list[tuple[str, str]]  # the id and the title of each heading of the second level
    content: str  # with formulas in MathML
    printed: str  # with formulas in KaTeX's HTML: the printing browser may have no font for MathML


def read_chapters(project: Project, language: str, site: Path) -> list[Chapter]:
    """Return the chapters of a language's book, in the order of the navigation.

    Arguments:
        project: the project.
        language: the language.
        site: the folder of the rendered site, with all languages.

    Raises:
        Problem: a page of the navigation was not rendered.
    """
    edition = PurePosixPath("" if language == project.languages[0] else language)
    titles = {
        (edition / path).with_suffix("").as_posix(): title
        for path, title in _titles(navigation(project, language))
        if path not in _LEFT_OUT
    }
    names = {place: place.removeprefix(f"{edition}/").replace("/", "-") for place in titles}
    left_out = read_words(project, language)["notebook-explorable"]
    return [
        _Page(project, place, names, site).chapter(title, left_out.format(lesson=title))
        for place, title in titles.items()
    ]


def _titles(entries: Any) -> Iterator[tuple[str, str]]:
    """Yield the path and the title of each page of a navigation; the title is "" if it has none there."""
    for entry in entries or ():
        for title, target in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if not isinstance(target, str):
                yield from _titles(target)
            elif target.endswith(".md"):
                yield target, str(title)


class _Page:
    def __init__(self, project: Project, place: str, names: Mapping[str, str], site: Path) -> None:
        self._address, self._place, self._names = project.site_address, place, names
        self._name = names[place]
        page = site / place / "index.html"
        html = page.read_text(encoding="utf-8") if page.is_file() else ""
        article = LexborHTMLParser(html).css_first("article:has(h1)")
        if article is None:
            message = say("책에 넣을 쪽이 만들어지지 않았습니다.", "A page of the book was not rendered.")
            raise Problem(message, f"site/{place}/index.html")
        self._article: LexborNode = article

    def chapter(self, title: str, left_out: str) -> Chapter:
        """Return the page as a chapter, with a sentence in place of each explorable."""
        article = self._article
        for node in article.css(_CONTROLS):
            node.decompose()
        article.unwrap_tags(["semantics"])
        for node in article.css(_COLORLESS):
            node.unwrap()
        for node in article.css(".explorable"):
            node.insert_child(left_out)
        heading = article.css("h1")[0]
        for number in article.css(".lesson-number"):
            (heading.child or heading).insert_before(f"{number.text(strip=True)} ")
            number.decompose()
        for node in article.css("pre > code, .plot"):
            del node.attrs["style"]  # the size on a screen
        for node in article.css("[id], [href], [style], [clip-path], svg, math, a"):
            self._adapt(node)
        printed = "".join(_xhtml(article, "katex-mathml"))
        for node in article.css(".katex-html"):
            node.decompose()
        sections = [(str(node.id), node.text(strip=True)) for node in article.css("h2[id]")]
        content = "".join(_xhtml(article))
        return Chapter(self._name, title or heading.text(strip=True), sections, content, printed)

    def _adapt(self, node: LexborNode) -> None:
        """Make the ids of an element unique in the book, and its links and colors those of a book."""
        if namespace := _NAMESPACES.get(str(node.tag)):
            node.attrs["xmlns"] = namespace
        for name, value in node.attributes.items():
            if name == "id":
                node.attrs[name] = f"{self._name}.{value}"
            elif name in ("style", "clip-path"):
                node.attrs[name] = _INSIDE.sub(f"{self._name}.", _VARIABLE.sub(r"\1", value or ""))
            elif name == "href" and node.tag == "use":
                node.attrs[name] = f"#{self._name}.{(value or '').removeprefix('#')}"
            elif name == "href":
                node.attrs[name] = self._link(value or "")

    def _link(self, address: str) -> str | None:
        """Return where a link leads in the book, else on the published site; None if that is unknown."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return address
        place = unquote(urljoin(f"/{self._place}/", parts.path)).strip("/")
        if name := self._names.get(place):
            return f"{name}.xhtml#{name}" + (f".{unquote(parts.fragment)}" if parts.fragment else "")
        return urljoin(f"{self._address}{self._place}/", address) if self._address else None


def _xhtml(node: LexborNode, left_out: str = "") -> Iterator[str]:
    """Yield the parts of an element's content as XHTML, without the elements of one class."""
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield escape(_NOT_IN_XML.sub("", child.text_content or ""), quote=False)
        elif child.is_element_node and (not left_out or child.attributes.get("class") != left_out):
            tag, attributes = str(child.tag), dict(child.attributes)
            if tag in _OPENED:
                attributes["class"] = f"{tag} {attributes.get('class') or ''}".strip()
                tag = "div"
            written = [f' {name}="{escape(value or "")}"' for name, value in attributes.items()]
            yield from (f"<{tag}", *written, ">", *_xhtml(child, left_out), f"</{tag}>")
