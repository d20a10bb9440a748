"""Every side of a formula has a value at a point, whatever its symbols stand for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from literate.checking.evaluation import choices_at, sides_at, value_of
from literate.checking.formulas import Formula
from literate.messages import Problem

X = np.array([1.0, 2.0, 4.0])
MATRIX = np.array([[1.0, 2.0], [3.0, 4.0]])


def formula(tex: str) -> Formula:
    return Formula("claimed", tex, "page.md", 7)


@pytest.mark.parametrize(
    ("tex", "value", "point"),
    [
        (r"\frac{\mu - 1}{\sigma_2}", 2.0, {"mu": 5, "sigma": [1, 2]}),
        (r"\sum_{i=1}^{n} x_i", 7.0, {"x": X, "n": 3}),
        (r"\sum_{i=0}^{n-1} x_i", 7.0, {"x": X, "n": 3}),
        (r"\sum_{i=0}^{n-2} x_i", 3.0, {"x": X, "n": 3}),
        (r"\sum_{i=1}^{n-1} x_i", 3.0, {"x": X, "n": 3}),
        (r"\prod_{i=1}^{n} f_\theta(x_i)", 64.0, {"x": X, "n": 3, "f_theta": lambda x: 2 * x}),
        (r"\frac{n_2}{n}", 0.5, {"n": 4, "n_": [1, 2, 1]}),
        (r"\log q_{x_3}", math.log(0.3), {"q": [0.1, 0.2, 0.4, 0.3], "x": [1, 2, 4]}),
        (r"\hat{p}_2 + \tilde{t}", 1.5, {"p_hat": [0.0, 1.0], "t_tilde": 0.5}),
        (r"\operatorname{KL}(p \parallel q)", -1, {"KL": lambda p, q: p - q, "p": 1, "q": 2}),
        (r"\operatorname{softmax}(z)_2", 9, {"softmax": lambda z, j: z[j - 1], "z": [8, 9]}),
        (r"p(1-p)", 0.25, {"p": 0.5}),
        (r"\log_2 x", 3.0, {"x": 8}),
        (r"e^{-|z|}", math.exp(-2), {"z": -2}),
        (r"\frac{d}{dt} f(t)", 6.0, {"f": lambda t: t**2, "t": 3.0}),
        (r"\int f(x) \, dx", 2.0, {"f": lambda x: x, "x": np.linspace(0, 2, 101)}),
        (r"\sum_{c} \frac{m_c}{2}", 3.5, {"m": X, "c": 3}),
        (r"p(y_1, y_2, \dots, y_n)", 6, {"p": sum, "y": [1, 2, 3, 4], "n": 3}),
        (r"\lVert a - b \rVert^2", 25.0, {"a": np.array([3.0, 4.0]), "b": np.array([0.0, 0.0])}),
    ],
)
def test_a_formula_has_its_value(tex: str, value: float, point: dict[str, Any]) -> None:
    assert value_of(formula(tex), tex, point) == pytest.approx(value, rel=1e-12)


def test_an_element_of_a_product_keeps_the_order_of_its_indices() -> None:
    product = formula(r"C_{ij} = \sum_{k=1}^{K} A_{ik} B_{kj}").at({"i": 1, "j": 2})
    other = MATRIX.T + 1
    (_, left), (_, right) = sides_at(product, {"A": MATRIX, "B": other, "C": MATRIX @ other, "K": 2})
    assert left == right == (MATRIX @ other)[0, 1]
    from_zero = formula(r"\sum_{k=0}^{K-1} A_{ik} B_{kj}").at({"i": 1, "j": 2})
    assert sides_at(from_zero, {"A": MATRIX, "B": other, "K": 2})[0][1] == left
    swapped = formula(r"\sum_{k=1}^{K} A_{ik} B_{jk}").at({"i": 1, "j": 2})
    assert sides_at(swapped, {"A": MATRIX, "B": other, "K": 2})[0][1] != left


def test_products_of_matrices_keep_their_order() -> None:
    found = value_of(formula(""), r"(AB)^\top x", {"A": MATRIX, "B": MATRIX + 1, "x": [1.0, 2.0]})
    assert found.tolist() == ((MATRIX @ (MATRIX + 1)).T @ [1.0, 2.0]).tolist()


def test_the_one_case_whose_condition_holds_is_taken() -> None:
    cases = formula("(e_i)_j =\n\\begin{cases}\n1 & (j = i) \\\\\n0 & (j \\ne i)\n\\end{cases}")
    for i, j in ((1, 1), (1, 2)):
        (_, left), (_, right) = sides_at(cases, {"e": np.eye(2), "i": i, "j": j})
        assert left == right == float(i == j)


def test_the_best_candidate_is_chosen() -> None:
    tex = r"\hat{t} = \operatorname*{argmax}_{t} L(t; x) = \operatorname*{argmin}_{t} \mathrm{NLL}(t; x)"
    point = {"L": lambda t, x: -abs(t - x), "NLL": lambda t, x: (t - x) ** 2, "x": 2, "t_hat": 2}
    assert choices_at(formula(tex), [1, 2, 5], point) == [(2, None), (2, 5), (2, 5)]


def test_what_has_no_value_or_cannot_be_read_is_an_error() -> None:
    with pytest.raises(Problem, match=r"sigma has no value.*'sgma'.*mean sgma"):
        value_of(formula(""), r"\mu + \sigma", {"mu": 1, "sgma": 2})
    with pytest.raises(Problem, match="W has no value"):
        value_of(formula(""), r"AW", {"A": MATRIX})
    with pytest.raises(Problem, match="Cannot parse"):
        value_of(formula(""), r"\mu +", {"mu": 1})
