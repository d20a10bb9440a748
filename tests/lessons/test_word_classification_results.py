"""Claims of lesson 1-1 on what its model gets right and wrong, and on its exercises."""

from __future__ import annotations

import numpy as np
import pytest
from literate.checking.claims import lesson, shown

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

wc = lesson("word_classification.py")
page = shown("word_classification.py")

KNOWN = int(IS_KNOWN.sum())
# What a model gets right that knows all known words and calls each unknown word a noun, or none.
ALL_NOUNS = KNOWN + int(Y_NEW[~IS_KNOWN].sum())
NO_NOUNS = KNOWN + int((1 - Y_NEW[~IS_KNOWN]).sum())


def ends(words: list[str], length: int) -> set[str]:
    return {word[-length:] for word in words}


def test_the_epoch_is_chosen_by_the_held_out_loss_and_is_less_confident_than_the_last() -> None:
    losses = [held_out[0] for _, held_out in wc.history]
    assert wc.best == int(np.argmin(losses)) and losses[-1] > losses[wc.best] < losses[0]
    q = probabilities(wc.chosen, NEW, TOKENS)
    right = int((q.argmax(axis=1) == Y_NEW).sum())
    last_right = wc.history[-1][1][1]
    assert losses[wc.best] == pytest.approx(mean_loss(q, Y_NEW)) and right < last_right
    epochs = [(wc.best + 1, losses[wc.best], right, len(NEW)), (12, losses[-1], last_right, len(NEW))]
    page.prints("best-epoch", *(number for row in epochs for number in row))
    assert all((wc.early.state_dict()[name] == value).all() for name, value in wc.weights[wc.best].items())
    unsure, certain = (probabilities(one, ["[UNK]"], TOKENS)[0, 1] for one in (wc.chosen, wc.model))
    at_no_noun = [f"{one:.3f}" for q in (certain, unsure) for one in (q, -np.log(1 - q))]
    numbers = map(str, (wc.best + 1, last_right, right, "많습니다", BASELINE))
    page.says("best-epoch", *numbers, *at_no_noun)
    assert q[~IS_KNOWN].max() < 0.8 < 0.99 < probabilities(wc.model, NEW, TOKENS)[~IS_KNOWN].max()


def test_a_loaded_model_is_the_chosen_one_and_a_new_model_is_not() -> None:
    assert page.printed["save-and-load"].split() == ["False", "True", "True"]
    for name, value in wc.weights[wc.best].items():
        assert (wc.loaded.state_dict()[name] == value).all()
    assert (wc.loaded.linear.bias != wc.model.linear.bias).all()


def test_the_loaded_model_answers_new_sentences() -> None:
    words = ["친구가", "교실에서", "책을", "읽었다", "내일", "박물관에서", "만나자"]
    q = probabilities(wc.loaded, words, TOKENS)[:, 1]
    page.prints("new-sentences", *q)
    last = probabilities(wc.model, ["[UNK]"], TOKENS)[0, 1]
    page.says("new-sentences", f"{q[5]:.2f}", f"{last:.3f}")
    lines = page.printed["new-sentences"].splitlines()
    assert [line.endswith("unknown") for line in lines] == [word not in TOKENS for word in words]
    assert q[3] == q[5] > 0.5 and ((q > 0.5) == [1, 1, 1, 1, 1, 1, 0]).all()


def test_all_unknown_words_get_one_answer_and_only_the_last_model_knows_every_known_word() -> None:
    answers = probabilities(wc.loaded, NEW, TOKENS).argmax(axis=1)
    wrong = [
        (word, label) for word, label, answer in zip(NEW, Y_NEW, answers, strict=True) if label != answer
    ]
    assert [(word, label) for word, label, _ in wc.mistakes] == wrong
    last_answers = probabilities(wc.model, NEW, TOKENS).argmax(axis=1)
    assert set(answers[~IS_KNOWN]) == set(last_answers[~IS_KNOWN]) == {1}
    assert (last_answers[IS_KNOWN] == Y_NEW[IS_KNOWN]).all()
    unknown, known_wrong = len(NEW) - KNOWN, int((answers != Y_NEW)[IS_KNOWN].sum())
    answered = int((answers[~IS_KNOWN] == 1).sum())
    page.prints("mistakes", 1, answered, len(wrong), known_wrong, *(label for _, label in wrong[:8]))
    page.says("mistakes", *map(str, (len(wrong), known_wrong, len(wrong) - known_wrong, unknown)))
    cells = [[int(((y == Y_NEW) & (answers == a)).sum()) for a in (0, 1)] for y in (0, 1)]
    texts = [text.get_text() for text in page.figures["confusion"][0].axes[0].texts]
    assert texts == [str(count) for row in cells for count in row]
    page.writes("confusion", "Held-out words", "model says", "label")
    page.says(
        "confusion",
        *map(str, (cells[1][1], cells[1][0], cells[0][0], cells[0][1])),
        *map(str, (cells[0][1], len(wrong) - known_wrong, 12)),
    )
    assert cells[0][1] > len(wrong) / 2


def test_seeds_only_toss_a_coin_for_the_unknown_words() -> None:
    assert set(wc.by_word) == {ALL_NOUNS, NO_NOUNS} and len(wc.by_word) == 10
    mean = sum(wc.by_word) / 10
    page.prints("ten-seeds", *wc.by_word, mean, len(NEW), BASELINE, len(NEW))
    page.says("ten-seeds", *map(str, sorted({ALL_NOUNS, NO_NOUNS})), "2", "12")


def test_the_last_character_does_better_on_unseen_words() -> None:
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
    q = float(probabilities(wc.loaded, ["주로"], TOKENS)[0, 1])
    assert wc.roles == pytest.approx([q, q], rel=1e-12)
    page.prints("two-roles", q, q)

    def loss(answer: float) -> float:
        return mean_loss(np.array([[1 - answer, answer]] * 2), [1, 0])

    page.says("two-roles", f"{q:.4f}", f"{loss(q):.4f}", f"{np.log(2):.4f}")
    assert (
        min(loss(answer) for answer in np.linspace(0.01, 0.99, 99)) == loss(0.5) == pytest.approx(np.log(2))
    )


def test_the_learning_curves_and_their_baseline() -> None:
    epochs = range(1, 13)
    for part, (name, words) in enumerate({"training": SEEN, "held out": NEW}.items()):
        page.draws("learning-curves", epochs, [row[part][0] for row in wc.history], name)
        page.draws("learning-curves", epochs, [row[part][1] / len(words) for row in wc.history])
    page.draws("learning-curves", [0, 1], [BASELINE / len(NEW)] * 2, "baseline")
    page.writes("learning-curves", "accuracy", "loss (nats)", "epoch")


def test_two_characters_tell_nouns_from_verbs_that_end_in_the_same_one() -> None:
    noun, verb = "운동장에서", "찾아서"
    assert [set(Y_NEW[[word == one for word in NEW]]) for one in (noun, verb)] == [{1}, {0}]
    assert noun[-1] == verb[-1] == "서"
    for end, label in ((noun[-2:], 1), (verb[-2:], 0)):
        assert {int(y) for word, y in zip(SEEN, Y_SEEN, strict=True) if word.endswith(end)} == {label}
    tokens = ["[PAD]", "[UNK]", *sorted(ends(SEEN, 2))]
    q = probabilities(wc.end_model, [noun[-2:], verb[-2:]], tokens)[:, 1]
    assert q[0] > 0.99 and q[1] < 0.01


def test_the_exercises() -> None:
    known = ends(SEEN, 2)
    unknown = sum(word[-2:] not in known for word in NEW)
    assert min(wc.by_two) > max(wc.by_end)
    page.prints("exercise-last-two", len(known) + 2, unknown, *wc.by_two, len(NEW), BASELINE)
    results = min(wc.by_two), max(wc.by_two), max(wc.by_end), "낫습니다"
    page.says("exercise-last-two", *map(str, results), str(unknown), "12")
    seen = np.array(SEEN)
    counted = sum(
        int((Y_SEEN[seen == word].mean() > 0.5) == label) if word in set(SEEN) else int(label == 0)
        for word, label in zip(NEW, Y_NEW, strict=True)
    )
    assert counted == NO_NOUNS == max(wc.by_word)
    page.prints("exercise-counting", counted, len(NEW), BASELINE, len(NEW))
    page.says("exercise-counting", str(counted), "10")
    slow = wc.slow_losses[0.0005]
    assert slow > np.log(2) > wc.slow_losses[0.005] > wc.slow_losses[0.05]
    early, smaller = wc.history[1][0][0], wc.slow_losses[0.005]
    assert abs(early - smaller) < 0.01 and early == wc.early_loss
    page.says(
        "exercise-learning-rate", *(f"{one:.3f}" for one in (smaller, early, slow)), "12", str(BASELINE)
    )
    with as_in_the_lesson():
        slower = wc.train(wc.training, wc.held_out, wc.ids, learning_rate=0.0005)[1][-1]
        features_history = wc.train(wc.training, wc.held_out, wc.ids, features=1)[1]
    assert slower[0][0] == slow
    rates = {0.0005: slower[1][1], 0.005: wc.history[-1][1][1], 0.05: None}
    printed = [line.split() for line in page.printed["exercise-learning-rate"].splitlines()]
    right = [int(line[3]) for line in printed]
    assert right[0] == rates[0.0005]
    rows = [(rate, wc.slow_losses[rate], one, len(NEW)) for rate, one in zip(rates, right, strict=True)]
    page.prints("exercise-learning-rate", *(number for row in rows for number in row))
    one_feature = [features_history[-1][0][1], len(SEEN), features_history[-1][1][1], len(NEW)]
    printed = [line.split() for line in page.printed["exercise-features"].splitlines()]
    sizes = [
        (features, (len(TOKENS) + 2) * features + 2, int(line[4]), len(SEEN), int(line[7]), len(NEW))
        for features, line in zip((1, 2, 8, 32), printed, strict=True)
    ]
    assert list(sizes[0][2:]) == one_feature
    page.prints("exercise-features", *(number for row in sizes for number in row))
    page.says("exercise-features", str(BASELINE), "12")
    whole = probabilities(wc.model, wc.own_words, TOKENS)[:, 1]
    piece_tokens = ["[PAD]", "[UNK]", *sorted(known)]
    pieces = probabilities(wc.end_model, [word[-2:] for word in wc.own_words], piece_tokens)[:, 1]
    page.prints("exercise-own-text", *np.column_stack([whole, pieces]).ravel())
    page.says("exercise-own-text", f"{whole[-1]:.2f}", f"{pieces[-1]:.2f}")
    assert whole[-1] > 0.99 and pieces[-1] < 0.01
