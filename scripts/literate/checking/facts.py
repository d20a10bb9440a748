"""Record which parts of the lessons a claim looks at, and the kind of comparison."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fact:
    """One part of a lesson that a claim looked at.

    Arguments:
        file, line: its place in a snippet file or on a page.
        name: the cell or the formula.
        kind: the action of the claim: reads, prints, draws, writes, says, agrees, ….
        detail: the part of the cell, such as a line of a figure.
    """

    file: str
    line: int
    name: str
    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.name}"


_watching: list[set[Fact]] = []


def note(fact: Fact) -> None:
    """Record a fact for every active `watching`."""
    for found in _watching:
        found.add(fact)


@contextlib.contextmanager
def watching() -> Iterator[set[Fact]]:
    """Yield a set of the facts noted inside the `with` block."""
    found: set[Fact] = set()
    _watching.append(found)
    try:
        yield found
    finally:
        _watching.pop()
