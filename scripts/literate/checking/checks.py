"""Check every statement of the pages against the current results of the code; change nothing."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import shutil
import tempfile
import threading
import tokenize
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..building.builder import Builder, Options
from ..files.lock import building
from ..messages import Problem, Problems, each, say
from ..project import Project
from ..reading.lessons import Pages, Source, choose, find_sources, lesson_name, unshown_cells
from ..reading.snippets import HEADER, Snippet, cell_at
from ..running.job import Job, Ran
from ..running.progress import Progress
from ..running.runner import Runner
from ..running.supervisor import Outcome
from ..translating.composing import read_language, read_pages
from ..translating.navigation import missing_titles
from ..translating.parity import disparities
from ..translating.safety.settings import check_language
from .built_site import check_site
from .claim_record import check_record
from .claim_run import CLAIMS
from .claim_tests import Judging
from .code_spans import strange_code
from .comparisons import wrong_comparisons
from .derivations import false_steps
from .identities import false_relations
from .matrix_formulas import false_products
from .numbers import unbound_numbers, wrong_minutes
from .recorded_readings import check_readings
from .recordings import differences, job_of, left_over
from .references import wrong_references
from .terminology import wrong_terms
from .uncompared import unclaimed
from .units import wrong_axes, wrong_units

CLAIMS_TAKE = 10  # times the time limit of one lesson


@dataclass(frozen=True)
class Check:
    """One kind of check: its name, its title in the user's language, and its problems."""

    name: str
    title: str
    problems: list[Problem]


@dataclass(frozen=True)
class Means:
    """The functions that run lessons, judge claims, and build and check the site.

    Arguments:
        start: starts to run lessons; returns a function that waits for them and returns each outcome, or the
            problem that stopped the lesson.
        claims: returns a problem for each claim that does not hold or was not judged.
        site: returns the problems of the built site.
    """

    start: Callable[[list[Job]], Callable[[], Mapping[str, Outcome]]]
    claims: Callable[[], list[Problem]]
    site: Callable[[Project], list[Problem]]


def check(
    project: Project,
    jobs: int,
    timeout: float,
    scheduler: str | None = None,
    lessons: Sequence[str] = (),
    python: Path | None = None,
) -> Generator[Check, None, None]:
    """Check a project, or some of its lessons, and yield each result as soon as it is known.

    Arguments:
        python: the folder of the files that run cells on pages; None if no page runs any.

    Raises:
        Problem, Problems: the project cannot be read well enough to check it.
    """
    project, progress, ended = project.snapshot(), Progress(), threading.Event()
    runner, beside = Runner(jobs, timeout, progress.report, scheduler, ended.is_set), ThreadPoolExecutor(1)

    def run(todo: list[Job]) -> Mapping[str, Outcome]:
        with progress:
            return runner.run(todo, judging.give)

    each(project.languages[1:], lambda language: check_language(project, language))
    # Claims are judged while other lessons run.
    with Judging(project, timeout * CLAIMS_TAKE, lessons) as judging:
        try:
            site = partial(built_site, python=python)
            means = Means(lambda todo: beside.submit(run, todo).result, judging.problems, site)
            yield from examine(project, means, lessons)
        finally:
            # After Ctrl-C, the runner ends the lessons.
            ended.set()
            beside.shutdown()


def examine(project: Project, means: Means, lessons: Sequence[str] = ()) -> Iterator[Check]:
    """Run every check on the pages of a project with the given means, and yield the results.

    The checks that only read run first, while the lessons run. If lessons are named, only these run, and the
    site is not built.

    Raises:
        Problem, Problems: the project cannot be read well enough to check it.
    """
    every_page = read_pages(project)
    every_source = find_sources(project, every_page)
    sources = choose(every_source, lessons, every_page)
    pages = {path: page for path, page in every_page.items() if not lessons or lesson_name(path) in sources}
    outcomes: dict[str, Outcome] = {}
    changing: list[Problem] = []
    wait = means.start([job_of(source) for source in sources.values()])

    def recordings() -> list[Problem]:
        outcomes.update(wait())
        drifted, found = differences(project, sources, outcomes, lambda jobs: means.start(jobs)())
        changing.extend(found)
        return [*drifted, *left_over(project, every_source)]

    def snippets() -> list[Problem]:
        explaining = [one for source in sources.values() for one in prose(source.snippet)]
        return [*changing, *explaining, *out_of_order(pages, sources)]

    def claims() -> list[Problem]:
        if all(isinstance(outcomes.get(name), Ran) for name in sources):
            return means.claims()
        message = say(
            "실행되지 않는 과가 있어 주장을 확인하지 못했습니다.",
            "The claims were not judged, because a lesson does not run.",
        )
        return [Problem(message, CLAIMS)]

    steps: list[tuple[str, str, Callable[[], list[Problem]]]] = [
        ("numbers", say("문장의 수", "numbers in sentences"), lambda: numbers(project, pages, sources)),
        ("names", say("식의 이름", "names of formulas"), lambda: unclaimed(project, pages)),
        ("relations", say("식의 관계", "relations in formulas"), lambda: relations(project, pages)),
        ("languages", say("언어", "languages"), lambda: _languages(project)),
        ("terms", say("용어", "terms"), lambda: wrong_terms(project)),
        ("references", say("제목과 링크", "titles and links"), lambda: wrong_references(project)),
        ("code", say("문장 속의 코드", "code in sentences"), lambda: strange_code(project)),
        ("record", say("주장의 기록", "record of claims"), lambda: check_record(project)),
        ("recordings", say("기록", "recordings"), recordings),
        ("snippets", say("스니펫", "snippets"), snippets),
        ("site", say("사이트", "site"), lambda: means.site(project)),
        # Last, since another process judges them meanwhile.
        ("claims", say("주장", "claims"), claims),
    ]
    for name, title, look in steps:
        if name != "site" or not lessons:
            yield Check(name, title, _found(title, look))


def _found(title: str, look: Callable[[], list[Problem]]) -> list[Problem]:
    """Return the problems of a check; a check that raises did not judge anything, which is a problem too."""
    try:
        return look()
    except Problem as problem:
        return [problem]
    except Problems as several:
        return several.problems
    except (Exception, SystemExit):
        message = say(f"검사 '{title}'을(를) 끝내지 못했습니다.", f"The check of {title} did not finish.")
        return [Problem(message, detail=traceback.format_exc())]


def out_of_order(pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Return a problem for each cell that no page shows, or that appears below a cell that runs later."""
    message = say(
        "나중에 실행되는 셀이 이 셀보다 위에 있습니다.", "A cell that runs later is above this cell."
    )
    found = unshown_cells(sources, pages)
    for path, page in pages.items():
        if source := sources.get(lesson_name(path)):
            places = [source.snippet.names.index(block.name) for block in page.cells]
            for block, before, place in zip(page.cells[1:], places, places[1:], strict=False):
                if place < before:
                    found.append(Problem(message, page.file, block.line, block.name))
    return found


def numbers(project: Project, pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Return the numbers and comparisons that do not come from the code, and values with a wrong unit."""
    found = []
    for path, page in pages.items():
        source = sources.get(lesson_name(path))
        cells = source.snippet.cells if source else ()
        is_original = path.parts[0] == project.languages[0]
        found += wrong_axes(source.snippet) if source and is_original else []
        found += unbound_numbers(page, {cell.name: cell.code for cell in cells}, is_original)
        found += wrong_units(page) + wrong_comparisons(page, is_original)
        found += wrong_minutes(page) if is_original else []
    return found


def relations(project: Project, pages: Pages) -> list[Problem]:
    """Return the relations in formulas of the original that do not hold."""
    own = [page for path, page in pages.items() if path.parts[0] == project.languages[0]]
    return [
        problem
        for page in own
        for problem in [*false_relations(page), *false_steps(page), *false_products(page)]
    ]


def _languages(project: Project) -> list[Problem]:
    """Compare each translation, and its navigation, with the original."""
    first, *others = project.languages
    originals, problems = read_language(project, first), []
    for language in others:
        problems += missing_titles(project, language)
        problems += disparities(originals, read_language(project, language))
    return problems


def built_site(project: Project, python: Path | None = None) -> list[Problem]:
    """Build the site in a temporary folder; return the problems of its HTML and of the readings in it."""
    with site_apart(project, python) as site, ThreadPoolExecutor(1) as beside:
        readings = beside.submit(check_readings, project, site)
        return [*check_site(site, os.environ.get("SITE_URL", "")), *readings.result()]


@contextlib.contextmanager
def site_apart(project: Project, python: Path | None = None) -> Iterator[Path]:
    """Build the site from the recordings in a temporary folder, as a build would update the published site.

    Arguments:
        python: the folder of the files that run cells on pages; None if no page runs any.
    """
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        apart = Project(project.root, project.languages, Path(folder))
        if project.site.is_dir() and os.access(project.stage, os.W_OK):
            with building(project.stage, wait=True):
                shutil.copytree(project.stage, apart.stage)
                shutil.copytree(project.site, apart.site)
        Builder(apart, Options(frozen=True, python=python), Progress(silent=True)).build()
        yield apart.site


def prose(snippet: Snippet) -> list[Problem]:
    """Return a problem for each comment and docstring: the page explains the code, in every language."""
    message = say(
        "스니펫에는 주석과 독스트링을 쓸 수 없습니다. 코드는 페이지에서 설명하세요.",
        "Snippets must not contain comments or docstrings. Explain the code on the page.",
    )
    lines = [
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(snippet.text).readline)
        if token.type == tokenize.COMMENT and not HEADER.match(token.string)
    ]
    for node in ast.walk(ast.parse(snippet.text)):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            lines.append(node.body[0].lineno)
    return [Problem(message, snippet.file, line, cell_at(snippet, line)) for line in sorted(lines)]
