r"""Evaluate the sides of a formula at one point: numbers, arrays, and Python functions for its symbols.

Names at a point: `mu` for `\mu`, `p_hat` for `\hat{p}`, `KL` for `\operatorname{KL}`, `f_theta` for
`f_\theta`.
An array holds the values of an indexed symbol, counted from 1: `x` those of x_i, or `n_` those of n_k where n
is a number, too. A function takes what its parentheses list; `p(y_1, \dots, y_n)` gets the first n of y.
`\int … dx` runs over the grid `x`, and `\sum_{c}` over 1, …, `c`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import sympy
from sympy.core.function import AppliedUndef

from .formulas import Formula, normalize, split_at_relations
from .matrix_formulas import is_product, product

STEP = 1e-20j  # of a derivative; an imaginary one cancels no digits
# Letters that stand for names that SymPy cannot read
_LETTERS = ("\\Phi", "\\Psi", "\\Gamma", "\\Lambda", "\\Omega", "\\Xi", "\\Upsilon", "\\Theta", "\\Pi")
_NAMED = re.compile(r"\\(?P<kind>hat|bar|tilde|mathrm|operatorname)\{\\?(?P<name>\w+)\}")
_FIRST = re.compile(r"(\w)_1,\s*(?:\1_2,\s*)?\\dots,\s*\1_(?:\{(.+?)\}|(\w))")
_BEST = re.compile(
    r"\s*\\operatorname\*\{arg(?P<kind>max|min)\}_\{?\\?(?P<variable>\w+)\}?(?P<score>.*)", re.DOTALL
)
_CASES = re.compile(r"\s*\\begin\{cases\}(?P<rows>.*)\\end\{cases\}\s*", re.DOTALL)
_LIST = re.compile(r"\s*\((?P<values>[^(),]+(?:,[^(),]+)+)\)\s*")  # (1-t, t)
_KNOWN = {
    "first": lambda values, count: tuple(values[: int(count)]),
    "norm": np.linalg.norm,
    "e": math.e,
    "pi": math.pi,
}

Point = Mapping[str, Any]


def sides_at(formula: Formula, point: Point) -> list[tuple[str, Any]]:
    """Return the sides of a formula at a point, each with the sign before it, "" before the first.

    Raises:
        Problem: SymPy cannot parse a side.
        KeyError: the point has no value for a symbol.
    """
    if cases := _CASES.search(formula.tex):
        left = formula.tex[: cases.start()].rpartition("=")[0]
        return [("", value_of(formula, left, point)), ("=", value_of(formula, cases[0], point))]
    return [(sign, value_of(formula, side, point)) for sign, side in split_at_relations(formula.tex)]


def value_of(formula: Formula, tex: str, point: Point) -> Any:
    """Return the value of LaTeX without relations at a point."""
    if cases := _CASES.fullmatch(tex):
        return _case_at(formula, cases["rows"], point)
    if is_product(tex) and all(np.ndim(value) for value in point.values()):
        return product(tex, point)
    if values := _LIST.fullmatch(tex):
        return np.array([value_of(formula, one, point) for one in values["values"].split(",")])
    expression, names = _parsed(formula, tex)
    return _Evaluation(names)(expression, {**_KNOWN, **point})


def _case_at(formula: Formula, rows: str, point: Point) -> Any:
    r"""Return the value of the only row of `\begin{cases}` whose condition, `& (j = i)`, holds at a point."""
    found = []
    for row in rows.split(r"\\"):
        tex, _, condition = row.partition("&")
        one, other = (
            value_of(formula, side, point) for side in re.split(r"=|\\neq?", condition.strip(" \n()"))
        )
        if (one == other) is not (r"\ne" in condition):
            found.append(value_of(formula, tex, point))
    (only,) = found
    return only


def choices_at(formula: Formula, candidates: list[Any], point: Point) -> list[tuple[Any, Any]]:
    r"""Return the candidates that the sides of a formula choose and reject: `\operatorname*{argmax}_x f(x)`.

    A side that chooses nothing, such as `\hat{\theta}`, is chosen itself.
    """
    found: list[tuple[Any, Any]] = []
    for _, side in split_at_relations(formula.tex):
        if best := _BEST.fullmatch(side):
            scores = [
                value_of(formula, best["score"], {**point, best["variable"]: candidate})
                for candidate in candidates
            ]
            ends = candidates[int(np.argmax(scores))], candidates[int(np.argmin(scores))]
            found.append(ends if best["kind"] == "max" else ends[::-1])
        else:
            found.append((value_of(formula, side, point), None))
    return found


def _parsed(formula: Formula, tex: str) -> tuple[sympy.Expr, dict[str, str]]:
    """Return the expression of LaTeX, and the names that letters in it stand for."""
    names: dict[str, str] = {}
    free = [letter for letter in _LETTERS if letter not in formula.tex]

    def letter(name: str) -> str:
        if name not in names.values():
            names[free.pop(0).removeprefix("\\")] = name
        return next(f"\\{letter} " for letter, known in names.items() if known == name)

    def named(match: re.Match[str]) -> str:
        is_accent = match["kind"] in ("hat", "bar", "tilde")
        return letter(f"{match['name']}_{match['kind']}" if is_accent else match["name"])

    tex = re.sub(r"\((\w)_(\w)\)_(\w)", lambda match: f"{letter(match[1])}({match[2]}, {match[3]})", tex)
    tex = re.sub(r"\\lVert(.*?)\\rVert", lambda match: f"{letter('norm')}({match[1]})", tex)
    tex = re.sub(r"\((\w)\s*\^\\top\s*\)", lambda match: letter(f"{match[1]}_top"), tex)
    tex = _FIRST.sub(lambda match: f"{letter('first')}({match[1]}, {match[2] or match[3]})", tex)
    tex = re.sub(r"\(\s*\\cdot", lambda _: f"({letter('any')}", _NAMED.sub(named, tex))
    tex = re.sub(r"\((\w+)\)_(?:\{(\w+)\}|(\w))", r"(\1, \2\3)", tex)  # an element of a function's value
    tex = re.sub(r"\\sum_\{?(\w)\}?(?!\w*=)(?=\s*[^\s^=])", r"\\sum_{\1=1}^{\1}", tex)
    tex = re.sub(r"\\(?:parallel|mid)(?![A-Za-z])", ",", tex).replace("\\partial", "d")
    return formula.parsed(normalize(tex)), names


class _Evaluation:
    """Computes expressions at a point, with numbers and arrays of NumPy or PyTorch."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, expression: sympy.Basic, point: Point) -> Any:
        if isinstance(expression, sympy.Symbol):
            return self._symbol(expression.name, point)
        if isinstance(expression, AppliedUndef):
            return self._call(expression, point)
        if isinstance(expression, sympy.Sum | sympy.Product):
            return self._over(expression, point)
        if isinstance(expression, sympy.Integral):
            (variable,) = expression.variables
            grid = np.asarray(point[variable.name])
            values = [self(expression.function, {**point, variable.name: x}) for x in grid]
            return np.trapezoid(values, grid)
        if isinstance(expression, sympy.Derivative):
            (variable,) = expression.variables
            moved = {**point, variable.name: point[variable.name] + STEP}
            return np.imag(self(expression.expr, moved)) / STEP.imag
        values = [self(one, point) for one in expression.args]
        if isinstance(expression, sympy.log):
            return _apply("log", values[0]) / (_apply("log", values[1]) if values[1:] else 1)
        if isinstance(expression, sympy.Abs):
            return abs(values[0])
        if isinstance(expression, sympy.Pow) and expression.base in (sympy.E, sympy.Symbol("e")):
            return _apply("exp", values[1])
        simple: dict[type, Callable[[Any, Any], Any]] = {
            sympy.Add: lambda one, other: one + other,
            sympy.Mul: lambda one, other: one * other,
            # NumPy's integers have no negative powers.
            sympy.Pow: lambda one, other: (float(one) if isinstance(one, np.integer) else one) ** other,
        }
        if expression.func in simple:
            total = values[0]
            for value in values[1:]:
                total = simple[expression.func](total, value)
            return total
        if expression.is_Integer:
            return int(expression)
        return float(expression.func(*values) if values else expression)

    def _named(self, name: str) -> str:
        name = name.replace("\\", "").replace("{", "").replace("}", "")
        return "_".join(self._names.get(part, part) for part in name.split("_"))

    def _symbol(self, name: str, point: Point) -> Any:
        plain = self._named(name)
        if plain in point:
            return point[plain]
        base, _, index = name.partition("_")
        if not index:
            return point[plain]  # raises KeyError with the name
        base, index = self._named(base), index[1:-1] if index.startswith("{") else index
        array = point.get(f"{base}_", point.get(base))
        if array is None:
            return point[plain]
        return array[int(index if index.isdigit() else self._symbol(index, point)) - 1]

    def _call(self, call: AppliedUndef, point: Point) -> Any:
        name = self._named(call.func.__name__)
        meant = point[name]
        values = [self(one, {"any": None, **point}) for one in call.args]
        if callable(meant):
            return meant(*values)
        if np.ndim(meant) == len(values) > 1:  # an element of a matrix, A(i, k)
            return meant[tuple(int(value) - 1 for value in values)]
        return meant * values[0]  # SymPy parses p(1-p) as a function p of 1-p

    def _over(self, expression: sympy.Sum | sympy.Product, point: Point) -> Any:
        ((index, low, high),) = expression.limits
        start, end = int(self(low, point)), int(self(high, point))
        values = [self(expression.function, {**point, index.name: at}) for at in range(start, end + 1)]
        return sum(values) if isinstance(expression, sympy.Sum) else _product(values)


def _product(values: list[Any]) -> Any:
    total = 1
    for value in values:
        total = total * value
    return total


def _apply(name: str, value: Any) -> Any:
    if type(value).__module__ == "torch":
        return getattr(value, name)()
    return getattr(np, name)(value)
