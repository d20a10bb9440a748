"""Check everything that the pages say against what the code gives now; trust no cache, change nothing."""

from __future__ import annotations

import ast
import io
import os
import tempfile
import threading
import tokenize
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..building.builder import Builder, Options
from ..messages import Problem, Problems, each, say
from ..project import Project
from ..reading.lessons import Pages, Source, find_sources, lesson_name, unshown_cells
from ..reading.snippets import _HEADER, Snippet, _cell_at
from ..recording.drift import drift, unsteady
from ..recording.store import read_recording
from ..running.job import Job
from ..running.progress import Progress
from ..running.runner import Runner
from ..translating.composing import read_language, read_pages
from ..translating.parity import disparities
from ..translating.safety.settings import check_language
from .built_site import check_site
from .claim_tests import claimed_names, failing_claims
from .formulas import named_formulas
from .numbers import unbound_numbers
from .terminology import wrong_terms


@dataclass(frozen=True)
class Check:
    """One kind of check: its title in the user's language, and what it found."""

    title: str
    problems: list[Problem]


def check(project: Project, jobs: int, timeout: float, scheduler: str | None = None) -> list[Check]:
    """Check a project, whose lessons run as `Runner` is told to run them.

    Raises:
        Problem, Problems: it cannot be read well enough to be checked.
    """
    each(project.languages[1:], lambda language: check_language(project, language))
    pages = read_pages(project)
    sources = find_sources(project, pages)
    claims = _Background(lambda: failing_claims(project))
    progress = Progress()
    runner = Runner(jobs, timeout, progress.report, scheduler)
    drifted, changing = _drift(project, sources, runner, progress)
    explaining = [one for source in sources.values() for one in prose(source.snippet)]
    return [
        Check(say("기록", "recordings"), drifted),
        Check(say("스니펫", "snippets"), [*changing, *explaining, *out_of_order(pages, sources)]),
        Check(say("문장의 수", "numbers in sentences"), numbers(pages, sources)),
        Check(say("식의 이름", "names of formulas"), unclaimed(project, pages)),
        Check(say("주장", "claims"), claims.result()),
        Check(say("언어", "languages"), _languages(project)),
        Check(say("용어", "terms"), wrong_terms(project)),
        Check(say("사이트", "site"), _site(project)),
    ]


class _Background:
    """Something that goes on in a thread of its own while the lessons run."""

    def __init__(self, work: Callable[[], list[Problem]]) -> None:
        self._found: list[Problem] = []
        self._thread = threading.Thread(target=lambda: self._found.extend(work()))
        self._thread.start()

    def result(self) -> list[Problem]:
        self._thread.join()
        return self._found


def _drift(
    project: Project, sources: dict[str, Source], runner: Runner, progress: Progress
) -> tuple[list[Problem], list[Problem]]:
    """Run every lesson; return what differs from its recording, and what changes with every run.

    Lessons that drifted run once more: no recording can hold what changes with every run.
    """
    with progress:
        outcomes = runner.run(
            Job(source.name, source.snippet, source.expressions) for source in sources.values()
        )
    found, changing = [], []
    drifted: dict[str, list[Problem]] = {}
    for name, outcome in outcomes.items():
        folder = project.recorded / name
        try:
            if isinstance(outcome, Problem):
                raise outcome
            recording = read_recording(folder, project.name(folder))
        except Problem as problem:
            found.append(problem)
        else:
            drifted[name] = drift(sources[name], recording, outcome.cells, project.stage / "drift")
    again = [sources[name] for name, problems in drifted.items() if problems]
    with progress:
        second = runner.run(Job(source.name, source.snippet, source.expressions) for source in again)
    for source in again:
        first, outcome = outcomes[source.name], second[source.name]
        if isinstance(first, Problem) or isinstance(outcome, Problem):
            found += [one for one in (first, outcome) if isinstance(one, Problem)]
            continue
        changes = unsteady(source, first.cells, outcome.cells)
        cells = {problem.cell for problem in changes}
        found += [problem for problem in drifted[source.name] if problem.cell not in cells]
        changing += changes
    return found, changing


def out_of_order(pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Return a problem for each cell that no page shows, or that one shows below a cell that runs later."""
    message = say(
        "나중에 실행되는 셀이 이 셀보다 위에 있습니다.", "A cell that runs later stands above this one."
    )
    found = unshown_cells(sources, pages)
    for path, page in pages.items():
        if source := sources.get(lesson_name(path)):
            places = [source.snippet.names.index(block.name) for block in page.cells]
            for block, before, place in zip(page.cells[1:], places, places[1:], strict=False):
                if place < before:
                    found.append(Problem(message, page.file, block.line, block.name))
    return found


def numbers(pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Return the numbers in sentences that do not come from the code."""
    found = []
    for path, page in pages.items():
        source = sources.get(lesson_name(path))
        cells = source.snippet.cells if source else ()
        found += unbound_numbers(page, {cell.name: cell.code for cell in cells})
    return found


def unclaimed(project: Project, pages: Pages) -> list[Problem]:
    """Return the named formulas that no claim mentions."""
    own = [page for path, page in pages.items() if path.parts[0] == project.languages[0]]
    claimed = claimed_names(project.root / "tests" / "lessons")
    return [
        Problem(
            say(
                f"식 {name}을 확인하는 주장이 tests/lessons에 없습니다.",
                f"No claim in tests/lessons mentions the formula {name}.",
            ),
            formula.file,
            formula.line,
        )
        for name, formula in named_formulas(own).items()
        if name not in claimed
    ]


def _languages(project: Project) -> list[Problem]:
    """Compare each translation with the original."""
    first, *others = project.languages
    originals = read_language(project, first)
    return [
        problem for language in others for problem in disparities(originals, read_language(project, language))
    ]


def _site(project: Project) -> list[Problem]:
    """Build the site from the recordings in a folder of its own, and check its HTML."""
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        apart = Project(project.root, project.languages, Path(folder))
        try:
            Builder(apart, Options(frozen=True), Progress(silent=True)).build()
        except Problem as problem:
            return [problem]
        except Problems as several:
            return several.problems
        return check_site(apart.site, os.environ.get("SITE_URL", ""))


def prose(snippet: Snippet) -> list[Problem]:
    """Return a problem for each comment and docstring: the page explains, in every language."""
    message = say(
        "스니펫에는 설명을 쓰지 않습니다. 쪽에 쓰세요.", "Snippets carry no prose; explain on the page."
    )
    lines = [
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(snippet.text).readline)
        if token.type == tokenize.COMMENT and not _HEADER.match(token.string)
    ]
    for node in ast.walk(ast.parse(snippet.text)):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            lines.append(node.body[0].lineno)
    return [Problem(message, snippet.file, line, _cell_at(snippet, line)) for line in sorted(lines)]
