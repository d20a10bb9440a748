"""Claims on what each cell shows: the words that it prints, and each part of its figures."""

from __future__ import annotations

import pytest
from literate.checking.claims import described, shown


@pytest.mark.parametrize(("snippet", "cell", "description"), list(described()))
def test_each_cell_shows_what_is_described(snippet: str, cell: str, description: str) -> None:
    shown(snippet).looks(cell, description)
