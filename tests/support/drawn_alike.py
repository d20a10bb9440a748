"""Compare figures that two versions of Matplotlib draw, in the coordinates of their axes.

The versions measure letters differently, so they leave axes of slightly different sizes. What is drawn in
them must be the same, with the same colors, and stand at the same places of the axes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree

# In points of the recorded figure: for curves, bars, points and ticks, which stand at places of the axes;
# and for text and the sides of axes, whose places depend on how letters are measured: a third of a letter.
DRAWN, LETTERS = 0.05, 3.0
# The path of a point or a tick reaches no further, in points.
_POINT = 30.0
# Matplotlib leaves out points of a curve that are this close to it, in points: `path.simplify_threshold`.
_LEFT_OUT, _CURVE = 1 / 9, 20
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_FRAME = re.compile(r"M (\S+) (\S+) L (\S+) \2 L \3 (\S+) L \1 \4 L \1 \2 z")
_ANGLE = re.compile(r"(?<=rotate)\((-?[\d.]+)")
_PLACED = ("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "width", "height", "transform")


_Place = tuple[float, float]


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def place(self, x: float, y: float) -> _Place:
        """Return a place as shares of the box."""
        return (x - self.left) / (self.right - self.left), (y - self.bottom) / (self.top - self.bottom)

    def is_near(self, other: _Box, most: float) -> bool:
        """Return whether no side of another box is further away than some points."""
        sides = zip(vars(self).values(), vars(other).values(), strict=True)
        return all(abs(one - another) <= most for one, another in sides)

    @property
    def size(self) -> tuple[float, float]:
        return abs(self.right - self.left), abs(self.top - self.bottom)


@dataclass(frozen=True)
class _Part:
    """An element: what it is, its coordinates, the number of its axes, and the greatest distance allowed."""

    kind: tuple[object, ...]
    numbers: list[float]
    axes: int
    most: float


def differences(recorded: str, drawn: str) -> list[str]:
    """Return how a figure differs from its recording; nothing if it is the same.

    Arguments:
        recorded, drawn: the figures as `<svg>` elements, with the same prefix of their ids.
    """
    (boxes, parts), (own_boxes, own_parts) = _read(recorded), _read(drawn)
    if [part.kind for part in parts] != [part.kind for part in own_parts]:
        pairs = zip([part.kind for part in parts], [part.kind for part in own_parts], strict=False)
        first = next((pair for pair in pairs if pair[0] != pair[1]), (len(parts), len(own_parts)))
        return [f"{first[0]} is drawn as {first[1]}"]
    found = [
        f"axes {box} are drawn as {own}"
        for box, own in zip(boxes, own_boxes, strict=True)
        if not box.is_near(own, LETTERS)
    ]
    for part, own in zip(parts, own_parts, strict=True):
        worst = _worst(part, own, boxes, own_boxes)
        if worst > part.most:
            found.append(f"{part.kind} is {worst:.2f} points away")
    return found


def _read(svg: str) -> tuple[list[_Box], list[_Part]]:
    boxes: list[_Box] = [_Box(0, 0, 1, 1)]
    root = ElementTree.fromstring(re.sub(r' xmlns="[^"]*"', "", svg))
    known = {f"#{one.get('id')}": _numbers(one.get("d", "")) for one in root.iter("path") if one.get("id")}
    return boxes, list(_parts(root, boxes, known))


def _numbers(text: str) -> list[float]:
    return [float(one) for one in _NUMBER.findall(text)]


def _parts(
    parent: ElementTree.Element,
    boxes: list[_Box],
    known: dict[str, list[float]],
    fill: str = "",
    start: _Place = (0, 0),
) -> Iterator[_Part]:
    """Yield the parts of an element.

    Arguments:
        parent: the element.
        boxes: the boxes of the axes so far; those inside are added.
        known: the coordinates of paths that other elements use, by reference.
        fill, start: the color and the origin that the element gives to what is inside.
    """
    for element in parent:
        style = dict(rule.split(": ", 1) for rule in element.get("style", "").split("; ") if rule)
        if (frame := _FRAME.fullmatch(element.get("d", ""))) and style == {"fill": "none"}:
            boxes.append(_Box(*map(float, frame.groups())))
        color, axes = style.get("fill", fill), len(boxes) - 1
        if element.tag == "tspan":
            # One version writes each letter of a formula by itself, the other one all letters of a size.
            numbers, y = _numbers(element.get("x", "")), float(element.get("y", "0"))
            for letter, x in zip(element.text or "", numbers, strict=True):
                kind = ("letter", letter, color, style["font-size"])
                yield _Part(kind, [start[0] + x, start[1] + y], axes, LETTERS)
            continue
        placed = {name: element.get(name, "") for name in _PLACED if name in element.attrib}
        angles = _ANGLE.findall(placed.get("transform", ""))
        numbers = _numbers(_ANGLE.sub("(", " ".join(placed.values())))
        shape = [(name, _NUMBER.sub("#", text)) for name, text in placed.items()]
        rest = [(name, text) for name, text in element.attrib.items() if name not in (*placed, "style")]
        if element.tag == "use" and numbers[0] == 0:
            # A filled area, whose path stands on the page; a point's path stands around the point.
            numbers = [one + numbers[at % 2] for at, one in enumerate(known[element.get("href", "")])]
        elif parent.tag == "clipPath":
            numbers, rest = [], [*rest, ("axes", str(_clipped(numbers, boxes)))]
        elif parent.tag == "defs" and element.tag == "path":
            rest = (
                [*rest, ("point", str([round(number) for number in numbers]))] if _is_point(numbers) else rest
            )
            numbers = []  # compared where it is used
        inside = (numbers[0], numbers[1]) if element.tag == "g" and "transform" in placed else start
        most = LETTERS if element.tag in ("g", "text") else DRAWN
        kind = (element.tag, element.text or "", *shape, *angles, *sorted(style.items()), *sorted(rest))
        if element.tag != "g":
            yield _Part(kind, numbers, axes, most)
        yield from _parts(element, boxes, known, color, inside)


def _is_point(numbers: list[float]) -> bool:
    return all(abs(number) < _POINT for number in numbers)


def _clipped(numbers: list[float], boxes: list[_Box]) -> int:
    """Return the number of the axes that a rectangle for clipping covers."""
    x, y, width, height = numbers
    wanted = _Box(x, y + height, x + width, y)
    return next(at for at, box in enumerate(boxes) if box.is_near(wanted, DRAWN))


def _worst(part: _Part, own: _Part, boxes: list[_Box], own_boxes: list[_Box]) -> float:
    """Return the greatest distance of an element's places, in points of the recorded figure."""
    one = _shares(part, boxes, boxes[part.axes].size)
    other = _shares(own, own_boxes, boxes[part.axes].size)
    worst = max((max(abs(x - u), abs(y - v)) for (x, y), (u, v) in zip(one, other, strict=True)), default=0.0)
    if worst > DRAWN and len(one) > _CURVE and part.kind[0] == "path":
        # Which points are left out depends on the size of the axes; curves may end outside of them.
        width, height = boxes[part.axes].size
        seen = [
            [(x, y) for x, y in points if 0 <= x <= width and 0 <= y <= height] for points in (one, other)
        ]
        return max(_furthest(seen[0], other), _furthest(seen[1], one)) - _LEFT_OUT
    return worst


def _shares(part: _Part, boxes: list[_Box], size: _Place) -> list[_Place]:
    """Return the places of a part as shares of its axes, times a size."""
    pairs = zip(part.numbers[::2], part.numbers[1::2], strict=True)
    places = (boxes[part.axes].place(x, y) for x, y in pairs)
    return [(x * size[0], y * size[1]) for x, y in places]


def _furthest(points: list[_Place], curve: list[_Place]) -> float:
    """Return the greatest distance of points from a curve of straight lines."""
    return max(min(_distance(point, *line) for line in pairwise(curve)) for point in points)


def _distance(point: _Place, start: _Place, end: _Place) -> float:
    (x, y), (u, v), (s, t) = point, start, end
    length = (s - u) ** 2 + (t - v) ** 2
    share = max(0.0, min(1.0, ((x - u) * (s - u) + (y - v) * (t - v)) / length)) if length else 0.0
    return hypot(x - u - share * (s - u), y - v - share * (t - v))
