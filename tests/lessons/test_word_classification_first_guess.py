"""Claims of lesson 1-1 on its first model, and on the loss and the accuracy of its first guess."""

from __future__ import annotations

import math
from itertools import chain
from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.labelled_corpus import as_in_the_lesson, mean_loss, share
from tests.lessons.test_word_classification_three_sentences import LABELS, THREE

wc = lesson("word_classification.py")
page = shown("word_classification.py")


def first_weights() -> tuple[Any, Any, Any]:
    """Return the parameters that the seed of the lesson gives, outside the lesson."""
    with as_in_the_lesson():
        torch.manual_seed(1234)
        embedding, linear = torch.nn.Embedding(9, 4, padding_idx=0), torch.nn.Linear(4, 2)
        return tuple(one.detach().numpy() for one in (embedding.weight, linear.weight, linear.bias))


def test_the_two_layers_of_the_model() -> None:
    states(
        "임베딩(embedding)은 번호마다 벡터를 하나씩 가지고 있다가, 번호가 들어오면 그 벡터를",
        "The first one, the embedding, holds a vector for each number and hands it out when the number comes",
        "두 번째 층인 선형층(linear layer)은 그 벡터로 점수 두 개를 만듭니다. 하나는 0의 점수, 하나는 1의",
        "The second one, the linear layer, makes two scores from that vector: one for 0 and one for 1",
        "점수마다 벡터의 성분에 수를 하나씩 곱해 모두 더하고",
        "끝으로 수 하나를 더합니다",
        "For each score, it multiplies each component of the vector by a number of its own, adds up the",
        "and finally adds one more number",
        "벡터가 무엇이든 똑같이 더하는 이 수를 편향(bias) 또는 상수항이라고 합니다",
        "This last number is the same for every vector and is called the bias",
        "`model(x)`라고 쓰면 `nn.Module`이 `forward`를 실행합니다",
        "When we write `model(x)`, `nn.Module` runs `forward`",
        "`super().__init__()`이 물려받은 것을 준비하고, `forward`에는 계산하는 차례를 적습니다",
        "`super().__init__()` prepares what it inherits, and `forward` holds the steps of the computation",
        "층은 처음에 난수(random number)로 채웁니다",
        "At first, layers are filled with random numbers",
        "시드가 같으면 난수도 같습니다",
        "`torch.manual_seed` sets the seed, the starting point of the random numbers. The same seed gives",
        "임베딩을 지나면 자리마다 성분이 4개인 벡터, 선형층을 지나면 자리마다 점수 2개가 됩니다",
        "each position has a vector of 4 components, and after the linear layer it has 2 scores",
        "난수로 채운 매개변수로 낸 답이니 아직 아무 뜻이 없습니다",
        "These answers come from parameters that are random numbers, so they mean nothing yet",
    )
    embedding, weight, bias = first_weights()
    ids = wc.x.numpy()
    by_hand = [
        [
            [
                sum(a * b for a, b in zip(embedding[one], weight[score], strict=True)) + bias[score]
                for score in (0, 1)
            ]
            for one in row
        ]
        for row in ids
    ]
    assert wc.z.numpy() == pytest.approx(np.array(by_hand))
    assert wc.small_model.embedding(wc.x).shape == (3, 5, 4) and wc.z.shape == (3, 5, 2)
    assert wc.small_model(wc.x).tolist() == wc.small_model.forward(wc.x).tolist()
    unprepared = torch.nn.Module.__new__(torch.nn.Module)
    with pytest.raises(AttributeError, match="before Module"):
        unprepared.linear = torch.nn.Linear(4, 2)
    numbers = []
    for seed in (0, 0, 1):
        torch.manual_seed(seed)
        numbers.append(wc.WordClassifier(9, 4).linear.bias.tolist())
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_number_of_parameters() -> None:
    states(
        "두 번째 줄은 학습으로 정하는 수, 곧 매개변수(parameter)의 개수입니다",
        "The second line counts the parameters, the numbers that learning determines",
        "출력의 첫 번째 줄은 배치의 모양입니다. 문장 …개에 자리가 …개씩 있고",
        "The first line of the output shows the shapes of the batch. There are … sentences with … positions",
        "임베딩에는 성분이 4개인 벡터가 …개이므로 수가 …개 있고",
        "The embedding has … vectors of 4 components, which makes … numbers",
        "선형층에는 점수마다 4개씩 곱하는 수가 …개, 편향이 …개 있습니다",
        "The linear layer has … numbers to multiply by, 4 for each score, and … biases",
        "`numel()`은 텐서에 든 수의 개수를 셉니다",
        "`numel()` counts the numbers in a tensor",
    )
    assert torch.zeros(3, 4).numel() == 12 and wc.small_model.linear.weight.shape == (2, 4)
    assert page.printed["model"].startswith("(3, 5) (3, 5, 4) (3, 5, 2)\n")
    page.prints("model", 3, 5, 3, 5, 4, 3, 5, 2, 9 * 4 + 4 * 2 + 2)
    page.says("model", "3", "5", "9", "36", "8", "2", "46", "2.718")
    assert np.isclose(np.log(2.718), 1, atol=0.001)  # printed to three decimals


def test_the_vector_of_the_padding_is_0_and_is_not_learned() -> None:
    states(
        "`padding_idx=0`은 패딩의 벡터를 0으로 두고 학습하지 말라는 뜻입니다",
        "`padding_idx=0` keeps the vector of the padding at 0 and out of learning",
        "그러니 이 가운데 `[PAD]`의 4개는 실제로는 배우지 않습니다",
        "So the 4 numbers of `[PAD]` among them are in fact never learned",
        "뒤의 두 줄은 패딩입니다. 패딩의 벡터는 같으므로 로짓도 같습니다",
        "The last two rows are padding. All padding has the same vector, and so the same logits",
    )
    assert wc.x[0].tolist()[-2:] == [0, 0] != wc.x[0].tolist()[1:3]
    assert (wc.z[0, 3] == wc.z[0, 4]).all() and (wc.z[0, 3] != wc.z[0, 2]).all()
    model = wc.WordClassifier(9, 4)
    model(wc.x).sum().backward()
    assert (model.embedding.weight[0] == 0).all() and (model.embedding.weight.grad[0] == 0).all()
    assert (model.embedding.weight.grad[2:] != 0).all()
    for weights in (wc.start, wc.small_model.embedding.weight):
        assert weights[0].tolist() == [0] * 4


def test_the_probability_of_a_noun_by_two_logits() -> None:
    states(
        "로짓은 확률이 아니어서 음수도 됩니다",
        "A logit is not a probability and may be negative",
        "$e$는 약 …인 수로, 자연로그(natural logarithm)의 밑입니다",
        "$e$ is about … and is the base of the natural logarithm",
        "두 로짓 $z_0$, $z_1$에서 1일 확률은 소프트맥스(softmax)로 구합니다",
        "From the two logits $z_0$ and $z_1$, softmax gives the probability of a 1",
    )

    def probability(z: Any) -> float:
        """Formulas count from 1, so that index 0 is that of the last element."""
        return float(torch.softmax(torch.tensor([z[-1], z[0]]), 0)[1])

    formula("two-class-softmax").agrees(probability, z=(-8, 8))
    assert wc.z.min() < 0 and (wc.q >= 0).all() and math.log(math.e) == 1


def test_the_first_guess_and_its_loss() -> None:
    states(
        "`dim=2`는 세 번째 방향으로, 곧 자리마다 두 로짓을 놓고 확률을 구하라는 뜻입니다",
        "방향은 0부터 셉니다",
        "`dim=2` means the third direction: at each position, softmax takes the two logits",
        "Directions are counted from 0",
        "`detach`는 값만 꺼냅니다. 학습할 때 쓸 계산의 기록은 떼어 냅니다",
        "`detach` takes only the values and leaves off the record of the computation that training uses",
        "두 라벨에 똑같이 절반의 확률을 주는 모델의 손실은 $\\log 2$",
        "A model that gives a probability of one half to each label has a loss of $\\log 2$",
        "우리 모델의 …는 그보다 큽니다. 난수로 찍은 답이 반반보다도 못한 것입니다",
        "Our model has …, which is larger. Guessing with random numbers turned out worse than fifty-fifty",
    )
    embedding, weight, bias = first_weights()
    z = embedding @ weight.T + bias
    first = z[[2, 8, 6, 0, 0]]
    page.prints("first-guess", *first.ravel(), *share(first).ravel())
    assert wc.q.numpy() == pytest.approx(share(wc.z.numpy())) and wc.q.sum(dim=2).numpy() == pytest.approx(1)
    output = wc.small_model(wc.x)
    assert output.requires_grad and not output.detach().requires_grad
    assert output.tolist() == output.detach().tolist()
    ids, labels = list(chain.from_iterable(THREE)), np.array(list(chain.from_iterable(LABELS)))
    loss = mean_loss(share(z[ids]), labels)
    assert wc.loss_of(torch.zeros(3, 5, 2), wc.y).item() == pytest.approx(math.log(2))
    assert wc.first_loss == pytest.approx(loss) and wc.first_loss > math.log(2)
    page.prints("loss", loss, 2, math.log(2))
    page.says("loss", f"{math.log(2):.4f}", f"{loss:.4f}")


def test_the_loss_is_the_mean_surprise_of_the_words() -> None:
    states(
        "모델이 $i$번째 낱말의 **정답에 준 확률**을 $q_i$",
        "그 로그의 평균에 음의 부호를 붙인 값입니다",
        "Let $q_i$ be the probability that the model gives to **the correct answer** for word $i$",
        "The loss is the mean of the logarithms of these probabilities, with a minus sign",
        "정답의 확률이 1에 가까우면 손실은 0에 가깝고, 확률이 작을수록 손실은 커집니다",
        "If the correct answers have probabilities near 1, the loss is near 0",
        "The smaller the probabilities, the larger the loss",
        "$\\log$는 밑이 $e$인 자연로그입니다",
        "$\\log$ is the natural logarithm, to base $e$",
    )

    def loss(q: Any) -> float:
        logits = np.log([q, 1 - q]).T[None]
        return float(wc.loss_of(torch.tensor(logits), torch.zeros(1, len(q), dtype=torch.long)))

    formula("word-loss").agrees(loss, q=(0.01, 0.99))
    assert loss(np.array([1 - 1e-6])) < 1e-5
    losses = [loss(np.array([one])) for one in (0.9, 0.5, 0.1, math.exp(-3))]
    assert losses == sorted(losses) and losses[-1] == pytest.approx(3)


def test_cross_entropy_takes_logits_and_leaves_out_padding() -> None:
    states(
        "`F.cross_entropy`는 로짓을 그대로 받아 이 값을 구합니다",
        "`F.cross_entropy` takes the logits as they are and computes this value",
        "`ignore_index=-1`은 라벨이 −1인 자리, 곧 패딩을 빼고 평균을 내라는 뜻입니다",
        "`ignore_index=-1` leaves out the positions with the label −1, that is, the padding",
        "`reshape(-1, 2)`는 문장으로 나뉜 로짓을 한 자리에 한 행씩, 두 열의 표로 잇습니다",
        "joins the logits of all sentences into a table with one row for each position and two columns",
        "여기서 −1은 행의 수를 알아서 정하라는 뜻입니다",
        "The −1 stands for as many rows as are needed",
        "`item()`은 수가 하나뿐인 텐서에서 그 수를 꺼냅니다",
        "`item()` takes the number out of a tensor that holds only one",
    )
    rows = wc.z.reshape(-1, 2)
    assert rows.tolist() == [z for sentence in wc.z.tolist() for z in sentence]
    is_word = wc.y.ravel() != -1
    loss = torch.nn.functional.cross_entropy(rows, wc.y.reshape(-1), ignore_index=-1)
    assert loss.item() == pytest.approx(mean_loss(share(rows[is_word].numpy()), wc.y.ravel()[is_word]))
    assert loss.item() == wc.loss_of(wc.z, wc.y).item()
    with pytest.raises(RuntimeError):
        rows.item()


def test_the_first_accuracy_is_below_its_baseline() -> None:
    states(
        "맞힌 수를 전체의 수로 나눈 것이 **정확도**(accuracy)입니다",
        "The number of right answers divided by the number of all answers is the **accuracy**",
        "`argmax`는 가장 큰 로짓의 번호, 곧 모델의 답을 알려 줍니다. 여기에서도 패딩은 세지 않습니다",
        "`argmax` gives the number of the largest logit, which is the answer of the model",
        "Again, padding does not count",
        "그런데 아무것도 보지 않고 모두 0이라고만 답해도 …개를 맞힙니다",
        "But whoever looks at nothing and always answers 0 gets … right",
    )
    answers = [[int(z[1] > z[0]) for z in sentence] for sentence in wc.z.tolist()]
    assert wc.z.argmax(dim=2).tolist() == answers
    words = [
        (answer, label)
        for row, labels in zip(answers, LABELS, strict=True)
        for answer, label in zip(row, labels, strict=False)
    ]
    correct = sum(answer == label for answer, label in words)
    assert wc.count_correct(wc.z, wc.y) == correct < wc.zeros == sum(label == 0 for _, label in words)
    page.prints("accuracy", correct, 12, 9, 12)
    page.says("accuracy", "12", str(correct), "9")
