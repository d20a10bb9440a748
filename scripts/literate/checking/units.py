"""Check the unit after a value in a sentence against the names in its expression.

A name tells the unit of its numbers: only 비트 or bits may follow `own_bits`. Entropies and losses are in
nats if no name says bits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..messages import Problem, say
from ..reading.expressions import Expression, find
from ..reading.pages import Page

# The words of each unit, longest first, in the languages that we know. Lengths are not here: a density's loss
# is in nats although its name may say in which unit the lengths are.
_WORDS = {
    "bits": ("비트", "bits", "bit"),
    "nats": ("나트", "nats", "nat"),
    "bytes": ("바이트", "bytes"),
    "kilobytes": ("킬로바이트", "kilobytes"),
    "megabytes": ("메가바이트", "megabytes"),
    "gigabytes": ("기가바이트", "gigabytes"),
}
_BYTES_BY = {"/1e3": "kilobytes", "/1e6": "megabytes", "/1e9": "gigabytes"}
_UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words}
# Particles may follow a Korean word; a Latin one ends.
_UNIT = re.compile(rf"[\s*]*(?:(?P<word>{'|'.join(_UNIT_OF)})(?![A-Za-z]))")
_NAME_PART = re.compile(r"[A-Za-z]+")


def wrong_units(page: Page) -> list[Problem]:
    """Return a problem for each value of a page that is followed by another unit than its names tell."""
    return [problem for text, line in page.written() for problem in _wrong(text, page.file, line)]


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
