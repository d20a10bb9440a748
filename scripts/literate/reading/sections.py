"""Sections of a page: what stands from one heading to the next, the unit in which pages are translated."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..messages import Problem, say
from ..project import Project
from .blocks import block_ends, heading
from .pages import CellBlock, Line, Page, parse_page, texts

OPENING = "opening"
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


def read_sections(project: Project, path: Path) -> SectionedPage:
    """Read a page of a project, a Markdown file, and divide it.

    Raises:
        Problem: it is not UTF-8, the page is malformed, or two of its headings have one id.
    """
    file, text = project.name(path), project.text(path)
    # What is served is read with every change, and most pages are as they were.
    before = _last_read.get(file)
    if before is None or before[0] != text:
        page = parse_page(text, file)
        before = _last_read[file] = text, divide(page, text)
    return before[1]


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
        found = heading(part.text) if isinstance(part, Line) and part.kind == "text" else None
        if found and found.id and at not in in_blocks and isinstance(part, Line):
            starts.append((found.id, found.title, part.number, at))
    sections: dict[str, Section] = {}
    for (name, title, line, at), after in zip(starts, [*starts[1:], None], strict=True):
        parts = page.parts[at : after[3] if after else None]
        first = parts[0] if parts else None
        begin = (first.number if isinstance(first, Line) else first.line) - 1 if first else len(lines)
        body = lines[begin : after[2] - 1 if after else None]
        if name in sections:
            message = say(
                f"id가 {name}인 제목이 {sections[name].line}번째 줄에도 있습니다.",
                f"The heading at line {sections[name].line} also has the id {name}.",
            )
            raise Problem(message, page.file, line)
        head = front if name == OPENING else []
        sections[name] = Section(name, line, title, "\n".join(body), "\n".join([*head, *body]), parts)
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return SectionedPage(page, "\n".join(lines[: end + 1]), sections)


def _in_blocks(parts: Sequence[Line | CellBlock]) -> set[int]:
    """Return the places that lie in a block, such as a note: what begins in one cannot end below it."""
    inside: set[int] = set()
    for begin, end in block_ends(texts(parts)).items():
        if begin not in inside:
            inside |= set(range(begin, end))
    return inside
