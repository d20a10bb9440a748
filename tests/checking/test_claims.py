"""What claims are made of: formulas by name, and what a lesson prints, draws, writes and says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from literate.checking import checks, claims
from literate.checking.coverage import uncovered, write_descriptions
from literate.checking.facts import watching
from literate.checking.shown import Shown
from literate.messages import Problem
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.translating.composing import read_pages

SNIPPET = """\
# %% imports
import matplotlib.pyplot as plt
import numpy as np

# %% heights
heights = np.array([164.25, 168.5, 171.75])
print(f"{len(heights)} heights in float64:")
print(heights, heights.sum() * 1e-20, np.nan)

# %% square
def square(p):
    return p**2


def slope(p):
    return 2 * p


# %% curve
figure, axis = plt.subplots()
axis.plot(heights, square(heights))
axis.set(title="Squares of 3 heights", ylabel="square")
"""

PAGE = """\
---
title: 키
snippets: heights.py
---

/// cell | imports
///

/// cell | heights
///

가장 큰 키는 {{ heights.max():.1f }}, 가장 작은 키는 {{ heights.min():.2f }}입니다. 제곱은 더 큽니다.

/// cell | square
///

$$
% square
f(p) = p^2
$$

$$
% slope
\\frac{d}{dp} f(p) = 2 p
$$

/// cell | curve
    alt: {{ len(heights) }}개의 점

제곱
///
"""

CLAIMS = """\
from literate.checking.claims import formula, lesson

heights = lesson("heights.py")

def test_squares():
    formula("square").agrees(heights.square, p=(1, 2))

def test_heights():
    assert heights.heights.max() < 170

def test_the_curve():
    assert heights.square(2) == 4
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    for name, text in {
        "snippets/heights.py": SNIPPET,
        "docs/ko/heights.md": PAGE,
        "tests/lessons/test_heights.py": CLAIMS,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(claims, "project", Project(tmp_path))
    claims.forget()
    yield Project(tmp_path)
    claims.forget()


def shown() -> Shown:
    return claims.shown("heights.py")


def change(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    claims.forget()


def test_a_lesson_is_what_its_snippet_defines() -> None:
    assert claims.lesson("heights.py").square(3) == 9


@pytest.mark.parametrize("total", [5.045e-18, 5.04504e-18])
def test_what_is_printed_is_compared_to_the_digits_printed(total: float) -> None:
    shown().prints("heights", 3, 164.25, 168.5, 171.75, total, float("nan"))


@pytest.mark.parametrize(
    "numbers",
    [
        (3, 164.25, 168.5, 171.75, 5.045e-18),
        (3, 164.25, 168.5, 171.75, 5.045e-18, 0),
        (3, 164.25, 168.5, 171.75, 5.046e-18, float("nan")),
        (3, 164.26, 168.5, 171.75, 5.045e-18, float("nan")),
        (3, 168.5, 164.25, 171.75, 5.045e-18, float("nan")),
    ],
)
def test_another_number_than_the_printed_one_fails_at_the_cells_line(numbers: tuple[float, ...]) -> None:
    with pytest.raises(AssertionError, match=r"snippets/heights\.py:6: heights prints"):
        shown().prints("heights", *numbers)


def test_what_is_drawn_is_compared_with_every_line() -> None:
    shown().draws("curve", [164.25, 168.5, 171.75], [26978.0625, 28392.25, 29498.0625])
    for x, y in [([164.25], [26978.0625]), ([164.25, 168.5, 171.75], [26978.0625, 28392.25, 29498.1])]:
        with pytest.raises(AssertionError, match=r"snippets/heights\.py:\d+: curve does not draw a line"):
            shown().draws("curve", x, y)


def test_what_is_written_is_looked_for_in_titles_labels_and_notes() -> None:
    shown().writes("curve", "of 3 heights", "square")
    with pytest.raises(AssertionError, match="4 heights"):
        shown().writes("curve", "of 4 heights")


def test_what_is_said_is_compared_in_order_and_as_formatted() -> None:
    shown().says("heights", "171.8", "164.25")
    shown().says("curve", "3")
    shown().says("square")
    for values in [("164.25", "171.8"), ("171.75", "164.25"), ("171.8",)]:
        with pytest.raises(AssertionError, match=r"docs/ko/heights\.md:9: heights is followed by"):
            shown().says("heights", *values)


def test_a_value_is_said_as_it_stands_after_its_cell(project: Project) -> None:
    change(project, "snippets/heights.py", "figure, axis =", "heights = heights[:2]\nfigure, axis =")
    shown().says("heights", "171.8", "164.25")
    shown().says("curve", "2")


def test_a_value_that_cannot_be_had_is_a_problem(project: Project) -> None:
    change(project, "docs/ko/heights.md", "heights.max()", "heights.mx()")
    with pytest.raises(Problem) as caught:
        shown().says("heights", "171.8")
    assert (caught.value.file, caught.value.line) == ("docs/ko/heights.md", 12)


def test_a_formula_agrees_with_its_function_or_says_where_it_does_not() -> None:
    claims.formula("square").agrees(claims.lesson("heights.py").square, p=(1, 2))
    with pytest.raises(AssertionError, match=r"docs/ko/heights\.md:18: square = "):
        claims.formula("square").agrees(claims.lesson("heights.py").slope, p=(1, 2))


def test_a_derivative_is_one_by_symbols_and_by_autograd() -> None:
    claims.formula("slope").is_derivative_of("square", "p", p=(1, 2))


@pytest.mark.parametrize(
    ("old", "new"), [("= 2 p", "= 3 p"), ("{dp}", "{p}"), ("= p^2", "= p^3"), (r"\frac{d}{dp} f(p)", "g(p)")]
)
def test_what_is_not_a_derivative_says_where(project: Project, old: str, new: str) -> None:
    change(project, "docs/ko/heights.md", old, new)
    with pytest.raises(AssertionError, match=r"docs/ko/heights\.md:23: slope"):
        claims.formula("slope").is_derivative_of("square", "p", p=(1, 2))


def test_a_formula_that_no_page_names_is_a_problem_with_the_nearest_name() -> None:
    with pytest.raises(Problem, match="square"):
        claims.formula("sqaure")


def test_what_a_claim_looks_at_is_noted_with_its_place() -> None:
    heights = claims.lesson("heights.py")
    with watching() as facts:
        claims.formula("square").agrees(heights.square, p=(1, 2))
        shown().writes("curve", "square")
    assert {(fact.kind, str(fact)) for fact in facts if fact.name} == {
        ("reads", "snippets/heights.py:11: square"),
        ("formula", "docs/ko/heights.md:18: square"),
        ("agrees", "docs/ko/heights.md:18: square"),
        ("writes", "snippets/heights.py:20: curve"),
    }
    assert {fact.file for fact in facts} == {"snippets/heights.py", "docs/ko/heights.md"}
    with watching() as facts:
        shown().prints("imports")
    assert {fact.file for fact in facts} == {"snippets/heights.py"}


def test_a_lesson_runs_when_a_name_of_it_is_asked_for_and_once(project: Project) -> None:
    change(project, "snippets/heights.py", "return p**2", "return p**3")
    heights = claims.lesson("heights.py")
    change(project, "snippets/heights.py", "return p**3", "return p**4")
    assert heights.square(2) == 16
    assert heights.heights is heights.heights


def test_a_name_that_a_lesson_does_not_define_is_reported_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"snippets/heights\.py.*heigths.*heights"):
        claims.lesson("heights.py").heigths  # noqa: B018


def test_a_cell_that_stands_below_a_later_one_is_named(project: Project) -> None:
    change(project, "docs/ko/heights.md", "/// cell | imports\n///\n", "")
    change(project, "docs/ko/heights.md", "제곱\n///\n", "제곱\n///\n\n/// cell | imports\n///\n")
    pages = read_pages(project)
    (problem,) = checks.out_of_order(pages, find_sources(project, pages))
    assert problem.cell == "imports"


def test_a_cell_that_no_page_shows_is_named(project: Project) -> None:
    change(project, "docs/ko/heights.md", "/// cell | imports\n///\n", "")
    pages = read_pages(project)
    (problem,) = checks.out_of_order(pages, find_sources(project, pages))
    assert "imports" in problem.message


def test_what_no_claim_is_about_is_reported_with_a_line_to_paste() -> None:
    found = {(problem.cell, problem.detail.split("\n")[0].strip()) for problem in uncovered([])}
    assert ("heights", 'page.prints("heights", 3, 164.25, 168.5, 171.75, 5.045e-18, nan)') in found
    assert ("heights", 'page.says("heights", "171.8", "164.25")') in found
    assert {("curve", "## curve"), ("curve", "page.writes(\"curve\", 'Squares of 3 heights')")} <= found
    assert ("", 'states("제곱은 더 큽니다.")') in found
    assert any('formula("slope").agrees' in paste for _, paste in found)


def test_what_a_claim_is_about_is_not_reported() -> None:
    with watching() as facts:
        heights = claims.lesson("heights.py")
        claims.formula("square").agrees(heights.square, p=(1, 2))
        claims.formula("slope").is_derivative_of("square", "p", p=(1, 2))
        shown().says("heights", "171.8", "164.25")
        claims.states("제곱은 더 큽니다")
    details = "\n".join(problem.detail for problem in uncovered(facts))
    assert not any(claim in details for claim in ("formula(", 'says("heights"', "states("))
    assert 'prints("heights"' in details


def test_a_description_that_does_not_hold_shows_the_lines_that_differ() -> None:
    with pytest.raises(AssertionError, match=r"heights\.py:6: heights looks different\n.*\n.*\n-prin"):
        shown().looks("heights", "prints # heights in float32:")


SQUARE = "/// cell | square\n"
TABLE = "| 키 | 값 |\n|---|---:|\n| 큰 키 | {{ heights.max():.2f }} |\n| 하나 | 1 |\n\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [("| 큰 키 |", "| 작은 키 |"), ("| 하나 | 1 |", "| 하나 | 2 |"), ("| 키 | 값 |", "| 값 | 키 |")],
)
def test_rows_and_columns_of_tables_below_a_cell_are_described(old: str, new: str, project: Project) -> None:
    change(project, "docs/ko/heights.md", SQUARE, TABLE + SQUARE)
    write_descriptions()
    described = {cell: text for _, cell, text in claims.described()}
    assert described["heights"].endswith("\nrow 키 | 값\nrow 큰 키 | 171.75\nrow 하나 | 1")
    shown().looks("heights", described["heights"])
    change(project, "docs/ko/heights.md", old, new)
    with pytest.raises(AssertionError, match=r"docs/ko/heights\.md:\d+: its tables say something else"):
        shown().looks("heights", described["heights"])


def test_descriptions_are_written_on_request_and_stay_where_they_hold(project: Project) -> None:
    assert write_descriptions() == ["tests/lessons/looks/heights.txt"]
    for snippet, cell, description in claims.described():
        claims.shown(snippet).looks(cell, description)
    assert write_descriptions() == []
    change(project, "snippets/heights.py", 'ylabel="square"', 'ylabel="cube"')
    assert write_descriptions() == ["tests/lessons/looks/heights.txt"]
