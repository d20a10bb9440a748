"""Run the lessons that claims are about, and give claims their outputs, names and figures."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..messages import Problem, say
from ..reading.pages import Page
from ..reading.snippets import Snippet
from ..running.job import Job
from ..running.limits import LESSON_SECONDS
from ..running.modules import installed_imports
from ..running.supervisor import Outcome, Supervisor


@dataclass(frozen=True)
class RanCell:
    """The outputs of one cell: text, figures as Matplotlib's objects, and values of the page as formatted."""

    printed: str
    errors: str
    figures: list[Any]
    said: list[str]


@dataclass(frozen=True)
class LessonRun:
    """A lesson that has run: its snippet, the original page, the cells' outputs, and the snippet's names.

    `terms` are the names of each term in the other languages, by its name on the page; figures use those.
    """

    snippet: Snippet
    page: Page
    cells: dict[str, RanCell]
    namespace: dict[str, Any]
    terms: Mapping[str, tuple[str, ...]]


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
    for cell, expression in page.expressions():
        said.setdefault(cell, []).append(outcome.cells[cell].values[expression.key])
    cells = {
        name: RanCell(cell.text, cell.errors, figures.get(name, []), said.get(name, []))
        for name, cell in outcome.cells.items()
    }
    return LessonRun(job.snippet, page, cells, namespace, terms)
