"""Define the parts of a claim: a lesson's functions, and formulas to compare with them.

Claims are pytest tests in tests/lessons/, one line each:

    formula("gaussian-pdf").agrees(nll.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))
    shown("negative_log_likelihood.py").prints("heights", 10, 164.95, 172.63)
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import sympy

from ..environment import ROOT
from ..messages import Problem, did_you_mean, say
from ..project import Project
from ..reading.glossary import read_glossary
from ..reading.lessons import Pages
from ..reading.pages import Page
from ..reading.snippets import read_snippet
from ..translating.composing import read_pages
from .facts import Fact, note
from .formulas import Domain, Formula, disagreement, evaluator, named_formulas, random_points
from .live import run
from .looks import read_looks
from .shown import LessonRun, Shown

LOOKS = "tests/lessons/looks"
# The project that claims are about, and the reader of its pages; the mutation run sets them to a copy.
project = Project(ROOT)
reading: Callable[[Project], Pages] = read_pages
# The lessons whose claims are judged; all if empty.
lessons: frozenset[str] = frozenset()


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


class Claimed:
    """A named formula, and the claims that can be made about it."""

    def __init__(self, formula: Formula, where: Mapping[str, str]) -> None:
        self._formula, self._where = formula, where

    def _note(self, kind: str) -> None:
        note(Fact(self._formula.file, self._formula.line, self._formula.name, kind))

    def where(self, **functions: str) -> Claimed:
        """Set the formula that a function stands for: `where(f_theta="gaussian-pdf")`."""
        for name in functions.values():
            formula(name)
        return Claimed(self._formula, {**self._where, **functions})

    def at(self, **indices: int) -> Claimed:
        """Claim about one element, counted from 1: `at(j=3)` uses `z_3` where the page has `z_j`."""
        return Claimed(self._formula.at(indices), self._where)

    def agrees(self, function: Callable[..., Any], **domains: Domain) -> None:
        """Claim that a function computes this formula, at random points of the domains (low, high).

        Raises:
            AssertionError: the values differ, or the left side has the function's arguments in another order;
                names the page's line.
        """
        self._note("agrees")
        place = f"{self._formula.file}:{self._formula.line}"
        found = disagreement(self._formula, function, named(), self._where, domains)
        assert not found, f"{place}: {found}"
        taken = list(inspect.signature(function).parameters)
        written = [name for name in self._formula.arguments() if name in taken]
        assert written == sorted(written, key=taken.index), f"{place}: {function.__name__} takes {taken}"

    def is_derivative_of(self, name: str, variable: str, **domains: Domain) -> None:
        """Claim that this formula is the derivative of another, by symbols and by PyTorch's autograd.

        Arguments:
            name: the other formula.
            variable: the variable of the derivative.
            domains: the range of each symbol.

        Raises:
            AssertionError: it is not the derivative.
        """
        import torch

        self._note("derivative")
        whole = formula(name)._formula.sides(named(), self._where)[-1]
        side = self._formula.sides(named(), self._where)[-1]
        derived = sympy.diff(whole, sympy.Symbol(variable))
        stated = evaluator(self._formula, side, domains)
        by_symbols = evaluator(self._formula, derived, domains)
        by_autograd = evaluator(self._formula, whole, domains, "torch")
        place = f"{self._formula.file}:{self._formula.line}: {self._formula.name}"
        assert self._formula.derives_by(variable), f"{place}: the left side is not a derivative by {variable}"
        for point in random_points(side, domains):
            said = stated(**point)
            tensors = {key: torch.tensor(value, dtype=torch.float64) for key, value in point.items()}
            tensors[variable].requires_grad_(True)
            by_autograd(**tensors).backward()
            gradient = tensors[variable].grad
            for derivative in (by_symbols(**point), 0.0 if gradient is None else gradient.item()):
                assert np.isclose(said, derivative, rtol=1e-9, atol=1e-12), f"{place}: {said} ≠ {derivative}"


def formula(name: str) -> Claimed:
    """Return the claims about a named formula of the pages.

    Raises:
        Problem: no page has a formula with this name.
    """
    if name not in named():
        message = say(f"{name}(이)라는 식은 어느 쪽에도 없습니다.", f"No page has a formula named {name}.")
        raise Problem(message + did_you_mean(name, sorted(named())))
    found = named()[name]
    note(Fact(found.file, found.line, name, "formula"))
    return Claimed(found, {})


def described() -> Iterator[tuple[str, str, str]]:
    """Yield snippet file, cell and description for each cell that tests/lessons/looks/ describes."""
    judged = {page.front.get("snippets") for page in judged_pages()}
    paths = sorted((project.root / LOOKS).glob("*.txt"))
    for path in (path for path in paths if not lessons or f"{path.stem}.py" in judged):
        for cell, text in read_looks(path.read_text(encoding="utf-8")).items():
            yield f"{path.stem}.py", cell, text


def shown(snippet: str) -> Shown:
    """Return the outputs of a snippet file and its page. The snippet runs at the first access."""
    return Shown(lambda: lesson_run(snippet))


@cache
def lesson_run(snippet: str) -> LessonRun:
    """Run a snippet file of the project with the values of its page.

    Raises:
        Problem: the file or page does not exist, a cell raises, or a value cannot be computed.
    """
    page = next((page for page in own_pages() if page.front.get("snippets") == snippet), None)
    file = read_snippet(project.snippets / snippet, f"snippets/{snippet}")
    if page is None:
        message = say("이 스니펫을 보여 주는 쪽이 없습니다.", "No page shows this snippet.")
        raise Problem(message, file.file)
    return LessonRun(file, page, run(file, list(page.expressions())), _terms())


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
    for remembered in (own_pages, named, lesson_run, _terms):
        remembered.cache_clear()


class Lesson:
    """The names that a snippet file defines, as attributes. The snippet runs at the first access."""

    def __init__(self, snippet: str) -> None:
        self._snippet = snippet

    def __getattr__(self, name: str) -> Any:
        lesson = lesson_run(self._snippet)
        if name not in lesson.ran.namespace:
            message = say(f"{name}(이)라는 이름이 없습니다.", f"The snippet does not define {name}.")
            hint = did_you_mean(name, sorted(lesson.ran.namespace))
            raise AttributeError(f"{lesson.snippet.file}: {message}{hint}")
        for cell in lesson.snippet.cells:
            if name in defined(cell.code):
                note(Fact(lesson.snippet.file, cell.line, cell.name, "reads", name))
        return lesson.ran.namespace[name]


@lru_cache(maxsize=1000)
def defined(code: str) -> frozenset[str]:
    """Return the names that a cell's code binds."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
    return frozenset(found)


def lesson(snippet: str) -> Lesson:
    """Return the names that a snippet file of the project defines when it runs as a build runs it."""
    return Lesson(snippet)
