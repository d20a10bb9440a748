"""Claims of lesson 2-4: its formulas and sentences, held against its code."""

from __future__ import annotations

from literate.claims import formula, lesson

nll = lesson("negative_log_likelihood.py")

HEIGHT, MU, SIGMA = (150, 190), (160, 180), (1, 10)
SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)


def test_the_normal_density() -> None:
    formula("gaussian-pdf").agrees(nll.gaussian_pdf, x=HEIGHT, mu=MU, sigma=SIGMA)


def test_its_logarithm() -> None:
    formula("gaussian-log-pdf").agrees(nll.gaussian_log_pdf, x=HEIGHT, mu=MU, sigma=SIGMA)


def test_the_likelihood_of_a_sample() -> None:
    claimed = formula("likelihood").where(f_theta="gaussian-pdf")
    claimed.agrees(nll.likelihood, x=HEIGHT, mu=MU, sigma=SIGMA)


def test_the_log_likelihood_of_a_sample() -> None:
    claimed = formula("log-likelihood").where(f_theta="gaussian-pdf", L="likelihood")
    claimed.agrees(nll.log_likelihood, x=(160, 175), mu=(165, 172), sigma=(4, 8))


def test_the_negative_log_likelihood_of_a_sample() -> None:
    claimed = formula("negative-log-likelihood").where(f_theta="gaussian-pdf")
    claimed.agrees(nll.negative_log_likelihood, x=(160, 175), mu=MU, sigma=(4, 8))


def test_its_gradient() -> None:
    claimed = formula("gaussian-nll-gradient").where(f_theta="gaussian-pdf")
    claimed.agrees(nll.gaussian_nll_gradient, x=HEIGHT, mu=MU, sigma=SIGMA)
    claimed.is_derivative_of("negative-log-likelihood", "mu", x=(160, 175), mu=(165, 172), sigma=(4, 8))


def test_the_likelihood_of_a_share() -> None:
    formula("binomial-likelihood").agrees(nll.binomial_likelihood, p=SHARE, k=COUNT, n=TOTAL)


def test_the_negative_log_likelihood_of_a_share() -> None:
    formula("binomial-nll").agrees(nll.binomial_nll, p=SHARE, k=COUNT, n=TOTAL)


def test_the_gradient_by_a_share() -> None:
    claimed = formula("binomial-nll-gradient")
    claimed.agrees(nll.binomial_nll_gradient, p=SHARE, k=COUNT, n=TOTAL)
    claimed.is_derivative_of("binomial-nll", "p", p=SHARE, k=COUNT, n=TOTAL)
