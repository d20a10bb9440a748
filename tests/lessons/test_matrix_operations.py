"""Claims of lesson 2-1: its formulas, outputs and sentences, held against its code."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.matrices import shows
from tests.lessons.words_and_vectors import SENTENCES

matrices = lesson("matrix_operations.py")
page = shown("matrix_operations.py")

A = [[2, 0, 1], [1, 3, 0]]
W = [[1, 0], [0, 2], [3, 2]]
PRODUCT = [[5, 2], [1, 6]]
COUNTS = [
    [sum(target in " ".join(line) and near in " ".join(line) for line in SENTENCES) for near in NEAR]
    for NEAR in [["먹", "시간", "숙제", "선생님"]]
    for target in ["점심", "저녁", "국어", "수학"]
]


def flat(matrix: list[list[float]] | list[list[int]]) -> list[float]:
    return [value for row in matrix for value in row]


def cosine(one: list[int], other: list[int]) -> float:
    shared = sum(x * y for x, y in zip(one, other, strict=True))
    return shared / (math.hypot(*one) * math.hypot(*other))


COSINES = [[cosine(one, other) for other in COUNTS] for one in COUNTS]


def test_the_dot_product() -> None:
    formula("dot-product").agrees(matrices.dot, a=(-2, 2), b=(-2, 2))


def test_the_length() -> None:
    formula("vector-length").agrees(matrices.length, a=(-2, 2))


def test_the_cosine() -> None:
    formula("cosine-similarity").agrees(matrices.cosine, a=(-2, 2), b=(-2, 2))


def test_the_scale_of_the_projection() -> None:
    formula("projection-scale").agrees(matrices.projection_scale, a=(-2, 2), b=(-2, 2))


# Every matrix that is printed


def test_vectors_and_matrices_have_shapes_and_components() -> None:
    page.prints("vector", 2, 0, 1, 3, 2)
    page.prints("matrix", *flat(A), 2, 3, 1)


def test_sums_and_element_wise_products() -> None:
    page.prints("sum", 3, 2, 1, 1, 4, 4)
    page.prints("element-wise-product", 2, 0, 1, 1, 0, 0)


def test_broadcasting_is_repetition() -> None:
    page.prints("column-broadcast", 20, 0, 10, 100, 300, 0)
    page.prints("row-broadcast", 2, 0, 3, 1, 6, 0)
    page.prints("single-number-broadcast", 10, 0, 5, 5, 15, 0)
    for cell in ("column-broadcast", "row-broadcast", "single-number-broadcast"):
        assert page.printed[cell].endswith("True\n")


def test_broadcasting_that_is_refused_and_that_was_not_asked_for() -> None:
    page.prints("broadcast-refused", 23, 2)  # the shapes (2,3) and (2,)
    refusal = "operands could not be broadcast together with shapes (2,3) (2,) \n"
    assert page.printed["broadcast-refused"] == refusal
    page.prints("broadcast-unasked", *(b - a for a in (1, 2, 3) for b in (1, 2, 3)))


def test_sums_maxima_and_means_along_axes() -> None:
    page.prints("axis", 3, 3, 1, 3, 4, 2, 3, 1, 4 / 3)
    page.prints("shares", 2 / 3, 0, 1 / 3, 1 / 4, 3 / 4, 0)
    page.prints("transpose", 2, 1, 0, 3, 1, 0, 3, 2)


def test_the_geometry_of_the_dot_product() -> None:
    page.prints("dot-product", 10, 10)
    page.prints("length-and-angle", math.hypot(1, 3), math.hypot(4, 2), math.cos(math.pi / 4), 45)
    page.prints("projection", 2, 1, 0)
    page.prints("three-directions", 8, 4, 40, 1, -1, 2, 0, 0, -4, -2, -20, -1)


def test_the_rest_is_perpendicular_whatever_the_vectors() -> None:
    for a, b in np.random.default_rng(0).normal(size=(50, 2, 2)):
        scale = matrices.projection_scale(a, b)
        assert matrices.dot(a - scale * b, b) == pytest.approx(0, abs=1e-12)
        angles = [math.atan2(y, x) for x, y in (a, b)]
        assert matrices.cosine(a, b) == pytest.approx(math.cos(angles[0] - angles[1]))


def test_the_words_are_counted_and_compared() -> None:
    page.prints("word-counts", *flat(COUNTS))
    page.prints("word-cosines", *flat(COSINES))
    assert len(matrices.lines) == len(SENTENCES)


def test_meals_are_closest_to_meals_and_subjects_to_subjects() -> None:
    off_diagonal = np.array(COSINES) - np.eye(4)
    assert off_diagonal.argmax(axis=1).tolist() == [1, 0, 3, 2]
    both = [name for at, name in enumerate(matrices.neighbors) if COUNTS[0][at] and COUNTS[2][at]]
    assert both == ["시간"] and COSINES[1][3] == 0
    texts = [" ".join(line) for line in SENTENCES]
    assert any("점심시간" in text for text in texts) and any("국어 시간" in text for text in texts)


def test_the_matrix_product_by_cells_rows_columns_and_outer_products() -> None:
    page.prints("matrix-product", *flat(PRODUCT), *flat(PRODUCT))
    page.prints("by-rows", *A[0], *PRODUCT[0], *A[1], *PRODUCT[1])
    page.prints("weighted-columns", 5, 1, 5, 1)
    page.prints("by-outer-products", 2, 0, 1, 0, 0, 0, 0, 6, 3, 2, 0, 0)
    for cell in ("by-rows", "by-columns", "by-outer-products", "transpose-of-a-product"):
        assert page.printed[cell].endswith("True\n")
    page.says("transpose-of-a-product", str((3, 3)))


def test_the_product_by_definition_is_numpys_for_any_shapes() -> None:
    generator = np.random.default_rng(0)
    for rows, inner, columns in [(1, 1, 1), (2, 5, 3), (4, 1, 2), (3, 7, 1)]:
        one, other = generator.normal(size=(rows, inner)), generator.normal(size=(inner, columns))
        assert matrices.matrix_product(one, other) == pytest.approx(one @ other)


def test_a_product_is_refused_and_its_factors_may_not_be_exchanged() -> None:
    page.prints("product-refused", 1, 0, 2, 3)  # operand 1, dimension 0, sizes 2 and 3
    assert page.printed["product-refused"].rstrip().endswith("(size 2 is different from 3)")
    page.prints("order-of-factors", 3, 4, 1, 2, 2, 1, 4, 3)


def test_a_batch_is_multiplied_sentence_by_sentence() -> None:
    page.prints("batch", 2, 4, 3, 3, 2, 2, 4, 2)
    assert page.printed["batch"].endswith("True\n")
    page.prints("sums-over-a-batch", 2, 3)
    assert page.printed["sums-over-a-batch"].endswith("True\n")


def test_torch_gives_the_same_and_differs_in_what_the_page_says() -> None:
    page.prints("in-torch", *flat(PRODUCT), 3, 4, 2, 3, 0, 1)
    assert page.printed["torch-is-strict"].startswith("float64\ntorch.float32\n")
    assert "same dtype" in page.printed["torch-is-strict"]
    page.prints("shared-memory", 100, 2, 3, 1, 2, 3)
    strict = torch.tensor([[1]]).float() @ torch.tensor([[2.0]])
    assert strict.item() == 2


def test_forgotten_keepdims_divides_the_columns() -> None:
    sums = [sum(row) for row in COUNTS]
    page.prints(
        "exercise-forgotten-keepdims",
        *[1] * 4,
        *(sum(value / total for value, total in zip(row, sums, strict=True)) for row in COUNTS),
    )


def test_one_product_holds_all_dot_products() -> None:
    gram = [sum(x * y for x, y in zip(one, other, strict=True)) for one in COUNTS for other in COUNTS]
    page.prints("exercise-all-dot-products", *gram)
    assert page.printed["exercise-all-dot-products"].endswith("True\n")


def test_the_other_exercises() -> None:
    page.prints("exercise-order-of-work", 1000**3 + 1000**2, 2 * 1000**2)
    page.prints("exercise-distance", 10, 10)
    counted = [
        int(number.replace(",", ""))
        for number in re.findall(r"[\d,]{4,}", page.printed["exercise-order-of-work"])
    ]
    assert counted == [1000**3 + 1000**2, 2 * 1000**2]
    assert page.printed["exercise-diagonal"] == "True\nTrue\n"


# Figures and sentences


def test_the_figures_of_matrices_show_what_the_text_alternatives_say() -> None:
    column = [[10] * 3, [100] * 3]
    shows(page, "matrix-grid", A)
    shows(page, "broadcast-grids", A, [[10], [100]], column, [[20, 0, 10], [100, 300, 0]])
    shows(page, "word-cosine-grid", np.round(COSINES, 2))
    shows(page, "outer-product-grids", [[2, 0], [1, 0]], [[0, 0], [0, 6]], [[3, 2], [0, 0]], PRODUCT)
    page.writes("matrix-grid", "A", "column", "row")
    page.writes("broadcast-grids", "A: 2×3", "2×1", "repeated: 2×3", "product: 2×3")
    page.writes(
        "outer-product-grids", "column 0 × row 0", "column 1 × row 1", "column 2 × row 2", "sum: A @ W"
    )
    page.writes("projection-figure", "The projection of a onto b")
    page.writes("word-cosine-grid", "Cosine similarity")


def test_the_projection_is_drawn_as_the_shadow() -> None:
    for name, end in {"a": [1, 3], "b": [4, 2], "p": [2, 1]}.items():
        page.draws("projection-figure", [0, end[0]], [0, end[1]], name)
        page.draws("projection-figure", [end[0]], [end[1]])
    page.draws("projection-figure", [1, 2], [3, 1])


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("matrix-grid", "2")
    page.says("broadcast-grids", "4", "4", "4")
    page.says("broadcast-unasked", "9", "열", "행")
    page.says("length-and-angle", "0.7071", "45")
    page.says("projection-figure", "0.5")
    grid = max(page.said["three-directions"], key=len)
    states(
        "<th>내적</th><th>코사인</th><th>각(도)</th><th>a의 길이</th><th>b의 길이</th>",
        "<th>Dot product</th><th>Cosine</th><th>Angle (degrees)</th><th>Length of a</th><th>Length of b</th>",
    )
    page.says("three-directions", "5", "1 3", "4 2", grid, "10", "0.7071", "45.0", "3.1623", "4.4721")
    page.says("word-counts", "2")
    page.says("word-cosines", "0.89", "0.50", "0")
    page.says("word-cosine-grid", "4", "270")
    page.says("order-of-factors", "행", "열")
    page.says("outer-product-grids", "4", "4", "4")
    page.says("torch-is-strict", "float64", "float32")
    page.says("shared-memory", "from_numpy", "torch.tensor")
    grid = max(page.said["matrix-product"], key=len)
    states(
        "<th>행</th><th>열</th><th>곱의 칸</th>",
        "<th>Row</th><th>Column</th><th>Cell of the product</th>",
    )
    page.says(
        "matrix-product",
        *("3", "5", "2 0 1 1 3 0", "1 0 0 2 3 2", "3", grid),
        *("5.0", "2.0", "1.0", "6.0"),
    )
    last = sum(value / sum(row) for value, row in zip(COUNTS[3], COUNTS, strict=True))
    page.says("exercise-forgotten-keepdims", f"{last:.2f}")
    page.says("exercise-order-of-work", "500")


def test_the_grids_for_the_explorables_hold_what_the_definitions_give() -> None:
    rows = np.array(max(page.said["three-directions"], key=len).split(), dtype=float).reshape(-1, 10)
    assert len(rows) == 15
    for ax, ay, bx, by, dot, *values in rows:
        one, other = complex(ax, ay), complex(bx, by)
        angle = abs(np.angle(one / other))
        scale = (one / other).real
        assert dot == pytest.approx((one * other.conjugate()).real)
        assert values == pytest.approx(
            [abs(one), abs(other), math.cos(angle), math.degrees(angle), scale], abs=1e-6
        )
    rows = np.array(max(page.said["matrix-product"], key=len).split(), dtype=float).reshape(-1, 6)
    for i, j, *terms, total in rows:
        assert terms == [A[int(i)][k] * W[k][int(j)] for k in range(3)]
        assert total == sum(terms) == PRODUCT[int(i)][int(j)]
