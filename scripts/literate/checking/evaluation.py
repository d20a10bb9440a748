r"""Evaluate the sides of a formula at one point: numbers, arrays, and Python functions for its symbols.

A point has the names that `latex` reads, such as `p_hat` and `KL`.
An array holds the values of an indexed symbol: `x` those of x_i, or `n_` those of n_k where n is a number,
too. Indices count from 1, except those of a sum or product that begins at 0. A function takes what its
parentheses list; `p(y_1, \dots, y_n)` gets the first n of y. `\int … dx` runs over the grid `x`, and
`\sum_{c}` over 1, …, `c`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy
from sympy.core.function import AppliedUndef

from ..messages import Problem, did_you_mean, say
from .formulas import Formula
from .latex import outermost, split_at_relations
from .matrix_formulas import is_product, product

STEP = 1e-20j  # of a derivative; an imaginary one cancels no digits
_BEST = re.compile(
    r"\s*\\operatorname\*\{arg(?P<kind>max|min)\}_\{?\\?(?P<variable>\w+)\}?(?P<score>.*)", re.DOTALL
)
_CASES = re.compile(r"\s*\\begin\{cases\}(?P<rows>.*)\\end\{cases\}\s*", re.DOTALL)
_LIST = re.compile(r"\s*\((?P<values>[^(),]+(?:,[^(),]+)+)\)\s*")  # (1-t, t)
_KNOWN = {
    "any": None,
    "first": lambda values, count: tuple(values[: int(count)]),
    "max": max,
    "norm": np.linalg.norm,
}

Point = Mapping[str, Any]


class _Values(dict[str, Any]):
    """The values of a point; a missing one raises an error that names it and those that are there."""

    def __missing__(self, name: str) -> Any:
        known = sorted({*self} - {*_KNOWN})
        message = say(
            f"{name}의 값이 없습니다. 값이 있는 것은 {known}입니다.",
            f"{name} has no value; those with values are {known}.",
        )
        raise Problem(message + did_you_mean(name, known))


class _FromZero(int):
    """The value of an index that counts from 0."""


def sides_at(formula: Formula, point: Point) -> list[tuple[str, Any]]:
    """Return the sides of a formula at a point, each with the sign before it, "" before the first.

    Raises:
        Problem: SymPy cannot parse a side, or the point has no value for a symbol.
    """
    if cases := _CASES.search(formula.tex):
        left = formula.tex[: cases.start()].rpartition("=")[0]
        return [("", value_of(formula, left, point)), ("=", value_of(formula, cases[0], point))]
    return [(sign, value_of(formula, side, point)) for sign, side in split_at_relations(formula.tex)]


def value_of(formula: Formula, tex: str, point: Point) -> Any:
    """Return the value of LaTeX without relations at a point.

    Raises:
        Problem: SymPy cannot parse it, or the point has no value for a symbol.
    """
    if cases := _CASES.fullmatch(tex):
        return _case_at(formula, cases["rows"], point)
    if is_product(tex) and all(np.ndim(value) for value in point.values()):
        return product(tex, _Values(point))
    if values := _LIST.fullmatch(tex):
        return np.array([value_of(formula, one, point) for one in values["values"].split(",")])
    return value_at(formula.parsed(tex), point)


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


def value_at(expression: sympy.Basic, point: Point) -> Any:
    """Return the value of an expression at a point, with numbers and arrays of NumPy or PyTorch.

    Raises:
        Problem: the point has no value for a symbol.
    """
    return _value(expression, {**_KNOWN, **point})


def _value(expression: sympy.Basic, point: Point) -> Any:
    if isinstance(expression, sympy.Symbol):
        return _symbol(expression.name, point)
    if isinstance(expression, AppliedUndef):
        return _call(expression, point)
    if isinstance(expression, sympy.Sum | sympy.Product):
        body, index, low, high = outermost(expression)
        start, end = (int(_value(limit, point)) for limit in (low, high))
        places = map(int if start else _FromZero, range(start, end + 1))
        values = [_value(body, {**point, index.name: at}) for at in places]
        return sum(values) if isinstance(expression, sympy.Sum) else math.prod(values)
    if isinstance(expression, sympy.Integral):
        (variable,) = expression.variables
        grid = np.asarray(_symbol(variable.name, point))
        return np.trapezoid([_value(expression.function, {**point, variable.name: x}) for x in grid], grid)
    if isinstance(expression, sympy.Derivative):
        (variable,) = expression.variables
        moved = {**point, variable.name: _symbol(variable.name, point) + STEP}
        return np.imag(_value(expression.expr, moved)) / STEP.imag
    values = [_value(one, point) for one in expression.args]
    match expression:
        case sympy.Add():
            return sum(values)
        case sympy.Mul():
            return math.prod(values)
        case sympy.Pow():
            base, exponent = values
            # NumPy's integers have no negative powers.
            return (float(base) if isinstance(base, np.integer) else base) ** exponent
        case sympy.exp():
            return _apply("exp", *values)
        case sympy.log():
            return _apply("log", values[0]) / (_apply("log", values[1]) if values[1:] else 1)
        case sympy.Abs():
            return abs(*values)
        case sympy.Integer():
            return int(expression)
    return float(expression.func(*values) if values else expression)


def _symbol(name: str, point: Point) -> Any:
    plain = name.replace("{", "").replace("}", "")
    base, _, index = name.removesuffix("}").partition("_{")
    array = point.get(f"{base}_", point.get(base))
    if plain in point or not index or array is None:
        return _Values(point)[plain]
    return array[_place(int(index) if index.isdigit() else _symbol(index, point))]


def _call(call: AppliedUndef, point: Point) -> Any:
    meant, values = _symbol(call.func.__name__, point), [_value(one, point) for one in call.args]
    if callable(meant):
        return meant(*values)
    if np.ndim(meant) == len(values) > 1:  # an element of a matrix, A(i, k)
        return meant[tuple(map(_place, values))]
    return meant * values[0]  # SymPy parses p(1-p) as a function p of 1-p


def _place(index: Any) -> int:
    return int(index) if isinstance(index, _FromZero) else int(index) - 1


def _apply(name: str, value: Any) -> Any:
    if type(value).__module__ == "torch":
        return getattr(value, name)()
    return getattr(np, name)(value)
