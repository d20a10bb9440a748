"""Claims of lesson 2-1 on vectors, matrices, their axes and batches of them, by its sentences."""

from __future__ import annotations

import re

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.matrices import shows

matrices = lesson("matrix_operations.py")
page = shown("matrix_operations.py")

WORDS = "오늘", "숙제", "급식"


def test_numpy_shows_four_decimals_and_no_exponents() -> None:
    states(
        "`set_printoptions`는 소수점 아래 네 자리까지만 보여 달라는 설정입니다",
        "`set_printoptions` limits what is shown to four decimals",
        "`suppress=True`는 아주 작은 수도 지수를 쓰지 말고 소수로 적으라는 뜻입니다",
        "`suppress=True` asks for decimals instead of exponents, even for very small numbers",
    )
    printed = [page.printed[cell] for cell in ("axis", "shares", "word-cosines")]
    assert max(len(digits) for one in printed for digits in re.findall(r"\.(\d*)", one)) == 4
    assert "np.set_printoptions(precision=4, suppress=True)" in page.snippet.cells[0].code
    for suppress in (True, False):
        with np.printoptions(suppress=suppress):
            assert ("e" in str(np.array([1e-9, 1.0]))) != suppress


def test_the_counts_of_words_are_the_components() -> None:
    states(
        "어떤 글에 ‘오늘’이 두 번, ‘급식’이 한 번 나왔고 ‘숙제’는 나오지 않았습니다. ‘오늘’, ‘숙제’,"
        " ‘급식’의 순서로",
        "“today” occurs twice, “meal” once, and “homework” not at all. If we write these counts in a row,"
        " in the order “today”, “homework”, “meal”",
        "`v[0]`은 맨 앞의 수입니다. 번호는 0부터 셉니다",
        "`v[0]` is its first number. Positions are counted from 0",
        "모양 `(3,)`은 수가 세 개 있다는 뜻입니다",
        "The shape `(3,)` means that there are three numbers",
        "두 번째 글에는 ‘오늘’이 한 번, ‘숙제’가 세 번 나왔습니다",
        "In the second text, “today” occurs once and “homework” three times",
        "벡터에는 축이 하나뿐입니다",
        "A vector has a single axis",
    )
    v, A = matrices.v, matrices.A
    assert dict(zip(WORDS, v, strict=True)) == {"오늘": 2, "급식": 1, "숙제": 0}
    assert v[0] == v.tolist().pop(0) != v[-1] and v.shape == (3,) and len(v.tolist()) == 3
    assert dict(zip(WORDS, A[1], strict=True)) == {"오늘": 1, "숙제": 3, "급식": 0}
    assert v.ndim == 1 and (A[0] == v).all()


def test_axis_0_goes_down_and_axis_1_to_the_right() -> None:
    states(
        "가로줄을 **행**(row), 세로줄을 **열**(column)이라고 합니다",
        "Its horizontal lines are **rows**, its vertical lines are **columns**",
        "행이 둘이고 열이 셋인 표. 위의 행에는 2, 0, 1이, 아래 행에는 1, 3, 0이 적혀 있다",
        "A table with two rows and three columns. The upper row says 2, 0, 1, the lower row 1, 3, 0",
        "글 두 편에서 세 낱말을 센 행렬 A",
        "The matrix A, which counts three words in two texts",
        "모양 `(2, 3)`은 행이 두 개, 열이 세 개라는 뜻입니다",
        "The shape `(2, 3)` means two rows and three columns",
        "0번 축은 행의 번호가 커지는 쪽, 곧 위에서 아래로 가고, 1번 축은 열의 번호가 커지는 쪽, 곧 왼쪽에서"
        " 오른쪽으로",
        "Axis 0 goes where the row number grows, from top to bottom, and axis 1 where the column number"
        " grows, from left to right",
        "모양에는 축의 길이가 차례대로 적혀 있습니다",
        "The shape lists the lengths of the axes in order",
        "`A[1, 0]`은 1번 행과 0번 열이 만나는 칸, 곧 두 번째 글에 나온 ‘오늘’의 횟수입니다",
        "`A[1, 0]` is where row 1 and column 0 meet: how often “today” occurs in the second text",
    )
    A = matrices.A
    rows = [[int(digit) for digit in re.findall(r"\d", line)] for line in page.printed["matrix"].splitlines()]
    assert rows[:2] == A.tolist() and A.shape == (2, 3) == (len(rows[:2]), len(rows[0])) and A.ndim == 2
    assert np.take(A, 1, axis=0).tolist() == rows[1]
    assert np.take(A, 1, axis=1).tolist() == [row[1] for row in rows[:2]]
    assert A[1, 0] == rows[1][WORDS.index("오늘")] != A[0, 1]
    assert rows[:2] == [[2, 0, 1], [1, 3, 0]]
    shows(page, "matrix-grid", rows[:2])
    (axis,) = page.figures["matrix-grid"][0].axes
    assert axis.yaxis_inverted() and axis.get_ylabel() == "row"
    assert not axis.xaxis_inverted() and axis.get_xlabel() == "column"


def test_code_and_formulas_count_from_0() -> None:
    states(
        "이 과와 [2-3](one-hot-encoding.md)에서는 식에서도 코드처럼 번호를 0부터 셉니다",
        "in this lesson and in [2-3](one-hot-encoding.md), formulas count from 0 as code does",
        "번호를 0부터 세므로 마지막 번호는 $K-1$입니다",
        "Since we count from 0, the last component has the number $K-1$",
    )
    for one in (page, shown("one_hot_encoding.py")):
        bounds = re.findall(
            r"\\sum_\{\w+=(.)\}\^\{([^}]*)\}", " ".join(text for text, _ in one.page.written())
        )
        assert bounds and all(first == "0" and last.endswith("-1") for first, last in bounds)
    assert matrices.a[0] == matrices.a.tolist().pop(0) and matrices.a[len(matrices.a) - 1] == matrices.a[-1]


def test_greater_numbers_are_darker_in_every_figure_of_matrices() -> None:
    states(
        "한 표 안에서는 수가 클수록 색이 짙습니다",
        "Within a table, the greater the number, the darker the color",
        "수가 큰 칸일수록 색이 짙고 0인 칸은 칠하지 않았다",
        "Cells with greater numbers are darker, and cells with 0 are not colored",
        "가장 짙은 칸은 … 글의 ‘숙제’입니다",
        "The darkest cell is “homework” in the … text",
        "… 표에서는 아래 행의 300이 가장 짙다",
        "In the …, 300 in the lower row is the darkest",
        "대각선은 모두 1이고 가장 짙다",
        "The diagonal is all 1 and the darkest",
    )
    darkest = {}
    for cell in ("matrix-grid", "broadcast-grids", "word-cosine-grid", "outer-product-grids"):
        for axis in page.figures[cell][0].axes:
            alphas = {(p.get_x() + 0.5, p.get_y() + 0.5): p.get_alpha() for p in axis.patches}
            pairs = [(float(one.get_text()), alphas[one.get_position()]) for one in axis.texts]
            for value, alpha in pairs:
                assert (alpha == 0) == (value == 0)
                assert all(more > alpha for other, more in pairs if other > value)
            darkest[axis.get_title()] = [
                place for place, alpha in alphas.items() if alpha == max(alphas.values())
            ]
    assert darkest["A"] == [(WORDS.index("숙제") + 0.5, 1.5)]
    assert darkest["product: 2×3"] == [(1.5, 1.5)] and (matrices.A * matrices.column)[1, 1] == 300
    assert darkest["Cosine similarity"] == [(at + 0.5, at + 0.5) for at in range(4)]


def test_sums_and_element_wise_products_are_of_the_same_places() -> None:
    states(
        "두 주의 횟수를 합치려면 같은 자리의 수끼리 더하면 됩니다",
        "To put the two weeks together, we add the numbers in the same places",
        "모양은 그대로이고, 칸마다",
        "The shape stays the same, and each cell holds",
        "곱셈 기호 `*`도 같은 자리의 수끼리 곱합니다",
        "The sign `*` multiplies the numbers in the same places, too",
        "`*`는 같은 자리의 수끼리 곱하고",
        "`*` multiplies numbers in the same places, `@`",
    )
    A, B, M = matrices.A, matrices.B, matrices.M
    assert (A + B).shape == (A * M).shape == A.shape
    for place in np.ndindex(A.shape):
        assert (A + B)[place] == A[place].item() + B[place].item()
        assert (A * M)[place] == A[place].item() * M[place].item()


def test_a_mask_keeps_what_is_multiplied_by_1() -> None:
    states(
        "0과 1로 된 행렬을 곱하면 보고 싶은 칸만 남길 수 있습니다. 가운데 열을 가려 봅시다",
        "By multiplying with a matrix of 0 and 1, we keep only the cells that we want to see. Let's hide"
        " the column in the middle",
        "‘숙제’의 횟수가 0이 되었고 나머지는 그대로입니다",
        "The counts of “homework” became 0, and the others are as before",
    )
    A, M = matrices.A, matrices.M
    homework = WORDS.index("숙제")
    assert homework == 1 and set(M.flatten()) == {0, 1}
    assert (A * M)[:, homework].tolist() == [0, 0] != A[:, homework].tolist()
    assert (np.delete(A * M, homework, axis=1) == np.delete(A, homework, axis=1)).all()


def test_sums_go_along_their_axis() -> None:
    states(
        "어느 쪽으로 더할지는 `axis`로 정합니다",
        "`axis` says which",
        "`axis=0`은 0번 축을 따라 **위에서 아래로** 더하므로 …마다 합이 하나씩 나오고, `axis=1`은 1번 축을"
        " 따라 **왼쪽에서 오른쪽으로** 더하므로 …마다 합이 하나씩 나옵니다. 더한 축은 사라집니다",
        "`axis=0` adds along axis 0, **from top to bottom**, which gives one sum for each …, and `axis=1`"
        " adds along axis 1, **from left to right**, which gives one sum for each …. The axis along which"
        " we add disappears",
        "첫 줄은 낱말마다 센 횟수이고, 두 번째 줄은 글마다 센 횟수입니다. 세 번째 줄은 글마다 가장 큰 횟수,"
        " … 줄은 글마다 구한 평균",
        "The first line counts each word, the second one each text. The third line is the largest count in"
        " each text, and the … the mean in each text",
    )
    A = matrices.A
    upper, lower = A.tolist()
    by_word = [one + other for one, other in zip(upper, lower, strict=True)]
    assert A.sum(axis=0).tolist() == by_word and A.sum(axis=1).tolist() == [sum(upper), sum(lower)]
    assert A.sum(axis=0).shape == A.shape[1:] and A.sum(axis=1).shape == A.shape[:1]
    lines = page.printed["axis"].splitlines()
    found = [[float(number) for number in re.findall(r"[\d.]+", line)] for line in lines]
    assert found[:3] == [by_word, [sum(upper), sum(lower)], [max(upper), max(lower)]]
    assert found[3] == pytest.approx([sum(upper) / 3, sum(lower) / 3], abs=1e-4)


def test_keepdims_lets_rows_be_divided_by_their_sums() -> None:
    states(
        "글마다 낱말의 비율을 구하려면 각 행을 그 행의 합으로 나누어야 합니다. 그냥 나누면 `(2, 3)`과"
        " `(2,)`의 오른쪽 끝이 어긋납니다",
        "To get the share of each word in a text, we have to divide each row by its sum. Plain division"
        " fails, because the right ends of `(2, 3)` and `(2,)` do not fit",
        "`keepdims=True`를 주면 더한 축이 길이 1로 남아 합의 모양이 `(2, 1)`이 되고, 브로드캐스팅이 됩니다",
        "With `keepdims=True`, the axis along which we add stays with length 1. The sums then have the"
        " shape `(2, 1)`, and broadcasting works",
        "행마다 더하면 1입니다",
        "Each row adds up to 1.",
        "`axis`로 고른 축은 더하면 사라지고, `keepdims=True`를 주면 길이 1로 남습니다",
        "The axis chosen with `axis` disappears when we add along it; with `keepdims=True` it stays with"
        " length 1",
    )
    A = matrices.A
    assert A.shape == (2, 3) and A.sum(axis=1).shape == (2,)
    with pytest.raises(ValueError, match=r"broadcast together with shapes \(2,3\) \(2,\)"):
        A / A.sum(axis=1)
    assert A.sum(axis=1, keepdims=True).shape == (2, 1) and A.sum(axis=0, keepdims=True).shape == (1, 3)
    shares = A / A.sum(axis=1, keepdims=True)
    assert shares.tolist() == [[value / sum(row) for value in row] for row in A.tolist()]
    numbers = [float(one) for one in re.findall(r"[\d.]+", page.printed["shares"])]
    assert numbers == pytest.approx(shares.flatten(), abs=1e-4)
    assert shares.sum(axis=1) == pytest.approx([1, 1]) and shares.sum(axis=0) != pytest.approx([1, 1, 1])


def test_transposing_exchanges_texts_and_words() -> None:
    states(
        "행과 열을 서로 바꾸는 것을 **전치**",
        "Exchanging rows and columns is called **transposing**",
        "글이 행, 낱말이 열이던 표가 낱말이 행, 글이 열인 표로 바뀌었습니다",
        "The table with texts as rows and words as columns has become one with words as rows and texts as"
        " columns",
    )
    A = matrices.A
    assert A.T.shape == (len(WORDS), 2) and A.T.tolist() == [
        list(pair) for pair in zip(*A.tolist(), strict=True)
    ]
    assert page.printed["transpose"].startswith(str(A.T))


def test_a_batch_is_a_stack_of_matrices() -> None:
    states(
        "문장이 두 개, 문장마다 낱말이 네 개, 낱말마다 수가 세 개라면 배열의 모양은 `(2, 4, 3)`입니다. 축이"
        " 세 개이므로 행렬을 두 장 겹쳐 놓은 셈입니다",
        "With two sentences, four words in each, and three numbers for each word, the array has the shape"
        " `(2, 4, 3)`. It has three axes, like two matrices on top of each other",
        "`default_rng`는 난수를 만드는 도구이고, `integers`는 정해진 범위에서 정수를 뽑습니다",
        "`default_rng` is a tool that makes them, and `integers` draws integers from a range",
        "모양이 `(3, 2)`인 $W$를 곱하면 `@`는 마지막 두 축만 행렬로 보고, 앞의 축은 그대로 둡니다",
        "When we multiply it by $W$, of shape `(3, 2)`, `@` treats only the last two axes as a matrix and"
        " leaves the axis before them alone",
        "두 결과가 같습니다. 반복문 없이 모든 문장을 계산했습니다",
        "The results are the same. All sentences were processed without a loop",
        "배치를 곱할 때 `@`는 마지막 두 축을 행렬로 봅니다",
        "When a batch is multiplied, `@` treats the last two axes as a matrix",
    )
    X, W = matrices.X, matrices.W
    assert X.shape == (2, 4, 3) and X.ndim == 3 and W.shape == (3, 2)
    assert isinstance(matrices.generator, np.random.Generator)
    assert np.issubdtype(X.dtype, np.integer) and set(X.flatten()) == {0, 1, 2}
    for sentence, product in zip(X, X @ W, strict=True):
        assert (product == matrices.matrix_product(sentence, W)).all()
    assert np.array_equal(X @ W, matrices.one_by_one)


def test_a_sum_over_the_axis_of_words_leaves_a_vector_for_each_sentence() -> None:
    states(
        "축이 세 개여도 `axis`의 뜻은 같습니다. 낱말의 축인 1번 축을 따라 더하면 문장마다 벡터가 하나씩"
        " 남습니다. `X[:, 0]`은 문장마다 0번 낱말의 벡터를 꺼냅니다",
        "With three axes, `axis` still means the same. The sum along axis 1, that of the words, leaves one"
        " vector for each sentence. `X[:, 0]` takes the vector of word 0 from each sentence",
        "모양에서 1번 축의 4가 사라져 `(2, 3)`이 되었습니다. 두 문장 모두 네 낱말의 벡터를 더한 것과"
        " 같습니다",
        "The 4 of axis 1 is gone from the shape, which is now `(2, 3)`. For both sentences, the result is"
        " the sum of the vectors of the four words",
    )
    X = matrices.X
    assert X.shape[1] == 4 and X.sum(axis=1).shape == (2, 3)
    assert X.sum(axis=1).tolist() == [[sum(one) for one in zip(*words, strict=True)] for words in X.tolist()]
    assert X[:, 0].tolist() == [words[0] for words in X.tolist()]
