"""Claims on pages and explorables that are used wrong name what is wrong and what is near."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from literate.checking import claims
from literate.checking.explorable_claims import (
    DESCRIPTIONS,
    Explored,
    described_explorables,
    explorable,
)
from literate.checking.explorables import Look, Placed
from literate.messages import Problem
from literate.project import Project
from literate.reading.pages import parse_page

from tests.support.scratch import write

PAGE = "---\ntitle: 값\n---\n\n둘의 합은 $x + {{ 2 }}$입니다.\n"
NUMBER: Any = 3
LOOK = Look({}, [["p", 0.5, "", "", ""]], [["합", "3"]], {"sum-plot": "합은 3입니다."}, {}, "")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    write(tmp_path / "docs/ko/lessons/values.md", PAGE)
    monkeypatch.setattr(claims, "project", Project(tmp_path))
    claims.forget()
    yield Project(tmp_path)
    claims.forget()


def explored() -> Explored:
    return Explored(parse_page(PAGE, "values.md"), Placed("one-sum", 5, {}), LOOK, "ko")


@pytest.mark.parametrize("is_korean", [True, False])
@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (lambda: explored().starts(p=0.25), r"values\.md:5: one-sum.*0\.5"),
        (lambda: explored().shows(("sum", 3)), r"values\.md:5: one-sum.*합"),
        (lambda: explored().shows(("합", 4)), r"values\.md:5: one-sum.*합.*3.*4"),
        (lambda: explored().says("sum-plot"), r"values\.md:5: one-sum.*합은 3"),
        (lambda: explored().says("sum-plot", ("합은", 4)), r"values\.md:5: one-sum.*합은 3.*합은 4"),
        (lambda: explored().looks("row 3"), r"values\.md:5: one-sum.*\n---"),
    ],
)
def test_a_claim_that_does_not_hold_says_what_is_there_in_the_users_language(
    claim: Callable[[], None], message: str, is_korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("literate.messages.speaks_korean", lambda: is_korean)
    with pytest.raises(AssertionError, match=message) as caught:
        claim()
    assert any(words in str(caught.value) for words in (" starts", " shows", " says", " looks")) != is_korean


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (lambda: explored().says("sum-plt"), r"values\.md:5: No sentence describes sum-plt\. .*sum-plot"),
        (lambda: explored().shows(NUMBER), r"shows\(\*rows\): TypeError"),
        (lambda: explorable("value", "one-sum"), "There is no page value. Did you mean values"),
        (lambda: explorable("values", "one-sum"), r"values\.md: The page does not have an element one-sum"),
        (lambda: claims.inline("values", "x"), r"values\.md: This page does not have the formula \$x\$"),
    ],
)
def test_a_claim_that_is_used_wrong_is_a_problem(claim: Callable[[], Any], message: str) -> None:
    with pytest.raises(Problem, match=message):
        claim()


def test_a_page_without_a_snippet_has_constant_values() -> None:
    claims.inline("values", "x + {{ 2 }}").gives(5, x=3)


def test_descriptions_without_a_language_or_in_another_encoding_are_a_problem(project: Project) -> None:
    write(project.root / DESCRIPTIONS, "## values one-sum\nrow 3\n")
    with pytest.raises(Problem, match=rf"{DESCRIPTIONS}: ## values one-sum: give lesson, element"):
        list(described_explorables())
    (project.root / DESCRIPTIONS).write_bytes("## 값\n".encode("cp949"))
    with pytest.raises(Problem, match=f"{DESCRIPTIONS}:1: Not UTF-8"):
        list(described_explorables())
