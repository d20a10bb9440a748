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
from sympy.parsing.latex import LaTeXParsingError

from ..messages import Problem, say
from ..reading.pages import Page, display_formulas
from .formulas import Formula, parse
from .inline_formulas import inline_formulas
from .points import COUNTS, LENGTH, RELATIVE, evaluator, indexed_symbols, random_points

POSITIVE = (0.1, 0.9)  # the range of every symbol: probabilities, and small positive numbers
_RELATION = re.compile(r"=|\\leq?(?![a-z])|\\geq?(?![a-z])")
_OTHER = re.compile(r"\\(?:Long)?(?:right|left)arrow|\\approx|\\top|\{\{|[<>]")
_NAMED = re.compile(r"\\(?:mathrm|operatorname)\{(\w+)\}")
_UNREADABLE = re.compile(r"\\(?:partial|int|text|operatorname\*)(?![a-z])|\\mathrm|\\operatorname|\\dots")
# Letters that stand for hats, and for the names of functions, which SymPy would read as products
HATS, FUNCTIONS = "QRSTUVW", ("\\Phi", "\\Psi", "\\Gamma", "\\Lambda", "\\Omega", "\\Xi", "\\Upsilon")
_DOMAIN = re.compile(r"\\q?quad\s*\(.*")
_LAYOUT = re.compile(r"\\(?:begin|end)\{aligned\}|&")
_HAT = re.compile(r"(\\(?:hat|bar|tilde)\{\\?[A-Za-z]+\})")
_SYMBOL = re.compile(r"\w+(?:_\{\w+\})?")
_INDEXED = re.compile(r"(\w+)_\{(\w)\}")


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
        for chain, does_hold in _judgements(page)
        if not does_hold
    ]


def judged_formulas(page: Page) -> dict[str, int]:
    """Return the lines of the formulas with a judged relation, and of those that one of these needs."""
    return {chain.tex: chain.line for chain, _ in _judgements(page)}


def _judgements(page: Page) -> list[tuple[_Chain, bool]]:
    """Return each relation that is judged, and whether it holds."""
    return _judged(tuple(_formulas(page)), page.file)


@lru_cache(maxsize=64)  # the relations and the formulas that nothing compares are checked one after the other
def _judged(formulas: tuple[tuple[str, int], ...], file: str) -> list[tuple[_Chain, bool]]:
    return list(_each_judged(formulas, file))


def _each_judged(formulas: tuple[tuple[str, int], ...], file: str) -> Iterator[tuple[_Chain, bool]]:
    letters: dict[str, str] = {}
    chains = [_read(tex, line, letters) for tex, line in formulas]
    definitions = dict(_definitions(chains))
    symbols = {name: side for name, (side, _) in definitions.items()}
    functions = _functions(chains)
    for chain in chains:
        for (one, other), sign in zip(pairwise(chain.sides), chain.signs, strict=True):
            left, right = _called(one, functions), _called(other, functions)
            if left is None or right is None:
                continue
            pairs = [(left, right), (_defined(left, symbols), _defined(right, symbols))]
            judged = [pair for pair in pairs if _is_judged(*pair, sign)][: None if sign == "=" else 1]
            held = next((pair for pair in judged if _holds(*pair, sign, file)), None)
            if judged:
                yield chain, held is not None
            if held is pairs[1] and held != pairs[0]:  # it would not hold without the definitions
                used = {name.partition("_")[0] for name in names_in(sympy.Tuple(left, right))}
                yield from ((definitions[name][1], True) for name in sorted(used & {*definitions}))


def _formulas(page: Page) -> Iterator[tuple[str, int]]:
    yield from inline_formulas(page)
    for lines in display_formulas(page):
        if lines:
            yield "\n".join(text for text, _ in lines), lines[0][1]


def _read(tex: str, line: int, letters: dict[str, str]) -> _Chain:
    """Parse a formula; a side that cannot be parsed is None. `letters` stand for hats and function names."""
    plain = _DOMAIN.sub("", _LAYOUT.sub(" ", tex))
    if _OTHER.search(plain) or not _RELATION.search(plain):
        return _Chain(tex, line, (None,), ())
    for names, free in ((_HAT, HATS), (_NAMED, FUNCTIONS)):
        for match in names.finditer(plain):
            left = [letter for letter in free if letter not in letters.values()]
            if match[1] not in letters and left:
                letters[match[1]] = left[0]
    plain = _HAT.sub(lambda match: letters.get(match[1], match[0]), plain)
    plain = _NAMED.sub(lambda match: letters.get(match[1], match[0]) + " ", plain)
    plain = re.sub(r"\\(?:parallel|mid)(?![a-z])|;", ",", plain)
    signs = [match for match in _RELATION.finditer(plain) if _is_outside(plain[: match.start()])]
    starts, ends = [0, *(one.end() for one in signs)], [*(one.start() for one in signs), len(plain)]
    sides = (parsed(plain[start:end]) for start, end in zip(starts, ends, strict=True))
    return _Chain(tex, line, tuple(sides), tuple(one[0] for one in signs))


def _is_outside(before: str) -> bool:
    """Return whether no brace or parenthesis is open after a text, such as that of a sum's lower limit."""
    return all(before.count(opening) == before.count(closing) for opening, closing in ("{}", "()"))


def parsed(tex: str) -> sympy.Expr | None:
    """Return the expression of LaTeX without relations, or None if it is not read as one."""
    if _UNREADABLE.search(tex):
        return None
    try:
        side = parse(tex)
    except (LaTeXParsingError, ValueError, TypeError):
        return None
    # `p(1 - p)` is a product, `f(x)` a function; `p_k(…)` is always a product.
    side = side.replace(
        lambda one: (
            isinstance(one, AppliedUndef) and len(one.args) == 1 and isinstance(one.args[0], sympy.Add)
        ),
        lambda one: sympy.Symbol(one.func.__name__) * one.args[0],
    )
    names = {one.name for one in side.atoms(sympy.Symbol)}
    is_plain = all(_SYMBOL.fullmatch(name) for name in names) and not {f"\\{name}" for name in names} & {
        *FUNCTIONS
    }
    calls = side.atoms(AppliedUndef)
    return side if is_plain and all(one.is_Symbol for call in calls for one in call.args) else None


def _is_judged(left: sympy.Expr, right: sympy.Expr, sign: str) -> bool:
    numbers = [not side.free_symbols for side in (left, right)]
    both = sympy.Tuple(left, right)
    # Where n_k stands beside n, an array and a number have one name.
    has_two_meanings = indexed_symbols(both) & {one.name for one in both.atoms(sympy.Symbol)}
    pairs = ((left, right), (right, left))
    is_definition = any(
        len(one.free_symbols - other.free_symbols) == len(one.free_symbols) == 1 for one, other in pairs
    )
    is_condition = any(numbers) and sign == "="
    # A definition by itself proves nothing.
    return left != right and (all(numbers) or not (is_condition or is_definition or has_two_meanings))


def _definitions(chains: Iterable[_Chain]) -> Iterator[tuple[str, tuple[sympy.Expr, _Chain]]]:
    """Yield the symbols, without index, that the page defines by a compound side, with it and its formula."""
    for chain in chains:
        if len(chain.sides) == 2 and chain.signs == ("=",):
            left, right = chain.sides
            is_compound = right is not None and right.free_symbols - {left} and not right.is_Symbol
            if left is not None and left.is_Symbol and is_compound:
                yield left.name.split("_")[0], (right, chain)


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
            and {one.name for one in head.args}
            <= {one.name.split("_{")[0] for one in body.atoms(sympy.Symbol)}
        ]
        if len(alike) != 1:
            return None
        [(head, body)] = alike
        given = {mine.name: own.name for mine, own in zip(head.args, call.args, strict=True)}
        renamed = {
            one: sympy.Symbol("_{".join([given[name], *rest]))
            for one in body.atoms(sympy.Symbol)
            for name, *rest in [one.name.split("_{")]
            if name in given
        }
        side = side.xreplace({call: body.xreplace(renamed)})
    return side


def _defined(side: sympy.Expr, symbols: dict[str, sympy.Expr]) -> sympy.Expr:
    """Replace the symbols of a side that the page defines."""
    for _ in range(2):  # a definition may use another
        moving = {one for derivative in side.atoms(sympy.Derivative) for one in derivative.variables}
        names = {one: one.name.partition("_") for one in side.free_symbols - moving}
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
    plain = [one for one in definition.free_symbols if "_" not in one.name and one not in COUNTS]
    return (
        definition.xreplace({one: sympy.Symbol(f"{one.name}_{index}") for one in plain})
        if index
        else definition
    )


def _holds(left: sympy.Expr, right: sympy.Expr, sign: str, file: str) -> bool:
    """Return whether a relation holds at random points."""
    sides = sympy.Tuple(*(_element(_differentiated(side)) for side in (left, right)))
    if indexed_symbols(sides):
        sides = sides.subs(dict.fromkeys(COUNTS, LENGTH))
    points = random_points(sides, dict.fromkeys(names_in(sides), POSITIVE))
    distributions = [
        {name: value / value.sum() if np.ndim(value) else value for name, value in point.items()}
        for point in points
    ]
    # An inequality such as that of Gibbs is about distributions.
    return any(_compare(sides, sign, some, file) for some in ([points] * (sign == "=") + [distributions]))


def _compare(sides: sympy.Tuple, sign: str, points: list[dict[str, Any]], file: str) -> bool:
    values = []
    for side in sides:
        names = names_in(side)
        evaluate = evaluator(Formula("", "", file, 0), side, dict.fromkeys(names, POSITIVE))
        values.append([float(evaluate(**{name: point[name] for name in names})) for point in points])
    one, other = map(np.array, values)
    if sign == "=":
        return bool(np.allclose(one, other, rtol=RELATIVE, atol=RELATIVE))
    return bool((one <= other).all() if sign.startswith("\\l") else (one >= other).all())


def _differentiated(side: sympy.Expr) -> sympy.Expr:
    # Not `doit`, which would also compute sums, whose symbols do not have their indices yet.
    derivatives = {one: sympy.diff(one.expr, *one.variables) for one in side.atoms(sympy.Derivative)}
    return side.xreplace(derivatives)


def names_in(side: sympy.Basic) -> list[str]:
    """Return the names of a side's symbols, without the indices of sums and products."""
    bound = {one.variables[0] for one in side.atoms(sympy.Sum, sympy.Product)}
    return sorted({one.name.split("_{")[0] for one in side.atoms(sympy.Symbol) - bound})


def _element(side: sympy.Expr) -> sympy.Expr:
    """Return a side for the third element, if an index of it is not that of a sum or product."""
    bound = {one.variables[0].name for one in side.atoms(sympy.Sum, sympy.Product)}
    indexed = {one: _INDEXED.fullmatch(one.name) for one in side.atoms(sympy.Symbol)}
    chosen = {
        one: sympy.Symbol(f"{match[1]}_{{3}}")
        for one, match in indexed.items()
        if match and match[2].isalpha() and match[2] not in bound
    }
    return side.xreplace(chosen)
