"""Claims on where the explorables of lessons 2-1 and 2-3 start and what they say."""

from __future__ import annotations

import numpy as np
from literate.checking.claims import lesson
from literate.checking.explorable_claims import explorable

matrices, one = lesson("matrix_operations.py"), lesson("one_hot_encoding.py")


def test_the_two_vectors() -> None:
    found = explorable("matrix-operations", "two-vectors")
    a, b = matrices.a, matrices.b
    found.starts(a1=a[0], a2=a[1], b1=b[0], b2=b[1])
    dot, angle = float(a @ b), float(np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))))
    scale = dot / float(b @ b)
    found.shows(
        ("내적 a · b", dot),
        ("길이 ‖a‖", np.linalg.norm(a)),
        ("길이 ‖b‖", np.linalg.norm(b)),
        ("코사인 cos θ", np.cos(np.radians(angle))),
        ("각 θ", angle),
        ("정사영의 배수 t", scale),
    )
    places = [("벡터 a는 (", a[0]), (",", a[1]), ("벡터 b는 (", b[0]), (",", b[1])]
    found.says("plane", *places, ("내적은", dot), ("각은", angle), ("정사영은 b에", scale))


def test_the_product_of_two_matrices() -> None:
    found = explorable("matrix-operations", "matrix-product")
    found.starts(row=0, column=0)
    A, W = matrices.A, matrices.W
    terms = [number for pair in zip(A[0], W[:, 0], strict=True) for number in pair]
    signs = ["칸은", "×", "+", "×", "+", "×"]
    found.says(
        "product",
        *(("곱의", 0), ("번 행,", 0), *zip(signs, terms, strict=True), ("=", (A @ W)[0, 0])),
        *(("왼쪽 행렬의", 0), ("오른쪽 행렬의", 0)),
    )


def test_the_row_that_a_word_picks() -> None:
    found = explorable("one-hot-encoding", "picked-row")
    found.starts(word=0)
    row = one.W[0].tolist()
    found.says("picked", ("원-핫 벡터 x는", 0), ("칸만", 1), *zip(("곱은", ",", ","), row, strict=True))
