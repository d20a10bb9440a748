"""Claims of lesson 1-1 on training its first model, and on what that model learns by heart."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import logit_gradient, share, weights_of
from tests.lessons.test_word_classification_first_guess import first_weights
from tests.lessons.test_word_classification_three_sentences import THREE, code

wc = lesson("word_classification.py")
page = shown("word_classification.py")


def test_a_step_follows_the_gradient_of_its_own_batch() -> None:
    states(
        "학습의 한 걸음은 … 줄입니다. 손실을 구하고, 지난번의 기울기를 지우고, 손실을 매개변수로 미분한",
        "compute the loss, clear the old gradient, differentiate the loss with respect to the parameters",
        "기울기의 반대쪽으로 매개변수를 조금 옮깁니다",
        "and move the parameters a little the opposite way",
        "학습은 손실을 구하고, 기울기를 구하고, 매개변수를 옮기는 일을 되풀이하는 것입니다",
        "Learning repeats three things: compute the loss, compute the gradient, move the parameters",
    )
    step = [line.split("(")[0].strip() for line in code("training").splitlines()[2:6]]
    assert step == ["loss = loss_of", "optimizer.zero_grad", "loss.backward", "optimizer.step"]
    torch.manual_seed(0)
    model = wc.WordClassifier(5, 3)
    model.double()
    embedding, weight, bias = weights_of(model)
    batches = [([[2, 3, 0], [4, 2, 3]], [[1, 0, -1], [0, 1, 1]]), ([[1, 4]], [[1, 0]])]
    wc.train_epoch(
        model,
        [(torch.tensor(x), torch.tensor(y)) for x, y in batches],
        torch.optim.SGD(model.parameters(), lr=0.5),
    )
    for x, y in batches:
        ids, labels = np.ravel(x), np.ravel(y)
        ids, labels = ids[labels != -1], labels[labels != -1]
        dz = logit_gradient(share(embedding[ids] @ weight.T + bias), labels)
        d_embedding = np.zeros_like(embedding)
        np.add.at(d_embedding, ids, dz @ weight)
        d_weight, d_bias = dz.T @ embedding[ids], dz.sum(axis=0)
        embedding, weight, bias = (
            embedding - 0.5 * d_embedding,
            weight - 0.5 * d_weight,
            bias - 0.5 * d_bias,
        )
    for learned, by_hand in zip(weights_of(model), (embedding, weight, bias), strict=True):
        assert learned == pytest.approx(by_hand)


def test_the_three_sentences_are_learned_to_the_last_word() -> None:
    states(
        "두 번째 함수는 얼마나 왔는지 막대로 보여 줍니다",
        "The second function shows with a bar how far we have come",
        "`{epoch:2}`는 수를 두 칸에 맞추고, `{bar:.<10}`은 막대의 뒤를 점으로 채워 열 칸에 맞춥니다",
        "`{epoch:2}` makes the number two characters wide, and `{bar:.<10}` fills up the end of the bar with",
        "막대가 다 차기도 전에 낱말 …개를 모두 맞힙니다. 손실도 0에 가까워졌습니다",
        "Long before the bar is full, all … words are right, and the loss has come close to 0",
    )
    bars = [f"{'#' * count:.<10}" for count in range(2, 11, 2)]
    assert [len(bar) for bar in bars] == [10] * 5 and bars[0] == "##........"
    starts = [line[:21] for line in page.printed["three-sentences-training"].splitlines()]
    assert starts == [f"epoch {epoch:>2} [{bar}]" for epoch, bar in zip(range(6, 31, 6), bars, strict=True)]
    lines = [line.split() for line in page.printed["three-sentences-training"].splitlines()]
    losses = [float(line[-4].rstrip(",")) for line in lines]
    assert losses == sorted(losses, reverse=True) and losses[0] > losses[-1] < 0.001
    rows = [(epoch, loss, 12, 12) for epoch, loss in zip((6, 12, 18, 24, 30), losses, strict=True)]
    page.prints("three-sentences-training", *chain.from_iterable(rows))
    page.says("three-sentences-training", "12")


def test_unseen_words_all_get_the_answer_of_a_vector_that_never_moved() -> None:
    states(
        "‘학생’은 확실히 맞힙니다. 그러나 ‘친구’, ‘의자’, ‘달린다’, ‘예쁜’은 확률이 모두 …입니다",
        "The model gets ‘학생’ (student) right and is certain of it",
        "‘의자’ (chair), ‘달린다’ (runs) and ‘예쁜’ (pretty) all have the probability …",
        "아는 낱말 하나와 처음 보는 낱말 넷을 넣어 봅시다. 출력은 명사일 확률입니다",
        "one word that it knows and four that it has never seen. The output is the probability of a noun",
        "넷 다 어휘집에 없으므로 모델에게는 똑같은 `[UNK]`입니다. 뜻도 품사도 보지 못합니다",
        "None of the four is in the vocabulary, so to the model they are all the same `[UNK]`",
        "It sees neither their meaning nor their part of speech",
        "마지막 줄은 번호마다, 벡터에서 가장 많이 움직인 성분이 학습하는 동안 움직인 거리입니다",
        "for each number, how far the component of its vector that moved the most went during training",
        "0번 `[PAD]`는 학습하지 않기로 했고, 1번 `[UNK]`는 한 번도 나오지 않아서 움직이지 않았습니다",
        "Number 0, `[PAD]`, is not trained. Number 1, `[UNK]`, never occurred, so it did not move",
        "**`[UNK]`의 답은 난수로 정한 처음 그대로의 벡터에서 나온 것입니다.**",
        "**The answer for `[UNK]` comes from the vector of random numbers that it had at the start.**",
        "모델은 낱말 …개의 정답을 외웠을 뿐입니다",
        "The model has only learned the answers for … words by heart",
        "`start`에는 학습하기 전의 벡터를 베껴 둡니다",
        "`start` keeps a copy of the vectors before training",
        "학습하지 않은 `[UNK]`의 답은 난수가 정합니다",
        "An untrained `[UNK]` answers what its random numbers say",
    )
    first = first_weights()[0]
    embedding, weight, bias = weights_of(wc.small_model)
    assert wc.start.numpy() == pytest.approx(first)
    assert wc.moved.numpy() == pytest.approx(abs(embedding - first).max(axis=1))
    known = [word in wc.small_vocabulary for word in wc.asked]
    assert known == [True, False, False, False, False] and 1 not in chain.from_iterable(THREE)
    ids = wc.encode(wc.asked, wc.small_ids)
    assert ids == [8, 1, 1, 1, 1]
    assert wc.by_heart.numpy() == pytest.approx(share(embedding[ids] @ weight.T + bias)[:, 1])
    answers = share(first[1] @ weight.T + bias)
    assert float(wc.by_heart[1]) == pytest.approx(answers[1])
    assert wc.by_heart[0] > 0.99
    assert len({float(one) for one in wc.by_heart[1:]}) == 1
    assert wc.moved[:2].tolist() == [0, 0] and (wc.moved[2:] > 0.5).all()
    page.prints("learnt-by-heart", *wc.by_heart, *wc.moved)
    page.says("learnt-by-heart", f"{wc.by_heart[1]:.3f}", "7")


def test_gradients_are_not_recorded_where_only_answers_are_needed() -> None:
    states(
        "답만 볼 때는 기울기가 필요 없으므로 `torch.no_grad()`를 씁니다",
        "To look at answers we need no gradients, so we use `torch.no_grad()`",
        "잴 때도 `torch.no_grad()`를 씁니다",
        "For this, too, we use `torch.no_grad()`",
    )
    weight = torch.ones(2, requires_grad=True)
    assert (weight * 2).requires_grad
    with torch.no_grad():
        assert not (weight * 2).requires_grad
    assert not wc.by_heart.requires_grad
    assert all("with torch.no_grad():" in code(cell) for cell in ("learnt-by-heart", "measure"))


def test_adam_adapts_the_step_that_the_learning_rate_sets_for_each_parameter() -> None:
    states(
        "`lr=0.05`는 한 걸음의 크기를 정하는 학습률(learning rate)입니다",
        "`lr=0.05` is the learning rate, which sets the size of a step",
        "`Adam`은 그 걸음을 매개변수마다 조절하는 경사하강법입니다",
        "`Adam` is a kind of gradient descent that adapts this step for each parameter",
    )
    assert wc.small_optimizer.param_groups[0]["lr"] == 0.05
    slopes = torch.tensor([1.0, -100.0])

    def step(optimizer: type[torch.optim.Optimizer], lr: float) -> list[float]:
        parameter = torch.zeros(2, requires_grad=True)
        (slopes * parameter).sum().backward()
        optimizer([parameter], lr=lr).step()
        return list(parameter.tolist())

    assert step(torch.optim.SGD, 0.05) == pytest.approx([-0.05, 5])
    assert step(torch.optim.Adam, 0.05) == pytest.approx([-0.05, 0.05])
    assert step(torch.optim.Adam, 0.005) == pytest.approx([-0.005, 0.005])


def test_batches_of_two_sentences_come_in_a_new_order_each_epoch() -> None:
    states(
        "배치는 두 문장씩, 에포크마다 순서를 섞어 꺼냅니다",
        "Batches hold two sentences, in a new order each epoch",
        "데이터를 한 번 다 보는 것이 한 **에포크**(epoch)입니다",
        "One pass over all the data is an **epoch**",
    )
    torch.manual_seed(0)
    orders = set()
    for _ in range(20):
        batches = [x for x, _ in wc.small_loader]
        assert [len(x) for x in batches] == [2, 1]
        rows = [[one for one in row if one] for x in batches for row in x.tolist()]
        assert sorted(rows) == sorted(THREE)
        orders.add(str(rows))
    assert len(orders) > 1
