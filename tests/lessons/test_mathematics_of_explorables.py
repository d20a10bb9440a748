"""The explorables compute in the reader's browser what the snippets compute."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import lesson
from literate.checking.javascript import computed, exported

nll = lesson("negative_log_likelihood.py")
kl = lesson("kl_divergence.py")
SAMPLE = [164.95, 168.99, 172.63]
NORMALS = [(160.0, 5.0), (168.3, 2.5), (175.0, 9.0)]
PHONES = [(0.1, 7, 10), (0.5, 3, 10), (0.93, 7, 10)]
DISTRIBUTIONS = [([0.5, 0.25, 0.125, 0.125], [0.25, 0.25, 0.1, 0.4]), ([0.9, 0.1], [0.2, 0.8])]
FITTED = [(142.0, 22.0), (125.0, 6.0), (170.0, 12.0)]


def values(script: str, name: str, calls: list[tuple[Any, ...]]) -> list[Any]:
    return computed(script, [(name, *arguments) for arguments in calls])


@pytest.mark.parametrize(
    ("name", "function", "calls"),
    [
        ("gaussianPdf", lambda *given: nll.gaussian_pdf(*given), [(168.0, *one) for one in NORMALS]),
        ("gaussianLogPdf", lambda *given: nll.gaussian_log_pdf(*given), [(168.0, *one) for one in NORMALS]),
        ("likelihood", lambda *given: nll.likelihood(*given), [(SAMPLE, *one) for one in NORMALS]),
        ("logLikelihood", lambda *given: nll.log_likelihood(*given), [(SAMPLE, *one) for one in NORMALS]),
        (
            "negativeLogLikelihood",
            lambda *given: nll.negative_log_likelihood(*given),
            [(SAMPLE, *one) for one in NORMALS],
        ),
        ("binomialLikelihood", lambda *given: nll.binomial_likelihood(*given), PHONES),
        ("binomialNll", lambda *given: nll.binomial_nll(*given), PHONES),
        ("binomialNllGradient", lambda *given: nll.binomial_nll_gradient(*given), PHONES),
    ],
)
def test_the_likelihoods_of_the_page_are_those_of_the_snippet(
    name: str, function: Callable[..., float], calls: list[tuple[Any, ...]]
) -> None:
    own = [function(np.array(first) if isinstance(first, list) else first, *rest) for first, *rest in calls]
    np.testing.assert_allclose(values("likelihood.js", name, calls), own, rtol=1e-9)


def test_the_best_normal_of_the_page_has_the_mean_and_the_spread_of_the_sample() -> None:
    (best,) = values("likelihood.js", "bestNormal", [(SAMPLE,)])
    assert best == pytest.approx({"mu": np.mean(SAMPLE), "sigma": np.std(SAMPLE)}, rel=1e-9)


def test_entropy_cross_entropy_and_kl_of_the_page_are_those_of_the_snippet() -> None:
    for p, q in DISTRIBUTIONS:
        names = [("entropy", p), ("crossEntropy", p, q), ("klDivergence", p, q)]
        arrays = np.array(p), np.array(q)
        own = [kl.entropy(arrays[0]), kl.cross_entropy(*arrays), kl.kl_divergence(*arrays)]
        np.testing.assert_allclose(computed("divergence.js", names), own, rtol=1e-9)


def test_what_never_happens_costs_nothing_and_what_was_ruled_out_infinitely_much() -> None:
    never, ruled_out = computed(
        "divergence.js", [("klDivergence", [1, 0], [0.5, 0.5]), ("klDivergence", [0.5, 0.5], [1, 0])]
    )
    assert never == pytest.approx(math.log(2), rel=1e-9)
    assert ruled_out == math.inf


def test_a_share_that_is_moved_takes_from_the_others_in_proportion() -> None:
    (moved,) = values("divergence.js", "withShare", [([0.5, 0.3, 0.2], 0, 0.6)])
    assert moved == pytest.approx([0.6, 0.24, 0.16], rel=1e-9)


def mixture() -> dict[str, list[float]]:
    return {"weights": kl.mixture_w, "means": kl.mixture_mu, "sigmas": kl.mixture_sigma}


def test_forward_and_reverse_kl_of_the_page_are_those_of_the_snippet() -> None:
    grid = kl.grid.tolist()
    given = [(mixture(), {"mu": mu, "sigma": sigma}, grid) for mu, sigma in FITTED]
    for name, function in (("forwardKl", kl.forward_kl), ("reverseKl", kl.reverse_kl)):
        own = [function(mu, sigma) for mu, sigma in FITTED]
        np.testing.assert_allclose(values("divergence.js", name, given), own, rtol=1e-9)


def test_the_slopes_of_the_page_are_those_of_the_snippets_divergences() -> None:
    grid, step = kl.grid.tolist(), 1e-5
    for direction, function in (("forward", kl.forward_kl), ("reverse", kl.reverse_kl)):
        for mu, sigma in FITTED:
            given = (direction, mixture(), {"mu": mu, "sigma": sigma}, grid)
            (slope,) = values("divergence.js", "klGradient", [given])
            by_mu = (function(mu + step, sigma) - function(mu - step, sigma)) / (2 * step)
            wider, narrower = sigma * math.exp(step), sigma * math.exp(-step)
            by_log_sigma = (function(mu, wider) - function(mu, narrower)) / (2 * step)
            # A difference quotient in place of the derivative
            np.testing.assert_allclose([slope["mu"], slope["logSigma"]], [by_mu, by_log_sigma], atol=1e-6)


def test_the_descent_of_the_page_ends_where_the_snippets_does() -> None:
    for (direction, mu, sigma), (fitted_mu, fitted_sigma, _) in kl.fits.items():
        given = (direction, mixture(), {"mu": mu, "sigma": sigma}, kl.grid.tolist())
        (way,) = values("divergence.js", "descent", [given])
        # Adam's steps have not all become small after 300
        assert way[-1] == pytest.approx({"mu": fitted_mu, "sigma": fitted_sigma}, rel=1e-2)


def test_no_function_of_the_two_scripts_is_left_out() -> None:
    of_likelihoods = "gaussianPdf gaussianLogPdf likelihood logLikelihood negativeLogLikelihood bestNormal"
    of_shares = "binomialLikelihood binomialNll binomialNllGradient"
    assert set(exported("likelihood.js")) == {*of_likelihoods.split(), *of_shares.split()}
    of_distributions = "entropy crossEntropy klDivergence withShare forwardKl reverseKl klGradient descent"
    inside_these = "mixtureLogPdf forwardCost reverseCost integral"
    assert set(exported("divergence.js")) == {*of_distributions.split(), *inside_these.split()}
