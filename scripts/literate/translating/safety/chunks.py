"""Divide a page into chunks of lines that the renderer may combine, and find their code and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...reading.expressions import CODE_SPAN, MATH_SPAN
from ...reading.pages import CellBlock, Line, Page, display_formulas

WORDS_IN_FORMULA = re.compile(r"\\text(?:rm|it|bf)?\{[^{}\\$<>&`]*\}")


@dataclass(frozen=True)
class Chunk:
    """Lines that the renderer may combine: a paragraph, a display formula, a block of code.

    `is_alone` tells whether the lines directly above and below are empty.
    """

    kind: str
    line: int
    lines: tuple[str, ...]
    is_alone: bool = True

    @property
    def key(self) -> tuple[str, ...]:
        """The kind of the chunk and its lines, without the words of formulas, which translations write."""
        is_math = self.kind == "math"
        return self.kind, *(WORDS_IN_FORMULA.sub("", line) if is_math else line for line in self.lines)


def chunks(parts: Sequence[Line | CellBlock]) -> Iterator[Chunk]:
    """Divide parts of a page into chunks; a cell's text alternative and caption are chunks too."""
    runs = [(kind, list(run)) for kind, run in groupby(parts, key=_kind)]
    kinds = ["", *(kind for kind, _ in runs), ""]
    for (kind, run), above, below in zip(runs, kinds, kinds[2:], strict=False):
        for part in run:
            if isinstance(part, CellBlock):
                yield Chunk("text", part.alt_line, (part.alt,))
                yield from chunks(part.caption)
        if kind and isinstance(run[0], Line):
            lines = tuple(line.text.rstrip() for line in run if isinstance(line, Line))
            yield Chunk(kind, run[0].number, lines, not (above or below))


def _kind(part: Line | CellBlock) -> str:
    """Return the kind of a line, "" for an empty line of text."""
    if isinstance(part, CellBlock):
        return "cell"
    return "" if part.kind == "text" and not part.text.strip() else part.kind


def code_spans(chunk: Chunk) -> Iterator[str]:
    """Yield the code spans in a chunk of text."""
    if chunk.kind == "text":
        for line in chunk.lines:
            yield from (match[0] for match in CODE_SPAN.finditer(line)) if "`" in line else ()


def math_spans(chunk: Chunk) -> Iterator[str]:
    """Yield the inline formulas in a chunk of text, as `without_formula_words` returns them."""
    if chunk.kind == "text":
        for line in chunk.lines:
            if "$" in line:
                for match in MATH_SPAN.finditer(CODE_SPAN.sub(" ", line)):
                    yield without_formula_words(match[0])


def formulas(page: Page) -> list[tuple[str, int]]:
    """Return the display formulas of a page without the words in them, and the lines where they begin."""
    return [
        (without_formula_words("\n".join(text for text, _ in lines)), lines[0][1] if lines else 1)
        for lines in display_formulas(page)
    ]


def without_formula_words(tex: str) -> str:
    r"""Return a formula without spacing and without the words in `\text{…}`, which translations write."""
    return "".join(WORDS_IN_FORMULA.sub("", tex).split())
