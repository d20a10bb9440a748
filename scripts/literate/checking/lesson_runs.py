"""Run the lessons that claims are about, and give claims their outputs, names and figures."""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from ..messages import Problem, say
from ..reading.expressions import fill
from ..reading.flow import statements
from ..reading.pages import CellBlock, Line, Page
from ..reading.snippets import Snippet
from ..running.job import CellRecord, Job
from ..running.limits import LESSON_SECONDS
from ..running.modules import installed_imports
from ..running.supervisor import Outcome, Supervisor
from .facts import Fact

_GLOSS = re.compile(r"(?P<name>[가-힣]+(?: [가-힣]+)*)\**\((?P<other>[a-z]+(?: [a-z]+)*)\)")
_RULE = re.compile(r"[|:\s-]+")


@dataclass(frozen=True)
class RanCell:
    """The outputs of one cell, and what the page says from there to the next cell.

    `figures` are Matplotlib's objects, `said` the values as formatted, or the words for them, and `rows` the
    rows of tables with numbers, by line; the tables above the first cell belong to it.
    """

    printed: str
    errors: str
    figures: list[Any]
    said: list[str]
    rows: dict[int, str]


@dataclass(frozen=True)
class LessonRun:
    """A lesson that has run: its snippet, the original page, the cells' outputs, and the snippet's names.

    `values` are the page's formatted values by expression key.
    `terms` are the names of each term in the other languages, by its name on the page; figures use those.
    A page introduces more names in parentheses: 순방향(forward).
    """

    snippet: Snippet
    page: Page
    cells: dict[str, RanCell]
    namespace: dict[str, Any]
    terms: Mapping[str, tuple[str, ...]]
    values: Mapping[str, str]

    @cached_property
    def bindings(self) -> dict[str, list[Fact]]:
        """The cells that bind each name, as facts that a claim reads it."""
        found: dict[str, list[Fact]] = {}
        for cell in self.snippet.cells:
            for name in {name for one in statements(cell.name, cell.code) for name in one.binds}:
                found.setdefault(name, []).append(
                    Fact(self.snippet.file, cell.line, cell.name, "reads", name)
                )
        return found


def run_alone(job: Job) -> Outcome:
    """Run one lesson in a process of its own."""
    supervisor = Supervisor()
    supervisor.preload(installed_imports(job.snippet))
    return supervisor.run_lesson(job, LESSON_SECONDS)


def opened(page: Page, job: Job, outcome: Outcome, terms: Mapping[str, tuple[str, ...]]) -> LessonRun:
    """Unpack the outcome of a lesson for claims.

    Arguments:
        page: the original page.
        job, outcome: the lesson, and its outcome with what the job keeps.
        terms: the names of each term in the other languages.

    Raises:
        Problem: the lesson did not run, or one of its figures cannot be pickled.
    """
    if isinstance(outcome, Problem):
        raise outcome
    if not outcome.kept:
        message = say("피클로 옮길 수 없는 그림이 있습니다.", "A figure of this lesson cannot be pickled.")
        raise Problem(message, job.snippet.file)
    namespace, figures = pickle.loads(outcome.kept)
    said: dict[str, list[str]] = {}
    values: dict[str, str] = {}
    for cell, expression in page.expressions():
        values[expression.key] = value = outcome.cells[cell].values[expression.key]
        said.setdefault(cell, []).append(expression.shown(value) if expression.words else value)
    rows = _rows(page, outcome.cells)
    cells = {
        name: RanCell(cell.text, cell.errors, figures.get(name, []), said.get(name, []), rows.get(name, {}))
        for name, cell in outcome.cells.items()
    }
    return LessonRun(job.snippet, page, cells, namespace, introduced(page) | dict(terms), values)


def introduced(page: Page) -> dict[str, tuple[str, ...]]:
    """Return the English name of each Korean word of a name in parentheses, if a page gives it only one."""
    found: dict[str, set[str]] = {}
    for match in (match for line in page.lines() for match in _GLOSS.finditer(line.text)):
        ours, theirs = match["name"].split(), match["other"].split()
        for one, other in zip(reversed(ours), reversed(theirs), strict=False):
            found.setdefault(one, set()).add(other)
    return {name: tuple(others) for name, others in found.items() if len(others) == 1}


def _rows(page: Page, cells: Mapping[str, CellRecord]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    name = next((block.name for block in page.cells), "")
    values: Mapping[str, str] = {}
    for is_row, parts in groupby(page.parts, _is_row):
        if is_row:
            lines = [part for part in parts if isinstance(part, Line) and not _RULE.fullmatch(part.text)]
            table = {line.number: fill(line.text, page.file, line.number, values) for line in lines}
            if any(map(str.isdigit, "".join(table.values()))):
                found.setdefault(name, {}).update({line: row.strip("| ") for line, row in table.items()})
        elif block := next((part for part in reversed(list(parts)) if isinstance(part, CellBlock)), None):
            name, values = block.name, cells[block.name].values
    return found


def _is_row(part: Line | CellBlock) -> bool:
    return isinstance(part, Line) and part.kind == "text" and part.text.startswith("|")
