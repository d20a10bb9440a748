"""Claims of lesson 2-4 on what it says about the loss by mean: its unit, its bottom, its squared errors."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.heights_and_phones import HEIGHTS, MEANS, NLLS, density, nll_of

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def test_the_negative_log_likelihood_is_the_other_one_upside_down() -> None:
    states(
        "로그 가능도의 값에서 부호만 바뀌었습니다. 음의 로그 가능도는 평균 …에서 가장 작고, 그 값은 …",
        "The values are those of the log likelihood with the sign flipped",
        "The negative log likelihood is smallest at a mean of …, where it is …",
        "점을 이은 선이 아래로 볼록한 포물선을 그리며 …에서 가장 낮다",
        "The line through the points is a parabola that opens upward and is lowest at …",
        "뒤집힌 포물선의 바닥이 우리가 찾는 평균입니다",
        "The bottom of the flipped parabola is the mean that we are looking for",
        "로그 가능도의 그림을 위아래로 뒤집은 모양입니다",
        "This is the figure of the log likelihood turned upside down",
        "산꼭대기를 찾던 일이 골짜기 바닥을 찾는 일로 바뀌었습니다",
        "The search for a summit has become a search for the bottom of a valley",
        "가로축은 평균 …부터 …까지, 세로축은 음의 로그 가능도",
        "Means from … to … on the horizontal axis and negative log likelihood on the vertical axis",
    )
    upright, flipped = (page.figures[cell][0].axes[0] for cell in ("log-likelihood-curve", "nll-curve"))
    assert (flipped.get_xlabel(), flipped.get_ylabel()) == ("μ", "negative log likelihood")
    mu, values = flipped.lines[0].get_data()
    assert (values == -upright.lines[0].get_ydata()).all() and values == pytest.approx(NLLS)
    assert (np.diff(values, 2) > 0).all()
    assert mu[values.argmin()] == nll.means[nll.nll_index] == nll.best_mean
    assert page.said["negative-log-likelihood"] == [str(nll.best_mean), f"{values.min():.3f}"]
    assert (mu[0], mu[-1]) == (160, 180)


def test_the_negative_log_likelihood_is_negative_in_meters_and_shifted_by_the_unit() -> None:
    states(
        "음의 로그 가능도는 음수도 될 수 있습니다",
        "A negative log likelihood can itself be negative",
        "센티미터에서 …이던 값이 미터에서는 …입니다",
        "With centimeters the value is …; with meters it is …",
        "로그 밀도는 한 사람마다 $\\log 100$만큼 커지고, 열 명이면 …나트만큼 커집니다",
        "so the log density grows by $\\log 100$ for each person and by … nats for all ten",
        "밀도가 100배이니",
        "The densities are 100 times as large",
        "연속확률분포의 음의 로그 가능도는 값 하나만 보고 좋고 나쁨을 말할 수 없고",
        "a single negative log likelihood does not tell us whether a model is good or bad",
        "같은 단위로 잰 것끼리만 비교할 수 있습니다",
        "We can only compare values measured in the same unit",
    )
    assert nll.nll_in_meters == pytest.approx(nll_of(HEIGHTS / 100, 1.68, 0.05), rel=1e-12)
    assert nll.nll_in_meters < 0 < nll.nlls.min()
    assert nll.nlls.min() - nll.nll_in_meters == pytest.approx(10 * math.log(100), rel=1e-12)
    grown = nll.gaussian_log_pdf(HEIGHTS / 100, 1.68, 0.05) - nll.gaussian_log_pdf(HEIGHTS, 168, 5)
    assert grown == pytest.approx(math.log(100))
    worse_in_meters = nll.negative_log_likelihood(HEIGHTS / 100, 1.6, 0.05)
    assert worse_in_meters < nll.nlls.min() and worse_in_meters > nll.nll_in_meters


def test_moving_the_first_curve_towards_the_heights_lengthens_their_lines_and_lowers_the_nll() -> None:
    states(
        "키가 모인 쪽으로 옮기면 세로선이 길어지고, …이던 음의 로그 가능도는 점점 작아집니다",
        "As you move it toward the heights, the vertical lines become longer",
        "which starts at …, becomes smaller and smaller",
        "표준편차가 5일 때의 값은 다음과 같고",
        "For a standard deviation of 5, the values are as follows",
    )
    for left, right in zip(range(160, 164), range(161, 165), strict=True):
        assert (density(HEIGHTS, right, 5) > density(HEIGHTS, left, 5)).all()
        assert nll_of(HEIGHTS, right) < nll_of(HEIGHTS, left)
    assert nll.nlls == pytest.approx(NLLS) and (np.diff(nll.nlls[: nll.best_index + 1]) < 0).all()


def test_a_narrower_curve_fits_better_until_it_is_too_narrow() -> None:
    states(
        "곡선이 좁고 높아지면서 음의 로그 가능도는 …보다 더 작아집니다",
        "The curve becomes narrower and higher, and the negative log likelihood falls below …",
        "너무 줄이면 봉우리에서 먼 키의 세로선이 짧아지고, 음의 로그 가능도는 다시 커집니다",
        "the vertical lines of the heights far from the peak become short",
        "and the negative log likelihood grows again",
    )
    by_sigma = {s: nll.negative_log_likelihood(HEIGHTS, 168, s) for s in (5, 4.5, 4, 3.5, 3, 2, 1.5)}
    assert list(by_sigma.values()) == pytest.approx([nll_of(HEIGHTS, 168, sigma) for sigma in by_sigma])
    assert list(by_sigma.values())[:5] == sorted(list(by_sigma.values())[:5], reverse=True)
    assert by_sigma[3] < by_sigma[2] < by_sigma[5] < by_sigma[1.5]
    assert density(HEIGHTS[-1], 168, 1.5) < density(HEIGHTS[-1], 168, 5)
    assert nll.gaussian_pdf(168, 168, 3) > nll.gaussian_pdf(168, 168, 5)


def test_with_sigma_fixed_the_negative_log_likelihood_is_the_squared_error_and_a_constant() -> None:
    states(
        "로그 밀도의 식을 열 명만큼 더하고 부호를 바꾸면, 음의 로그 가능도는 두 항으로 나뉩니다",
        "Add up the log densities of all ten students and flip the sign, and the negative log likelihood",
        "$\\sigma$를 정해 두면 두 번째 항은 상수입니다",
        "With $\\sigma$ fixed, the second term is a constant",
        "오차의 제곱을 더한 것은 오차의 제곱의 평균, 곧 **평균제곱오차**(mean squared error, MSE)의 $n$배",
        "the sum of the squared errors is $n$ times their mean, which is called the **mean squared error**",
        "평균제곱오차의 $\\frac{n}{2\\sigma^2}$배를 뺀 나머지는 셋 다 …입니다",
        "times the mean squared error away from the negative log likelihood, and what remains is … all three",
        "정규분포에서 음의 로그 가능도를 최소화하는 일은 평균제곱오차를 최소화하는 일과 같습니다",
        "minimizing the negative log likelihood is the same as minimizing the mean squared error",
        "$\\sigma$를 정해 둔 정규분포에서는 평균제곱오차를 최소화하는 일과 같습니다",
        "For a normal distribution with $\\sigma$ fixed, this is the same as minimizing the mean squared",
    )
    formula("nll-by-squared-error").agrees(
        nll.negative_log_likelihood, x=(150, 190), mu=(160, 180), sigma=(1, 10)
    )
    samples = np.random.default_rng(0).uniform(150, 190, (20, 7))
    for sample in samples:
        errors = [nll.mean_squared_error(sample, mu) for mu in MEANS]
        assert errors == pytest.approx([sum((sample - mu) ** 2) / 7 for mu in MEANS], rel=1e-12)
        losses = [nll.negative_log_likelihood(sample, mu, 5) for mu in MEANS]
        values = [loss - 7 / 50 * error for loss, error in zip(losses, errors, strict=True)]
        assert values == pytest.approx([7 / 2 * math.log(50 * math.pi)] * len(MEANS), rel=1e-12)
        assert np.argmin(errors) == np.argmin(losses)
    rests = re.findall(r"rest (\S+)", page.printed["mean-squared-error"])
    assert len(rests) == 3 and set(rests) == {f"{nll.rest:.3f}"}


def test_the_grid_holds_whole_numbers_only() -> None:
    states(
        "우리는 $\\mu$를 1씩 옮겼으니 정수가 아닌 평균은 살펴보지 않았습니다",
        "We moved $\\mu$ in steps of 1, so we never looked at a mean that is not a whole number",
    )
    assert nll.means.dtype.kind == "i" and (np.diff(nll.means) == 1).all()


def test_the_exact_estimate_is_the_sample_mean_where_the_gradient_is_zero() -> None:
    states(
        "음의 로그 가능도를 $\\mu$로 미분하면 정확한 답을 얻습니다",
        "Differentiating the negative log likelihood with respect to $\\mu$ gives the exact answer",
        "음의 로그 가능도는 아래로 볼록한 포물선이므로, **기울기**(gradient)가 0인 곳이 골짜기의",
        "The negative log likelihood is a parabola that opens upward, so the bottom of the valley is where",
        "정확한 최대가능도 추정값은 **표본평균**(sample mean)입니다",
        "The exact maximum likelihood estimate is the **sample mean**",
        "$\\sigma$는 식에서 사라졌으므로 $\\sigma$를 얼마로 두든 답은 같습니다",
        "The formula no longer contains $\\sigma$, so the answer is the same whatever $\\sigma$ is",
        "표본평균은 …입니다. 그곳에서 기울기는 0입니다",
        "The sample mean is …, and the gradient there is 0",
        "추정값은 정규분포의 평균이라면 표본평균 …, 안드로이드의 비율이라면 표본의 비율 …입니다",
        "For the mean of a normal distribution, the estimate is the sample mean, …; for the share of Android",
        "우리 예제는 도함수를 0으로 놓은 식을 풀 수 있으니 이 방법이 꼭 필요하지는 않습니다",
        "Our examples do not strictly need this method, because we can set the derivative to 0 and solve",
    )
    assert nll.sample_mean == pytest.approx(168.344, abs=1e-9)
    around = nll.sample_mean + np.linspace(-8, 8, 160)
    for sigma in (1, 5, 20):
        assert nll.gaussian_nll_gradient(nll.heights, nll.sample_mean, sigma) == pytest.approx(0, abs=1e-9)
        bottom = nll.negative_log_likelihood(nll.heights, nll.sample_mean, sigma)
        assert all(bottom < nll.negative_log_likelihood(nll.heights, mu, sigma) for mu in around)
    assert nll.least_nll == pytest.approx(nll_of(HEIGHTS, 168.344))
    assert nll.least_nll < nll.nlls.min()
    assert abs(nll.binomial_nll_gradient(7 / 10, nll.k, nll.n)) < 1e-12


def test_left_of_the_bottom_the_gradient_is_negative() -> None:
    states(
        "격자에서 고른 평균 …에서는 기울기가 …입니다",
        "At …, the mean chosen from the grid, the gradient is …",
        "음수이므로 오른쪽으로 내려갈 길이 아직 조금 남아 있습니다",
        "It is negative, so there is still a little way to go down to the right",
    )
    at_best, at_next = (nll.gaussian_nll_gradient(nll.heights, mu, 5) for mu in (168, 169))
    assert at_best < 0 < at_next and nll.best_mean == 168 < nll.sample_mean
    assert page.said["sample-mean"][1:] == ["168", f"{at_best:.4f}"]
    assert nll.negative_log_likelihood(nll.heights, 168.1, 5) < nll.nlls.min()


def test_the_best_mean_is_the_grid_point_nearest_to_the_exact_estimate() -> None:
    states(
        "1 간격으로 놓인 격자점 가운데에서는 …에 있는 점이 가장 낮지만, 곡선의 바닥은 그보다 오른쪽인",
        "Of the grid points, which are 1 apart, the one at … is the lowest, but the bottom of the curve",
        "lies to the right of it, at …",
        "바닥은 격자점과 격자점 사이에 있습니다",
        "The bottom lies between two grid points",
        "격자가 평균 …에서 멈춘 것은 그 값이 참이어서가 아닙니다",
        "The grid chose a mean of …, but not because that value is true",
        "격자점 가운데 표본평균 …에 가장 가까웠을 뿐입니다",
        "It is simply the grid point nearest to the sample mean, …",
        "격자로 구한 답은 격자의 간격만큼 거칠다는 점을 기억해 둡시다",
        "Keep in mind that an answer found on a grid is only as fine as the grid",
        "평균의 격자는 …에서, 비율의 격자는 …에서 멈췄습니다",
        "The grid of means stopped at … and the grid of shares at …",
        "격자로 찾은 답은 격자만큼 거칩니다",
        "An answer found on a grid is as coarse as the grid",
        "바닥 근처를 확대한 음의 로그 가능도 곡선",
        "The curve of the negative log likelihood, enlarged near its bottom",
    )
    nearest = nll.means[abs(nll.means - 168.344).argmin()]
    assert nll.best_mean == nll.means[nll.log_index] == nll.means[nll.nll_index] == nearest == 168
    assert nll.best_share == nll.p[abs(nll.p - 0.7).argmin()] != 0.7
    for step in (1, 0.1, 0.01):
        grid = np.arange(160, 180, step)
        found = grid[np.argmin([nll.negative_log_likelihood(nll.heights, mu, 5) for mu in grid])]
        assert step / 10 < abs(found - nll.sample_mean) < step / 2
    axis = page.figures["between-grid-points"][0].axes[0]
    mu, values = axis.lines[0].get_data()
    places, heights = axis.lines[1].get_data()
    assert list(places) == [167, 168, 169, 170] and places[heights.argmin()] == 168
    assert abs(mu - 168.344).argmin() == values.argmin()
    assert axis.get_ylabel() == "negative log likelihood" and mu[-1] - mu[0] < 4
