r"""Check the equations that a page solves step by step, `$2p = 1 \Longrightarrow p = \frac{1}{2}$`.

The last equation gives a symbol's value; with it, every equation before must hold at random points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sympy
from sympy.core.function import AppliedUndef

from ..messages import Problem, say
from ..reading.pages import Page, display_formulas
from .evaluation import value_at
from .identities import parsed, positive_points
from .latex import split_at_relations
from .points import SIGNS, written_out

_STEP = re.compile(r"(?:\\q?quad)?\s*\\Longrightarrow\s*(?:\\q?quad)?")
_VALUE = re.compile(r"\{\{(.*?)\}\}")
_MARK = re.compile(r"(?<!\\)%.*")
_HAT = re.compile(r"\\(?:hat|bar|tilde)\{(\\?[A-Za-z]+)\}")


def false_steps(page: Page) -> list[Problem]:
    """Return a problem for each equation that the solution at the end of its formula does not solve."""
    message = say(
        "마지막 식을 넣으면 이 식이 성립하지 않습니다.", "The last equation does not solve this one."
    )
    return [Problem(message, page.file, line, detail=f"  {step}") for _, line, step in _judged(page) if step]


def derived_formulas(page: Page) -> dict[str, int]:
    """Return the formulas whose steps are judged, and their lines."""
    return {tex: line for tex, line, _ in _judged(page)}


def _judged(page: Page) -> Iterator[tuple[str, int, str]]:
    """Yield each formula whose steps are judged, with its line and its first wrong step or ""."""
    for lines in display_formulas(page):
        tex = "\n".join(_MARK.sub("", text) for text, _ in lines)
        if lines and _STEP.search(tex):
            texts = _STEP.split(tex)
            equations = [_sides(_HAT.sub(r"\1", _VALUE.sub(r"(\1)", one))) for one in texts]
            *steps, last = equations
            if all(len(one) == 2 for one in equations) and last[0].is_Symbol:
                wrong = [text for text, step in zip(texts, steps, strict=False) if not _is_solved(step, last)]
                yield tex, lines[0][1], " ".join(wrong[0].split()) if wrong else ""


def _sides(tex: str) -> list[sympy.Expr]:
    """Return the sides of an equation that can be read."""
    sides = [parsed(side) for sign, side in split_at_relations(tex) if sign in ("", "=")]
    return [side for side in sides if side is not None and not side.atoms(AppliedUndef)]


def _is_solved(step: list[sympy.Expr], last: list[sympy.Expr]) -> bool:
    """Return whether an equation holds where the symbol of the last one has the value on its right."""
    symbol, solution = last
    both = written_out(sympy.Tuple(*step).xreplace({symbol: solution}))
    return all(SIGNS["="](*(value_at(side, point) for side in both)) for point in positive_points(both))
