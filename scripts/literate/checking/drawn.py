"""List the parts of a figure that claims are about: its lines, its bars, and the names beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .looks import bars_of, collection_look, color_of, group_look, legend_looks, line_look, text_look


@dataclass(frozen=True)
class Name:
    """A text in the color of a part, or its entry in a legend.

    Arguments:
        words: what it says.
        look: its line in the description of the figure.
    """

    words: str
    look: str


@dataclass(frozen=True)
class Part:
    """A line, the lines that were drawn together, or bars.

    Arguments:
        look: its line in the description of the figure.
        names: the names in its color.
        y: the heights of its points, or the lengths of its bars.
        x: the places of its points; None for bars.
    """

    look: str
    names: tuple[Name, ...]
    y: Any
    x: Any = None


def parts_of(figures: Iterable[Any]) -> Iterator[Part]:
    """Yield the parts of Matplotlib's figures."""
    for axes in (axes for figure in figures for axes in figure.axes):
        names = list(_names(axes))
        for look, color, y, x in _drawn(axes):
            yield Part(look, tuple(name for of, name in names if of == color), y, x)


def _drawn(axes: Any) -> Iterator[tuple[str, str, Any, Any]]:
    for line in axes.lines:
        x, y = line.get_data()
        yield line_look(line), color_of(line), y, x
    for together in axes.collections:
        segments = together.get_segments() if hasattr(together, "get_segments") else []
        is_even = len({len(segment) for segment in segments}) == 1
        for rows in [segments] if is_even else [[segment] for segment in segments]:
            x, y, *_ = np.moveaxis(np.array(rows), 2, 0)
            yield collection_look(together), color_of(together), y, x
    for group in axes.containers:
        if bars := list(bars_of(group)):
            side = "width" if group.orientation == "horizontal" else "height"
            yield group_look(bars), color_of(bars[0]), [getattr(bar, f"get_{side}")() for bar in bars], None


def _names(axes: Any) -> Iterator[tuple[str, Name]]:
    """Yield the color and the name of each text and legend entry."""
    for text in axes.texts:
        if words := text.get_text():
            yield color_of(text), Name(words, text_look(text))
    for look, text, handle in legend_looks(axes):
        yield color_of(handle), Name(text, look)
