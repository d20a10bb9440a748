r"""Check the equations and inequalities that the original's pages state in passing, at random points.

A relation between two compound sides, such as `$\frac{d}{dp}\log p = \frac{1}{p}$`, must hold for all values
of its symbols; where one of them is defined on the page, `$q = \frac{1}{1+e^{-z}}$`, for all values of the
definition. A function is replaced by the page's formula for it, and arrays may be distributions, as in
`$H(p, q) = H(p) + \operatorname{KL}(p \parallel q)$`. Definitions of symbols, conditions (a number on one
side), formulas with values, and formulas that SymPy cannot parse are not judged; claims check named formulas,
and `derivations` checks conditions that are solved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import sympy
from sympy.core.function import AppliedUndef

from ..messages import Problem, say
from ..reading.pages import Page, display_formulas
from .evaluation import value_at
from .inline_formulas import inline_formulas
from .latex import UNREADABLE, applied, read, renamed, split_at_relations
from .points import COUNTS, SIGNS, names_in, random_points, written_out

POSITIVE = (0.1, 0.9)  # the range of every symbol: probabilities, and small positive numbers
_OTHER = re.compile(r"\\(?:Long)?(?:right|left)arrow|\\approx|\\top|\{\{|[<>]")
# What has no value at random points, such as a name that is not a function's, or is not judged yet
_UNJUDGED = re.compile(
    r"\\(?:partial|int|text|dots|operatorname\*|lVert)(?![a-z])|\\(?:mathrm|operatorname)\{\w*\}(?!\s*\()"
    r"|\)_|!|\\sum_\{?\w\}?(?!\w*=)"
)
_DOMAIN = re.compile(r"\\q?quad\s*\(.*")
_SYMBOL = re.compile(r"\w+(?:_\{\w+\})?")


@dataclass(frozen=True)
class _Chain:
    """The sides of a formula, the signs between them, and the formula's place."""

    tex: str
    line: int
    sides: tuple[sympy.Expr | None, ...]
    signs: tuple[str, ...]


def false_relations(page: Page) -> list[Problem]:
    """Return a problem for each relation on a page that does not hold."""
    message = say("이 관계식은 성립하지 않습니다.", "This relation does not hold.")
    return [
        Problem(message, page.file, chain.line, detail=f"  {' '.join(chain.tex.split())}")
        for chain, does_hold in _judged(tuple(_formulas(page)))
        if not does_hold
    ]


def judged_formulas(page: Page) -> dict[str, int]:
    """Return the lines of the formulas with a judged relation, and of those that one of these needs."""
    return {chain.tex: chain.line for chain, _ in _judged(tuple(_formulas(page)))}


@lru_cache(maxsize=64)  # the relations and the formulas that nothing compares are checked one after the other
def _judged(formulas: tuple[tuple[str, int], ...]) -> list[tuple[_Chain, bool]]:
    """Return each relation that is judged, and whether it holds."""
    return list(_each_judged(formulas))


def _each_judged(formulas: tuple[tuple[str, int], ...]) -> Iterator[tuple[_Chain, bool]]:
    chains = [_read(tex, line) for tex, line in formulas]
    definitions = dict(_definitions(chains))
    symbols = {name: side for name, (side, _) in definitions.items()}
    functions = _functions(chains)
    for chain in chains:
        for (one, other), sign in zip(pairwise(chain.sides), chain.signs, strict=True):
            left, right = _called(one, functions), _called(other, functions)
            is_definition = (one, other) in functions or (other, chain) in definitions.values()
            if left is None or right is None or is_definition:
                continue
            pairs = [(left, right), (_defined(left, symbols), _defined(right, symbols))]
            judged = [pair for pair in pairs if _is_judged(*pair, sign)][: None if sign == "=" else 1]
            held = next((pair for pair in judged if _holds(*pair, sign)), None)
            if judged:
                yield chain, held is not None
            if held is pairs[1] and held != pairs[0]:  # it would not hold without the definitions
                used = names_in(sympy.Tuple(left, right)).symbols & {*definitions}
                yield from ((definitions[name][1], True) for name in sorted(used))


def _formulas(page: Page) -> Iterator[tuple[str, int]]:
    yield from inline_formulas(page)
    for lines in display_formulas(page):
        if lines:
            yield "\n".join(text for text, _ in lines), lines[0][1]


def _read(tex: str, line: int) -> _Chain:
    """Parse a formula; a side that is not judged is None."""
    plain = _DOMAIN.sub("", tex)
    signs, sides = zip(*split_at_relations(plain), strict=True)
    if len(sides) == 1 or _OTHER.search(plain):
        return _Chain(tex, line, (None,), ())
    return _Chain(tex, line, tuple(map(parsed, sides)), signs[1:])


def parsed(tex: str) -> sympy.Expr | None:
    """Return the expression of LaTeX without relations, or None if it is not judged."""
    if _UNJUDGED.search(tex):
        return None
    try:
        side = read(tex)
    except UNREADABLE:
        return None
    # `p(1 - p)` is a product, `f(x)` a function; `p_k(…)` is always a product.
    side = side.replace(
        lambda one: (
            isinstance(one, AppliedUndef) and len(one.args) == 1 and isinstance(one.args[0], sympy.Add)
        ),
        lambda one: sympy.Symbol(one.func.__name__) * one.args[0],
    )
    is_plain = all(_SYMBOL.fullmatch(one.name) for one in side.atoms(sympy.Symbol))
    limits = [limit for one in side.atoms(sympy.Sum, sympy.Product) for limit in one.limits]
    known = COUNTS | {index.name: 1 for index, _, _ in limits}
    is_finite = all(end.subs(known).is_Integer for _, *ends in limits for end in ends)
    has_symbols = all(one.is_Symbol for call in side.atoms(AppliedUndef) for one in call.args)
    return side if is_plain and is_finite and has_symbols else None


def _is_judged(left: sympy.Expr, right: sympy.Expr, sign: str) -> bool:
    numbers = [not side.free_symbols for side in (left, right)]
    both = sympy.Tuple(left, right)
    # Where n_k stands beside n, an array and a number have one name.
    has_two_meanings = names_in(both).arrays & {one.name for one in both.atoms(sympy.Symbol)}
    pairs = ((left, right), (right, left))
    is_definition = any(
        len(one.free_symbols - other.free_symbols) == len(one.free_symbols) == 1 for one, other in pairs
    )
    is_condition = any(numbers) and sign == "="
    return all(numbers) or not (is_condition or is_definition or has_two_meanings)


def _definitions(chains: Iterable[_Chain]) -> Iterator[tuple[str, tuple[sympy.Expr, _Chain]]]:
    """Yield the symbols, without index, that the page defines by a compound side, with it and its formula."""
    for chain in chains:
        if len(chain.sides) == 2 and chain.signs == ("=",):
            left, right = chain.sides
            is_compound = right is not None and right.free_symbols - {left} and not right.is_Symbol
            if left is not None and left.is_Symbol and is_compound:
                yield left.name.split("_{")[0], (right, chain)


def _functions(chains: Iterable[_Chain]) -> list[tuple[AppliedUndef, sympy.Expr]]:
    """Return the functions that the page defines, and their first formulas."""
    found: dict[AppliedUndef, sympy.Expr] = {}
    for chain in chains:
        if len(chain.sides) > 1 and chain.signs[0] == "=" and isinstance(chain.sides[0], AppliedUndef):
            body = chain.sides[1]
            if body is not None and not body.atoms(AppliedUndef):
                found.setdefault(chain.sides[0], body)
    return list(found.items())


def _called(side: sympy.Expr | None, functions: list[tuple[AppliedUndef, sympy.Expr]]) -> sympy.Expr | None:
    """Replace the functions in a side by their formulas; return None if one has no formula, or several."""
    if side is None:
        return None
    for call in side.atoms(AppliedUndef):
        same = [one for one in functions if one[0] == call]
        # A formula without its arguments, such as that of normal distributions f and g, is of these alone.
        alike = same or [
            (head, body)
            for head, body in functions
            if (head.func, len(head.args)) == (call.func, len(call.args))
            and {one.name for one in head.args} <= names_in(body).symbols
        ]
        if len(alike) != 1:
            return None
        [(head, body)] = alike
        side = side.xreplace({call: applied(body, head, call)})
    return side


def _defined(side: sympy.Expr, symbols: dict[str, sympy.Expr]) -> sympy.Expr:
    """Replace the symbols of a side that the page defines."""
    for _ in range(2):  # a definition may use another
        moving = {one for derivative in side.atoms(sympy.Derivative) for one in derivative.variables}
        names = {one: one.name.removesuffix("}").partition("_{") for one in side.free_symbols - moving}
        side = side.xreplace(
            {
                one: _of_element(symbols[name], index)
                for one, (name, _, index) in names.items()
                if name in symbols
            }
        )
    return side


def _of_element(definition: sympy.Expr, index: str) -> sympy.Expr:
    """Return a definition of arrays, `m = (p + q) / 2`, for the element with an index."""
    plain = {one.name for one in definition.free_symbols} - {*COUNTS}
    elements = {name: sympy.Symbol(f"{name}_{{{index}}}") for name in plain if "_{" not in name}
    return renamed(definition, elements if index else {})


def _holds(left: sympy.Expr, right: sympy.Expr, sign: str) -> bool:
    """Return whether a relation holds at random points."""
    both = written_out(sympy.Tuple(left, right))
    points = positive_points(both)
    distributions = [
        {name: value / value.sum() if np.ndim(value) else value for name, value in point.items()}
        for point in points
    ]
    # An inequality such as that of Gibbs is about distributions.
    return any(
        all(SIGNS[sign](*(value_at(side, point) for side in both)) for point in some)
        for some in ([points] * (sign == "=") + [distributions])
    )


def positive_points(sides: sympy.Basic) -> list[dict[str, Any]]:
    """Return random points at which every symbol, or element of an array, has a value in POSITIVE."""
    return random_points(sides, dict.fromkeys(sorted(names_in(sides).symbols), POSITIVE))
