"""Assign text to cells, so that a page can show a cell and its text side by side.

A passage is a cell with the text that introduces it and the text that discusses its output. The order of the
page does not change. Headings, explorables and blocks that enclose cells end a passage. Before the first
cell after such a boundary, the last paragraph introduces the cell, and so do earlier paragraphs as long as
all of them fit beside it. Between two cells, text up to the last value that the upper cell computed belongs
to the upper cell. Of the rest, the last paragraph introduces the lower cell, and the other paragraphs belong
to the upper cell if it has output. After the last cell, all text belongs to that cell.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..messages import Problem
from ..reading import expressions
from ..reading.blocks import block_ends, closing, heading, opening
from ..reading.pages import CellBlock, Line, texts

# The longest text beside a cell that keeps both on the screen.
BESIDE = 400

# A list, a table or indented text continues the paragraph above it.
_GOES_ON = re.compile(r"([-*+]|\d+\.|\||\s{2,})\s*\S")


@dataclass(frozen=True)
class Passage:
    """A cell between the lines that introduce it and the lines that discuss its output.

    `inside` is the number of slashes of the block that encloses the passage, 0 if there is none.
    """

    before: tuple[Line, ...]
    cell: CellBlock
    after: tuple[Line, ...]
    inside: int


@dataclass
class _Unit:
    """A paragraph, or a block without cells, with the formulas, lists and tables that continue it."""

    lines: list[Line] = field(default_factory=list)
    is_open: bool = True
    ends_in_formula: bool = False

    @property
    def length(self) -> int:
        # A value counts as few characters, however long its expression is.
        return sum(len(expressions.VALUE.sub("000", line.text)) for line in self.lines)

    def add(self, line: Line, is_in_block: bool) -> None:
        """Add a line; a blank line ends the paragraph, except before its start or inside a block."""
        is_blank = line.kind == "text" and not line.text.strip()
        has_begun = any(line.text.strip() for line in self.lines)
        self.is_open = is_in_block or not (is_blank and has_begun)
        if not is_blank:
            self.ends_in_formula = line.kind == "math"
        self.lines.append(line)

    def is_ended_by(self, line: Line) -> bool:
        """Return whether a line begins a new unit."""
        goes_on = not line.text.strip() or line.kind == "math" or _GOES_ON.match(line.text)
        return not self.is_open and not goes_on


def passages(
    parts: Sequence[Line | CellBlock], code: Mapping[str, str], giving: frozenset[str]
) -> Iterator[Line | Passage]:
    """Yield the parts of a page in order: cells as passages, and text outside passages as lines.

    Arguments:
        parts: lines and cells, as on the page.
        code: the code of the snippet's cells, by name.
        giving: the names of the cells that print or draw something.
    """
    region: list[_Unit | CellBlock] = []
    ends = block_ends(texts(parts))
    enclosing, within, apart = _enclosing(parts, ends), [0], _apart(parts)
    closes_at = -1
    for at, part in enumerate(parts):
        if isinstance(part, CellBlock):
            region.append(part)
        elif at in enclosing or at in apart or (at > closes_at and _is_edge(part)):
            yield from _grouped(region, code, giving, within[-1])
            yield part
            region = []
            if at in enclosing:
                within = within[:-1] if closing(part.text) else [*within, enclosing[at]]
        else:
            if at > closes_at:
                closes_at = ends.get(at, closes_at)
            if not region or isinstance(region[-1], CellBlock) or region[-1].is_ended_by(part):
                region.append(_Unit())
            unit = region[-1]
            assert isinstance(unit, _Unit)
            unit.add(part, is_in_block=at < closes_at)
    yield from _grouped(region, code, giving, within[-1])


def _apart(parts: Sequence[Line | CellBlock]) -> set[int]:
    """Return the positions of explorables, which span both columns."""
    found: set[int] = set()
    is_inside = False
    for at, part in enumerate(parts):
        text = part.text if isinstance(part, Line) else ""
        is_inside = is_inside or text.startswith('<div class="explorable"')
        if is_inside:
            found.add(at)
            is_inside = text.strip() != "</div>"
    return found


def _is_edge(line: Line) -> bool:
    return line.kind == "frame" or (line.kind == "text" and heading(line.text) is not None)


def _enclosing(parts: Sequence[Line | CellBlock], ends: Mapping[int, int]) -> dict[int, int]:
    """Return the positions where blocks with cells begin and end, with their number of slashes."""
    found: dict[int, int] = {}
    for at, end in ends.items():
        part = parts[at]
        block = opening(part.text) if isinstance(part, Line) else None
        if block and any(isinstance(inner, CellBlock) for inner in parts[at:end]):
            found |= dict.fromkeys((at, end), len(block.fence))
    return found


def _grouped(
    region: list[_Unit | CellBlock], code: Mapping[str, str], giving: frozenset[str], inside: int
) -> Iterator[Line | Passage]:
    """Yield the parts between two boundaries, with their text assigned to cells."""
    runs: list[list[_Unit]] = [[]]
    cells: list[CellBlock] = []
    for part in region:
        if isinstance(part, CellBlock):
            cells.append(part)
            runs.append([])
        else:
            runs[-1].append(part)
    if not cells:
        yield from _lines(runs[0])
        return
    alone, before = _split(runs[0], _introduction(runs[0], BESIDE))
    yield from _lines(alone)
    for at, cell in enumerate(cells):
        run = runs[at + 1]
        after, following = run, list[_Unit]()
        if cell is not cells[-1]:
            own = _computed(code.get(cell.name, ""))
            reads = max((place for place, unit in enumerate(run, 1) if own & _asked(unit)), default=0)
            room = 0 if cell.name in giving else BESIDE
            after, following = _split(run, _introduction(run[reads:], room))
        yield Passage(tuple(_lines(before)), cell, tuple(_lines(after)), inside)
        before = following


def _split(units: list[_Unit], last: int) -> tuple[list[_Unit], list[_Unit]]:
    return units[: len(units) - last], units[len(units) - last :]


def _introduction(units: list[_Unit], room: int) -> int:
    """Return how many of the last units introduce the cell below them.

    The last unit does, with a formula above it that it explains; earlier units do if there is room.
    """
    count = min(1, len(units))
    if len(units) > 1 and units[-2].ends_in_formula:
        count = 2
    while count < len(units) and sum(unit.length for unit in units[-count - 1 :]) <= room:
        count += 1
    return count


def _lines(units: list[_Unit]) -> Iterator[Line]:
    return (line for unit in units for line in unit.lines)


def _computed(code: str) -> frozenset[str]:
    """Return the names that a cell assigns or defines."""
    nodes = list(ast.walk(ast.parse(code)))
    assigned = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return frozenset(assigned | defined)


def _asked(unit: _Unit) -> frozenset[str]:
    """Return the names that the values in a text use."""
    found: set[str] = set()
    for line in unit.lines:
        # The weave reports a value that is not a valid expression.
        with contextlib.suppress(Problem):
            for _, _, value in expressions.find(line.text, "", line.number) if line.kind != "code" else ():
                nodes = ast.walk(ast.parse(value.code, mode="eval"))
                found |= {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(found)
