"""Claims of lesson 2-4 on what its arrays hold and what its cells print."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import lesson, shown

from tests.lessons.heights_and_phones import (
    CENTIMETRES,
    HEIGHTS,
    LIKELIHOODS,
    MEAN_PATH,
    MEANS,
    NLLS,
    PHONES,
    SHARE_PATH,
    SHARES,
    density,
    nll_of,
    phones,
    slope,
)

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def test_arrays_of_the_lesson() -> None:
    assert nll.heights == pytest.approx(HEIGHTS)
    assert nll.x == pytest.approx(CENTIMETRES)
    assert nll.p == pytest.approx(SHARES)
    assert (nll.means == MEANS).all()
    assert nll.densities == pytest.approx(density(HEIGHTS, 170, 5))
    assert nll.best_densities == pytest.approx(density(HEIGHTS, 168, 5))
    assert nll.likelihoods == pytest.approx(LIKELIHOODS, rel=1e-12, abs=0)
    assert nll.log_likelihoods == pytest.approx(-NLLS)
    assert nll.nlls == pytest.approx(NLLS)
    assert nll.phone_likelihoods == pytest.approx(PHONES)
    assert nll.densities_in_meters == pytest.approx(100 * density(CENTIMETRES, 170, 5))
    assert nll.candidate_likelihoods == pytest.approx({mu: LIKELIHOODS[mu - 160] for mu in (160, 168, 176)})


def test_one_nonlinear_parameter_stands_in_the_way_of_solving_and_three_hundred_linear_ones_do_not() -> None:
    t, y, w = np.array([1, 2, 3]), np.array([1.5, 2.5, 4.5]), np.array([0, 0.2, 0.4, 0.6])
    u = np.exp(w)
    lines = 14 * w - 20
    curves = 3 * u**6 + 2 * u**4 + u**2 - 13.5 * u**3 - 5 * u**2 - 1.5 * u
    rows = zip(w, lines, curves, strict=True)
    printed = [number for row in rows for number in (row[0], round(row[1], 1), round(row[2], 1))]
    page.prints("slopes-of-two-models", *printed, 20 / 14, 0)
    for predict, derivative in ((np.asarray, nll.slope_of_line), (np.exp, nll.slope_of_exponential)):
        for at in w:
            ahead, behind = (np.sum((predict((at + nudge) * t) - y) ** 2) / 2 for nudge in (1e-6, -1e-6))
            assert derivative(at) == pytest.approx((ahead - behind) / 2e-6, rel=1e-5)
    assert np.ptp(np.diff(lines)) < 1e-12 < 10 < np.ptp(np.diff(curves))
    assert np.diff(curves)[0] < 0 < np.diff(curves)[1]
    page.prints("three-hundred-parameters", 300, 0)
    errors = nll.many_outputs - nll.many_inputs @ nll.solution
    assert nll.many_inputs.shape == (2000, 300) and np.abs(nll.many_inputs.T @ errors).max() < 1e-9
    # Away from the solution, the same derivatives are far from 0.
    assert np.abs(nll.many_inputs.T @ (errors + nll.many_inputs[:, 0])).max() > 100


def test_settings() -> None:
    page.prints("settings", 60)


def test_outputs_on_the_density() -> None:
    ends, area, normal = density([165, 172], 170, 5), 2 * NormalDist().cdf(4) - 1, NormalDist(170, 5)
    page.prints("x-grid", 100, *CENTIMETRES)
    page.prints("same-heights-in-meters", density(170, 170, 5), area, density(1.7, 1.7, 0.05), area)
    within = [normal.cdf(end) - normal.cdf(165) for end in (172, 175)]
    page.prints("probability-as-area", 165, 172, within[0], 165, 175, within[1])
    slices = [(width, normal.cdf(172 + width / 2) - normal.cdf(172 - width / 2)) for width in (4, 1, 0.1)]
    rows = [(width, area, normal.pdf(172) * width) for width, area in slices]
    page.prints("thin-slices", *(number for row in rows for number in row))
    page.prints("three-phones", *(number for p in (0.3, 0.5, 0.7, 0.9) for number in (p, p * p * (1 - p))))
    page.prints("likelihood", math.prod(ends))


def test_outputs_on_two_samples() -> None:
    a = math.prod(density([163, 167, 170, 172, 176], 170, 5))
    b = math.prod(density([156, 159, 161, 180, 183], 170, 5))
    page.prints("two-samples", a, b, a / b)


def test_outputs_on_the_heights() -> None:
    page.prints("heights", 10, HEIGHTS.min(), HEIGHTS.max())
    page.prints("density-of-each-height", *density(HEIGHTS, 170, 5), LIKELIHOODS[10])
    candidates = [(mu, LIKELIHOODS[mu - 160]) for mu in (160, 168, 176)]
    page.prints("three-candidates", *(number for pair in candidates for number in pair))
    page.prints("likelihood-by-mean", 8, 168, LIKELIHOODS.max(), *LIKELIHOODS)


def test_outputs_on_the_log_likelihood() -> None:
    page.prints("log-likelihood", -NLLS[8], -NLLS[8])
    page.prints("underflow", 0, 0, nll.sum_of_logs)
    page.prints("log-likelihood-by-mean", 8, 168, -NLLS.min(), *-NLLS)
    page.prints("negative-log-likelihood", 8, 168, NLLS.min(), *NLLS)
    page.prints(
        "nll-in-meters",
        NLLS[8],
        NLLS[8] - 10 * math.log(100),
        10 * math.log(100),
        *[10, 100],
        10 * math.log(100),
    )
    constant = 5 * math.log(2 * math.pi * 25)
    page.prints(
        "mean-squared-error",
        *(x for mu in (160, 168, 176) for x in (mu, np.mean((HEIGHTS - mu) ** 2), constant)),
    )
    page.prints("sample-mean", 168, NLLS[8], sum(168 - HEIGHTS) / 25, 168.344, nll_of(HEIGHTS, 168.344), 0)


def test_outputs_on_the_phones() -> None:
    page.prints("binomial-likelihood", 0.5, phones(0.5), 0.7, phones(0.7), 0.9, phones(0.9))
    page.prints("share-grid", 100, *SHARES)
    page.prints("why-not-the-ends", 0, -math.inf, 0, 0, math.nan)
    page.prints("phone-likelihoods", PHONES.max(), 71 / 101)
    page.prints("constant-does-not-matter", 120, 71 / 101, 71 / 101, 1 / 1320, 1320, 1)
    page.prints("one-height", 1)
    beliefs = [(PHONES * prior, name) for prior, name in ((1, []), ((SHARES * (1 - SHARES)) ** 19, [0.5]))]
    chances = [[*name, 0.5, sum(belief[SHARES > 0.5]) / sum(belief)] for belief, name in beliefs]
    page.prints("two-beliefs", *chances[0], *chances[1])
    page.prints("binomial-nll", -math.log(PHONES.max()), 71 / 101, 0.7, -math.log(phones(0.7)))


def test_outputs_on_the_gradient() -> None:
    shares = (0.3, 0.5, 0.6, 0.9)
    page.prints("binomial-nll-gradient", *(number for p in shares for number in (p, slope(p), slope(p))))
    page.prints("exercise-logit-gradient", *(number for p in shares for number in (p, *[10 * p - 7] * 2)))


def test_outputs_on_descending() -> None:
    steps = (0, 1, 2, 3, 5, 10, 20, 60)
    by_share = [(step, SHARE_PATH[step], -math.log(phones(SHARE_PATH[step]))) for step in steps]
    by_mean = [(step, MEAN_PATH[step], nll_of(HEIGHTS, MEAN_PATH[step])) for step in steps]
    page.prints("share-descent", *(number for row in by_share for number in row))
    page.prints("mean-descent", *(number for row in by_mean for number in row))


def test_outputs_on_pytorch() -> None:
    mean, constant = NLLS[8] / 10, math.log(2 * math.pi) / 2
    page.prints("normal-log-prob", NLLS[8], NLLS[8])
    page.prints("gaussian-nll-loss", NLLS[8], mean, mean - constant, constant, mean)
    page.prints("sigma-in-place-of-variance", 25, mean, 5, nll_of(HEIGHTS, 168, math.sqrt(5)) / 10)


def test_outputs_of_the_exercises() -> None:
    logits = [0.0]
    for _ in range(1000):
        logits.append(logits[-1] + 1 - 1 / (1 + math.exp(-logits[-1])))
    stops = [(step, logits[step], 1 / (1 + math.exp(-logits[step]))) for step in (0, 10, 100, 1000)]
    page.prints("exercise-ten-of-ten", *(number for stop in stops for number in stop))
    ends = [(rate, 168.344 + (160 - 168.344) * (1 - rate * 10 / 25) ** 60) for rate in (0.5, 2.5, 4.9, 5.1)]
    page.prints("exercise-learning-rate", *(number for end in ends for number in end))
    steps = (0, 1, 2, 5, 10, 20, 60)
    page.prints("exercise-broken-loop", *(x for step in steps for x in (step, nll.broken_path[step])))
    page.prints("exercise-best-sigma", 2.6, np.std(HEIGHTS), np.std(HEIGHTS))
    page.prints("exercise-hundred-phones", 7, 10, 71 / 101, 33, 70, 100, 71 / 101, 10)
    page.prints("exercise-word-underflow", 0, 11, 0, 72, 1000, 1000 * math.log(32_000))
