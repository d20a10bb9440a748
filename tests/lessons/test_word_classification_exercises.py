"""Claims of lesson 1-1 on the ends of words and their roles, and on its exercises."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import as_in_the_lesson, mean_loss
from tests.lessons.test_word_classification import (
    BASELINE,
    IS_KNOWN,
    NEW,
    SEEN,
    TOKENS,
    Y_NEW,
    Y_SEEN,
    probabilities,
)
from tests.lessons.test_word_classification_results import KNOWN, NO_NOUNS

wc = lesson("word_classification.py")
page = shown("word_classification.py")


def ends(words: list[str], length: int) -> set[str]:
    return {word[-length:] for word in words}


def test_the_last_character_does_better_on_unseen_words() -> None:
    states(
        "모델에도 낱말 대신 **마지막 글자**만 보여 주고",
        "Let's show the model only the **last character** of each word",
        "어휘집은 …개에서 …개로 줄고, 모르는 토큰은 …개에서 …개로 줄었습니다",
        "The vocabulary shrinks from … to … tokens, and unknown tokens from … to …",
        "낱말의 앞부분을 버렸는데도 본 적 없는 낱말에서는 더 낫습니다",
        "Although we threw away the beginnings of the words, the results on unseen words are better",
        "글을 어떤 조각으로 나눌지가 이렇게 중요합니다",
        "So it matters a great deal into which pieces we split text",
    )
    assert wc.shorten([(["학교에", "간다"], [1, 0])], 1) == [(["에", "다"], [1, 0])]
    # At most all known words are right, so the others are the unseen ones.
    assert min(wc.by_end) - KNOWN > max(wc.by_word) - KNOWN == int((1 - Y_NEW[~IS_KNOWN]).sum())
    known = ends(SEEN, 1)
    unknown = sum(word[-1] not in known for word in NEW)
    mean = sum(wc.by_end) / 10
    assert len(wc.by_end) == 10 and min(wc.by_end) > max(wc.by_word)
    # No model of last characters gets more right than the better label of each held-out character.
    best = sum(
        max(Y_NEW[[w[-1] == end for w in NEW]].sum(), (1 - Y_NEW[[w[-1] == end for w in NEW]]).sum())
        for end in ends(NEW, 1)
    )
    assert max(wc.by_end) <= best
    assert wc.ends_size < len(TOKENS) and wc.unknown_ends == unknown < len(NEW) - KNOWN
    page.prints("last-character", len(known) + 2, unknown, *wc.by_end, mean, len(NEW), BASELINE, len(NEW))
    page.says(
        "last-character",
        *map(str, (len(TOKENS), len(known) + 2, len(NEW) - KNOWN, unknown)),
        f"{mean:.1f}",
        f"{sum(wc.by_word) / 10:.1f}",
        "많고",
        str(max(wc.by_word)),
        "많습니다",
    )


def test_a_word_in_two_roles_gets_one_answer() -> None:
    states(
        "두 확률은 똑같이 …입니다. 모델은 낱말을 하나씩 따로 보기 때문에",
        "같은 낱말에는 언제나 같은 답을 합니다",
        "Both probabilities are …. The model looks at one word at a time, so it always gives the same answer",
        "학습을 더 하거나 데이터를 늘려도 달라지지 않습니다",
        "Neither more training nor more data changes this",
        "두 ‘주로’의 라벨은 1과 0입니다. 이 모델의 두 손실을 평균하면 …입니다",
        "The labels of the two are 1 and 0. The mean of the two losses of this model is …",
        "확률을 어떻게 바꾸어도 두 답이 같은 한 이 평균은 $\\log 2$, 곧 …보다 작아질 수 없습니다",
        "as long as both answers are the same, this mean cannot fall below $\\log 2$",
        "반반이라고 답할 때가 바로 $\\log 2$입니다. 이렇게 손실에는 더 내려갈 수 없는 바닥이 있습니다",
        "It is exactly $\\log 2$ if the answer is one half.",
        "So a loss can have a floor that no training gets below",
        "낱말을 하나씩 보는 모델은 같은 낱말의 두 쓰임을 가릴 수 없습니다",
        "A model that looks at one word at a time cannot tell two uses of the same word apart",
    )
    for seed in range(3):
        torch.manual_seed(seed)
        z = wc.WordClassifier(9, 4)(torch.tensor([[2, 5, 3, 0], [7, 6, 5, 8]]))
        assert z[0, 1].tolist() == z[1, 2].tolist() and z[0, 1].tolist() != z[1, 1].tolist()
    q = float(probabilities(wc.loaded, ["주로"], TOKENS)[0, 1])
    assert wc.roles == pytest.approx([q, q], rel=1e-12)
    page.prints("two-roles", q, q)

    def loss(answer: float) -> float:
        return mean_loss(np.array([[1 - answer, answer]] * 2), [1, 0])

    page.says("two-roles", f"{q:.4f}", f"{loss(q):.4f}", f"{np.log(2):.4f}")
    assert (
        min(loss(answer) for answer in np.linspace(0.01, 0.99, 99)) == loss(0.5) == pytest.approx(np.log(2))
    )


def test_two_characters_tell_nouns_from_verbs_that_end_in_the_same_one() -> None:
    states(
        "마지막 글자가 똑같이 ‘서’인 ‘운동장에서’와 ‘찾아서’처럼 두 글자라야 가릴 수 있는 말을",
        "such as ‘운동장에서’ (in the schoolyard) and ‘찾아서’ (having found), which both end in ‘서’",
        "조각이 너무 길면 모르는 것이 늘고, 너무 짧으면 서로 다른 것이 섞입니다",
        "If pieces are too long, more of them are unknown. If they are too short, different things get mixed",
        "모르는 토큰은 …개로 늘었지만",
        "Unknown tokens rise to …, but now the model can tell apart words that need two characters",
    )
    assert wc.unknown_ends < wc.unknown_twos < wc.unknown
    noun, verb = "운동장에서", "찾아서"
    assert [set(Y_NEW[[word == one for word in NEW]]) for one in (noun, verb)] == [{1}, {0}]
    assert noun[-1] == verb[-1] == "서"
    for end, label in ((noun[-2:], 1), (verb[-2:], 0)):
        assert {int(y) for word, y in zip(SEEN, Y_SEEN, strict=True) if word.endswith(end)} == {label}
    tokens = ["[PAD]", "[UNK]", *sorted(ends(SEEN, 2))]
    q = probabilities(wc.end_model, [noun[-2:], verb[-2:]], tokens)[:, 1]
    assert q[0] > 0.99 and q[1] < 0.01


def test_the_last_two_characters() -> None:
    states("마지막 글자만 볼 때는 많아야 …개였으니", "With the last character alone, it was … at most")
    known = ends(SEEN, 2)
    unknown = sum(word[-2:] not in known for word in NEW)
    assert min(wc.by_two) > max(wc.by_end)
    page.prints("exercise-last-two", len(known) + 2, unknown, *wc.by_two, len(NEW), BASELINE)
    results = min(wc.by_two), max(wc.by_two), max(wc.by_end), "낫습니다"
    page.says("exercise-last-two", *map(str, results), str(unknown), "12")


def test_counting_answers_like_the_best_seed() -> None:
    states(
        "…개를 맞힙니다. 시드 … 개 가운데 가장 좋은 것과 같습니다",
        "It gets … right, as many as the best of the … seeds",
        "끝까지 학습한 모델이 배운 것은 낱말마다 센 표와 다름없습니다",
        "What a model trained to the end has learned is no more than a table of counts for each word",
    )
    seen = np.array(SEEN)
    counted = sum(
        int((Y_SEEN[seen == word].mean() > 0.5) == label) if word in set(SEEN) else int(label == 0)
        for word, label in zip(NEW, Y_NEW, strict=True)
    )
    assert counted == NO_NOUNS == max(wc.by_word)
    page.prints("exercise-counting", counted, len(NEW), BASELINE, len(NEW))
    page.says("exercise-counting", str(counted), "10")
    words = sorted(set(SEEN))
    table = [int(Y_SEEN[seen == word].mean() > 0.5) for word in words]
    assert probabilities(wc.model, words, TOKENS).argmax(axis=1).tolist() == table


def test_smaller_learning_rates_learn_too_little() -> None:
    states(
        "0.005에서는 학습한 데이터의 손실이 …까지 내려갑니다",
        "With 0.005, the loss of the training data falls to …",
        "0.05로 두 에포크만 학습했을 때의 …에 가까우니, 배우기는 하지만 느립니다",
        "This is close to the … of only two epochs with 0.05: the model does learn, but slowly",
        "0.0005에서는 손실이 …에 머물러 아직 $\\log 2$보다도 큽니다",
        "With 0.0005, the loss is still …, even larger than $\\log 2$",
        "걸음이 작아 … 에포크로는 모자랍니다",
        "The steps are so small that … epochs are not enough",
        "떼어 둔 데이터의 성적이 나쁘다고 늘 과적합은 아닙니다",
        "A bad result on held-out data is not always overfitting",
        "학습한 데이터의 손실도 함께 보아야 덜 배운 것인지 지나치게 맞춘 것인지 압니다",
        "The loss of the training data must be looked at, too, to tell whether the model has learned too",
    )
    slow = wc.slow_losses[0.0005]
    assert slow > np.log(2) > wc.slow_losses[0.005] > wc.slow_losses[0.05]
    early, smaller = wc.history[1][0][0], wc.slow_losses[0.005]
    assert abs(early - smaller) < 0.01 and early == wc.early_loss
    page.says(
        "exercise-learning-rate", *(f"{one:.3f}" for one in (smaller, early, slow)), "12", str(BASELINE)
    )
    with as_in_the_lesson():
        slower = wc.train(wc.training, wc.held_out, wc.ids, learning_rate=0.0005)[1][-1]
    assert slower[0][0] == slow and wc.history[1][1][1] > slower[1][1]
    rates = {0.0005: slower[1][1], 0.005: wc.history[-1][1][1], 0.05: None}
    printed = [line.split() for line in page.printed["exercise-learning-rate"].splitlines()]
    right = [int(line[3]) for line in printed]
    assert right[0] == rates[0.0005]
    rows = [(rate, wc.slow_losses[rate], one, len(NEW)) for rate, one in zip(rates, right, strict=True)]
    page.prints("exercise-learning-rate", *(number for row in rows for number in row))


def test_more_components_change_little() -> None:
    states(
        "매개변수가 수십 배로 늘어도 떼어 둔 낱말의 결과는 거의 같습니다",
        "With dozens of times as many parameters, the result on held-out words is almost the same",
        "모델을 키우는 것보다 입력을 바꾸는 것이 나을 때가 있습니다",
        "Sometimes changing the input helps more than a bigger model",
        "모르는 낱말이 모두 `[UNK]` 하나인 것은 성분의 수와 상관없기 때문입니다",
        "This is because all unknown words are one `[UNK]`, whatever the number of components",
    )
    with as_in_the_lesson():
        features_history = wc.train(wc.training, wc.held_out, wc.ids, features=1)[1]
    one_feature = [features_history[-1][0][1], len(SEEN), features_history[-1][1][1], len(NEW)]
    printed = [line.split() for line in page.printed["exercise-features"].splitlines()]
    sizes = [
        (features, (len(TOKENS) + 2) * features + 2, int(line[4]), len(SEEN), int(line[7]), len(NEW))
        for features, line in zip((1, 2, 8, 32), printed, strict=True)
    ]
    assert list(sizes[0][2:]) == one_feature
    page.prints("exercise-features", *(number for row in sizes for number in row))
    page.says("exercise-features", str(BASELINE), "12")
    held_out = [size[4] for size in sizes]
    assert sizes[-1][1] / sizes[0][1] > 24 and max(held_out) - min(held_out) <= 1
    assert max(held_out) < min(*wc.by_end, *wc.by_two)


def test_the_last_two_characters_of_a_sentence_of_ones_own() -> None:
    states(
        "앞의 수는 낱말을 통째로 보는 모델, 뒤의 수는 끝의 두 글자를 보는 모델이 준 명사의 확률입니다",
        "The first number is the probability of a noun by the model of whole words, the second one",
        "‘주웠다’는 본 적 없는 낱말이라서 앞의 모델은 `[UNK]`의 답인 …을 줍니다",
        "‘주웠다’ (picked up) has never been seen, so the first model gives it the answer of `[UNK]`, …",
        "뒤의 모델은 끝의 ‘웠다’를 본 적이 있어 …을 줍니다",
        "The second model has seen the ending ‘웠다’ and gives …",
    )
    known = ends(SEEN, 2)
    assert wc.own_words[-1] == "주웠다" not in SEEN and "웠다" in known
    whole = probabilities(wc.model, wc.own_words, TOKENS)[:, 1]
    piece_tokens = ["[PAD]", "[UNK]", *sorted(known)]
    pieces = probabilities(wc.end_model, [word[-2:] for word in wc.own_words], piece_tokens)[:, 1]
    page.prints("exercise-own-text", *np.column_stack([whole, pieces]).ravel())
    page.says("exercise-own-text", f"{whole[-1]:.2f}", f"{pieces[-1]:.2f}")
    assert whole[-1] > 0.99 and pieces[-1] < 0.01
