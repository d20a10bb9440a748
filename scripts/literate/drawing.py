"""Draw the course: a list of its lessons in Markdown, with lines from each to those that require it."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from pathlib import PurePosixPath

from .course import Place, Stop, places, without_shortcuts

# The part of a column that is left free, for lines to change rows in; course.css knows it, too.
GAP = 0.16


def draw_course(course: list[Stop], words: Mapping[str, str], folder: PurePosixPath) -> str:
    """Return Markdown of a course, with its lines drawn twice over.

    One drawing is for a wide page, from left to right; the other for a narrow one, from top to bottom. The
    list says in words what the lines say.

    Arguments:
        course: the lessons in order.
        words: the words of the language.
        folder: the folder of the page on which this stands, below docs/.

    Raises:
        Problem: lessons require each other.
    """
    drawn = without_shortcuts(course)
    stands = places(drawn)
    columns = 1 + max((place.column for place in stands.values()), default=0)
    rows = 1 + max((place.row for place in stands.values()), default=0)
    lanes, lines = down(drawn)
    return "\n".join(
        [
            "//// html | div.course",
            "",
            f'/// html | div.course-map[style="--columns:{columns};--lanes:{lanes}"]',
            "",
            _svg("course-across", columns, rows, across(drawn, stands)),
            "",
            _svg("course-down", lanes, len(course), lines),
            "",
            *(_item(stop, stands[stop.name], course, words, folder) for stop in course),
            "",
            "///",
            "",
            "////",
        ]
    )


def _item(
    stop: Stop, place: Place, course: list[Stop], words: Mapping[str, str], folder: PurePosixPath
) -> str:
    title = html.escape(stop.title)
    if stop.path is None:
        title = words["planned"].format(title=title)
    else:
        address = os.path.relpath(stop.path, folder).replace(os.sep, "/")
        title = f"[{title}]({address})"
    texts = [_span("course-number", stop.number), title]
    if stop.about:
        texts.append(_span("course-about", stop.about))
    needed = [other.full_title for other in course if other.name in stop.requires]
    if needed:
        texts.append(_span("course-needs", words["requires"].format(lessons=", ".join(needed))))
    classes = (".planned " if stop.path is None else "") + (".follows " if needed else "")
    style = f"--column:{place.column + 1};--row:{place.row + 1}"
    return f'1. {" ".join(texts)}\n    {{: .course-stop {classes}style="{style}" }}'


def _span(name: str, text: str) -> str:
    return f'<span class="{name}">{html.escape(text)}</span>'


def _svg(name: str, width: int, height: int, lines: list[str]) -> str:
    """Return lines as a drawing that the style sheet stretches behind the list."""
    paths = "".join(f'<path d="{line}"/>' for line in lines)
    view = f'viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
    return f'<div class="{name}" aria-hidden="true"><svg {view} focusable="false">{paths}</svg></div>'


def across(course: list[Stop], stands: Mapping[str, Place]) -> list[str]:
    """Return the lines from left to right, in columns and rows: one changes rows right behind its start."""
    lines = []
    for stop in course:
        end = stands[stop.name]
        for start in (stands[name] for name in stop.requires if name in stands):
            edge, middle, y, to = (
                start.column + 1 - GAP,
                start.column + 1 - GAP / 2,
                start.row + 0.5,
                end.row + 0.5,
            )
            curve = "" if y == to else f"C{middle:g} {y:g} {middle:g} {to:g} {start.column + 1:g} {to:g}"
            lines.append(f"M{edge:g} {y:g}{curve}H{end.column:g}")
    return lines


def down(course: list[Stop]) -> tuple[int, list[str]]:
    """Return the lines from top to bottom, in lanes and lessons, and how many lanes they take.

    Neighbours are joined straight, at the right end of the lanes; the other lines make a bow to the left,
    each in the nearest lane that is free.
    """
    rows = {stop.name: row for row, stop in enumerate(course)}
    spans = sorted(
        ((rows[name], rows[stop.name]) for stop in course for name in stop.requires if name in rows),
        key=lambda span: (abs(span[1] - span[0]), span),
    )
    lanes: list[list[tuple[int, int]]] = []
    bows = []
    for first, last in (sorted(span) for span in spans):
        if last - first == 1:
            bows.append((0, first, last))
            continue
        free = (n for n, lane in enumerate(lanes) if all(last <= a or b <= first for a, b in lane))
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((first, last))
        bows.append((lane + 1, first, last))
    width = max(1, len(lanes))
    return width, [_bow(width - lane, width, first, last) for lane, first, last in bows]


def _bow(x: int, axis: int, first: int, last: int) -> str:
    start, end = first + 0.5, last + 0.5
    if x == axis:
        return f"M{axis} {start:g}V{end:g}"
    out, back = f"C{x} {start:g} {x} {start:g} {x} {first + 1}", f"C{x} {end:g} {x} {end:g} {axis} {end:g}"
    return f"M{axis} {start:g}{out}V{last}{back}"
