"""Claims on the outputs of lesson 2-3: bags of words, padding, and the exercises."""

from __future__ import annotations

import math

import pytest
import torch
from literate.checking.claims import lesson, shown

from tests.lessons.words_and_vectors import (
    COUNTS,
    FIRST,
    HELD_OUT,
    SENTENCES,
    TOTAL,
    UNSEEN,
)

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")

ROOT_OF_TWO = math.sqrt(2)


# Bags and padding


def test_the_bag_counts_and_its_product_is_the_sum_of_the_rows() -> None:
    page.prints("bag-of-words", 2, 1, 1, 0, 0, 0, 0, 0)
    page.prints("bag-times-matrix", *TOTAL, *TOTAL, *TOTAL)
    assert page.printed["same-bag"] == "True\n"
    assert one.told[0] != one.told[1]


def test_the_bags_of_the_corpus_add_up_to_the_counts() -> None:
    assert one.corpus_bags.sum(axis=0).tolist() == [COUNTS[word] for word in sorted(COUNTS)]
    filled = sum(len(set(sentence)) for sentence in SENTENCES)
    page.prints("bags-of-the-corpus", 270, len(COUNTS), 100 * (1 - filled / (270 * len(COUNTS))))


def test_padding_is_moved_to_the_front_of_the_numbers() -> None:
    page.prints("padded-batch", 1, 2, 1, 3, 0, 4, 5, 6, 7, 8)
    assert "일어나세요 [PAD]\n" in page.printed["padded-batch"]


def test_padding_idx_stops_the_gradient_but_leaves_the_row() -> None:
    page.prints("padding-idx", 1, 1, 1, 0, 0, 0, 0, 9, 9, 9)
    fresh = torch.nn.Embedding(9, 3, padding_idx=0)
    assert (fresh.weight[0] == 0).all()


def test_padding_leaves_the_sum_and_changes_the_mean() -> None:
    means = [value / 4 for value in TOTAL]
    page.prints(
        "padding-in-the-mean",
        *(4, *TOTAL, 5, *TOTAL),
        *(4, *means, 5, *(value / 5 for value in TOTAL), 4, *means),
    )


# Exercises


def test_the_numbering_changes_differences_but_not_distances() -> None:
    page.prints("exercise-other-numbers", 0, 7, 7, ROOT_OF_TWO, 4, 7, 3, ROOT_OF_TWO, 7, 0, 7, ROOT_OF_TWO)


def test_numbers_that_do_not_exist() -> None:
    printed = page.printed["exercise-wrong-numbers"]
    page.prints("exercise-wrong-numbers", *[0] * 7, 1, 8, 0, 8)
    assert "out of bounds" in printed and "non-negative" in printed and "smaller than num_classes" in printed


def test_vectors_end_to_end_keep_the_order() -> None:
    page.prints("exercise-in-a-row", 32, *FIRST, 100, 32_000, 3_200_000)


def test_the_nearest_sentence_is_the_one_with_the_greatest_cosine() -> None:
    asked = [word for word in HELD_OUT[2] if word in COUNTS]
    likeness = []
    for sentence in SENTENCES:
        shared = sum(asked.count(word) * sentence.count(word) for word in set(asked))
        sizes = [sum(text.count(word) ** 2 for word in set(text)) for text in (asked, sentence)]
        likeness.append(shared / math.sqrt(sizes[0] * sizes[1]))
    page.prints("exercise-nearest-sentence", *sorted(likeness, reverse=True)[:3])
    assert "숙제가 너무 많아." in page.printed["exercise-nearest-sentence"].splitlines()[1]
    assert likeness == pytest.approx(one.likeness)


def test_two_in_five_held_out_words_have_no_number() -> None:
    page.prints("exercise-unknown-words", len(UNSEEN), sum(map(len, HELD_OUT)))
    assert one.unseen == UNSEEN
