"""What a claim is made of: a lesson's functions, and formulas that can be held against them.

Claims are pytest tests in tests/lessons/, one line each:

    formula("gaussian-pdf").agrees(nll.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))
    shown("negative_log_likelihood.py").prints("heights", 10, 164.95, 172.63)
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy

from .cells import Snippet, read_snippet
from .environment import ROOT
from .expressions import evaluate
from .formulas import RELATIVE, Domain, Formula, disagreement, evaluator, named_formulas, random_points
from .lessons import read_pages
from .messages import Problem, did_you_mean, say
from .pages import Page
from .project import Project

# The project that claims are about; the mutation run points it at a copy.
project = Project(ROOT)

_NUMBER = re.compile(
    r"(?<![\w.])[-+]?(?:nan|inf|(?P<whole>\d[\d,]*)(?:\.(?P<places>\d*))?(?:e(?P<power>[-+]?\d+))?)"
)


@cache
def _pages() -> list[Page]:
    pages = read_pages(project)
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


@dataclass(frozen=True)
class Shown:
    """What running a lesson shows, by cell: what it prints, what it draws, and the values in sentences."""

    snippet: Snippet
    page: Page
    namespace: dict[str, Any]
    printed: dict[str, str]
    figures: dict[str, list[Any]]
    said: dict[str, list[str]]

    def prints(self, cell: str, *numbers: float) -> None:
        """Claim that a cell prints these numbers and no others, to the digits that it prints.

        Raises:
            AssertionError: it does not; says the cell's line and the first number that differs.
        """
        found = list(_NUMBER.finditer(self.printed[cell]))
        assert len(found) == len(numbers), f"{self._place(cell)} prints {len(found)} numbers: {numbers}"
        for match, number in zip(found, numbers, strict=True):
            places = len(match["places"] or "") - int(match["power"] or 0)
            is_near = np.isclose(
                float(match[0].replace(",", "")),
                number,
                rtol=1e-9,
                atol=0.5001 * 10.0**-places,
                equal_nan=True,
            )
            assert is_near, f"{self._place(cell)} prints {match[0]}, not {number}"

    def draws(self, cell: str, x: Any, y: Any) -> None:
        """Claim that a figure of a cell has a line through these points.

        Raises:
            AssertionError: it has none.
        """
        lines = [
            line.get_data() for figure in self.figures[cell] for axis in figure.axes for line in axis.lines
        ]
        is_drawn = any(
            np.shape(xs) == np.shape(x)
            and np.allclose(xs, x, rtol=RELATIVE, atol=0)
            and np.allclose(ys, y, rtol=RELATIVE, atol=0)
            for xs, ys in lines
        )
        assert is_drawn, f"{self._place(cell)} draws no line through ({x}, {y})"

    def writes(self, cell: str, *texts: str) -> None:
        """Claim that these texts stand in the titles, labels and notes of a cell's figures.

        Raises:
            AssertionError: one does not.
        """
        written = []
        for axis in (axis for figure in self.figures[cell] for axis in figure.axes):
            written += [axis.get_title(), axis.get_xlabel(), axis.get_ylabel()]
            written += [text.get_text() for text in axis.texts]
        for text in texts:
            assert any(text in one for one in written), f"{self._place(cell)} writes {written}, not {text}"

    def says(self, cell: str, *values: str) -> None:
        """Claim that these are the values in the sentences from a cell to the next, in order, as formatted.

        Raises:
            AssertionError: they are not.
        """
        line = next((block.line for block in self.page.cells if block.name == cell), 0)
        said = self.said.get(cell, [])
        assert said == list(values), (
            f"{self.page.file}:{line}: {cell} is followed by {said}, not {list(values)}"
        )

    def _place(self, cell: str) -> str:
        line = next(one.line for one in self.snippet.cells if one.name == cell)
        return f"{self.snippet.file}:{line}: {cell}"


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


@lru_cache(maxsize=4)
def _run(snippet: Snippet) -> dict[str, _Ran]:
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


def concerned(test: Path, name: str) -> list[str]:
    """Return the cells that a claim is about, as `file:line: cell`: those whose names it mentions.

    Arguments:
        test: a file of tests/lessons/.
        name: a test function in it.
    """
    tree = ast.parse(test.read_text(encoding="utf-8"))
    function = next(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name
    )
    nodes = list(ast.walk(function))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    files = {
        str(ast.literal_eval(call.args[0])): None
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("lesson", "shown")
    }
    places = []
    for file in files:
        for cell in read_snippet(project.snippets / file, f"snippets/{file}").cells:
            if cell.name in texts or names.intersection(_defined(cell.code)):
                places.append(f"snippets/{file}:{cell.line}: {cell.name}")
    return places


def _defined(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef):
            yield node.name


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
