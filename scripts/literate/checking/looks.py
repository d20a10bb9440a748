"""Describe a cell's output as text: its printed words, and each part of its figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..messages import say
from ..recording.comparison import same_text
from ..running.figure_style import INK, LINES, PAPER

NUMBER = re.compile(
    r"(?<![\w.])[-+−]?(?:nan|inf|\d[\d,]*(?:\.(?P<places>\d*))?(?:(?:e|×10)(?P<power>[-+]?\d+|[⁻⁰¹²³⁴-⁹]+))?)"
)
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
MANY = 12  # a line with at least this many points is described by its ends and extremes


def printed_words(text: str) -> list[str]:
    """Return the printed lines of a cell, with `#` for each number and single spaces."""
    lines = (" ".join(NUMBER.sub("#", line).split()) for line in text.splitlines())
    return [line for line in lines if line]


@dataclass(frozen=True)
class Printed:
    """A number in a text: the words before it, its value, and the unit of its last digit."""

    words: str
    value: float
    unit: float


def numbers_in(text: str) -> list[Printed]:
    """Return the numbers in a text, in order."""
    found, last = [], 0
    for match in NUMBER.finditer(text):
        power = int((match["power"] or "0").translate(_RAISED))
        plain = match[0].translate(_RAISED).replace(",", "").replace("×10", "e")
        unit = 10.0 ** (power - len(match["places"] or ""))
        found.append(Printed(text[last : match.start()].strip(), float(plain), unit))
        last = match.end()
    return found


def is_printed(number: Printed, value: float) -> bool:
    """Return whether a text has a value to its last digit."""
    return bool(np.isclose(number.value, value, rtol=1e-9, atol=0.5001 * number.unit, equal_nan=True))


def describe(printed: str, figures: Iterable[Any], rows: Iterable[str] = ()) -> str:
    """Return a description of a cell's printed text, figures, and rows of tables, one line for each part."""
    lines = [f"prints {line}" for line in printed_words(printed)]
    for number, figure in enumerate(figures, 1):
        name = f"figure {number}: " if number > 1 else ""
        if title := figure.get_suptitle():
            lines.append(f'{name}title "{_one_line(title)}"')
        for place, axes in enumerate(figure.axes, 1):
            lines += [f"{name}axes {place}: {part}" for part in _axes(axes)]
    return "\n".join([*lines, *(f"row {row}" for row in rows)])


def title_look(axes: Any) -> str:
    """Return the line in a description for the title of axes; "" if they have none."""
    title = axes.get_title()
    return f'title "{_one_line(title)}"' if title else ""


def same_look(one: str, other: str) -> bool:
    """Return whether two descriptions agree: numbers within a relative 1e-4, all other text exactly."""
    return same_text(one, other, relative=1e-4)


def differing(found: str, described: str) -> str:
    """Return the lines that differ if a description does not agree with what is found, or ""."""
    if same_look(found, described):
        return ""
    texts = described.splitlines(), found.splitlines()
    names = say("적어 둔 것", "described"), say("보이는 것", "shown")
    lines = difflib.unified_diff(*texts, *names, n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith("@@"))


def read_looks(text: str) -> dict[str, str]:
    """Return the descriptions in a file by cell: a line `## cell` starts the description of a cell."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("## "):
            lines = found.setdefault(line.removeprefix("## ").strip(), [])
        elif line.strip():
            lines.append(line.rstrip())
    return {cell: "\n".join(of_cell) for cell, of_cell in found.items()}


def _axes(axes: Any) -> Iterator[str]:
    if title := title_look(axes):
        yield title
    for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        label, scale = axis.get_label().get_text(), axis.get_scale()
        parts = [f'"{_one_line(label)}"'] if label else []
        parts += [scale] if scale != "linear" else []
        if not getattr(axes, f"get_autoscale{name}_on")():
            parts.append("from {} to {}".format(*map(_number, getattr(axes, f"get_{name}lim")())))
        parts += _ticks(axis)
        if parts:
            yield f"{name} axis " + ", ".join(parts)
    for line in axes.lines:
        yield line_look(line)
    bars = {id(bar): bar for group in axes.containers for bar in bars_of(group)}
    for group in axes.containers:
        if one_group := list(bars_of(group)):
            yield group_look(one_group)
    for patch in axes.patches:
        if id(patch) not in bars:
            box = patch.get_path().transformed(patch.get_patch_transform()).get_extents()
            yield f"{type(patch).__name__} {style(patch)} {_points(box.get_points())}"
    for collection in axes.collections:
        yield collection_look(collection)
    yield from (text_look(text) for text in axes.texts if text.get_text())
    yield from (look for look, _, _ in legend_looks(axes))


def line_look(line: Any) -> str:
    """Return the description of a line."""
    return f"line {style(line)} {_points(np.column_stack(line.get_data(orig=False)))}"


def text_look(text: Any) -> str:
    """Return the description of a text in a figure."""
    where = [_point(text.get_position())]
    if getattr(text, "arrow_patch", None) is not None:
        where.append("pointing at " + _point(text.xy))
    return f'text "{_one_line(text.get_text())}" {color_of(text)} at {" ".join(where)}'


def legend_looks(axes: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield the description, the words and the handle of each entry of a legend."""
    if legend := axes.get_legend():
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
            words = text.get_text()
            yield f'legend "{_one_line(words)}" {style(handle)}', words, handle


def _ticks(axis: Any) -> list[str]:
    """Return the ticks of an axis if the lesson sets them."""
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    kinds = {type(locator).__name__, type(formatter).__name__}
    if not kinds & {"FixedLocator", "FixedFormatter", "FuncFormatter", "StrCategoryLocator"}:
        return []
    places = list(locator())
    labels = [_one_line(str(label)) for label in formatter.format_ticks(places)]
    if not places:
        return ["no ticks"]
    return ["ticks " + " ".join(f"{_number(x)}={label}" for x, label in zip(places, labels, strict=True))]


def bars_of(group: Any) -> Iterator[Any]:
    """Yield the bars among the parts of a figure that were drawn together."""
    yield from (bar for bar in getattr(group, "patches", []) if hasattr(bar, "get_height"))


def group_look(bars: list[Any]) -> str:
    """Return the description of bars that were drawn together."""
    places = [(bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height()) for bar in bars]
    return f"bars {style(bars[0])} {_points(np.array(places), many=2 * MANY)}"


def collection_look(collection: Any) -> str:
    """Return the description of points, lines or areas that were drawn together."""
    offsets = np.asarray(collection.get_offsets(), dtype=float)
    paths = [path.vertices for path in collection.get_paths()]
    if type(collection).__name__ == "PathCollection":
        points = offsets
    else:
        points = np.concatenate(paths) if paths else np.empty((0, 2))
    return f"{type(collection).__name__} {style(collection)} {_points(points)}"


def style(artist: Any) -> str:
    """Return an artist's color, and its style, marker and transparency if it has them."""
    shape = ""
    if hasattr(artist, "get_marker"):
        parts = [artist.get_linestyle(), artist.get_marker()]
        shape = "".join(
            part for part in parts if isinstance(part, str) and part not in ("None", "none", "", " ")
        )
    alpha = artist.get_alpha()
    return " ".join(filter(None, [color_of(artist), shape, "" if alpha is None else f"alpha {alpha}"]))


def color_of(artist: Any) -> str:
    """Return an artist's color as its name in the course's cycle, or as hexadecimal digits."""
    from matplotlib.colors import to_hex

    color: Any = artist.get_facecolor() if hasattr(artist, "get_facecolor") else artist.get_color()
    if not np.size(color):
        color = artist.get_edgecolor()
    if isinstance(color, str) and re.fullmatch(r"C\d", color):
        return color
    values = np.asarray(color, dtype=object)
    code = to_hex(color[0] if values.ndim == 2 and len(color) else color)
    names = {to_hex(one): f"C{number}" for number, one in enumerate(LINES)} | {INK: "ink", PAPER: "paper"}
    return names.get(code, code)


def _points(points: Any, many: int = MANY) -> str:
    """Return all points; of more than `many`, only the first, the last, the lowest and the highest."""
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    if len(points) <= many:
        return " ".join(map(_point, points))
    finite = np.where(np.isfinite(points[:, 1]), points[:, 1], np.nan)
    ends = (
        _point(points[0]),
        _point(points[-1]),
        _point(points[np.nanargmin(finite)]),
        _point(points[np.nanargmax(finite)]),
    )
    return "{} points from {} to {}, lowest {}, highest {}".format(len(points), *ends)


def _point(point: Any) -> str:
    return "({}, {})".format(*map(_number, point))


def _number(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "0" if abs(value) < 1e-12 else f"{value:.6g}"


def _one_line(text: str) -> str:
    return " / ".join(text.split("\n"))
