"""Parse a page: front matter, prose, cells and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..files.texts import read_utf8
from ..messages import Problem, did_you_mean, say
from . import expressions
from .blocks import INDENT, Opening, opening, option
from .comments import fence_after, without_comments
from .expressions import Expression
from .front_matter import read_front_matter

# A display formula whose first line is `% name` is named; one of these tells instead why no code computes it.
MARKS = ("definition", "argument", "picture")
_FORMULA_NAME = re.compile(r"^%\s*(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\s*$")
CELL_OPTIONS = ("alt", "code", "lines")
_INDENTED_WRONG = re.compile(rf"\s*(?:{'|'.join(CELL_OPTIONS)})\s*[:：]")


@dataclass(frozen=True)
class Line:
    """One line of prose; `kind` is text, math (inside `$$`), code (inside a code fence), or frame.

    A frame is generated Markdown around parts of a page, such as a note to readers.
    `file` is the file that contains the line, if it is not the page's own.
    """

    text: str
    number: int
    kind: str
    file: str = ""


@dataclass(frozen=True)
class CellBlock:
    """A block that shows a cell, at line `line`, in `file` if it is not the page's own."""

    name: str
    line: int
    alt: str
    alt_line: int
    folded: bool
    head_and_tail: tuple[int, int] | None
    caption: tuple[Line, ...]
    file: str = ""


@dataclass(frozen=True)
class Page:
    """A page's front matter, and its lines and cell blocks in order; `file` names it in messages."""

    file: str
    front: dict[str, Any]
    front_lines: dict[str, int]
    parts: tuple[Line | CellBlock, ...]

    @property
    def cells(self) -> list[CellBlock]:
        """The cells that the page shows, in order."""
        return [part for part in self.parts if isinstance(part, CellBlock)]

    def lines(self) -> Iterator[Line]:
        """Yield the page's lines in order, including the lines of captions."""
        for part in self.parts:
            yield from part.caption if isinstance(part, CellBlock) else (part,)

    def written(self) -> Iterator[tuple[str, int]]:
        """Yield each line outside code blocks, and each text alternative, with its number."""
        yield from ((line.text, line.number) for line in self.lines() if line.kind != "code")
        yield from ((block.alt, block.alt_line) for block in self.cells)

    def asked(self) -> Iterator[tuple[str, Expression]]:
        """Yield (cell, expression) for each value: the cell is the last one above it, or ""."""
        cell = ""
        for part in self.parts:
            if isinstance(part, CellBlock):
                cell = part.name
                lines = [(part.alt, part.alt_line), *((line.text, line.number) for line in part.caption)]
            elif "{{" in part.text and part.kind != "code":
                lines = [(part.text, part.number)]
            else:
                continue
            for text, number in lines:
                for _, _, expression in expressions.find(text, part.file or self.file, number):
                    if not expression.is_constant:
                        yield cell, expression

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """Yield (cell, expression) for each value: the cell is the last one shown above it.

        Raises:
            Problem: a value is above the first cell, or is not an expression.
        """
        for cell, expression in self.asked():
            if not cell:
                message = say(
                    "첫 셀보다 위에서는 값을 쓸 수 없습니다.",
                    "A value cannot be used above the first cell.",
                )
                raise Problem(message, expression.file, expression.line)
            yield cell, expression


def texts(parts: Sequence[Line | CellBlock]) -> list[str]:
    """Return the lines of text among parts of a page, and "" for each other part."""
    return [part.text if isinstance(part, Line) and part.kind == "text" else "" for part in parts]


def prose(parts: Sequence[Line | CellBlock]) -> Iterator[Line]:
    """Yield the lines of text and of captions among parts of a page."""
    for part in parts:
        if isinstance(part, CellBlock):
            yield from part.caption
        elif part.kind == "text":
            yield part


def display_formulas(page: Page) -> Iterator[list[tuple[str, int]]]:
    """Yield the lines of each display formula with their numbers; it may share a line with its `$$`."""
    found: list[tuple[str, int]] | None = None
    for line in (line for line in page.lines() if line.kind == "math"):
        is_edge = _is_edge(line.text)
        text = line.text.strip().removeprefix("$$").lstrip() if is_edge else line.text
        lines = [] if is_edge and not text else [(text, line.number)]
        if found is not None and is_edge:
            yield found + lines
            found = None
        else:
            found = (found or []) + lines


def formula_name(line: str) -> str:
    """Return the name of a display formula, or one of MARKS, from its first line; "" if that is neither."""
    found = _FORMULA_NAME.match(line)
    return found["name"] if found else ""


def _is_edge(text: str) -> bool:
    return text.count("$$") == 1 and text.strip().startswith("$$")


def read_page(path: Path, file: str) -> Page:
    """Read a page; `file` is its name in messages.

    Raises:
        Problem: it is not UTF-8, its front matter is not YAML or misspelled, or a cell block is malformed.
    """
    return parse_page(read_utf8(path, file), file)


def parse_page(text: str, file: str) -> Page:
    """Parse the text of a page, as `read_page` does with a file.

    Raises:
        Problem: its front matter is not YAML or misspelled, or a cell block is malformed.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    front, front_lines, start = read_front_matter(lines, file)
    parts = tuple(_Reader(without_comments(lines, start, file), start, file).parts())
    return Page(file, front, front_lines, parts)


@dataclass
class _Reader:
    """Parses the lines of a page below its front matter."""

    lines: list[str]
    at: int
    file: str
    fence: str = ""
    in_math: bool = False
    opened: int = 0
    seen: dict[str, int] = field(default_factory=dict)

    def parts(self) -> Iterator[Line | CellBlock]:
        while self.at < len(self.lines):
            text = self.lines[self.at]
            block = None if self.fence or self.in_math else opening(text)
            if block and block.kind == "cell":
                yield self._cell(block)
            else:
                yield self._line(text)
        self._reject_open_math()

    def _reject_open_math(self, cell: str = "") -> None:
        if self.in_math:
            message = say(
                "식을 닫는 `$$` 줄이 없습니다.", "The closing `$$` line of this formula is missing."
            )
            raise Problem(message, self.file, self.opened, cell)

    def _line(self, text: str) -> Line:
        self.at += 1
        before, self.fence = self.fence, fence_after(text, self.fence)
        if before or self.fence:
            return Line(text, self.at, "code")
        if _is_edge(text):
            self.in_math, self.opened = not self.in_math, self.at
            return Line(text, self.at, "math")
        return Line(text, self.at, "math" if self.in_math else "text")

    def _cell(self, block: Opening) -> CellBlock:
        start, name = self.at + 1, block.title
        if block.indent or not name:
            message = say(
                "셀은 줄 처음에서 `/// cell | 이름`으로 씁니다.",
                "Write a cell as `/// cell | name` at the start of a line.",
            )
            raise Problem(message, self.file, start, name)
        if name in self.seen:
            message = say(
                f"이 셀은 {self.seen[name]}번째 줄에 이미 있습니다.",
                f"This page already shows the cell at line {self.seen[name]}.",
            )
            raise Problem(message, self.file, start, name)
        self.seen[name] = start
        self.at += 1
        options = self._options(name)
        caption = []
        while self.at < len(self.lines) and self.lines[self.at].rstrip() != block.fence:
            caption.append(self._line(self.lines[self.at]))
        if self.at == len(self.lines):
            message = say(
                f"셀을 닫는 `{block.fence}`가 없습니다.",
                f"The closing `{block.fence}` of this cell is missing.",
            )
            raise Problem(message, self.file, start, name)
        self._reject_open_math(name)
        if self.fence:
            message = say(
                "설명 속의 코드 블록이 닫히지 않았습니다.", "A code block in this caption is not closed."
            )
            raise Problem(message, self.file, start, name)
        self.at += 1
        while caption and not caption[0].text.strip():
            caption.pop(0)
        while caption and not caption[-1].text.strip():
            caption.pop()
        return CellBlock(
            name,
            start,
            *options.get("alt", ("", start)),
            self._folded(options, name),
            self._head_and_tail(options, name),
            tuple(caption),
        )

    def _options(self, cell: str) -> dict[str, tuple[str, int]]:
        """Return the value and the line of each option of a cell."""
        options: dict[str, tuple[str, int]] = {}
        while self.at < len(self.lines) and self.lines[self.at].startswith(INDENT):
            text, number, key = self.lines[self.at], self.at + 1, next(reversed(options), "")
            if found := option(text):
                key = found[0]
                if key not in CELL_OPTIONS:
                    unknown = say(f"모르는 옵션 {key!r}입니다.", f"Unknown option {key!r}.")
                    message = unknown + did_you_mean(key, list(CELL_OPTIONS))
                    raise Problem(message, self.file, number, cell)
                options[key] = found[1], number
            elif key and text.startswith("      "):
                value, first = options[key]
                options[key] = f"{value} {text.strip()}".strip(), first
            else:
                message = say("옵션은 `이름: 값`으로 씁니다.", "Write an option as `name: value`.")
                raise Problem(message, self.file, number, cell)
            self.at += 1
        if self.at < len(self.lines) and _INDENTED_WRONG.match(self.lines[self.at]):
            message = say(
                "옵션은 빈칸 네 개로 들여 씁니다.", "Indent an option by four spaces, without tabs."
            )
            raise Problem(message, self.file, self.at + 1, cell)
        return options

    def _folded(self, options: dict[str, tuple[str, int]], cell: str) -> bool:
        value, line = options.get("code", ("", 0))
        if line and value != "folded":
            message = say("code 옵션의 값은 folded뿐입니다.", "The option code accepts only folded.")
            raise Problem(message, self.file, line, cell)
        return bool(line)

    def _head_and_tail(self, options: dict[str, tuple[str, int]], cell: str) -> tuple[int, int] | None:
        if "lines" not in options:
            return None
        value, line = options["lines"]
        counts = re.fullmatch(r"(\d{1,9})\s*,\s*(\d{1,9})", value)
        if not counts:
            message = say(
                "lines 옵션은 `lines: 3, 2`처럼 앞줄 수와 뒷줄 수입니다.",
                "The option lines must be two numbers, head and tail, such as `lines: 3, 2`.",
            )
            raise Problem(message, self.file, line, cell)
        return int(counts[1]), int(counts[2])
