"""Claims of lesson 2-5 on binary cross entropy: its formulas and sentences, and PyTorch's losses."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import log_total

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")

ONE = torch.tensor(1.0, dtype=torch.float64)


def test_binary_cross_entropy() -> None:
    states(
        "그러면 0에 준 확률은 $1-r$이므로",
        "The probability that it gives to 0 is then $1-r$",
        "결과가 둘뿐이면 확률도 하나면 충분합니다",
        "With only two outcomes, one probability is enough",
    )
    formula("binary-cross-entropy").agrees(ce.binary_cross_entropy, r=(0.01, 0.99), y=(0, 1))
    formula("bce-with-logits").agrees(ce.bce_with_logits, z=(-30, 30), y=(0, 1))
    for r in (0.1, 0.5, 0.9):
        for y in (0, 1):
            of_both = ce.cross_entropy(np.eye(2)[y], np.array([1 - r, r]))
            assert ce.binary_cross_entropy(r, y) == pytest.approx(of_both)


def test_one_person_is_a_binary_answer() -> None:
    states(
        "지난 과의 휴대전화 예제에서 본 음의 로그 가능도에 $n=1$, $k=y$를 넣은 것과 같은 꼴입니다",
        "It has the same form as the negative log likelihood in the phone example of the last lesson, with"
        " $n=1$ and $k=y$",
    )
    nll = lesson("negative_log_likelihood.py")
    for q in (0.1, 0.5, 0.9):
        for y in (0, 1):
            assert ce.binary_cross_entropy(q, y) == pytest.approx(nll.binomial_nll(q, y, 1))


def test_one_logit_and_two_are_the_same_binary_model() -> None:
    states(
        "두 방법의 값이 같습니다. 로짓이 하나든 둘이든 같은 모델입니다",
        "The two ways give the same values. With one logit or with two, it is the same model",
        "로짓 하나를 시그모이드에 넣어 구한 값과, 로짓 0과 $z$에 소프트맥스를 취해 구한 값을 비교합니다",
        "by putting a single logit into the sigmoid, and by applying softmax to the logits 0 and $z$",
    )
    for line in page.printed["binary-cross-entropy"].splitlines():
        *_, by_two, _, by_one = line.replace(",", "").split()
        assert by_two == by_one
    for z in np.linspace(-20, 20, 81):
        for y in (0, 1):
            by_two = ce.cross_entropy_loss(np.array([0.0, z]), y)
            assert ce.bce_with_logits(z, y) == pytest.approx(by_two, rel=1e-12)
            assert ce.binary_cross_entropy(1 / (1 + math.exp(-z)), y) == pytest.approx(by_two, rel=1e-6)
            tensors = torch.tensor(z), torch.tensor(float(y), dtype=torch.float64)
            by_pytorch = F.binary_cross_entropy_with_logits(*tensors).item()
            assert ce.bce_with_logits(z, y) == pytest.approx(by_pytorch, rel=1e-12)


def test_both_forms_of_the_binary_loss_come_from_the_sigmoid() -> None:
    states(
        "$z$가 절댓값이 큰 음수이면 $e^{-z}$이 넘치므로",
        "If $z$ is a large negative number, $e^{-z}$ overflows",
        "두 경우를 한 식으로 적으면 다음과 같습니다",
        "A single formula covers both cases",
        "지수는 언제나 0 이하입니다",
        "the exponent is never greater than 0",
    )
    with np.errstate(over="ignore"):
        assert np.exp(-np.float64(-800)) == math.inf and np.exp(-np.float64(800)) == 0
    for z in np.linspace(-20, 20, 81):
        q = 1 / (1 + math.exp(-z))
        assert -math.log(q) == pytest.approx(math.log(1 + math.exp(-z)))
        assert -math.log(1 / (1 + math.exp(z))) == pytest.approx(z + math.log(1 + math.exp(-z)))
        assert math.log(1 + math.exp(-z)) == pytest.approx(-z + math.log(1 + math.exp(z)))
    with np.errstate(over="raise"):
        for z in (-1e4, 0.0, 1e4):
            assert -abs(z) <= 0 and ce.bce_with_logits(z, 1) == pytest.approx(log_total([0, z]) - z)


def test_maximum_picks_the_larger_and_log1p_is_accurate_near_zero() -> None:
    states(
        "`np.maximum`은 두 수 가운데 큰 쪽을 고르고",
        "`np.maximum` picks the larger of two numbers",
        "`np.log1p(x)`는 $x$가 아주 작아도 $\\log(1+x)$를 정확하게 구합니다",
        "`np.log1p(x)` computes $\\log(1+x)$ accurately even if $x$ is very small",
    )
    assert np.maximum(2, -3) == np.maximum(-3, 2) == 2
    assert np.log1p(1e-17) == 1e-17 != math.log(1 + 1e-17)
    assert ce.bce_with_logits(40.0, 1) == pytest.approx(math.exp(-40), rel=1e-12)


def test_three_ways_to_the_binary_loss_agree() -> None:
    states(
        "손으로 만든 값, 로짓을 받는 `BCEWithLogitsLoss`의 값, 시그모이드를 거친 `BCELoss`의 값이 모두"
        " 같습니다",
        "We get the same values by hand, from `BCEWithLogitsLoss`, which takes logits, and from `BCELoss`,"
        " which takes what the sigmoid returns",
    )
    by_hand, with_logits, without = page.printed["bce-with-logits"].splitlines()
    assert by_hand == with_logits == without
    expected = [log_total([0, z]) - z for z in ce.binary_logits.tolist()]
    with_logits_loss = torch.nn.BCEWithLogitsLoss(reduction="none")(ce.binary_logits, ce.ones)
    of_sigmoid = torch.nn.BCELoss(reduction="none")(torch.sigmoid(ce.binary_logits), ce.ones)
    for found in (ce.bce_with_logits(ce.binary_logits.numpy(), 1), with_logits_loss, of_sigmoid):
        assert found.tolist() == pytest.approx(expected)


def test_bce_loss_loses_the_signal_where_the_model_is_wrong_and_sure() -> None:
    states(
        "정답은 1인데 로짓이 −40이나 −800인 모델",
        "the answer is 1, but the logit is −40 or −800",
        "로짓이 −40일 때 `BCELoss`의 손실은 맞지만 기울기는 벌써 사라졌습니다",
        "At a logit of −40, `BCELoss` still gets the loss right, but its gradient has already vanished",
        "확률로 미분하면 분모에 $r(1-r)$가 생기는데, 0으로 나누지 않도록 파이토치가 이 분모를 아주 작은 양수"
        " 아래로 내려가지 못하게 막아 둔 탓입니다",
        "When we differentiate with respect to the probability, the denominator is $r(1-r)$. To avoid"
        " dividing by 0, PyTorch keeps this denominator from falling below a very small positive number, and"
        " that makes the gradient vanish",
        "로짓이 −800이면 확률이 언더플로로 0이 되어 손실까지 틀립니다",
        "At a logit of −800, the probability underflows to 0, and even the loss is wrong",
        "무한대를 피하려고 로그도 어느 값 아래로는 내려가지 못하게 막아 두어서 …에 그칩니다",
        "To avoid infinity, PyTorch also keeps the logarithm from falling below a certain value, so the loss"
        " stops at …",
        "가장 크게 틀린 곳에서 고치라는 신호가 사라지는 것입니다. 출력에는 기울기의 절댓값을 적었습니다",
        "Just where the model is most wrong, the signal to correct it disappears. The output shows the"
        " gradient without its sign",
    )
    assert ce.clamped == pytest.approx({-40: 40, -800: 100}) and ce.bce_with_logits(-40, 1) == 40
    assert ce.bce_with_logits(-800, 1) == 800
    assert [line.split()[-1] for line in page.printed["wrong-and-sure"].splitlines()] == ["0.0", "0.0"]
    for logit, right in ((-40.0, True), (-800.0, False)):
        z = torch.tensor(logit, dtype=torch.float64, requires_grad=True)
        r = torch.sigmoid(z)
        r.retain_grad()
        loss = F.binary_cross_entropy(r, ONE)
        loss.backward()
        assert r.item() == (pytest.approx(math.exp(-40)) if right else 0)
        assert (loss.item() == pytest.approx(-logit)) is right
        assert z.grad is not None and -1e-5 < z.grad.item() <= 0  # it ought to be -1
        # The gradient by r is (r - 1) / (r (1 - r)), whose denominator stays at 1e-12.
        assert r.grad is not None and r.grad.item() == pytest.approx(-1e12) and r.item() < 1e-17
    for r in (0.0, 1e-50, 1e-300):
        of_small = F.binary_cross_entropy(torch.tensor(r, dtype=torch.float64), ONE).item()
        assert of_small == pytest.approx(min(100, -math.log(r)) if r else 100)


def test_bce_with_logits_loss_gets_both_right() -> None:
    states(
        "둘 다 바르게 구합니다. 로짓이 −800일 때 손실은 …, 기울기는 …입니다",
        "It gets both right. At a logit of −800, the loss is … and the gradient is …",
        "이 기울기도 모델의 확률에서 정답을 뺀 값입니다",
        "This gradient, too, is the probability of the model minus the target",
        "확률을 거치지 않고 로짓에서 바로 계산하는 편이 안전합니다",
        "it is safer to compute the loss from the logit directly, without going through a probability",
    )
    assert page.said["wrong-and-sure-with-logits"] == ["800", "-1"]
    for logit in (-800.0, -40.0, -2.0, 0.0, 3.0):
        for y in (0.0, 1.0):
            z = torch.tensor(logit, dtype=torch.float64, requires_grad=True)
            loss = F.binary_cross_entropy_with_logits(z, torch.tensor(y, dtype=torch.float64))
            loss.backward()
            assert loss.item() == pytest.approx(log_total([0, logit]) - y * logit)
            assert z.grad is not None and z.grad.item() == pytest.approx(torch.sigmoid(z).item() - y)


def test_the_binary_losses_meet_at_log_2_and_grow_almost_straight() -> None:
    states(
        "y가 1인 곡선은 왼쪽에서 거의 곧게 내려와 오른쪽에서 0에 가까워진다",
        "The curve for y = 1 comes down almost straight from the left and approaches 0 on the right",
        "y가 0인 곡선은 이를 좌우로 뒤집은 모양이다",
        "The curve for y = 0 is its mirror image",
        "두 곡선은 z가 0일 때 높이 log 2에서 만난다",
        "The two curves meet where z is 0, at height log 2",
        "두 곡선은 아직 아무것도 모르는 $z=0$에서, $\\log 2$의 높이에서 만납니다",
        "The two curves meet at $z=0$, where the model does not know anything yet, at a height of $\\log 2$",
        "틀린 쪽으로 멀리 가면 손실은 로짓의 크기만큼 거의 곧게 커집니다",
        "Far out on the wrong side, the loss grows in an almost straight line, keeping pace with the size of"
        " the logit",
    )
    of_1, of_0, meeting = (line.get_xydata() for line in page.figures["binary-curves"][0].axes[0].lines)
    assert of_1[:, 0].tolist() == of_0[:, 0].tolist() == ce.zs.tolist()
    assert of_1[:, 1] == pytest.approx(ce.bce_with_logits(ce.zs, 1))
    assert of_0[:, 1] == pytest.approx(of_1[::-1, 1]) and meeting.tolist() == [[0, math.log(2)]]
    assert (np.diff(of_1[:, 1]) < 0).all() and 0 < of_1[-1, 1] < 0.01
    # Straight only in the limit: log(1 + e^-4) is left.
    assert of_1[:20, 1] == pytest.approx(-of_1[:20, 0], abs=0.02)
    assert ce.bce_with_logits(0, 0) == ce.bce_with_logits(0, 1) == pytest.approx(math.log(2))
    assert (
        ce.zs[of_1[:, 1] > of_0[:, 1]].max() < 0 == pytest.approx(ce.zs[60])
        and 1 / (1 + math.exp(0)) == 1 / 2
    )
    # Straight only in the limit: log(1 + e^-5) is left.
    assert ce.bce_with_logits(-6, 1) - ce.bce_with_logits(-5, 1) == pytest.approx(1, abs=0.01)
    assert ce.bce_with_logits(ce.zs, 1) == pytest.approx(ce.bce_with_logits(-ce.zs, 0))
