"""Claims of lesson 2-1 on the matrix product, by its sentences."""

from __future__ import annotations

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.matrices import shows

matrices = lesson("matrix_operations.py")
page = shown("matrix_operations.py")

WORDS = "오늘", "숙제", "급식"


def test_scores_are_dot_products_of_rows_with_columns() -> None:
    states(
        "낱말이 행, 주제가 열인 행렬 $W$를 만들면 글 $i$의 주제 $j$ 점수는 $A$의 $i$번 행과 $W$의 $j$번"
        " 열의 내적입니다",
        "If $W$ is a matrix with words as rows and topics as columns, the score of text $i$ for topic $j$"
        " is the dot product of row $i$ of $A$ with column $j$ of $W$",
        "행과 열의 내적을 모두 모은 행렬이 **행렬 곱**",
        "The matrix of all these dot products of rows with columns is the **matrix product**",
        "`A[i]`는 $A$의 $i$번 행, `W[:, j]`는 $W$의 $j$번 열입니다",
        "`A[i]` is row $i$ of $A$, and `W[:, j]` is column $j$ of $W$",
        "`@`는 행과 열의 내적을 모읍니다",
        "`@` collects the dot products of rows with columns",
    )
    A, W = matrices.A, matrices.W
    assert W.shape == (len(WORDS), 2) and A.shape == (2, len(WORDS))
    for i, row in enumerate(A.tolist()):
        assert A[i].tolist() == row
        for j, column in enumerate(zip(*W.tolist(), strict=True)):
            assert W[:, j].tolist() == list(column)
            assert (A @ W)[i, j] == matrices.dot(A[i], W[:, j]) == sum(np.multiply(row, column))


def test_the_lengths_in_the_middle_must_be_equal_and_disappear() -> None:
    states(
        "$A$의 열 수와 $W$의 행 수가 $K$로 같아야 합니다",
        "The number of columns of $A$ and the number of rows of $W$ must both be $K$",
        "모양은 `(2, 3) @ (3, 2) = (2, 2)`입니다. 가운데의 3이 만나 사라지고 바깥의 두 수가 남습니다",
        "In shapes, this is `(2, 3) @ (3, 2) = (2, 2)`. The two 3s in the middle meet and disappear; the"
        " outer two numbers stay",
        "가운데가 맞지 않으면 곱할 수 없습니다. $A$와 $B$는 둘 다 `(2, 3)`이어서 성분별 곱은 되지만 행렬"
        " 곱은 되지 않습니다",
        "If the middle does not fit, matrices cannot be multiplied. $A$ and $B$ both have the shape `(2,"
        " 3)`, so they have an element-wise product but no matrix product",
        "오류의 끝에 `size 2 is different from 3`이라고 적혀 있습니다. $A$의 열 수 3과 $B$의 행 수 2가"
        " 다르다는 뜻입니다",
        "The error ends in `size 2 is different from 3`: the number of columns of $A$, 3, differs from the"
        " number of rows of $B$, 2",
    )
    A, B, W = matrices.A, matrices.B, matrices.W
    assert (A.shape, W.shape, (A @ W).shape) == ((2, 3), (3, 2), (2, 2))
    for rows, inner, columns in [(1, 4, 2), (5, 2, 3)]:
        assert (np.ones((rows, inner)) @ np.ones((inner, columns))).shape == (rows, columns)
    assert A.shape == B.shape == (A * B).shape == (2, 3)
    with pytest.raises(ValueError, match="size 2 is different from 3") as caught:
        A @ B
    assert page.printed["product-refused"] == f"{caught.value}\n"
    assert f"{caught.value}".endswith(f"(size {B.shape[0]} is different from {A.shape[1]})")


def test_the_order_of_factors_matters() -> None:
    states(
        "수의 곱셈과 달리, 행렬 곱은 순서를 바꾸면 결과가 달라질 수 있습니다",
        "Unlike the product of numbers, a matrix product may change when its factors are exchanged",
        "$S$를 왼쪽에 곱하면 두 …의 자리가 바뀌고, 오른쪽에 곱하면 두 …의 자리가 바뀌었습니다",
        "With $S$ on the left the two … were exchanged, on the right the two … were",
        "두 행렬의 순서를 바꾸면 같지 않을 수 있습니다",
        "Exchanging its factors may change it",
    )
    S, T = matrices.S, matrices.T
    assert not np.array_equal(S @ T, T @ S) and np.array_equal(S @ S @ S, S) and np.array_equal(S * T, T * S)
    assert (S @ T).tolist() == T[::-1].tolist() != T[:, ::-1].tolist() == (T @ S).tolist()
    assert page.printed["order-of-factors"] == f"{S @ T}\n{T @ S}\n"


def test_a_product_row_by_row() -> None:
    states(
        "곱의 $i$번 행은 $A$의 $i$번 행에 $W$를 곱한 것입니다",
        "Row $i$ of the product is row $i$ of $A$ multiplied by $W$",
        "글 한 편의 점수는 그 글의 행만 있으면 구할 수 있습니다. 다른 글이 무엇인지는 상관이 없습니다",
        "The row of a text is all it takes to compute its scores. What the other texts are does not matter",
    )
    A, W = matrices.A, matrices.W
    for i in range(2):
        assert ((A @ W)[i] == A[i] @ W).all() and (matrices.by_rows[i] == (A @ W)[i]).all()
        other = np.full_like(A, 7)
        other[i] = A[i]
        assert ((other @ W)[i] == (A @ W)[i]).all() and ((other @ W)[1 - i] != (A @ W)[1 - i]).any()


def test_a_product_column_by_column() -> None:
    states(
        "곱의 $j$번 열은 $A$에 $W$의 $j$번 열을 곱한 것입니다. `np.stack`은 벡터들을 쌓아 행렬로 만듭니다."
        " `axis=1`을 주면 벡터 하나가 열 하나가 됩니다",
        "column $j$ of the product is $A$ multiplied by column $j$ of $W$. `np.stack` stacks vectors into a"
        " matrix. With `axis=1`, each vector becomes a column",
    )
    A, W = matrices.A, matrices.W
    vectors = [A @ W[:, j] for j in range(2)]
    for j, vector in enumerate(vectors):
        assert ((A @ W)[:, j] == vector).all() and (np.stack(vectors, axis=1)[:, j] == vector).all()
        assert (np.stack(vectors)[j] == vector).all() and (matrices.by_columns[:, j] == vector).all()


def test_a_matrix_times_a_vector_is_a_weighted_sum_of_columns() -> None:
    states(
        "$A$에 $x = (1, 0, 3)$을 곱합니다",
        "We multiply $A$ by $x = (1, 0, 3)$",
        "결과는 $A$의 열마다 $x$의 성분을 하나씩 곱해 더한 것입니다. 0번 열은 한 번, 2번 열은 세 번 더했고,"
        " 1번 열은 더하지 않았습니다",
        "The result is the sum of the columns of $A$, each multiplied by a component of $x$: column 0 once,"
        " column 1 not at all, column 2 three times",
        "행렬과 벡터의 곱은 **열의 가중합**입니다",
        "A matrix times a vector is a **weighted sum of columns**",
    )
    A, x = matrices.A, matrices.x
    assert dict(enumerate(x)) == {0: 1, 1: 0, 2: 3}
    assert (A @ x == A[:, 0] + A[:, 2] + A[:, 2] + A[:, 2]).all()
    for weights in np.random.default_rng(0).normal(size=(5, 3)):
        assert A @ weights == pytest.approx(sum(w * column for w, column in zip(weights, A.T, strict=True)))


def test_outer_products_add_up_to_the_product() -> None:
    states(
        "$A$의 $k$번 열을 세로로 세우고 $W$의 $k$번 행을 가로로 놓아 성분별로 곱하면, 브로드캐스팅으로"
        " 행렬이 하나 나옵니다",
        "Put column $k$ of $A$ upright and row $k$ of $W$ across, and multiply them element-wise;"
        " broadcasting makes a matrix of them",
        "공간의 두 벡터에서 벡터를 얻는 벡터곱(cross product)도 외적이라고 부르는 일이 있지만, 서로 다른"
        " 것입니다. 외적을 모두 더하면 행렬 곱이 됩니다",
        "It is not the cross product, which makes a vector of two vectors in space; in Korean, both may go"
        " by the same name. All outer products add up to the matrix product",
        "세 외적의 합이 `A @ W`와 같습니다",
        "The sum of the three outer products equals `A @ W`",
        "행렬 곱은 칸마다, 행마다, 열마다, 외적마다 계산해도 같습니다",
        "A matrix product is the same computed by cells, by rows, by columns, or by outer products",
    )
    A, W, outer = matrices.A, matrices.W, matrices.outer
    assert len(outer) == 3
    for k, part in enumerate(outer):
        assert part.tolist() == [[a * w for w in W[k].tolist()] for a in A[:, k].tolist()]
        assert (part == np.outer(A[:, k], W[k])).all()
    assert (outer[0] + outer[1] + outer[2] == A @ W).all() and np.cross(*np.eye(3)[:2]).shape == (3,)
    for product in (matrices.by_rows, matrices.by_columns, matrices.matrix_product(A, W)):
        assert (product == A @ W).all()


def test_each_word_contributes_an_outer_product_in_the_figure() -> None:
    states(
        "앞의 세 표는 행과 열이 둘씩인 외적이고, … 표는 셋을 더한 행렬 곱이다. … 표의 칸은 앞의 세 표에서"
        " 같은 자리에 있는 수를 더한 것이다",
        "The first three are outer products with two rows and two columns, and the … is their sum, the"
        " matrix product. Each cell of the … is the sum of the cells in the same place of the first three",
        "낱말 하나가 외적 하나를 보탭니다",
        "Each word contributes one outer product",
        "앞의 세 표는 낱말 하나씩의 몫이고, 마지막 표는 셋의 합입니다. 두 번째 표는 ‘숙제’의 몫인데, 두"
        " 번째 글에서만 나왔으므로 위의 행은 모두 0입니다",
        "Each of the first three tables is the share of one word, and the last one is their sum. The second"
        " one belongs to “homework”, which occurs in the second text only, so its upper row is all 0",
    )
    A, W, outer = matrices.A, matrices.W, matrices.outer
    shows(page, "outer-product-grids", *outer, sum(outer))
    assert all(part.shape == (2, 2) for part in outer) and (sum(outer) == A @ W).all()
    for k, part in enumerate(outer):
        only = np.zeros_like(A)
        only[:, k] = A[:, k]
        assert (only @ W == part).all()
    homework = WORDS.index("숙제")
    assert homework == 1 and A[0, homework] == 0 != A[1, homework]
    assert not outer[homework][0].any() and outer[homework][1].any()


def test_transposing_reverses_the_order() -> None:
    states(
        "전치와 곱이 만나면 순서가 뒤집힙니다",
        "Where transposing and multiplying meet, the order is reversed",
        r"$W^\top A^\top$의 모양을 따져 보면 `(2, 3) @ (3, 2)`로 가운데가 맞습니다. 순서를 뒤집지 않은"
        r" $A^\top W^\top$는 여기서는 모양이 `…`인 다른 행렬이 되고, $A$의 행 수와 $W$의 열 수가 다르면"
        " 아예 곱할 수 없습니다",
        r"The shapes of $W^\top A^\top$ are `(2, 3) @ (3, 2)`, so the middle fits. Without reversing the"
        r" order, $A^\top W^\top$ is here another matrix, of the shape `…`, and if the rows of $A$ and the"
        " columns of $W$ differ in number, there is no such product at all",
    )
    A, W = matrices.A, matrices.W
    assert (W.T.shape, A.T.shape) == ((2, 3), (3, 2)) and ((A @ W).T == W.T @ A.T).all()
    assert (A.T @ W.T).shape != (A @ W).T.shape
    one, other = np.ones((2, 3)), np.ones((3, 4))
    assert one.shape[0] != other.shape[1] and (one @ other).T.shape == (other.T @ one.T).shape
    with pytest.raises(ValueError, match="mismatch"):
        one.T @ other.T


def test_forgetting_keepdims_divides_columns() -> None:
    states(
        "`counts`는 행과 열의 수가 같아서 `keepdims`를 잊어도 오류가 나지 않습니다. 그러나 각 행을 그 행의"
        " 합으로 나눈 것이 아니라, 0번 **열**을 0번 행의 합으로, 1번 열을 1번 행의 합으로 나누었습니다."
        " 나머지 열도 마찬가지입니다. 행의 합이 1인지 확인해 보면 잘못을 알 수 있습니다. 마지막 행의 합은",
        "`counts` has as many rows as columns, so forgetting `keepdims` raises no error. But instead of"
        " dividing each row by its own sum, it divided **column** 0 by the sum of row 0, column 1 by the"
        " sum of row 1, and so on. Checking whether each row adds up to 1 reveals the mistake. The last row"
        " adds up to",
    )
    counts, right, wrong = matrices.counts, matrices.right, matrices.wrong
    assert counts.shape[0] == counts.shape[1] == len(wrong) == 4
    with pytest.raises(ValueError, match="broadcast"):
        counts[:3] / counts[:3].sum(axis=1)
    for k in range(4):
        assert (wrong[:, k] == counts[:, k] / sum(counts[k])).all()
        assert (right[k] == counts[k] / sum(counts[k])).all()
    assert right.sum(axis=1) == pytest.approx(np.ones(4)) and wrong.sum(axis=1) != pytest.approx(np.ones(4))


def test_a_product_with_the_transpose_holds_the_squared_lengths() -> None:
    states(
        "행끼리의 내적은 `counts`와 그 전치의 곱입니다. 대각선에는 자기 자신과의 내적, 곧 길이의 제곱이"
        " 있습니다. `np.diag`는 대각선을 꺼냅니다",
        "The dot products of the rows are the product of `counts` with its transpose. On the diagonal are"
        " the dot products of rows with themselves, the squared lengths. `np.diag` takes the diagonal",
        "`lengths`를 한 번은 세로로 세우고 한 번은 그대로 두어 곱했습니다. 브로드캐스팅이 되므로 칸마다 두"
        " 길이의 곱이 하나씩 나옵니다. 내적을 이 곱으로 나누면 반복문으로 구한 코사인 유사도와 같습니다."
        " `np.allclose`는 두 배열이 같은지 비교하되, 반올림 오차만큼 작은 차이는 무시합니다",
        "We multiplied `lengths`, put upright, by the same lengths as they are. Broadcasting gives one"
        " product of two lengths in each cell. The dot products divided by these equal the cosine"
        " similarities from the loop. `np.allclose` compares two arrays but ignores differences as small as"
        " rounding errors",
    )
    counts, gram, lengths = matrices.counts, matrices.gram, matrices.lengths
    products = lengths.reshape(4, 1) * lengths
    for i, j in np.ndindex(gram.shape):
        assert gram[i, j] == matrices.dot(counts[i], counts[j])
        assert products[i, j] == lengths[i] * lengths[j]
    assert lengths == pytest.approx([matrices.length(row) for row in counts])
    assert [gram[i, i] for i in range(4)] == np.diag(gram).tolist() == pytest.approx(lengths**2)
    assert (matrices.from_gram == gram / products).all() and np.allclose(matrices.from_gram, matrices.cosines)
    one = np.array([0.1 + 0.2])
    assert np.allclose(one, 0.3) and not np.array_equal(one, [0.3]) and not np.allclose(one, 0.301)


def test_the_order_of_work() -> None:
    states(
        "모양이 $(m, r)$과 $(r, n)$인 행렬을 곱할 때는 칸이 $mn$개이고, 칸마다 곱셈을 $r$번 합니다. `:,`는"
        " 천 단위마다 쉼표를 찍으라는 뜻",
        "The product of matrices of the shapes $(m, r)$ and $(r, n)$ has $mn$ cells, and each takes $r$"
        " multiplications. `:,` puts a comma at every thousand",
        "행렬끼리 먼저 곱하면 곱셈이 …배 넘게 듭니다",
        "Multiplying the two matrices first takes more than … times as many multiplications",
    )

    def multiplications(one: tuple[int, int], other: tuple[int, int]) -> int:
        product = np.ones(one) @ np.ones(other)  # each 1 that a cell adds is a product
        assert product.size == one[0] * other[1] and (product == one[1]).all()
        return int(product.sum())

    square, vector = (matrices.size, matrices.size), (matrices.size, 1)
    assert matrices.size == 1000 and f"{1234567:,}" == "1,234,567"
    assert matrices.right_first == 2 * multiplications(square, vector)
    assert matrices.left_first == multiplications(square, square) + multiplications(square, vector)
    assert matrices.left_first > 500 * matrices.right_first
    assert page.printed["exercise-order-of-work"].startswith(f"(PQ)y: {matrices.left_first:,} ")


def test_diagonal_matrices_multiply_rows_from_the_left_and_columns_from_the_right() -> None:
    states(
        "대각선 밖의 성분이 모두 0인 정사각행렬, 곧 대각행렬",
        "a diagonal matrix, a square matrix whose components off the diagonal are all 0",
        "`np.diag`에 벡터를 주면 대각행렬을 만듭니다",
        "Given a vector, `np.diag` makes a diagonal matrix",
        "왼쪽에 곱하면 행마다, 오른쪽에 곱하면 열마다 수를 곱한 것과 같습니다. 본문에서 브로드캐스팅으로"
        " 얻은 두 결과입니다",
        "From the left, it multiplies the rows, from the right, the columns. These are the two results of"
        " broadcasting above",
    )
    A, D, E = matrices.A, matrices.D, matrices.E
    for matrix, diagonal in ((D, [10, 100]), (E, [1, 2, 3])):
        assert matrix.tolist() == [
            [value * (i == j) for j in range(len(matrix))] for i, value in enumerate(diagonal)
        ]
    assert (D @ A).tolist() == [[10 * value for value in A[0]], [100 * value for value in A[1]]]
    assert (A @ E).T.tolist() == [[(k + 1) * value for value in A[:, k]] for k in range(3)]
    assert np.array_equal(D @ A, A * matrices.column) and np.array_equal(A @ E, A * matrices.row)
