"""Sentences that claims quote are found on the pages of every language and in the glossary, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from literate.checking import claims
from literate.checking.facts import Fact, watching
from literate.checking.sentences import unstated
from literate.messages import Problem
from literate.project import Project
from literate.reading.pages import Line, Page

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


def problems(text: str, *quotations: tuple[int, str], doubtful: str = "") -> list[str]:
    page = Page("page.md", {}, {}, tuple(Line(one, at, "text") for at, one in enumerate(text.split("\n"), 1)))
    found = unstated(page, [("page.md", line, quotation) for line, quotation in quotations], doubtful)
    return [f"{one.line}{one.detail}" for one in found]


GREATER = ["큽니다", "컸습니다", "작습니다", "많았습니다", "높습니다"]
CHANGED = [
    "커집니다",
    "작아졌습니다",
    "늘었습니다",
    "줄어듭니다",
    "줄어들었습니다",
    "내려갑니다",
    "올라갔습니다",
]


@pytest.mark.parametrize("predicate", [*GREATER, *CHANGED])
def test_a_sentence_that_compares_needs_a_claim(predicate: str) -> None:
    sentence = f"평균은 {{{{ mean }}}}보다 {predicate}."
    assert problems(f"키입니다. {sentence}") == [f'1  states("평균은 …보다 {predicate}.")']
    assert problems(sentence, (1, f"보다 {predicate}")) == []


def test_few_is_compared_but_what_is_written_or_happens_often_is_not() -> None:
    assert problems("답은 아래에 적습니다. 답이 더 적습니다.") == ['1  states("답이 더 적습니다.")']
    assert problems("축마다 더할 때가 많습니다. 답이 많습니다.") == ['1  states("답이 많습니다.")']


def test_a_comparison_that_a_value_chooses_or_that_a_doubtful_claim_quotes_needs_none() -> None:
    assert problems("평균이 {{ a > b: 큽니다 | 작습니다 }}.") == []
    assert problems("평균이 큽니다.", doubtful='states("평균이 큽니다.")') == []
    assert problems("평균이 큽니다.", doubtful='states("합이 큽니다.")') != []


def test_a_quotation_counts_at_its_line_and_for_each_sentence_that_it_touches() -> None:
    assert problems("평균이 큽니다. 합이 작습니다.", (1, "평균이 큽니다. 합이 작습니다.")) == []
    assert problems("평균이 큽니다. 합이 작습니다.", (1, "합이 작습니다")) == ['1  states("평균이 큽니다.")']
    assert problems("평균이 큽니다.", (2, "평균이 큽니다.")) == ['1  states("평균이 큽니다.")']


MARKDOWN = "| 재료 | 무게 |\n|---|---:|\n| 밀가루 | {{ flour }} |\n| 1 | {{ one }} |"
HTML = "<table>\n<thead><tr><th>재료</th></tr></thead>\n<tr><td>{{ flour }}</td></tr>\n</table>"


def test_what_names_the_values_of_a_table_needs_a_claim() -> None:
    assert problems(MARKDOWN) == ['1  states("| 재료 | 무게 |")', '3  states("| 밀가루 | … |")']
    assert problems(MARKDOWN, (1, "재료"), (3, "밀가루")) == []
    assert problems(HTML) == ['2  states("<thead><tr><th>재료</th></tr></thead>")']
    assert problems(HTML, (2, "<th>재료</th>")) == []


def test_a_table_without_values_needs_no_claim() -> None:
    assert problems(MARKDOWN.replace("{{ flour }}", "a").replace("{{ one }}", "b")) == []
    assert problems("| 재료 | 무게 |\n|---|---|\n\n무게는 {{ flour }}입니다.") == []
