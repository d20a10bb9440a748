"""What figures of matrices show: the numbers written in their cells, and how strongly each is colored."""

from __future__ import annotations

from typing import Any

import numpy as np
from literate.checking.shown import Shown


def _written(page: Shown, cell: str) -> list[np.ndarray]:
    """Return the matrices that a cell's figures show, from left to right, as the numbers in their cells.

    Raises:
        AssertionError: a colored patch is not behind its number, or zeros and others are colored alike.
    """
    axes = [axis for figure in page.figures[cell] for axis in figure.axes]
    return [_matrix(axis) for axis in axes if axis.texts]


def shows(page: Shown, cell: str, *matrices: Any) -> None:
    """Claim that a cell's figures show these matrices and no others, from left to right.

    Raises:
        AssertionError: they show others.
    """
    found = _written(page, cell)
    assert len(found) == len(matrices), f"{cell} shows {len(found)} matrices"
    for shown, claimed in zip(found, matrices, strict=True):
        np.testing.assert_array_equal(shown, claimed, err_msg=cell)


def _matrix(axis: Any) -> np.ndarray:
    found = {text.get_position(): float(text.get_text()) for text in axis.texts}
    patches = {
        (patch.get_x() + patch.get_width() / 2, patch.get_y() + patch.get_height() / 2): patch
        for patch in axis.patches
    }
    assert found.keys() == patches.keys()
    colors: dict[int, set[str]] = {-1: set(), 1: set()}
    for place, value in found.items():
        patch = patches[place]
        assert (patch.get_alpha() > 0) == (value != 0), f"{value} has the strength {patch.get_alpha()}"
        if value:
            colors[int(np.sign(value))].add(str(patch.get_facecolor()[:3]))
    assert not colors[-1] & colors[1]
    strengths = sorted((abs(value), patches[place].get_alpha()) for place, value in found.items())
    assert (np.diff([strength for _, strength in strengths]) >= 0).all()
    rows = 1 + int(max(y for _, y in found))
    columns = 1 + int(max(x for x, _ in found))
    assert axis.yaxis_inverted() and len(found) == rows * columns
    return np.array([[found[column + 0.5, row + 0.5] for column in range(columns)] for row in range(rows)])
