"""What a claim is made of: a lesson's functions, and formulas that can be held against them.

Claims are pytest tests in tests/lessons/, one line each:

    formula("gaussian-pdf").agrees(lesson.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import runpy
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy

from .environment import ROOT
from .formulas import Domain, Formula, disagreement, evaluator, named_formulas, random_points
from .lessons import read_pages
from .messages import Problem, did_you_mean, say
from .project import Project


@cache
def _formulas() -> dict[str, Formula]:
    project = Project(ROOT)
    pages = read_pages(project)
    return named_formulas(page for path, page in pages.items() if path.parts[0] == project.languages[0])


class Claimed:
    """A named formula, and what can be claimed of it."""

    def __init__(self, formula: Formula, where: Mapping[str, str]) -> None:
        self._formula, self._where = formula, where

    def where(self, **functions: str) -> Claimed:
        """Say which formula a function stands for: `where(f_theta="gaussian-pdf")`."""
        return Claimed(self._formula, {**self._where, **functions})

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


@cache
def lesson(snippet: str) -> SimpleNamespace:
    """Run a snippet file of the project as `python FILE` does, and return what it defines."""
    os.environ["MPLBACKEND"] = "agg"
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="More than 20 figures")
        found = runpy.run_path(str(ROOT / "snippets" / snippet))
    if "plt" in found:
        found["plt"].close("all")
    return SimpleNamespace(**found)


def claimed_names(folder: Path) -> dict[str, str]:
    """Return the names of formulas that tests in a folder mention, each with file and line."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "formula":
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        found[str(argument.value)] = f"{path.name}:{node.lineno}"
    return found
