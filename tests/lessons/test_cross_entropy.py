"""Claims of lesson 2-5 on surprise: its formula and sentences."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import P

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


def test_surprise() -> None:
    states(
        "같은 값인 $\\log\\frac{1}{a}$로 계산합니다",
        "computes $\\log\\frac{1}{a}$, which is the same value",
        "확률이 $a$인 일의 놀라움은 $-\\log a$이고",
        "surprisal of an event with probability $a$ is $-\\log a$",
    )
    formula("surprise").agrees(ce.surprise, a=(0.01, 1))


# What the lesson says in words


def test_small_numbers_are_shown_without_powers_of_ten() -> None:
    states(
        "`suppress=True`는 아주 작은 수도 십의 거듭제곱 없이 보여 주라는 설정입니다",
        "The setting `suppress=True` shows even very small numbers without powers of ten",
    )
    (setting,) = [line for line in page.snippet.cells[0].code.splitlines() if "suppress=True" in line]
    small = np.array([1e-9, 1.0])
    assert "e-09" in str(small)
    with np.printoptions():
        exec(setting, {"np": np})
        assert "e" not in str(small)


def test_the_less_probable_is_the_more_surprising() -> None:
    states(
        "확률이 낮은 일일수록 일어났을 때 더 놀랍습니다",
        "The less probable an event is, the more it surprises us when it happens",
        "확률이 낮은 일일수록 더 놀라워야 하고",
        "The less probable an event is, the larger its surprisal should be",
        "확률이 작을수록 값이 커지도록 부호를 바꿉니다",
        "We flip its sign so that the value grows as the probability shrinks",
    )
    probabilities = np.linspace(0.001, 1, 1000)
    assert (np.diff(ce.surprise(probabilities)) < 0).all()
    assert ce.surprise(probabilities) == pytest.approx(-np.log(probabilities))


def test_the_unit_is_the_nat() -> None:
    states(
        "$\\log$는 자연로그이므로 단위는 나트입니다",
        "Since $\\log$ is the natural logarithm, the unit is the nat",
        "파이토치의 손실은 나트로 나옵니다",
        "PyTorch’s losses come in nats",
    )
    assert ce.surprise(1 / math.e) == pytest.approx(1)
    four = F.cross_entropy(torch.zeros(4, dtype=torch.float64), torch.tensor(0)).item()
    assert four == pytest.approx(math.log(4)) == ce.entropy(ce.uniform)


def test_what_is_certain_is_no_surprise_and_each_halving_adds_log_2() -> None:
    states(
        "확률이 1이면 놀라움은 0입니다",
        "If the probability is 1, the surprisal is 0",
        "확률이 반으로 줄 때마다 놀라움은 $\\log 2$, 곧 …만큼 커집니다",
        "Each time the probability is halved, the surprisal grows by $\\log 2$, which is …",
        "가로축에서 확률이 반으로 줄 때마다 세로축에서는 같은 높이만큼 올라갑니다",
        "Each time the probability on the horizontal axis is halved, the curve climbs by the same height on"
        " the vertical axis",
        "확률이 0에 가까워지면 놀라움은 한없이 커집니다",
        "As the probability approaches 0, the surprisal grows without bound",
    )
    assert ce.surprise(1) == 0
    for p in np.random.default_rng(0).uniform(0, 1, 100):
        assert ce.surprise(p / 2) - ce.surprise(p) == pytest.approx(math.log(2))
    assert ce.surprise(1e-300) > 600


def test_the_curve_of_surprise_steepens_to_the_left_and_its_halvings_are_equally_far_apart() -> None:
    states(
        "곡선은 a가 1일 때 0이고, 왼쪽으로 갈수록 점점 가파르게 올라간다",
        "The curve is at 0 where a is 1 and rises more and more steeply toward the left",
        "1/2, 1/4, 1/8에 점이 있고 점에서 두 축으로 점선이 그어져 있다",
        "Points mark 1/2, 1/4, and 1/8, and dotted lines run from them to both axes",
        "세로축에서 점선의 간격은 모두 같다",
        "On the vertical axis, the dotted lines are equally far apart",
    )
    axes = page.figures["surprise-curve"][0].axes[0]
    (x, y), (halves, points) = (line.get_data() for line in axes.lines)
    assert x[-1] == 1 and y[-1] == 0
    assert (np.diff(y) < 0).all() and (np.diff(y, 2) > 0).all()
    assert halves.tolist() == [1 / 2, 1 / 4, 1 / 8] and np.diff(points) == pytest.approx([math.log(2)] * 2)
    down, across = (together.get_segments() for together in axes.collections)
    corners = np.array([halves, points]).T
    assert np.array(down) == pytest.approx(np.array([[(a, 0), (a, s)] for a, s in corners]))
    assert np.array(across) == pytest.approx(np.array([[(0, s), (a, s)] for a, s in corners]))


def test_surprises_of_independent_events_add_up() -> None:
    states(
        "서로 독립인 두 일이 함께 일어났을 때의 놀라움은 각각의 놀라움을 더한 값이어야 합니다",
        "when two independent events happen together, their surprisal should be the sum of the two"
        " surprisals",
        "독립인 일의 확률은 곱해지므로",
        "The probabilities of independent events are multiplied",
        "따로 구한 두 놀라움을 더한 값과 같습니다",
        "This is the same as the sum of the two surprisals computed one by one",
    )
    assert ce.together == pytest.approx(ce.surprise(1 / 2) + ce.surprise(1 / 4))
    for a, b in np.random.default_rng(1).uniform(0, 1, (100, 2)):
        assert ce.surprise(a * b) == pytest.approx(ce.surprise(a) + ce.surprise(b))


def test_it_is_the_sum_that_leaves_nothing_for_the_certain() -> None:
    states(
        "따로 정한 것이 아니라 두 번째 조건에서 따라 나옵니다",
        "We did not have to ask for this; it follows from the second condition",
        "반드시 일어나는 일을 곁들여도 확률은 그대로이니, 놀라움에 더해지는 값도 0이어야 합니다",
        "Adding an event that is certain leaves the probability as it is, so it must add 0 to the surprisal",
    )
    for a in (0.1, 0.5, 0.9):
        assert ce.surprise(a * 1) - ce.surprise(a) == ce.surprise(1) == 0
    # One more for everything meets the first condition, not the second one.
    assert ce.surprise(0.1) + 1 > ce.surprise(0.5) + 1 > ce.surprise(1) + 1 > 0
    assert ce.surprise(0.1 * 1) + 1 < (ce.surprise(0.1) + 1) + (ce.surprise(1) + 1)


def test_four_words_can_come() -> None:
    states(
        "다음에 올 수 있는 낱말은 학생, 선생님, 좋은, 매우 네 가지뿐입니다",
        "only four words can come next: 학생 (student), 선생님 (teacher), 좋은 (good), and 매우 (very)",
        "코드에서는 차례로 `student`, `teacher`, `good`, `very`라고 적습니다",
        "the words are called `student`, `teacher`, `good`, and `very`, in this order",
    )
    assert ce.words == ["student", "teacher", "good", "very"] and ce.p == pytest.approx(P)
