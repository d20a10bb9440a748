"""Formulas of pages are read as meant, or rejected, and held against functions."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from literate import messages
from literate.checking.formulas import Formula, named_formulas, unnamed_formulas
from literate.checking.latex import normalize
from literate.checking.points import disagreement
from literate.messages import Problem
from literate.reading.pages import read_page

PDF = r"f(x) = \frac{1}{\sqrt{2\pi\sigma^2}} e^{-\frac{(x-\mu)^2}{2\sigma^2}}"
DOMAINS = {"x": (150.0, 190.0), "mu": (160.0, 180.0), "sigma": (1.0, 10.0)}
SHARES = {"p": (0.1, 0.9), "k": (1.0, 5.0), "n": (6.0, 10.0)}


def formula(tex: str, name: str = "claimed") -> Formula:
    return Formula(name, tex, "page.md", 7)


def pdf(x: float, mu: float, sigma: float) -> float:
    return math.exp(-((x - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)


def test_a_formula_agrees_with_the_function_that_computes_it() -> None:
    assert disagreement(formula(PDF), pdf, {}, {}, DOMAINS) == ""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"2\pi", r"\pi"),
        (r"2\sigma^2}}$", r"\sigma^2}}"),
        ("e^{-", "e^{"),
        (r"x-\mu", r"x+\mu"),
        (r"(x-\mu)^2", r"(x-\mu)^3"),
        (r"\sqrt{2\pi\sigma^2}", r"\sqrt{2\pi\sigma}"),
    ],
)
def test_a_formula_with_a_slip_disagrees(right: str, wrong: str) -> None:
    slipped = PDF.replace(right.rstrip("$"), wrong)
    assert slipped != PDF
    assert "claimed = " in disagreement(formula(slipped), pdf, {}, {}, DOMAINS)


@pytest.mark.parametrize(
    ("tex", "function", "domains"),
    [
        (r"L = {p^k \over n}", lambda p, k, n: p**k / n, SHARES),
        (r"L = {{1 \over p} \over {k + n}}", lambda p, k, n: 1 / p / (k + n), SHARES),
        (r"L = \left( p \, k \right) \quad n", lambda p, k, n: p * k * n, SHARES),
        (r"L(p) = p^{k} (1-p)^{n-k}", lambda p, k, n: p**k * (1 - p) ** (n - k), SHARES),
        (r"L = n p(1-p) k", lambda p, k, n: n * p * (1 - p) * k, SHARES),
        (r"y = -\log p", lambda p: -math.log(p), {"p": (0.1, 1.0)}),
        (r"{}_{5}\mathrm{C}_{2} p", lambda p: 10 * p, {"p": (0.1, 1.0)}),
        (r"m = \frac{1}{n} \sum_{i=1}^{n} x_i", lambda x: np.mean(x), {"x": (0.0, 1.0)}),
        (r"m = \prod_{i=1}^{n} x_i", lambda x: np.prod(x), {"x": (0.5, 1.0)}),
        (
            r"H = -\sum_{i=1}^{n} p_i \log q_i",
            lambda p, q: -np.sum(p * np.log(q)),
            {"p": (0.1, 1.0), "q": (0.1, 1.0)},
        ),
        (
            r"y = \hat p \bar\mu - \tilde{\mu}",
            lambda p_hat, mu_bar, mu_tilde: p_hat * mu_bar - mu_tilde,
            dict.fromkeys(("p_hat", "mu_bar", "mu_tilde"), (0.1, 1.0)),
        ),
        (
            r"y = \frac{1}{n} \sum_{i=1}^{n} (x_i - \bar{x})^2",
            lambda x, x_bar: np.mean((x - x_bar) ** 2),
            {"x": (0.0, 1.0), "x_bar": (0.0, 1.0)},
        ),
        (r"y = \max(p, 1 - p)", lambda p: max(p, 1 - p), {"p": (0.0, 1.0)}),
        (r"y = \frac{1}{K} \sum_{k=1}^{K} p_k", lambda p: np.mean(p), {"p": (0.1, 1.0)}),
        (r"y = \sum_{k=1}^{n} k p", lambda n, p: p * n * (n + 1) / 2, {"n": (1.0, 9.0), "p": (0.1, 1.0)}),
        (r"a = b = p^2 = p p", lambda p: p * p, {"p": (0.1, 1.0)}),
    ],
)
def test_notation_is_read_as_meant(
    tex: str, function: object, domains: dict[str, tuple[float, float]]
) -> None:
    if "= b =" in tex:
        tex = tex.replace("= b =", "=")
    assert disagreement(formula(tex), function, {}, {}, domains) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [1, 7])
def test_a_formula_with_a_free_index_is_compared_at_one_element(place: int) -> None:
    def softmax(z: np.ndarray) -> float:
        return float(np.exp(z[place - 1]) / np.exp(z).sum())

    whole = formula(r"s_j = \frac{e^{z_j}}{\sum_{k=1}^{K} e^{z_k}}")
    assert disagreement(whole.at({"j": place}), softmax, {}, {}, {"z": (-3.0, 3.0)}) == ""
    assert disagreement(whole.at({"j": 8 - place}), softmax, {}, {}, {"z": (-3.0, 3.0)}) != ""


def test_only_the_index_is_replaced_and_no_letter() -> None:
    assert formula(r"s_j = z_{j} - j z_{jk}").at({"j": 3}).tex == r"s_{3} = z_{3} - j z(3,k)"


def test_every_side_of_a_chain_is_compared() -> None:
    found = disagreement(formula("y = p + p = 3 p"), lambda p: 2 * p, {}, {}, {"p": (1.0, 2.0)})
    assert found.startswith("claimed = ")


def test_a_function_in_a_formula_stands_for_another_formula() -> None:
    likelihood = formula(r"L(\theta \mid x) = \prod_{i=1}^{n} f_\theta(x_i)")
    known = {"pdf": formula(PDF, "pdf")}
    where = {"f_theta": "pdf"}

    def product(x: np.ndarray, mu: float, sigma: float) -> float:
        return math.prod(pdf(one, mu, sigma) for one in x)

    assert disagreement(likelihood, product, known, where, DOMAINS) == ""
    known = {"pdf": formula(PDF.replace(r"2\pi", r"\pi"), "pdf")}
    assert disagreement(likelihood, product, known, where, DOMAINS) != ""


def test_a_function_in_a_formula_has_its_arguments_in_order() -> None:
    known = {"crossed": formula(r"H(p, q) = -\sum_{k=1}^{K} p_k \log q_k", "crossed")}

    def perplexity(p: np.ndarray, q: np.ndarray) -> float:
        return float(np.exp(-(p * np.log(q)).sum()))

    domains = {"p": (0.1, 0.9), "q": (0.1, 0.9)}
    for tex, does_agree in (("y = e^{H(p, q)}", True), ("y = e^{H(q, p)}", False)):
        assert (disagreement(formula(tex), perplexity, known, {"H": "crossed"}, domains) == "") is does_agree


MISREAD = [
    r"y = \overline{p}",
    r"y = \widehat{p}",
    "y = p'",
    r"y = p^\prime",
    r"y = \p p",
    r"y = \frac{p}{",
    r"y = p k",
    r"y = \mathbf{p}",
    r"y = p \ge 0",
    r"y \le p",
]


@pytest.mark.parametrize("tex", MISREAD)
def test_what_is_misread_is_rejected_with_its_place(tex: str) -> None:
    with pytest.raises(Problem) as caught:
        disagreement(formula(tex), lambda p: p, {}, {}, {"p": (0.1, 1.0)})
    assert (caught.value.file, caught.value.line) == ("page.md", 7)


def test_a_domain_without_a_symbol_is_rejected_with_the_names_of_the_formula() -> None:
    domains = {"p": (0.1, 1.0), "xbar": (1.0, 2.0)}
    with pytest.raises(Problem, match=re.escape("['p', 'x_bar']")):
        disagreement(formula(r"y = p \bar{x}"), lambda p, xbar: p, {}, {}, domains)


@pytest.mark.parametrize(
    ("tex", "variable", "is_derivative"),
    [
        (r"\frac{d}{dp} L(p) = 1", "p", True),
        (r"\frac{d}{d\mu}\mathrm{NLL}(\mu) = 1", "mu", True),
        (r"\frac{\partial}{\partial p} L = 1", "p", True),
        (r"\frac{d(-\log L)}{dp} = 1", "p", True),
        (r"\frac{d(-\log L)}{p} = 1", "p", False),
        (r"\frac{d}{p} L(p) = 1", "p", False),
        (r"\frac{d}{dp} L(p) = 1", "k", False),
        (r"\frac{\partial}{dp} L(p) = 1", "p", False),
        (r"L'(p) = 1", "p", False),
    ],
)
def test_a_derivative_says_by_what_it_is_derived(tex: str, variable: str, is_derivative: bool) -> None:
    assert formula(tex).derives_by(variable) is is_derivative


@pytest.mark.parametrize(
    ("tex", "normal"),
    [
        (r"{a \over b}", r"\frac{a }{ b}"),
        (r"{}_{10}\mathrm{C}_{7} p", r"\binom{10}{7} p"),
        (r"a \quad b \\ c", "a   b   c"),
        ("a % a remark", "a"),
    ],
)
def test_notation_that_sympy_misreads_is_rewritten(tex: str, normal: str) -> None:
    assert normalize(tex) == normal


def test_the_formulas_of_a_page_are_found_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: t\n---\n$$\n% one\nx = 1\n$$\n\n$$\ny = 2\n$$\n", encoding="utf-8")
    found = named_formulas([read_page(path, "page.md")])
    assert found == {"one": Formula("one", "x = 1", "page.md", 5)}


def test_a_name_that_is_used_twice_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: t\n---\n" + "$$\n% one\nx = 1\n$$\n" * 2, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        named_formulas([read_page(path, "page.md")])
    assert caught.value.line == 9


def test_a_formula_that_begins_beside_its_sign_hides_none_below_it(tmp_path: Path) -> None:
    text = "---\ntitle: x\n---\n$$ z\n= 1\n$$\n\n$$\n% two\ny = 2\n$$\n\n$$ % three\nx\n$$\n"
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    found = named_formulas([read_page(tmp_path / "page.md", "page.md")])
    assert {name: (one.tex, one.line) for name, one in found.items()} == {
        "two": ("y = 2", 9),
        "three": ("x", 13),
    }


def test_a_function_that_returns_a_vector_is_to_return_an_element(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    square = Formula("square", "f(p) = p^2", "docs/ko/lessons/square.md", 3)

    def pair(p: float) -> list[float]:
        return [p * p, p]

    reported = (
        "square is one number, but pair returns an array of shape (2,). Return element j: .at(j=3).agrees("
    )
    assert disagreement(square, pair, {}, {}, {"p": (1, 2)}).startswith(reported)
    assert disagreement(square, lambda p: pair(p)[0], {}, {}, {"p": (1, 2)}) == ""


def test_formulas_in_captions_are_found(tmp_path: Path) -> None:
    cell = "/// cell | plot\n    alt: a\n\nA plot of\n\n$$\n% one\nx = 1\n$$\n\n$$\ny = 2\n$$\n///\n"
    (tmp_path / "page.md").write_text(f"---\ntitle: x\nsnippets: x.py\n---\n{cell}", encoding="utf-8")
    page = read_page(tmp_path / "page.md", "page.md")
    assert named_formulas([page]) == {"one": Formula("one", "x = 1", "page.md", 11)}
    assert unnamed_formulas(page) == [16]
