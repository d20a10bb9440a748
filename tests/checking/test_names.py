"""A formula is compared with something, or tells why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.uncompared import unclaimed
from literate.project import Project
from literate.translating.composing import read_pages

from tests.support.scratch import write


def lines_of_formulas_nothing_compares(root: Path, tex: str) -> list[int]:
    """Return the lines that are reported on a page with one formula, on line 5, and a claim on `square`."""
    write(root / "mkdocs.yml", "site_name: 책\n")
    write(root / "docs/ko/page.md", f"---\ntitle: 식\n---\n$$\n{tex}\n$$\n")
    write(root / "tests/lessons/test_page.py", 'formula("square").agrees(square, x=(0, 1))\n')
    project = Project.at(root)
    problems = unclaimed(project, read_pages(project))
    assert {one.file for one in problems} <= {"docs/ko/page.md"}
    return [one.line for one in problems]


@pytest.mark.parametrize(
    "tex",
    [
        "% cube\nf(x) = x^3",
        "% a name\nx_i = y_i",
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
        "% definition\nx_i = y_i + 1",
        "% argument\nx_i = y_i + 1",
        "% picture\nx_i = y_i + 1",
        r"\log_2 x = \frac{\log x}{\log 2}",
    ],
)
def test_a_formula_that_is_claimed_marked_or_judged_is_not(tmp_path: Path, tex: str) -> None:
    assert lines_of_formulas_nothing_compares(tmp_path, tex) == []
