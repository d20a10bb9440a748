"""Claims of lesson 2-6 on normals, estimates and a mixture: its formulas and sentences."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson

from tests.lessons.two_distributions import (
    DEVIATION,
    FINE,
    MEAN,
    Draws,
    downhill,
    estimate,
    forward,
    log_density,
    mixture,
    of_normals,
    reverse,
)

lesson_kl = lesson("kl_divergence.py")
draws = Draws()

MU, SIGMA = (-3, 3), (0.5, 3)
EXACT = of_normals(NormalDist(0, 1), NormalDist(1, 2))


def test_the_divergence_between_two_normals() -> None:
    def of_arrays(mu: np.ndarray, sigma: np.ndarray) -> float:
        return float(lesson_kl.kl_normals(mu[0], sigma[0], mu[1], sigma[1]))

    formula("kl-normals").agrees(of_arrays, mu=MU, sigma=SIGMA)


def test_the_logarithm_of_the_ratio_of_two_normals() -> None:
    def log_ratio(x: float, mu: np.ndarray, sigma: np.ndarray) -> float:
        first, second = (lesson_kl.gaussian_log_pdf(x, mu[at], sigma[at]) for at in (0, 1))
        return float(first - second)

    formula("log-ratio-of-normals").agrees(log_ratio, x=(-3, 3), mu=MU, sigma=SIGMA)


def test_the_standard_error_is_what_the_lesson_computes() -> None:
    draws_of_unit = np.random.default_rng(0).normal(0, 1, 400)
    ratios = lesson_kl.gaussian_log_pdf(draws_of_unit, 0, 1) - lesson_kl.gaussian_log_pdf(draws_of_unit, 1, 2)
    assert lesson_kl.monte_carlo(draws_of_unit)[1] == pytest.approx(np.std(ratios, ddof=1) / 20, rel=1e-9)
    formula("standard-error").agrees(lambda s, n: s / math.sqrt(n), s=(0.1, 5), n=(2, 1000))


def test_the_density_of_a_mixture() -> None:
    claimed = formula("mixture-pdf")
    claimed.agrees(lesson_kl.mixture_pdf, x=(-3, 3), w=(0.1, 0.9), mu=MU, sigma=SIGMA)


# What the lesson says in words


def random_normals(count: int) -> list[tuple[NormalDist, NormalDist]]:
    generator = np.random.default_rng(0)
    rows = zip(generator.uniform(*MU, (count, 2)), generator.uniform(*SIGMA, (count, 2)), strict=True)
    return [(NormalDist(m[0], s[0]), NormalDist(m[1], s[1])) for m, s in rows]


def closed(one: NormalDist, other: NormalDist) -> float:
    return float(lesson_kl.kl_normals(one.mean, one.stdev, other.mean, other.stdev))


def test_the_closed_form_is_the_integral_and_what_pytorch_gives() -> None:
    for one, other in random_normals(25):
        ours, theirs = (
            torch.distributions.Normal(torch.tensor(n.mean).double(), n.stdev) for n in (one, other)
        )
        by_torch = torch.distributions.kl_divergence(ours, theirs).item()
        assert closed(one, other) == pytest.approx(of_normals(one, other), rel=1e-8)
        assert closed(one, other) == pytest.approx(by_torch, rel=1e-5)
    assert lesson_kl.by_area == pytest.approx(EXACT, rel=1e-9)
    assert lesson_kl.by_torch == pytest.approx(EXACT, rel=1e-6)


def test_normals_of_equal_variance_are_symmetric_and_others_are_not() -> None:
    for one, other in random_normals(200):
        same = NormalDist(other.mean, one.stdev)
        distance = (one.mean - other.mean) ** 2 / (2 * one.variance)
        assert closed(one, same) == pytest.approx(closed(same, one)) == pytest.approx(distance, abs=1e-12)
        at_one_mean = NormalDist(one.mean, other.stdev)
        assert closed(one, at_one_mean) != pytest.approx(closed(at_one_mean, one), rel=1e-6)


def test_the_narrow_to_the_wide_costs_less_than_the_wide_to_the_narrow() -> None:
    narrow, wide = NormalDist(0, 1), NormalDist(0, 2)
    assert closed(narrow, wide) < closed(wide, narrow)


def test_the_log_densities_give_the_difference_that_the_derivation_starts_from() -> None:
    one, other, x = NormalDist(1, 2), NormalDist(-1, 0.7), np.linspace(-4, 4, 50)
    stated = math.log(0.7 / 2) - (x - 1) ** 2 / 8 + (x + 1) ** 2 / (2 * 0.49)
    assert log_density(x, one) - log_density(x, other) == pytest.approx(stated)
    densities = np.exp(log_density(FINE - 150, one))
    mean_square = np.sum(densities * (FINE - 150 + 1) ** 2) / 4
    assert mean_square == pytest.approx(2**2 + (1 + 1) ** 2)


def test_the_closed_form_lies_within_a_few_standard_errors_of_each_estimate() -> None:
    for size, (middle, error) in lesson_kl.estimates.items():
        assert (middle, error) == pytest.approx(estimate(draws.by_size[size]))
        assert abs(middle - EXACT) < 3 * error


def test_the_standard_error_tells_how_far_estimates_scatter_and_shrinks_with_the_root() -> None:
    middles, errors = np.array(lesson_kl.many).T
    # The standard deviation of 2,000 estimates is itself off by 1.6 %.
    assert middles.std() == pytest.approx(np.mean(errors), rel=0.05)
    sizes = np.array(list(lesson_kl.estimates))
    x = draws.by_size[100_000]
    ratios = math.log(2) - x**2 / 2 + (x - 1) ** 2 / 8
    kurtosis = np.mean((ratios - ratios.mean()) ** 4) / ratios.var() ** 2
    for size, (_, error) in lesson_kl.estimates.items():
        # A standard deviation estimated from n draws is off by √((kurtosis − 1) / 4n) of itself.
        spread = math.sqrt((kurtosis - 1) / (4 * size))
        assert error * math.sqrt(size) == pytest.approx(ratios.std(), rel=3 * spread)
    assert list(sizes) == [10, 100, 1_000, 10_000, 100_000]


def test_two_of_three_estimates_hold_the_exact_value_within_one_standard_error() -> None:
    off = [abs(middle - EXACT) / error for middle, error in map(estimate, draws.repeated)]
    # Shares of 2,000 estimates: three standard errors of theirs.
    assert lesson_kl.within_one == np.mean(np.array(off) < 1) == pytest.approx(math.erf(0.5**0.5), abs=0.03)
    # Four of a rarer case.
    assert lesson_kl.within_two == np.mean(np.array(off) < 2) == pytest.approx(math.erf(2**0.5), abs=0.02)


# Covering and seeking


def test_the_grid_holds_the_mixture_and_its_moments() -> None:
    assert lesson_kl.grid == pytest.approx(np.arange(0, 301))
    assert lesson_kl.mixture == pytest.approx(mixture(lesson_kl.grid))
    assert lesson_kl.mixture_mean == pytest.approx(MEAN) == pytest.approx(142.2)
    assert lesson_kl.mixture_std == pytest.approx(DEVIATION)
    assert lesson_kl.at_mean < lesson_kl.mixture.max() / 50


@pytest.mark.parametrize(("mu", "sigma"), [(142.2, 22), (125, 6), (168, 7), (110, 10), (180, 3), (150, 30)])
def test_the_grid_is_fine_enough_for_both_directions(mu: float, sigma: float) -> None:
    assert lesson_kl.forward_kl(mu, sigma) == pytest.approx(forward(mu, sigma), rel=1e-9)
    assert lesson_kl.reverse_kl(mu, sigma) == pytest.approx(reverse(mu, sigma), rel=1e-4)


def test_the_best_of_the_forward_direction_has_the_mean_and_deviation_of_the_mixture() -> None:
    for start in ((110, 10), (180, 10)):
        assert lesson_kl.fits["forward", *start][:2] == pytest.approx((MEAN, DEVIATION), abs=1e-3)
    assert downhill(lesson_kl.forward_kl, 130, 9) == pytest.approx((MEAN, DEVIATION), abs=1e-3)
    generator = np.random.default_rng(0)
    least = lesson_kl.forward_kl(MEAN, DEVIATION)
    others = zip(generator.uniform(100, 190, 200), generator.uniform(4, 40, 200), strict=True)
    assert all(lesson_kl.forward_kl(mu, sigma) > least for mu, sigma in others)


def test_the_forward_direction_is_a_parabola_in_the_mean() -> None:
    assert np.diff(lesson_kl.forward_curve, 2) == pytest.approx(np.full(79, 1 / 10**2))


def test_the_reverse_direction_ends_in_the_valley_that_it_starts_near() -> None:
    for start in ((110, 10), (180, 10), (145, 20)):
        mu, sigma = downhill(reverse, *start)
        found = lesson_kl.fits["reverse", *start]
        # The page rounds to one decimal, and both descents stop near the bottom.
        assert found == pytest.approx((mu, sigma, reverse(mu, sigma)), abs=0.01)
    children, adults, both = (
        lesson_kl.fits["reverse", *start] for start in ((110, 10), (180, 10), (145, 20))
    )
    assert abs(children[0] - 125) < 0.1 and abs(adults[0] - 168) < 0.1
    assert 125 < both[0] < 168 and both[1] > 15
    assert children[2] < adults[2] < both[2]


def test_a_hump_alone_costs_about_the_log_of_its_share() -> None:
    # About: the humps overlap a little.
    assert lesson_kl.scores["children"][1] == pytest.approx(math.log(1 / 0.6), abs=0.005)
    # The same overlap.
    assert lesson_kl.scores["adults"][1] == pytest.approx(math.log(1 / 0.4), abs=0.005)


def test_the_wide_one_is_best_forward_and_worst_in_reverse() -> None:
    scores = lesson_kl.scores
    assert min(scores, key=lambda name: scores[name][0]) == "wide"
    assert min(scores, key=lambda name: scores[name][1]) == "children"
    assert max(scores, key=lambda name: scores[name][1]) == "wide"


def test_maximum_likelihood_is_the_forward_direction() -> None:
    people = draws.people
    assert lesson_kl.people == pytest.approx(people)
    error = DEVIATION / math.sqrt(len(people))
    assert abs(people.mean() - MEAN) < 3 * error
    assert abs(people.std() - DEVIATION) < 3 * error


def test_the_divergence_has_no_unit() -> None:
    for one, other in random_normals(50):
        scaled = [NormalDist(100 * n.mean, 100 * n.stdev) for n in (one, other)]
        assert closed(*scaled) == pytest.approx(closed(one, other))
    assert lesson_kl.centimeters == pytest.approx(lesson_kl.meters) == pytest.approx(0.08)
