"""Turn a page's text into Markdown that Jupyter, Colab and GitHub render like the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..reading.blocks import INDENT, closing, heading, opening
from ..reading.expressions import MATH_SPAN, fill
from ..reading.lessons import address_of
from ..reading.pages import CellBlock, Line, Page
from ..recording.store import Recording
from .tables import keep_cells

_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
_LINK = (
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target>[^()\s]*)(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?"
)
_LINKS = re.compile(rf"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))|(?P<math>{MATH_SPAN.pattern})|{_LINK}")
_EXPLORABLE = re.compile(r'^<div class="explorable".*?^</div>$', re.S | re.M)
_ELEMENT = re.compile(r"<(?P<name>[a-z]+(?:-[a-z0-9]+)+)\b.*?</(?P=name)>", re.S)


@dataclass
class Block:
    """A block of the page, such as a note or a collapsible block, with its content."""

    kind: str
    title: str
    parts: list[Part] = field(default_factory=list)

    @property
    def has_cells(self) -> bool:
        """Whether the block contains a cell at any depth."""
        return any(
            isinstance(part, CellBlock) or (isinstance(part, Block) and part.has_cells) for part in self.parts
        )


Part = Line | CellBlock | Block


def blocks(page: Page, recording: Recording) -> list[Part]:
    """Return a page's parts as a tree of blocks, with values filled in and cells unchanged.

    Raises:
        Problem: a value is missing from the recording.
    """
    values: Mapping[str, str] = {}
    root = Block("", "")
    open_blocks, fences = [root], [""]
    in_head = False
    for part in page.parts:
        if isinstance(part, CellBlock):
            values = recording.cells[part.name].values
            open_blocks[-1].parts.append(part)
            in_head = False
            continue
        line = filled(part, page.file, values)
        text = line.text if line.kind in ("text", "frame") else ""
        if opened := opening(text):
            block = Block(opened.kind, opened.title)
            open_blocks[-1].parts.append(block)
            open_blocks.append(block)
            fences.append(opened.fence)
            in_head = True
        elif closing(text) in fences[1:]:
            while fences.pop() != closing(text):
                open_blocks.pop()
            open_blocks.pop()
            in_head = False
        elif not (in_head and text.startswith(INDENT)):
            open_blocks[-1].parts.append(line)
            in_head = False
    return root.parts


def filled(line: Line, file: str, values: Mapping[str, str]) -> Line:
    """Return a line with its expressions replaced by their values; `file` is that of lines without a file."""
    text = line.text
    if line.kind != "code":
        text = fill(text, line.file or file, line.number, values, form=line.kind)
    return Line(text, line.number, line.kind)


@dataclass
class Writer:
    """Writes lines as a notebook's Markdown and remembers the current heading.

    Arguments:
        path: the page's path below its language, `lessons/….md`.
        site: the address of the language's site, with a trailing slash, or "".
        elsewhere: the text that replaces content that only the site can show.
    """

    path: PurePosixPath
    site: str
    elsewhere: str
    level: int = 1
    anchor: str = "heading"
    anchors: set[str] = field(default_factory=set)

    def text(self, lines: Iterable[Line]) -> str:
        """Return lines as Markdown."""
        written = "\n".join(text for line in lines for text in self._line(line))
        return keep_cells(_ELEMENT.sub("", _EXPLORABLE.sub(self.elsewhere, written)), as_html=True)

    def heading(self, title: str) -> str:
        """Return a heading one level below the page's last heading, for a collapsible block."""
        name = self._unused(f"{self.anchor}-fold")
        return f'<a id="{name}"></a>\n\n{"#" * min(self.level + 1, 6)} {self.links(title)}'

    def links(self, text: str) -> str:
        """Return a line with absolute links; a link without a known address becomes its text."""

        def replace(match: re.Match[str]) -> str:
            if match["text"] is None:
                return match[0]
            target = self.address(match["target"])
            if not target:
                return match["text"]
            return f"{match['image']}[{match['text']}]({target})"

        return _LINKS.sub(replace, text)

    def address(self, target: str) -> str:
        """Return the absolute address of a page's link, or "" if the site's address is not known."""
        try:
            parts = urlsplit(target)
        except ValueError:  # the weave rejects malformed addresses
            return ""
        if parts.scheme or parts.netloc or (parts.fragment and not parts.path):
            return target
        if not self.site:
            return ""
        path = posixpath.normpath(posixpath.join(self.path.parent.as_posix(), parts.path))
        if path.endswith(".md"):
            path = address_of(PurePosixPath(path))
        return self.site + path + (f"#{parts.fragment}" if parts.fragment else "")

    def _line(self, line: Line) -> Iterator[str]:
        if line.kind == "code":
            yield line.text
        elif line.kind == "math":
            # Only our checks use the name of a formula.
            if not line.text.lstrip().startswith("%"):
                yield line.text
        elif found := heading(line.text):
            self.level = found.level
            self.anchor = self._unused(found.id or "heading")
            yield f'<a id="{self.anchor}"></a>'
            yield ""
            yield f"{'#' * found.level} {self.links(found.title)}"
        else:
            yield self.links(_ATTRIBUTES.sub("", line.text))

    def _unused(self, name: str) -> str:
        tried = [name, *(f"{name}-{number}" for number in range(2, len(self.anchors) + 3))]
        self.anchors.add(free := next(one for one in tried if one not in self.anchors))
        return free
