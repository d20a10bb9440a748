"""Claims of lesson 1-1, by readings of the corpus and computations of their own."""

from __future__ import annotations

import math
from itertools import chain
from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown

from tests.lessons.labelled_corpus import (
    WORD_LABELS,
    WORDS,
    as_in_the_lesson,
    logit_gradient,
    mean_loss,
    part_of,
    share,
    weights_of,
)

wc = lesson("word_classification.py")
page = shown("word_classification.py")

TRAINING, HELD_OUT = part_of(WORDS, *range(1, 10)), part_of(WORDS, 0)
SEEN = list(chain.from_iterable(TRAINING))
NEW = list(chain.from_iterable(HELD_OUT))
Y_SEEN = np.array(list(chain.from_iterable(part_of(WORD_LABELS, *range(1, 10)))))
Y_NEW = np.array(list(chain.from_iterable(part_of(WORD_LABELS, 0))))
IS_KNOWN = np.array([word in set(SEEN) for word in NEW])
BASELINE = int((Y_NEW == 0).sum())
TOKENS = ["[PAD]", "[UNK]", *sorted(set(SEEN))]


def probabilities(model: Any, words: list[str], tokens: list[str]) -> Any:
    """Return a model's probabilities (words, 2), by NumPy."""
    embedding, weight, bias = weights_of(model)
    ids = [tokens.index(word) if word in tokens else 1 for word in words]
    return share(embedding[ids] @ weight.T + bias)


def right(model: Any, words: list[str], tokens: list[str], labels: Any) -> int:
    return int((probabilities(model, words, tokens).argmax(axis=1) == labels).sum())


def test_each_word_of_the_corpus_has_a_label() -> None:
    assert [len(words) for words in WORDS] == [len(row) for row in WORD_LABELS]
    assert set(chain.from_iterable(WORD_LABELS)) == {0, 1}
    assert [(words, row) for words, row in wc.every_pair] == list(zip(WORDS, WORD_LABELS, strict=True))


def test_the_three_sentences_become_a_padded_batch() -> None:
    three = [[2, 8, 6], [2, 7, 5, 6], [3, 4, 7, 5, 6]]
    page.prints("vocabulary", *range(9))
    page.prints("ids", *chain.from_iterable(three), 2, 7, 1, 6)
    x = [row + [0] * (5 - len(row)) for row in three]
    y = [[0, 1, 0, -1, -1], [0, 0, 1, 0, -1], [0, 0, 0, 1, 0]]
    page.prints("collate", *chain.from_iterable(x), *chain.from_iterable(y))
    page.prints("dataset", 3, *three[0], 0, 1, 0)
    page.prints("model", 3, 5, 3, 5, 4, 3, 5, 2, 9 * 4 + 4 * 2 + 2)
    page.says("dataset", "3")
    page.says("collate", "0")
    page.says("model", "3", "5", "9", "36", "8", "2", "46", "2.718")
    assert np.isclose(np.log(2.718), 1, atol=0.001)  # printed to three decimals


def test_the_loss_is_the_mean_surprise_of_the_words() -> None:
    def loss(q: Any) -> float:
        logits = np.log([q, 1 - q]).T[None]
        return float(wc.loss_of(torch.tensor(logits), torch.zeros(1, len(q), dtype=torch.long)))

    formula("word-loss").agrees(loss, q=(0.01, 0.99))


def test_the_probability_of_a_noun_by_two_logits() -> None:
    def probability(z: Any) -> float:
        """Formulas count from 1, so that index 0 is that of the last element."""
        return float(torch.softmax(torch.tensor([z[-1], z[0]]), 0)[1])

    formula("two-class-softmax").agrees(probability, z=(-8, 8))


def test_the_first_guess_and_its_loss() -> None:
    torch.manual_seed(1234)
    embedding = torch.nn.Embedding(9, 4, padding_idx=0, dtype=torch.float64).weight.detach().numpy()
    linear = torch.nn.Linear(4, 2, dtype=torch.float64)
    z = embedding @ linear.weight.detach().numpy().T + linear.bias.detach().numpy()
    first = z[[2, 8, 6, 0, 0]]
    page.prints("first-guess", *first.ravel(), *share(first).ravel())
    ids, labels = [2, 8, 6, 2, 7, 5, 6, 3, 4, 7, 5, 6], np.array([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    loss = mean_loss(share(z[ids]), labels)
    page.prints("loss", loss, 2, math.log(2))
    page.says("loss", f"{math.log(2):.4f}", f"{loss:.4f}")
    correct = int((z[ids].argmax(axis=1) == labels).sum())
    page.prints("accuracy", correct, 12, 9, 12)
    page.says("accuracy", "12", str(correct), "9")


def test_a_step_follows_the_gradient_of_its_own_batch() -> None:
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
    labels = [[0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1, 0]]
    page.prints("three-sentences", *chain.from_iterable(labels))
    lines = [line.split() for line in page.printed["three-sentences-training"].splitlines()]
    losses = [float(line[-4].rstrip(",")) for line in lines]
    assert losses == sorted(losses, reverse=True) and losses[0] > losses[-1]
    rows = [(epoch, loss, 12, 12) for epoch, loss in zip((6, 12, 18, 24, 30), losses, strict=True)]
    page.prints("three-sentences-training", *chain.from_iterable(rows))
    page.says("three-sentences-training", "12")


def test_unseen_words_all_get_the_answer_of_a_vector_that_never_moved() -> None:
    assert wc.by_heart[0] > 0.99
    assert len({float(one) for one in wc.by_heart[1:]}) == 1
    assert wc.moved[:2].tolist() == [0, 0] and (wc.moved[2:] > 0.5).all()
    page.prints("learnt-by-heart", *wc.by_heart, *wc.moved)
    page.says("learnt-by-heart", f"{wc.by_heart[1]:.3f}", "7")


def test_the_corpus_is_split_and_the_vocabulary_knows_the_training_words_only() -> None:
    assert wc.vocabulary == TOKENS
    assert [words for words, _ in wc.training] == TRAINING and [words for words, _ in wc.held_out] == HELD_OUT
    sizes = [len(TOKENS), len(SEEN), Y_SEEN.sum(), len(NEW), Y_NEW.sum(), (~IS_KNOWN).sum()]
    page.prints("corpus-vocabulary", *sizes)
    page.prints("corpus", 270, 30, *WORD_LABELS[0], *WORD_LABELS[1])
    page.says("corpus", "270", "30")
    page.says("corpus-vocabulary", str(len(NEW)), str((~IS_KNOWN).sum()))


def test_the_baseline_answers_with_the_label_that_is_more_frequent_in_training() -> None:
    assert (Y_SEEN == 0).sum() > (Y_SEEN == 1).sum()
    of_seen = int((Y_SEEN == 0).sum())
    percent = [100 * of_seen / len(SEEN), 100 * BASELINE / len(NEW)]
    page.prints(
        "baseline", 0, of_seen, len(SEEN), round(percent[0], 1), BASELINE, len(NEW), round(percent[1], 1)
    )
    page.says("baseline", str(len(NEW)), str(BASELINE), f"{percent[1] / 100:.1%}")


def test_training_is_repeatable_and_its_measures_are_those_of_the_weights() -> None:
    with as_in_the_lesson():
        assert wc.train(wc.training, wc.held_out, wc.ids, epochs=2)[1] == wc.history[:2]
    parts = [(SEEN, Y_SEEN), (NEW, Y_NEW)]
    assert wc.history[-1] == [
        (
            pytest.approx(mean_loss(probabilities(wc.model, words, TOKENS), labels)),
            right(wc.model, words, TOKENS, labels),
        )
        for words, labels in parts
    ]
    held_loss, held_right = wc.history[-1][1]
    shown_epochs = [
        number for epoch in range(2, 13, 2) for number in (epoch, *wc.history[epoch - 1][0], len(SEEN))
    ]
    percent = round(100 * held_right / len(NEW), 1)
    page.prints("corpus-training", *shown_epochs, held_loss, held_right, len(NEW), percent)
    bars = [line.split("[")[1].split("]")[0] for line in page.printed["corpus-training"].splitlines()[:6]]
    assert [bar.count("#") for bar in bars] == [1, 3, 5, 6, 8, 10] and {len(bar) for bar in bars} == {10}
    assert wc.history[-1][0][1] == len(SEEN) and held_right > BASELINE
    share = f"{held_right / len(NEW):.1%}"
    page.says("corpus-training", str(len(NEW)), str(held_right), share, str(BASELINE), "많지만")
    losses = [row[1][0] for row in wc.history]
    assert losses[-1] > 2 * min(losses)
    known, unknown, nouns = [], [], []
    for model in (wc.early, wc.model):
        q = probabilities(model, NEW, TOKENS)
        known.append(mean_loss(q[IS_KNOWN], Y_NEW[IS_KNOWN]))
        unknown.append(mean_loss(q[~IS_KNOWN], Y_NEW[~IS_KNOWN]))
        nouns.append(q[~IS_KNOWN][0, 1])
    assert losses.index(min(losses)) == 1 and wc.early_history == wc.history[:2]
    assert known[1] < known[0] and unknown[1] > unknown[0] and nouns[1] > nouns[0]
    shares = [row[1][1] / len(NEW) for row in wc.history]
    assert shares[1:] == sorted(shares[1:]) and losses[1:] == sorted(losses[1:])
    assert shares[1] < shares[-1] == shares[5] and min(shares) > BASELINE / len(NEW)
    said = [f"{number:.3f}" for number in (min(losses), losses[-1], *known, *unknown, *nouns)]
    of_shares = [f"{one:.1%}" for one in (shares[1], shares[-1], BASELINE / len(NEW))]
    page.says("learning-curves", *said[:2], "2", *said[2:], *of_shares, "높습니다")


def test_counted_padding_flatters_the_model_and_its_baseline() -> None:
    longest = max(len(words) for words in TRAINING)
    places = longest * len(TRAINING)
    padding = places - len(SEEN)
    q, at_padding = probabilities(wc.early, SEEN, TOKENS), share(weights_of(wc.early)[2])
    correct = right(wc.early, SEEN, TOKENS, Y_SEEN)
    assert at_padding[0] > 0.5
    counted_loss = (mean_loss(q, Y_SEEN) * len(SEEN) - padding * math.log(at_padding[0])) / places
    of_words = [mean_loss(q, Y_SEEN), correct, len(SEEN)]
    shares = [correct / len(SEEN), (Y_SEEN == 0).mean()]
    filled = [(correct + padding) / places, ((Y_SEEN == 0).sum() + padding) / places]
    page.prints(
        "padding-counted",
        *of_words,
        *(round(100 * one, 1) for one in shares),
        counted_loss,
        correct + padding,
        places,
        *(round(100 * one, 1) for one in filled),
    )
    page.says("padding-counted", f"{shares[0]:.1%}", f"{filled[0]:.1%}", str(padding))
    misled = mean_loss(probabilities(wc.misled, SEEN, TOKENS), Y_SEEN)
    assert misled > of_words[0] and share(weights_of(wc.misled)[2])[1] < at_padding[1]
    page.prints("trained-on-padding", *of_words, misled, right(wc.misled, SEEN, TOKENS, Y_SEEN), len(SEEN))
    biases = [share(weights_of(one)[2])[1] for one in (wc.misled, wc.early)]
    page.says("trained-on-padding", f"{of_words[0]:.3f}", f"{misled:.3f}", *(f"{one:.3f}" for one in biases))
