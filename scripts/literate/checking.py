"""Check everything that the pages say against what the code gives now; trust no cache, change nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .building import Builder, Options
from .cells import prose
from .claim_tests import claimed_names, concerned
from .drift import drift
from .formulas import named_formulas
from .job import Job
from .languages import check_language
from .lessons import Pages, Source, each, find_sources, lesson_name, read_language, read_pages, unshown_cells
from .messages import Problem, Problems, say
from .numbers import unbound_numbers
from .progress import Progress
from .project import Project
from .recording import read_recording
from .run import Runner
from .sitecheck import check_site
from .terminology import wrong_terms
from .translation_checks import disparities


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
    drifted = _drift(project, sources, Runner(jobs, timeout, progress.report, scheduler), progress)
    explaining = [one for source in sources.values() for one in prose(source.snippet)]
    return [
        Check(say("기록", "recordings"), drifted),
        Check(say("스니펫", "snippets"), [*explaining, *out_of_order(pages, sources)]),
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


def _drift(project: Project, sources: dict[str, Source], runner: Runner, progress: Progress) -> list[Problem]:
    """Run every lesson and compare it with its recording."""
    with progress:
        outcomes = runner.run(
            Job(source.name, source.snippet, source.expressions) for source in sources.values()
        )
    found = []
    for name, outcome in outcomes.items():
        folder = project.recorded / name
        try:
            if isinstance(outcome, Problem):
                raise outcome
            recording = read_recording(folder, project.name(folder))
        except Problem as problem:
            found.append(problem)
        else:
            found += drift(sources[name], recording, outcome, project.stage / "drift")
    return found


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


def failing_claims(project: Project) -> list[Problem]:
    """Run the claims in tests/lessons, and return those that fail."""
    command = [sys.executable, "-m", "pytest", "tests/lessons", "-q", "--tb=line", "-p", "no:cacheprovider"]
    quiet = os.environ | {"PYTEST_ADDOPTS": "", "COLUMNS": "1000"}  # room for the reasons
    done = subprocess.run(
        command, cwd=project.root, env=quiet, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode == 0:
        return []
    lines = done.stdout.splitlines()
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    message = say("주장이 맞지 않습니다.", "A claim does not hold.")
    if not failed:
        return [Problem(message, "tests/lessons", detail=done.stdout + done.stderr)]
    return [_failing_claim(project, line, message) for line in failed]


def _failing_claim(project: Project, line: str, message: str) -> Problem:
    """Return the problem that a line `FAILED tests/lessons/test_x.py::test_y - reason` tells of."""
    head, _, reason = line.partition(" - ")
    file, _, name = head.split(" ", 1)[1].partition("::")
    test = name.split("[")[0]
    has_place = re.search(r":\d+: ", reason)
    cells = concerned(project.root / file, test, project.snippets) if test and not has_place else []
    return Problem(message, file, detail="\n".join(f"  {part}" for part in [head, reason, *cells] if part))


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
