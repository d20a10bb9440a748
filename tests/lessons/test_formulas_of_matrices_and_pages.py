"""Claims on the formulas in the sentences of lessons 2-1 and 2-3, and of the corrections."""

from __future__ import annotations

import math

import numpy as np
from literate.checking.claims import formula, inline, lesson, states

matrices, one = lesson("matrix_operations.py"), lesson("one_hot_encoding.py")
corrections = lesson("corrections.py")

MATRICES, CORRECTIONS = "matrix-operations", "corrections"
GENERATOR = np.random.default_rng(3)
A, B = GENERATOR.normal(size=(2, 3, 4))
W = GENERATOR.normal(size=(4, 2))
X = np.array([164.0, 168.5, 171.0])


def test_cells_of_matrices() -> None:
    states(
        "$A$의 $i$번 행과 $j$번 열의 성분을 $A_{ij}$로 적습니다",
        "the component of $A$ in row $i$ and column $j$ is written $A_{ij}$",
        r"첫 번째 글의 0번 점수는 $2 \times 1 + 0 \times 0 + 1 \times …$",
        r"Score 0 of the first text is $2 \times 1 + 0 \times 0 + 1 \times …$",
    )
    product = matrices.matrix_product(A, W)
    formula("matrix-product").at(i=2, j=1).holds(C=product, A=A, W=W, K=4)
    inline(MATRICES, r"A_{ij} + B_{ij}").at(i=2, j=3).gives((A + B)[1, 2], A=A, B=B)
    inline(MATRICES, r"(A^\top)_{ij} = A_{ji}").at(i=2, j=1).holds(A_top=A.T, A=A)
    inline(MATRICES, r"2 \times 1 + 0 \times 0 + 1 \times {{ W[2, 0] }}").gives(
        (matrices.A @ matrices.W)[0, 0]
    )


def test_products_of_matrices() -> None:
    states(
        "$(PQ)y$와 $P(Qy)$는 같습니다",
        "then $(PQ)y$ and $P(Qy)$ are the same",
    )
    inline(MATRICES, r"W^\top A^\top").gives(matrices.matrix_product(A, W).T, A=A, W=W)
    wrong = inline(MATRICES, r"A^\top W^\top")
    wrong.gives(matrices.A.T @ matrices.W.T, A=matrices.A, W=matrices.W)
    inline(MATRICES, "mn").gives(matrices.matrix_product(A, W).size, m=3, n=2)
    square, y = A[:, :3], A[0, :3]
    inline(MATRICES, r"(PQ)y").gives(square @ square.T @ y, P=square, Q=square.T, y=y)
    assert np.allclose(square @ square.T @ y, square @ (square.T @ y))
    inline(MATRICES, r"P(Qy)").gives(square @ (square.T @ y), P=square, Q=square.T, y=y)


def test_the_square_of_a_distance() -> None:
    states(
        r"$(a-b) \cdot (a-b)$를 펼치면 $a \cdot a - 2 a \cdot b + b \cdot b$입니다",
        r"Expanding $(a-b) \cdot (a-b)$ gives $a \cdot a - 2 a \cdot b + b \cdot b$",
    )
    a, b = A[0], A[1]
    distance = one.distance(a, b)
    inline(MATRICES, r"\lVert a - b \rVert^2").gives(distance**2, a=a, b=b)
    inline(MATRICES, r"(a-b) \cdot (a-b)").gives((a - b) ** 2, a=a, b=b)
    inline(MATRICES, r"a \cdot a - 2 a \cdot b + b \cdot b").gives((a - b) ** 2, a=a, b=b)


def test_vectors_of_words() -> None:
    unit = np.eye(5)
    for i, j in ((0, 0), (2, 3), (3, 2)):
        formula("one-hot-vector").holds(e=one.one_hot(np.arange(5), 5), i=i + 1, j=j + 1)
    words = GENERATOR.integers(0, 5, 9)
    vectors = one.one_hot(words, 5)
    assert np.array_equal(vectors, unit[words])
    formula("bag-of-words").holds(g=np.bincount(words, minlength=5), r=vectors, n=9)


def test_what_was_corrected() -> None:
    right = [corrections.gaussian_pdf(x, 170, 5) for x in X]
    wrong = [corrections.density_without_the_2(x, 170, 5) for x in X]
    inline(CORRECTIONS, r"2^{n/2}").gives(math.prod(wrong) / math.prod(right), n=3)
    inline(CORRECTIONS, r"\frac{n}{2}\log 2").gives(math.fsum(np.log(wrong)) - math.fsum(np.log(right)), n=3)
    inline(CORRECTIONS, r"e^{\ell} = L").holds(ell=math.fsum(np.log(right)), L=math.prod(right))
    inline(CORRECTIONS, r"-\log L").gives(corrections.binomial_nll(0.3, 2, 5), L=0.3**2 * 0.7**3)
    inline(CORRECTIONS, r"\frac{d(-\log L)}{dp}").is_definition("the notation of a derivative")
