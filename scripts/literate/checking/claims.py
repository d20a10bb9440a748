"""Define the parts of a claim: a lesson's functions, and formulas to compare with them.

Claims are pytest tests in tests/lessons/, one line each:

    formula("gaussian-pdf").agrees(nll.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))
    shown("negative_log_likelihood.py").prints("heights", 10, 164.95, 172.63)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from ..environment import ROOT
from ..files.texts import read_utf8
from ..messages import Problem, did_you_mean, say
from ..project import Project
from ..reading.expressions import fill
from ..reading.glossary import read_glossary
from ..reading.lessons import Pages, Source, find_sources
from ..reading.pages import Page
from ..running.job import Job
from ..running.supervisor import Outcome
from ..translating.composing import read_pages
from .facts import Fact, note
from .formula_claims import Claimed
from .formulas import Formula, formula_named, named_formulas
from .inline_formulas import inline_formulas
from .lesson_runs import LessonRun, opened, run_alone
from .looks import read_looks
from .recordings import job_of
from .sentences import Written, place_of, written
from .shown import Shown

CLAIMS = "tests/lessons"
LOOKS = f"{CLAIMS}/looks"
# The project that claims are about, and the reader of its pages; the mutation run sets them to a copy.
project = Project.at(ROOT)
reading: Callable[[Project], Pages] = read_pages
# The lessons whose claims are judged; all if empty.
lessons: frozenset[str] = frozenset()
# Runs a lesson; in check, waits for the outcome that is compared with the recordings.
run: Callable[[Job], Outcome] = run_alone


@cache
def own_pages() -> list[Page]:
    """Return the pages in the original's language."""
    pages = reading(project)
    return [page for path, page in pages.items() if path.parts[0] == project.languages[0]]


def judged_pages() -> list[Page]:
    """Return the pages in the original's language that the judged claims are about."""
    return [page for page in own_pages() if not lessons or PurePosixPath(page.file).stem in lessons]


@cache
def named() -> dict[str, Formula]:
    """Return the named formulas of all pages."""
    return named_formulas(own_pages())


def formula(name: str) -> Claimed:
    """Return the claims about a named formula of the pages.

    Raises:
        Problem: no page has a formula with this name.
    """
    found = formula_named(name, named())
    note(Fact(found.file, found.line, name, "formula"))
    return Claimed(found, named())


def inline(lesson: str, tex: str) -> Claimed:
    """Return the claims about a formula in the sentences of a page, which is its own name.

    Arguments:
        lesson: the page's name, such as `negative-log-likelihood`.
        tex: the formula as the page has it, without its dollar signs.

    Raises:
        Problem: there is no such page, or it does not have this formula.
    """
    page = page_of(lesson)
    found = dict(reversed(list(inline_formulas(page))))
    if tex not in found:
        message = say(
            f"이 페이지에는 ${tex}$라는 식이 없습니다.", f"This page does not have the formula ${tex}$."
        )
        raise Problem(message + did_you_mean(tex, list(found)), page.file)
    note(Fact(page.file, found[tex], tex, "inline"))
    filled = fill(tex, page.file, found[tex], values_of(page)) if "{{" in tex else tex
    return Claimed(Formula(tex, filled, page.file, found[tex]), named())


def states(sentence: str, *more: str) -> None:
    """Claim that the pages or the glossary say this; the assertions beside it hold it against the code.

    Arguments:
        sentence, more: sentences, or parts of them, as they are written in any language, with `…` for each
            value in double braces. Quote enough for a mistake to change the quotation.

    Raises:
        Problem: no page says so, or the pages of a language say so more than once.
    """
    for one in (sentence, *more):
        note(Fact(*place_of(one, _written()), one, "states"))


@cache
def _written() -> list[Written]:
    return written(project, reading(project))


def page_of(lesson: str) -> Page:
    """Return the page with a name, in the original's language.

    Raises:
        Problem: there is none.
    """
    pages = {PurePosixPath(page.file).stem: page for page in own_pages()}
    if lesson not in pages:
        message = say(f"{lesson}(이)라는 페이지가 없습니다.", f"There is no page {lesson}.")
        raise Problem(message + did_you_mean(lesson, list(pages)))
    return pages[lesson]


def values_of(page: Page) -> Mapping[str, str]:
    """Return the values of a page by their expressions; a page without a snippet has only constant ones."""
    return _run_of(PurePosixPath(page.file).stem).values if "snippets" in page.front else {}


def described() -> Iterator[tuple[str, str, str]]:
    """Yield snippet file, cell and description for each cell that tests/lessons/looks/ describes.

    Raises:
        Problem: a file is not UTF-8.
    """
    judged = {page.front.get("snippets") for page in judged_pages()}
    paths = sorted((project.root / LOOKS).glob("*.txt"))
    for path in (path for path in paths if not lessons or f"{path.stem}.py" in judged):
        for cell, text in read_looks(read_utf8(path, project.name(path))).items():
            yield f"{path.stem}.py", cell, text


def shown(snippet: str) -> Shown:
    """Return the outputs of a snippet file and its page. The snippet runs at the first access."""
    return Shown(lambda: lesson_run(snippet))


def lesson_run(snippet: str) -> LessonRun:
    """Return a snippet file of the project that has run with the values of its page.

    Raises:
        Problem: the file or page does not exist, a cell raises, or a value cannot be computed.
    """
    known = _lessons()
    if snippet not in known:
        message = say("이 스니펫을 보여 주는 페이지가 없습니다.", "No page shows this snippet.")
        raise Problem(message + did_you_mean(snippet, list(known)), f"snippets/{snippet}")
    return _run_of(known[snippet])


@cache
def _lessons() -> dict[str, str]:
    """Return the name of the first page that shows a snippet file, by the file's name."""
    pages = [page for page in own_pages()[::-1] if "snippets" in page.front]
    return {page.front["snippets"]: PurePosixPath(page.file).stem for page in pages}


@cache
def _run_of(lesson: str) -> LessonRun:
    job = job_of(_sources()[lesson])
    return opened(page_of(lesson), job, run(job), _terms())


@cache
def _sources() -> dict[str, Source]:
    return find_sources(project, reading(project))


@cache
def _terms() -> dict[str, tuple[str, ...]]:
    """Return the names of each term in the other languages, by its name in the original's."""
    return {
        name: tuple(other for language in others for other in term.wordings[language].names)
        for term in read_glossary(project)
        for original, *others in [(project.languages[0], *(term.wordings.keys() - {project.languages[0]}))]
        for name in term.wordings[original].names
    }


def forget() -> None:
    """Clear the caches of pages and snippets, for tests that change them."""
    for remembered in (own_pages, named, _lessons, _run_of, _sources, _terms, _written):
        remembered.cache_clear()


class Lesson:
    """The names that a snippet file defines, as attributes. The snippet runs at the first access."""

    def __init__(self, snippet: str) -> None:
        self._snippet = snippet

    def __getattr__(self, name: str) -> Any:
        # pytest asks for these when it collects claims, while lessons still run.
        if name.startswith("__") or name == "_mock_name":
            raise AttributeError(name)
        lesson = lesson_run(self._snippet)
        if name not in lesson.namespace:
            message = say(
                f"{name}(이)라는 이름이 없거나, 그 값을 피클로 옮길 수 없습니다.",
                f"The snippet does not define {name}, or its value cannot be pickled.",
            )
            hint = did_you_mean(name, sorted(lesson.namespace))
            raise AttributeError(f"{lesson.snippet.file}: {message}{hint}")
        for fact in lesson.bindings.get(name, ()):
            note(fact)
        return lesson.namespace[name]


def lesson(snippet: str) -> Lesson:
    """Return the names that a snippet file of the project defines when it runs as a build runs it."""
    return Lesson(snippet)
