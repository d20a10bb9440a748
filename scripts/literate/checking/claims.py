"""What a claim is made of: a lesson's functions, and formulas that can be held against them.

Claims are pytest tests in tests/lessons/, one line each:

    formula("gaussian-pdf").agrees(nll.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))
    shown("negative_log_likelihood.py").prints("heights", 10, 164.95, 172.63)
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy

from ..environment import ROOT
from ..messages import Problem, did_you_mean, say
from ..project import Project
from ..reading.expressions import evaluate
from ..reading.lessons import Pages
from ..reading.pages import Page
from ..reading.snippets import Snippet, read_snippet
from ..running.reads import bring_data
from ..translating.composing import read_pages
from .formulas import Domain, Formula, disagreement, evaluator, named_formulas, random_points
from .shown import Shown

# The project that claims are about, and what reads its pages; the mutation run points them at a copy.
project = Project(ROOT)
reading: Callable[[Project], Pages] = read_pages


@cache
def _pages() -> list[Page]:
    pages = reading(project)
    return [page for path, page in pages.items() if path.parts[0] == project.languages[0]]


@cache
def _formulas() -> dict[str, Formula]:
    return named_formulas(_pages())


class Claimed:
    """A named formula, and what can be claimed of it."""

    def __init__(self, formula: Formula, where: Mapping[str, str]) -> None:
        self._formula, self._where = formula, where

    def where(self, **functions: str) -> Claimed:
        """Say which formula a function stands for: `where(f_theta="gaussian-pdf")`."""
        return Claimed(self._formula, {**self._where, **functions})

    def at(self, **indices: int) -> Claimed:
        """Claim something of one element, counted from 1: `at(j=3)` has `z_3` where the page has `z_j`."""
        return Claimed(self._formula.at(indices), self._where)

    def agrees(self, function: Callable[..., Any], **domains: Domain) -> None:
        """Claim that a function computes this formula, at random points of the domains (low, high).

        Raises:
            AssertionError: it does not; says the page's line and the first point's values.
        """
        found = disagreement(self._formula, function, _formulas(), self._where, domains)
        assert not found, f"{self._formula.file}:{self._formula.line}: {found}"

    def is_derivative_of(self, name: str, variable: str, **domains: Domain) -> None:
        """Claim that this formula is the derivative of another, by symbols and by PyTorch's autograd.

        Arguments:
            name: the other formula.
            variable: what it is derived by.
            domains: the range of each symbol.

        Raises:
            AssertionError: it is not.
        """
        import torch

        whole = formula(name)._formula.sides(_formulas(), self._where)[-1]
        side = self._formula.sides(_formulas(), self._where)[-1]
        derived = sympy.diff(whole, sympy.Symbol(variable))
        stated = evaluator(self._formula, side, domains)
        by_symbols = evaluator(self._formula, derived, domains)
        by_autograd = evaluator(self._formula, whole, domains, "torch")
        place = f"{self._formula.file}:{self._formula.line}: {self._formula.name}"
        assert self._formula.derives_by(variable), f"{place}: the left side is no derivative by {variable}"
        for point in random_points(side, domains):
            said = stated(**point)
            tensors = {key: torch.tensor(value, dtype=torch.float64) for key, value in point.items()}
            tensors[variable].requires_grad_(True)
            by_autograd(**tensors).backward()
            gradient = tensors[variable].grad
            for derivative in (by_symbols(**point), 0.0 if gradient is None else gradient.item()):
                assert np.isclose(said, derivative, rtol=1e-9, atol=1e-12), f"{place}: {said} ≠ {derivative}"


def formula(name: str) -> Claimed:
    """Return the formula that a page names.

    Raises:
        Problem: no page names it.
    """
    if name not in _formulas():
        message = say(f"{name}이라는 식은 어느 쪽에도 없습니다.", f"No page names a formula {name}.")
        raise Problem(message + did_you_mean(name, sorted(_formulas())))
    return Claimed(_formulas()[name], {})


@dataclass(frozen=True)
class _Ran:
    printed: str
    figures: list[Any]
    namespace: dict[str, Any]


@cache
def shown(snippet: str) -> Shown:
    """Run a snippet file of the project, cell by cell, and return what it and its page show.

    Raises:
        Problem: the page asks for a value that cannot be had.
    """
    file = read_snippet(project.snippets / snippet, f"snippets/{snippet}")
    page = next(page for page in _pages() if page.front.get("snippets") == snippet)
    ran = _run(file)
    said: dict[str, list[str]] = {}
    for cell, expression in page.expressions():
        said.setdefault(cell, []).append(evaluate(expression, ran[cell].namespace))
    printed = {cell: one.printed for cell, one in ran.items()}
    figures = {cell: one.figures for cell, one in ran.items()}
    return Shown(file, page, ran[file.names[-1]].namespace, printed, figures, said)


@contextlib.contextmanager
def _own_settings() -> Iterator[None]:
    """Let a lesson set for itself alone how numbers print and what PyTorch's default type is."""
    try:
        with np.printoptions():
            yield
    finally:
        if torch := sys.modules.get("torch"):
            torch.set_default_dtype(torch.float32)
            torch.set_printoptions(profile="default")


@lru_cache(maxsize=16)  # more than there are lessons, so that a mistake in one runs no other anew
@_own_settings()
def _run(snippet: Snippet) -> dict[str, _Ran]:
    with tempfile.TemporaryDirectory(prefix="claims-") as folder:
        bring_data(snippet, Path(folder))
        with contextlib.chdir(folder):
            return _run_cells(snippet)


def _run_cells(snippet: Snippet) -> dict[str, _Ran]:
    os.environ["MPLBACKEND"] = "agg"
    ran: dict[str, _Ran] = {}
    namespace: dict[str, Any] = {"__name__": "__main__", "__file__": str(snippet.path)}
    for cell in snippet.cells:
        code = compile("\n" * (cell.line - 1) + cell.code, str(snippet.path), "exec")
        out = io.StringIO()
        with contextlib.redirect_stdout(out), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*non-interactive")
            exec(code, namespace)
        ran[cell.name] = _Ran(out.getvalue(), list(_take_figures(namespace)), dict(namespace))
    return ran


def forget() -> None:
    """Read the pages and snippets anew from now on; for tests that change them."""
    for remembered in (_pages, _formulas, shown):
        remembered.cache_clear()


def _take_figures(namespace: Mapping[str, Any]) -> Iterator[Any]:
    if "plt" in namespace:
        yield from map(namespace["plt"].figure, namespace["plt"].get_fignums())
        namespace["plt"].close("all")


def lesson(snippet: str) -> SimpleNamespace:
    """Run a snippet file of the project as `python FILE` does, and return what it defines."""
    return SimpleNamespace(**shown(snippet).namespace)
