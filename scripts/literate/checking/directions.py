"""Compare directions in a Korean text about a figure with where the figure draws things.

Judged are slopes toward a side, paths, points in corners, flat ends, valleys of different depth, the longer
or steeper of two slopes, the number of a curve's valleys, two names in opposite directions, straight solid
lines, shades of numbered cells, and terms of axes. A phrase is false if nothing in the figure agrees with it;
if its subject is the label of a curve, if that curve does not. A figure without such things is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

MOST = 0.9  # the share of steps in one direction that makes a curve rise or fall
FLAT, NEAR_ZERO = 0.03, 0.15  # of the height of the axes, and of a curve's largest value
SIDES = {"왼쪽": (0, -1), "오른쪽": (0, 1), "위": (1, 1), "아래": (1, -1)}
_TREND = re.compile(r"(왼쪽|오른쪽)으로 갈수록[^,.]*?(올라|높아|솟|커지|내려|낮아|작아|짧아|길어|0에 가까)")
_PATH = re.compile(r"(왼쪽|오른쪽) (위|아래)로 [^,.]*?(?:올라|내려|뻗)")
_CORNER = re.compile(r"(왼쪽|오른쪽) (위|아래)에 ")
_END = re.compile(r"(?<!보다 )(높|낮)은 곳에서[^,.]*?평평")
_DEEPER = re.compile(r"(왼쪽|오른쪽) (골짜기|봉우리)가 [^,.]*더 (깊|얕|높|낮)")
_SLOPE = re.compile(r"(왼쪽|오른쪽)(?: 비탈)?이 (?:[^,.]*?보다 )?(?:훨씬 |더 |조금 )*(길|가파|짧|완만)")
_TURNS = re.compile(r"(바닥|골짜기|봉우리)[이가] (하나|둘|두)(?![가-힣])")
_SUBJECT = r"(?<!\w)(?P<label>{})(?:의? [가-힣]+)?(?:은|는|에는)(?![가-힣])"
_SOLID = re.compile(r"(?:그은|가로|세로) 실선")
_SHADE = re.compile(r"수가 (큰 칸일수록|작은 칸일수록|커지고|작아지고) 색이 (짙|옅)")
_AXIS = re.compile(r"(가로축|세로축|행|열)은 ([^,.]*?)(?=[,.]| 세로축|$)")

_SYMBOL = re.compile(r"(?<![A-Za-z])[A-Za-zα-ω](?![A-Za-z])")
_SIDE = re.compile("|".join(SIDES))

Points = np.ndarray  # [n, 2], in fractions of the axes' width and height


def false_directions(text: str, figures: Iterable[Any], terms: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the phrases of a text with a direction that the figures contradict.

    Arguments:
        text: a text alternative, or a paragraph below the figures, with its values.
        figures: the Matplotlib figures of the cell.
        terms: the names in figures of each term, by its name in texts.
    """
    axes = [one for figure in figures for one in figure.axes]

    def lines(color: str = "", fewest: int = 3) -> list[Points]:
        found = [line for one in axes for line in _lines(one) if len(line[1]) >= fewest]
        return [points for its, points in found if not color or its == color]

    def several(look: Callable[[Any], Points], fewest: int) -> list[Points]:
        return [found for found in map(look, axes) if len(found) >= fewest]

    def slopes(color: str) -> list[Any]:
        return [one for one in map(_slopes, lines(color)) if one is not None]

    def straight() -> list[Any]:
        return [one for one in map(_is_solid, axes) if one is not None]

    # Looking at a figure takes longer than looking for a phrase.
    kinds: list[tuple[re.Pattern[str], Callable[[str], list[Any]], Callable[[re.Match[str], Any], bool]]] = [
        (_PATH, lines, _goes),
        (_CORNER, lambda _: several(_marks, 2), _is_in_corner),
        (_END, lambda color: lines(color, 2), _ends_flat),
        (_DEEPER, lines, _is_deeper),
        (_TURNS, lines, _turns),
        (_SLOPE, slopes, _is_longer),
        (_SOLID, lambda _: straight(), lambda _, is_solid: is_solid),
        (_SHADE, lambda _: several(_shades, 2), _is_shaded),
        (_TREND, lambda color: lines(color) if color else [*lines(), *several(_lengths, 3)], _tends),
    ]
    found = []
    for pattern, look, agrees in kinds:
        for one in pattern.finditer(text):
            parts = look(_color_of_subject(text, one, axes, terms)) or look("")
            if parts and not any(agrees(one, part) for part in parts):
                found.append(one[0].strip())
    return found + _swapped_labels(text, axes, terms) + _swapped_terms(text, axes, terms)


def _fractions(axes: Any, points: Any) -> Points:
    """Return points of the data in fractions of the axes, as a reader sees them."""
    # Matplotlib fits an axis to its data when it is asked for the limits.
    axes.get_xlim(), axes.get_ylim()
    return np.asarray((axes.transScale + axes.transLimits).transform(np.asarray(points, dtype=float)))


def _lines(axes: Any) -> Iterator[tuple[str, Points]]:
    """Yield the color and the points of each line, in the order in which it is drawn."""
    for line in axes.lines:
        if line.get_transform().contains_branch(axes.transData):
            points = _fractions(axes, np.column_stack(line.get_data(orig=False)))
            yield str(line.get_color()), points[np.isfinite(points).all(axis=1)]


def _color_of_subject(
    text: str, phrase: re.Match[str], axes: list[Any], terms: Mapping[str, Iterable[str]]
) -> str:
    """Return the color of the only label that is a subject of a phrase's clause, or ""."""
    labels = [(label.get_text(), label.get_color()) for one in axes for label in one.texts]
    for legend in filter(None, (one.get_legend() for one in axes)):
        handles = zip(legend.get_texts(), legend.legend_handles, strict=True)
        labels += [
            (label.get_text(), handle.get_color())
            for label, handle in handles
            if hasattr(handle, "get_color")
        ]
    colors = {name: str(color) for label, color in labels for name in (label, *_named(label, terms)) if name}
    start = max(text.rfind(mark, 0, phrase.start()) for mark in ",.") + 1
    pattern = _SUBJECT.format("|".join(sorted(map(re.escape, colors), key=len, reverse=True)) or "(?!)")
    found = {colors[one["label"]] for one in re.finditer(pattern, text[start : phrase.end()])}
    return found.pop() if len(found) == 1 else ""


def _marks(axes: Any) -> Points:
    """Return the points that are drawn as marks, if they are few enough to be seen one by one."""
    points = [np.asarray(one.get_offsets()) for one in axes.collections if len(one.get_offsets()) > 1]
    points += [
        np.column_stack(one.get_data(orig=False))
        for one in axes.lines
        if one.get_marker() not in ("None", "")
    ]
    found = np.concatenate(points) if points else np.empty((0, 2))
    return _fractions(axes, found) if len(found) else found


def _steps(values: np.ndarray, way: int) -> bool:
    """Return whether values rise (1) or fall (-1) at nearly every step, and in all."""
    steps = way * np.diff(values)
    return bool(steps.sum() > 0 and (steps >= -1e-9).mean() >= MOST)


def _goes(found: re.Match[str], line: Points) -> bool:
    return all(_steps(line[:, axis], way) for axis, way in (SIDES[name] for name in found.groups()))


def _tends(found: re.Match[str], line: Points) -> bool:
    """Return whether a line, followed toward a side, rises, falls, or ends near zero as a phrase says."""
    ordered = line[np.argsort(SIDES[found[1]][1] * line[:, 0], kind="stable")][:, 1]
    if found[2] == "0에 가까":
        return _steps(ordered, -1) and ordered[-1] - ordered.min() <= NEAR_ZERO * np.ptp(ordered)
    return _steps(ordered, -1 if found[2] in ("내려", "낮아", "작아", "짧아") else 1)


def _lengths(axes: Any) -> Points:
    """Return the place and length of each upright segment of error bars and vertical lines."""
    pieces = [
        _fractions(axes, piece)
        for one in axes.collections
        if hasattr(one, "get_segments")
        for piece in one.get_segments()
        if len(piece) == 2
    ]
    return np.array([(piece[0, 0], abs(np.diff(piece[:, 1]).item())) for piece in pieces]).reshape(-1, 2)


def _is_in_corner(found: re.Match[str], marks: Points) -> bool:
    middle = (marks.min(axis=0) + marks.max(axis=0)) / 2
    sides = (SIDES[name] for name in found.groups())
    inside = [way * (marks[:, axis] - middle[axis]) > 0 for axis, way in sides]
    return bool(np.logical_and(*inside).any())


def _ends_flat(found: re.Match[str], line: Points) -> bool:
    end = line[np.argsort(line[:, 0], kind="stable")][-max(2, len(line) // 3) :, 1]
    return bool(np.ptp(end) <= FLAT and (end.mean() > 0.5) == (found[1] == "높"))


def _is_deeper(found: re.Match[str], line: Points) -> bool:
    sign = 1 if found[2] == "골짜기" else -1
    turns = _turning(line, sign)
    if len(turns) != 2:
        return False
    is_smaller = found[3] in (("깊", "낮") if sign > 0 else ("높",))
    return bool((turns[0] < turns[1]) == (is_smaller == (found[1] == "왼쪽")))


def _turning(line: Points, sign: int) -> list[float]:
    """Return the heights of a curve's valleys (1), or of its peaks with a minus (-1)."""
    heights = sign * line[np.argsort(line[:, 0], kind="stable")][:, 1]
    return [b for (a, b), (_, c) in pairwise(pairwise(heights)) if a > b <= c]


def _turns(found: re.Match[str], line: Points) -> bool:
    return len(_turning(line, -1 if found[1] == "봉우리" else 1)) == (1 if found[2] == "하나" else 2)


def _slopes(line: Points) -> tuple[float, float] | None:
    """Return how far the slopes left and right of a curve's only bottom or top reach to the same height.

    None if a curve has none, or several.
    """
    x, y = line[np.argsort(line[:, 0], kind="stable")].T
    if not 0 < (turn := int(np.argmin(y))) < len(y) - 1:
        turn, y = int(np.argmax(y)), -y
    if not (0 < turn < len(y) - 1 and _steps(y[: turn + 1], -1) and _steps(y[turn:], 1)):
        return None
    height = y[turn] + min(y[0] - y[turn], y[-1] - y[turn]) / 2
    return float(x[turn] - x[np.argmax(y <= height)]), float(
        x[turn + np.argmax(y[turn:] >= height)] - x[turn]
    )


def _is_longer(found: re.Match[str], slopes: tuple[float, float]) -> bool:
    own, other = slopes if found[1] == "왼쪽" else slopes[::-1]
    return own > other if found[2] in ("길", "완만") else own < other


def _is_solid(axes: Any) -> bool | None:
    """Return whether an upright or level straight line is solid; None if there are none."""
    straight = [
        one
        for one in axes.lines
        if len(one.get_xdata()) == 2 and not np.ptp(np.transpose(one.get_data(orig=False)), axis=0).all()
    ]
    return any(one.get_linestyle() == "-" for one in straight) if straight else None


def _shades(axes: Any) -> Points:
    """Return the number in each rectangle that has one, and the rectangle's opacity."""
    found = []
    boxes = [(box, box.get_path().transformed(box.get_patch_transform())) for box in axes.patches]
    for text in axes.texts:
        try:
            number = float(text.get_text().replace("−", "-"))
        except ValueError:
            continue
        around = [box for box, path in boxes if path.contains_point(text.get_position())]
        found += [(number, 1 if box.get_alpha() is None else box.get_alpha()) for box in around[:1]]
    return np.array(found).reshape(-1, 2)


def _is_shaded(found: re.Match[str], shades: Points) -> bool:
    way = 1 if (found[1][0] == "커" or found[1][0] == "큰") == (found[2] == "짙") else -1
    numbers, opacities = (shades - shades.mean(axis=0)).T
    return bool(way * (numbers * opacities).sum() > 0)


def _swapped_labels(text: str, axes: list[Any], terms: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the sentences that put two labels of a figure in opposite directions than the figure does."""
    if len(_SIDE.findall(text)) < 2:
        return []
    places: dict[str, np.ndarray] = {}
    for one in axes:
        ticks = [*one.get_xticklabels(), *one.get_yticklabels()]
        for label in (*one.texts, *(tick for tick in ticks if tick.get_text()[:1].isalpha())):
            if words := label.get_text().strip():
                place = one.transAxes.transform(_fractions(one, [label.get_position()])[0])
                places |= dict.fromkeys((words, *_named(words, terms)), place)
    if not places:
        return []
    labels = "|".join(sorted(map(re.escape, places), key=len, reverse=True))
    token = re.compile(
        rf"(?P<side>왼쪽|오른쪽)|(?P<height>위|아래)(?=[는의]|쪽| 줄)|(?<!\w)(?P<label>{labels})(?![A-Za-z])"
    )
    found = []
    for sentence in re.split(r"(?<=[.])\s", text):
        for kind in ("side", "height"):
            tokens = [one for one in token.finditer(sentence) if one.lastgroup in (kind, "label")]
            order, words = [one.lastgroup for one in tokens], [one[0] for one in tokens]
            if order == ["label", kind] * 2:
                words = [words[1], words[0], words[3], words[2]]
            elif order != [kind, "label"] * 2:
                continue
            axis, way = SIDES[words[0]]
            apart = way * (places[words[1]] - places[words[3]])[axis]
            if words[0] != words[2] and words[1] != words[3] and apart < 0:
                found.append(sentence.strip())
    return found


def _named(label: str, terms: Mapping[str, Iterable[str]]) -> list[str]:
    words = {label.lower(), label.lower().removesuffix("s")}
    return [name for name, others in terms.items() if words & {other.lower() for other in others}]


def _swapped_terms(text: str, axes: list[Any], terms: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the phrases that give an axis another symbol, or a term that is on the other axis."""
    across = " ".join(one.get_xlabel() for one in axes).lower()
    up = " ".join(one.get_ylabel() for one in axes).lower()
    found = []
    for match in _AXIS.finditer(text):
        own, other = (across, up) if match[1] in ("가로축", "열") else (up, across)
        symbols = _SYMBOL.findall(match[2])
        if symbols and _SYMBOL.fullmatch(own) and own not in map(str.lower, symbols):
            found.append(match[0].strip())
        for name in terms:
            if not re.match(rf"{name}(?: [A-Za-zα-ω])?(?:$|이|인|을|를)", match[2]):
                continue
            written = [one.lower() for one in terms[name]]
            if any(one in other for one in written) and not any(one in own for one in written):
                found.append(match[0].strip())
    return found
