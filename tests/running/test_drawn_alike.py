"""The comparison of figures that two versions of Matplotlib draw notices what a reader would."""

from __future__ import annotations

import pytest

from tests.support.drawn_alike import differences
from tests.support.scratch import MAIN

RECORDED = MAIN / "snippets" / "recorded"
BARS = (RECORDED / "cross-entropy" / "surprise-by-word.svg").read_text(encoding="utf-8")
CURVE = (RECORDED / "negative-log-likelihood" / "gaussian-curve.svg").read_text(encoding="utf-8")
BAR = "M 54.32 148.24 L 102.36 148.24 L 102.36 25.5 L 54.32 25.5 z"


def test_a_figure_is_like_itself() -> None:
    for path in sorted(RECORDED.rglob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        assert differences(svg, svg) == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BAR, BAR.replace("25.5", "25.4")),
        (BAR, BAR.replace("102.36", "102.46")),
        ("fill: var(--figure-0, #3366cc)", "fill: var(--figure-1, #c2410c)"),
        (">Probability<", ">Likelihood<"),
        (f' <path d="{BAR}"', ' <path d="M 1 1 L 2 2"'),
        ("rotate(-90 10.6 83.8)", "rotate(90 10.6 83.8)"),
        ('<text x="198.45" y="13.36"', '<text x="198.45" y="23.36"'),
        ("stroke-width: 0.6", "stroke-width: 0.9"),
    ],
)
def test_a_change_that_a_reader_would_see_is_a_difference(old: str, new: str) -> None:
    assert old in BARS
    assert differences(BARS, BARS.replace(old, new, 1)) != []


def test_a_left_out_element_is_a_difference() -> None:
    lines = [line for line in BARS.splitlines() if BAR not in line]
    assert differences(BARS, "\n".join(lines)) != []


def test_a_curve_of_other_values_is_a_difference() -> None:
    line = next(line for line in CURVE.splitlines() if line.count(" L ") > 30)
    start, _, rest = line.partition(" L ")
    points = rest.split(" L ")
    x, y = points[20].split()[:2]
    moved = [*points[:20], f"{x} {float(y) + 0.5}", *points[21:]]
    assert differences(CURVE, CURVE.replace(line, " L ".join([start, *moved]))) != []
