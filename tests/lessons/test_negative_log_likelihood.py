"""Claims of lesson 2-4 on densities and heights: its formulas and sentences, held against its code."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import formula, lesson

from tests.lessons.heights_and_phones import CENTIMETRES, HEIGHTS, MEAN_PATH, MEANS, density, nll_of

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


# What the lesson says in words


@pytest.mark.parametrize(("mu", "sigma"), [(170, 5), (160, 1), (1.7, 0.05), (0, 30)])
def test_the_area_under_a_density_is_one(mu: float, sigma: float) -> None:
    wide = np.linspace(mu - 12 * sigma, mu + 12 * sigma, 20_001)
    assert np.trapezoid(nll.gaussian_pdf(wide, mu, sigma), wide) == pytest.approx(1, rel=1e-12)


def test_the_area_is_one_in_centimetres_and_in_meters_but_for_the_tails() -> None:
    assert nll.area_in_meters == pytest.approx(NormalDist().cdf(4) - NormalDist().cdf(-4), abs=1e-5)


def test_a_density_may_exceed_one_and_a_hundredth_of_the_unit_makes_it_a_hundredfold() -> None:
    assert nll.peak_in_meters == pytest.approx(100 * nll.peak)
    assert nll.peak_in_meters > 1


def test_the_density_is_highest_at_its_mean_and_equal_a_sigma_to_either_side() -> None:
    assert nll.peak >= nll.gaussian_pdf(CENTIMETRES, 170, 5).max()
    assert nll.gaussian_pdf(165, 170, 5) == nll.gaussian_pdf(175, 170, 5)


def test_a_probability_is_an_area() -> None:
    exact = NormalDist(170, 5).cdf(172) - NormalDist(170, 5).cdf(165)
    assert nll.probability == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize(("mu", "sigma"), [(170, 5), (0, 1), (-3, 40)])
def test_every_normal_distribution_has_the_same_share_within_one_sigma(mu: float, sigma: float) -> None:
    inside = np.linspace(mu - sigma, mu + sigma, 2001)
    share = np.trapezoid(nll.gaussian_pdf(inside, mu, sigma), inside)
    assert share == pytest.approx(math.erf(1 / math.sqrt(2)), abs=1e-7)
    assert nll.share_within_sigma == pytest.approx(share, abs=1e-6)


def test_the_curve_bends_downward_within_one_sigma_and_upward_outside() -> None:
    inside, outside = np.linspace(165.1, 174.9, 200), np.linspace(175.1, 190, 200)
    assert (np.diff(nll.gaussian_pdf(inside, 170, 5), 2) < 0).all()
    assert (np.diff(nll.gaussian_pdf(outside, 170, 5), 2) > 0).all()


def test_height_times_width_is_the_probability_of_a_thin_slice_only() -> None:
    def wrong_by(width: float) -> float:
        exact = NormalDist(170, 5).cdf(172 + width / 2) - NormalDist(170, 5).cdf(172 - width / 2)
        return float(abs(nll.height_at_172 * width / exact - 1))

    assert wrong_by(4) > 0.01 > wrong_by(1) > 1e-4 > wrong_by(0.1)


def test_the_width_of_the_slices_does_not_move_the_argmax() -> None:
    for width in (0.01, 0.1, 1):
        chances = [math.prod(width * density(HEIGHTS, mu, 5)) for mu in MEANS]
        assert int(np.argmax(chances)) == nll.best_index


def test_the_negative_log_likelihood_is_negative_in_meters_and_shifted_by_the_unit() -> None:
    assert nll.nll_in_meters == pytest.approx(nll_of(HEIGHTS / 100, 1.68, 0.05), rel=1e-12)
    assert nll.nll_in_meters < 0
    assert nll.nlls.min() - nll.nll_in_meters == pytest.approx(10 * math.log(100), rel=1e-12)


def test_with_sigma_fixed_the_negative_log_likelihood_is_the_squared_error_and_a_constant() -> None:
    formula("nll-by-squared-error").agrees(nll.negative_log_likelihood, x=HEIGHT, mu=MU, sigma=SIGMA)
    samples = np.random.default_rng(0).uniform(150, 190, (20, 7))
    for sample in samples:
        values = [
            nll.negative_log_likelihood(sample, mu, 5) - 7 / 50 * nll.mean_squared_error(sample, mu)
            for mu in MEANS
        ]
        assert values == pytest.approx([values[0]] * len(MEANS), rel=1e-12)


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
    drawn = np.random.default_rng(1234).normal(168, 5, 1000)
    assert nll.many_heights == pytest.approx(drawn)
    assert nll.many_densities == pytest.approx(density(drawn, 168, 5))
    assert nll.sum_of_logs == pytest.approx(-nll_of(drawn, 168))
    assert nll.running_logs[-1] == pytest.approx(nll.sum_of_logs)


def test_a_product_is_lost_where_it_first_is_zero() -> None:
    for lost, kind in [(nll.lost_32, np.float32), (nll.lost_64, np.float64)]:
        few = nll.many_densities[:lost].astype(kind)
        assert np.prod(few) == 0 < np.prod(few[:-1])


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


def test_descent_multiplies_the_distance_by_one_minus_rate_times_n_over_variance() -> None:
    for rate in (0.5, 2.5, 4.9, 5.1):
        factor, distance = 1 - rate * 10 / 25, 161 - 168.344
        moved = 161 - rate * nll.gaussian_nll_gradient(nll.heights, 161, 5)
        assert moved - 168.344 == pytest.approx(factor * distance, rel=1e-12, abs=1e-12)
    assert 0 < 1 - 0.5 * 10 / 25 < 1 and 1 - 2.5 * 10 / 25 == 0
    assert -1 < 1 - 4.9 * 10 / 25 < 0 and 1 - 5.1 * 10 / 25 < -1
    assert nll.reached == pytest.approx(168.344 + (160 - 168.344) * (1 - 5.1 * 10 / 25) ** 60)


def test_without_clearing_each_step_moves_by_the_sum_of_all_gradients() -> None:
    path, piled = [160.0], 0.0
    for _ in range(60):
        piled += sum(path[-1] - HEIGHTS) / 25
        path.append(path[-1] - 0.5 * piled)
    assert nll.broken_path == pytest.approx(path, rel=1e-9)
    above = np.array(nll.broken_path[-30:]) > nll.sample_mean
    assert np.count_nonzero(above[1:] != above[:-1]) >= 3


def test_the_best_sigma_is_the_root_of_the_mean_square() -> None:
    assert nll.best_sigma == pytest.approx(np.std(HEIGHTS))
    assert nll.sigmas == pytest.approx(np.arange(1, 8.01, 0.05))
    assert nll.sigma_nlls == pytest.approx([nll_of(HEIGHTS, 168.344, sigma) for sigma in nll.sigmas])
    assert abs(nll.sigmas - nll.best_sigma).argmin() == np.argmin(nll.sigma_nlls)


def test_a_few_dozen_words_underflow() -> None:
    for lost, least in zip(nll.lost_words, (2.0**-149, 2.0**-1074), strict=True):
        assert -lost * math.log(32_000) < math.log(least) - math.log(2) < -(lost - 1) * math.log(32_000)
    assert nll.word_nll == pytest.approx(math.log(32_000))
