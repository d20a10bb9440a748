"""Compare the words of a Korean text alternative with what its figure draws.

Judged are words whose meaning data can settle: convex and concave, bells and symmetry, logarithmic scales,
symbols of axes, dashes, bars, kinds of charts, the order of numbers in a list, and where a curve or bars are
highest and lowest. Reviewers read the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from .drawn import parts_of

FEWEST = 5  # points of a line that has a shape
NEAR = 0.02  # of the range of x: how far from a stated place an extreme may be, at least one step
_EXTREME = re.compile(r"(?P<place>[\w.−-]+)에서 (?:가장 (?P<way>높|낮)|(?P<peak>봉우리))")
_SYMBOL = re.compile(r"(?<!\w)[A-Za-zα-ωΑ-Ω](?![A-Za-z(])")
_CHART = re.compile(
    "(?P<bar>막대 ?그래프|히스토그램)|(?P<line>꺾은선|선 ?그래프)|(?P<scatter>산점도)|(?P<heat>히트맵|열지도)"
)
_DRAWN = {
    "bar": {"bars"},
    "line": {"lines"},
    "scatter": {"marks", "PathCollection"},
    "heat": {"AxesImage", "QuadMesh"},
}
_LIST = re.compile(r"(?<![\d/.])[-−]?\d+(?:\.\d+)?(?:, [-−]?\d+(?:\.\d+)?){2,}(?![\d/])")
_IS_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NOTHING = ("None", "none", "", " ")
_CLAUSE = re.compile(r"[^,.]*로그 눈금[^,.]*")

Points = tuple[np.ndarray, np.ndarray]


def false_words(text: str, figures: Iterable[Any]) -> list[str]:
    """Return the words of a text alternative that its figures contradict.

    Arguments:
        text: the text alternative, with its values.
        figures: the Matplotlib figures of the cell.
    """
    axes = [one for figure in figures for one in figure.axes]
    lines = [_points(line) for one in axes for line in one.lines]
    curves = [(x, y) for x, y in lines if len(x) >= FEWEST and np.ptp(x) > 0 and np.isfinite(y).all()]
    shapes: dict[str, Callable[[], bool]] = {
        "아래로 볼록": lambda: any(_bends(x, y, 1) for x, y in curves),
        "위로 볼록": lambda: any(_bends(x, y, -1) for x, y in curves),
        "종 모양": lambda: any(0 < y.argmax() < len(y) - 1 for _, y in curves),
        "대칭": lambda: any(np.allclose(y, y[::-1], rtol=1e-6, atol=1e-6 * np.ptp(y)) for _, y in curves),
        "점선": lambda: any(_is_dashed(line) for one in axes for line in [*one.lines, *one.collections]),
        "막대": lambda: any(one.containers or one.patches for one in axes),
    }
    found = [word for word, holds in shapes.items() if word in text and not holds()]
    found += [one[0] for one in _EXTREME.finditer(text) if not _is_there(one, axes, lines)]
    return found + _scales(text, axes) + _swapped(text, axes) + _disordered(text, figures, lines)


def false_charts(text: str, figures: Iterable[Any]) -> list[str]:
    """Return the kinds of charts that a text names and that no axes of the figures have the parts of."""
    drawn = set()
    for axes in (one for figure in figures for one in figure.axes):
        drawn |= {type(one).__name__ for one in [*axes.collections, *axes.images]}
        drawn |= {"bars"} if axes.patches else set()
        # Not the line of axhline, which is beside what a chart draws.
        drawn |= {
            "marks" if line.get_linestyle() in _NOTHING else "lines"
            for line in axes.lines
            if line.get_transform() == axes.transData
        }
    return [found[0] for found in _CHART.finditer(text) if drawn.isdisjoint(_DRAWN[str(found.lastgroup)])]


def _points(line: Any) -> Points:
    x, y = (np.asarray(values, dtype=float) for values in line.get_data(orig=False))
    return x, y


def _bends(x: np.ndarray, y: np.ndarray, way: int) -> bool:
    """Return whether a curve bends upward (1) or downward (-1) at every point."""
    slopes = np.diff(y) / np.diff(x)
    return bool((way * np.diff(slopes) >= -1e-9 * np.abs(slopes).max()).all())


def _is_dashed(line: Any) -> bool:
    styles = line.get_linestyle()
    return styles not in ("-", "None", "") if isinstance(styles, str) else any(one[1] for one in styles)


def _scales(text: str, axes: list[Any]) -> list[str]:
    """Return the clauses that give a logarithmic scale to an axis that does not have it."""
    scales = {"가로축": {one.get_xscale() for one in axes}, "세로축": {one.get_yscale() for one in axes}}
    found = []
    for clause in _CLAUSE.findall(text):
        named = [name for name in scales if name in clause] or list(scales)
        if all("log" not in scales[name] for name in named):
            found.append(clause.strip())
    return found


def _swapped(text: str, axes: list[Any]) -> list[str]:
    """Return the symbols that a text puts on the other axis than the figure."""
    said = {
        name: set(_SYMBOL.findall(" ".join(re.findall(rf"{name}[^,.]*", text))))
        for name in ("가로축", "세로축")
    }
    across, up = (
        {label() for one in axes for label in [getattr(one, get)]} for get in ("get_xlabel", "get_ylabel")
    )
    return [
        *sorted((said["세로축"] - said["가로축"]) & across - up),
        *sorted((said["가로축"] - said["세로축"]) & up - across),
    ]


def _is_there(match: re.Match[str], axes: list[Any], lines: list[Points]) -> bool:
    """Return whether a curve or a group of bars has its extreme at a stated place, if it is not in words."""
    is_low = match["way"] == "낮"
    ends = [
        (x[y.argmin() if is_low else y.argmax()], max(NEAR * np.ptp(x), np.diff(x).max()))
        for x, y in lines
        if len(x) > 2 and np.isfinite(y).all()
    ]
    try:
        place = float(match["place"].replace("−", "-"))
    except ValueError:
        return _bars_agree(match["place"], is_low, axes)
    return not ends or any(abs(x - place) <= step for x, step in ends)


def _bars_agree(label: str, is_low: bool, axes: list[Any]) -> bool:
    """Return whether bars have their extreme at a tick label; True if no bars stand on it."""
    written = ([tick.get_text() for tick in one.get_xticklabels()] for one in axes)
    # Axes above one another have their labels at the lowest.
    labels = next((some for some in written if label in some), [])
    answers = []
    for group in (group for one in axes for group in one.containers):
        heights = [bar.get_height() for bar in group if hasattr(bar, "get_height")]
        if labels and len(heights) == len(labels):
            extreme = min(heights) if is_low else max(heights)
            answers.append(np.isclose(heights[labels.index(label)], extreme))
    return not answers or any(answers)


def _disordered(text: str, figures: Iterable[Any], lines: list[Points]) -> list[str]:
    """Return the lists of three or more numbers that a figure writes or draws in another order only."""
    rows = [part.y for part in parts_of(figures) if part.x is None]
    rows += [list(values) for points in lines for values in points]
    rows += [
        [
            float(label)
            for figure in figures
            for one in figure.axes
            for text in one.texts
            if _IS_NUMBER.fullmatch(label := text.get_text().replace("−", "-"))
        ]
    ]
    found = []
    for match in _LIST.finditer(text):
        numbers = [float(number) for number in match[0].replace("−", "-").split(", ")]
        parts = [row[at : at + len(numbers)] for row in rows for at in range(len(row) - len(numbers) + 1)]
        same = [part for part in parts if np.allclose(sorted(part), sorted(numbers))]
        if same and not any(np.allclose(part, numbers) for part in same):
            found.append(match[0])
    return found
