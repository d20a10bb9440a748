"""A formula is compared with something, or tells why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.uncompared import unclaimed
from literate.project import Project
from literate.translating.composing import read_pages

from tests.support.scratch import write


def problems_on(root: Path, text: str) -> list[int]:
    """Return the lines that are reported on a page whose text begins on line 4."""
    write(root / "mkdocs.yml", "site_name: 책\n")
    write(root / "docs/ko/page.md", f"---\ntitle: 식\n---\n{text}\n")
    claims = (
        'formula("square").agrees(square, x=(0, 1))\nPAGE = "page"\ninline(PAGE, r"w + 1").gives(2, w=1)\n'
    )
    write(root / "tests/lessons/test_page.py", claims)
    project = Project.at(root)
    problems = unclaimed(project, read_pages(project))
    assert {one.file for one in problems} <= {"docs/ko/page.md"}
    return [one.line for one in problems]


def lines_of_formulas_nothing_compares(root: Path, tex: str) -> list[int]:
    """Return the lines that are reported on a page with one formula, on line 5, and a claim on `square`."""
    return problems_on(root, f"$$\n{tex}\n$$")


@pytest.mark.parametrize(
    "tex",
    [
        "% cube\nf(x) = x^3",
        "% a name\nx_i = y_i",
        "% definition\nx_i = y_i + 1",
        "% definition: why\nx_i = y_i + 1",
        "% picture:\nx_i = y_i + 1",
        "x_i = y_i + 1",
        r"\hat{\mu} = \frac{1}{n} \sum_{i=1}^{n} x_i",
    ],
)
def test_a_formula_that_nothing_compares_is_reported_at_its_line(tmp_path: Path, tex: str) -> None:
    assert lines_of_formulas_nothing_compares(tmp_path, tex) == [5]


@pytest.mark.parametrize(
    "tex",
    [
        "% square\nf(x) = x^2",
        "% definition: it sets y\nx_i = y_i + 1",
        "% argument: a step in words\nx_i = y_i + 1",
        "% picture: the shape only\nx_i = y_i + 1",
        r"\log_2 x = \frac{\log x}{\log 2}",
    ],
)
def test_a_formula_that_is_claimed_marked_or_judged_is_not(tmp_path: Path, tex: str) -> None:
    assert lines_of_formulas_nothing_compares(tmp_path, tex) == []


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{\mu-x_i}{\sigma^2}",
        "nV",
        r"x_i = \frac{y_i}{2}",
        r"L(a) > L(b)",
        r"-\log p",
        r"A_{ij} + B_{ij}",
        "w + 2",
        r"\frac{1}{2}\log 2\pi",
        r"{{ k }}\log p",
    ],
)
def test_a_statement_in_a_sentence_that_nothing_compares_is_reported(tmp_path: Path, tex: str) -> None:
    assert problems_on(tmp_path, f"값은 ${tex}$입니다.") == [4]


@pytest.mark.parametrize(
    "tex",
    [
        "x",
        r"\hat{\mu}",
        "x_1, \\dots, x_n",
        r"H(p, q)",
        r"\operatorname{KL}(p \parallel q)",
        r"\hat{p}(\cdot \mid c)",
        r"\mu=170",
        r"\theta=(\mu,\sigma)",
        r"\sigma^2",
        r"A^\top",
        r"\log 2",
        r"\frac{1}{4}",
        "-1",
        "w + 1",
        r"\log(cd) = \log c + \log d",
        r"(AW)^\top = W^\top A^\top",
    ],
)
def test_a_plain_formula_and_one_that_is_claimed_or_judged_are_not(tmp_path: Path, tex: str) -> None:
    assert problems_on(tmp_path, f"값은 ${tex}$입니다.") == []


def test_a_part_of_a_formula_that_is_compared_needs_no_claim(tmp_path: Path) -> None:
    whole = "$$\n% square\nf(x) = \\left( x_2 + \\frac{y}{z} \\right)^2\n$$\n"
    parts = [r"x_2 + \frac{y}{z}", r"\frac{y}{z}"]
    others = [r"x_2 - \frac{y}{z}", r"\frac{z}{y}", r"2 + \frac{y}{z}", r"x^2 + \frac{y}{z}"]
    assert problems_on(tmp_path, whole + "".join(f"${tex}$\n" for tex in parts)) == []
    assert problems_on(tmp_path, whole + "".join(f"${tex}$\n" for tex in others)) == [8, 9, 10, 11]


def test_a_definition_that_a_relation_needs_is_compared(tmp_path: Path) -> None:
    needed = r"$q = \frac{1}{1+e^{-z}}$이므로 $-\log q = \log(1+e^{-z})$입니다."
    assert problems_on(tmp_path, needed) == []
    assert problems_on(tmp_path, r"$q = \frac{1}{1+e^{-z}}$입니다.") == [4]
