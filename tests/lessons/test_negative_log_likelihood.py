"""Claims of lesson 2-4 on densities and heights: its formulas, held against its code."""

from __future__ import annotations

import pytest
from literate.checking.claims import formula, lesson

nll = lesson("negative_log_likelihood.py")

HEIGHT, MU, SIGMA = (150, 190), (160, 180), (1, 10)


def test_the_normal_density() -> None:
    formula("gaussian-pdf").agrees(nll.gaussian_pdf, x=HEIGHT, mu=MU, sigma=SIGMA)


def test_its_logarithm() -> None:
    formula("gaussian-log-pdf").agrees(nll.gaussian_log_pdf, x=HEIGHT, mu=MU, sigma=SIGMA)


def test_the_likelihood_given_a_sample() -> None:
    claimed = formula("likelihood").where(f_theta="gaussian-pdf")
    claimed.agrees(nll.likelihood, x=HEIGHT, mu=MU, sigma=SIGMA)


def test_the_log_likelihood_given_a_sample() -> None:
    claimed = formula("log-likelihood").where(f_theta="gaussian-pdf", L="likelihood")
    claimed.agrees(nll.log_likelihood, x=(160, 175), mu=(165, 172), sigma=(4, 8))


def test_the_negative_log_likelihood_given_a_sample() -> None:
    claimed = formula("negative-log-likelihood").where(f_theta="gaussian-pdf")
    claimed.agrees(nll.negative_log_likelihood, x=(160, 175), mu=MU, sigma=(4, 8))


def test_its_gradient() -> None:
    claimed = formula("gaussian-nll-gradient").where(f_theta="gaussian-pdf")
    claimed.agrees(nll.gaussian_nll_gradient, x=HEIGHT, mu=MU, sigma=SIGMA)
    claimed.is_derivative_of("negative-log-likelihood", "mu", x=(160, 175), mu=(165, 172), sigma=(4, 8))


def test_the_mean_that_fits_best() -> None:
    formula("sample-mean").agrees(lambda x: x.mean(), x=HEIGHT)
    assert nll.sample_mean == pytest.approx(nll.heights.mean(), rel=1e-12)
