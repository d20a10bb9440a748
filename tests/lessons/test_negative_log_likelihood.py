"""Claims of lesson 2-4: its formulas and sentences, held against its code.

What the code gives is compared with a computation of its own, which shares no line with the snippet.
"""

from __future__ import annotations

import math
import re
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from literate.claims import formula, lesson, shown

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")

HEIGHT, MU, SIGMA = (150, 190), (160, 180), (1, 10)
SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)

HEIGHTS = np.array([164.95, 165.35, 165.76, 166.16, 167.78, 168.99, 169.80, 170.20, 171.82, 172.63])
MEANS = np.array([160 + step for step in range(21)])
SHARES = np.array([part / 101 for part in range(1, 101)])
CENTIMETRES = np.array([150 + 40 * step / 99 for step in range(100)])


def density(x: Any, mu: Any, sigma: Any) -> Any:
    return np.vectorize(lambda x, mu, sigma: NormalDist(mu, sigma).pdf(x))(x, mu, sigma)


def nll_of(x: Any, mu: float, sigma: float = 5) -> float:
    return -sum(math.log(one) for one in density(x, mu, sigma))


def phones(p: float, android: int = 7, ios: int = 3) -> float:
    return math.prod([p] * android + [1 - p] * ios)


def slope(p: float) -> float:
    return -7 / p + 3 / (1 - p)


LIKELIHOODS = np.array([math.prod(density(HEIGHTS, mu, 5)) for mu in MEANS])
NLLS = np.array([nll_of(HEIGHTS, mu) for mu in MEANS])
PHONES = np.array([phones(p) for p in SHARES])

SHARE_PATH, MEAN_PATH = [0.5], [160.0]
for _ in range(60):
    logit = math.log(SHARE_PATH[-1] / (1 - SHARE_PATH[-1])) - 0.1 * (10 * SHARE_PATH[-1] - 7)
    SHARE_PATH.append(1 / (1 + math.exp(-logit)))
    MEAN_PATH.append(MEAN_PATH[-1] - 0.5 * sum(MEAN_PATH[-1] - HEIGHTS) / 25)


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


# What the lesson says in words


@pytest.mark.parametrize(("mu", "sigma"), [(170, 5), (160, 1), (1.7, 0.05), (0, 30)])
def test_the_area_under_a_density_is_one(mu: float, sigma: float) -> None:
    wide = np.linspace(mu - 12 * sigma, mu + 12 * sigma, 20_001)
    assert np.trapezoid(nll.gaussian_pdf(wide, mu, sigma), wide) == pytest.approx(1, rel=1e-12)


def test_the_area_is_one_in_centimetres_and_in_metres_but_for_the_tails() -> None:
    assert nll.area_in_metres == pytest.approx(NormalDist().cdf(4) - NormalDist().cdf(-4), abs=1e-5)


def test_a_density_may_exceed_one_and_a_hundredth_of_the_unit_makes_it_a_hundredfold() -> None:
    assert nll.peak_in_metres == pytest.approx(100 * nll.peak)
    assert nll.peak_in_metres > 1


def test_the_density_is_highest_at_its_mean_and_equal_a_sigma_to_either_side() -> None:
    assert nll.peak >= nll.gaussian_pdf(CENTIMETRES, 170, 5).max()
    assert nll.gaussian_pdf(165, 170, 5) == nll.gaussian_pdf(175, 170, 5)


def test_a_probability_is_an_area() -> None:
    exact = NormalDist(170, 5).cdf(172) - NormalDist(170, 5).cdf(165)
    assert nll.probability == pytest.approx(exact, abs=1e-6)


def test_a_sample_in_the_middle_is_likelier_than_one_of_equal_size_in_the_tails() -> None:
    assert len(nll.sample_a) == len(nll.sample_b)
    assert nll.likelihood_a > nll.likelihood_b
    shortest = nll.gaussian_pdf(nll.sample_a, 170, 5).min()
    assert shortest > nll.gaussian_pdf(nll.sample_b, 170, 5).max()


def test_the_log_turns_the_product_into_a_sum() -> None:
    samples = np.random.default_rng(0).uniform(160, 175, (20, 7))
    for sample in samples:
        product, total = nll.likelihood(sample, 168, 5), nll.log_likelihood(sample, 168, 5)
        assert math.log(product) == pytest.approx(total, rel=1e-12)
        assert nll.negative_log_likelihood(sample, 168, 5) == -total


def test_the_log_keeps_the_argmax() -> None:
    assert nll.likelihoods.argmax() == nll.log_likelihoods.argmax() == nll.nlls.argmin()
    assert np.exp(nll.log_likelihoods) == pytest.approx(nll.likelihoods)
    assert (nll.nlls == -nll.log_likelihoods).all()


def test_the_best_mean_is_the_grid_point_nearest_to_the_exact_estimate() -> None:
    nearest = nll.means[abs(nll.means - 168.344).argmin()]
    assert nll.best_mean == nll.means[nll.log_index] == nll.means[nll.nll_index] == nearest == 168


def test_the_best_share_is_the_grid_point_nearest_to_the_exact_estimate() -> None:
    assert nll.best_share == nll.p[abs(nll.p - 0.7).argmin()] == nll.p[nll.phone_nlls.argmin()]


def test_the_exact_estimate_is_the_sample_mean_where_the_gradient_is_zero() -> None:
    assert nll.sample_mean == pytest.approx(168.344, abs=1e-9)
    for sigma in (1, 5, 20):
        assert nll.gaussian_nll_gradient(nll.heights, nll.sample_mean, sigma) == pytest.approx(0, abs=1e-9)
    assert nll.least_nll == pytest.approx(nll_of(HEIGHTS, 168.344))
    assert nll.least_nll < nll.nlls.min()


def test_left_of_the_bottom_the_gradient_is_negative() -> None:
    assert nll.gaussian_nll_gradient(nll.heights, 168, 5) < 0 < nll.gaussian_nll_gradient(nll.heights, 169, 5)


def test_the_product_of_many_densities_underflows_where_the_sum_of_logs_does_not() -> None:
    assert nll.product_32 == nll.product_64 == 0
    assert nll.product_32.dtype == np.float32
    assert nll.product_64.dtype == np.float64
    assert math.isfinite(nll.sum_of_logs)


def test_a_thousand_heights_are_drawn_from_the_best_density() -> None:
    drawn = np.random.RandomState(1234).normal(168, 5, 1000)
    assert nll.many_heights == pytest.approx(drawn)
    assert nll.many_densities == pytest.approx(density(drawn, 168, 5))
    assert nll.sum_of_logs == pytest.approx(-nll_of(drawn, 168))
    assert nll.running_logs[-1] == pytest.approx(nll.sum_of_logs)


def test_a_product_is_lost_where_it_first_is_zero() -> None:
    for lost, kind in [(nll.lost_32, np.float32), (nll.lost_64, np.float64)]:
        few = nll.many_densities[:lost].astype(kind)
        assert np.prod(few) == 0 < np.prod(few[:-1])


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


def test_the_constant_does_not_move_the_argmax_and_no_area_is_one() -> None:
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


def test_the_mean_descends_to_the_sample_mean() -> None:
    assert nll.mean_path == pytest.approx(MEAN_PATH, abs=1e-9)
    assert nll.mean_path[-1] == pytest.approx(nll.sample_mean, abs=5e-4)
    assert (np.diff([nll_of(HEIGHTS, mu) for mu in nll.mean_path]) <= 1e-12).all()
    assert (np.diff(nll.mean_path[:12], 2) < 0).all()


def test_pytorch_gives_what_is_made_by_hand() -> None:
    by_hand = nll.negative_log_likelihood(nll.heights, 168, 5)
    assert nll.torch_nll == pytest.approx(by_hand, rel=1e-14)
    assert nll.full_sum == pytest.approx(by_hand, rel=1e-14)
    assert nll.full_mean == pytest.approx(by_hand / 10, rel=1e-14)
    assert nll.short_mean + nll.dropped == pytest.approx(nll.full_mean, rel=1e-14)
    assert nll.dropped == pytest.approx(math.log(2 * math.pi) / 2, rel=1e-14)


def test_sigma_in_place_of_the_variance_is_the_loss_of_another_distribution() -> None:
    assert nll.wrong_mean == pytest.approx(nll_of(HEIGHTS, 168, math.sqrt(5)) / 10)
    assert nll.wrong_mean < nll.full_mean


def test_other_sigmas_choose_the_same_mean() -> None:
    least = {sigma: min(nll_of(HEIGHTS, mu, sigma) for mu in MEANS) for sigma in (1, 3, 5, 10, 20)}
    assert nll.minima == pytest.approx(least)
    assert nll.least_sigma == 3


def test_the_best_sigma_is_the_root_of_the_mean_square() -> None:
    assert nll.best_sigma == pytest.approx(np.std(HEIGHTS))
    assert nll.sigmas == pytest.approx(np.arange(1, 8.01, 0.05))
    assert nll.sigma_nlls == pytest.approx([nll_of(HEIGHTS, 168.344, sigma) for sigma in nll.sigmas])
    assert abs(nll.sigmas - nll.best_sigma).argmin() == np.argmin(nll.sigma_nlls)


def test_more_data_narrow_the_peak() -> None:
    for size in (10, 100):
        tall = [(p / 0.7) ** (0.7 * size) * ((1 - p) / 0.3) ** (0.3 * size) > 0.5 for p in SHARES]
        assert nll.widths[size] == sum(tall) / 100


def test_a_few_dozen_words_underflow() -> None:
    for lost, least in zip(nll.lost_words, (2.0**-149, 2.0**-1074), strict=True):
        assert -lost * math.log(32_000) < math.log(least) - math.log(2) < -(lost - 1) * math.log(32_000)
    assert nll.word_nll == pytest.approx(math.log(32_000))


# What the arrays hold, and what the cells print


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


# What the figures draw


def test_figures_of_densities() -> None:
    curve = density(CENTIMETRES, 170, 5)
    page.draws("gaussian-curve", CENTIMETRES, curve)
    page.draws("gaussian-curve", [170], [density(170, 170, 5)])
    page.draws("density-above-one", CENTIMETRES / 100, 100 * curve)
    page.draws("probability-beside-likelihood", CENTIMETRES, curve)
    page.draws("probability-beside-likelihood", [165, 172], density([165, 172], 170, 5))
    page.draws("two-samples-on-the-curve", CENTIMETRES, curve)
    page.draws("two-samples-on-the-curve", nll.sample_a, density(nll.sample_a, 170, 5))
    page.draws("two-samples-on-the-curve", nll.sample_b, density(nll.sample_b, 170, 5))


def test_figures_of_the_heights() -> None:
    page.draws("heights-on-a-line", HEIGHTS, np.zeros(10))
    page.draws("heights-under-mean-170", CENTIMETRES, density(CENTIMETRES, 170, 5))
    page.draws("heights-under-mean-170", HEIGHTS, density(HEIGHTS, 170, 5))
    page.draws("best-density", CENTIMETRES, density(CENTIMETRES, 168, 5))
    page.draws("best-density", HEIGHTS, density(HEIGHTS, 168, 5))
    for mu in (160, 168, 176):
        page.draws("three-candidates", CENTIMETRES, density(CENTIMETRES, mu, 5))


def test_figures_by_mean() -> None:
    page.draws("likelihood-curve", MEANS, LIKELIHOODS)
    page.draws("likelihood-curve", [168], [LIKELIHOODS[8]])
    page.draws("log-likelihood-curve", MEANS, -NLLS)
    page.draws("nll-curve", MEANS, NLLS)
    page.draws("between-grid-points", nll.fine_means, [nll_of(HEIGHTS, mu) for mu in nll.fine_means])
    page.draws("between-grid-points", [168.344], [nll_of(HEIGHTS, 168.344)])
    page.draws("between-grid-points", [168], [NLLS[8]])


def test_figures_on_logarithms() -> None:
    page.draws("log-keeps-the-order", nll.ratios, [math.log(ratio) for ratio in nll.ratios])
    page.draws("underflow-curve", range(1, 401), nll.running_logs[:400])
    page.draws("underflow-curve", [nll.lost_32], [-nll_of(nll.many_heights[: nll.lost_32], 168)])
    page.draws("underflow-curve", [nll.lost_64], [-nll_of(nll.many_heights[: nll.lost_64], 168)])


def test_figures_on_the_phones() -> None:
    page.draws("phone-likelihood-curve", SHARES, PHONES)
    page.draws("phone-log-likelihood-curve", SHARES, np.log(PHONES))
    page.draws("phone-nll-curve", SHARES, -np.log(PHONES))
    page.draws("gradient-is-the-slope", nll.inner, [slope(p) for p in nll.inner])
    for p in (0.3, 0.7, 0.9):
        ends = -math.log(phones(p)) + slope(p) * np.array([-0.05, 0.05])
        page.draws("gradient-is-the-slope", [p - 0.05, p + 0.05], ends)


def test_figures_on_descending() -> None:
    page.draws("share-descent-path", SHARE_PATH[:8], [-math.log(phones(p)) for p in SHARE_PATH[:8]])
    page.draws("mean-descent-path", MEAN_PATH[:12], [nll_of(HEIGHTS, mu) for mu in MEAN_PATH[:12]])


def test_figures_of_the_exercises() -> None:
    page.draws("exercise-best-sigma", nll.sigmas, nll.sigma_nlls)
    for size in (10, 100):
        relative = [(p / 0.7) ** (0.7 * size) * ((1 - p) / 0.3) ** (0.3 * size) for p in SHARES]
        page.draws("exercise-hundred-phones", SHARES, relative)


def test_the_shaded_area_is_the_interval_of_the_probability() -> None:
    top = page.figures["probability-beside-likelihood"][0].axes[0]
    shaded = top.collections[0].get_datalim(top.transData)
    assert list(shaded.intervalx) == pytest.approx([165, 172])
    assert shaded.y1 == pytest.approx(density(170, 170, 5), rel=1e-4)


def test_texts_in_the_figures() -> None:
    page.writes("gaussian-curve", "μ = 170, σ = 5", "0.0798")
    page.writes("probability-beside-likelihood", "the area, 0.497", "the product, 0.0036")
    page.writes("heights-on-a-line", *(f"{height:.2f}" for height in HEIGHTS))
    page.writes("heights-under-mean-170", "μ = 170, σ = 5")
    page.writes("three-candidates", "μ = 160", "μ = 168", "μ = 176")
    page.writes("best-density", "μ = 168, σ = 5")
    for cell in ("likelihood-curve", "log-likelihood-curve", "nll-curve"):
        page.writes(cell, "at μ = 168")
    page.writes("between-grid-points", "grid 168", "exact 168.344")
    for cell in ("phone-likelihood-curve", "phone-log-likelihood-curve", "phone-nll-curve"):
        page.writes(cell, "7 Android, 3 iOS")
    page.writes("gradient-is-the-slope", "zero at p = 0.7")
    page.writes("share-descent-path", "p = 0.7")
    page.writes("mean-descent-path", "μ = 168.344")
    page.writes("exercise-best-sigma", "σ = 2.621")
    page.writes("exercise-hundred-phones", "7 of 10", "70 of 100")


# What the page says


NAMES = {
    "음의 로그 가능도": "negative log likelihood",
    "로그 가능도": "log likelihood",
    "가능도": "likelihood",
}


def test_captions_and_text_alternatives_name_what_the_vertical_axis_shows() -> None:
    for block in page.page.cells:
        labels = {axis.get_ylabel() for figure in page.figures[block.name] for axis in figure.axes}
        if labels & set(NAMES.values()):
            words = " ".join([block.alt, *(line.text for line in block.caption)])
            named = {NAMES[word] for word in re.findall("|".join(NAMES), words)}
            assert named <= labels, f"{page.page.file}:{block.line}: {block.name} shows {labels}, not {named}"


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("gaussian-curve", "0.0798", "0.0798", "0.0484")
    page.says("same-heights-in-metres", "0.0798", "7.9788", "0.9999")
    page.says("density-above-one", "7.98")
    page.says("probability-as-area", "0.497", "0.0036")
    page.says("probability-beside-likelihood", "0.497", "0.0036")
    page.says("two-samples", "4.555e-07", "87,553")
    page.says(
        "heights",
        "164.95",
        "168.99",
        "165.35",
        "169.80",
        "165.76",
        "170.20",
        "166.16",
        "171.82",
        "167.78",
        "172.63",
    )
    page.says("heights-on-a-line", "164.95", "172.63", "164.95", "172.63")
    page.says("density-of-each-height", "1.53e-12")
    page.says("three-candidates", "2.59e-12", "2.37e-18", "2.15e-17")
    page.says("likelihood-by-mean", "168", "2.59e-12", "8")
    page.says("likelihood-curve", "21", "168", "168")
    page.says("best-density", "168", "0.0520", "0.0479")
    page.says("log-likelihood", "168")
    page.says("underflow", "1.4e-45", "4.9e-324", "-3001.9", "-3.00")
    page.says("underflow-curve", "35", "247", "35", "247")
    page.says("log-likelihood-by-mean", "168", "-26.681")
    page.says("log-likelihood-curve", "160", "180", "168")
    page.says("negative-log-likelihood", "168", "26.681")
    page.says("nll-curve", "160", "180", "168", "168")
    page.says("sample-mean", "168.344", "168", "-0.1376")
    page.says("between-grid-points", "168", "168.344", "168", "168.344")
    page.says("binomial-likelihood", "0.002224")
    page.says("why-not-the-ends", "100")
    page.says("phone-likelihoods", "0.7030")
    page.says("constant-does-not-matter", "120", "0.000758", "0.0909")
    page.says("binomial-nll", "7", "3", "0.3", "6.1086", "6.1089")
    page.says("phone-nll-curve", "10", "7")
    page.says("binomial-nll-gradient", "-8", "22.2")
    page.says("share-descent", "0.5", "0.6854", "60", "0.7000", "6.9315", "6.1086")
    page.says("mean-descent", "160", "168.344", "168.344")
    page.says("mean-descent-path", "168.344", "40.58", "26.66")
    page.says("gaussian-nll-loss", "26.6811", "2.6681", "1.7492", "0.9189", "2.6681")
    page.says("sigma-in-place-of-variance", "2.4223", "168.344", "0.7", "168", "0.7030")
    page.says("exercise-other-sigmas", "168", "3", "24.0570")
    page.says("exercise-best-sigma", "2.62", "2.60", "2.6207", "2.7625")
    page.says("exercise-hundred-phones", "33%", "10%")
    page.says("exercise-word-underflow", "72", "11", "10,373.5", "10.3735")
