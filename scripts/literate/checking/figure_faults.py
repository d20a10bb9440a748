"""Find what is wrong with a figure whatever it shows: curves of one style, parts out of view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ..messages import say
from .looks import style


def faults(figures: Iterable[Any]) -> list[str]:
    """Return two curves of one style, legend entries without a curve, and points out of view.

    Arguments:
        figures: Matplotlib's figures.
    """
    axes = (axes for figure in figures for axes in figure.axes)
    return [
        fault for one in axes for find in (_same_styles, _lone_entries, _out_of_view) for fault in find(one)
    ]


_NOTHING = ("None", "none", "", " ", None)


def _is_curve(line: Any) -> bool:
    return line.get_linestyle() not in _NOTHING and len(line.get_xdata()) > 2


def _same_styles(axes: Any) -> Iterator[str]:
    styles = [style(line) for line in axes.lines if _is_curve(line)]
    for one in sorted({one for one in styles if styles.count(one) > 1}):
        yield say(f"두 곡선의 색과 모양이 같습니다: {one}", f"Two curves have one color and style: {one}")


def _lone_entries(axes: Any) -> Iterator[str]:
    legend = axes.get_legend()
    if legend is None:
        return
    drawn = {_color(one) for one in (*axes.lines, *axes.patches, *axes.collections)}
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
        if _color(handle) not in drawn:
            name = text.get_text()
            yield say(
                f"범례의 ‘{name}’에 맞는 곡선이 없습니다.",
                f"The legend entry “{name}” does not have a curve.",
            )


def _color(artist: Any) -> str:
    """Return a line's style; of other parts the color alone, since a legend shows them with other edges."""
    shown = style(artist)
    return shown if hasattr(artist, "get_marker") else shown.partition(" ")[0]


def _out_of_view(axes: Any) -> Iterator[str]:
    """Yield a fault for each marker, and each highest or lowest point inside a curve, that is out of view."""
    if axes.name != "rectilinear":
        return
    low, high = np.sort([axes.get_xlim(), axes.get_ylim()]).T
    margin = 1e-9 * (high - low)
    for line in axes.lines:
        points = line.get_xydata()  # as numbers, also of categories and dates
        finite = points[np.isfinite(points).all(axis=1)]
        if line.get_transform() != axes.transData or not len(finite):
            continue
        heights = finite[:, 1]
        extremes = {int(heights.argmin()), int(heights.argmax())} - {0, len(finite) - 1}
        looked_at = finite[sorted(extremes)] if _is_curve(line) else finite
        is_marker = _is_curve(line) or line.get_marker() not in _NOTHING
        outside = ((looked_at < low - margin) | (looked_at > high + margin)).any(axis=1)
        if is_marker and outside.any():
            place = "({:.4g}, {:.4g})".format(*looked_at[outside][0])
            yield say(f"점 {place}이(가) 그림 밖에 있습니다.", f"The point {place} is out of view.")
