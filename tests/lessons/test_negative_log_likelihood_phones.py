"""Claims of lesson 2-4 on shares: the formulas and sentences of its phones."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.heights_and_phones import PHONES, SHARES, phones

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")

SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)


def curve(cell: str, ylabel: str) -> tuple[Any, Any]:
    """Return the points of the line in a figure by share, whose dashed line is at 0.7."""
    axis = page.figures[cell][0].axes[0]
    line, dashed = axis.lines[:2]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("p", ylabel)
    assert list(dashed.get_xdata()) == [0.7, 0.7] and dashed.get_linestyle() == "--"
    x, y = line.get_data()
    return x, y


def test_the_likelihood_of_a_share() -> None:
    states(
        "안드로이드를 쓰는 사람마다 $p$를, iOS를 쓰는 사람마다 $1-p$를 곱하면 이렇게 됩니다",
        "Multiply by $p$ for each person who uses Android and by $1-p$ for each person who uses iOS",
    )
    formula("binomial-likelihood").agrees(nll.binomial_likelihood, p=SHARE, k=COUNT, n=TOTAL)
    assert nll.binomial_likelihood(0.6, 3, 5) == pytest.approx(phones(0.6, android=3, ios=2))


def test_the_negative_log_likelihood_of_a_share() -> None:
    formula("binomial-nll").agrees(nll.binomial_nll, p=SHARE, k=COUNT, n=TOTAL)


def test_the_probability_of_seven_phones() -> None:
    def probability(p: float) -> float:
        return math.comb(10, 7) * float(nll.binomial_likelihood(p, 7, 10))

    formula("binomial-probability").agrees(probability, p=SHARE)


# What the lesson says in words


def test_the_number_of_users_among_independent_people_is_binomial() -> None:
    states(
        "물었더니 일곱 사람은 안드로이드, 세 사람은 iOS를 쓴다고 합니다",
        "We asked ten passersby which phone they use; seven said Android, and three said iOS",
        "열 사람이 서로 독립이라면, 그 가운데 안드로이드를 쓰는 사람의 수는 **이항분포**",
        "If the ten people are independent of one another, the number of Android users among them follows a",
        "열 사람 가운데 안드로이드를 쓰는 일곱 사람을 고르는 방법의 수로",
        "is the number of ways to pick the seven Android users out of ten people",
    )
    assert (nll.n, nll.k) == (10, 7)
    everyone = list(itertools.product([True, False], repeat=10))
    assert sum(sum(people) == 7 for people in everyone) == math.comb(nll.n, nll.k)
    for k in range(11):
        chance = sum(phones(0.6, k, 10 - k) for people in everyone if sum(people) == k)
        assert math.comb(10, k) * nll.binomial_likelihood(0.6, k, 10) == pytest.approx(chance)


def test_of_three_shares_seven_tenths_is_likeliest() -> None:
    states(
        "세 비율 가운데에서는 $p=0.7$의 가능도가 가장 크고, 그 값은 …입니다",
        "Of the three shares, $p=0.7$ has the largest likelihood, …",
    )
    rows = dict(re.findall(r"p = (\S+): (\S+)", page.printed["binomial-likelihood"]))
    assert list(rows) == ["0.5", "0.7", "0.9"] and max(rows.values()) == rows["0.7"]
    assert page.said["binomial-likelihood"] == [rows["0.7"]]


def test_the_grid_of_shares_is_even_and_without_its_ends() -> None:
    states(
        "0에서 1까지 102개의 점을 고르게 놓은 다음 양 끝을 떼어 안쪽의 점만 남깁니다",
        "We space 102 points evenly from 0 to 1, then drop both ends and keep only the points inside",
    )
    assert [0, *nll.p, 1] == pytest.approx([part / 101 for part in range(102)])


def test_the_ends_are_left_out_because_log_0_is_infinite_and_0_times_it_is_no_number() -> None:
    states(
        "`np.errstate`는 그때 나오는 경고를 끕니다",
        "`np.errstate` turns off the warnings that this causes",
        "$p$가 0에 다가가면 $\\log p$가, 1에 다가가면 $\\log(1-p)$가 음의 무한대로 내려갑니다",
        "As $p$ approaches 0, $\\log p$ falls toward negative infinity, and as it approaches 1, so does",
        "$\\log 0$이라는 실수는 없고, NumPy는 그 자리에 `-inf`, 곧 음의 무한대를 둡니다",
        "There is no real number $\\log 0$; in its place NumPy puts `-inf`",
        "열 사람이 모두 안드로이드를 쓴다면 $n-k=0$이므로, $p=1$에서 $(n-k)\\log(1-p)$는 0과 음의",
        "and at $p=1$ the term $(n-k)\\log(1-p)$ would be 0 times negative infinity",
        "그 결과는 `nan`(not a number), 곧 ‘수가 아님’이 됩니다",
        "The result of that is `nan`, “not a number”",
        "`nan`은 한 번 나타나면 뒤따르는 계산에 번집니다. 그래서 안쪽의 점만 씁니다",
        "Once a `nan` appears, it spreads through the computations that follow",
        "That is why we use only the points inside",
    )
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        assert np.log(np.array(0.0)) == nll.log_of_zero == -math.inf
    with np.errstate(divide="raise", invalid="ignore"), pytest.raises(FloatingPointError):
        np.log(np.array(0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        assert math.isnan(nll.binomial_nll(np.array(1.0), 10, 10))
    with pytest.raises(ValueError, match=r"domain|positive"):
        math.log(0)
    assert math.isnan(nll.zero_times_log) and math.isnan(nll.zero_times_log + nll.phone_nlls.sum())
    logs = np.log(np.array([0.1, 1e-9, 1e-300, 5e-324]))
    assert (np.diff(logs) < 0).all() and logs[-1] < -700
    assert 0 < nll.p.min() < nll.p.max() < 1 and np.isfinite(nll.phone_nlls).all()


def test_the_best_share_is_the_grid_point_nearest_to_the_exact_estimate() -> None:
    states(
        "격자에서 가능도가 가장 큰 $p$는 …입니다. 0.7은 격자에 없어서 가장 가까운 점이 뽑혔습니다",
        "On the grid, the $p$ with the largest likelihood is …",
        "The grid does not contain 0.7, so the nearest point was chosen",
        "키에서 겪은 일과 같습니다",
        "The same thing happened with the heights",
    )
    assert 0.7 not in nll.p and abs(nll.p - 0.7).min() > 0.001
    assert nll.best_share == nll.p[abs(nll.p - 0.7).argmin()] == nll.p[nll.phone_nlls.argmin()]
    assert nll.best_share == nll.p[nll.phone_likelihoods.argmax()]
    assert nll.sample_mean not in nll.means
    assert nll.best_mean == nll.means[abs(nll.means - nll.sample_mean).argmin()]


def test_the_likelihood_of_a_share_rises_to_seven_tenths_and_falls_faster() -> None:
    states(
        "p가 0에 가까울 때는 거의 0이다가 점점 올라가 0.7에서 봉우리를 이루고, 1로 가면서 빠르게 0으로",
        "The curve is almost 0 when p is near 0, rises gradually to a peak at 0.7, and falls quickly",
        "가로축은 안드로이드의 비율 p, 세로축은 가능도",
        "The share p of Android on the horizontal axis and likelihood on the vertical axis",
        "열 사람 가운데 일곱 사람이 안드로이드를 쓸 때의 가능도",
        "The likelihood as a function of the share, when seven out of ten people use Android",
        "봉우리는 점선이 가리키는 0.7에 있습니다",
        "The peak is at 0.7, where the dashed line stands",
        "왼쪽 비탈이 오른쪽 비탈보다 길어서 모양은 대칭이 아닙니다",
        "The curve falls off more slowly to the left than to the right, so it is not symmetric",
        "0.7에 세로 점선이 있다",
        "A dashed vertical line stands at 0.7",
    )
    p, values = curve("phone-likelihood-curve", "likelihood")
    assert values == pytest.approx(PHONES)
    peak = values.argmax()
    assert p[peak] == nll.best_share == p[abs(p - 0.7).argmin()]
    assert (np.diff(values[: peak + 1]) > 0).all() and (np.diff(values[peak:]) < 0).all()
    assert values[p < 0.2].max() < 0.01 * values.max() and values[-1] < 0.001 * values.max()
    for part in (0.9, 0.5, 0.1):
        wide = p[values > part * values.max()]
        assert 0.7 - wide.min() > wide.max() - 0.7


def test_a_constant_does_not_move_the_argmax_and_can_make_the_area_1() -> None:
    states(
        "이 수는 $p$와 관계없는 상수입니다. 가능도에 양의 상수를 곱해도 봉우리의 위치는 바뀌지 않으므로",
        "It is a constant that does not depend on $p$",
        "Multiplying the likelihood by a positive constant does not move its peak, so we may leave",
        "가능도를 …배 해도 argmax는 그대로입니다. 곡선 아래의 넓이는 …입니다",
        "Multiplying the likelihood by … leaves the argmax as it is. The area under the curve is …",
        "가능도에는 양의 상수를 곱해도 되므로, 넓이를 1로 맞추는 상수를 고를 수도 있습니다",
        "we may multiply a likelihood by any positive constant, we can also choose the constant that makes",
        "여기서는 1320배 하면 넓이가 …이 됩니다",
        "Here, multiplying by 1320 makes it …",
    )
    assert nll.with_constant.argmax() == nll.phone_likelihoods.argmax()
    assert nll.with_constant == pytest.approx(120 * PHONES)
    assert (-nll.phone_likelihoods).argmax() != nll.phone_likelihoods.argmax()
    assert nll.area == pytest.approx(1 / (8 * 165), abs=1e-8)  # the beta function B(8, 4)
    assert 120 * nll.area == pytest.approx(1 / 11, abs=1e-6)
    assert nll.scaled_area == 1320 * nll.area == pytest.approx(1, abs=1e-5)


def test_the_area_under_the_likelihood_given_one_height_is_1() -> None:
    states(
        "넓이가 처음부터 1인 가능도도 있습니다. 키 하나만 보았을 때 $\\mu$의 가능도가 그렇습니다",
        "Some likelihoods have an area of 1 from the start",
        "The likelihood of $\\mu$ given a single height does",
        "곡선 아래의 넓이가 …입니다",
        "The area under this curve is …",
    )
    one = np.array([nll.likelihood(nll.heights[:1], mu, 5) for mu in nll.many_means])
    assert one == pytest.approx(nll.one_height)
    assert np.trapezoid(one, nll.many_means) == pytest.approx(1) and nll.area_by_mean == pytest.approx(1)


def test_the_likelihood_alone_does_not_decide_the_probability_of_a_share() -> None:
    states(
        "그러나 $\\theta$의 확률은 아닙니다",
        "But it is not the probability of $\\theta$",
        "데이터를 보기 전에 $p$를 어떻게 믿고 있었는지부터 정해야 합니다",
        "we first have to say what we believed about $p$ before we saw the data",
        "데이터를 본 뒤의 믿음은 사전분포에 가능도를 곱하고, 넓이가 1이 되도록 맞춘 것입니다",
        "Our belief after the data is the prior times the likelihood, scaled so that its area is 1",
        "모든 $p$를 똑같이 믿는 사람과, 0.5에 가까우리라고 믿는 사람을 비교해 봅시다",
        "a person who believes in every $p$ equally with one who believes that $p$ is near 0.5",
        "두 사람은 똑같은 데이터, 똑같은 가능도를 보았습니다",
        "Both have seen the same data and the same likelihood",
        "$p$가 0.5보다 클 확률로 한 사람은 …, 다른 사람은 …을 얻습니다",
        "for the probability that $p$ is above 0.5, one of them gets … and the other …",
        "가능도만으로는 이 확률이 정해지지 않습니다. 가능도를 $p$의 확률로 읽으면 안 되는 까닭이",
        "The likelihood alone does not decide this probability. That is why a likelihood must not be read as",
        "사전분포가 없으면 $\\theta$의 확률이 되지 못합니다",
        "without a prior it does not become a probability of $\\theta$",
        "넓이가 1인 가능도는 매개변수의 확률일까요? 아닙니다",
        "Is a likelihood with an area of 1 the probability of the parameter, then? It is not",
        "격자에서는 넓이 대신 합으로 계산합니다",
        "On the grid, we use sums in place of areas",
    )
    assert nll.posterior == pytest.approx(nll.prior * PHONES)
    assert abs(nll.p[nll.prior.argmax()] - 0.5) < 0.005
    assert nll.prior[abs(nll.p - 0.5) > 0.4].max() < 1e-6 * nll.prior.max()
    for name, prior in (("flat", 1), ("near 0.5", nll.prior)):
        after = prior * PHONES / (prior * PHONES).sum()
        assert nll.chances[name] == pytest.approx(after[SHARES > 0.5].sum())
    assert abs(nll.chances["flat"] - nll.chances["near 0.5"]) > 0.1 > nll.area


def test_the_nll_of_a_share_is_minus_the_log_of_its_likelihood() -> None:
    states(
        "이제 $L(p)$에 로그를 취하고 부호를 바꾸어 음의 로그 가능도를 구합니다",
        "Now we take the logarithm of $L(p)$ and flip the sign to get the negative log likelihood",
        "위로 볼록한 곡선이 0.7에서 가장 높고, 0과 1로 다가가면 가파르게 떨어진다",
        "A concave curve is highest at 0.7 and drops steeply as p approaches 0 and 1",
        "로그 가능도는 0.7에서 가장 높고, 양 끝으로 갈수록 가파르게 떨어집니다",
        "The log likelihood is highest at 0.7 and drops steeply toward both ends",
        "뒤집으면 음의 로그 가능도입니다",
        "Turned upside down, it is the negative log likelihood",
        "가로축은 p, 세로축은 로그 가능도",
        "The share p on the horizontal axis and log likelihood on the vertical axis",
    )
    assert nll.phone_nlls == pytest.approx(-np.log(nll.phone_likelihoods))
    p, logs = curve("phone-log-likelihood-curve", "log likelihood")
    assert (logs == -curve("phone-nll-curve", "negative log likelihood")[1]).all()
    assert logs.argmax() == abs(p - 0.7).argmin() and (np.diff(logs, 2) < 0).all()
    assert min(np.diff(logs)[0], -np.diff(logs)[-1]) > 10 * abs(np.diff(logs)[60])


def test_the_wall_of_the_nll_is_higher_where_what_was_seen_is_denied() -> None:
    states(
        "아래로 볼록한 곡선이 0.7에서 가장 낮고, 0과 1로 다가가면 가파르게 솟는다. 0 쪽이 1 쪽보다 훨씬",
        "A convex curve is lowest at 0.7 and rises steeply as p approaches 0 and 1",
        "It is much higher on the side of 0 than on the side of 1",
        "바닥은 0.7입니다",
        "The bottom is at 0.7",
        "양 끝에서 같은 거리만큼 들어온 곳을 비교하면 0 쪽의 벽이 1 쪽의 벽보다 높습니다",
        "If we go in from both ends by the same distance, the wall on the side of 0 is higher than the wall",
        "안드로이드를 쓰는 사람이 일곱이나 나왔는데 $p$가 0에 가깝다고 우기면 큰 벌을",
        "Seven people turned out to use Android, so whoever insists that $p$ is near 0 pays a heavy penalty",
        "자신 있게 틀릴수록 손실이 가파르게 커집니다",
        "The more confidently we are wrong, the more steeply the loss grows",
        "가로축은 p, 세로축은 음의 로그 가능도",
        "The share p on the horizontal axis and negative log likelihood on the vertical axis",
    )
    p, values = curve("phone-nll-curve", "negative log likelihood")
    assert values.argmin() == abs(p - 0.7).argmin() and (np.diff(values, 2) > 0).all()
    assert (values[:50] > values[::-1][:50]).all() and values[0] > 2 * values[-1]
    assert values[0] > 30 > 6.2 > values.min() and np.diff(values[:70]).argmin() == 0


def test_seven_of_ten_is_a_probability_that_sums_to_one_over_all_counts() -> None:
    chances = [math.comb(10, k) * nll.binomial_likelihood(0.7, k, 10) for k in range(11)]
    assert sum(chances) == pytest.approx(1)
