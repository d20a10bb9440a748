"""Sentences that claims quote are found on the pages of every language and in the glossary, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from literate.checking import claims
from literate.checking.facts import Fact, watching
from literate.messages import Problem
from literate.project import Project

from tests.support.scratch import write
from tests.support.two_languages import make_project_in_two_languages

GLOSSARY = "mean:\n  ko: {term: 평균, definition: 합을 수로 나눈 값입니다.}\n"
KOREAN = "평균은 {{ mean:.1f }}보다 큽니다. 평균은 합과 다릅니다.\n\n평균은 합과 다릅니다.\n"
ENGLISH = "The mean is above {{ mean:.1f }}.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    project = make_project_in_two_languages(tmp_path)
    write(project.root / "docs/glossary.yml", GLOSSARY)
    for language, text in (("ko", KOREAN), ("en", ENGLISH)):
        page = project.docs / language / "lessons/heights.md"
        write(page, page.read_text(encoding="utf-8") + "\n" + text)
    monkeypatch.setattr(claims, "project", project)
    claims.forget()
    yield project
    claims.forget()


def test_a_sentence_may_stand_on_a_page_in_any_language_or_in_the_glossary() -> None:
    with watching() as facts:
        claims.states("평균은 …보다 큽니다.", "The mean is above …", "합을 수로 나눈 값")
    places = {(fact.file, fact.name) for fact in facts}
    assert places == {
        ("docs/ko/lessons/heights.md", "평균은 …보다 큽니다."),
        ("docs/en/lessons/heights.md", "The mean is above …"),
        ("docs/glossary.yml", "합을 수로 나눈 값"),
    }
    assert {fact.kind for fact in facts} == {"states"}


def test_the_place_of_a_sentence_is_its_line() -> None:
    with watching() as facts:
        claims.states("평균은 …보다 큽니다.")
    assert facts == {Fact("docs/ko/lessons/heights.md", 11, "평균은 …보다 큽니다.", "states")}


def test_a_sentence_that_changed_is_reported_at_the_most_similar_one() -> None:
    with pytest.raises(Problem, match=r"docs/ko/lessons/heights\.md:11: No page") as caught:
        claims.states("평균은 …보다 작습니다.")
    assert caught.value.detail == "  평균은 …보다 작습니다.\n  평균은 …보다 큽니다."
    with pytest.raises(Problem, match=r"docs/en/lessons/heights\.md:11: No page"):
        claims.states("The mean is below …")


def test_a_sentence_that_occurs_twice_must_be_quoted_at_more_length() -> None:
    with pytest.raises(Problem, match=r"more than once") as caught:
        claims.states("평균은 합과 다릅니다.")
    assert caught.value.detail.split(", ")[1] == "docs/ko/lessons/heights.md:13"
    claims.states("보다 큽니다. 평균은 합과 다릅니다.")


def test_an_empty_claim_is_not_a_claim() -> None:
    with pytest.raises(TypeError):
        claims.states()  # type: ignore[call-arg]
    with pytest.raises(Problem, match="more than once"):
        claims.states("")
