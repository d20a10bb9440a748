"""Claims of lesson 2-3: embeddings as products with one-hot vectors."""

from __future__ import annotations

import math
import re

import numpy as np
import torch
from literate.checking.claims import formula, lesson, shown, states
from torch.utils.flop_counter import FlopCounterMode

from tests.lessons.words_and_vectors import PICKED, W, flat

one = lesson("one_hot_encoding.py")
page = shown("one_hot_encoding.py")


def test_the_matrix_has_a_row_for_each_word_rounded_to_one_decimal() -> None:
    states(
        "벡터를 행으로 쌓으면 행이 어휘집의 크기만큼 있는 행렬 $W$가 됩니다",
        "Stacked as rows, they form a matrix $W$ with as many rows as the vocabulary has words",
        "알아보기 쉽게 소수점 아래 한 자리로 반올림했습니다",
        "rounded to one decimal to be easy to recognize",
        "`0.0000`이나 `-0.1000`처럼 수에 찍힌 점은 실수라는 표시입니다",
        "The points in numbers such as `0.0000` or `-0.1000` say that they are real numbers",
        "낱말 …개에 수를 …개씩 주었습니다",
        "Each of the … words got … numbers",
    )
    page.prints("embedding-matrix", *flat(W))
    assert len(one.W) == len(one.words) and torch.equal((10 * one.W).round() / 10, one.W)
    assert {"0.0000", "-0.1000"} <= {*re.findall(r"[-\d.]+", page.printed["embedding-matrix"])}
    assert one.W.is_floating_point() and "." in str(one.W) and "." not in str(one.W.long())
    assert one.W.shape == (8, 3)


def test_a_number_of_the_product() -> None:
    states(
        "$X$의 한 행을 $x$, $W$의 한 열을 $w$라고 하면, 곱의 한 칸 $h$는",
        "Let $x$ be a row of $X$ and $w$ a column of $W$. One number $h$ of the product is",
        "한 칸만 1이고 나머지는 0입니다. 0을 곱한 항은 모두 사라지고, 1을 곱한 수 하나만 남습니다",
        "one position is 1 and all others are 0. The terms multiplied by 0 vanish, and the one number"
        " multiplied by 1 is left",
    )
    formula("selected-number").agrees(one.weighted_sum, x=(-1, 1), w=(-2, 2))
    for row, column in np.ndindex(4, 3):
        x, w = one.X_torch[row], one.W[:, column]
        assert one.weighted_sum(x, w) == one.product[row, column] == w[one.first[row]]
        assert (x * w).count_nonzero() <= 1


def test_the_definition_gives_the_three_numbers_of_row_2() -> None:
    states(
        "식 그대로 마지막 낱말의 세 수를 구해",
        "compute the three numbers of the last word as the formula says",
        "`W[:, column]`은 $W$의 한 열이고, `:+.1f`의 `+`는 양수에도 부호를 적으라는 뜻입니다",
        "`W[:, column]` is a column of $W$, and the `+` in `:+.1f` asks for a sign on positive numbers, too",
        "$W$의 2번 행에 있던 세 수가 나왔습니다",
        "Out come the three numbers of row 2 of $W$",
    )
    page.prints("product-by-definition", *W[2])
    assert one.words[one.first[3]] == one.pair[0].split()[-1]
    assert one.W[:, 1].tolist() == [row[1] for row in one.W.tolist()]
    assert [f"{value:+.1f}" for value in (1, -1)] == ["+1.0", "-1.0"]


def test_the_product_with_a_one_hot_vector_is_the_row() -> None:
    states(
        "첫 번째 행과 세 번째 행은 $W$의 0번 행이고, 두 번째 행은 1번 행, … 행은 2번 행입니다",
        "The first and the third row are row 0 of $W$, the second is row 1, and the … is row 2",
        "곱셈이 행을 골라냈습니다",
        "The product has picked rows",
        "`nn.Embedding`은 이렇게 행을 꺼내는 층(layer)입니다",
        "We can take the rows of $W$ that the numbers point to. PyTorch’s `nn.Embedding` is a layer that does"
        " so",
        "세 방법의 결과는 한 칸도 다르지 않습니다",
        "The results of the three ways do not differ in a single number",
        "임베딩은 원-핫 벡터와 행렬 $W$의 곱이고, $W$의 행을 꺼낸 값과 같습니다",
        "An embedding is the product of a one-hot vector and a matrix $W$, and equals the row of $W$ that we"
        " look",
        "낱말마다 하나씩 두는, 학습으로 정해지는 벡터. 원-핫 벡터와 행렬의 곱과 같습니다",
        "A vector for each word, determined by learning. It equals the product of the word’s one-hot vector"
        " and a matrix",
    )
    page.prints("one-hot-times-matrix", *flat(PICKED))
    page.prints("look-up", *flat(PICKED))
    assert page.printed["look-up"].count("True") == 2
    assert [*map(torch.equal, one.product, [one.W[row] for row in (0, 1, 0, 2)])] == [True] * 4
    assert torch.equal(one.layer(torch.arange(8)), one.W)


def test_equal_asks_for_every_number_to_be_the_same() -> None:
    states(
        "`torch.equal`은 두 텐서의 모든 수가 완전히 같은지 봅니다",
        "`torch.equal` checks whether all numbers of two tensors are exactly the same",
    )
    other = one.W.clone()
    assert torch.equal(one.W, other)
    other[0, 0] = torch.nextafter(other[0, 0], torch.tensor(1.0))
    assert not torch.equal(one.W, other) and torch.allclose(one.W, other)


def test_the_product_multiplies_and_the_look_up_does_not() -> None:
    states(
        "곱할 때는 곱셈을 …번 하지만, 꺼낼 때는 한 번도 하지 않습니다",
        "The product takes … multiplications, the look-up takes none",
    )
    with FlopCounterMode(display=False) as multiplied:
        torch.matmul(one.X_torch.float(), one.W)
    with FlopCounterMode(display=False) as looked_up:
        one.layer(one.numbers)
    # It counts as many additions, too.
    assert (multiplied.get_total_flops(), looked_up.get_total_flops()) == (2 * one.X.size * 3, 0)


def test_the_columns_of_colored_cells_are_the_rows_that_move_to_the_right() -> None:
    states(
        "왼쪽 표에서 칠한 칸의 열 번호가 가운데 표의 행 번호입니다. 그 행이 오른쪽 표로 옮겨 갔습니다",
        "The column of a colored cell in the left table is the number of a row in the middle table. That row"
        " has moved to the table on the right",
        "왼쪽은 행이 넷인 원-핫 행렬로 행마다 한 칸만 칠해져 있다",
        "The left one is the one-hot matrix with four rows and one colored cell in each",
        "가운데는 행이 여덟이고 열이 셋인 행렬 W로 양수와 음수가 다른 색이다",
        "The middle one is the matrix W with eight rows and three columns; positive and negative numbers"
        " differ in color",
        "오른쪽은 곱으로, 첫 번째 행과 세 번째 행은 W의 0번 행과, 두 번째 행은 1번 행과, … 행은 2번 행과"
        " 같다",
        "The right one is the product, whose first and third rows equal row 0 of W, the second row equals row"
        " 1, and the … equals row 2",
        "원-핫 행렬 X가 W의 행을 골라냅니다",
        "The one-hot matrix X picks rows of W",
        "나란히 놓인 세 표",
        "Three tables side by side",
    )
    tables = []
    axes = page.figures["product-as-selection"][0].axes
    for axis in sorted(axes, key=lambda axis: axis.get_position().x0):
        rows = int(axis.get_ylim()[0])
        numbers = {text.get_position()[::-1]: float(text.get_text()) for text in axis.texts}
        tables.append(np.array([numbers[at] for at in sorted(numbers)]).reshape(rows, -1))
        colors = {patch.get_facecolor()[:3]: set[bool]() for patch in axis.patches if patch.get_alpha()}
        for patch in axis.patches:
            value = numbers[patch.get_y() + 0.5, patch.get_x() + 0.5]
            assert bool(value) == bool(patch.get_alpha())
            if value:
                colors[patch.get_facecolor()[:3]].add(value > 0)
        assert all(len(signs) == 1 for signs in colors.values())
    left, middle, right = tables
    assert left.shape == (4, 8) and middle.shape == (8, 3) and (np.count_nonzero(left, axis=1) == 1).all()
    columns = [row.argmax() for row in left]
    assert columns == [0, 1, 0, 2] and (middle[columns] == right).all()
    edges = sorted((axis.get_position().x0, axis.get_position().x1) for axis in axes)
    assert len(axes) == 3 and edges[0][1] < edges[1][0] < edges[1][1] < edges[2][0]


# Whole numbers


def test_whole_numbers_and_real_ones_are_multiplied_one_by_one_but_not_as_matrices() -> None:
    states(
        "파이토치의 `@`는 자료형이 같아야 하므로 `float()`로 $X$를 실수로 바꿉니다",
        "PyTorch’s `@` asks for one data type, so `float()` turns the integers of $X$ into real numbers",
        "정수(`long int`)와 실수(`float`)의 자료형이 다르다는 오류입니다",
        "The error says that the data types differ: integers (`long int`) and real numbers (`float`)",
    )
    assert "same dtype, but got: long int != float" in page.printed["product-with-whole-numbers"]
    assert one.X_torch.float().dtype == one.W.dtype == torch.float32 != one.X_torch.dtype
    assert (torch.tensor([2]) * torch.tensor([0.5])).tolist() == [1.0]


def test_an_error_inside_try_does_not_stop_the_program() -> None:
    states(
        "`try` 안에서 오류가 나면 프로그램은 멈추지 않고 `except`로 넘어가 오류의 내용을 출력합니다",
        "When an error occurs inside `try`, the program does not stop but goes on at `except` and prints what"
        " the error says",
    )
    (said,) = page.printed["product-with-whole-numbers"].splitlines()
    try:
        one.X_torch @ one.W
    except RuntimeError as error:
        assert str(error) == said
    assert page.printed["look-up"]


# Numbers that are not finite


def test_every_row_is_picked_bit_for_bit_as_long_as_all_numbers_are_finite() -> None:
    states(
        "$W$의 다른 행들은 곱에 아무 영향을 주지 않습니다. 0을 곱하면 무엇이든 0이 되기 때문입니다",
        "The other rows of $W$ have no influence on the product, since anything multiplied by 0 is 0",
        "두 방법이 같다는 말은 $W$의 수가 모두 유한할 때만 맞습니다",
        "the two ways are the same only if all numbers in $W$ are finite",
    )
    generator = torch.Generator().manual_seed(0)
    for _ in range(20):
        matrix = torch.randn(40, 7, generator=generator) * 10.0 ** torch.randint(
            -30, 30, (40, 1), generator=generator
        )
        assert matrix.isfinite().all() and not (0 * matrix).any()
        assert torch.equal(torch.eye(40) @ matrix, matrix)
        for broken in (math.inf, -math.inf, math.nan):
            matrix[3, 2] = broken
            assert not torch.equal(torch.eye(40) @ matrix, matrix)
    other = one.W.clone()
    other[3:] += 1
    assert torch.equal(one.X_torch.float() @ other, one.product)


def test_infinity_in_a_row_that_is_not_picked_spoils_the_product_only() -> None:
    states(
        "컴퓨터에서 0을 곱해도 0이 되지 않는 수가 있습니다",
        "In a computer there are numbers that do not become 0 when multiplied by 0",
        "문장에 없는 ‘졸려요’의 행입니다. `clone`은 텐서를 복사합니다",
        "It is the row of 졸려요 (“sleepy”), which is not in the sentence. `clone` copies a tensor",
        "꺼낸 결과는 그대로인데 곱한 결과는 온통 `nan`(not a number)",
        "The look-up is unchanged, but the product is nothing but `nan`",
        "0과 무한대의 곱은 `nan`이고, `nan`은 무엇을 더해도 `nan`입니다",
        "The product of 0 and infinity is `nan`, and whatever is added to `nan` gives `nan`",
    )
    page.prints("infinity-in-a-row", *[math.nan] * 12, *flat(PICKED))
    assert one.ids["졸려요"] == 7 not in one.first and one.broken[7].isinf().all()
    assert one.W.isfinite().all()  # The copy was changed, not the matrix.
    assert (0 * torch.tensor([math.inf, -math.inf, math.nan])).isnan().all()
    assert (math.nan + torch.tensor([1.0, -math.inf, math.inf])).isnan().all()
