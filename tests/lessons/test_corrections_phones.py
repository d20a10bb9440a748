"""Claims of the page on what was corrected, where it was about phones."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.test_corrections import LOGS

corrections = lesson("corrections.py")
page = shown("corrections.py")

SHARES = [step / 101 for step in range(1, 101)]
PHONE_LIKELIHOODS = [p**7 * (1 - p) ** 3 for p in SHARES]
BEST = max(PHONE_LIKELIHOODS)
BEST_SHARE = SHARES[PHONE_LIKELIHOODS.index(BEST)]


def test_exp_of_the_log_likelihood_is_the_likelihood_of_the_phones() -> None:
    states(
        "열 사람 가운데 일곱 사람은 안드로이드를, … 사람은 iOS를 씁니다",
        "of ten people, seven use Android and … use iOS",
        "바른 로그 가능도의 최댓값은 …입니다. 로그를 빠뜨린 쪽은 …입니다",
        "The largest value of the correct log likelihood is …. Without the logarithm, it is …",
        "그런데 가장 좋은 비율은 어느 쪽으로 구해도 …입니다. argmax만 보아서는 알 수 없습니다",
        "Yet the best share is … either way. The argmax alone does not tell us",
        "로그를 지수함수로 되돌리면 가능도 $L$이 나와야 합니다",
        "When we undo the logarithm with the exponential function, the likelihood $L$ must come out",
        "비교할 가능도는 열 사람의 확률을 하나씩 곱해서 구합니다",
        "we compute the likelihood by multiplying the probabilities of the ten people one by one",
        "바른 쪽은 가능도 …로 돌아왔습니다. 로그를 빠뜨린 쪽에서 나온 값은 …입니다. 가능도와는 거리가 멉니다",
        "The correct version leads back to the likelihood, ….",
        "The version without the logarithm gives …, which is nowhere near the likelihood",
        "로그를 빠뜨린 계산은 성질 검사가 잡습니다",
        "the property check catches the computation without the logarithm",
        "| 로그를 빠뜨린 로그 가능도 | 성질 검사 |",
        "| Log likelihood without the logarithm | Property check |",
    )
    assert (corrections.k, corrections.n) == (7, 10) and corrections.likelihood == pytest.approx(BEST)
    assert corrections.log_likelihoods.argmax() == corrections.by_title.argmax()
    assert math.exp(corrections.by_title.max()) > 400 * corrections.likelihood
    assert corrections.by_title == pytest.approx(PHONE_LIKELIHOODS, rel=1e-12, abs=0)
    assert np.exp(corrections.log_likelihoods) == pytest.approx(PHONE_LIKELIHOODS, rel=1e-12, abs=0)
    page.prints("likelihood-in-place-of-log", math.log(BEST), BEST_SHARE, BEST, BEST_SHARE)
    page.prints("exp-brings-back-the-likelihood", BEST, BEST, math.exp(BEST))


def test_the_leftover_is_of_the_last_mean_of_the_heights_and_cannot_be_drawn() -> None:
    states(
        "반복이 끝난 뒤 변수에는 마지막 평균 …의 로그 가능도 …만 남았습니다",
        "After the loop, the variable holds only the log likelihood at the last mean, …, which is …",
        "비율 …개와 값 …개로는 선을 그릴 수 없어서 예외가 났습니다",
        "No line can be drawn, because the number of shares is … but the number of values is …",
        "그림은 실행만 해도 잡힙니다",
        "As for the plot, running it is enough",
        "| 수 하나로 그리려던 그림 | 실행 |",
        "| A plot of a single number | Run |",
    )
    assert corrections.mu == corrections.means[-1] and np.ndim(corrections.leftover) == 0
    assert corrections.leftover == pytest.approx(LOGS[-1])
    page.prints("leftover-scalar", LOGS[-1], 100, 1)
    assert "ValueError" in page.printed["leftover-scalar"]


def test_a_change_divided_by_a_change_approaches_the_gradient_and_a_value_grows_without_bound() -> None:
    states(
        "위의 $d$는 $-\\log L$의 작은 변화를, 아래의 $d$는 $p$의 작은 변화를 뜻합니다",
        "The $d$ above stands for a small change in $-\\log L$, and the $d$ below for a small change in $p$",
        "$-\\log L$의 변화가 아니라 $-\\log L$의 값을 $p$의 작은 변화로 나누라는 뜻이 됩니다",
        "not the change in $-\\log L$ but the value of $-\\log L$ by the small change in $p$",
        "$p=0.5$에서 작은 변화 $dp$를 줄여 가며 두 가지로 나누어 봅시다",
        "At $p=0.5$, let's make the small change $dp$ smaller and smaller and divide in both ways",
        "변화를 줄여 갈 때 두 변화의 비가 다가가는 값이 기울기입니다",
        "The gradient is what the ratio of the two changes approaches as they shrink",
        "변화를 변화로 나눈 값은 $dp$를 줄일수록 도함수의 값 …에 다가갑니다. $dp$가 가장 작을 때는 …입니다",
        "When we divide one change by the other, the result approaches the value of the derivative, …",
        "$-\\log L$의 값을 나누면 $dp$를 줄일수록 한없이 커집니다. $dp$가 가장 작을 때는 …입니다",
        "When we divide the value of $-\\log L$, the result grows without bound as $dp$ gets smaller",
        "이 수는 기울기를 알려 주지 않습니다",
        "That number does not tell us the gradient",
    )

    def nll(p: float) -> float:
        return -7 * math.log(p) - 3 * math.log(1 - p)

    steps = [0.1, 0.01, 0.001, 0.0001]
    ratios = [(nll(0.5 + dp) - nll(0.5)) / dp for dp in steps]
    rows = zip(steps, ratios, [nll(0.5) / dp for dp in steps], strict=True)
    page.prints("value-in-place-of-change", *(number for row in rows for number in row), -8)
    distances = [abs(ratio + 8) for ratio in ratios]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.01 and corrections.by_change == pytest.approx(ratios)
    assert corrections.gradient == -8 and min(corrections.by_value) > 0
    assert corrections.by_value == pytest.approx([10 * math.log(2) / dp for dp in steps])
