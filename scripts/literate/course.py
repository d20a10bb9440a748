"""The course: its lessons in order, written or planned, what each requires, and where it is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from .lessons import Pages, lesson_name
from .messages import Problem, did_you_mean, say
from .project import Project

_NUMBERED = re.compile(r"(?P<number>\d{1,4}-\d{1,4})\s+(?P<title>.+)")


@dataclass(frozen=True)
class Stop:
    """A lesson of the course; one that is only planned has no page."""

    name: str
    number: str
    title: str
    about: str
    requires: tuple[str, ...]
    path: PurePosixPath | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """Its place in the course."""
        return tuple(int(part) for part in self.number.split("-"))

    @property
    def full_title(self) -> str:
        """Its number and title."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class Place:
    """Where a lesson stands in the drawing: column and row, from 0."""

    column: int
    row: int


def read_course(project: Project, pages: Pages, language: str) -> list[Stop]:
    """Return the lessons of a course in order: those that mkdocs.yml numbers, in `nav` or `extra.planned`.

    Raises:
        Problem: a planned lesson is misspelt, or requires one that is not in the course or requires it.
    """
    stops = {}
    for name, entry in project.planned_entries(language).items():
        if numbered := _NUMBERED.fullmatch(entry["title"]):
            needed = tuple(entry["requires"])
            stops[name] = Stop(name, numbered["number"], numbered["title"], str(entry["about"]), needed)
    for below, title in _titles(project.navigation(language)):
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
                english = f"extra.planned: {stop.name} requires {name}, which is no lesson."
                raise Problem(say(message, english) + did_you_mean(name, list(course)), "mkdocs.yml")
    return list(course.values())


def _titles(navigation: Any) -> list[tuple[str, str]]:
    """Return (path, title) for each page of a navigation, however deep it stands."""
    found = []
    for entry in navigation if isinstance(navigation, list) else []:
        for title, target in entry.items() if isinstance(entry, dict) else ():
            found += [(target, str(title))] if isinstance(target, str) else _titles(target)
    return found


def without_shortcuts(course: list[Stop]) -> list[Stop]:
    """Return lessons that require only what no other lesson that they require leads to already."""
    stops = {stop.name: stop for stop in course}

    def before(name: str, found: set[str]) -> set[str]:
        for one in stops[name].requires if name in stops else ():
            if one not in found:
                found.add(one)
                before(one, found)
        return found

    return [
        replace(
            stop,
            requires=tuple(
                name
                for name in stop.requires
                if not any(name in before(other, set()) for other in stop.requires if other != name)
            ),
        )
        for stop in course
    ]


def places(course: list[Stop]) -> dict[str, Place]:
    """Return where each lesson stands: right of all that it requires, in a row that no other line crosses.

    Raises:
        Problem: lessons require each other.
    """
    stops = {stop.name: stop for stop in course}
    columns: dict[str, int] = {}

    def column(name: str, below: tuple[str, ...] = ()) -> int:
        if name in below:
            circle = " → ".join((*below[below.index(name) :], name))
            raise Problem(
                say(f"서로를 requires로 부르는 과: {circle}", f"Lessons require each other: {circle}")
            )
        if name not in columns:
            needed = [one for one in stops[name].requires if one in stops]
            columns[name] = max((column(one, (*below, name)) + 1 for one in needed), default=0)
        return columns[name]

    found: dict[str, Place] = {}
    taken: set[tuple[int, int]] = set()
    for stop in sorted(course, key=lambda stop: (column(stop.name), stop.order)):
        sources = [found[name] for name in stop.requires if name in found]
        start = min((source.column + 1 for source in sources), default=0)
        cells = range(start, columns[stop.name] + 1)
        # The row of the last lesson that it requires, so that the earlier ones can lead elsewhere.
        rows = [source.row for source in reversed(sources)]
        rows += range(len(course))
        row = next(row for row in rows if not any((cell, row) in taken for cell in cells))
        taken |= {(cell, row) for cell in cells}
        found[stop.name] = Place(columns[stop.name], row)
    return found
