"""Check the unit after a value in a sentence, and of an axis, against the names in the code.

A name tells the unit of its numbers: only 비트 or bits may follow `own_bits`. Entropies and losses are in
nats if no name says bits. An axis has the unit of the names in its cell.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..messages import Problem, say
from ..reading.expressions import Expression, find
from ..reading.pages import Page
from ..reading.snippets import Snippet

# The words of each unit, longest first, in the languages that we know. Lengths are not here: a density's loss
# is in nats although its name may say in which unit the lengths are; they are units of axes only.
_WORDS = {
    "bits": ("비트", "bits", "bit"),
    "nats": ("나트", "nats", "nat"),
    "bytes": ("바이트", "bytes"),
    "kilobytes": ("킬로바이트", "kilobytes"),
    "megabytes": ("메가바이트", "megabytes"),
    "gigabytes": ("기가바이트", "gigabytes"),
}
_BYTES_BY = {"/1e3": "kilobytes", "/1e6": "megabytes", "/1e9": "gigabytes"}
_LENGTHS = {"millimeters": "mm", "centimeters": "cm", "meters": "m", "kilometers": "km"}
_AXIS = re.compile(r"\((\w+)\)$")
_UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words}
# Particles may follow a Korean word; a Latin one ends.
_UNIT = re.compile(rf"[\s*]*(?:(?P<word>{'|'.join(_UNIT_OF)})(?![A-Za-z]))")
_NAME_PART = re.compile(r"[A-Za-z]+")


def wrong_units(page: Page) -> list[Problem]:
    """Return a problem for each value of a page that is followed by another unit than its names tell."""
    return [problem for text, line in page.written() for problem in _wrong(text, page.file, line)]


def wrong_axes(snippet: Snippet) -> list[Problem]:
    """Return a problem for each axis that has another unit than the names in its cell tell."""
    found = []
    for cell in snippet.cells:
        nodes = list(ast.walk(ast.parse(cell.code)))
        words = {part for node in nodes if isinstance(node, ast.Name) for part in _NAME_PART.findall(node.id)}
        lengths = {_LENGTHS[word] for word in words & _LENGTHS.keys()}
        for node in (one for one in nodes if isinstance(one, ast.Constant)):
            if isinstance(label := node.value, str) and (unit := _AXIS.search(label)):
                told = lengths if unit[1] in _LENGTHS.values() else words & {"bits", "nats"} or {"nats"}
                if told and unit[1] in {*_LENGTHS.values(), "bits", "nats"} - told:
                    names = ", ".join(sorted(told))
                    message = say(
                        f"{label}: 셀의 이름이 말하는 단위는 {names}입니다.",
                        f"{label}: the names in the cell tell the unit {names}.",
                    )
                    found.append(Problem(message, snippet.file, cell.line + node.lineno - 1, cell.name))
    return found


def _wrong(text: str, file: str, line: int) -> Iterator[Problem]:
    for _, end, expression in find(text, file, line):
        if found := _UNIT.match(text, end):
            written = _UNIT_OF[found["word"]]
            expected = _unit(expression, written)
            if expected != written:
                value = f"{{{{ {expression.key} }}}}"
                message = say(
                    f"{value}의 단위는 {found['word']}이(가) 아니라 {_WORDS[expected][0]}입니다.",
                    f"{value} is in {expected}, not in {found['word']}.",
                )
                yield Problem(message, file, line)


def _unit(expression: Expression, written: str) -> str:
    """Return the unit that the names of an expression tell; the written one if they allow it."""
    names = set(_NAME_PART.findall(expression.code))
    units = names & _WORDS.keys() or ({"nats"} if names and written == "bits" else {written})
    if "bytes" in units:
        code = "".join(expression.code.split())
        units = {unit for by, unit in _BYTES_BY.items() if by in code} or units
    return written if written in units else min(units)
