"""Claims of lesson 1-2 on what its models get right and wrong, and on its exercises."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown

from tests.lessons.labelled_corpus import WORDS, as_in_the_lesson, weights_of
from tests.lessons.test_sentence_classification import (
    ALWAYS_ZERO,
    BY_KEYWORD,
    COUNTS,
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
    assert page.printed["save-and-load"].split() == ["False", "True", "True"]
    chosen = sc.weights[sc.best]
    for name, value in sc.loaded.state_dict().items():
        assert torch.equal(chosen[name], value)
    assert not torch.equal(sc.weights[0]["linear.weight"], sc.weights[-1]["linear.weight"])


def test_the_mistakes_and_their_table() -> None:
    answers = q() > 0.5
    wrong = np.flatnonzero(answers != Y)
    assert set(Y[wrong]) == {1}
    page.prints("mistakes", *(number for place in wrong for number in (Y[place], q()[place])))
    lines = page.printed["mistakes"].splitlines()
    assert [line.split(": ")[1] for line in lines] == [" ".join(PARTS[2][place]) for place in wrong]
    page.says("mistakes", "학생 이야기인데 아니라고")
    assert np.median(q()[wrong]) > 0.3
    cells = [[int(((y == Y) & (answers == a)).sum()) for a in (0, 1)] for y in (0, 1)]
    texts = [text.get_text() for text in page.figures["confusion"][0].axes[0].texts]
    assert texts == [str(count) for row in cells for count in row] and cells[0][1] == 0
    page.writes("confusion", "Held-out sentences", "model says", "label")
    page.says("confusion", str(cells[0][0]), str(cells[1][1]), str(cells[1][0]))
    students = int(Y.sum())
    page.prints("recall", cells[1][1], students, 0, 30 - students)
    accuracy = (answers == Y).mean()
    page.says("recall", str(students), str(cells[1][1]), f"{accuracy:.1%}", f"{cells[1][1] / students:.1%}")


def test_new_sentences() -> None:
    student, card = "새로 온 학생이 책을 읽는다", "학생증이 없으면 책을 못 빌려요"
    texts = [student, student.replace("학생이 ", ""), card, card.replace("학생증", "학생")]
    texts.append("우리 강아지는 공원을 좋아한다")
    q = probabilities(sc.loaded, [text.split() for text in texts], TOKENS)[:, 1]
    page.prints("new-sentences", *q)
    page.says("new-sentences", *(f"{q[at]:.2f}" for at in (1, 2, 3)))
    assert q[0] == q[1] > 0.5 and q[3] > 0.5 > q[2]
    assert not any(text.split() in WORDS for text in texts)
    assert [sc.by_keyword(text.split()) for text in texts[2:4]] == [1, 1]


def test_the_maximum_takes_nothing_from_the_student_in_the_new_sentence() -> None:
    embedding, _, _ = weights_of(sc.loaded)
    others = [TOKENS.index(word) if word in TOKENS else 1 for word in ("새로", "온", "책을", "읽는다")]
    assert (embedding[others].max(axis=0) > embedding[TOKENS.index("학생이")]).all()


def test_the_order_of_words_changes_nothing() -> None:
    assert sorted(sc.orders[0].split()) == sorted(sc.orders[1].split()) and sc.orders[0] != sc.orders[1]
    q = probabilities(sc.loaded, [text.split() for text in sc.orders], TOKENS)[:, 1]
    assert sc.same_bag == pytest.approx(list(q)) and q[0] == q[1]
    page.prints("word-order", *q)
    page.says("word-order", f"{q[0]:.4f}")


def test_ten_seeds_do_not_tell_maximum_from_mean() -> None:
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
    page.writes("spread", "correct of 30")
    page.says(
        "spread",
        *map(str, (min(maxima), max(maxima), min(averages), max(averages), ALWAYS_ZERO[2], BY_KEYWORD[2])),
        *(f"{mean:.1f}" for mean in (*means, abs(means[0] - means[1]))),
        *map(str, (min(maxima), max(maxima), 30, "최댓값", BY_KEYWORD[2], LABELS[0].sum())),
    )


def test_the_exercise_on_padding() -> None:
    embedding, weight, _ = weights_of(sc.loaded)
    width = max(map(len, PARTS[2]))
    sums = np.array(
        [sum(embedding[TOKENS.index(w) if w in TOKENS else 1] for w in words) for words in PARTS[2]]
    )
    change = float(np.abs((sums / width - sums / (width + 10)) @ weight.T).max())
    page.prints("exercise-padded-mean", 0, change)
    page.says("exercise-padded-mean", f"{change:.3f}", "10")


def test_the_exercise_on_choosing() -> None:
    averages = sc.correct["mean"]
    assert sc.picked == [max(right for _, _, (_, right) in rows) for rows in sc.by_pool["mean"]]
    assert all(other >= one for one, other in zip(averages, sc.picked, strict=True))
    page.prints("exercise-choosing", *averages, 30, *sc.picked, 30)


def test_the_exercise_on_a_vocabulary_of_all_words() -> None:
    maxima = sc.correct["max"]
    assert set(sc.all_ids) == {"[PAD]", "[UNK]", *COUNTS}
    with as_in_the_lesson():
        history = sc.train(sc.corpus, sc.all_ids, sc.max_over_words)[1]
    assert sc.with_all[0] == min(history, key=lambda row: row[1][0])[2][1]
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
    printed: list[float] = []
    for threshold in (0.5, 0.3, 0.1):
        said = threshold < q()
        hits, alarms = int((said & (Y == 1)).sum()), int((said & (Y == 0)).sum())
        assert sc.by_threshold[threshold] == (hits, alarms)
        printed += [threshold, hits, 6, alarms, 24, int((said == Y).sum()), 30]
    page.prints("exercise-threshold", *printed)
    assert sc.by_threshold[0.1][0] == sc.by_threshold[0.3][0] > sc.by_threshold[0.5][0]
    (hits, alarms), (more_hits, more_alarms) = sc.by_threshold[0.5], sc.by_threshold[0.3]
    said_on_page = hits, more_hits, alarms, more_alarms, sc.by_threshold[0.1][1]
    page.says("exercise-threshold", *map(str, said_on_page))


def test_the_exercise_on_own_sentences() -> None:
    own = [text.split() for text in sc.own_texts]
    unknown = [sum(word not in TOKENS for word in words) for words in own]
    q = probabilities(sc.loaded, own, TOKENS)[:, 1]
    page.prints("exercise-own-text", *(one for pair in zip(q, unknown, strict=True) for one in pair))
    assert q[1] < 0.5 and "초등학생이다" not in TOKENS
    assert q[0] < 0.5 and "학생들이" in TOKENS
    assert not any(words in WORDS for words in own)
    page.says("exercise-own-text", f"{q[0]:.2f}")
