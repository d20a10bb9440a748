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
    assert nll.densities_in_metres == pytest.approx(100 * density(CENTIMETRES, 170, 5))
    assert nll.candidate_likelihoods == pytest.approx({mu: LIKELIHOODS[mu - 160] for mu in (160, 168, 176)})


def test_settings() -> None:
    page.prints("settings", 1234, 60)


def test_outputs_on_the_density() -> None:
    ends, area = density([165, 172], 170, 5), 2 * NormalDist().cdf(4) - 1
    page.prints("x-grid", 100, *CENTIMETRES)
    page.prints("same-heights-in-metres", density(170, 170, 5), area, density(1.7, 1.7, 0.05), area)
    exact = NormalDist(170, 5).cdf(172) - NormalDist(170, 5).cdf(165)
    page.prints("probability-as-area", 165, 172, exact, 165, 172, *ends, math.prod(ends))
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
    page.prints("sample-mean", 168, NLLS[8], sum(168 - HEIGHTS) / 25, 168.344, nll_of(HEIGHTS, 168.344), 0)


def test_outputs_on_the_phones() -> None:
    page.prints("binomial-likelihood", 0.5, phones(0.5), 0.7, phones(0.7), 0.9, phones(0.9))
    page.prints("share-grid", 100, *SHARES)
    page.prints("why-not-the-ends", 0, -math.inf, 0, 0, math.nan)
    page.prints("phone-likelihoods", PHONES.max(), 71 / 101)
    page.prints("constant-does-not-matter", 120, 71 / 101, 71 / 101, 1 / 1320)
    page.prints("binomial-nll", -math.log(PHONES.max()), 71 / 101, 0.7, -math.log(phones(0.7)))


def test_outputs_on_the_gradient() -> None:
    shares = (0.3, 0.5, 0.7, 0.9)
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
    rows = [(sigma, 168, nll_of(HEIGHTS, 168, sigma)) for sigma in (1, 3, 5, 10, 20)]
    page.prints("exercise-other-sigmas", *(number for row in rows for number in row), 3)
    page.prints("exercise-best-sigma", 2.6, np.std(HEIGHTS), np.std(HEIGHTS))
    page.prints("exercise-hundred-phones", 7, 10, 71 / 101, 33, 70, 100, 71 / 101, 10)
    page.prints("exercise-word-underflow", 0, 11, 0, 72, 1000, 1000 * math.log(32_000))
