"""Claims of lesson 2-3 on its figures and on the values in its sentences."""

from __future__ import annotations

import math

import numpy as np
from literate.checking.claims import lesson, shown, states

from tests.lessons.grids import grid, rows
from tests.lessons.matrices import shows
from tests.lessons.words_and_vectors import (
    COUNTS,
    HELD_OUT,
    PICKED,
    SENTENCES,
    TOTAL_WORDS,
    UNSEEN,
    WORDS,
    W,
    X,
    flat,
)

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


def test_the_table_of_one_hot_vectors_has_a_row_for_each_place() -> None:
    states(
        "행이 넷이고 열이 여덟인 표. 세로축은 문장에서의 자리, 가로축은 번호이다",
        "A table with four rows and eight columns. The vertical axis is the place in the sentence, the"
        " horizontal axis the id",
        "행마다 한 칸만 칠해져 있고 1이 적혀 있다. 칠한 칸은 위에서부터 0번, 1번, 0번, …번 열에 있다. 나머지"
        " 칸은 모두 0이다",
        "In each row a single cell is colored and says 1. From top to bottom, the colored cells are in"
        " columns 0, 1, 0, and …. All other cells are 0",
        "행마다 한 칸만 1입니다",
        "Each row has a 1 in a single cell",
    )
    (axis,) = page.figures["one-hot-grid"][0].axes
    assert (
        axis.get_xlabel() == "id" and axis.get_ylabel() == "place in the sentence" and axis.yaxis_inverted()
    )
    written = {(int(x), int(y)): text.get_text() for text in axis.texts for x, y in [text.get_position()]}
    colored = {(patch.get_x(), patch.get_y()) for patch in axis.patches if patch.get_alpha()}
    assert (
        colored == {(0, 0), (1, 1), (0, 2), (2, 3)} == {(number, at) for at, number in enumerate(one.first)}
    )
    assert written == {(x, y): str(int((x, y) in colored)) for x in range(8) for y in range(4)}


def test_the_figures_of_matrices_show_what_the_text_alternatives_say() -> None:
    places = np.arange(8)
    gaps = abs(places[:, None] - places)
    shows(page, "one-hot-grid", X)
    shows(page, "two-tables-of-distances", gaps, np.where(gaps == 0, 0, round(math.sqrt(2), 2)))
    shows(page, "product-as-selection", X, W, PICKED)
    shows(page, "gradient-rows", W, np.round(np.array(W) * np.array([2, 1, 1, 0, 0, 0, 0, 0])[:, None], 6))


def test_figures_say_what_they_show() -> None:
    page.writes("one-hot-grid", "One row a word", "place in the sentence", "id")
    page.writes("two-tables-of-distances", "Differences of ids", "Distances of one-hots")
    page.writes("memory-curve", "Memory for 100 words", "one-hots", "ids", "bytes", "words in the vocabulary")
    page.writes("product-as-selection", "X: one-hots", "W", "XW")
    page.writes("gradient-rows", "W", "gradient")
    page.writes("certain-and-mean", "The first word: certain", "The mean of four words")


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("numbered-words", "8")
    page.says("middle-of-two-numbers", "3.5")
    page.says("one-hot", "8", "(4, 8)")
    page.says("one-hot-grid", "2", "3")
    page.says("forgotten-classes", "3", "4")
    page.says("rows-add-up-to-one", "0.5", "4")
    page.says("certain-and-mean", "0.5", "2", "4")
    page.says("corpus", f"{TOTAL_WORDS:,}", str(len(COUNTS)), f"{TOTAL_WORDS:,}")
    page.says("shares-of-words", f"{COUNTS['오늘'] / TOTAL_WORDS:.2%}", "8")
    page.says("distances", "1.4142")
    page.says("two-tables-of-distances", "1.41", "4", "8")
    page.says("memory", "12.8", "16,000")
    page.says("memory-curve", "10", "10")
    page.says("embedding-matrix", "8", "3")
    page.says("one-hot-times-matrix", "4")
    page.says("look-up", "96")
    states(
        "<th>낱말</th><th>번호</th><th>곱</th>",
        "<th>Word</th><th>Number</th><th>Product</th>",
    )
    page.says(
        "product-as-selection",
        *("4", " ".join(WORDS), "3", " ".join(map(str, flat(W))), grid(page, "product-as-selection")),
        *("일찍", "0", "0.1, -0.1, 0.6", "늦게", "4", "-2.3, -0.2, -1.2", "졸려요", "7", "1.4, -0.7, 0.4"),
    )
    page.says("gradient", "5")
    page.says("gradient-rows", "5", str(len(COUNTS)))
    filled = sum(len(set(sentence)) for sentence in SENTENCES) / (270 * len(COUNTS))
    page.says("bags-of-the-corpus", f"{1 - filled:.1%}")
    page.says("padded-batch", "4")
    page.says("padding-in-the-mean", "4")
    page.says("exercise-other-numbers", "1.4142", "7")
    page.says("exercise-wrong-numbers", "8")
    page.says("exercise-in-a-row", "3,200,000", "작은")
    page.says("exercise-nearest-sentence", f"{2 / math.sqrt(3 * 4):.4f}")
    page.says("exercise-unknown-words", f"{len(UNSEEN) / sum(map(len, HELD_OUT)):.0%}")


def test_the_grid_for_the_explorable_holds_each_words_vector_and_row() -> None:
    states(
        "원-핫 벡터의 1이 옮겨 가고, $W$에서 골라낸 행이 곱으로 나옵니다",
        "The 1 of the one-hot vector moves, and the row picked from $W$ comes out as the product",
    )
    found = rows(page, "product-as-selection", 12)
    np.testing.assert_allclose(found[:, 0], range(8))
    np.testing.assert_allclose(found[:, 1:9], np.identity(8))
    np.testing.assert_allclose(found[:, 9:], W, atol=1e-12)
