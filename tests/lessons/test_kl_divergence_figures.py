"""Claims of lesson 2-6 on what its figures draw and write."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import shown, states

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


def test_bars_of_probabilities_and_contributions() -> None:
    page.draws_bars("contributions-by-word", P, "p")
    page.draws_bars("contributions-by-word", Q, "q")
    forth = [p * math.log(p / q) for p, q in zip(P, Q, strict=True)]
    back = [q * math.log(q / p) for p, q in zip(P, Q, strict=True)]
    page.draws_bars("contributions-by-word", forth)
    page.draws_bars("two-ways-to-count", forth)
    page.draws_bars("two-ways-to-count", back)
    for cell in ("contributions-by-word", "two-ways-to-count"):
        page.draws(cell, [0, 1], [0, 0])
        labels = page.figures[cell][0].axes[-1].get_xticklabels()
        assert [label.get_text() for label in labels] == ["student", "teacher", "good", "very"]


def test_the_logarithm_and_its_tangent() -> None:
    x = np.linspace(0.05, 3, 60)
    page.draws("log-below-its-tangent", x, [math.log(one) for one in x], "log x")
    page.draws("log-below-its-tangent", x, x - 1, "x − 1")
    page.draws("log-below-its-tangent", [1], [0])


def test_the_same_curve_moved_down_by_the_entropy() -> None:
    costs = np.array([surprise([0.7, 0.3], [q, 1 - q]) for q in SHARES])
    page.draws("one-gap-everywhere", SHARES, costs, "cross entropy")
    page.draws("one-gap-everywhere", SHARES, costs - FLOOR, "KL")
    for at in (0.2, 0.4):
        bottom = kl([0.7, 0.3], [at, 1 - at])
        page.draws("one-gap-everywhere", [at, at], [bottom, bottom + FLOOR])
    page.draws("one-gap-everywhere", [0.7, 0.7], [0, FLOOR], "H(p̂) = 0.611")


def test_what_is_integrated_between_a_narrow_and_a_wide_normal() -> None:
    x, normals = np.linspace(-8, 8, 81), (NormalDist(0, 1), NormalDist(0, 2))
    for one, other in (normals, normals[::-1]):
        integrand = np.exp(log_density(x, one)) * (log_density(x, one) - log_density(x, other))
        page.draws("narrow-and-wide", x, integrand)
    page.draws("narrow-and-wide", [0, 1], [0, 0])


def test_estimates_with_their_error_bars() -> None:
    by_size = {size: estimate(draws) for size, draws in Draws().by_size.items()}
    middles, errors = np.array(list(by_size.values())).T
    page.draws("error-bars", list(by_size), middles)
    ends = middles - errors, middles + errors
    page.draws("error-bars", [[size, size] for size in by_size], np.stack(ends, axis=1))
    for of_bars in ends:
        page.draws("error-bars", list(by_size), of_bars)
    page.draws("error-bars", [0, 1], [math.log(2) - 1 / 4] * 2, "exact 0.4431")


def test_the_covering_and_the_seeking_normals() -> None:
    x = np.arange(95.0, 211.0)
    fits = {"wide": (MEAN, DEVIATION), "children": (125, 6), "adults": (168, 7)}
    for name, normal in fits.items():
        page.draws("covering-and-seeking", x, np.exp(log_density(x, NormalDist(*normal))), name)
    for part in page.figures["covering-and-seeking"][0].axes:
        vertices = part.collections[0].get_paths()[0].vertices
        assert vertices[:, 1].max() == pytest.approx(mixture(x).max())
        assert part.get_ylim()[1] > max(line.get_ydata().max() for line in part.lines)


def test_one_valley_and_two() -> None:
    means = range(110, 191)
    page.draws("one-valley-and-two", means, [forward(mu, 10) for mu in means], "forward")
    page.draws("one-valley-and-two", means, [reverse(mu, 10) for mu in means], "reverse")
    page.draws("one-valley-and-two", [126, 167], [reverse(126, 10), reverse(167, 10)])
    page.draws("one-valley-and-two", [MEAN], [forward(MEAN, 10)])


def test_a_finite_divergence_beside_an_infinite_one() -> None:
    overlaps = np.geomspace(1e-4, 0.5, 60)
    twos = [([1 - t, t], [t, 1 - t]) for t in overlaps]
    page.draws("finite-and-infinite", overlaps, [kl(*two) for two in twos], "KL")
    page.draws("finite-and-infinite", overlaps, [js(*two) for two in twos], "JS")
    page.draws("finite-and-infinite", [0, 1], [math.log(2)] * 2, "log 2")


def test_the_student_on_the_way_down() -> None:
    for name, loss in {"cross entropy": surprise, "KL": kl}.items():
        page.draws("the-floor-of-the-loss", range(21), [loss(P, row) for row in student()[:21]], name)
    page.draws("the-floor-of-the-loss", [0, 1], [surprise(P, P)] * 2, "H(p) = 1.2130")


def test_texts_in_the_figures() -> None:
    page.writes("contributions-by-word", "Probability", "Contributions to KL(p || q) = 0.3466", "p log(p/q)")
    page.writes("one-gap-everywhere", "The same curve, moved down by the entropy", "share of Android")
    page.writes("two-ways-to-count", "KL(p || q), weighted by p: 0.3466", "KL(q || p), weighted by q: 0.4332")
    page.writes("narrow-and-wide", "KL(narrow || wide) = 0.3181", "KL(wide || narrow) = 0.8069")
    page.writes("error-bars", "Ten times the draws, a third of the error", "standard error")
    page.writes("covering-and-seeking", "Mode-covering: forward", "Mode-seeking: reverse")
    page.writes("one-valley-and-two", "σ = 10")
    page.writes("finite-and-infinite", "(1 − t, t)")
    page.writes("log-below-its-tangent", "log x never rises above x − 1")
    page.writes("the-floor-of-the-loss", "A student learns from a teacher")


def test_the_axes_are_what_their_text_alternatives_say() -> None:
    states(
        "가로축은 x. 곡선",
        "The variable x on the horizontal axis",
        "가로축은 모델이 믿는 안드로이드의 비율, 세로축은 나트",
        "The share of Android in the model on the horizontal axis and nats on the vertical axis",
        "가로축은 평균 μ, 세로축은 KL 발산",
        "The mean μ on the horizontal axis and KL divergence on the vertical axis",
        "가로축은 로그 눈금으로 그린 t, 세로축은 값",
        "The variable t on the horizontal axis, which is logarithmic, and the values on the vertical axis",
        "가로축은 걸음, 세로축은 나트",
        "Steps on the horizontal axis and nats on the vertical axis",
    )
    names = {
        "log-below-its-tangent": ("x", "", "linear"),
        "one-gap-everywhere": ("share of Android in the model", "nats", "linear"),
        "one-valley-and-two": ("μ", "KL (nats)", "linear"),
        "finite-and-infinite": ("t", "nats", "log"),
        "the-floor-of-the-loss": ("step", "nats", "linear"),
    }
    for cell, expected in names.items():
        (axis,) = page.figures[cell][0].axes
        assert (axis.get_xlabel(), axis.get_ylabel(), axis.get_xscale()) == expected
