"""Claims of lesson 2-5 on learning from logits: softmax twice, and the gradient."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import LOGITS, heights, log_total, random_logits, soft

ce = lesson("cross_entropy.py")
nll = lesson("negative_log_likelihood.py")
page = shown("cross_entropy.py")


@pytest.mark.parametrize("j", [1, 4, 7])
def test_its_gradient(j: int) -> None:
    claimed = formula("cross-entropy-gradient").at(j=j)
    claimed.agrees(lambda z, t: ce.cross_entropy_gradient(z, t)[j - 1], z=(-8, 8), t=(0, 1))


# Softmax twice


def loss_of(z: np.ndarray, twice: bool) -> float:
    return float(F.cross_entropy(torch.tensor(soft(z) if twice else z), torch.tensor(0)))


def test_softmax_twice_keeps_the_loss_of_a_sure_model_up() -> None:
    states(
        "정답을 거의 확신하는 로짓으로 비교해 봅시다",
        "compare the two with logits that are almost certain of the answer",
        "한 번만 쓰면 손실은 거의 0입니다",
        "With one softmax, the loss is almost 0",
        "두 번 쓰면 정답을 거의 확신하는데도 손실이 …입니다. 로짓을 더 벌려도 손실은 거의 더 내려가지"
        " 않습니다",
        "With two, the loss is …, although the model is almost certain of the answer. Moving the logits"
        " farther apart hardly brings the loss down any further",
        "첫 번째 소프트맥스를 거친 값은 0과 1 사이에 갇히므로, 두 번째 소프트맥스가 받는 값의 차이는 1을"
        " 넘을 수 없기 때문",
        "The values that come out of the first softmax are confined between 0 and 1, so the values that go"
        " into the second cannot differ by more than 1",
    )
    assert ce.sure.tolist() == [[20, 0, 0, 0]] and soft([20, 0, 0, 0])[0] > 0.9999
    assert ce.once == pytest.approx(0, abs=1e-8)
    assert ce.twice == pytest.approx(log_total([1, 0, 0, 0]) - 1, abs=1e-8) and ce.twice > 0.7
    assert abs(loss_of(np.array([1000.0, 0, 0, 0]), True) - ce.twice) < 1e-6
    for z in random_logits(spread=100):
        first = np.array(soft(z))
        assert first.min() >= 0 and first.max() <= 1 and np.ptp(first) <= 1


def test_softmax_twice_hardly_learns_from_a_wrong_start() -> None:
    states(
        "틀린 낱말을 확신하는 로짓에서 출발해, 정답 하나를 두 방법으로 마흔 걸음 동안 배우게 합니다",
        "We start from logits that are confident in a wrong word and train them on a single answer for forty"
        " steps",
        "둘 다 로짓에 소프트맥스를 한 번 취한 값을 모델의 확률로 봅니다",
        "Either way, what we take as the probability of the model is the softmax of the logits, applied once",
        "소프트맥스를 한 번 쓴 곡선은 0 가까이에서 출발해 … 걸음 안에 1 가까이 올라간다",
        "The curve for one softmax starts near 0 and climbs close to 1 within … steps",
        "두 번 쓴 곡선은 마흔 걸음이 지나도 0 가까이에 머문다",
        "The curve for two stays near 0 even after forty steps",
        "한 번 쓴 쪽에서 정답의 확률은 … 걸음 만에 …에 이릅니다. 두 번 쓴 쪽에서는 마흔 걸음 뒤에도 …에"
        " 머뭅니다",
        "With one softmax, the probability of the answer reaches … in … steps. With two, it is still at …"
        " after forty steps",
    )
    assert ce.wrong_start[0] == 0 and soft(ce.wrong_start)[1] > 0.97
    assert len(ce.once_path) == len(ce.twice_path) == 41
    assert ce.once_path[0] == ce.twice_path[0] == pytest.approx(soft([0, 5, 0, 0])[0])
    assert ce.once_path[10] > 0.9 > 0.05 > max(ce.twice_path) and ce.once_path[0] < 0.01
    once, twice = (line.get_ydata() for line in page.figures["learning-curves"][0].axes[0].lines)
    assert [*once] == ce.once_path and [*twice] == ce.twice_path
    assert page.said["learning-curves"][1:] == ["10", f"{ce.once_path[10]:.2f}", f"{ce.twice_path[40]:.2f}"]
    z = np.array([0.0, 5.0, 0.0, 0.0])
    for probability in ce.once_path:
        assert probability == pytest.approx(soft(z)[0])
        z = z - (soft(z) - np.eye(4)[0])


def test_the_first_softmax_loses_the_signal_of_the_second() -> None:
    states(
        "틀린 낱말을 확신하는 곳에서는 첫 번째 소프트맥스의 기울기가 거의 0이어서, 두 번째 소프트맥스가 보낸"
        " 신호가 거기에서 사라지기 때문입니다",
        "Where the model is confident in a wrong word, the gradient of the first softmax is almost 0, and"
        " the signal from the second softmax is lost there",
    )
    start = torch.tensor(ce.wrong_start, dtype=torch.float64)
    of_first = torch.autograd.functional.jacobian(lambda z: torch.softmax(z, dim=0), start)
    guess = torch.softmax(start, dim=0).requires_grad_()
    F.cross_entropy(guess, torch.tensor(0)).backward()
    assert guess.grad is not None
    assert of_first.abs().max() < 0.02 and guess.grad.abs().max() > 0.8
    assert (of_first @ guess.grad).abs().max() < 0.03


def descend(z: np.ndarray, twice: bool, steps: int = 40) -> float:
    """Return the probability of class 0 after descending by gradients written out by hand."""
    for _ in range(steps):
        q = np.array(soft(z))
        gradient = q - np.eye(len(z))[0]
        if twice:
            outer = np.array(soft(q)) - np.eye(len(z))[0]
            gradient = (np.diag(q) - np.outer(q, q)) @ outer
        z = z - gradient
    return soft(z)[0]


def test_softmax_twice_is_a_little_slower_with_4_classes_and_hardly_learns_with_100() -> None:
    states(
        "언제나 이렇게 심한 것은 아닙니다. 로짓이 모두 0인 데에서 출발해 봅시다",
        "It is not always this bad. Let's start with all logits at 0",
        "클래스가 4개일 때와 100개일 때를 비교합니다",
        "We compare 4 classes with 100",
        "클래스가 4개일 때는 조금 느릴 뿐입니다. 마흔 걸음 뒤의 확률은 한 번 쓴 쪽이 …, 두 번 쓴 쪽이"
        " …입니다",
        "With 4 classes, learning is only a little slower: after forty steps, the probability is … with one"
        " softmax and … with two",
        "클래스가 100개면 다릅니다. 한 번 쓴 쪽은 …에 이르는데, 두 번 쓴 쪽은 …에 머뭅니다",
        "With 100 classes, it is different. With one softmax, the probability reaches …; with two, it stays"
        " at …",
        "얼마나 늦어지는지는 출발점과 클래스의 수에 달려 있습니다",
        "How much slower it is depends on the start and on the number of classes",
    )
    said = []
    for classes in (4, 100):
        expected = [descend(np.zeros(classes), twice) for twice in (False, True)]
        assert ce.from_zeros[classes] == pytest.approx(expected)
        said += [f"{one:.3f}" for one in expected]
    assert page.said["learning-from-zeros"] == said
    once, twice = ce.from_zeros[4]
    assert 0 < once - twice < 0.05 and twice > 0.95
    assert ce.from_zeros[100][1] < 0.05 < 0.95 < ce.from_zeros[100][0]
    assert ce.twice_path[40] == pytest.approx(descend(np.array([0.0, 5.0, 0.0, 0.0]), True))
    assert ce.twice_path[40] < 0.05 < ce.from_zeros[4][1]


def test_softmax_twice_raises_no_error_and_no_warning() -> None:
    states(
        "어느 쪽이든 오류도 경고도 없습니다. `CrossEntropyLoss`에는 로짓을 그대로 넣어야 합니다",
        "Either way, there is no error and no warning. `CrossEntropyLoss` needs the logits themselves",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for classes in (4, 100):
            z = torch.zeros(1, classes, requires_grad=True)
            torch.nn.CrossEntropyLoss()(torch.softmax(z, dim=1), ce.right).backward()
    assert ce.once < ce.twice


def test_the_floor_of_a_loss_with_softmax_twice() -> None:
    states(
        "첫 번째 소프트맥스의 결과는 아무리 확신해도 정답에서 1, 나머지에서 0에 다가갈 뿐입니다. 그 끝의"
        " 값을 로짓으로 여기면",
        "However confident the model is, the results of the first softmax can only approach 1 for the answer"
        " and 0 for the rest. If we take these limits as logits",
        "본문에서 본 값입니다",
        "This is the value that we saw in the lesson",
        "아무것도 모르는 모델의 손실 $\\log 32000$보다 기껏해야 1쯤 작을 뿐입니다",
        "at best about 1 less than $\\log 32000$, the loss of a model that knows nothing",
    )
    formula("softmax-twice-floor").agrees(lambda K: math.log(math.e + K - 1) - 1, K=(2, 40_000))
    assert math.log(math.e + 3) - 1 == pytest.approx(ce.twice, abs=1e-8)
    for classes in (2, 4, 100):
        sure = torch.zeros(1, classes, dtype=torch.float64)
        sure[0, 0] = 1000
        assert torch.softmax(sure, dim=1).tolist() == [[1] + [0] * (classes - 1)]
        floor = F.cross_entropy(torch.softmax(sure, dim=1), torch.tensor([0])).item()
        assert floor == pytest.approx(math.log(math.e + classes - 1) - 1)
        for row in torch.tensor(random_logits(50, classes, 30)):
            assert F.cross_entropy(torch.softmax(row, dim=0), torch.tensor(0)).item() >= floor - 1e-12
    assert ce.floor_twice == pytest.approx(math.log(32_000) - 1, abs=1e-4)
    assert ce.floor_twice > math.log(32_000) - 1


# The gradient


def test_the_first_term_of_the_loss_falls_with_the_logit_of_the_answer_only() -> None:
    states(
        "첫 번째 항 $-z_y$를 미분하면 $j$가 정답일 때만 $-1$이고, 나머지에서는 0입니다. 원-핫 벡터 $t$로"
        " 적으면 $-t_j$입니다",
        "The derivative of the first term, $-z_y$, is $-1$ if $j$ is the answer and 0 otherwise. In terms of"
        " the one-hot vector $t$, it is $-t_j$",
        "합에서 $z_j$가 들어 있는 항은 $e^{z_j}$뿐입니다. 이 항은 미분해도 그대로이므로 소프트맥스가"
        " 나옵니다",
        "the only term of the sum that contains $z_j$ is $e^{z_j}$. This term is its own derivative, so we"
        " get softmax",
    )
    for y in range(4):
        z = torch.tensor(LOGITS, dtype=torch.float64, requires_grad=True)
        assert torch.autograd.grad(-z[y], z)[0].tolist() == (-np.eye(4)[y]).tolist()
        of_powers = torch.autograd.functional.jacobian(torch.exp, z.detach())
        assert of_powers.tolist() == torch.diag(z.detach().exp()).tolist()
        assert torch.autograd.grad(torch.logsumexp(z, 0), z)[0].tolist() == pytest.approx(soft(LOGITS))


def test_the_gradient_is_softmax_minus_one_hot_as_autograd_finds_it() -> None:
    states(
        "**기울기는 모델의 확률 $\\operatorname{softmax}(z)_j$에서 정답 $t_j$를 뺀 값입니다.**",
        "**The gradient is the probability of the model, $\\operatorname{softmax}(z)_j$, minus the target,"
        " $t_j$.**",
        "- `CrossEntropyLoss`는 로짓을 받습니다. 기울기는 모델의 확률에서 정답을 뺀 값",
        "- `CrossEntropyLoss` takes logits. Its gradient is the probability of the model minus the target",
        "출력된 자리까지 두 값이 같고, 네 기울기를 더하면 반올림 오차 안에서 0입니다",
        "The two agree in all the digits shown, and the four gradients add up to 0 but for rounding",
        "`np.isclose`는 두 수가 반올림 오차만큼만 다른지 알려 줍니다",
        "The function `np.isclose` tells whether two numbers differ by no more than rounding",
        "확률도 더하면 1, 정답도 더하면 1이니 그 차이는 더하면 0이 됩니다",
        "The probabilities add up to 1, and so does the target, so the differences between them add up to 0",
        "모든 로짓에 같은 수를 더해도 손실이 그대로라는 사실",
        "adding the same number to all logits does not change the loss",
    )
    by_hand, by_autograd = (
        line.split(":")[1].strip() for line in page.printed["cross-entropy-gradient"].splitlines()[:2]
    )
    assert by_hand == by_autograd and ce.gradient_by_hand == pytest.approx(np.array(soft(LOGITS)) - ce.target)
    assert np.isclose(0.1 + 0.2, 0.3) and 0.1 + 0.2 != 0.3 and not np.isclose(0.3, 0.301)
    for z in random_logits():
        for y in range(5):
            leaf = torch.tensor(z, requires_grad=True)
            F.cross_entropy(leaf, torch.tensor(y)).backward()
            found = ce.cross_entropy_gradient(z, np.eye(5)[y])
            assert leaf.grad is not None
            assert found == pytest.approx(leaf.grad.numpy(), rel=1e-9, abs=1e-12)
            assert found.sum() == pytest.approx(0, abs=1e-12)
            assert (found < 0).tolist() == [place == y for place in range(5)]
            assert sum(soft(z)) == pytest.approx(1) == np.eye(5)[y].sum()
            assert ce.cross_entropy_loss(z + 7, y) == pytest.approx(ce.cross_entropy_loss(z, y))


def test_it_has_the_form_of_the_last_lesson() -> None:
    states(
        "로짓으로 미분하면 ‘예상에서 관측을 뺀 값’이 남았습니다. 그 꼴이 여기에서 다시 나타났습니다",
        "differentiating with respect to the logit left us with the expected number minus the observed"
        " number. Here the same form appears again",
    )
    for z in (-2.0, 0.0, 1.5):
        below, at, above = (1 / (1 + math.exp(-one)) for one in (z - 1e-5, z, z + 1e-5))
        slope = (nll.binomial_nll(above, 7, 10) - nll.binomial_nll(below, 7, 10)) / 2e-5
        assert slope == pytest.approx(10 * at - 7, abs=1e-6)


def test_only_the_answer_has_a_negative_gradient_and_descent_raises_its_logit() -> None:
    states(
        "위 그림에는 네 낱말마다 소프트맥스의 확률과 원-핫 정답이 나란히 있다",
        "In the upper one, the softmax probability and the one-hot target stand side by side for each of the"
        " four words",
        "정답은 teacher 한 곳에서만 1이다",
        "The target is 1 only for teacher",
        "기울기는 teacher에서만 0보다 작고 나머지에서는 0보다 크다",
        "In the lower one, the gradient is below 0 only for teacher and above 0 for the other words",
        "위 그림에서 두 막대의 차이가 아래 그림의 기울기입니다",
        "The difference between the two bars in the upper chart is the gradient in the lower one",
        "정답인 `teacher`의 기울기만 …입니다",
        "Only the gradient of the answer, `teacher`, is …",
        "경사하강법은 기울기의 반대쪽으로 움직이므로 정답의 로짓은 커지고 나머지는 작아집니다",
        "Gradient descent moves in the direction opposite to the gradient, so the logit of the answer"
        " increases and the others decrease",
        "가장 많이 작아지는 것은 모델이 정답 대신 믿고 있던 `student`입니다",
        "The one that decreases most is that of `student`, which the model believed in instead of the answer",
        "모델이 정답을 이미 확신한다면 두 막대가 겹치고 기울기는 0에 가까워집니다",
        "If the model is already confident in the answer, the two bars match, and the gradient is close to 0",
        "틀린 만큼만 고치는 셈입니다",
        "The model is corrected only by as much as it is wrong",
    )
    above, below = page.figures["gradient-is-a-difference"][0].axes
    assert above.get_position().y0 > below.get_position().y0
    guessed, target, gradient = heights(above)[:4], heights(above)[4:], heights(below)
    assert [word for word, one in zip(ce.words, target, strict=True) if one == 1] == ["teacher"]
    assert guessed == pytest.approx(soft(LOGITS)) and target == ce.target.tolist()
    assert gradient == pytest.approx(np.array(guessed) - target) and target.count(0) == 3
    assert [word for word, slope in zip(ce.words, gradient, strict=True) if slope < 0] == ["teacher"]
    moved = torch.tensor(LOGITS, requires_grad=True)
    F.cross_entropy(moved, torch.tensor(ce.answer)).backward()
    torch.optim.SGD([moved], lr=1.0).step()
    steps = moved.detach().numpy() - LOGITS
    assert (steps > 0).tolist() == (ce.target == 1).tolist() and min(steps[[0, 2, 3]]) == steps[0]
    assert guessed.index(max(guessed)) == 0 == ce.words.index("student")
    sure = np.array([0.0, 40.0, 0, 0])
    assert ce.softmax(sure) == pytest.approx(ce.target)
    assert abs(ce.cross_entropy_gradient(sure, ce.target)).max() < 1e-12
    for z in random_logits():
        assert -ce.cross_entropy_gradient(z, np.eye(5)[1])[1] == pytest.approx(1 - soft(z)[1])
