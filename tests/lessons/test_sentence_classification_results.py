"""Claims of lesson 1-2 on what its models get right and wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import WORDS, as_in_the_lesson, weights_of
from tests.lessons.test_sentence_classification import (
    ALWAYS_ZERO,
    BY_KEYWORD,
    LABELS,
    PARTS,
    TOKENS,
    probabilities,
)

sc = lesson("sentence_classification.py")
page = shown("sentence_classification.py")

Y = LABELS[2]


def q() -> Any:
    """The probability of class 1 of each test sentence, of shape (30,)."""
    return probabilities(sc.loaded, PARTS[2], TOKENS)[:, 1]


def test_a_loaded_model_is_the_chosen_one_and_a_new_model_is_not() -> None:
    states(
        "고른 매개변수를 어휘집과 함께 저장합니다. 새 모델에 불러오기 전과 불러온 뒤에 떼어 둔 문장의"
        " 로짓을 비교합니다",
        "We save the chosen parameters with the vocabulary, and compare the logits that a new model gives"
        " to the held-out sentences before and after loading them",
        "불러오기 전에는 다르고, 불러온 뒤에는 정확히 같습니다. 낱말의 번호도 같습니다. 이제부터는 불러온"
        " 모델을 씁니다",
        "Before loading they differ, afterwards they are exactly the same. So are the numbers of the words."
        " From now on, we use the loaded model",
    )
    assert page.printed["save-and-load"].split() == ["False", "True", "True"]
    chosen = sc.weights[sc.best]
    for name, value in sc.loaded.state_dict().items():
        assert torch.equal(chosen[name], value)
    assert list(sc.ids) == sc.saved["vocabulary"] and sc.saved["weights"].keys() == chosen.keys()
    assert not torch.equal(sc.weights[0]["linear.weight"], sc.weights[-1]["linear.weight"])


def test_the_mistakes_and_their_table() -> None:
    states(
        "떼어 둔 문장의 혼동 행렬",
        "Confusion matrix of the held-out sentences",
        "확률이 절반을 넘으면 1이라고 답한 것입니다",
        "A probability above one half means that the model answered 1",
        "틀린 문장은 모두 … 한 것입니다. 확률은 대개 절반에서 그리 멀지 않습니다",
        "All these sentences are …, and the model said that they are not. Most of the probabilities are not"
        " far from one half",
        "행은 라벨, 열은 모델의 답이다. 라벨이 학생 이야기가 아닌 문장 …개는 모두 아니라고 답했다. 라벨이"
        " 학생 이야기인 문장은 …개를 찾고 …개를 놓쳤다",
        "Rows are labels, columns are answers. All … sentences that are not about a student are answered"
        " correctly. Of the sentences about a student, … is found and … are missed",
        "대각선 밖에서 0이 아닌 칸은 하나뿐입니다",
        "Off the diagonal, only one cell is not 0",
        "학생 이야기 …개 가운데 …개만 찾았습니다. 찾은 비율을 **재현율**",
        "Of … sentences about students, it found only …. The share that is found is called **recall**",
        "정확도는 …인데 재현율은 …입니다. 한쪽 라벨이 훨씬 많을 때 정확도만 보면 이런 사실이 가려집니다",
        "The accuracy is …, but the recall is …. When one label is much more frequent than the other,"
        " accuracy alone hides this",
    )
    answers = q() > 0.5
    wrong = np.flatnonzero(answers != Y)
    assert set(Y[wrong]) == {1}
    page.prints("mistakes", *(number for place in wrong for number in (Y[place], q()[place])))
    lines = page.printed["mistakes"].splitlines()
    assert [line.split(": ")[1] for line in lines] == [" ".join(PARTS[2][place]) for place in wrong]
    page.says("mistakes", "학생 이야기인데 아니라고")
    assert (abs(q()[wrong] - 0.5) < 0.2).sum() > len(wrong) / 2
    cells = [[int(((y == Y) & (answers == a)).sum()) for a in (0, 1)] for y in (0, 1)]
    (axis,) = page.figures["confusion"][0].axes
    for y, a in np.ndindex(2, 2):
        places = [text.get_position() for text in axis.texts if text.get_text() == str(cells[y][a])]
        assert places == [(a + 0.5, y + 0.5)]
    assert axis.yaxis_inverted() and cells[0][1] == 0 < cells[1][0]
    page.writes("confusion", "Held-out sentences", "model says", "label")
    page.says("confusion", str(cells[0][0]), str(cells[1][1]), str(cells[1][0]))
    students = int(Y.sum())
    page.prints("recall", cells[1][1], students, 0, 30 - students)
    accuracy = (answers == Y).mean()
    assert accuracy > 0.8 > 0.2 > cells[1][1] / students and students < 0.25 * len(Y)
    page.says("recall", str(students), str(cells[1][1]), f"{accuracy:.1%}", f"{cells[1][1] / students:.1%}")


def test_new_sentences() -> None:
    states(
        "첫 문장에서는 ‘학생이’를 빼 보고, 셋째 문장에서는 낱말 하나를 바꾸어 봅니다",
        "We leave ‘학생이’ (a student, as the subject) out of the first one, and replace one word of the"
        " third",
        "첫 문장의 확률이 높지만, 그것은 ‘학생이’ 때문이 아닙니다. ‘학생이’를 빼도 확률이 그대로 …입니다",
        "The first sentence has a high probability, but not because of ‘학생이’. Without that word, the"
        " probability is still …",
        "셋째 문장과 넷째 문장은 낱말 하나만 다릅니다. ‘학생증이’를 ‘학생이’로 바꾸니 확률이 …에서 …로"
        " 올랐습니다. ‘학생’이라는 글자만 찾는 규칙은 두 문장에 모두 1이라고 답합니다. 모델은 낱말을 통째로"
        " 보므로 둘에 다른 답을 합니다",
        "The third and the fourth sentence differ in one word. With ‘학생이’ in place of ‘학생증이’ (a"
        " student card), the probability rises from … to …. The rule that searches for ‘학생’ answers 1 to"
        " both. The model looks at whole words, so its answers differ",
    )
    student, card = "새로 온 학생이 책을 읽는다", "학생증이 없으면 책을 못 빌려요"
    texts = [student, student.replace("학생이 ", ""), card, card.replace("학생증", "학생")]
    texts.append("우리 강아지는 공원을 좋아한다")
    q = probabilities(sc.loaded, [text.split() for text in texts], TOKENS)[:, 1]
    page.prints("new-sentences", *q)
    page.says("new-sentences", *(f"{q[at]:.2f}" for at in (1, 2, 3)))
    assert q[0] == q[1] > 0.5 and q[3] > 0.5 > q[2] and sc.new_texts == texts
    assert not any(text.split() in WORDS for text in texts)
    assert [sc.by_keyword(text.split()) for text in texts[2:4]] == [1, 1]


def test_the_maximum_takes_nothing_from_the_student_in_the_new_sentence() -> None:
    states(
        "맞힌 문장이라도 까닭까지 맞은 것은 아닙니다",
        "A right answer need not have the right reason",
        "최댓값은 성분마다 가장 큰 값만 남기는데, 이 문장에서는 어느 성분에서나 ‘학생이’보다 큰 값이 다른"
        " 낱말에 있었습니다",
        "The maximum keeps only the greatest value of each component, and in this sentence, another word"
        " had a greater value than ‘학생이’ in every component",
    )
    embedding, _, _ = weights_of(sc.loaded)
    others = [TOKENS.index(word) if word in TOKENS else 1 for word in ("새로", "온", "책을", "읽는다")]
    assert (embedding[others].max(axis=0) > embedding[TOKENS.index("학생이")]).all()


def test_the_order_of_words_changes_nothing() -> None:
    states(
        "조사를 띄어 적은 두 문장입니다. 낱말은 같고 순서만 다릅니다. 앞 문장에서 본 사람은 선생님이고, 뒤"
        " 문장에서는 학생입니다",
        "They have the same words in a different order. In the first one, the teacher saw the student; in"
        " the second one, the student saw the teacher",
        "두 확률이 똑같이 …입니다. 최댓값도 평균도 순서를 바꾸어도 달라지지 않습니다. 그래서 이 모델은"
        " 어떻게 학습해도 두 문장을 가릴 수 없습니다. 낱말의 순서를 버리고 어떤 낱말이 있는지만 보는",
        "Both probabilities are …. Neither maximum nor mean changes with the order, so this model cannot"
        " tell the two sentences apart, however it is trained",
        "this way of keeping which words there are and dropping their order",
        "최댓값과 평균으로 모으는 모델은 낱말의 순서를 모릅니다",
        "Models that pool by maximum or mean do not know the order of words",
    )
    assert sorted(sc.orders[0].split()) == sorted(sc.orders[1].split()) and sc.orders[0] != sc.orders[1]
    q = probabilities(sc.loaded, [text.split() for text in sc.orders], TOKENS)[:, 1]
    assert sc.same_bag == pytest.approx(list(q)) and q[0] == q[1]
    assert [text.split()[:4] for text in sc.orders] == [
        ["선생님", "이", "학생", "을"],
        ["학생", "이", "선생님", "을"],
    ]
    x = torch.tensor([[2, 3, 4, 5], [5, 4, 3, 2]])
    for seed, pool in enumerate((sc.max_over_words, sc.mean_over_words) * 3):
        torch.manual_seed(seed)
        one, other = sc.SentenceClassifier(6, 8, pool)(x)
        assert torch.allclose(one, other)
    page.prints("word-order", *q)
    page.says("word-order", f"{q[0]:.4f}")


def test_ten_seeds_do_not_tell_maximum_from_mean() -> None:
    states(
        "최댓값은 시드만 바꾸어도 …개에서 …개까지 달라집니다",
        "the maximum alone ranges from … to … when only the seed changes",
        "최댓값과 평균을 시드 열 개로 비교합니다. 에포크는 그때마다 검증 데이터로 고릅니다",
        "Now we compare maximum and mean over ten seeds. Each time, the validation data chooses the epoch",
        "가로축은 떼어 둔 문장 가운데 맞힌 수. 위아래 두 줄에 점이 열 개씩 있다. 아래 줄인 최댓값의 점은"
        " …에서 …까지, 위 줄인 평균의 점은 …에서 …까지 흩어져 있다. 늘 0이라고 답하는 기준선은 …에,"
        " ‘학생’을 찾는 규칙은 …에 세로선으로 그어져 있다",
        "Right answers on held-out sentences on the horizontal axis. Two rows have ten points each. Those"
        " of the maximum, in the lower row, spread from … to …, those of the mean, in the upper row, from …"
        " to …. Vertical lines mark always answering 0 at … and the rule that searches for ‘학생’ at …",
        "시드 열 개의 결과와 두 기준선",
        "Results of ten seeds and the two baselines",
        "평균은 최댓값으로 모은 모델이 …개, 평균으로 모은 모델이 …개입니다",
        "the model that takes the maximum gets … right on average, and the model that takes the mean …",
        "**문장 …개로는 어느 쪽이 나은지 말할 수 없습니다.**",
        "**With … sentences, we cannot say which one is better.**",
        "쪽이 시드에 따라 더 크게 흔들렸습니다",
        "What we can say is that the … varied more from seed to seed",
        "‘학생’을 찾는 규칙의 …개는 두 모델의 평균보다 많습니다. 학습할 데이터에는 학생 이야기가"
        " …개뿐입니다. 최댓값으로 모은 모델은 시드에 따라 규칙보다 많이 맞히기도 했지만, 시드 열 개의"
        " 평균으로는 두 모델 모두 한 줄짜리 규칙을 넘지 못했습니다",
        "The rule that searches for ‘학생’ gets …, more than either model on average. The training data has"
        " only … sentences about students. With some seeds, the model that takes the maximum got more right"
        " than the rule, but on average over the ten seeds, neither model beat a one-line rule",
    )
    maxima, averages = sc.correct["max"], sc.correct["mean"]
    with as_in_the_lesson():
        again = sc.train(sc.corpus, sc.ids, sc.mean_over_words, seed=1)[1]
    assert sc.by_pool["max"][0] == sc.history and sc.by_pool["mean"][1] == again
    for name, found in (("max", maxima), ("mean", averages)):
        chosen = [min(rows, key=lambda row: row[1][0]) for rows in sc.by_pool[name]]
        assert found == [held_out[1] for _, _, held_out in chosen]
    assert len(maxima) == len(averages) == 10 and maxima[0] == int(((q() > 0.5) == Y).sum())
    means = sum(maxima) / 10, sum(averages) / 10
    page.prints("ten-seeds", *maxima, 30, means[0], *averages, 30, means[1])
    spread = max(maxima) - min(maxima)
    assert abs(means[0] - means[1]) < spread and max(averages) - min(averages) < spread
    assert max(means) < BY_KEYWORD[2] < max(maxima) and ALWAYS_ZERO[2] < min(means)
    assert max(averages) <= BY_KEYWORD[2]
    for row, found in enumerate((maxima, averages)):
        for seed, right in enumerate(found):
            page.draws("spread", [right], [row + (seed - 4.5) / 20])
    page.draws("spread", [ALWAYS_ZERO[2]] * 2, [0, 1], "always 0")
    page.draws("spread", [BY_KEYWORD[2]] * 2, [0, 1], "keyword")
    (axis,) = page.figures["spread"][0].axes
    assert [label.get_text() for label in axis.get_yticklabels()] == ["max", "mean"]
    assert [*axis.get_yticks()] == [0, 1] and not axis.yaxis_inverted()
    page.writes("spread", "Ten seeds each", "correct of 30")
    page.says(
        "spread",
        *map(str, (min(maxima), max(maxima), min(averages), max(averages), ALWAYS_ZERO[2], BY_KEYWORD[2])),
        *(f"{mean:.1f}" for mean in (*means, abs(means[0] - means[1]))),
        *map(str, (min(maxima), max(maxima), 30, "최댓값", BY_KEYWORD[2], LABELS[0].sum())),
    )
