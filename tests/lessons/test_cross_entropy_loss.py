"""Claims of lesson 2-5 on CrossEntropyLoss and NLLLoss, by hand and in PyTorch."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_models import ANSWERS, BATCH, LOSSES, random_logits, random_pairs, soft

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")


@pytest.mark.parametrize("y", [1, 4, 7])
def test_the_loss_of_logits(y: int) -> None:
    formula("cross-entropy-loss").at(y=y).agrees(lambda z: ce.cross_entropy_loss(z, y - 1), z=(-8, 8))


def test_a_one_hot_target_leaves_the_surprise_of_the_right_word() -> None:
    states(
        "정답을 분포로 나타내면 정답의 자리만 1이고 나머지는 0입니다",
        "Written as a distribution, the answer is 1 in its own position and 0 everywhere else",
        "`np.eye(4)[answer]`는 길이가 4이고 `answer`번 자리만 1인 벡터를 만듭니다",
        "The expression `np.eye(4)[answer]` makes a vector of length 4 that is 1 only in position `answer`",
        "정답은 `teacher`이고, 번호는 0부터 세므로 1입니다",
        "The answer is `teacher`. We count from 0, so its number is 1",
        "정답이 아닌 낱말에는 0이 곱해지므로, 남는 것은 정답의 놀라움뿐입니다",
        "All words except the answer are multiplied by 0, so only the surprisal of the answer is left",
        "데이터 하나만 보면 정답은 확실하니 엔트로피는 0이고, 손실은 0에 얼마든지 가까워질 수 있습니다",
        "For a single data point, the answer is certain, so its entropy is 0 and the loss can come as close"
        " to 0 as we like",
    )
    assert ce.words[ce.answer] == "teacher" and ce.answer == 1 and ce.target.tolist() == [0, 1, 0, 0]
    for answer in range(4):
        assert np.eye(4)[answer].tolist() == [float(place == answer) for place in range(4)]
    assert ce.entropy(ce.target) == 0
    for gap in (5, 10, 20, 30):
        assert 0 < ce.cross_entropy_loss(np.array([0.0, gap, 0, 0]), ce.answer) < 4 * math.exp(-gap)
    for z in random_logits(50):
        for y in range(5):
            surprise = ce.surprise(ce.softmax(z)[y])
            assert ce.cross_entropy(np.eye(5)[y], ce.softmax(z)) == pytest.approx(surprise)
            assert ce.cross_entropy_loss(z, y) == pytest.approx(surprise)


def test_different_answers_to_the_same_input_keep_the_mean_above_their_entropy() -> None:
    states(
        "같은 입력에 서로 다른 정답이 붙어 있다면 평균은 0에 다가갈 수 없습니다",
        "if the same input occurs with different answers, the mean cannot approach 0",
        "한 사람의 답은 원-핫 벡터이지만, 평균의 바닥은 엔트로피 …에 있었습니다",
        "the answer of each single person is a one-hot vector, and yet the mean could not go below the"
        " entropy, …",
        "여러 낱말이 오는 글도 마찬가지입니다",
        "The same is true of text in which different words follow 나는 (I)",
    )
    people = np.eye(2)[ce.phones]
    assert (people.sum(axis=1) == 1).all() and people.mean(axis=0) == pytest.approx(ce.p_hat)
    for p, truth in ((ce.p_hat, people), (ce.p, np.eye(4)[ce.drawn])):
        for q, _ in random_pairs(50, len(p)):
            losses = -np.log(q)[truth.argmax(axis=1)]
            assert losses.mean() > ce.entropy(truth.mean(axis=0)) > 0.6
    assert ce.floor == ce.entropy(ce.p_hat) and page.said["one-hot-target"] == [f"{ce.floor:.3f}"]


def test_the_loss_falls_with_the_logit_of_the_answer_and_grows_with_the_others() -> None:
    states(
        "손실을 줄이려면 정답의 로짓 $z_y$를 키우고 나머지를 줄여야 합니다",
        "To make the loss smaller, we have to increase the logit of the answer, $z_y$, and decrease the"
        " others",
    )
    for z in random_logits(50):
        before = ce.cross_entropy_loss(z, 2)
        for place in range(5):
            after = ce.cross_entropy_loss(z + 0.5 * np.eye(5)[place], 2)
            assert after < before if place == 2 else after > before


def test_the_mean_loss_of_a_batch_is_a_mean_nll() -> None:
    states(
        "데이터 세 개의 손실을 구하고 평균을 냅니다",
        "We compute the losses of three data points and take their mean",
        "정답에 높은 확률을 준 두 번째 데이터의 손실은 …에 그치고, 낮은 확률을 준 세 번째 데이터의 손실은"
        " …입니다",
        "The second data point, whose answer was given a high probability, has a loss of only …. The third,"
        " whose answer was given a low probability, has a loss of …",
        "정답에 준 확률의 로그를 더해 부호를 바꾸고 데이터의 수로 나누었습니다. 그러니 이것도 음의 로그"
        " 가능도의 평균입니다",
        "We added the logarithms of the probabilities given to the answers, flipped the sign, and divided by"
        " the number of data points. So this, too, is a mean negative log likelihood",
    )
    assert ce.batch.tolist() == BATCH and ce.answers.tolist() == ANSWERS and len(BATCH) == 3
    assert ce.losses == pytest.approx(LOSSES, rel=1e-14)
    given = [soft(row)[answer] for row, answer in zip(BATCH, ANSWERS, strict=True)]
    assert max(given) == given[1] > 0.8 and min(given) == given[2] < 0.05
    assert ce.losses.min() == ce.losses[1] and ce.losses.max() == ce.losses[2]
    assert ce.losses.mean() == pytest.approx(-math.log(math.prod(given)) / 3)


def test_pytorch_gives_what_is_made_by_hand() -> None:
    states(
        "파이토치에서는 `CrossEntropyLoss`가 이 일을 맡습니다",
        "In PyTorch, `CrossEntropyLoss` does this job",
        "파이토치에서는 두 가지 방법으로 같은 값을 얻습니다",
        "PyTorch offers two ways to the same value",
        "`NLLLoss`는 이름과 달리 로그를 취하지 않습니다. 이미 로그를 취한 확률을 받아 정답의 것만 골라"
        " 부호를 바꾸고 평균을 냅니다",
        "Despite its name, `NLLLoss` does not take a logarithm. It takes log probabilities, picks out those"
        " of the answers, flips the sign, and returns the mean",
        "`CrossEntropyLoss`는 로짓을 받아 로그 소프트맥스까지 맡습니다",
        "`CrossEntropyLoss` takes logits and does the log-softmax as well",
        "`CrossEntropyLoss`는 로짓을 받습니다",
        "- `CrossEntropyLoss` takes logits.",
        "`dim=1`은 행마다, 곧 데이터마다 따로 소프트맥스를 취하라는 뜻입니다",
        "`dim=1` says that softmax is applied to each row, that is, to each data point, separately",
        "손으로 만든 값, `NLLLoss`, `CrossEntropyLoss`가 모두 …입니다",
        "Our own value, `NLLLoss`, and `CrossEntropyLoss` are all …",
        "출력한 소수점 아래 … 자리까지 모두 같습니다",
        "They agree in all … decimal places of the output",
    )
    mean = sum(LOSSES) / 3
    assert ce.by_nll_loss == pytest.approx(mean, rel=1e-14)
    assert ce.by_cross_entropy_loss == pytest.approx(mean, rel=1e-14)
    anything, answers = torch.tensor(BATCH), torch.tensor(ANSWERS)
    picked = [BATCH[place][answer] for place, answer in enumerate(ANSWERS)]
    assert torch.nn.NLLLoss()(anything, answers).item() == pytest.approx(-sum(picked) / 3)
    for row, by_row in zip(BATCH, torch.softmax(anything, dim=1), strict=True):
        assert by_row.tolist() == pytest.approx(soft(row), abs=1e-6)
    values = [line.split()[-1] for line in page.printed["three-ways"].splitlines()]
    assert len(values) == 3 and len({*values}) == 1 and len(values[0].split(".")[1]) == 12


def test_pytorch_computes_in_single_precision_and_shows_four_places() -> None:
    states(
        "파이토치는 보통 `float32`로 계산합니다",
        "PyTorch normally computes in `float32`",
        "이제부터 `float64`를 씁니다",
        "we use `float64` from here on",
        "두 번째 줄은 텐서의 수를 소수점 아래 네 자리까지만 보여 주라는 설정입니다",
        "The second line shows no more than four decimal places of the numbers in a tensor",
    )
    assert torch.tensor(0.1).dtype == torch.get_default_dtype() == torch.float32
    assert ce.z_batch.dtype == torch.float64 == ce.weights.dtype
    (cell,) = [cell for cell in page.snippet.cells if cell.name == "double-precision"]
    first, second = cell.code.splitlines()
    assert first == "torch.set_default_dtype(torch.float64)"
    torch.set_printoptions(precision=6)
    exec(second, {"torch": torch})
    try:
        assert str(torch.tensor(1 / 3)) == "tensor(0.3333)"
    finally:
        torch.set_printoptions(profile="default")


def test_probabilities_in_nll_loss_make_a_negative_loss() -> None:
    states(
        "`NLLLoss`에 로그를 취하지 않은 확률을 넣어",
        "Let's give `NLLLoss` probabilities without taking their logarithm",
        "놀라움은 0보다 작을 수 없는데 손실이 음수입니다. 오류는 나지 않습니다",
        "A surprisal cannot be less than 0, and yet the loss is negative. There is no error",
    )
    rows = zip(BATCH, ANSWERS, strict=True)
    assert ce.of_probabilities == pytest.approx(-sum(soft(row)[y] for row, y in rows) / 3)
    assert ce.of_probabilities < 0 <= ce.surprise(np.linspace(0.001, 1, 1000)).min()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.nn.NLLLoss()(torch.softmax(ce.z_batch, dim=1), ce.y_batch)
        F.cross_entropy(torch.softmax(ce.z_batch, dim=1), ce.y_batch)
