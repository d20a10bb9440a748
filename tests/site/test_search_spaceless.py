"""Search in languages that put no spaces between words, against a written standard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from tests.support.search_worker import Worker, index_of

GOLD = yaml.safe_load(Path(__file__).with_name("search_gold_spaceless.yml").read_text(encoding="utf-8"))


def index(one: dict[str, Any]) -> dict[str, Any]:
    sections = {place: (title, text) for place, (title, text) in one["sections"].items()}
    found = index_of(one["language"], sections, ["stemmer"])
    found["config"]["separator"] = one["separator"]
    return found


@pytest.mark.parametrize("one", GOLD, ids=["ja", "zh", "th"])
def test_what_is_relevant_is_found_and_what_is_found_is_relevant(
    one: dict[str, Any], blank: Page, search_worker: str
) -> None:
    queries = one["queries"]
    answers = Worker(blank, search_worker, index(one)).ask([*queries])
    hits = found = wanted = 0
    for (query, want), answer in zip(queries.items(), answers, strict=True):
        have = set(answer.sections)
        print(f"{query}: -{sorted(set(want) - have)} +{sorted(have - set(want))}")
        hits, found, wanted = hits + len(have & set(want)), found + len(have), wanted + len(want)
    print(f"recall {hits / wanted:.3f}, precision {hits / found:.3f}, {len(queries)} queries")
    assert len(queries) >= 20 or one["language"] != "ja"
    assert hits / wanted >= 0.98
    assert hits / found >= 0.95


def test_a_name_finds_its_lesson_first_and_its_words_are_reported(blank: Page, search_worker: str) -> None:
    [answer] = Worker(blank, search_worker, index(GOLD[0])).ask(["交差エントロピー"])
    assert answer.sections[0] == "ce/"
    assert all(answer.terms[0].values())
    assert "".join(answer.terms[0]) == "交差エントロピー"


def test_a_word_that_no_section_says_is_reported_as_missing(blank: Page, search_worker: str) -> None:
    [answer] = Worker(blank, search_worker, index(GOLD[0])).ask(["勾配 潜水艦"])
    assert set(answer.sections) == {"nll/#gradient", "nll/#descent"}
    assert {word for word, is_there in answer.terms[0].items() if not is_there} >= {"潜水艦"}
