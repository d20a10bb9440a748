"""Claims of lesson 2-3: the memory that one-hot vectors take."""

from __future__ import annotations

import numpy as np
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.words_and_vectors import COUNTS, FIRST

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


def test_the_memory_of_one_hot_vectors() -> None:
    states(
        "원-핫 벡터로 적으면 칸이 $nV$개 필요합니다",
        "A text of $n$ words takes $nV$ positions as one-hot vectors of a vocabulary of size $V$",
    )
    formula("one-hot-bytes").agrees(one.one_hot_bytes, n=(1, 100), V=(1, 1000), s=(1, 8))
    assert one.X.size == 4 * 8 and one.corpus_one_hots.size == len(one.corpus) * len(one.vocabulary)


def test_memory_grows_with_the_vocabulary_and_that_of_numbers_does_not() -> None:
    states(
        "번호만 적는다면 `int64` 하나가 …바이트이므로 어휘집의 크기와 상관이 없습니다",
        "The numbers of the words alone take … bytes each as `int64`, whatever the size of the vocabulary",
        "그 많은 칸 가운데 1은 100개뿐입니다",
        "only 100 of all those positions are 1",
        "원-핫 벡터의 메모리는 어휘집과 함께 커지고, 번호의 메모리는 그대로입니다",
        "The memory of one-hot vectors grows with the vocabulary, and that of the numbers stays the same",
        "어휘집이 커질 때 낱말 100개에 드는 메모리",
        "Memory for 100 words as a function of the size of the vocabulary",
        "원-핫 벡터의 메모리는 어휘집과 함께 커집니다",
        "The memory of one-hot vectors grows with the vocabulary.",
        "…메가바이트가 듭니다. 번호만 적을 때의 …배입니다",
        "… megabytes, … times as much as the numbers alone",
    )
    sizes = [8, len(COUNTS), 32_000, 128_000]
    page.prints("memory", *(number for size in sizes for number in (size, 400 * size)), 100, 800)
    drawn = [8, 100, 1000, 10_000, 32_000, 128_000]
    page.draws("memory-curve", drawn, [400 * size for size in drawn], "one-hots")
    page.draws("memory-curve", drawn, [800] * 6, "ids")
    assert np.zeros((100, 8), dtype=np.float32).nbytes == 100 * 8 * 4
    for size in (8, 900):
        numbers = np.arange(100) % size
        assert numbers.astype(np.int64).nbytes == 800 == one.id_bytes
        assert np.count_nonzero(one.one_hot(numbers, size)) == 100


def test_one_line_of_memory_rises_straight_and_the_other_is_flat_and_low() -> None:
    states(
        "두 축의 눈금이 모두 … 배씩 커지는 그래프. 가로축은 어휘집의 낱말 수, 세로축은 바이트이다",
        "A chart in which the ticks of both axes grow …fold. The horizontal axis is the number of words in"
        " the vocabulary, the vertical axis is bytes",
        "원-핫 벡터의 선은 오른쪽 위로 곧게 올라가고, 번호의 선은 낮은 곳에서 가로로 평평하다",
        "The line of one-hot vectors rises straight to the upper right; the line of the ids is low and flat",
        "두 축의 눈금은 한 칸마다 … 배가 됩니다",
        "Each step on either axis is a factor of …",
    )
    (axis,) = page.figures["memory-curve"][0].axes
    assert axis.get_xlabel() == "words in the vocabulary" and axis.get_ylabel() == "bytes"
    for scale in (axis.xaxis, axis.yaxis):
        assert scale.get_scale() == "log" and not scale.get_inverted()
        assert np.allclose(np.diff(np.log10(scale.get_majorticklocs())), 1)
    one_hots, ids = axis.lines
    slopes = np.diff(np.log(one_hots.get_ydata())) / np.diff(np.log(one_hots.get_xdata()))
    assert np.allclose(slopes, 1) and {*ids.get_ydata()} == {one.id_bytes}
    assert ids.get_ydata()[0] < min(one_hots.get_ydata())


def test_the_width_in_a_format_is_before_the_comma() -> None:
    states(
        "`:,`는 천 단위마다 쉼표를 찍으라는 뜻이고, `:7,`처럼 쉼표 앞에 적은 수는 값을 적을 자리의 너비",
        "`:,` puts a comma at every thousand, and a number before the comma, as in `:7,`, is the width",
    )
    assert f"{1234567:,}" == "1,234,567" and f"{1234:7,}" == "  1,234"


def test_a_sparse_matrix_stores_places_and_values_and_the_columns_are_the_numbers() -> None:
    states(
        "희소 행렬은 0이 아닌 칸의 자리와 값만 저장하면 됩니다",
        "It is enough to store where the others are, and what stands there",
        "`indices`는 0이 아닌 칸의 행과 열, `values`는 그 칸의 값입니다",
        "`indices` holds the rows and columns of the positions that are not 0, `values` what stands there",
        "`indices`의 첫 번째 줄은 행, 두 번째 줄은 열입니다",
        "The first line of `indices` holds rows, the second one columns",
        "바로 우리가 처음에 가지고 있던 번호입니다. 값은 모두 1이니 적을 것도 없습니다",
        "these are the numbers that we had in the beginning. The values are all 1, so they need not be"
        " stored",
        "원-핫 벡터를 가장 알뜰하게 저장하는 방법은 결국 번호를 그대로 두는 것입니다",
        "The most economical way to store one-hot vectors is, in the end, to leave the numbers alone",
        "번호만 저장하는 것이 가장 알뜰합니다",
        "It is most economical to store the numbers alone",
        "칸이 거의 모두 0인 행렬. 0이 아닌 칸의 자리와 값만 저장하면 메모리를 아낄 수 있습니다",
        "A matrix that is almost all zeros. Storing only the places and values of the others saves memory",
        "파이토치에서는 `to_sparse`가 그렇게 바꾸어 줍니다",
        "In PyTorch, `to_sparse` does so",
    )
    page.prints("sparse", 0, 1, 2, 3, *FIRST, 1, 1, 1, 1)
    assert [line.tolist() for line in np.nonzero(one.X)] == one.sparse.indices().tolist()
    assert one.sparse.indices()[1].tolist() == one.first and one.sparse.to_dense().tolist() == one.X.tolist()
    stored = one.sparse.indices().nbytes + one.sparse.values().nbytes
    assert one.numbers.nbytes < stored < one.X.nbytes
    assert torch.tensor(one.X).to_sparse().is_sparse
