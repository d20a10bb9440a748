"""Divide a page into blocks, and find the lines of a translation beside those of its original."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..reading.blocks import closing, heading, opening
from ..reading.pages import CellBlock, Line, Page
from .safety.chunks import formulas

_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_SHARED = re.compile(r"\{\{.*?\}\}|`[^`]+`|\$[^$]+\$|\]\([^)\s]+|\d+")


@dataclass(frozen=True)
class Rows:
    """The places of a page beside another page: places that correspond are in one row.

    `starts` are the lines on which the places begin, in order; `rows` are their rows.
    """

    starts: list[int]
    rows: list[int]

    def row(self, line: int) -> int:
        """Return the row of a line."""
        return self.rows[max(bisect_right(self.starts, line) - 1, 0)] if self.starts else 0

    def line(self, row: int) -> int:
        """Return the line on which a row, or else the nearest row above that the page has, begins."""
        return self.starts[max(bisect_right(self.rows, row) - 1, 0)] if self.starts else 1


def align(original: Page, translation: Page) -> tuple[Rows, Rows]:
    """Return the rows of two pages or sections.

    If their layout differs, blocks correspond that have the same numbers, values, formulas, code and links.
    """
    ours, theirs = _places(original), _places(translation)
    is_alike = [kind for _, kind, _ in ours] == [kind for _, kind, _ in theirs]
    keys = [[kind if is_alike else kind + shared for _, kind, shared in places] for places in (ours, theirs)]
    row, own, other = 0, list[int](), list[int]()
    for _, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        own += range(row, row + b - a)
        other += range(row, row + d - c)
        row += max(b - a, d - c)
    return Rows([line for line, *_ in ours], own), Rows([line for line, *_ in theirs], other)


def _places(page: Page) -> list[tuple[int, str, str]]:
    """Return each block, text alternative, caption and display formula of a page, in order.

    Each has its line, its kind, and what its translation shares with it.
    """
    found = [(line, "formula", tex) for tex, line in formulas(page)]
    for kind, lines in blocks(page):
        # The first line of a cell has no text.
        rest = [[line] for line in lines[1:] if line.text.strip()] if kind.startswith("cell") else []
        for part in [lines[:1], *rest] if kind.startswith("cell") else [lines]:
            shared = sorted(match[0] for line in part for match in _SHARED.finditer(line.text))
            found.append((part[0].number, kind, " ".join(shared)))
    return sorted(found)


def blocks(page: Page) -> list[tuple[str, list[Line]]]:
    """Return the blocks of a page by kind, each with its lines.

    A cell's lines are its first one, without text, its text alternative, and its caption.
    """
    found: list[tuple[str, list[Line]]] = []
    is_inside = False  # a paragraph or a list item
    for part in page.parts:
        kind = _kind(part)
        if isinstance(part, CellBlock):
            alt = [Line(part.alt, part.alt_line, "text")] if part.alt else []
            found.append((kind, [Line("", part.line, "text"), *alt, *part.caption]))
        elif kind == "paragraph" and is_inside:
            found[-1][1].append(part)
        elif kind:
            found.append((kind, [part]))
        is_inside = kind in ("paragraph", "list item")
    return found


def _kind(part: Line | CellBlock) -> str:
    """Return the kind of block that a line begins or continues, "" for an empty line and a formula's."""
    if isinstance(part, CellBlock):
        return "cell with caption" if any(line.text.strip() for line in part.caption) else "cell"
    if part.kind != "text" or not part.text.strip():
        return ""
    if block := opening(part.text):
        return f"/// {block.kind}"
    if closing(part.text):
        return "///"
    if found := heading(part.text):
        return "#" * found.level
    if _LIST_ITEM.match(part.text):
        return "list item"
    return "table row" if part.text.lstrip().startswith("|") else "paragraph"
