"""Claims of lesson 1-2, by readings of the corpus and computations of their own."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.labelled_corpus import (
    SENTENCE_LABELS,
    WORDS,
    logit_gradient,
    mean_loss,
    part_of,
    share,
    weights_of,
)

sc = lesson("sentence_classification.py")
page = shown("sentence_classification.py")

DIGITS = (1, 2, 3, 4, 6, 7, 8, 9), (5,), (0,)
PARTS = [part_of(WORDS, *digits) for digits in DIGITS]
LABELS = [np.array(part_of(SENTENCE_LABELS, *digits)) for digits in DIGITS]
COUNTS = Counter(word for words in PARTS[0] for word in words)
TOKENS = ["[PAD]", "[UNK]", *sorted(word for word, count in COUNTS.items() if count > 1)]
ALWAYS_ZERO = [int((labels == 0).sum()) for labels in LABELS]
BY_KEYWORD = [
    sum(("학생" in " ".join(words)) == label for words, label in zip(part, labels, strict=True))
    for part, labels in zip(PARTS, LABELS, strict=True)
]


def probabilities(model: Any, part: list[list[str]], tokens: list[str], pool: Any = np.max) -> Any:
    """Return a model's probabilities (sentences, 2), one sentence after the other, so without padding."""
    embedding, weight, bias = weights_of(model)
    rows = [[tokens.index(word) if word in tokens else 1 for word in words] for words in part]
    return share(np.array([pool(embedding[row], axis=0) for row in rows]) @ weight.T + bias)


def measures(model: Any, number: int) -> tuple[float, int]:
    q = probabilities(model, PARTS[number], TOKENS)
    return mean_loss(q, LABELS[number]), int((q.argmax(axis=1) == LABELS[number]).sum())


def test_each_sentence_has_a_label_and_the_labels_follow_the_rule() -> None:
    states(
        "누가 학생인지 말하면 1입니다. ‘고등학생’도 학생입니다",
        "or who is a student, it is a 1. ‘고등학생’ (high school student) is a student, too",
        "‘학생증’이나 ‘학생회’처럼 사람이 아니거나, 옛날에 학생이던 사람의 이야기이거나, ‘학생들에게’나"
        " ‘학생 수’처럼 다른 사람의 이야기에 딸려 나올 뿐이면 0입니다",
        "If it is not about a person, as with ‘학생증’ (student card) or ‘학생회’ (student council), if the"
        " person was a student long ago, or if students only come up in what is said about someone else, as"
        " with ‘학생들에게’ (to the students) or ‘학생 수’ (the number of students), it is a 0",
        "“선생님께서 학생들의 이름을 한 명씩 부르셨다”는 0입니다",
        "(the teacher called the students’ names one by one) is a 0",
    )
    assert len(SENTENCE_LABELS) == len(WORDS) and set(SENTENCE_LABELS) == {0, 1}
    about = [" ".join(words) for words, label in zip(WORDS, SENTENCE_LABELS, strict=True) if label]
    assert all("학생" in sentence for sentence in about)
    excluded = ("학생증", "학생회", "학생들에게", "학생 수", "학생이었", "학생 때")
    assert not any(word in sentence for sentence in about for word in excluded)
    everyone = [" ".join(words) for words in WORDS]
    assert all(any(word in sentence for sentence in everyone) for word in excluded)
    assert [sentence for sentence in about if "고등학생" in sentence]
    named = "선생님께서 학생들의 이름을 한 명씩 부르셨다"
    assert SENTENCE_LABELS[[" ".join(words) for words in WORDS].index(named)] == 0


def test_the_three_sentences_become_a_padded_batch() -> None:
    three = [[2, 8, 6], [2, 7, 5, 6], [3, 4, 7, 5, 6]]
    page.prints("three-sentences", 1, 0, 0)
    page.prints("vocabulary", *(one for row in three for one in row))
    page.prints("batch", *(one for row in three for one in [*row, 0, 0][:5]), 1, 0, 0)
    page.prints("model", 3, 5, 3, 5, 4, 3, 2)


def test_pooling_leaves_padding_out() -> None:
    page.prints("words-to-sentence", 4, -1, 4, 0, 1, -3, 3 / 4, -9 / 4)
    page.prints("pooling", 4, -1, 1, -3)

    def mean(v: Any) -> float:
        vectors = torch.tensor([[*v, 99.0]])[:, :, None]
        is_word = torch.tensor([[True] * len(v) + [False]])[:, :, None]
        return float(sc.mean_over_words(vectors, is_word))

    formula("mean-of-words").agrees(mean, v=(-5, 5))
    assert page.printed["padding-changes-nothing"].split() == ["True", "True"]


def test_the_check_of_padding_fails_if_padding_is_not_left_out() -> None:
    careless = deepcopy(sc.negative)
    for pool in (torch.amax, torch.mean):
        careless.pool = lambda vectors, _, pool=pool: pool(vectors, dim=1)
        alone, padded = careless(torch.tensor([[2, 8, 6]])), careless(torch.tensor([[2, 8, 6, 0, 0]]))
        assert not torch.allclose(alone, padded)


def test_a_step_follows_the_gradient_of_its_own_batch() -> None:
    states(
        "손실 함수(loss function)는 교차 엔트로피(cross entropy)입니다. [지난 과]",
        "The loss function is the cross entropy. As in [the last lesson]",
    )
    torch.manual_seed(0)
    model = sc.SentenceClassifier(5, 3, sc.mean_over_words).double()
    embedding, weight, bias = weights_of(model)
    batches = [([[2, 3, 0], [4, 2, 3]], [1, 0]), ([[1, 4]], [1])]
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    sc.train_epoch(model, [(torch.tensor(x), torch.tensor(y)) for x, y in batches], optimizer)
    for x, y in batches:
        rows = [[one for one in row if one] for row in x]
        pooled = np.array([embedding[row].mean(axis=0) for row in rows])
        dz = logit_gradient(share(pooled @ weight.T + bias), np.array(y))
        d_embedding = np.zeros_like(embedding)
        for row, gradient in zip(rows, dz @ weight, strict=True):
            np.add.at(d_embedding, row, gradient / len(row))
        embedding, weight, bias = (
            embedding - 0.5 * d_embedding,
            weight - 0.5 * dz.T @ pooled,
            bias - 0.5 * dz.sum(axis=0),
        )
    for learned, by_hand in zip(weights_of(model), (embedding, weight, bias), strict=True):
        assert learned == pytest.approx(by_hand)


def test_three_sentences_are_learned_by_heart() -> None:
    lines = [line.split() for line in page.printed["three-sentences-training"].splitlines()]
    losses = [float(line[-4].rstrip(",")) for line in lines]
    assert losses == sorted(losses, reverse=True) and losses[0] > losses[-1]
    right = (2, 3, 3, 3, 3)
    rows = zip((6, 12, 18, 24, 30), losses, right, [3] * 5, strict=True)
    page.prints("three-sentences-training", *(number for row in rows for number in row))
    page.says("three-sentences-training", "2")
    assert [text in sc.texts for text in sc.heart] == [True, False, False, False]
    student, longer, doctor, pupil = sc.heart_probabilities
    assert student > 0.9 > 0.1 > doctor == pupil and longer == pytest.approx(student)
    page.prints("learnt-by-heart", *sc.heart_probabilities)
    page.says("learnt-by-heart", f"{longer:.3f}", f"{pupil:.3f}")
