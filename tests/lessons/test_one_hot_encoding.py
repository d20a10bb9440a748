"""Claims of lesson 2-3: its formulas, outputs and sentences, held against its code."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown

from tests.lessons.words_and_vectors import (
    COUNTS,
    FIRST,
    HELD_OUT,
    PICKED,
    SENTENCES,
    TOTAL_WORDS,
    WORDS,
    W,
    X,
    flat,
)

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")

ROOT_OF_TWO = math.sqrt(2)


def test_the_distance() -> None:
    formula("euclidean-distance").agrees(one.distance, a=(-2, 2), b=(-2, 2))


def test_the_memory_of_one_hot_vectors() -> None:
    formula("one-hot-bytes").agrees(one.one_hot_bytes, n=(1, 100), V=(1, 1000), s=(1, 8))


def test_a_number_of_the_product() -> None:
    formula("selected-number").agrees(one.weighted_sum, x=(-1, 1), w=(-2, 2))


def test_the_gradient_of_the_loss_in_one_number() -> None:
    claimed = formula("one-number-gradient")
    claimed.is_derivative_of("one-number-loss", "u", c=(0, 4), u=(-2, 2))


def test_the_loss_in_one_number_is_what_that_number_adds_to_the_loss() -> None:
    def of_one_number(c: float, u: float) -> float:
        matrix = torch.zeros(8, 3, dtype=torch.float64)
        matrix[0, 1] = u
        return c * float((matrix[torch.tensor([0])] ** 2).sum() / 2)

    formula("one-number-loss").agrees(of_one_number, c=(0, 4), u=(-2, 2))


# Numbers and one-hot vectors


def test_words_are_numbered_in_the_order_in_which_they_come() -> None:
    assert one.words == WORDS
    page.prints("numbered-words", *range(8))
    page.prints("sentences-as-numbers", *FIRST, 3, 4, 5, 6, 7)


def test_both_sentences_are_in_the_corpus() -> None:
    for text in one.pair:
        assert text.split() in SENTENCES


def test_the_mean_of_two_numbers_depends_on_the_numbering() -> None:
    page.prints("middle-of-two-numbers", 1, 3.5)
    assert one.words[int(one.middle)] == "자고"
    assert 3.5 not in one.other_ids.values()
    assert sorted(WORDS).index("일찍") + sorted(WORDS).index("일어나세요") == 7


def test_the_rows_of_the_identity_matrix_are_one_hot() -> None:
    page.prints("identity-matrix", *np.identity(4).ravel())


def test_one_hot_vectors_are_1_where_the_number_points_and_0_elsewhere() -> None:
    page.prints("one-hot", 4, 8, *flat(X))
    for size in (1, 2, 8, 50):
        for number in range(size):
            vector = one.one_hot(number, size)
            assert vector[number] == 1 and np.count_nonzero(vector) == 1 and len(vector) == size


def test_argmax_turns_every_sentence_of_the_corpus_back() -> None:
    page.prints("back-to-words", *FIRST)
    assert page.printed["back-to-words"].endswith("일찍 자고 일찍 일어나세요\n")
    numbers = [one.number_of[word] for word in one.corpus]
    assert one.corpus_one_hots.argmax(axis=1).tolist() == numbers


def test_torch_gives_the_same_in_integers_and_takes_the_greatest_number_for_the_size() -> None:
    page.prints("one-hot-in-torch", *flat(X))
    assert "torch.int64" in page.printed["one-hot-in-torch"]
    page.prints("forgotten-classes", 4, 3)
    assert one.too_narrow.shape[1] == max(FIRST) + 1


# Distributions


def test_one_hot_vectors_are_distributions_and_their_mean_is_shares() -> None:
    page.prints("rows-add-up-to-one", 1, 1, 1, 1, 0.5, 0.25, 0.25, 0, 0, 0, 0, 0)
    page.draws_bars("certain-and-mean", [1, 0, 0, 0, 0, 0, 0, 0])
    page.draws_bars("certain-and-mean", [0.5, 0.25, 0.25, 0, 0, 0, 0, 0])


def test_the_corpus_is_read_without_what_is_held_out() -> None:
    page.prints("corpus", 270, TOTAL_WORDS, len(COUNTS))
    assert [one.words_of(line) for line in one.lines] == SENTENCES
    assert [one.words_of(line) for line in one.held_out] == HELD_OUT
    assert 2 * len(COUNTS) > TOTAL_WORDS


def test_the_mean_of_all_one_hot_vectors_is_the_share_of_each_word() -> None:
    assert one.shares == pytest.approx([COUNTS[word] / TOTAL_WORDS for word in sorted(COUNTS)])
    commonest = [count for _, count in COUNTS.most_common(5)]
    page.prints(
        "shares-of-words",
        *(number for count in commonest for number in (count / TOTAL_WORDS, count, TOTAL_WORDS)),
    )
    assert page.printed["shares-of-words"].endswith("\nTrue\n")
    assert COUNTS.most_common(1)[0][0] == "오늘"


# Distances and memory


def test_all_one_hot_vectors_are_equally_far_apart_and_orthogonal() -> None:
    expected = [0 if row == column else ROOT_OF_TWO for row in range(3) for column in range(8)]
    page.prints("distances", *expected)
    for left, right in combinations(one.one_hot(range(50), 50), 2):
        assert one.distance(left, right) == ROOT_OF_TWO
        assert left @ right == 0


def test_memory_grows_with_the_vocabulary_and_that_of_numbers_does_not() -> None:
    sizes = [8, len(COUNTS), 32_000, 128_000]
    page.prints("memory", *(number for size in sizes for number in (size, 400 * size)), 100, 800)
    drawn = [8, 100, 1000, 10_000, 32_000, 128_000]
    page.draws("memory-curve", drawn, [400 * size for size in drawn], "one-hots")
    page.draws("memory-curve", drawn, [800] * 6, "ids")
    assert np.zeros((100, 8), dtype=np.float32).nbytes == 100 * 8 * 4
    assert np.zeros(100, dtype=np.int64).nbytes == 800


def test_the_columns_of_the_sparse_matrix_are_the_numbers() -> None:
    page.prints("sparse", 0, 1, 2, 3, *FIRST, 1, 1, 1, 1)


# Embeddings


def test_the_product_with_a_one_hot_vector_is_the_row() -> None:
    page.prints("embedding-matrix", *flat(W))
    page.prints("one-hot-times-matrix", *flat(PICKED))
    page.prints("product-by-definition", *W[2])
    page.prints("look-up", *flat(PICKED))
    assert page.printed["look-up"].count("True") == 2


def test_every_row_is_picked_bit_for_bit_as_long_as_all_numbers_are_finite() -> None:
    generator = torch.Generator().manual_seed(0)
    for _ in range(20):
        matrix = torch.randn(40, 7, generator=generator) * 10.0 ** torch.randint(
            -30, 30, (40, 1), generator=generator
        )
        assert matrix.isfinite().all()
        assert torch.equal(torch.eye(40) @ matrix, matrix)


def test_infinity_in_a_row_that_is_not_picked_spoils_the_product_only() -> None:
    page.prints("infinity-in-a-row", *[math.nan] * 12, *flat(PICKED))


def test_whole_numbers_and_real_ones_are_multiplied_one_by_one_but_not_as_matrices() -> None:
    assert "same dtype" in page.printed["product-with-whole-numbers"]
    assert (torch.tensor([2]) * torch.tensor([0.5])).tolist() == [1.0]


def test_the_gradient_is_the_row_as_often_as_it_was_picked() -> None:
    expected = [[2 * value for value in W[0]], W[1], W[2], *[[0.0] * 3] * 5]
    loss = sum(value**2 for value in flat(PICKED)) / 2
    page.prints("gradient", loss, *flat(expected))
    assert one.loss.item() == pytest.approx(loss)


def test_nudging_a_number_shows_its_gradient_to_within_half_the_count_times_the_nudge() -> None:
    page.prints(
        "gradient-by-nudging",
        *(0, 0.01, 0.2 + 0.01, 0.2),
        *(1, 0.01, 0.1 + 0.005, 0.1),
        *(7, 0.01, 0, 0),
        *(0, 1e-9, 0, 0.2),
    )


def test_a_smaller_nudge_is_closer_to_the_gradient_until_rounding_takes_over() -> None:
    def off_by(nudge: float) -> float:
        matrices = torch.tensor([W, W])
        matrices[1, 0, 0] += nudge
        before, after = (matrices[:, FIRST] ** 2).sum(dim=(1, 2)) / 2
        return abs(float(after - before) / nudge - 0.2)

    assert off_by(1e-3) < off_by(1e-2) < min(off_by(1e-6), off_by(1e-9))


def rows_moved(optimizer: torch.optim.Optimizer, tied: bool = False) -> list[list[int]]:
    """Return the rows of a matrix that change in a step with each of the two sentences."""
    (matrix,) = optimizer.param_groups[0]["params"]
    moved = []
    for numbers in (FIRST, [3, 4, 5, 6, 7]):
        before = matrix.detach().clone()
        optimizer.zero_grad()
        picked = matrix[torch.tensor(numbers)]
        (torch.softmax(picked @ matrix.T, dim=1)[:, 0] if tied else picked**2).sum().backward()
        optimizer.step()
        moved.append((matrix != before).any(dim=1).nonzero().flatten().tolist())
    return moved


def test_methods_that_use_earlier_directions_move_rows_without_a_gradient() -> None:
    own, every = [[0, 1, 2], [3, 4, 5, 6, 7]], [*range(8)]
    page.prints("rows-that-move", *own[0], *own[1], *own[0], *every)
    assert [line.split(":")[0] for line in page.printed["rows-that-move"].splitlines()] == [
        *["SGD"] * 2,
        *["Adam"] * 2,
    ]

    def fresh() -> list[torch.Tensor]:
        return [torch.tensor(W, requires_grad=True)]

    for plain in (torch.optim.SGD, torch.optim.Adagrad, torch.optim.RMSprop):
        assert rows_moved(plain(fresh(), lr=0.1)) == own
    assert rows_moved(torch.optim.Adam(fresh(), lr=0.1)) == [own[0], every]
    assert rows_moved(torch.optim.SGD(fresh(), lr=0.1, momentum=0.9)) == [own[0], every]
    assert rows_moved(torch.optim.SGD(fresh(), lr=0.1, weight_decay=0.1)) == [every, every]
    assert rows_moved(torch.optim.SGD(fresh(), lr=0.1), tied=True) == [every, every]
