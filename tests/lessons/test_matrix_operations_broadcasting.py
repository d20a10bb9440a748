"""Claims of lesson 2-1 on broadcasting, by its sentences."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.matrices import shows

matrices = lesson("matrix_operations.py")
page = shown("matrix_operations.py")


def test_arrays_are_equal_in_shape_and_numbers() -> None:
    states(
        "`np.array_equal`은 두 배열의 모양과 수가 모두 같은지 봅니다",
        "`np.array_equal` checks whether two arrays have the same shape and the same numbers",
    )
    one = np.ones((2, 3))
    assert np.array_equal(one, np.ones((2, 3)))
    assert not np.array_equal(one, np.ones((1, 3))) and not np.array_equal(one, np.full((2, 3), 2))


def test_a_single_column_is_repeated_to_the_right() -> None:
    states(
        "그런데 모양이 달라도 계산되는 때가 있습니다. 행마다 다른 수를 곱해 봅시다. `column`은 행이 두 개,"
        " 열이 한 개입니다",
        "Yet sometimes it works with different shapes. Let's multiply each row by a number of its own."
        " `column` has two rows and one column",
        "NumPy는 하나뿐인 열을 세 번 되풀이하여 `(2, 3)`으로 늘린 것처럼 곱했습니다. `np.repeat`로 직접"
        " 늘려서 곱한 결과와 같습니다",
        "NumPy multiplied as if the single column were repeated three times, to the shape `(2, 3)`. The"
        " result is the same as with the repetition made by `np.repeat`",
        "길이가 1인 쪽을 상대의 길이에 맞추어 되풀이하는 것을 **브로드캐스팅**",
        "Repeating what has length 1 until it fits the other array is called **broadcasting**",
        "열 하나를 세 번 되풀이한 것처럼 곱합니다.",
        "The product is as if the single column were repeated three times.",
    )
    A, column, repeated = matrices.A, matrices.column, matrices.repeated_column
    assert column.shape == (2, 1) != A.shape and repeated.shape == (2, 3)
    assert repeated.tolist() == [row * 3 for row in column.tolist()]
    for i, j in np.ndindex(A.shape):
        assert (A * column)[i, j] == A[i, j].item() * column[i, 0].item()
    assert (A * column == A * repeated).all() and page.printed["column-broadcast"].endswith("True\n")


def test_the_figure_of_broadcasting_shows_the_repetition() -> None:
    states(
        "첫 번째는 A, 두 번째는 10과 100이 세로로 놓인 열 하나, 세 번째는 그 열을 세 번 되풀이한 표, …는 첫"
        " 번째와 세 번째를 성분별로 곱한 표이다",
        "The first is A, the second a single column with 10 above 100, the third that column repeated three"
        " times, and the … the element-wise product of the first and the third",
    )
    A, column, repeated = matrices.A, matrices.column, matrices.repeated_column
    assert column.tolist() == [[10], [100]]
    shows(page, "broadcast-grids", A, column, repeated, A * repeated)


def test_the_repeated_table_is_never_made() -> None:
    states(
        "세 번째 표는 `A * column`을 계산할 때 실제로 만들어지지는 않습니다. 그렇게 늘린 것처럼 계산할"
        " 뿐입니다",
        "The third table is never really made when NumPy computes `A * column`. It only computes as if the"
        " table were there",
    )
    A, column = np.tile(matrices.A, (500, 300)), np.tile(matrices.column, (500, 1))
    product = np.empty_like(A)

    def taken(multiply: Callable[[], Any]) -> int:
        tracemalloc.start()
        multiply()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert taken(lambda: np.multiply(A, column, out=product)) < A.nbytes / 20
    assert taken(lambda: np.multiply(A, np.repeat(column, A.shape[1], axis=1), out=product)) >= A.nbytes


def test_a_single_row_or_number_is_repeated() -> None:
    states(
        "행이 하나뿐일 때는 그 행이 되풀이됩니다",
        "When there is a single row, that row is repeated",
        "1, 2, 3이 두 행에 똑같이 곱해졌습니다",
        "Both rows were multiplied by 1, 2, 3",
        "행도 열도 하나뿐이면 그 수가 모든 칸에 되풀이됩니다. `np.full`은 한 수로 채운 행렬을 만듭니다",
        "With a single row and a single column, that number is repeated in all cells. `np.full` makes a"
        " matrix filled with one number",
        "`A * 5`라고 써도 결과가 같습니다. 수 하나도 이렇게 되풀이되기 때문입니다",
        "`A * 5` gives the same, because a plain number is repeated like this, too",
    )
    A, row, single = matrices.A, matrices.row, matrices.single
    assert row.shape == (1, 3) and row.tolist() == [[1, 2, 3]] and single.shape == (1, 1)
    for i, j in np.ndindex(A.shape):
        assert (A * row)[i, j] == A[i, j].item() * row[0, j].item()
        assert (A * single)[i, j] == A[i, j].item() * single[0, 0].item() == (A * 5)[i, j]
    assert (A * row == A * np.repeat(row, 2, axis=0)).all()
    assert np.full((2, 3), 5).tolist() == [[5] * 3] * 2 == np.broadcast_to(5, A.shape).tolist()


def test_shapes_are_compared_from_their_right_ends() -> None:
    states(
        "두 모양을 **오른쪽 끝**부터 맞추어 봅니다. 길이가 같거나 한쪽이 1이면 됩니다. 한쪽의 축이 더"
        " 적으면 모양의 왼쪽에 1이 있는 것으로 봅니다. 어느 한 곳이라도 어긋나면 오류가 납니다",
        "Compare the two shapes from their **right ends**. Each pair of lengths must be equal, or one of"
        " them must be 1. If one array has fewer axes, imagine 1s on the left of its shape. If any pair"
        " does not fit, there is an error",
        "브로드캐스팅은 오른쪽 끝부터 모양을 맞추고, 길이가 1인 쪽을 되풀이합니다",
        "Broadcasting compares shapes from their right ends and repeats what has length 1",
    )
    shapes: list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...] | None]] = [
        ((2, 3), (2, 1), (2, 3)),
        ((2, 3), (1, 3), (2, 3)),
        ((2, 3), (1, 1), (2, 3)),
        ((2, 3), (3,), (2, 3)),
        ((3,), (3, 1), (3, 3)),
        ((4, 2, 3), (2, 1), (4, 2, 3)),
        ((2, 3), (2,), None),
        ((2, 3), (3, 2), None),
        ((2, 3), (3, 3), None),
        ((2, 3), (2, 2), None),
    ]
    for one, other, together in shapes:
        if together is None:
            with pytest.raises(ValueError, match="broadcast"):
                np.zeros(one) + np.zeros(other)
        else:
            assert (np.zeros(one) + np.zeros(other)).shape == together


def test_an_error_is_caught_and_names_the_shapes_that_do_not_fit() -> None:
    states(
        "어느 한 곳이라도 어긋나면 오류가 납니다. `try` 안에서 오류가 나면 프로그램이 멈추지 않고"
        " `except`로 넘어갑니다",
        "If any pair does not fit, there is an error. When an error occurs inside `try`, the program does"
        " not stop but goes on at `except`",
        "뒤에 두 모양이 적혀 있습니다. 오른쪽 끝을 보면 3과 2입니다. 같지도 않고 1도 아니므로 어긋났습니다",
        "is followed by the two shapes. At their right ends are 3 and 2. They are not equal, and neither is"
        " 1, so they do not fit",
    )
    # Only `except` prints, and the cell after it prints, too.
    refusal = "operands could not be broadcast together with shapes (2,3) (2,) \n"
    assert page.printed["broadcast-refused"] == refusal and page.printed["broadcast-unasked"]
    last = matrices.A.shape[-1], np.array([10, 100]).shape[-1]
    assert last == (3, 2) and 1 not in last


def test_an_upright_vector_minus_itself_is_a_matrix() -> None:
    states(
        "벡터에서 자기 자신을 빼면 모두 0이어야 하지만",
        "A vector minus itself ought to be all 0",
        "`reshape(3, 1)`은 세 수를 세로로 세웁니다",
        "`reshape(3, 1)` puts the three numbers one below another",
        "수가 세 개일 줄 알았는데 … 개가 나왔습니다. `(3,)`은 `(1, 3)`으로 여겨지고, `(3, 1)`과 서로"
        " 되풀이되어 `(3, 3)`이 되었기 때문입니다",
        "We expected three numbers and got …. `(3,)` is treated as `(1, 3)`, and both it and `(3, 1)` are"
        " repeated until they are `(3, 3)`",
    )
    weights = matrices.weights
    upright = weights.reshape(3, 1)
    assert not (weights - weights).any() and weights.size == 3
    assert upright.tolist() == [[value] for value in weights.tolist()]
    repeated = np.repeat(weights.reshape(1, 3), 3, axis=0), np.repeat(upright, 3, axis=1)
    assert np.array_equal(weights - upright, repeated[0] - repeated[1])
    assert (weights - upright).shape == (3, 3) and str(weights - upright) + "\n" == page.printed[
        "broadcast-unasked"
    ]
