"""Claims of the home page: its piece of a lesson."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

home = lesson("index.py")
page = shown("index.py")

SHARES = [number / 100 for number in range(1, 100)]
LOSSES = [-7 * math.log(p) - 3 * math.log(1 - p) for p in SHARES]


def test_the_loss() -> None:
    formula("home-nll").agrees(home.nll, p=(0.05, 0.95), k=(1, 5), n=(6, 10))


def test_seven_of_ten_is_the_best_share() -> None:
    states(
        "열 사람 가운데 일곱 사람이 안드로이드 휴대전화를 씁니다",
        "Of ten people, seven use an Android phone",
        "$n$은 사람 수, $k$는 안드로이드를 쓰는 사람 수입니다",
        "Here $n$ is the number of people, and $k$ is the number of those who use Android",
        "같은 식을 코드로 옮겨, 손실이 가장 작은 $p$를 찾습니다",
        "We turn the same formula into code and find the $p$ with the smallest loss",
        "손실이 가장 작은 $p$는 …입니다",
        "The loss is smallest when $p$ is …",
        "가로축은 안드로이드의 비율 p, 세로축은 손실",
        "아래로 볼록한 곡선이 p가 …인 곳에서 가장 낮고, 그 자리에 점이 있다",
        "The share p of Android on the horizontal axis and the loss on the vertical axis",
        "A convex curve is lowest where p is …, and a point marks that place",
    )
    assert home.losses == pytest.approx(LOSSES) and home.nll(0.7, 7, 10) == pytest.approx(min(LOSSES))
    assert home.best_share == 0.7 == SHARES[LOSSES.index(min(LOSSES))]
    assert (np.diff(home.losses, 2) > 0).all()
    axis = page.figures["loss-curve"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("p", "NLL(p)")
    page.prints("best-share", 0.7)
    page.draws("loss-curve", SHARES, LOSSES)
    page.draws("loss-curve", [0.7], [min(LOSSES)])
    page.writes("loss-curve", "p", "NLL(p)")


def test_the_values_in_the_sentences() -> None:
    page.says("best-share", "0.70")
    page.says("loss-curve", "0.70")
