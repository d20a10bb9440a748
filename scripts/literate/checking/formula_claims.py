"""Define the claims that can be made about a formula."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import sympy

from ..messages import say
from .claimable import Claimable
from .evaluation import choices_at, sides_at, value_at, value_of
from .facts import Fact, note
from .formulas import Formula, formula_named
from .latex import split_at_relations
from .points import (
    RELATIVE,
    SIGNS,
    Domain,
    check_domains,
    disagreement,
    random_points,
    symbols_with_domains,
    written_out,
)


class Claimed(Claimable):
    """A formula of a page, and the claims that can be made about it."""

    def __init__(
        self,
        formula: Formula,
        formulas: Mapping[str, Formula],
        where: Mapping[str, str] | None = None,
        indices: Mapping[str, int] | None = None,
    ) -> None:
        self._formula, self._formulas = formula, formulas
        self._where, self._indices = where or {}, indices or {}

    def _note(self, kind: str) -> str:
        """Note that a claim is about this formula, and return the formula's place."""
        fact = Fact(self._formula.file, self._formula.line, self._formula.name, kind)
        note(fact)
        return str(fact)

    def where(self, **functions: str) -> Claimed:
        """Set the formula that a function stands for: `where(f_theta="gaussian-pdf")`.

        Raises:
            Problem: no page has a formula with this name.
        """
        for name in functions.values():
            other = formula_named(name, self._formulas)
            note(Fact(other.file, other.line, name, "formula"))
        return Claimed(self._formula, self._formulas, {**self._where, **functions}, self._indices)

    def at(self, **indices: int) -> Claimed:
        """Claim about one element, counted from 1: `at(j=3)` uses `z_3` where the page has `z_j`."""
        return Claimed(self._formula.at(indices), self._formulas, self._where, {**self._indices, **indices})

    def agrees(self, function: Callable[..., Any], **domains: Domain) -> None:
        """Claim that a function computes this formula, at random points of the domains (low, high).

        Raises:
            AssertionError: the values differ, or the left side has the function's arguments in another order;
                names the page's line.
            Problem: the symbols differ from those of the domains, or from the function's parameters.
        """
        self._note("agrees")
        place = f"{self._formula.file}:{self._formula.line}"
        found = disagreement(self._formula, function, self._formulas, self._where, domains)
        assert not found, f"{place}: {found}"
        taken = list(inspect.signature(function).parameters)
        written = [name for name in self._formula.arguments() if name in taken]
        assert written == sorted(written, key=taken.index), f"{place}: " + say(
            f"{function.__name__}의 매개변수는 {taken}의 차례이고, 식에서는 {written}입니다.",
            f"{function.__name__} takes {taken}; the formula has {written}",
        )

    def gives(self, expected: Any, **point: Any) -> None:
        """Claim the value of this formula's last side at a point; see `evaluation` for the names.

        Raises:
            AssertionError: the value differs.
        """
        place = self._note("agrees")
        computed = value_of(self._formula, split_at_relations(self._formula.tex)[-1][1], point)
        is_equal = np.shape(computed) == np.shape(expected) and np.allclose(
            computed, expected, rtol=RELATIVE, atol=0
        )
        assert is_equal, f"{place}: {computed} ≠ {expected}"

    def holds(self, **point: Any) -> None:
        """Claim that all relations of this formula hold at a point; see `evaluation` for the names.

        Raises:
            AssertionError: a side is not equal to the next one, or not less or greater, as its sign says.
        """
        place = self._note("agrees")
        sides = sides_at(self._formula, point)
        assert len(sides) > 1, f"{place}: " + say("관계가 없는 식입니다.", "no relation")
        for (_, one), (sign, other) in pairwise(sides):
            assert sign in SIGNS, f"{place}: " + say(
                f"비교하지 못하는 관계: {sign}", f"cannot compare {sign}"
            )
            does_hold = bool(np.all(SIGNS[sign](one, other)))
            assert does_hold, f"{place}: {one} {sign} {other}"

    def chooses(self, candidates: list[Any], **point: Any) -> None:
        r"""Claim that all sides, `\operatorname*{argmax}_{\theta} L(\theta; x)`, choose the same candidate.

        Raises:
            AssertionError: two sides choose different candidates, or all candidates are equal.
        """
        place = self._note("agrees")
        chosen = choices_at(self._formula, candidates, point)
        first = chosen[0][0]
        assert len(chosen) > 1, f"{place}: " + say("한쪽뿐인 식입니다.", "one side")
        for best, worst in chosen:
            assert np.array_equal(best, first), f"{place}: {best} ≠ {first}"
            assert not np.array_equal(best, worst), f"{place}: " + say(
                f"가장 나은 것과 가장 못한 것이 모두 {best}입니다.", f"{best} is best and worst"
            )

    def is_definition(self, reason: str) -> None:
        """Say why no code computes this formula: it only sets a symbol, names a notation or shows a picture.

        Raises:
            AssertionError: there is no reason of at least two words.
        """
        place = self._note("agrees")
        assert len(reason.split()) > 1, f"{place}: " + say("까닭을 적으세요.", "give a reason")

    def is_derivative_of(self, whole: str | Claimed, variable: str, **given: Domain | Any) -> None:
        """Claim that this formula is the derivative of another, by symbols and by PyTorch's autograd.

        Arguments:
            whole: the other formula, or its name; its free indices are those of `at`.
            variable: the variable of the derivative, such as `mu`, or `z_3` for one element of an array.
            given: the range of each symbol, (low, high), or an array that is the same at every point.

        Raises:
            AssertionError: it is not the derivative.
            Problem: no page has the other formula, or the symbols differ from those that are given.
        """
        place = self._note("derivative")
        other = formula_named(whole, self._formulas) if isinstance(whole, str) else whole._formula
        note(Fact(other.file, other.line, other.name, "formula"))
        has_left = len(split_at_relations(self._formula.tex)) > 1
        assert self._formula.derives_by(variable) or not has_left, f"{place}: " + say(
            f"왼쪽이 {variable}의 도함수 꼴이 아닙니다: {self._formula.left}",
            f"the left side, {self._formula.left}, is not a derivative by {variable}",
        )
        integral = other.at(self._indices).sides(self._formulas, self._where)[-1]
        sides = self._formula.sides(self._formulas, self._where)
        names = set().union(*(symbols_with_domains(one) for one in (*sides, integral)))
        check_domains(self._formula, names, given)
        for side in sides:
            for said, *derivatives in self._derivatives(side, integral, variable, given):
                for derivative in derivatives:
                    assert SIGNS["="](said, derivative), f"{place}: {said} ≠ {derivative}"

    def _derivatives(
        self, side: sympy.Expr, whole: sympy.Expr, variable: str, given: Mapping[str, Any]
    ) -> Iterator[tuple[float, float, float]]:
        """Yield the value of a side, and `whole` derived by symbols and by autograd, at random points."""
        import torch

        name, _, index = variable.partition("_")
        symbol = sympy.Symbol(f"{name}_{{{index}}}" if index else name)
        by_symbols = sympy.diff(written_out(whole), symbol)
        for point in random_points(sympy.Tuple(side, whole), given):
            tensors = {one: torch.tensor(point[one], dtype=torch.float64) for one in given}
            tensors[name].requires_grad_(True)
            value_at(whole, point | tensors).backward()
            gradient = tensors[name].grad
            slope = 0.0 if gradient is None else gradient.reshape(-1)[int(index or 1) - 1].item()
            yield value_at(side, point), value_at(by_symbols, point), slope
