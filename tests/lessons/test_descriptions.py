"""Claims on what each cell and explorable shows: its words, and each part of its figures."""

from __future__ import annotations

import pytest
from literate.checking.claims import described, shown
from literate.checking.explorable_claims import described_explorables, explorable


@pytest.mark.parametrize(("snippet", "cell", "description"), list(described()))
def test_each_cell_shows_what_is_described(snippet: str, cell: str, description: str) -> None:
    shown(snippet).looks(cell, description)


@pytest.mark.parametrize(("lesson", "element", "language", "description"), list(described_explorables()))
def test_each_explorable_shows_what_is_described(
    lesson: str, element: str, language: str, description: str
) -> None:
    explorable(lesson, element, language).looks(description)
