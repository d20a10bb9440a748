"""Sections of a page: what stands from one heading to the next, the unit in which pages are translated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..files.texts import read_utf8
from ..messages import Problem, say
from .pages import CellBlock, Line, Page, parse_page

OPENING = "opening"
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BLOCK = re.compile(r"^\s*(?P<fence>/{3,})\s*(?P<kind>\S?)")
# What the reader sees of the front matter; the rest is the same in every language.
_TRANSLATED_FRONT_MATTER = ("title", "description")


@dataclass(frozen=True)
class Section:
    """A section of a page.

    `id` is the heading's explicit id, or `opening` for what stands above the first heading; `line` is
    where the section begins; `body` is its Markdown with the heading, and `text` what is translated: the
    body, with what readers see of the front matter before it if this is the opening.
    """

    id: str
    line: int
    title: str
    body: str
    text: str
    parts: tuple[Line | CellBlock, ...]

    @cached_property
    def digest(self) -> str:
        """A short digest of the section's text, in which spaces at ends of lines do not count."""
        return hashlib.sha256(essence(self.text).encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True)
class SectionedPage:
    """A page with its sections by id, in order; `head` is its front matter as it is written."""

    page: Page
    head: str
    sections: dict[str, Section]


# The texts of pages and what they were divided into, by file.
_last_read: dict[str, tuple[str, SectionedPage]] = {}


def read_sections(path: Path, file: str) -> SectionedPage:
    """Read a page and divide it.

    Arguments:
        path: the Markdown file.
        file: how messages name it.

    Raises:
        Problem: it is not UTF-8, the page is malformed, or two of its headings have one id.
    """
    text = read_utf8(path, file)
    # What is served is read with every change, and most pages are as they were.
    before = _last_read.get(file)
    if before is None or before[0] != text:
        before = _last_read[file] = text, divide(parse_page(text, file), text)
    return before[1]


def _heading(text: str) -> tuple[str, str] | None:
    """Return the id and title of a heading that has an id; takes no longer for a line that is none."""
    marks, text = _HEADING.match(text), text.rstrip()
    _, brace, attributes = text[:-1].rpartition("{")
    if not (marks and brace and text.endswith("}")) or "}" in attributes:
        return None
    ids = [word[1:] for word in attributes.split() if word[0] == "#" and word != "#"]
    title = text[marks.end() : -len(attributes) - 2].rstrip()
    return (ids[-1], title) if ids else None


def essence(text: str) -> str:
    """Return a text without what does not count: spaces at ends of lines, empty lines around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def divide(page: Page, text: str) -> SectionedPage:
    """Divide a page, whose text is given, at its headings that have an id and stand in no block.

    Raises:
        Problem: two headings have one id.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    front = [f"{key}: {page.front[key]}" for key in _TRANSLATED_FRONT_MATTER if key in page.front]
    starts: list[tuple[str, str, int, int]] = [(OPENING, str(page.front["title"]), 1, 0)]
    in_blocks = _in_blocks(page.parts)
    for at, part in enumerate(page.parts):
        if at in in_blocks or not isinstance(part, Line) or part.kind != "text" or part.text[:1] != "#":
            continue
        if heading := _heading(part.text):
            starts.append((*heading, part.number, at))
    found: dict[str, Section] = {}
    for (name, title, line, at), after in zip(starts, [*starts[1:], None], strict=True):
        parts = page.parts[at : after[3] if after else None]
        first = parts[0] if parts else None
        begin = (first.number if isinstance(first, Line) else first.line) - 1 if first else len(lines)
        body = lines[begin : after[2] - 1 if after else None]
        if name in found:
            message = say(
                f"id가 {name}인 제목이 {found[name].line}번째 줄에도 있습니다.",
                f"The heading at line {found[name].line} has the id {name} too.",
            )
            raise Problem(message, page.file, line)
        head = front if name == OPENING else []
        found[name] = Section(name, line, title, "\n".join(body), "\n".join([*head, *body]), parts)
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return SectionedPage(page, "\n".join(lines[: end + 1]), found)


def _in_blocks(parts: Sequence[Line | CellBlock]) -> set[int]:
    """Return the places that lie in a block, such as a note: what begins in one cannot end below it."""
    fences = [
        _BLOCK.match(part.text)
        if isinstance(part, Line) and part.kind == "text" and "///" in part.text
        else None
        for part in parts
    ]
    closing = [fence["fence"] if fence and not fence["kind"] else "" for fence in fences]
    inside: set[int] = set()
    for at, fence in enumerate(fences):
        if fence and fence["kind"] and at not in inside and fence["fence"] in closing[at:]:
            inside |= set(range(at, closing.index(fence["fence"], at)))
    return inside
