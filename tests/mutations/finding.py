"""The check of a copy of the project, without what takes long: no figure becomes SVG, no site is rendered."""

from __future__ import annotations

import inspect
import re
import traceback
import types
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from literate.checking import checks as checking
from literate.checking import claims
from literate.checking.built_site import check_site
from literate.checking.checks import prose
from literate.checking.claim_tests import concerned
from literate.messages import Problem, Problems
from literate.project import Project
from literate.reading.lessons import Pages, Source, find_sources, lesson_name
from literate.reading.pages import Page
from literate.reading.words import read_words
from literate.recording.drift import drift
from literate.recording.store import Recording, read_recording
from literate.running.job import CellRecord
from literate.translating.composing import read_language, read_pages
from literate.translating.parity import disparities
from literate.weaving.page import Lesson, weave

from tests.mutations.mutation import Mutation
from tests.support.scratch import MAIN

_READS_PAGES = re.compile(r"\bformula\(|\bpage\.(says|page)\b")

Finding = tuple[str, str]
_prose = lru_cache(maxsize=16)(prose)


def pages_of(project: Project) -> Pages:
    """Read a project's pages, anew only when a file of docs/ has changed."""
    paths = (path for ending in ("md", "yml") for path in sorted(project.docs.rglob(f"*.{ending}")))
    return _pages(project, tuple((path, path.read_bytes()) for path in paths))


@lru_cache(maxsize=2)
def _pages(project: Project, _: tuple[tuple[Path, bytes], ...]) -> Pages:
    return read_pages(project)


@lru_cache(maxsize=1000)
def _reads_pages(test: types.CodeType) -> bool:
    return bool(_READS_PAGES.search(inspect.getsource(test)))


@lru_cache(maxsize=100)
def _code(test: str, file: str) -> types.CodeType:
    return compile(test, file, "exec")


def findings(project: Project, mutation: Mutation) -> list[Finding]:
    """Return what the check finds in a project, by the kind of check that finds it."""
    found: list[Finding] = []

    def note(kind: str, look: Callable[[], list[Problem]]) -> None:
        try:
            found.extend((kind, str(problem)) for problem in look())
        except Problem as problem:
            found.append((kind, str(problem)))
        except Problems as several:
            found.extend((kind, str(problem)) for problem in several.problems)

    if mutation.file.startswith("site/"):
        note("site", lambda: check_site(project.site))
        return found
    try:
        pages = pages_of(project)
        own: Pages = {path: page for path, page in pages.items() if path.parts[0] == "ko"}
        sources = find_sources(project, own)
    except (Problem, Problems) as problem:
        return [("read", str(problem))]
    # A page that was mutated was not translated since, so comparing it would prove nothing.
    if mutation.file.startswith("docs/en/") or not mutation.file:
        note("parity", lambda: disparities(*(read_language(project, one) for one in project.languages)))
    if mutation.file.startswith("docs/en/"):
        return found
    if mutation.file.startswith("snippets/recorded/") or not mutation.is_built or not mutation.file:
        note("recording", lambda: differences(project, own, sources))
    if mutation.file.startswith("snippets/recorded/") or not mutation.is_built:
        return found
    if not mutation.file:
        note("site", lambda: check_site(project.site))
    note("prose", lambda: [one for source in sources.values() for one in _prose(source.snippet)])
    note("cells", lambda: checking.out_of_order(own, sources))
    note("numbers", lambda: checking.numbers(own, sources))
    note("names", lambda: checking.unclaimed(project, pages))
    try:
        note("run", lambda: woven(project, own, sources))
    except Exception as error:
        found.append(("run", raised(error, project)))
    if not any(kind == "run" for kind, _ in found):
        found += failing_claims(project, mutation)
    return found


def run(page: Page, source: Source, drawn: dict[str, CellRecord]) -> dict[str, CellRecord]:
    """Return what running a lesson gives, by cell; no figure is drawn as SVG, so those drawn before stay."""
    shown = claims.shown(source.snippet.path.name)
    records = {}
    for cell in source.snippet.names:
        figures = [*drawn.get(cell, CellRecord()).figures, *["<svg></svg>"] * len(shown.figures[cell])]
        records[cell] = CellRecord(shown.printed[cell], "", figures[: len(shown.figures[cell])])
    said = {cell: iter(values) for cell, values in shown.said.items()}
    for cell, expression in page.expressions():
        records[cell].values[expression.key] = next(said[cell])
    return records


def woven(project: Project, pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Run the snippets, and weave the pages with what they give."""
    words = read_words(project, "ko")
    for path, page in pages.items():
        if source := sources.get(lesson_name(path)):
            weave(page, Lesson(source.snippet, Recording("", {}, run(page, source, {}))), words, {})
    return []


def raised(error: Exception, project: Project) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/snippets/" in frame.filename]
    places = [
        f"{Path(frame.filename).relative_to(project.root).as_posix()}:{frame.lineno}" for frame in frames
    ]
    return f"{(places or ['?'])[-1]}: {type(error).__name__}: {error}"


def differences(project: Project, pages: Pages, sources: dict[str, Source]) -> list[Problem]:
    """Compare the recordings with a run; figures with those that the unmutated project has recorded."""
    found = []
    for path, page in pages.items():
        if source := sources.get(lesson_name(path)):
            folder = project.recorded / source.name
            drawn = read_recording(MAIN / "snippets" / "recorded" / source.name).cells
            recorded = read_recording(folder, project.name(folder))
            found += drift(source, recorded, run(page, source, drawn), project.root / "drift")
    return found


def failing_claims(project: Project, mutation: Mutation) -> list[Finding]:
    """Run the claims of the lesson concerned until one fails, and return it."""
    lesson = PurePosixPath(mutation.file).stem.replace("-", "_")
    for file in sorted((project.root / "tests" / "lessons").glob(f"test_{lesson}*.py")):
        for name, function, values in claims_in(file):
            # What a page says concerns only those claims that read pages.
            if mutation.file.startswith("docs/") and not _reads_pages(function.__code__):
                continue
            try:
                function(*values)
            except Exception as error:
                kind = "values" if "values_in_the_sentences" in name else "claims"
                about = concerned(file, name, project.snippets)
                return [(kind, "\n".join([f"tests/lessons/{file.name}::{name}", f"{error}", *about]))]
    return []


def claims_in(file: Path) -> Iterator[tuple[str, types.FunctionType, tuple[object, ...]]]:
    """Yield the tests of a file, once for each set of parameters, as pytest would run them."""
    module = types.ModuleType(f"mutated_{file.stem}")
    exec(_code(file.read_text(encoding="utf-8"), str(file)), module.__dict__)
    for name, function in list(vars(module).items()):
        if name.startswith("test_") and isinstance(function, types.FunctionType):
            marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
            for values in marks[0].args[1] if marks else [()]:
                yield name, function, values if isinstance(values, tuple) else (values,)
