"""Read the course: its lessons in order, their prerequisites, and the drawing that connects them."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

from ..messages import Problem, did_you_mean, say
from ..project import Project, titles
from ..reading.lessons import Pages, lesson_name

_NUMBERED = re.compile(r"(?P<number>\d{1,4}-\d{1,4})\s+(?P<title>.+)")


@dataclass(frozen=True)
class Stop:
    """A lesson of the course; a planned lesson has no page."""

    name: str
    number: str
    title: str
    about: str
    requires: tuple[str, ...]
    path: PurePosixPath | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """The lesson's position in the course."""
        return tuple(int(part) for part in self.number.split("-"))

    @property
    def full_title(self) -> str:
        """The lesson's number and title."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class Place:
    """The position of a lesson in the drawing: column and row, from 0."""

    column: int
    row: int


def read_course(project: Project, pages: Pages, language: str) -> list[Stop]:
    """Return the numbered lessons of `nav` and `extra.planned` in mkdocs.yml, in order.

    Raises:
        Problem: a planned lesson is misspelled, or a prerequisite of it is missing or circular.
    """
    stops = {}
    for name, entry in project.planned_entries(language).items():
        if numbered := _NUMBERED.fullmatch(entry["title"]):
            needed = tuple(entry["requires"])
            stops[name] = Stop(name, numbered["number"], numbered["title"], str(entry["about"]), needed)
    for below, title in titles(project.navigation(language)):
        path = PurePosixPath(language, below)
        if (numbered := _NUMBERED.fullmatch(title)) and path in pages:
            front, name = pages[path].front, lesson_name(path)
            needed = tuple(front.get("requires", ()))
            about = str(front.get("description", ""))
            stops[name] = Stop(name, numbered["number"], numbered["title"], about, needed, path)
    course = {stop.name: stop for stop in sorted(stops.values(), key=lambda stop: stop.order)}
    for stop in course.values():
        for name in stop.requires:
            if stop.path is None and name not in course:
                message = f"extra.planned: {stop.name}의 requires에 있는 {name}은(는) 과가 아닙니다."
                english = f"extra.planned: {stop.name} requires {name}, which is not a lesson."
                raise Problem(say(message, english) + did_you_mean(name, list(course)), "mkdocs.yml")
    return list(course.values())


def title_in_navigation(project: Project, path: PurePosixPath) -> str:
    """Return the title of a page (`ja/lessons/….md`) in its navigation, without a number; "" if none."""
    language, below = path.parts[0], path.relative_to(path.parts[0]).as_posix()
    title = dict(titles(project.navigation(language))).get(below, "")
    numbered = _NUMBERED.fullmatch(title)
    return numbered["title"] if numbered else title


def without_shortcuts(course: list[Stop]) -> list[Stop]:
    """Return lessons without the prerequisites that another prerequisite already implies."""
    needs = {stop.name: stop.requires for stop in course}
    return [
        replace(
            stop,
            requires=tuple(
                name
                for name in stop.requires
                if not any(name in required(other, needs) for other in stop.requires if other != name)
            ),
        )
        for stop in course
    ]


def required(name: str, needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the lessons that a lesson requires, directly or through others, given what each requires."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = {*needs.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
    return found


def places(course: list[Stop]) -> dict[str, Place]:
    """Return the position of each lesson: right of its prerequisites, in a row that no other line crosses.

    Raises:
        Problem: lessons require each other.
    """
    names = {stop.name for stop in course}
    needed = {stop.name: [one for one in stop.requires if one in names] for stop in course}
    columns: dict[str, int] = {}
    try:
        for name in TopologicalSorter(needed).static_order():
            columns[name] = max((columns[one] + 1 for one in needed[name]), default=0)
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        message = say(f"서로를 requires로 부르는 과: {circle}", f"Lessons require each other: {circle}")
        raise Problem(message) from None
    found: dict[str, Place] = {}
    taken: set[tuple[int, int]] = set()
    for stop in sorted(course, key=lambda stop: (columns[stop.name], stop.order)):
        sources = [found[name] for name in stop.requires if name in found]
        start = min((source.column + 1 for source in sources), default=0)
        cells = range(start, columns[stop.name] + 1)
        # The row of its last prerequisite, so that lines from earlier ones can lead elsewhere.
        rows = [source.row for source in reversed(sources)]
        rows += range(len(course))
        row = next(row for row in rows if not any((cell, row) in taken for cell in cells))
        taken |= {(cell, row) for cell in cells}
        found[stop.name] = Place(columns[stop.name], row)
    return found


# The part of a column where lines change rows; course.css uses the same value.
GAP = 0.16


def draw_course(course: list[Stop], words: Mapping[str, str], folder: PurePosixPath) -> str:
    """Return Markdown of the course list, with two drawings of its lines.

    One drawing runs from left to right for wide pages, the other from top to bottom for narrow pages. The
    list names the prerequisites in words too.

    Arguments:
        course: the lessons in order.
        words: the interface words of the language.
        folder: the folder below docs/ of the page that contains the list.

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
        title = f"[{title}]({relative_link(stop.path, folder)})"
    texts = [_span("course-number", stop.number), title]
    if stop.about:
        texts.append(_span("course-about", stop.about))
    needed = [other.full_title for other in course if other.name in stop.requires]
    if needed:
        texts.append(_span("course-needs", words["requires"].format(lessons=", ".join(needed))))
    classes = (".planned " if stop.path is None else "") + (".follows " if needed else "")
    style = f"--column:{place.column + 1};--row:{place.row + 1}"
    return f'1. {" ".join(texts)}\n    {{: .course-stop {classes}style="{style}" }}'


def relative_link(path: PurePosixPath, folder: PurePosixPath) -> str:
    """Return the link to a page from a page in a folder."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _span(name: str, text: str) -> str:
    return f'<span class="{name}">{html.escape(text)}</span>'


def _svg(name: str, width: int, height: int, lines: list[str]) -> str:
    """Return lines as an SVG that the style sheet stretches behind the list."""
    paths = "".join(f'<path d="{line}"/>' for line in lines)
    view = f'viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
    return f'<div class="{name}" aria-hidden="true"><svg {view} focusable="false">{paths}</svg></div>'


def across(course: list[Stop], stands: Mapping[str, Place]) -> list[str]:
    """Return the lines from left to right, in columns and rows; a line changes rows right after its start."""
    lines = []
    for stop in course:
        end = stands[stop.name]
        for start in (stands[name] for name in stop.requires if name in stands):
            right, y, to = start.column + 1, start.row + 0.5, end.row + 0.5
            middle = right - GAP / 2
            curve = "" if y == to else f"C{middle:g} {y:g} {middle:g} {to:g} {right:g} {to:g}"
            lines.append(f"M{right - GAP:g} {y:g}{curve}H{end.column:g}")
    return lines


def down(course: list[Stop]) -> tuple[int, list[str]]:
    """Return the lines from top to bottom, in lanes and lessons, and the number of lanes.

    A straight line at the right joins consecutive lessons; every other line bends left into the nearest
    free lane.
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
