"""Divide a page into sections, from one heading to the next: pages are translated section by section."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from ..messages import Problem, say
from ..project import Project
from .blocks import block_ends, heading
from .pages import CellBlock, Line, Page, parse_page, texts

OPENING = "opening"
# The front matter keys that readers see; the others are the same in every language.
TRANSLATED_FRONT_MATTER = ("title", "description")


@dataclass(frozen=True)
class Section:
    """A section of a page.

    `id` is the heading's explicit id, or `opening` for the text above the first heading; `line` is its
    first line; `body` is its Markdown with the heading, and `text` is the text to translate: the body,
    preceded by the visible front matter if this is the opening.
    """

    id: str
    line: int
    title: str
    body: str
    text: str
    parts: tuple[Line | CellBlock, ...]

    @cached_property
    def digest(self) -> str:
        """A short digest of the section's text, without trailing spaces."""
        return hashlib.sha256(essence(self.text).encode("utf-8")).hexdigest()[:12]


@dataclass(frozen=True)
class SectionedPage:
    """A page with its sections by id, in order; `head` is the text of its front matter."""

    page: Page
    head: str
    sections: dict[str, Section]


# Pages by path below the folder of their language
SectionedPages = Mapping[PurePosixPath, SectionedPage]


def read_sections(project: Project, path: Path) -> SectionedPage:
    """Read a Markdown page of a project, and divide it into sections.

    Raises:
        Problem: it is not UTF-8, the page is malformed, or two of its headings have the same id.
    """
    return _sections(project.text(path), project.name(path))


@lru_cache(maxsize=1000)  # scripts/serve.py reads all pages on every change, and most pages are unchanged
def _sections(text: str, file: str) -> SectionedPage:
    return divide(parse_page(text, file), text)


def essence(text: str) -> str:
    """Return a text without trailing spaces and without empty lines around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def divide(page: Page, text: str) -> SectionedPage:
    """Divide a page, given its text, at its headings that have an id and are outside blocks.

    Raises:
        Problem: two headings have the same id.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    front = [f"{key}: {page.front[key]}" for key in TRANSLATED_FRONT_MATTER if key in page.front]
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
    """Return the indices of lines in a block, such as a note: a section cannot begin inside one."""
    inside: set[int] = set()
    for begin, end in block_ends(texts(parts)).items():
        if begin not in inside:
            inside |= set(range(begin, end))
    return inside
