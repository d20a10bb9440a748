"""Claims of lesson 1-2 on its corpus, on rare words and on choosing an epoch."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import as_in_the_lesson
from tests.lessons.test_sentence_classification import (
    ALWAYS_ZERO,
    BY_KEYWORD,
    COUNTS,
    LABELS,
    PARTS,
    TOKENS,
    measures,
)

sc, wc = lesson("sentence_classification.py"), lesson("word_classification.py")
page = shown("sentence_classification.py")


def test_the_last_lesson_chose_on_held_out_data_and_never_trained_the_unknown_word() -> None:
    states(
        "지난 과에서는 떼어 둔 데이터를 보고 에포크(epoch)를 골랐습니다",
        "In the last lesson, we used the held-out data to choose the epoch",
        "지난 과에서 `[UNK]`는 한 번도 학습되지 않았습니다",
        "In the last lesson, `[UNK]` was never trained",
        "그러면 `[UNK]`의 벡터는 드문 낱말이 대체로 어떤지를 배웁니다",
        "Then the vector of `[UNK]` learns what rare words are mostly like",
        "드문 낱말을 `[UNK]`로 바꾸면 `[UNK]`도 배웁니다",
        "If rare words are replaced with `[UNK]`, `[UNK]` learns, too",
    )
    assert wc.best == int(np.argmin([held_out[0] for _, held_out in wc.history]))
    assert wc.history[-1][1] == (wc.held_loss, wc.held_correct)
    assert not (wc.x_train == 1).any() and (sc.parts[0][0] == 1).any()
    unknown = [weights["embedding.weight"][1] for weights in sc.weights]
    assert all((one != other).all() for one, other in itertools.pairwise(unknown))


def test_the_corpus_has_three_parts_and_two_baselines() -> None:
    states(
        "“‘학생’이라는 글자가 있으면 1”이라는 한 줄짜리 규칙",
        "the one-line rule “1 if the characters ‘학생’ (student) occur”",
        "이번에는 데이터를 셋으로 나눕니다. 학습할 문장 말고도, 언제 멈출지 정할 때 쓰는 **검증"
        " 데이터**(validation data)를 따로 둡니다. 10번째마다 떼어 둔 문장은",
        "This time we split the data into three parts. Apart from the training sentences, we set aside"
        " **validation data**, which decides when to stop. The sentences that are held out, one in ten, are",
        "학생 이야기는 드뭅니다. 그래서 기준선이 높습니다. 기준선을 하나 더 둡니다. 아무것도 배우지 않고"
        " ‘학생’이라는 글자만 찾는 규칙입니다. `in`은 낱말 속에 그 글자들이 들어 있는지 알려 주므로"
        " ‘고등학생이고’도 찾습니다",
        "Sentences about students are rare, so the baseline is high. We add another baseline, a rule that"
        " learns nothing and only searches for the characters ‘학생’. `in` tells whether these characters"
        " occur anywhere in a word, so it also finds ‘고등학생이고’",
        "떼어 둔 문장에서 늘 0이라고 답하면 …개 가운데 …개, ‘학생’을 찾는 규칙은 …개를 맞힙니다. 규칙이"
        " 틀리는 것은 ‘학생’이 나오지만 학생 이야기는 아닌 문장입니다",
        "Of the … held-out sentences, always answering 0 gets … right, and the rule that searches for"
        " ‘학생’ gets …. The rule is wrong where ‘학생’ occurs but the sentence is not about a student",
        "그럴듯해 보이지만 학생 이야기를 하나도 찾지 못한 성적",
        "but remember that it finds no sentence about a student at all",
    )
    for part, words, labels in zip(sc.corpus, PARTS, LABELS, strict=True):
        assert part == list(zip(words, labels, strict=True))
    sizes = [(len(labels), int(labels.sum())) for labels in LABELS]
    page.prints("corpus", *(one for size in sizes for one in size))
    rows = [
        (
            len(labels),
            0,
            zeros,
            round(100 * zeros / len(labels), 1),
            right,
            round(100 * right / len(labels), 1),
        )
        for labels, zeros, right in zip(LABELS, ALWAYS_ZERO, BY_KEYWORD, strict=True)
    ]
    page.prints("two-baselines", *(one for row in rows for one in row))
    assert all(zeros >= 0.8 * len(labels) for zeros, labels in zip(ALWAYS_ZERO, LABELS, strict=True))
    assert ALWAYS_ZERO[2] == len(LABELS[2]) - LABELS[2].sum() and sc.by_keyword(["고등학생이고"]) == 1
    assert [sc.by_keyword([one]) for one in ("학생", "선생님")] == [1, 0]
    missed = [(words, label) for words, label in sc.held_out if sc.by_keyword(words) != label]
    assert missed and all("학생" in " ".join(words) and label == 0 for words, label in missed)
    page.says("two-baselines", "30", str(ALWAYS_ZERO[2]), str(BY_KEYWORD[2]), f"{ALWAYS_ZERO[2] / 30:.0%}")


def test_words_that_occur_once_become_unknown() -> None:
    states(
        "학습할 데이터에 **한 번만 나온 낱말을 `[UNK]`로 바꿉니다**",
        "This time we **replace words that occur only once in the training data with `[UNK]`**",
        "어휘집은 …개로 줄었고, 학습할 낱말의 절반 가까이가 `[UNK]`입니다",
        "The vocabulary shrinks to … tokens, and almost half of the training words are `[UNK]`",
    )
    assert list(sc.ids) == TOKENS
    printed = [len(TOKENS), len(COUNTS) + 2]
    for part in PARTS:
        words = [word for sentence in part for word in sentence]
        printed += [sum(word not in TOKENS for word in words), len(words)]
    page.prints("rare-words", *printed)
    page.says("rare-words", str(len(TOKENS)))
    assert len(TOKENS) < len(COUNTS) + 2
    assert 0.45 < printed[2] / printed[3] < 0.5


def test_the_epoch_is_chosen_by_the_validation_loss_and_measured_truly() -> None:
    states(
        "고르는 데 쓰지 않고, 고른 모델을 시험하는 데만 씁니다",
        "are never used to choose, only to test what was chosen",
        "에포크마다 세 데이터의 손실과 맞힌 수를 적어 두고, 매개변수를 베껴 둡니다. 떼어 둔 데이터의 값은"
        " 적어 두기만 하고, 에포크를 고를 때는 보지 않습니다",
        "In each epoch, we write down loss and right answers on all three parts and keep a copy of the"
        " parameters. What we write down for the held-out data is not looked at when we choose the epoch",
        "최댓값으로 모으는 모델을 학습하고, **검증 데이터의 손실이 가장 작은 에포크**를 고릅니다."
        " `history[place][1][0]`에서 `place`는 에포크, 1은 두 번째 데이터인 검증 데이터, 0은 손실과 맞힌 수"
        " 가운데 손실입니다",
        "We train the model that takes the maximum and choose **the epoch with the smallest loss on the"
        " validation data**. In `history[place][1][0]`, `place` is the epoch, 1 is the second part of the"
        " data, the validation data, and 0 picks the loss from loss and right answers",
        "늘 0이라고 답하는 기준선의 …개보다 …, ‘학생’을 찾는 규칙의 …개보다 …",
        "than the … of the baseline that always answers 0, and … than the … of the rule that searches for"
        " ‘학생’",
        "학습할 데이터로 배우고, 검증 데이터로 고르고, 떼어 둔 데이터로는 고른 것을 시험하기만 합니다",
        "We learn from training data, choose on validation data, and use held-out data only to test what"
        " was chosen",
    )
    losses = [row[1][0] for row in sc.history]
    assert sc.best == int(np.argmin(losses)) and losses[-1] > min(losses) < losses[0]
    found = [measures(sc.loaded, number) for number in range(3)]
    for (loss, right), (own_loss, own_right) in zip(sc.history[sc.best], found, strict=True):
        assert (loss, right) == (pytest.approx(own_loss), own_right)
    epochs = [
        number for epoch in range(4, 25, 4) for number in (epoch, *sc.history[epoch - 1][0], len(PARTS[0]))
    ]
    totals = [
        number
        for (loss, right), part in zip(found, PARTS, strict=True)
        for number in (loss, right, len(part), round(100 * right / len(part), 1))
    ]
    page.prints("corpus-training", *epochs, *totals, sc.best + 1)
    right = found[2][1]
    assert right == ALWAYS_ZERO[2] + 1 < BY_KEYWORD[2]
    said = (
        sc.best + 1,
        30,
        right,
        ALWAYS_ZERO[2],
        "많고",
        BY_KEYWORD[2],
        "적습니다",
    )
    page.says("corpus-training", *map(str, said))
    assert len(sc.history) == len(sc.weights) == 24 and all(len(row) == 3 for row in sc.history)
    forged = [
        [training, validation, (-loss, place)]
        for place, (training, validation, (loss, _)) in enumerate(sc.history)
    ]
    assert sc.chosen_by_validation([forged]) == [sc.best] and sc.loaded.pool is sc.max_over_words
    with as_in_the_lesson():
        again = sc.train(sc.corpus, sc.ids, sc.max_over_words)[1]
    assert again == sc.history


def test_the_learning_curves() -> None:
    states(
        "학습한 데이터와 검증 데이터의 손실과 정확도",
        "Loss and accuracy on training data and validation data",
        "위아래 두 그림. 가로축은 에포크. 위 그림에서 학습한 데이터의 손실은 0 가까이까지 내려가고, 검증"
        " 데이터의 손실은 내려가다가 다시 올라간다. 아래 그림에서 학습한 데이터의 정확도는 1에 가까워지고,"
        " 검증 데이터의 정확도는 기준선인 점선에서 출발하여 그 위로 올라가고, 그 아래로는 내려가지 않는다."
        " 고른 에포크에 세로 점선이 있다",
        "Two plots, one above the other, over the epoch. In the upper one, the loss of the training data"
        " falls close to 0, and the loss of the validation data falls and then rises again. In the lower"
        " one, the accuracy on the training data approaches 1, and on the validation data it starts at the"
        " dashed line of the baseline, rises above it, and never falls below it. A vertical dotted line"
        " marks the chosen epoch",
        "위 그림에서 학습한 데이터의 손실은 끝까지 내려가지만, 검증 데이터의 손실은 고른 에포크에서 바닥에"
        " 닿고 다시 올라갑니다. 그 뒤로는 과적합(overfitting)입니다. 아래 그림에서 검증 데이터의 정확도는"
        " 점선인 기준선에서 출발하여 그 아래로 내려가지 않습니다",
        "In the upper plot, the loss of the training data falls to the end, but the loss of the validation"
        " data reaches its bottom at the chosen epoch and rises again. From there on, it is overfitting. In"
        " the lower plot, the accuracy on the validation data starts at the dashed line of the baseline and"
        " never falls below it",
    )
    for part, name in enumerate(("training", "validation")):
        page.draws("learning-curves", range(1, 25), [row[part][0] for row in sc.history], name)
        page.draws("learning-curves", range(1, 25), [row[part][1] / len(PARTS[part]) for row in sc.history])
    validated = [row[1][1] for row in sc.history]
    assert validated[0] == ALWAYS_ZERO[1] == min(validated) < max(validated)
    learned, checked = ([row[part][0] for row in sc.history] for part in (0, 1))
    assert (np.diff(learned) < 0).all() and learned[-1] < 0.02 and sc.history[-1][0][1] / len(PARTS[0]) > 0.99
    assert checked[0] > checked[sc.best] == min(checked) and (np.diff(checked[sc.best :]) > -1e-3).all()
    upper, lower = page.figures["learning-curves"][0].axes
    assert upper.get_position().y0 > lower.get_position().y1
    assert (
        upper.get_ylabel().startswith("loss")
        and lower.get_ylabel() == "accuracy"
        and lower.get_xlabel() == "epoch"
    )
    page.draws("learning-curves", [0, 1], [ALWAYS_ZERO[1] / 30] * 2)
    page.draws("learning-curves", [sc.best + 1] * 2, [0, 1], "best")
    page.writes("learning-curves", "Loss and accuracy by epoch", "loss (nats)", "epoch", "accuracy")
