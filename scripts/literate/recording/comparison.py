"""Compare two outputs, ignoring the last digits of their numbers."""

from __future__ import annotations

import base64
import io
import math
import re
from typing import Any

RELATIVE = 1e-6
POINTS = 0.05
FACTORS = 1e-4
LEVELS = 2
_FACTORS = re.compile(r"(?:scale\([^)]*\)|matrix\((?:\S+ ){3}\S+)")
_PICTURE = re.compile(r"(?<=data:image/png;base64,)[^\"]*")
_WORDS = re.compile(r">([^<>]*)<")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def same_text(one: str, other: str, relative: float = RELATIVE) -> bool:
    """Return whether two texts agree: numbers within a relative error, integers and other text exactly."""
    return _same(one, other, relative=relative, absolute=0.0)


def same_svg(one: str, other: str) -> bool:
    """Return whether two figures agree: the same elements and text, coordinates within 0.05 points.

    Scale factors agree within a relative error of 1e-4, and images within two of 255 levels.
    """
    if _WORDS.findall(one) != _WORDS.findall(other):
        return False
    factors, others = (" ".join(_FACTORS.findall(svg)) for svg in (one, other))
    pictures, other_pictures = (_PICTURE.findall(svg) for svg in (one, other))
    return (
        len(pictures) == len(other_pictures)
        and all(_same_picture(a, b) for a, b in zip(pictures, other_pictures, strict=True))
        and _same(factors, others, relative=FACTORS, absolute=0.0)
        and _same(_PICTURE.sub("", one), _PICTURE.sub("", other), relative=0.0, absolute=POINTS)
    )


def _same_picture(one: str, other: str) -> bool:
    """Return whether two images, each a Base64-encoded PNG file, agree."""
    if one == other:
        return True
    from PIL import Image, ImageChops  # a dependency of Matplotlib, whose images alone are compared

    first, second = (Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA") for data in (one, other))
    if first.size != second.size:
        return False
    ranges: Any = ImageChops.difference(first, second).getextrema()
    return all(most <= LEVELS for _, most in ranges)


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
