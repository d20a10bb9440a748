"""Claims of lesson 2-4 on what it says about likelihoods and the parameters that make them largest."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.heights_and_phones import HEIGHTS, LIKELIHOODS, MEANS, density, nll_of

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def lengths(cell: str, at: int = 0) -> dict[float, float]:
    """Return the lengths of the vertical lines in a figure by their place."""
    segments = page.figures[cell][0].axes[0].collections[at].get_segments()
    assert all(start[0] == end[0] and start[1] == 0 for start, end in segments)
    return {float(end[0]): float(end[1]) for _, end in segments}


def curve(cell: str, at: int = 0) -> tuple[Any, Any]:
    """Return the points of a line in a figure."""
    x, y = page.figures[cell][0].axes[0].lines[at].get_data()
    return x, y


def test_of_four_shares_seven_tenths_agrees_best_with_what_three_people_say() -> None:
    states(
        "독립인 사건이 함께 일어날 확률은 각 확률의 곱이므로",
        "The probability that independent events happen together is the product of their probabilities",
        "0.7을 넣었을 때 값이 가장 큽니다",
        "The largest value comes from 0.7",
        "넷 가운데 우리가 본 답과 가장 잘 어울리는 $p$가 0.7이라는 말입니다",
        "of the four, it is the $p$ that agrees best with the answers we saw",
    )
    rows = re.findall(r"p = (\S+): (\S+)", page.printed["three-phones"])
    chances = {float(share): float(chance) for share, chance in rows}
    assert list(chances) == [0.3, 0.5, 0.7, 0.9] and max(chances, key=chances.__getitem__) == 0.7
    for share, chance in chances.items():
        android = range(round(10 * share))
        people = itertools.product(range(10), repeat=3)
        alike = sum(a in android and b in android and c not in android for a, b, c in people)
        assert alike / 10**3 == pytest.approx(chance, abs=1e-9)


def test_the_width_of_the_slices_does_not_move_the_argmax() -> None:
    states(
        "자의 눈금이 정하는 $\\Delta^n$은 $\\theta$가 무엇이든 같으므로, $\\theta$끼리 비교할 때는 빼도",
        "is the same for every $\\theta$, so we may drop it when we compare one $\\theta$ with another",
    )
    for width in (0.01, 0.1, 1):
        chances = np.array([math.prod(width * density(HEIGHTS, mu, 5)) for mu in MEANS])
        assert chances / nll.likelihoods == pytest.approx(width**10)
        assert int(np.argmax(chances)) == nll.best_index


def test_the_likelihood_given_heights_is_the_product_of_their_densities() -> None:
    states(
        "그래서 연속확률분포에서는 밀도만 곱한 값을 가능도라고 합니다",
        "For a continuous distribution, then, the likelihood is the product of the densities alone",
        "두 사람의 키가 165와 172일 때 $\\theta=(170, 5)$의 가능도",
        "the likelihood of $\\theta=(170, 5)$ given two heights, 165 and 172",
        "두 점에서 잰 높이를 곱한 값입니다",
        "It is the product of the heights of the curve at the two points",
        "확률은 곡선 아래의 넓이이고, 가능도는 표본의 각 점에서 잰 밀도(이산확률분포에서는 확률)의",
        "Probability is the area under the curve. Likelihood is the product of the densities at the points",
        "for a discrete distribution, it is the product of the probabilities",
    )
    both = density(165, 170, 5) * density(172, 170, 5)
    assert float(page.printed["likelihood"]) == pytest.approx(both, abs=5e-7)
    assert nll.likelihood(np.array([165, 172]), 170, 5) == pytest.approx(both)
    assert nll.binomial_likelihood(0.7, 2, 3) == pytest.approx(0.7 * 0.7 * 0.3)


def test_a_sample_in_the_middle_is_likelier_than_one_of_equal_size_in_the_tails() -> None:
    states(
        "크기가 같은 두 표본을 비교해 봅시다",
        "Let's compare two samples of the same size",
        "표본 $a$는 평균 170 가까이에 모여 있고, 표본 $b$는 양쪽 꼬리에 흩어져 있습니다",
        "Sample $a$ is gathered near the mean of 170, and sample $b$ is scattered over both tails",
        "$a$를 보았을 때의 가능도가 $b$를 보았을 때의 …배입니다",
        "The likelihood given $a$ is … times the likelihood given $b$",
        "분포는 하나인데 무엇을 보았느냐에 따라 가능도가 이만큼 벌어집니다",
        "The distribution is the same, and yet the likelihood differs this much depending on what we saw",
    )
    assert len(nll.sample_a) == len(nll.sample_b)
    assert abs(nll.sample_a - 170).max() < abs(nll.sample_b - 170).min()
    assert (nll.sample_b < 170).any() and (nll.sample_b > 170).any()
    assert nll.likelihood_a == pytest.approx(math.prod(density(nll.sample_a, 170, 5)))
    assert nll.likelihood_b == pytest.approx(math.prod(density(nll.sample_b, 170, 5)))
    assert nll.ratio == nll.likelihood_a / nll.likelihood_b > 1


def test_e_in_the_output_is_a_power_of_ten() -> None:
    states(
        "출력에 나온 `e`는 십의 거듭제곱을 곱한다는 표시입니다",
        "In the output, `e` stands for “times ten to the power of”",
        "$a$를 보았을 때의 가능도를 수학 시간에 쓰던 대로 적으면 …입니다",
        "In the notation of a math class, the likelihood given $a$ is …",
    )
    found = re.search(r"L\(θ; a\) = (\S+)e(\S+)", page.printed["two-samples"])
    assert found and float(found[1]) * 10 ** int(found[2]) == pytest.approx(nll.likelihood_a, rel=1e-3)
    assert page.said["two-samples"][0] == f"{nll.likelihood_a:.3e}"


def test_the_lines_of_the_first_sample_are_all_longer() -> None:
    states(
        "평균 170인 종 모양 곡선 위에 두 표본을 찍은 그림",
        "Two samples marked on a bell-shaped curve with mean 170",
        "표본 a의 다섯 점은 163과 176 사이에 있어 세로선이 길고",
        "The five points of sample a lie between 163 and 176, and their vertical lines are long",
        "표본 b의 다섯 점은 156과 161 사이, 180과 183 사이에 있어 세로선이 짧다",
        "The five points of sample b lie between 156 and 161 and between 180 and 183, and their vertical",
        "세로선이 길수록 밀도가 높습니다",
        "The longer the vertical line, the higher the density",
        "$a$의 세로선은 하나같이 $b$의 어느 세로선보다 깁니다",
        "Every line of $a$ is longer than any line of $b$",
        "낮은 밀도를 여러 번 곱하면 가능도는 빠르게 작아집니다",
        "When several low densities are multiplied, the likelihood quickly becomes small",
    )
    a, b = (lengths("two-samples-on-the-curve", at) for at in (0, 1))
    assert list(a) == list(nll.sample_a) and list(b) == list(nll.sample_b)
    x, y = curve("two-samples-on-the-curve")
    assert y == pytest.approx(density(x, 170, 5))
    for place, length in (a | b).items():
        assert length == pytest.approx(float(density(place, 170, 5)))
    assert (min(a), max(a)) == (163, 176)
    low, high = [place for place in b if place < 170], [place for place in b if place > 170]
    assert (min(low), max(low), min(high), max(high)) == (156, 161, 180, 183)
    assert min(a.values()) > max(b.values())
    products = np.cumprod(list(b.values()))
    assert (products[1:] < products[:-1] / 20).all()


def test_the_heights_on_a_line() -> None:
    states(
        "키를 나타내는 가로축 위에 점 열 개가 찍혀 있다",
        "Ten points on a horizontal axis that shows height",
        "가장 왼쪽 점은 …, 가장 오른쪽 점은 …이고, 왼쪽 끝에 점 … 개가 몰려 있다. 점마다 위에 키가",
        "The leftmost point is at … and the rightmost at …; … points crowd together at the left end",
        "Each height is written above its point",
        "가장 작은 키는 …센티미터, 가장 큰 키는 …센티미터입니다",
        "The smallest height is … centimeters, and the largest is … centimeters",
    )
    axis = page.figures["heights-on-a-line"][0].axes[0]
    x = curve("heights-on-a-line")[0]
    assert axis.get_xlabel() == "height (cm)" and list(x) == list(nll.heights) == sorted(x)
    assert list(map(float, page.said["heights-on-a-line"])) == [x[0], x[-1], 4, x[0], x[-1]]
    assert x[3] - x[0] < 1.3 < 1.6 < x[4] - x[3] and (x < 167).sum() == 4
    for height, text in zip(x, axis.texts, strict=True):
        assert text.get_text() == f"{height:.2f}" and text.get_position() == (height, 0.25)


def test_ten_small_densities_have_a_very_small_product() -> None:
    states(
        "먼저 평균이 170, 표준편차가 5라고 가정하고 열 점의 밀도와 그 곱을 구합니다",
        "we assume a mean of 170 and a standard deviation of 5, and compute the densities at the ten points",
        "1보다 훨씬 작은 수를 열 개나 곱했기 때문입니다",
        "we multiplied ten numbers that are all far below 1",
        "… 개의 높이를 모두 곱하면 가능도입니다",
        "Multiply the heights of all … lines, and you have the likelihood",
    )
    assert nll.densities == pytest.approx(density(HEIGHTS, 170, 5)) and len(nll.densities) == 10
    assert nll.densities.max() < 0.1
    lines = lengths("heights-under-mean-170")
    assert math.prod(lines.values()) == pytest.approx(nll.likelihood(nll.heights, 170, 5))


def test_under_mean_170_the_points_lie_to_the_left() -> None:
    states(
        "점은 봉우리 근처와 왼쪽 비탈에 몰려 있고 오른쪽 비탈에는 봉우리 가까이에만 있다",
        "The points gather near the peak and on the left side of the curve; on the right side they stay",
        "평균 170, 표준편차 5인 종 모양 곡선에 … 명의 키에서 세운 세로선이 닿아 있다",
        "A bell-shaped curve with mean 170 and standard deviation 5, and vertical lines that rise to it",
        "점들이 봉우리의 왼쪽으로 조금 치우쳐 있습니다",
        "The points lie slightly to the left of the peak",
        "곡선을 왼쪽으로 살짝 옮기면 더 잘 맞을 것 같습니다",
        "If we shift the curve a little to the left, it should fit better",
    )
    x, y = curve("heights-under-mean-170")
    lines = lengths("heights-under-mean-170")
    assert y == pytest.approx(density(x, 170, 5)) and list(lines) == list(nll.heights)
    assert list(lines.values()) == pytest.approx(density(HEIGHTS, 170, 5))
    left, right = [170 - mu for mu in lines if mu < 170], [mu - 170 for mu in lines if mu > 170]
    assert len(left) > len(right) and max(right) < 3 < 5 < max(left) and 168 < nll.heights.mean() < 170
    at_169, at_170, at_171 = (nll.likelihood(nll.heights, mu, 5) for mu in (169, 170, 171))
    assert at_169 > at_170 > at_171


def test_of_three_candidates_the_middle_one_fits_best() -> None:
    states(
        "평균이 160, 168, 176인 종 모양 곡선 세 개와, 가로축 위에 짧은 눈금으로 표시한 열 명의 키",
        "Three bell-shaped curves with means 160, 168, and 176, and the ten heights as short ticks",
        "눈금은 가운데 곡선의 봉우리 아래에 모여 있고, 왼쪽 곡선과 오른쪽 곡선에서는 비탈이나",
        "The ticks gather under the peak of the middle curve; for the left and right curves they fall on a",
        "왼쪽으로 치우친 후보, 잘 맞는 후보, 오른쪽으로 치우친 후보",
        "A candidate too far to the left, one that fits, and one too far to the right",
        "평균이 160인 곡선은 왼쪽으로, 176인 곡선은 오른쪽으로 너무 치우쳤습니다",
        "The curve with mean 160 is too far to the left, and the one with mean 176 is too far to the right",
        "셋 가운데 가능도가 가장 큰 것은 가운데 곡선이고, 그 값은 …입니다",
        "Of the three, the middle curve has the largest likelihood, …",
        "왼쪽 후보는 …, 오른쪽 후보는 …에 그칩니다",
        "The left candidate reaches only …, and the right one only …",
    )
    ticks, *curves = page.figures["three-candidates"][0].axes[0].lines
    assert list(ticks.get_xdata()) == list(nll.heights) and max(ticks.get_ydata()) < 0.005
    for line, mu in zip(curves, (160, 168, 176), strict=True):
        x, y = line.get_data()
        assert y == pytest.approx(density(x, mu, 5))
    assert 160 < nll.heights.min() < 168 < nll.heights.max() < 176
    assert abs(nll.heights - 168).max() < 5 and abs(nll.heights.mean() - 168) < 1
    values = nll.candidate_likelihoods
    assert max(values, key=values.__getitem__) == 168
    assert page.said["three-candidates"][:3] == [f"{values[mu]:.3g}" for mu in (168, 160, 176)]


def test_argmax_is_the_place_of_the_largest_value() -> None:
    states(
        "**argmax**는 가장 큰 값이 아니라, 값을 가장 크게 만드는 $\\theta$를 뜻합니다",
        "Here **argmax** means not the largest value itself, but the $\\theta$ that makes the value largest",
        "$\\sigma=5$는 그대로 두고 $\\mu$를 160에서 180까지 1씩 옮깁니다",
        "We leave $\\sigma=5$ as it is and move $\\mu$ from 160 to 180 in steps of 1",
        "`arange(160, 181)`은 끝값 181을 빼고 180까지 만듭니다",
        "`arange(160, 181)` leaves out its end value, 181, and stops at 180",
        "가능도는 평균 …에서 가장 크고, 그 값은 …입니다. 배열에서의 **인덱스**(index)는 …입니다",
        "The likelihood is largest at a mean of …, where it is …. The index of this value in the array is …",
        "인덱스는 0부터 셉니다",
        "Indices count from 0",
        "최대가능도 추정은 가능도를 가장 크게 하는 매개변수를 고릅니다",
        "Maximum likelihood estimation picks the parameters with the largest likelihood",
    )
    assert list(nll.means) == list(range(160, 180 + 1)) == list(MEANS)
    assert nll.likelihoods == pytest.approx(LIKELIHOODS)
    assert nll.best_mean == nll.means[nll.best_index] == nll.means[0] + nll.best_index
    assert (nll.likelihoods[nll.means != nll.best_mean] < nll.likelihood(nll.heights, nll.best_mean, 5)).all()


def test_the_likelihood_has_one_sharp_peak() -> None:
    states(
        "가로축은 평균 160부터 180까지, 세로축은 가능도",
        "Means from 160 to 180 on the horizontal axis and likelihood on the vertical axis",
        "점 …개를 이은 선이 …에서 뾰족한 봉우리를 이루고, 봉우리에서 멀어지면 거의 0에 붙어 있다",
        "forms a sharp peak at … and lies almost at 0 away from the peak",
        "평균을 1씩 옮기며 구한 가능도",
        "The likelihood as a function of the mean, in steps of 1",
        "봉우리는 하나이고 …에 있습니다. 봉우리에서 몇 걸음만 벗어나도 값이 거의 0에 붙어",
        "There is one peak, and it is at …. Only a few steps away from it, the value is all but 0",
        "평균을 너무 작게 잡아도 어색하고, 너무 크게 잡아도 어색합니다. 그 사이 어딘가에 가장",
        "If we set it too low, the heights look out of place. If we set it too high, they look just as",
        "Somewhere in between lies the most plausible mean",
    )
    axis = page.figures["likelihood-curve"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("μ", "likelihood")
    mu, values = curve("likelihood-curve")
    assert list(mu) == list(range(160, 181)) and values == pytest.approx(LIKELIHOODS)
    assert (np.diff(values[:9]) > 0).all() and (np.diff(values[8:]) < 0).all() and mu[8] == nll.best_mean
    assert values[abs(mu - 168) >= 5].max() < 0.02 * values.max()


def test_half_of_the_heights_are_on_each_side_of_the_best_mean() -> None:
    states(
        "점들이 봉우리의 양쪽에 반씩 나뉘어 있고 모든 세로선이 길다",
        "The points are split evenly between both sides of the peak, and all the lines are long",
        "후보 … 개 가운데 … 명의 키와 가장 잘 어울리는 곡선",
        "Of the … candidates, the curve that agrees best with the … heights",
        "이번에는 점들이 봉우리의 양쪽에 반씩 나뉘어 섰습니다",
        "This time the points are split evenly between both sides of the peak",
        "가장 짧은 세로선의 길이는 …입니다. $\\mu=170$일 때는 …밖에 되지 않았습니다",
        "The shortest vertical line has length …. For $\\mu=170$ it was only …",
        "평균 …, 표준편차 5인 종 모양 곡선에 … 명의 키에서 세운 세로선이 닿아 있다",
        "A bell-shaped curve with mean … and standard deviation 5, and vertical lines that rise to it",
    )
    before, after = (lengths(cell) for cell in ("heights-under-mean-170", "best-density"))
    x, y = curve("best-density")
    assert y == pytest.approx(density(x, 168, 5)) and list(after) == list(HEIGHTS)
    assert sum(mu < 168 for mu in after) == sum(mu > 168 for mu in after) == 5
    assert nll.best_densities.min() == min(after.values()) > min(before.values()) == nll.densities.min()
    assert min(after.values()) > 0.6 * y.max()
    assert nll_of(HEIGHTS, 168) == pytest.approx(min(nll_of(HEIGHTS, mu) for mu in MEANS))
    assert list(after.values()) == pytest.approx(density(HEIGHTS, 168, 5))
