"""Claims of lesson 2-6 on what its figures draw and write."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import shown

from tests.lessons.two_distributions import (
    DEVIATION,
    FLOOR,
    MEAN,
    SHARES,
    Draws,
    P,
    Q,
    estimate,
    forward,
    js,
    kl,
    log_density,
    mixture,
    reverse,
    student,
    surprise,
)

page = shown("kl_divergence.py")


def bars(cell: str, axis: int) -> list[float]:
    """Return the heights of the bars in one part of a cell's figure, from left to right."""
    patches = page.figures[cell][0].axes[axis].patches
    return [patch.get_height() for patch in sorted(patches, key=lambda patch: patch.get_x())]


def test_bars_of_probabilities_and_contributions() -> None:
    p_by_q = [number for pair in zip(P, Q, strict=True) for number in pair]
    assert bars("contributions-by-word", 0) == p_by_q
    forth = [p * math.log(p / q) for p, q in zip(P, Q, strict=True)]
    back = [q * math.log(q / p) for p, q in zip(P, Q, strict=True)]
    assert bars("contributions-by-word", 1) == pytest.approx(forth)
    assert bars("two-ways-to-count", 0) == pytest.approx(forth)
    assert bars("two-ways-to-count", 1) == pytest.approx(back)
    for cell in ("contributions-by-word", "two-ways-to-count"):
        labels = page.figures[cell][0].axes[-1].get_xticklabels()
        assert [label.get_text() for label in labels] == ["student", "teacher", "good", "very"]


def test_the_logarithm_and_its_tangent() -> None:
    x = np.linspace(0.05, 3, 60)
    page.draws("log-below-its-tangent", x, [math.log(one) for one in x])
    page.draws("log-below-its-tangent", x, x - 1)
    page.draws("log-below-its-tangent", [1], [0])


def test_the_same_curve_moved_down_by_the_entropy() -> None:
    costs = np.array([surprise([0.7, 0.3], [q, 1 - q]) for q in SHARES])
    page.draws("one-gap-everywhere", SHARES, costs)
    lower = page.figures["one-gap-everywhere"][0].axes[0].lines[1].get_ydata()
    assert lower == pytest.approx(costs - FLOOR, abs=1e-12)
    for at in (0.2, 0.4):
        bottom = kl([0.7, 0.3], [at, 1 - at])
        page.draws("one-gap-everywhere", [at, at], [bottom, bottom + FLOOR])
    page.draws("one-gap-everywhere", [0.7, 0.7], [0, FLOOR])


def test_what_is_integrated_between_a_narrow_and_a_wide_normal() -> None:
    x, normals = np.linspace(-8, 8, 81), (NormalDist(0, 1), NormalDist(0, 2))
    for one, other in (normals, normals[::-1]):
        integrand = np.exp(log_density(x, one)) * (log_density(x, one) - log_density(x, other))
        page.draws("narrow-and-wide", x, integrand)


def test_estimates_with_their_error_bars() -> None:
    by_size = {size: estimate(draws) for size, draws in Draws().by_size.items()}
    middles, errors = np.array(list(by_size.values())).T
    page.draws("error-bars", list(by_size), middles)
    segments = page.figures["error-bars"][0].axes[0].collections[0].get_segments()
    ends = [segment[:, 1] for segment in segments]
    assert ends == pytest.approx(np.stack([middles - errors, middles + errors], axis=1))


def test_the_covering_and_the_seeking_normals() -> None:
    x = np.arange(95.0, 211.0)
    fits: list[list[tuple[float, float]]] = [[(MEAN, DEVIATION)], [(125, 6), (168, 7)]]
    for axis, normals in enumerate(fits):
        part = page.figures["covering-and-seeking"][0].axes[axis]
        drawn = [line.get_ydata() for line in part.lines]
        expected = [np.exp(log_density(x, NormalDist(*normal))) for normal in normals]
        assert np.array(drawn) == pytest.approx(np.array(expected))
        vertices = part.collections[0].get_paths()[0].vertices
        assert vertices[:, 1].max() == pytest.approx(mixture(x).max())
        assert part.get_ylim()[1] > max(curve.max() for curve in expected)


def test_one_valley_and_two() -> None:
    means = range(110, 191)
    page.draws("one-valley-and-two", means, [forward(mu, 10) for mu in means])
    page.draws("one-valley-and-two", means, [reverse(mu, 10) for mu in means])
    page.draws("one-valley-and-two", [126, 167], [reverse(126, 10), reverse(167, 10)])
    page.draws("one-valley-and-two", [MEAN], [forward(MEAN, 10)])


def test_a_finite_divergence_beside_an_infinite_one() -> None:
    overlaps = np.geomspace(1e-4, 0.5, 60)
    twos = [([1 - t, t], [t, 1 - t]) for t in overlaps]
    lines = page.figures["finite-and-infinite"][0].axes[0].lines
    for line, divergence in zip(lines, (kl, js), strict=False):
        assert line.get_xdata() == pytest.approx(overlaps)
        assert line.get_ydata() == pytest.approx([divergence(*two) for two in twos], abs=1e-12)
    assert list(lines[2].get_ydata()) == [math.log(2)] * 2


def test_the_student_on_the_way_down() -> None:
    rows, lines = student(), page.figures["the-floor-of-the-loss"][0].axes[0].lines
    for line, loss in zip(lines, (surprise, kl), strict=False):
        assert line.get_ydata() == pytest.approx([loss(P, row) for row in rows[:21]], abs=1e-12)
    assert list(lines[2].get_ydata()) == pytest.approx([surprise(P, P)] * 2)


def test_texts_in_the_figures() -> None:
    page.writes("contributions-by-word", "= 0.3466", "p log(p/q)")
    page.writes("log-below-its-tangent", "log x", "x − 1")
    page.writes("one-gap-everywhere", "H(p̂) = 0.611", "share of Android", "cross entropy", "KL")
    page.writes("two-ways-to-count", "KL(p || q), weighted by p: 0.3466", "KL(q || p), weighted by q: 0.4332")
    page.writes("narrow-and-wide", "KL(narrow || wide) = 0.3181", "KL(wide || narrow) = 0.8069")
    page.writes("error-bars", "exact 0.4431", "standard error")
    page.writes(
        "covering-and-seeking",
        "Mode-covering: forward",
        "Mode-seeking: reverse",
        "wide",
        "children",
        "adults",
    )
    page.writes("one-valley-and-two", "σ = 10", "forward", "reverse")
    page.writes("finite-and-infinite", "log 2", "KL", "JS", "(1 − t, t)")
    page.writes("the-floor-of-the-loss", "H(p) = 1.2130", "cross entropy", "KL")
