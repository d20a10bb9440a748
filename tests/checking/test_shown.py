"""Claims on a lesson's outputs that do not hold, or are used wrong, say what is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from literate.checking.facts import watching
from literate.checking.lesson_runs import LessonRun, RanCell
from literate.checking.shown import Shown
from literate.messages import Problem
from literate.reading.pages import parse_page
from literate.reading.snippets import read_snippet
from matplotlib.figure import Figure

from tests.support.scratch import write

SNIPPET = "# %% coins\ntosses = 8\n\n# %% hidden\ntosses\n"
PAGE = "---\ntitle: 동전\nsnippets: coins.py\n---\n\n/// cell | coins\n///\n"


@pytest.fixture
def page(tmp_path: Path) -> Shown:
    """The outputs of a cell that prints two numbers and draws a line, bars and error bars."""
    write(tmp_path / "coins.py", SNIPPET)
    figure = Figure()
    across, beside = figure.subplots(2)
    across.set(title="both", ylabel="tosses")
    beside.set(title="beside", ylabel="tosses")
    across.plot(["앞", "뒤"], [3, 5], color="C0")
    across.text(0, 3, "heads", color="C0")
    across.vlines([0, 1], 0, [3, 5], color="#123456", label="drops")
    across.legend()
    beside.bar([1, 2], [3, 5])
    beside.errorbar([1, 2], [3, 5], [1, 1])  # keeps its points as objects
    cells = {
        "coins": RanCell("8 tosses: 0.375", "", [figure], ["3", "5"], {}),
        "hidden": RanCell("", "", [], [], {}),
    }
    snippet = read_snippet(tmp_path / "coins.py", "coins.py")
    ran = LessonRun(snippet, parse_page(PAGE, "coins.md"), cells, {}, {}, {})
    return Shown(lambda: ran)


def test_lines_between_categories_and_bars_beside_other_parts_are_compared(page: Shown) -> None:
    page.draws("coins", ["앞", "뒤"], [3, 5])
    page.draws("coins", [1, 2], [3, 5])
    page.draws_bars("coins", [3, 5])


def test_what_several_axes_say_is_claimed_in_their_order(page: Shown) -> None:
    with watching() as facts:
        page.writes("coins", "tosses", "both", "beside", "tosses")
    assert {fact.detail for fact in facts} >= {'title "both"', 'title "beside"'}
    with pytest.raises(AssertionError, match="not both in this order"):
        page.writes("coins", "beside", "both")


def test_a_title_that_is_part_of_an_earlier_one_can_be_claimed(page: Shown) -> None:
    first, second = page.figures["coins"][0].axes
    first.set(title="XW")
    second.set(title="W")
    with watching() as facts:
        page.writes("coins", "XW", "W")
    assert {fact.detail for fact in facts} >= {'title "XW"', 'title "W"'}


def test_what_is_drawn_together_is_compared_together_and_named_by_its_color(page: Shown) -> None:
    page.draws("coins", ["앞", "뒤"], [3, 5], "heads")
    with watching() as facts:
        page.draws("coins", [[0, 0], [1, 1]], [[0, 3], [0, 5]], "drops")
    details = {fact.detail for fact in facts if fact.detail}
    assert details == {"LineCollection #123456 (0, 0) (0, 3) (1, 0) (1, 5)", 'legend "drops" #123456 --'}


WRONG: list[tuple[Callable[[Shown], Any], str]] = [
    (lambda page: page.prints("coins", 8), r"coins\.py:2: coins.*\[8\.0, 0\.375\]"),
    (lambda page: page.prints("coins", 8, 0.5), r"coins\.py:2: coins.*0\.375.*0\.5"),
    (lambda page: page.says("coins", "3", "5", "8"), r"coins\.md:6: coins.*\['3', '5'\]"),
    (
        lambda page: page.draws("coins", [1, 2], [3]),
        r"coins\.py:2: coins[^\n]*\n.*line \S+ - \(0, 3\)",
    ),
    (
        lambda page: page.draws_bars("coins", 3),
        r"coins\.py:2: coins[^\n]*\nbars \S+ \(1, 3\) \(2, 5\)",
    ),
    (
        lambda page: page.draws("coins", ["앞", "뒤"], [3, 5], "drops"),
        r"coins\.py:2: coins.*\['heads'\].*drops",
    ),
    (lambda page: page.writes("coins", "tails"), r"coins\.py:2: coins.*\['.*tails"),
    (lambda page: page.looks("coins", "prints # tosses"), r"coins\.py:2: coins[^\n]*\n---"),
]


@pytest.mark.parametrize("is_korean", [True, False])
@pytest.mark.parametrize(("claim", "message"), WRONG)
def test_a_claim_that_does_not_hold_says_what_is_there_in_the_users_language(
    claim: Callable[[Shown], Any], message: str, is_korean: bool, page: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("literate.messages.speaks_korean", lambda: is_korean)
    with pytest.raises(AssertionError, match=message) as caught:
        claim(page)
    assert ("니다" in str(caught.value)) == is_korean


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (lambda page: page.prints(0.375), r"coins\.py: There is no such cell: 0\.375"),
        (lambda page: page.prints("coins", "8", "0.375"), r"prints\(cell, \*numbers\): "),
        (lambda page: page.writes("coins", 3), r"writes\(cell, \*texts\): TypeError"),
        (lambda page: page.looks("hidden", ""), r"coins\.md: cell hidden: The page does not show this cell"),
    ],
)
def test_a_claim_that_is_used_wrong_is_a_problem(
    claim: Callable[[Shown], Any], message: str, page: Shown
) -> None:
    with pytest.raises(Problem, match=message):
        claim(page)


def test_a_claim_that_does_not_exist_is_reported_with_the_nearest(page: Shown) -> None:
    with pytest.raises(AttributeError, match=r"There is no claim print\. Did you mean prints"):
        page.print  # type: ignore[attr-defined]  # noqa: B018
