"""<word-scores>: the sentences that readers select or type, and what the model says of each word."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.site.explorables import (
    SCORES,
    as_in_the_beginning,
    cell,
    spoken,
)


@pytest.fixture
def scores(explorables: Page) -> Locator:
    return as_in_the_beginning(explorables, SCORES)


def column(element: Locator, name: str) -> list[str]:
    """Return what a column of the words shows."""
    return element.locator(f".scores .{name}").all_inner_texts()


def test_a_listed_sentence_is_selected_by_keys_and_by_the_button(scores: Locator) -> None:
    assert column(scores, "id") == ["2", "7", "1", "6", "0"]
    assert [cell(scores, name) for name in ("nouns", "unknown")] == ["–", "친구"]
    scores.locator("#find").click()
    assert column(scores, "word") == ["나는", "학생", "입니다", "[PAD]", "[PAD]"]
    scores.locator("select").press("ArrowDown")
    assert scores.locator("[type=text]").input_value() == "나는 좋은 선생님 입니다"
    assert cell(scores, "nouns") == "선생님"


def test_a_typed_sentence_is_computed_and_read_aloud(explorables: Page, scores: Locator) -> None:
    scores.locator("[type=text]").fill("학생  의자 & <b>x</b> 학생 학생")
    assert column(scores, "word") == ["학생", "의자", "&", "<b>x</b>", "학생"]
    assert column(scores, "id") == ["8", "1", "1", "1", "8"]
    assert len(set(column(scores, "q")[1:4])) == 1
    assert cell(scores, "unknown") == "의자, &, <b>x</b>"
    assert scores.locator("td#unknown b").count() == 0
    assert scores.locator("select").evaluate("element => element.selectedOptions[0].text") == "직접 쓴 문장"
    assert "학생: 8번" in spoken(explorables, SCORES, "의자: 1번")
    scores.locator("[type=text]").fill("")
    assert set(column(scores, "id")) == {"0"}
    assert "낱말이 없습니다." in spoken(explorables, SCORES, "없습니다")


def test_the_strip_shows_the_signs_and_sizes_of_the_vector(scores: Locator) -> None:
    vector = scores.evaluate("element => element.values[0].vector")
    largest = scores.evaluate("element => Math.max(...element.embedding.flat().map(Math.abs))")
    parts = scores.locator(".strip").first.locator(".part")
    found = parts.evaluate_all(
        """parts => parts.map(part => Number(getComputedStyle(part).getPropertyValue("--size"))
             * (part.classList.contains("below") ? -1 : 1))"""
    )
    assert found == pytest.approx([value / largest for value in vector])
    assert min(found) < 0 < max(found)
