"""Claims of lesson 2-6 on estimates with random numbers: its formulas and sentences."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.two_distributions import Draws, estimate, of_normals

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")
draws = Draws()

MU, SIGMA = (-3, 3), (0.5, 3)
EXACT = of_normals(NormalDist(0, 1), NormalDist(1, 2))


def test_the_standard_error_is_what_the_lesson_computes() -> None:
    draws_of_unit = np.random.default_rng(0).normal(0, 1, 400)
    ratios = lesson_kl.gaussian_log_pdf(draws_of_unit, 0, 1) - lesson_kl.gaussian_log_pdf(draws_of_unit, 1, 2)
    assert lesson_kl.monte_carlo(draws_of_unit)[1] == pytest.approx(np.std(ratios, ddof=1) / 20, rel=1e-9)
    formula("standard-error").agrees(lambda s, n: s / math.sqrt(n), s=(0.1, 5), n=(2, 1000))


def test_the_closed_form_lies_within_a_few_standard_errors_of_each_estimate() -> None:
    for size, (middle, error) in lesson_kl.estimates.items():
        assert (middle, error) == pytest.approx(estimate(draws.by_size[size]))
        assert abs(middle - EXACT) < 3 * error


def test_the_standard_error_tells_how_far_estimates_scatter_and_shrinks_with_the_root() -> None:
    states(
        "난수를 새로 뽑을 때마다 평균은 조금씩 달라집니다",
        "Each time we draw new random numbers, the mean comes out slightly different",
        "이 평균들이 얼마나 흩어지는지를 나타내는 표준편차가 **표준오차**",
        "The standard deviation of these means, which says how widely they are spread, is called the"
        " **standard error**",
        "서로 독립인 값 $n$개를 평균하면 분산이 $n$분의 1이 되므로",
        "If we take the mean of $n$ independent values, the variance is divided by $n$",
        "표준편차를 표본 크기의 제곱근으로 나눈 값입니다",
        "It is the standard deviation divided by the square root of the sample size",
    )
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


def test_the_divergence_is_a_mean_under_the_distribution_that_is_written_first() -> None:
    states(
        "토큰이 …가지이고 글의 길이가 열 토큰이기만 해도 글은 …가지여서, 더하는 일은 불가능합니다",
        "With … different tokens and a text of only ten of them, there are … texts, so adding them up is"
        " impossible",
        "확률을 밀도로, 합을 적분으로 바꿉니다",
        "we replace each probability with a density and the sum with an integral",
        r"이 값은 $x$를 $f$에서 뽑을 때 $\log f(x) - \log g(x)$의 평균입니다",
        r"the value is the mean of $\log f(x) - \log g(x)$ when $x$ is drawn from $f$",
        "KL 발산은 기댓값이므로, 뽑은 글로 어림할 수 있습니다. $f$에서 난수를 뽑아 평균을 내면 됩니다",
        "The KL divergence is an expected value, so we can estimate it from the texts that we draw: we draw"
        " random numbers from $f$ and take the mean",
        "$x_i$는 반드시 앞에 적은 분포 $f$에서 뽑아야 합니다",
        "The $x_i$ must be drawn from the distribution that is written first, $f$",
        "$f$는 평균이 0, 표준편차가 1이고, $g$는 평균이 1, 표준편차가 2입니다",
        "Here $f$ has mean 0 and standard deviation 1, and $g$ has mean 1 and standard deviation 2",
    )
    x = np.linspace(-30, 30, 6001)
    ratios = lesson_kl.gaussian_log_pdf(x, 0, 1) - lesson_kl.gaussian_log_pdf(x, 1, 2)
    of_f, of_g = lesson_kl.gaussian_pdf(x, 0, 1), lesson_kl.gaussian_pdf(x, 1, 2)
    assert np.trapezoid(of_f * ratios, x) == pytest.approx(EXACT) == pytest.approx(lesson_kl.exact)
    assert np.trapezoid(of_g * ratios, x) == pytest.approx(-of_normals(NormalDist(1, 2), NormalDist(0, 1)))
    for normal, is_right in ((NormalDist(0, 1), True), (NormalDist(1, 2), False)):
        middle, error = lesson_kl.monte_carlo(np.array(normal.samples(10_000, seed=1)))
        assert (abs(middle - EXACT) < 3 * error) == is_right
    assert page.said["narrow-and-wide"][0] == f"{float(32_000**10):.0e}"


def test_what_is_printed_after_the_sign_is_the_standard_error() -> None:
    states(
        "출력에서 ± 뒤의 수가 표준오차입니다. 난수가 열 개일 때는 …이던 표준오차가 십만 개일 때는 …입니다",
        "In the output, the number after ± is the standard error. With ten random numbers it is …; with a"
        " hundred thousand it is …",
    )
    for row, (_, error) in zip(
        page.printed["monte-carlo"].splitlines(), lesson_kl.estimates.values(), strict=True
    ):
        assert row.split("± ")[1].split(",")[0] == f"{error:.4f}"
    ends = lesson_kl.estimates[10][1], lesson_kl.estimates[100_000][1]
    assert page.said["monte-carlo"] == [f"{ends[0]:.2f}", f"{ends[1]:.4f}"]


def test_the_figure_of_the_error_bars() -> None:
    states(
        "가로축은 난수의 개수로 10배씩 늘어나고",
        "The number of random draws on the horizontal axis, ten times as many at each step",
        "점마다 위아래로 표준오차만큼 뻗은 막대가 있는데 오른쪽으로 갈수록 짧아진다",
        "From each point, a bar extends up and down by the standard error; the bars become shorter toward"
        " the right",
        "점들은 참값(exact)이 …임을 나타내는 가로 점선으로 모여든다",
        "The points close in on a dashed horizontal line, labeled exact, that marks the true value, …",
        "점은 추정값, 막대는 표준오차",
        "The points are the estimates; the bars are the standard errors",
        "오른쪽으로 갈수록 막대가 짧아지고 점이 점선에 붙습니다",
        "Toward the right, the bars become shorter, and the points close in on the dashed line",
    )
    (axis,) = page.figures["error-bars"][0].axes
    exact, points = axis.lines[:2]
    segments = np.array(axis.collections[0].get_segments())
    middles, errors = np.array(list(lesson_kl.estimates.values())).T
    assert exact.get_linestyle() == "--" and exact.get_ydata() == pytest.approx([EXACT, EXACT])
    assert axis.get_xscale() == "log" and (points.get_xdata()[1:] == 10 * points.get_xdata()[:-1]).all()
    assert points.get_ydata() == pytest.approx(middles)
    assert segments[:, 1, 1] - middles == pytest.approx(errors)
    assert middles - segments[:, 0, 1] == pytest.approx(errors)
    assert (np.diff(errors) < 0).all()
    off = abs(middles - EXACT)
    assert (off[2:] < off[:-2]).all()


def test_the_error_itself_is_a_matter_of_luck() -> None:
    states(
        "난수를 열 배로 늘려도 별로 줄지 않을 때가 있고 우연히 참값에 꼭 맞을 때도 있습니다",
        "Sometimes ten times as many random numbers hardly make it smaller, and sometimes an estimate"
        " happens to hit the true value exactly",
    )
    middles = np.array([middle for middle, _ in lesson_kl.estimates.values()])
    off = abs(middles - EXACT)
    assert (off[1:] > 0.9 * off[:-1]).any()
    assert f"{EXACT:.4f}" in [f"{middle:.4f}" for middle in middles]


def test_ten_times_the_draws_leave_a_third_of_the_error() -> None:
    states(
        r"$n$이 열 배가 되면 $\sqrt{n}$은 … 배 남짓 되므로 막대는 삼분의 일쯤으로 줄어듭니다",
        r"When $n$ becomes ten times as large, $\sqrt{n}$ becomes a little more than … times as large, so"
        " the bars shrink to about a third",
        "오차를 십분의 일로 줄이려면 난수가 백 배 필요합니다",
        "To bring the error down to a tenth, we need a hundred times as many random numbers",
    )
    few = draws.by_size[1_000]
    error, tenfold, hundredfold = (lesson_kl.monte_carlo(np.tile(few, times))[1] for times in (1, 10, 100))
    assert 3 < error / tenfold < 3.3 and 3 < math.sqrt(10) < 3.3
    assert hundredfold == pytest.approx(error / 10, rel=1e-3)
