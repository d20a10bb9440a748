"""Compare formulas with the functions that compute them, at random points."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
import sympy

from ..messages import Problem, did_you_mean, say
from .evaluation import value_at
from .formulas import Formula
from .latex import outermost, renamed

SAMPLES = 50
LENGTH = 7  # of the arrays that replace indexed symbols such as x_i
COUNTS = {"n": LENGTH, "K": LENGTH}  # the symbols of that length in formulas with arrays
ELEMENT = sympy.Integer(3)  # the value of an index that is not that of a sum or product
RELATIVE = 1e-9
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda one, other: np.isclose(one, other, rtol=RELATIVE, atol=1e-12),
    "<": np.less, "\\le": np.less_equal, "\\leq": np.less_equal,
    ">": np.greater, "\\ge": np.greater_equal, "\\geq": np.greater_equal,
}  # fmt: skip

Domain = tuple[float, float]


@dataclass(frozen=True)
class Names:
    """The names of symbols; `arrays` are those with an index, `indices` those of no sum or product."""

    symbols: frozenset[str]
    arrays: frozenset[str]
    indices: frozenset[str]


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
        Problem: the formula's symbols differ from those of the domains, or from the function's parameters.
    """
    for side in formula.sides(formulas, where):
        check_domains(formula, symbols_with_domains(side), domains)
        _check_parameters(formula, function, domains)
        for point in random_points(side, domains):
            said, computed = value_at(side, point), function(**{name: point[name] for name in domains})
            if shape := np.shape(computed):
                return _several(formula.name, function.__name__, shape)
            if not np.isclose(said, float(computed), rtol=RELATIVE, atol=0.0):
                return f"{formula.name} = {said:.12g}, {function.__name__} = {float(computed):.12g}"
    return ""


def check_domains(formula: Formula, symbols: Collection[str], domains: Mapping[str, Any]) -> None:
    """Check that each symbol has a domain, that nothing else has one, and that each is (low, high).

    Raises:
        Problem: a domain is missing, of an unknown symbol, or wrong.
    """
    if {*symbols} != {*domains}:
        named, ranged = sorted(symbols), sorted(domains)
        message = say(
            f"식 {formula.name}의 기호는 {named}인데, 정의역이 있는 것은 {ranged}입니다.",
            f"The symbols of {formula.name}, {named}, are not those with domains, {ranged}.",
        )
        hints = {did_you_mean(name, sorted({*symbols} - {*domains})) for name in {*domains} - {*symbols}}
        raise Problem(message + "".join(sorted(hints)), formula.file, formula.line)
    for name, domain in domains.items():
        if isinstance(domain, np.ndarray):
            continue
        is_pair = isinstance(domain, tuple | list) and [isinstance(end, Real) for end in domain] == [True] * 2
        if not is_pair or domain[0] > domain[1]:
            message = say(
                f"{name}의 정의역은 {name}=(작은 수, 큰 수)처럼 적습니다. 받은 것: {domain!r}",
                f"Write the domain of {name} as {name}=(low, high), not {domain!r}.",
            )
            raise Problem(message, formula.file, formula.line)


def _check_parameters(formula: Formula, function: Any, symbols: Iterable[str]) -> None:
    if not callable(function):
        message = say(f"함수가 아닙니다: {function!r}", f"This is not a function: {function!r}")
        raise Problem(message, formula.file, formula.line)
    signature = inspect.signature(function)
    try:
        signature.bind(**dict.fromkeys(symbols))
    except TypeError:
        named, taken = sorted(symbols), list(signature.parameters)
        message = say(
            f"함수의 매개변수 {taken}의 이름이 식 {formula.name}의 기호 {named}와 같아야 합니다.",
            f"The function's parameters, {taken}, must be named as the symbols of {formula.name}, {named}.",
        )
        raise Problem(message, formula.file, formula.line) from None


def _several(name: str, function: str, shape: tuple[int, ...]) -> str:
    """Return how to compare a formula with a function that returns an array."""
    hint = f".at(j=3).agrees(lambda …: {function}(…)[2], …)"
    korean = f"{name}은(는) 수 하나인데 {function}의 값은 모양이 {shape}인 배열입니다. 원소 j를 돌려주세요:"
    english = f"{name} is one number, but {function} returns an array of shape {shape}. Return element j:"
    return f"{say(korean, english)} {hint}"


def random_points(side: sympy.Basic, domains: Mapping[str, Domain]) -> list[dict[str, Any]]:
    """Return random points, the same for every call; indexed symbols are arrays, given arrays stay."""
    generator, names = np.random.default_rng(0), names_in(side)
    counts = COUNTS if names.arrays else {}
    return [
        {
            name: domain
            if isinstance(domain, np.ndarray)
            else generator.uniform(*domain, LENGTH if name in names.arrays else None)
            for name, domain in domains.items()
        }
        | {name: count for name, count in counts.items() if name not in names.arrays}
        for _ in range(SAMPLES)
    ]


def names_in(side: sympy.Basic) -> Names:
    """Return the names of an expression's symbols."""
    bound = {index.name for one in side.atoms(sympy.Sum, sympy.Product) for index in one.variables}
    names = [one.name.removesuffix("}").partition("_{") for one in side.atoms(sympy.Symbol)]
    indices = {index for _, _, index in names if index and not index.isdigit()}
    return Names(
        frozenset(name for name, _, _ in names if name not in bound),
        frozenset(name for name, _, index in names if index),
        frozenset(indices - bound),
    )


def symbols_with_domains(side: sympy.Basic) -> set[str]:
    """Return the names that need a domain: not the length of arrays."""
    names = names_in(side)
    return {*(names.symbols | names.indices)} - ({*COUNTS} - names.arrays if names.arrays else set())


def written_out(side: sympy.Basic) -> sympy.Basic:
    """Return an expression of numbers and elements of arrays, without sums, products and derivatives."""
    names = names_in(side)
    given = dict.fromkeys(names.indices, ELEMENT)
    if names.arrays or side.has(sympy.Sum, sympy.Product):
        given |= {name: sympy.Integer(count) for name, count in COUNTS.items() if name not in names.arrays}
    return _in_terms(side, given).doit()


def _in_terms(side: sympy.Basic, given: Mapping[str, sympy.Expr]) -> sympy.Basic:
    if isinstance(side, sympy.Sum | sympy.Product):
        body, index, *ends = outermost(side)
        low, high = (int(renamed(end, given)) for end in ends)
        terms = [_in_terms(body, {**given, index.name: sympy.Integer(at)}) for at in range(low, high + 1)]
        return (sympy.Add if isinstance(side, sympy.Sum) else sympy.Mul)(*terms)
    return side.func(*(_in_terms(one, given) for one in side.args)) if side.args else renamed(side, given)
