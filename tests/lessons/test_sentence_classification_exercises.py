"""Claims of lesson 1-2 on its exercises."""

from __future__ import annotations

import numpy as np
from literate.checking.claims import lesson, shown, states

from tests.lessons.labelled_corpus import WORDS, as_in_the_lesson, weights_of
from tests.lessons.test_sentence_classification import (
    ALWAYS_ZERO,
    COUNTS,
    PARTS,
    TOKENS,
    probabilities,
)
from tests.lessons.test_sentence_classification_results import Y, q

sc = lesson("sentence_classification.py")
page = shown("sentence_classification.py")


def test_the_exercise_on_padding() -> None:
    states(
        "`F.pad(x_held, (0, 10))`은 행마다 뒤에 0을 10개 더 붙입니다. 0은 패딩의 번호입니다",
        "`F.pad(x_held, (0, 10))` adds 10 zeros to the end of each row. 0 is the number of the padding",
        "패딩을 뺀 모델의 로짓은 그대로입니다. 패딩을 넣은 모델의 로짓은 많게는 …만큼 달라졌습니다",
        "The logits of the model without padding stay the same. Those of the model with padding change by"
        " up to …",
    )
    embedding, weight, _ = weights_of(sc.loaded)
    width = max(map(len, PARTS[2]))
    sums = np.array(
        [sum(embedding[TOKENS.index(w) if w in TOKENS else 1] for w in words) for words in PARTS[2]]
    )
    change = float(np.abs((sums / width - sums / (width + 10)) @ weight.T).max())
    page.prints("exercise-padded-mean", 0, change)
    assert change > 0.1 and sc.ids["[PAD]"] == 0
    assert sc.longer[:, :width].tolist() == sc.x_held.tolist() and not sc.longer[:, width:].any()
    assert sc.longer.shape == (len(Y), width + 10)
    page.says("exercise-padded-mean", f"{change:.3f}", "10")


def test_the_exercise_on_choosing() -> None:
    states(
        "떼어 둔 데이터로 고른 점수는 검증 데이터로 고른 점수보다 낮아질 수 없습니다. 가장 높은 것을"
        " 골랐으니 당연합니다",
        "Scores chosen on the held-out data cannot be lower than those chosen on the validation data, since"
        " we picked the highest ones",
    )
    averages = sc.correct["mean"]
    assert sc.picked == [max(right for _, _, (_, right) in rows) for rows in sc.by_pool["mean"]]
    assert all(other >= one for one, other in zip(averages, sc.picked, strict=True))
    page.prints("exercise-choosing", *averages, 30, *sc.picked, 30)


def test_the_exercise_on_a_vocabulary_of_all_words() -> None:
    states(
        "평균은 낱말을 모두 넣으면 …개, 드문 낱말을 `[UNK]`로 바꾸면 …개입니다",
        "with all words, … are right on average, and with rare words replaced by `[UNK]`, …",
        "떼어 둔 문장에는 모르는 낱말이 많은데, 이 어휘집으로는 `[UNK]`를 한 번도 배우지 못합니다",
        "The held-out sentences have many unknown words, and with this vocabulary `[UNK]` is never trained",
    )
    maxima = sc.correct["max"]
    assert set(sc.all_ids) == {"[PAD]", "[UNK]", *COUNTS}
    with as_in_the_lesson():
        history = sc.train(sc.corpus, sc.all_ids, sc.max_over_words)[1]
    assert sc.with_all[0] == min(history, key=lambda row: row[1][0])[2][1]
    assert all(sc.encode(words, sc.all_ids).min() > 1 for words, _ in sc.training)
    unknown = [word not in COUNTS for words in PARTS[2] for word in words]
    assert sum(unknown) > 0.3 * len(unknown)
    page.prints(
        "exercise-every-word",
        len(COUNTS) + 2,
        *sc.with_all,
        30,
        ALWAYS_ZERO[2],
        30,
        len(TOKENS),
        *maxima[:5],
        30,
    )
    means = sum(sc.with_all) / 5, sum(maxima[:5]) / 5
    assert means[0] < means[1]
    page.says("exercise-every-word", *(f"{mean:.1f}" for mean in means), str(ALWAYS_ZERO[2]))


def test_the_exercise_on_the_threshold() -> None:
    states(
        "확률이 0.5를 넘어야 1이라고 답했습니다",
        "The answer was 1 only if the probability was above 0.5",
        "0.3으로 낮추면 찾은 문장이 …개에서 …개로 늘고, 잘못 답한 문장도 …개에서 …개로 늡니다. 0.1까지"
        " 낮추면 더 찾지는 못하면서 잘못 답한 문장만 …개로 늘어납니다. 문턱을 낮추면 찾은 문장도 잘못 답한"
        " 문장도 줄어들 수는 없습니다",
        "At 0.3, the sentences found rise from … to …, and those wrongly answered from … to …. At 0.1, no"
        " more are found, and only the wrongly answered sentences rise, to …. A lower threshold can make"
        " neither number smaller",
    )
    printed: list[float] = []
    for threshold in (0.5, 0.3, 0.1):
        said = threshold < q()
        hits, alarms = int((said & (Y == 1)).sum()), int((said & (Y == 0)).sum())
        assert sc.by_threshold[threshold] == (hits, alarms)
        printed += [threshold, hits, 6, alarms, 24, int((said == Y).sum()), 30]
    page.prints("exercise-threshold", *printed)
    assert sc.by_threshold[0.1][0] == sc.by_threshold[0.3][0] > sc.by_threshold[0.5][0]
    assert 0 == sc.by_threshold[0.5][1] < sc.by_threshold[0.3][1] < sc.by_threshold[0.1][1]
    (hits, alarms), (more_hits, more_alarms) = sc.by_threshold[0.5], sc.by_threshold[0.3]
    said_on_page = hits, more_hits, alarms, more_alarms, sc.by_threshold[0.1][1]
    page.says("exercise-threshold", *map(str, said_on_page))


def test_the_exercise_on_own_sentences() -> None:
    states(
        "‘초등학생이다’는 모르는 낱말이어서 `[UNK]`로 읽힙니다. ‘학생’이라는 조각이 보이지 않는 것입니다."
        " 사람에게는 쉬운 문장인데도 모델은 학생 이야기라고 하지 못합니다",
        "‘초등학생이다’ (is a primary school student) is an unknown word, so it is read as `[UNK]`. The"
        " piece ‘학생’ inside it is not visible. The sentence is easy for people, but the model cannot say"
        " that it is about a student",
        "첫 문장의 ‘학생들이’는 어휘집에 있는데도 확률이 …에 그칩니다",
        "‘학생들이’ (students, as the subject) in the first sentence is in the vocabulary, and the"
        " probability is still only …",
    )
    own = [text.split() for text in sc.own_texts]
    unknown = [sum(word not in TOKENS for word in words) for words in own]
    q = probabilities(sc.loaded, own, TOKENS)[:, 1]
    page.prints("exercise-own-text", *(one for pair in zip(q, unknown, strict=True) for one in pair))
    assert q[1] < 0.5 and "초등학생이다" not in TOKENS and "초등학생이다" in own[1]
    assert sc.encode(own[1], sc.loaded_ids)[-1] == 1 and "학생들이" in own[0]
    assert q[0] < 0.5 and "학생들이" in TOKENS
    assert not any(words in WORDS for words in own)
    page.says("exercise-own-text", f"{q[0]:.2f}")
