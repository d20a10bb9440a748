"""Compare formulas with the functions that compute them, at random points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
import sympy

from ..messages import Problem, say
from .formulas import Formula

SAMPLES = 50
LENGTH = 7  # of the arrays that replace indexed symbols such as x_i
COUNTS = [sympy.Symbol("n"), sympy.Symbol("K")]  # the symbols of that length in formulas
RELATIVE = 1e-9

Domain = tuple[float, float]


def disagreement(
    formula: Formula,
    function: Callable[..., Any],
    formulas: Mapping[str, Formula],
    where: Mapping[str, str],
    domains: Mapping[str, Domain],
) -> str:
    """Return the difference between a formula and a function at random points, or "" if they agree.

    Arguments:
        formula: the formula; each of its right-hand sides is compared.
        function: takes the symbols as keyword arguments; indexed symbols as arrays of shape (LENGTH,).
        formulas, where: see `Formula.sides`.
        domains: the range of each symbol, (low, high).

    Raises:
        Problem: the formula's symbols differ from those of the domains.
    """
    for side in formula.sides(formulas, where):
        for point in random_points(side, domains):
            said, computed = evaluator(formula, side, domains)(**point), function(**point)
            if shape := np.shape(computed):
                return _several(formula.name, function.__name__, shape)
            if not np.isclose(said, float(computed), rtol=RELATIVE, atol=0.0):
                return f"{formula.name} = {said:.12g}, {function.__name__} = {float(computed):.12g}"
    return ""


def _several(name: str, function: str, shape: tuple[int, ...]) -> str:
    """Return how to compare a formula with a function that returns an array."""
    hint = f".at(j=3).agrees(lambda …: {function}(…)[2], …)"
    korean = f"{name}은(는) 수 하나인데 {function}의 값은 모양이 {shape}인 배열입니다. 원소 j를 돌려주세요:"
    english = f"{name} is one number, but {function} returns an array of shape {shape}. Return element j:"
    return f"{say(korean, english)} {hint}"


def random_points(side: sympy.Expr, domains: Mapping[str, Domain]) -> list[dict[str, Any]]:
    """Return random points, the same for every call; indexed symbols are arrays, given arrays stay."""
    generator = np.random.default_rng(0)
    arrays = indexed_symbols(side)
    return [
        {
            name: domain
            if isinstance(domain, np.ndarray)
            else generator.uniform(*domain, LENGTH if name in arrays else None)
            for name, domain in domains.items()
        }
        for _ in range(SAMPLES)
    ]


def indexed_symbols(side: sympy.Expr) -> set[str]:
    """Return the names of the symbols with an index, such as x in x_i."""
    pairs = (re.fullmatch(r"(\w+)_\{(\w+)\}", symbol.name) for symbol in side.atoms(sympy.Symbol))
    return {match[1] for match in pairs if match}


def evaluator(
    formula: Formula, side: sympy.Expr, domains: Mapping[str, Domain], modules: str = "numpy"
) -> Any:
    """Return a function of keyword arguments that computes one side of a formula.

    Raises:
        Problem: a symbol has no domain (SymPy may have misread a command), or a domain has no symbol.
    """
    return _compiled(formula, side, tuple(domains), modules)


@cache
def _compiled(formula: Formula, side: sympy.Expr, domains: tuple[str, ...], modules: str) -> Any:
    replaced, names = in_elements(side)
    if names != set(domains):
        message = say(
            f"식 {formula.name}의 기호는 {sorted(names)}인데, 정의역이 있는 것은 {sorted(domains)}입니다.",
            f"The symbols of {formula.name}, {sorted(names)}, are not those with domains, {sorted(domains)}.",
        )
        raise Problem(message, formula.file, formula.line)
    if modules == "torch":
        numbers = replaced.atoms(sympy.Number, sympy.NumberSymbol)
        # torch functions do not accept SymPy's √2.
        replaced = replaced.xreplace({number: number.evalf(20) for number in numbers})
    return lambdified(replaced, side, domains, modules)


def lambdified(replaced: sympy.Expr, side: sympy.Expr, names: Iterable[str], modules: str = "numpy") -> Any:
    """Return a function of keyword arguments that computes an expression in the elements of a side."""
    arrays = indexed_symbols(side)
    symbols = [elements(name) if name in arrays else sympy.Symbol(name) for name in names]
    compiled = sympy.lambdify(symbols, replaced, modules)

    def evaluate(**point: Any) -> Any:
        return compiled(*(point[name] for name in names))

    return evaluate


def elements(name: str) -> list[sympy.Symbol]:
    """Return the symbols of an array's elements."""
    return [sympy.Symbol(f"{name}__{at}") for at in range(LENGTH)]


@cache
def in_elements(side: sympy.Expr) -> tuple[sympy.Expr, set[str]]:
    """Return a side with the elements of arrays in place of indexed symbols, and the names of its symbols."""
    arrays = indexed_symbols(side)
    replaced = side.xreplace(
        {
            symbol: sympy.IndexedBase(match[1])[sympy.sympify(match[2], {match[2]: sympy.Symbol(match[2])})]
            for symbol in side.atoms(sympy.Symbol)
            if (match := re.fullmatch(r"(\w+)_\{(\w+)\}", symbol.name))
        }
    )
    if arrays:
        replaced = replaced.subs({one: LENGTH for one in COUNTS if one.name not in arrays})
    replaced = replaced.doit()
    names = {str(base.label) for base in replaced.atoms(sympy.IndexedBase)}
    names |= {symbol.name for symbol in replaced.free_symbols if isinstance(symbol, sympy.Symbol)} - arrays
    # Formulas count from 1, arrays from 0.
    places = {
        one: elements(str(one.base.label))[int(one.indices[0]) - 1] for one in replaced.atoms(sympy.Indexed)
    }
    return replaced.xreplace(places), names
