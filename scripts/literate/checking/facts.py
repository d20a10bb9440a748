"""Remember which parts of the lessons a claim looks at, and what it holds them against."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fact:
    """One thing that a claim looked at.

    Arguments:
        file, line: where it stands: a snippet file or a page.
        name: the cell or the formula.
        kind: what the claim did: reads, prints, draws, writes, says, agrees, ….
        detail: which part of the cell it was, such as a line of a figure.
    """

    file: str
    line: int
    name: str
    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.name}"


_facts: set[Fact] = set()


def note(fact: Fact) -> None:
    """Remember a fact for whoever is watching."""
    _facts.add(fact)


@contextlib.contextmanager
def watching() -> Iterator[set[Fact]]:
    """Yield a set that holds, once the `with` ends, the facts noted inside."""
    before = set(_facts)
    _facts.clear()
    found: set[Fact] = set()
    try:
        yield found
    finally:
        found |= _facts
        _facts.clear()
        _facts.update(before | found)
