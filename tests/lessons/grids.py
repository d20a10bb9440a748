"""The grids of values that pages hand to their explorables."""

from __future__ import annotations

import numpy as np
from literate.checking.shown import Shown


def grid(page: Shown, cell: str) -> str:
    """Return the longest of the values below a cell: the grid that an explorable is compared with."""
    return max(page.said[cell], key=len)


def rows(page: Shown, cell: str, width: int) -> np.ndarray:
    """Return a grid's rows of some width."""
    return np.array(grid(page, cell).split(), dtype=float).reshape(-1, width)
