"""Read the axes of figures from top to bottom, and their bars."""

from __future__ import annotations

from typing import Any

import numpy as np
from literate.checking.shown import Shown


def panels(page: Shown, cell: str) -> list[Any]:
    """Return the axes of a cell's figure from top to bottom."""
    return sorted(page.figures[cell][0].axes, key=lambda axis: -float(axis.get_position().y0))


def bars(axis: Any) -> list[np.ndarray]:
    """Return the heights of each set of bars, as they are drawn."""
    return [np.array([bar.get_height() for bar in bars]) for bars in axis.containers]
