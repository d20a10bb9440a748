"""Read the rendered pages of an edition as chapters of a book."""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..messages import Problem, say
from ..project import Project, navigation, titles
from ..reading.words import read_words

# The home page and the table of translations are about the site; a book has its own first page.
_LEFT_OUT = {"index.md", "translation-status.md"}
# What only a screen can use. The whole output replaces its head and tail.
_CONTROLS = ", ".join(
    (
        "script, style, template, button, input, .headerlink, .md-button, .lesson-bar",
        ".aloud, .remember, .page-source, .outline-place, .lesson-number, .lesson-picture, .explorable > *",
        ".cell-code > summary, .cell-all > summary, .cell-output:has(+ .cell-all) > .highlight",
        "annotation, iframe, object, embed, audio, video",
    )
)
# Only keywords, strings, numbers, comments and new names have a color; other spans would slow down printing.
_UNWRAPPED = "semantics, pre span:not([class^=k], [class^=s], [class^=m], [class^=c], .nc, .nf)"
# The ems of a pixel of a figure: texts, of 10 pixels, become a little smaller than those around the figure.
_FIGURE_SCALE = 0.085
_WIDTH = re.compile(r'<svg[^>]* viewBox="0 0 ([\d.]+) ')
# Readers of books cannot open collapsed blocks.
_OPENED = ("details", "summary")
_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Attributes that HTML no longer has, of collapsed blocks, and of another namespace
_NOT_IN_BOOKS = {"align", "valign", "open", "xlink:href"}
_CELLS = ("td", "th", "table", "col")
_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
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
    edition = PurePosixPath(project.edition(language))
    chapters = {
        (edition / path).with_suffix("").as_posix(): title
        for path, title in titles(navigation(project, language))
        if path.endswith(".md") and path not in _LEFT_OUT
    }
    names = {place: place.removeprefix(f"{edition}/").replace("/", "-") for place in chapters}
    left_out = read_words(project, language)["notebook-explorable"]
    return [
        _Page(project, place, names, site).chapter(title, left_out.format(lesson=title))
        for place, title in chapters.items()
    ]


def _address(node: LexborNode) -> str:
    return node.attributes.get("href") or node.attributes.get("xlink:href") or ""


class _Page:
    def __init__(self, project: Project, place: str, names: Mapping[str, str], site: Path) -> None:
        self._address, self._place, self._names = project.site_address, place, names
        self._name, self._site = names[place], site
        page = site / place / "index.html"
        html = page.read_text(encoding="utf-8") if page.is_file() else ""
        article = LexborHTMLParser(html).css_first("article:has(h1)")
        if article is None:
            message = say("책에 넣을 페이지가 만들어지지 않았습니다.", "A page of the book was not rendered.")
            raise Problem(message, f"site/{place}/index.html")
        self._article: LexborNode = article

    def chapter(self, title: str, left_out: str) -> Chapter:
        """Return the page as a chapter, with a sentence in place of each explorable."""
        article, heading = self._article, self._article.css("h1")[0]
        for number in article.css(".lesson-number"):
            (heading.child or heading).insert_before(f"{number.text(strip=True)} ")
        for node in article.css(".explorable"):
            node.insert_child(left_out)
        for node in article.css(".plot"):
            width = _WIDTH.search(node.html or "")
            node.attrs["style"] = f"max-width:{float(width[1]) * _FIGURE_SCALE:.4g}em" if width else ""
        self._name_formulas()
        self._refer_to_the_book()
        content = self._xhtml(".katex-html")
        headings = LexborHTMLParser(content).css("h2[id]")
        return Chapter(
            self._name,
            title or heading.text().strip(),
            [(str(node.id), node.text().strip()) for node in headings],
            content,
            self._xhtml(".katex-mathml", in_one_file=True),
        )

    def _name_formulas(self) -> None:
        """Make readings the labels of their formulas: many reading systems would show hidden text."""
        for formula in self._article.css(".katex:has(.spoken)"):
            spoken = formula.css(".spoken")[0]
            formula.attrs["role"], formula.attrs["aria-label"] = "math", spoken.text()
            spoken.decompose()

    def _refer_to_the_book(self) -> None:
        """Make ids unique in the book, lead links there, and name colors and namespaces."""
        name, article = self._name, self._article
        for node in article.css("[id]"):
            node.attrs["id"] = f"{name}.{node.id}"
        for node in article.css("use"):
            node.attrs["href"] = f"#{name}.{_address(node).removeprefix('#')}"
        for node in article.css("img[src]"):
            node.attrs["src"] = self._picture(str(node.attributes["src"]))
        for node in article.css("a[href]"):
            node.attrs["href"] = self._link(_address(node))
        for attribute in ("style", "clip-path"):
            for node in article.css(f"[{attribute}]"):
                value = _VARIABLE.sub(r"\1", node.attributes[attribute] or "")
                node.attrs[attribute] = _INSIDE.sub(f"{name}.", value)
        for tag, namespace in _NAMESPACES.items():
            for node in article.css(tag):
                node.attrs["xmlns"] = namespace

    def _link(self, address: str) -> str:
        """Return where a link leads in the book, else on the published site; "" if that is unknown."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return quote(address, safe=_IN_ADDRESSES)
        place = unquote(urljoin(f"/{self._place}/", parts.path)).strip("/")
        if name := self._names.get(place):
            return f"{name}.xhtml#{name}" + (f".{parts.fragment}" if parts.fragment else "")
        return urljoin(f"{self._address}{self._place}/", address) if self._address else ""

    def _picture(self, address: str) -> str:
        """Return an image with its data in place of its address; "" for an image from elsewhere."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return address if parts.scheme == "data" else ""
        path = self._site / unquote(urljoin(f"/{self._place}/", parts.path)).strip("/")
        kind = mimetypes.guess_type(path.name)[0]
        return f"data:{kind};base64,{b64encode(path.read_bytes()).decode('ascii')}"

    def _xhtml(self, also_left_out: str, in_one_file: bool = False) -> str:
        """Return the content of the page as XHTML, without controls and the elements of a selector."""
        left_out = {node.mem_id for node in self._article.css(f"{_CONTROLS}, {also_left_out}")}
        unwrapped = {node.mem_id for node in self._article.css(_UNWRAPPED)}

        def inside(node: LexborNode) -> Iterator[str]:
            for child in node.iter(include_text=True):
                if child.is_text_node:
                    yield escape(_NOT_IN_XML.sub("", child.text_content or ""), quote=False)
                elif child.mem_id in unwrapped:
                    yield from inside(child)
                elif child.is_element_node and child.mem_id not in left_out:
                    yield from element(child)

        def element(node: LexborNode) -> Iterator[str]:
            tag, attributes = str(node.tag), dict(node.attributes)
            if tag in _OPENED:
                attributes["class"] = f"{tag} {attributes.get('class') or ''}".strip()
                tag = "div"
            if tag == "img" and not attributes.get("src"):
                yield escape(attributes.get("alt") or "", quote=False)
                return
            # Chromium writes a label into a PDF only for an image that is not hidden from screen readers.
            if in_one_file and attributes.get("role") == "math":
                attributes["role"] = "img"
            if in_one_file and attributes.get("class") == "katex-html":
                attributes.pop("aria-hidden", None)
            if in_one_file and str(attributes.get("href")).partition(".xhtml#")[0] in self._names.values():
                attributes["href"] = "#" + str(attributes["href"]).partition("#")[2]
            yield f"<{tag}"
            for name, value in attributes.items():
                if (
                    (name, value) != ("href", "")
                    and name not in _NOT_IN_BOOKS
                    and not (name == "width" and tag in _CELLS)
                ):
                    yield f' {name}="{escape(value or "")}"'
            yield from (">", *inside(node), f"</{tag}>")

        return "".join(inside(self._article))
