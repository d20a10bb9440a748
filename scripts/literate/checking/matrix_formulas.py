r"""Evaluate products of matrices and their transposes, such as `$(AW)^\top$`, which SymPy cannot read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from ..messages import Problem, say
from ..reading.pages import Page
from .inline_formulas import bare, inline_formulas
from .latex import split_at_relations

SIZE = 3  # of the random matrices
_PRODUCT = re.compile(r"(?:[A-Za-z]|[()]|\^\\top~?)+")
_TOKEN = re.compile(r"\^\\top|[A-Za-z()]")


def is_product(tex: str) -> bool:
    r"""Return whether LaTeX only multiplies and transposes letters: `W^\top A^\top`, `A(Bx)`."""
    return bool(_PRODUCT.fullmatch(bare(tex)))


def product(tex: str, matrices: Mapping[str, Any]) -> Any:
    """Return the product of matrices that LaTeX writes."""
    tokens = _TOKEN.findall(bare(tex))

    def factors() -> Any:
        total = None
        while tokens and tokens[0] != ")":
            token = tokens.pop(0)
            one = factors() if token == "(" else np.asarray(matrices[token])
            if token == "(":
                tokens.pop(0)
            while tokens and tokens[0] == r"^\top":
                one = tokens.pop(0) and one.T
            total = one if total is None else total @ one
        return total

    return factors()


def false_products(page: Page) -> list[Problem]:
    """Return a problem for each equation of matrices in the sentences of a page that does not hold."""
    message = say("이 관계식은 성립하지 않습니다.", "This relation does not hold.")
    return [
        Problem(message, page.file, line, detail=f"  {tex}")
        for tex, line in judged_products(page).items()
        if not _holds(tex)
    ]


def judged_products(page: Page) -> dict[str, int]:
    """Return the equations of matrices in the sentences of a page, and their lines."""
    return {tex: line for tex, line in inline_formulas(page) if r"\top" in tex and _sides(tex)}


def _sides(tex: str) -> list[str]:
    """Return the sides of an equation of products of matrices, or none."""
    (_, first), *others = split_at_relations(tex)
    is_equation = bool(others) and all(sign == "=" and is_product(side) for sign, side in others)
    return [first, *(side for _, side in others)] if is_equation and is_product(first) else []


def _holds(tex: str) -> bool:
    generator, sides = np.random.default_rng(0), _sides(tex)
    letters = sorted({token for side in sides for token in _TOKEN.findall(bare(side)) if token.isalpha()})
    matrices = {letter: generator.normal(size=(SIZE, SIZE)) for letter in letters}
    values = [product(side, matrices) for side in sides]
    return all(np.allclose(one, other) for one, other in pairwise(values))
