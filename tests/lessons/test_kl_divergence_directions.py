"""Claims of lesson 2-6 on its sentences about zeros, the two directions, and samples as probabilities."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states
from literate.checking.javascript import computed

from tests.lessons.panels import bars, panels

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")

STUDENT, TEACHER, GOOD, VERY = range(4)


def test_code_that_follows_the_formula_fails_where_p_is_zero() -> None:
    states(
        "`never`는 ‘매우’의 확률이 0인 분포입니다",
        "In the distribution `never`, the probability of “very” is 0",
        r"$p_k$가 0이면 식을 그대로 옮긴 코드는 `nan`을 냅니다. 0에 $\log 0$을 곱했기 때문입니다",
        "If $p_k$ is 0, code that follows the formula to the letter gives `nan`, because it multiplies 0 by"
        r" $\log 0$",
    )
    assert (lesson_kl.never == 0).tolist() == [False, False, False, True]
    assert lesson_kl.words[VERY] == "very"
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = lesson_kl.never * np.log(lesson_kl.never / lesson_kl.p)
        assert np.isnan(np.float64(0) * np.log(np.float64(0)))
    assert np.isnan(terms).tolist() == [False, False, False, True] and math.isnan(lesson_kl.by_the_letter)
    assert math.isfinite(lesson_kl.kl_divergence(lesson_kl.never, lesson_kl.p))


def test_what_the_model_calls_impossible_costs_infinitely_much() -> None:
    states(
        "이것은 계산의 실수가 아니라 옳은 답입니다",
        "This is not an error in the computation; it is the right answer",
        "$q_k$가 0인데 $p_k$는 0이 아니면 KL 발산은 무한대입니다",
        "If $q_k$ is 0 but $p_k$ is not, the KL divergence is infinite. This",
        "$q_k$가 0인데 $p_k$가 0이 아니면 KL 발산은 무한대입니다",
        "- If $q_k$ is 0 but $p_k$ is not, the KL divergence is infinite",
        "그 일이 한 번만 일어나도 손실은 무한대가 됩니다",
        "If it happens even once, the loss is infinite",
    )
    assert lesson_kl.p[VERY] > 0 and lesson_kl.impossible == math.inf
    once = torch.nn.NLLLoss()(
        torch.tensor(lesson_kl.never).log().repeat(100, 1), torch.tensor([0] * 99 + [3])
    )
    assert once == math.inf
    impossible = torch.distributions.Categorical(torch.tensor(lesson_kl.never))
    assert torch.distributions.kl_divergence(lesson_kl.true_words, impossible) == math.inf


def test_softmax_gives_no_zero_but_by_underflow() -> None:
    states(
        "소프트맥스가 내놓는 확률은 언제나 0보다 크므로, 언더플로만 없다면 언어 모델은 이런 단언을 하지"
        " 않습니다",
        "The probabilities that come out of softmax are always greater than 0, so as long as there is no"
        " underflow, a language model never makes such a claim",
    )
    assert (torch.randn(200, 1000, generator=torch.manual_seed(0)).mul(10).softmax(dim=1) > 0).all()
    assert torch.tensor([0.0, -60.0]).softmax(dim=0)[1] > 0
    assert torch.tensor([0.0, -600.0]).softmax(dim=0)[1] == 0


def test_the_penalty_grows_slowly_and_without_end() -> None:
    states(
        "줄인 만큼은 ‘좋은’에 더했습니다",
        "What we take away from “very”, we add to “good”",
        "KL 발산은 처음에 …, 마지막에 …입니다",
        "The KL divergence is … at first and … at the end",
        "두 번째 줄에서 … 줄로 가며 확률이 만분의 1로 줄었지만",
        "From the second line to the …, the probability shrinks to one ten-thousandth",
        "KL 발산은 만의 로그에 $p_k$를 곱한 …나트쯤 늘어났을 뿐입니다",
        "the KL divergence grows only by about $p_k$ times the logarithm of ten thousand, which is … nats",
        "벌은 천천히 커지지만 끝이 없습니다",
        "The penalty grows slowly, but there is no end to it",
    )
    doubting, (tiny, *_) = lesson_kl.doubting, list(lesson_kl.nearly)[::-1]
    assert doubting[VERY] == tiny and doubting[GOOD] == lesson_kl.never[GOOD] - tiny
    assert (doubting == lesson_kl.never)[:2].all() and doubting.sum() == pytest.approx(1)
    tinies, divergences = list(lesson_kl.nearly), np.array(list(lesson_kl.nearly.values()))
    assert tinies[2] / tinies[1] == pytest.approx(1e-4)
    step = lesson_kl.p[VERY] * math.log(10_000)
    assert divergences[2] - divergences[1] == pytest.approx(step, rel=1e-3)
    assert (np.diff(divergences) > 0).all() and (divergences[1:] / divergences[:-1] < 1e4).all()
    with np.errstate(divide="ignore"):
        assert lesson_kl.kl_divergence(lesson_kl.p, lesson_kl.never) == math.inf


def test_the_two_directions_have_different_values() -> None:
    states(
        "## 두 방향은 다릅니다",
        "## The two directions differ {",
        "거리는 어느 쪽에서 재어도 같아야 합니다",
        "A distance has to be the same from whichever side we measure it",
        "한 방향은 …, 다른 방향은 …입니다. 같은 두 분포인데 값이 다릅니다",
        "One direction gives …, the other …. The two distributions are the same, and yet the values differ",
    )
    p, q = lesson_kl.p, lesson_kl.q
    assert math.dist(p, q) == math.dist(q, p)
    assert lesson_kl.forward == lesson_kl.kl_divergence(p, q)
    assert lesson_kl.backward == lesson_kl.kl_divergence(q, p) != pytest.approx(lesson_kl.forward)


def test_the_figure_of_the_two_ways_to_count() -> None:
    states(
        "위 그림은 p로 무게를 준 몫으로, student가 가장 높고 very가 0 아래에 있다",
        "The upper one shows the contributions weighted by p; student is highest, and very is below 0",
        "아래 그림은 q로 무게를 준 몫으로, very가 위 그림의 어느 막대보다도 높고 student와 teacher가 0"
        " 아래에 있다",
        "The lower one shows the contributions weighted by q; very is higher than any bar in the upper"
        " chart, and student and teacher are below 0",
        "good은 두 그림에서 모두 0이다",
        "In both charts, good is at 0",
        "누구의 확률로 평균을 내느냐가 다릅니다",
        "What differs is whose probabilities we use to take the mean",
        "위 그림은 $p$로, 아래 그림은 $q$로 평균을 냅니다",
        "The upper chart takes the mean with $p$, the lower one with $q$",
        "위에서는 $p$가 자주 내놓는 ‘학생’이, 아래에서는 $q$가 자주 내놓는 ‘매우’가 값을 좌우합니다",
        "in the upper chart, “student” matters most, because $p$ often produces it. In the lower chart,"
        " “very” matters most, because $q$ often produces it",
    )
    p, q = lesson_kl.p, lesson_kl.q
    (by_p,), (by_q,) = (bars(axis) for axis in panels(page, "two-ways-to-count"))
    assert by_p == pytest.approx(p * np.log(p / q)) and by_q == pytest.approx(q * np.log(q / p))
    assert by_p.argmax() == abs(by_p).argmax() == p.argmax() == STUDENT and by_p[VERY] < 0
    assert by_q.argmax() == abs(by_q).argmax() == q.argmax() == VERY and by_q[VERY] > by_p.max()
    assert (by_q[[STUDENT, TEACHER]] < 0).all() and by_p[GOOD] == by_q[GOOD] == 0


def lowered(one: np.ndarray, share: float) -> np.ndarray:
    """Return a distribution whose first bar was moved, as the explorable moves it."""
    (moved,) = computed("divergence.js", [("withShare", one.tolist(), STUDENT, share)])
    return np.array(moved)


def test_the_other_bars_follow_the_one_that_is_moved() -> None:
    states(
        "같은 분포의 나머지 막대는 합이 1이 되도록 따라 움직입니다",
        "The other bars of the same distribution grow or shrink in proportion, so that the sum stays 1. In"
        " the",
    )
    for share in (0, 0.1, 0.9):
        moved = lowered(lesson_kl.p, share)
        assert moved[STUDENT] == share and moved.sum() == pytest.approx(1)
        ratios = moved[1:] / lesson_kl.p[1:]
        assert ratios == pytest.approx(ratios[0])


def test_what_each_direction_asks() -> None:
    states(
        r"$\operatorname{KL}(p \parallel q)$: 실제로 나오는 낱말을 모델이 얼마나 낮게 보았는가?",
        r"$\operatorname{KL}(p \parallel q)$: How much does the model underrate the words that really come?",
        r"$\operatorname{KL}(q \parallel p)$: 모델이 내놓는 낱말이 실제로는 얼마나 드문가?",
        r"$\operatorname{KL}(q \parallel p)$: How rare in reality are the words that the model produces?",
        "윗줄의 KL 발산은 점점 커져 마침내 무한대가 되지만, 아랫줄은 그렇지 않습니다",
        "In the upper row, the KL divergence grows and grows until it is infinite, but in the lower row it"
        " does not",
        "이번에는 $p$의 ‘학생’ 막대를 바닥까지 내려 보세요. 무한대가 되는 것은 아랫줄입니다",
        "this time lower the “student” bar of $p$ all the way down. Now it is the lower row that becomes"
        " infinite",
    )
    p, q, divergence = lesson_kl.p, lesson_kl.q, lesson_kl.kl_divergence
    models = [lowered(q, share) for share in np.geomspace(q[STUDENT], 1e-9, 8)]
    assert (np.diff([divergence(p, model) for model in models]) > 0).all()
    with np.errstate(divide="ignore"):
        assert divergence(p, lowered(q, 0)) == divergence(q, lowered(p, 0)) == math.inf
    assert max(divergence(model, p) for model in (*models, lowered(q, 0))) < 2
    assert max(divergence(lowered(p, share), q) for share in (0.3, 0.1, 0.01, 0)) < 2


def test_values_of_samples_run_through_the_formula_without_an_error() -> None:
    states(
        "두 정규분포에서 표본을 뽑아 크기순으로 늘어놓고, 그 표본의 값을 $p_k$와 $q_k$의 자리에 바로 넣는"
        " 것입니다",
        "We draw samples from two normal distributions, sort them by size, and put these values directly in"
        " the places of $p_k$ and $q_k$",
        "코드는 오류 없이 돌아갑니다",
        "The code runs without an error",
        "평균이 0과 1, 표준편차가 모두 1인 두 정규분포로 따라 해 봅시다",
        "Their means are 0 and 1, and both have a standard deviation of 1",
    )
    for mean, samples in enumerate((lesson_kl.first, lesson_kl.second)):
        assert (np.diff(samples) >= 0).all()
        error = 1 / math.sqrt(len(samples))
        assert abs(samples.mean() - mean) < 3 * error and abs(samples.std() - 1) < 3 * error
    with np.errstate(invalid="ignore"):
        forth = lesson_kl.first * np.log(lesson_kl.first / lesson_kl.second)
    assert np.array_equal(forth, lesson_kl.forth, equal_nan=True)


def test_the_numbers_are_no_probabilities() -> None:
    states(
        "### 표본은 확률이 아닙니다",
        "### Samples are not probabilities",
        "첫 번째 분포에서 뽑은 ‘확률’의 …가 음수이고, 어느 쪽도 모두 더해서 1이 되지 않습니다",
        "Of the “probabilities” from the first distribution, … are negative, and neither set adds up to 1",
        "로그에 음수가 들어가 `nan`이 된 항도 …입니다",
        "Of the terms, … became `nan`, because a negative number went into the logarithm",
        "`np.nansum`은 `nan`을 빼고 더합니다",
        "`np.nansum` leaves out `nan` when it adds",
        "KL 발산은 음수가 될 수 없으니 여기서 멈추어야 합니다",
        "The KL divergence cannot be negative, so this is where we have to stop",
        "절댓값을 씌우면 두 수가 서로 다르니 비대칭을 보인 것처럼 보입니다",
        "take the absolute values, we have two different numbers, and it looks as if we had shown the"
        " asymmetry",
        "이 수들은 확률도 밀도도 아닙니다",
        "these numbers are neither probabilities nor densities",
        "넣기 전에 합이 1인지, 나온 값이 0 이상인지 확인합시다",
        "Before you put numbers in, check that they add up to 1, and when a value comes out, check that it"
        " is at least 0",
    )
    first, second, forth, back = lesson_kl.first, lesson_kl.second, lesson_kl.forth, lesson_kl.back
    assert first.min() < 0 and second.min() < 0
    assert abs(first.sum() - 1) > 10 and abs(second.sum() - 1) > 10
    assert (np.isnan(forth) == (first / second < 0)).all() and np.isnan(forth).any()
    assert np.nansum(forth) == pytest.approx(forth[~np.isnan(forth)].sum())
    assert np.nansum(forth) < 0 < lesson_kl.divergences.min()
    assert abs(abs(np.nansum(forth)) - abs(np.nansum(back))) > 1000


def test_normals_of_one_deviation_are_no_example_of_the_asymmetry() -> None:
    states(
        "이 두 정규분포는 비대칭의 예가 될 수 없습니다",
        "these two normal distributions cannot be an example of the asymmetry at all",
        "두 방향의 KL 발산이 똑같기 때문입니다",
        "their KL divergence is exactly the same in both directions",
    )
    assert lesson_kl.kl_normals(0, 1, 1, 1) == lesson_kl.kl_normals(1, 1, 0, 1)
