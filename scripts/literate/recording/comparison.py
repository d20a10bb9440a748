"""Whether two outputs say the same, but for the last digits of their numbers."""

from __future__ import annotations

import math
import re

RELATIVE = 1e-6
POINTS = 0.05
_WORDS = re.compile(r">([^<>]*)<")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def same_text(one: str, other: str, relative: float = RELATIVE) -> bool:
    """Whether two texts agree: numbers within a relative error, whole numbers and all else exactly."""
    return _same(one, other, relative=relative, absolute=0.0)


def same_svg(one: str, other: str) -> bool:
    """Whether two figures agree: the same elements and words, coordinates within a twentieth of a point."""
    same_words = _WORDS.findall(one) == _WORDS.findall(other)
    return same_words and _same(one, other, relative=0.0, absolute=POINTS)


def _same(one: str, other: str, relative: float, absolute: float) -> bool:
    if one == other:
        return True
    numbers, others = _NUMBER.findall(one), _NUMBER.findall(other)
    return (
        len(numbers) == len(others)
        and _NUMBER.split(one) == _NUMBER.split(other)
        and all(
            a == b
            or (
                (absolute or not (a.isdigit() and b.isdigit()))
                and math.isclose(float(a), float(b), rel_tol=relative, abs_tol=absolute)
            )
            for a, b in zip(numbers, others, strict=True)
        )
    )
