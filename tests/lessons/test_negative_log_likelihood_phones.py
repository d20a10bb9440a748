"""Claims of lesson 2-4 on shares: the formulas and sentences of its phones."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson

from tests.lessons.heights_and_phones import PHONES, SHARE_PATH, SHARES

nll = lesson("negative_log_likelihood.py")

SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)


def test_the_likelihood_of_a_share() -> None:
    formula("binomial-likelihood").agrees(nll.binomial_likelihood, p=SHARE, k=COUNT, n=TOTAL)


def test_the_negative_log_likelihood_of_a_share() -> None:
    formula("binomial-nll").agrees(nll.binomial_nll, p=SHARE, k=COUNT, n=TOTAL)


def test_the_gradient_by_a_share() -> None:
    claimed = formula("binomial-nll-gradient")
    claimed.agrees(nll.binomial_nll_gradient, p=SHARE, k=COUNT, n=TOTAL)
    claimed.is_derivative_of("binomial-nll", "p", p=SHARE, k=COUNT, n=TOTAL)


def test_the_probability_of_seven_phones() -> None:
    def probability(p: float) -> float:
        return math.comb(10, 7) * float(nll.binomial_likelihood(p, 7, 10))

    formula("binomial-probability").agrees(probability, p=SHARE)


def test_the_share_of_a_logit() -> None:
    formula("sigmoid").agrees(
        lambda z: nll.torch.sigmoid(nll.torch.tensor(z, dtype=nll.torch.float64)), z=(-8, 8)
    )


# What the lesson says in words


def test_the_best_share_is_the_grid_point_nearest_to_the_exact_estimate() -> None:
    assert nll.best_share == nll.p[abs(nll.p - 0.7).argmin()] == nll.p[nll.phone_nlls.argmin()]


def test_the_share_is_likeliest_at_seven_tenths_where_the_gradient_is_zero() -> None:
    assert nll.binomial_nll_gradient(0.7, 7, 10) == pytest.approx(0, abs=1e-12)
    assert nll.binomial_nll_gradient(0.69, 7, 10) < 0 < nll.binomial_nll_gradient(0.71, 7, 10)
    assert nll.least_phone_nll == pytest.approx(7 * math.log(1 / 0.7) + 3 * math.log(1 / 0.3))
    assert nll.least_phone_nll < nll.phone_nlls.min()
    assert (nll.n, nll.k) == (10, 7)


def test_the_nll_of_a_share_is_minus_the_log_of_its_likelihood() -> None:
    assert nll.phone_nlls == pytest.approx(-np.log(nll.phone_likelihoods))


def test_the_ends_are_left_out_because_log_0_is_infinite_and_0_times_it_is_no_number() -> None:
    assert nll.log_of_zero == -math.inf
    assert math.isnan(nll.zero_times_log)
    assert 0 < nll.p.min() < nll.p.max() < 1


def test_a_constant_does_not_move_the_argmax_and_can_make_the_area_1() -> None:
    assert nll.with_constant.argmax() == nll.phone_likelihoods.argmax()
    assert nll.with_constant == pytest.approx(120 * PHONES)
    assert nll.area == pytest.approx(1 / (8 * 165), abs=1e-8)  # the beta function B(8, 4)
    assert 120 * nll.area == pytest.approx(1 / 11, abs=1e-6)


def test_seven_of_ten_is_a_probability_that_sums_to_one_over_all_counts() -> None:
    chances = [math.comb(10, k) * nll.binomial_likelihood(0.7, k, 10) for k in range(11)]
    assert sum(chances) == pytest.approx(1)


def test_the_share_descends_to_seven_tenths() -> None:
    assert nll.share_path == pytest.approx(SHARE_PATH, abs=1e-12)
    assert nll.share_path[-1] == pytest.approx(0.7, abs=1e-6)
    assert (np.diff(nll.binomial_nll(np.array(nll.share_path), 7, 10)) <= 1e-12).all()
    assert (np.diff(nll.share_path[:12], 2) < 0).all()


def test_more_data_narrow_the_peak() -> None:
    for size in (10, 100):
        tall = [(p / 0.7) ** (0.7 * size) * ((1 - p) / 0.3) ** (0.3 * size) > 0.5 for p in SHARES]
        assert nll.widths[size] == sum(tall) / 100


def test_the_gradient_by_the_logit_is_bounded_by_the_number_of_people() -> None:
    generator = np.random.default_rng(0)
    for _ in range(1_000):
        n = int(generator.integers(1, 100))
        k, p = int(generator.integers(0, n + 1)), generator.uniform(0, 1)
        by_logit = (-k / p + (n - k) / (1 - p)) * p * (1 - p)
        assert by_logit == pytest.approx(n * p - k, abs=1e-9) and abs(by_logit) <= n
