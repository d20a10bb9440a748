"""Claims of lesson 2-4 on what it says about logarithms of likelihoods, and products that underflow."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.heights_and_phones import HEIGHTS, NLLS, density, nll_of

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def axis_of(cell: str) -> Any:
    return page.figures[cell][0].axes[0]


def test_the_log_turns_the_product_into_a_sum() -> None:
    states(
        "가능도에 로그를 취하고 부호를 바꾸면 **음의 로그 가능도**(negative log likelihood, NLL)가 됩니다",
        "Take its logarithm and flip the sign, and you have the **negative log likelihood** (NLL)",
        "곱을 합으로 바꾸어 주는 함수가 있습니다. 바로 로그입니다",
        "One function turns products into sums: the logarithm",
        "정규분포의 밀도는 언제나 양수이므로, 가능도에 로그를 취하면 밀도의 곱이 로그 밀도의 합이",
        "The normal density is always positive, so taking the logarithm of the likelihood turns a product of",
        "이 사이트에서 $\\log$는 **자연로그**(natural logarithm)이며",
        "On this site, $\\log$ is the **natural logarithm**",
    )
    samples = np.random.default_rng(0).uniform(160, 175, (20, 7))
    for sample in samples:
        product, total = nll.likelihood(sample, 168, 5), nll.log_likelihood(sample, 168, 5)
        assert math.log(product) == pytest.approx(total, rel=1e-12)
        assert nll.negative_log_likelihood(sample, 168, 5) == -total
        assert sum(map(math.log, nll.gaussian_pdf(sample, 168, 5))) == pytest.approx(total, rel=1e-12)
    assert (nll.gaussian_pdf(np.linspace(-30, 30, 601), 0, 1) > 0).all()


def test_the_log_keeps_the_order() -> None:
    states(
        "로그는 증가함수라서 크기의 순서를 바꾸지 않습니다",
        "The logarithm is an increasing function, so it leaves the order of values as it is",
        "왼쪽에서 가파르게 오르다가 점점 완만해지며, 끊임없이 올라간다",
        "The curve rises steeply at the left and then more and more gently, but it never stops rising",
        "가로축은 c, 세로축은 log c인 로그 곡선",
        "The logarithm, with c on the horizontal axis and log c on the vertical axis",
        "곡선 위의 … 점에서 가로축과 세로축으로 점선이 그어져 있고, 가로축에서 오른쪽에 있는",
        "Dotted lines run from … points on the curve to both axes; the farther right a point is on",
        "더 큰 값은 로그를 취해도 더 큽니다",
        "A larger value also has a larger logarithm",
        "가로축에서 오른쪽에 있는 점은 세로축에서도 위에 있습니다",
        "A point farther right on the horizontal axis is also higher on the vertical axis",
    )
    axis = axis_of("log-keeps-the-order")
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("c", "log c")
    x, y = axis.lines[0].get_data()
    assert (np.diff(x) > 0).all() and (np.diff(y) > 0).all() and (np.diff(y, 2) < 0).all()
    places, logs = axis.lines[1].get_data()
    assert list(np.argsort(places)) == list(np.argsort(logs)) == [0, 1, 2]
    across, up = axis.collections
    assert [list(one[1]) for one in across.get_segments()] == [*map(list, zip(places, logs, strict=True))]
    assert [list(one[1]) for one in up.get_segments()] == [*map(list, zip(places, logs, strict=True))]
    assert [tuple(one[0]) for one in across.get_segments()] == [(0, log) for log in logs]
    assert [tuple(one[0]) for one in up.get_segments()] == [(place, -4) for place in places]
    assert across.get_linestyle()[0][1] and up.get_linestyle()[0][1] and axis.get_ylim()[0] == -4


def test_the_log_keeps_the_argmax() -> None:
    states(
        "따라서 가능도가 가장 큰 $\\theta$에서 로그 가능도도 가장 큽니다. 값은 바뀌어도 argmax는 그대로",
        "So the $\\theta$ with the largest likelihood also has the largest log likelihood",
        "The values change, but the argmax stays the same",
        "로그 가능도는 평균 …에서 가장 크고, 그 값은 …입니다. 가능도로 고른 평균과 같습니다",
        "The log likelihood is largest at a mean of …, where it is …. This is the same mean that we chose by",
        "로그는 순서를 지키면서 곱을 합으로 바꿉니다. 그래서 argmax는 그대로이고, 언더플로도 피할 수",
        "The logarithm turns products into sums and keeps the order of values",
        "So the argmax stays the same, and we avoid underflow",
        "최댓값을 찾는 문제는 최솟값을 찾는 문제가 됩니다",
        "The problem of finding a maximum becomes the problem of finding a minimum",
        "커질수록 좋은 로그 가능도가 있습니다. 부호만 바꾸면 작아질수록 좋은 값, 곧 손실 함수가",
        "the log likelihood, where larger is better. Flip its sign, and smaller is better: we have a loss",
        "부호를 바꾼 음의 로그 가능도는 손실 함수입니다",
        "With its sign flipped, the log likelihood becomes a loss function",
        "그런데 로그를 취하면 답이 달라지지 않을까요? 그렇지 않습니다",
        "But does taking the logarithm change the answer? It does not",
    )
    assert nll.likelihoods.argmax() == nll.log_likelihoods.argmax() == nll.nlls.argmin() == nll.log_index
    assert list(np.argsort(nll.likelihoods)) == list(np.argsort(-nll.nlls))
    assert np.exp(nll.log_likelihoods) == pytest.approx(nll.likelihoods)
    assert (nll.nlls == -nll.log_likelihoods).all()
    assert (nll.log_likelihoods != nll.likelihoods).all()
    assert nll.product_64 == 0 and math.isfinite(nll.sum_of_logs)


def test_the_log_density_has_no_exponential_function_and_never_underflows() -> None:
    states(
        "정규분포에서는 로그가 지수함수를 지워 주어 식도 간단해집니다",
        "For the normal distribution, the logarithm cancels the exponential function",
        "밀도를 구한 다음 로그를 취하지 않고, 처음부터 이 식으로 계산합니다",
        "We do not compute the density first and then take its logarithm. We use this formula from the start",
    )
    far = np.arange(0, 1000, 50.0)
    assert np.diff(nll.gaussian_log_pdf(far, 0, 5), 3) == pytest.approx(0, abs=1e-9)
    assert nll.gaussian_pdf(far[-1], 0, 5) == 0 and math.isfinite(nll.gaussian_log_pdf(far[-1], 0, 5))


def test_both_ways_to_the_log_likelihood_agree_unless_the_product_is_lost() -> None:
    states(
        "가능도를 먼저 구하고 로그를 취한 값과, 로그 밀도를 더한 값이 같습니다",
        "The logarithm of the likelihood and the sum of the log densities are the same",
        "그러나 컴퓨터에서는 늘 그런 것은 아닙니다",
        "On a computer, however, it is not always so",
    )
    first, second = (line.split()[-1] for line in page.printed["log-likelihood"].splitlines())
    assert first == second and float(second) == pytest.approx(-nll_of(HEIGHTS, 168), abs=5e-5)
    with np.errstate(divide="ignore"):
        assert np.log(nll.product_64) == -math.inf < nll.sum_of_logs


def test_a_thousand_heights_are_drawn_from_the_best_density() -> None:
    states(
        "평균 …, 표준편차 5인 정규분포에서 키 1,000개를 **난수**(random number)로 뽑아",
        "we draw 1,000 heights at random from the normal distribution with mean … and standard deviation 5",
        "`default_rng(1234)`는 **시드**(seed)가 1234인 난수 생성기를 만듭니다",
        "`default_rng(1234)` makes a generator of random numbers whose **seed** is 1234",
        "같은 버전의 NumPy로 처음부터 차례대로 실행하면 언제나 같은 난수가 나옵니다",
        "Run from the top, with the same version of NumPy, the code always draws the same numbers",
    )
    drawn = np.random.default_rng(seed=1234).normal(168, 5, 1000)
    assert nll.many_heights == pytest.approx(drawn)
    assert nll.many_densities == pytest.approx(density(drawn, 168, 5))
    assert nll.sum_of_logs == pytest.approx(-nll_of(drawn, 168))
    assert nll.running_logs[-1] == pytest.approx(nll.sum_of_logs)


def test_the_product_of_many_densities_underflows_where_the_sum_of_logs_does_not() -> None:
    states(
        "참값은 0보다 큰데 곱은 `float32`에서도 `float64`에서도 0이 되었습니다",
        "The true value is greater than 0, but the product became 0 in both `float32` and `float64`",
        "한 사람당 평균 …씩 더해 갈 뿐이므로 사라질 까닭이 없습니다",
        "Each person adds … on average, so there is no reason for the sum to vanish",
        "한편 로그의 합은 …입니다",
        "The sum of the logarithms, on the other hand, is …",
    )
    assert nll.product_32 == nll.product_64 == 0
    assert nll.product_32.dtype == np.float32
    assert nll.product_64.dtype == np.float64
    true = math.prod(map(Fraction, nll.many_densities.tolist()))
    assert true > 0
    exact = math.log(true.numerator) - math.log(true.denominator)
    assert nll.sum_of_logs == pytest.approx(exact, rel=1e-12)
    assert page.said["underflow"][2:] == [f"{exact:.1f}", f"{exact / 1000:.2f}"]


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_floating_point_numbers_stop_short_of_zero(kind: Any) -> None:
    states(
        "컴퓨터가 나타내는 실수는 0에 한없이 가까워질 수 없습니다",
        "The floating-point numbers that a computer uses for real numbers cannot come arbitrarily close to 0",
        "`float32`가 나타낼 수 있는 가장 작은 양수는 …, `float64`는 …입니다",
        "The smallest positive number that `float32` can represent is …; for `float64` it is …",
        "곱한 결과가 가장 작은 양수의 절반 이하이면 0으로 반올림됩니다",
        "If a product is half of the smallest positive number or less, it is rounded to 0",
    )
    least = np.nextafter(kind(0), kind(1))
    assert f"{least:.1e}" == page.said["underflow"][[np.float32, np.float64].index(kind)]
    assert least * kind(0.5) == least * kind(0.4) == 0 < least * kind(0.51)


def test_a_product_is_lost_where_it_first_is_zero() -> None:
    states(
        "`float32`의 곱은 …번째 학생에서, `float64`의 곱은 …번째 학생에서 0이 되었습니다",
        "The product became 0 at student number … in `float32` and at student number … in `float64`",
        "선 위의 …번째 자리에는 float32의 곱이 0이 되었다는 표시가, …번째 자리에는 float64의 곱이 0이",
        "A mark on the line at position … shows where the product in float32 became 0, and another at",
        "가로축은 곱한 키의 개수, 세로축은 로그 가능도. 거의 곧은 선이 아래로 계속 내려간다",
        "The number of heights multiplied on the horizontal axis and log likelihood on the vertical axis",
        "An almost straight line keeps going down",
        "곱이 0이 된 뒤에도 로그의 합은 이어집니다",
        "The sum of the logarithms goes on after the product has become 0",
    )
    axis = axis_of("underflow-curve")
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("number of heights", "log likelihood")
    line, *marks = axis.lines
    count, logs = line.get_data()
    assert (np.diff(logs) < 0).all() and np.corrcoef(count, logs)[0, 1] < -0.999
    for lost, kind, mark in zip((nll.lost_32, nll.lost_64), (np.float32, np.float64), marks, strict=True):
        few = nll.many_densities[:lost].astype(kind)
        assert np.prod(few) == 0 < np.prod(few[:-1])
        assert list(mark.get_xdata()) == [lost] and list(mark.get_ydata()) == [logs[lost - 1]]
    assert page.said["underflow-curve"][2:4] == [str(nll.lost_32), str(nll.lost_64)]
    assert nll.lost_32 < nll.lost_64 < len(count)


def test_products_that_are_zero_do_not_compare_parameters() -> None:
    states(
        "곱이 0이 되면 어떤 $\\theta$가 더 나은지 더는 비교할 수 없습니다",
        "Once the product is 0, we can no longer tell which $\\theta$ is better",
    )
    assert [nll.likelihood(nll.many_heights, mu, 5) for mu in nll.means] == [0] * len(nll.means)
    logs = [nll.log_likelihood(nll.many_heights, mu, 5) for mu in nll.means]
    assert len(set(logs)) == len(nll.means)


def test_the_chain_rule_holds_for_tokens_that_are_not_independent() -> None:
    states(
        "다음 토큰이 나올 확률, 곧 **조건부확률**(conditional probability)을 차례로 곱한 값입니다",
        "That probability is the product of the **conditional probabilities** of the tokens, each given the",
        "토큰들이 독립이라서 곱하는 것이 아닙니다. 어떤 글에서든 성립하는 이 규칙을",
        "We do not multiply because the tokens are independent. This rule holds for any text",
    )
    joint = np.random.default_rng(0).dirichlet(np.ones(27)).reshape(3, 3, 3)
    one, two = joint.sum((1, 2)), joint.sum(2)
    alone = [joint.sum((1, 2)), joint.sum((0, 2)), joint.sum((0, 1))]
    for a, b, c in itertools.product(range(3), repeat=3):
        chained = one[a] * (two[a, b] / one[a]) * (joint[a, b, c] / two[a, b])
        assert chained == pytest.approx(joint[a, b, c])
        assert alone[0][a] * alone[1][b] * alone[2][c] != pytest.approx(joint[a, b, c], rel=1e-3)


def test_the_log_likelihood_is_a_parabola_that_opens_downward() -> None:
    states(
        "점을 이은 선이 위로 볼록한 포물선을 그리며 …에서 가장 높다",
        "The line through the points is a parabola that opens downward and is highest at …",
        "로그 가능도는 포물선을 이룹니다",
        "The log likelihood forms a parabola",
        "뾰족하던 봉우리가 완만한 포물선으로 바뀌었습니다",
        "The sharp peak has turned into a gentle parabola",
        "로그 밀도는 $\\mu$의 이차식이고 이차항의 계수가 모두 같은 음수여서, 더해도 위로 볼록한",
        "Each log density is a quadratic function of $\\mu$, and all of them have the same negative leading",
        "so their sum is again a quadratic that opens downward",
        "양 끝에서도 값이 0에 붙지 않아, 어느 쪽으로 가야 더 나은지 알 수 있습니다",
        "Even at the two ends the values do not flatten out at 0, so we can tell which way to go",
        "가로축은 평균 …부터 …까지, 세로축은 로그 가능도",
        "Means from … to … on the horizontal axis and log likelihood on the vertical axis",
    )
    axis = axis_of("log-likelihood-curve")
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("μ", "log likelihood")
    mu, values = axis.lines[0].get_data()
    assert values == pytest.approx(-NLLS) and mu[values.argmax()] == nll.means[nll.log_index] == 168
    assert np.diff(values, 2) == pytest.approx(-10 / 25)
    for height in nll.heights:
        assert np.diff(nll.gaussian_log_pdf(height, nll.means, 5), 2) / 2 == pytest.approx(-1 / 50)
    assert (abs(np.diff(values)[[0, -1]]) > 3).all() and values.max() < -26
    near = abs(mu - 168) == 2
    assert (nll.likelihoods[near] < 0.7 * nll.likelihoods.max()).all()
    assert (values[near] > 1.1 * values.max()).all()
    assert (mu[0], mu[-1]) == (160, 180)
