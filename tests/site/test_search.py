"""Search on the real pages: what it finds, against a written standard, how fast, and where it leads."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from literate.environment import ROOT
from playwright.sync_api import Page

from tests.site.windows import Windows
from tests.support.search_worker import WORKERS, Answer, Worker
from tests.support.this_project import course

FOLDER = Path(__file__).parent
GOLD = yaml.safe_load((FOLDER / "search_gold.yml").read_text(encoding="utf-8"))
ENGLISH = yaml.safe_load((FOLDER / "search_gold_en.yml").read_text(encoding="utf-8"))
QUERIES = [one["query"] for one in GOLD]
PAGES = {"lesson": "lessons/negative-log-likelihood/", "corrections": "corrections/"}
INDEX = "search/search_index.json"
LESSONS = 60


def judged(one: dict[str, Any]) -> dict[str, str]:
    """The addresses of the pages on which a query of the standard is judged, by their names in it."""
    others = {name: f"lessons/{name}/" for name in one if name not in ("query", *PAGES)}
    return others or PAGES


def relevant(one: dict[str, Any]) -> set[str]:
    """The locations that a query of the standard ought to find."""
    sections = [(address, section) for name, address in judged(one).items() for section in one.get(name, [])]
    return {address + ("" if section == "page" else f"#{section}") for address, section in sections}


@pytest.fixture
def open_search(windows: Windows, address: str) -> Any:
    """Type a query into the search box of a page, as a reader does."""

    def type_it(query: str) -> Page:
        page = windows.open()
        page.goto(address + "about/", wait_until="load")
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").fill(query)
        page.keyboard.press("End")  # filling presses no key, and search listens to keys
        page.wait_for_selector(".md-search-result__link")
        return page

    return type_it


@dataclass(frozen=True)
class Score:
    """Shares over all queries of a standard: of what is relevant and found, of what is found and relevant,
    and of queries whose first result in the judged pages is relevant."""

    recall: float
    precision: float
    first: float


def score(gold: list[dict[str, Any]], answers: list[Answer]) -> Score:
    """Print what each query found, and return the score of all."""
    hits = found = wanted = firsts = 0
    for one, answer in zip(gold, answers, strict=True):
        want = relevant(one)
        ranked = [place for place in answer.sections if place.startswith(tuple(judged(one).values()))]
        have, is_first = set(ranked), bool(ranked) and ranked[0] in want
        hits, found, wanted = hits + len(want & have), found + len(have), wanted + len(want)
        firsts += is_first
        wrong = "".join(f" +{place}" for place in sorted(have - want))
        missing = "".join(f" -{place}" for place in sorted(want - have))
        mark = "" if is_first else " (first result is not relevant)"
        counts = f"{len(want & have):3} of {len(want):2}, {len(have):2} found"
        print(f"{counts}: {one['query']}{wrong}{missing}{mark}")
    total = Score(hits / wanted, hits / found if found else 0.0, firsts / len(gold))
    print(f"{total}, {len(answers)} queries")
    return total


@pytest.mark.parametrize(("gold", "home"), [(GOLD, ""), (ENGLISH, "en/")], ids=["ko", "en"])
def test_the_standard_is_about_sections_that_there_are_and_covers_every_lesson(
    site: Path, gold: list[dict[str, Any]], home: str
) -> None:
    docs = json.loads((site / home / INDEX).read_text(encoding="utf-8"))["docs"]
    locations = {doc["location"] for doc in docs}
    queries = [one["query"] for one in gold]
    assert len(queries) == len(set(queries)) >= 24
    for one in gold:
        assert relevant(one), one
        gone = relevant(one) - locations
        assert not gone, f"{one['query']}: the pages have changed; judge this query anew"
    asked = Counter(address for one in gold for address in judged(one).values())
    lessons = {f"{stop.path.relative_to('ko').with_suffix('')}/" for stop in course() if stop.path}
    assert len(lessons) >= 8
    assert lessons <= {address for address, count in asked.items() if count >= 3}


def test_what_is_relevant_is_found_and_what_is_found_is_relevant(
    blank: Page, address: str, theirs: str, search_worker: str
) -> None:
    alone = score(GOLD, Worker(blank, address + WORKERS + theirs, address + INDEX).ask(QUERIES))
    ours = score(GOLD, Worker(blank, search_worker, address + INDEX).ask(QUERIES))
    assert ours.recall >= 0.98
    assert ours.precision >= 0.95
    assert ours.first >= 0.95
    assert ours.recall > alone.recall + 0.2, "Material has learnt Korean: is our worker still needed?"


def test_what_is_relevant_is_found_in_english_too(blank: Page, address: str, search_worker: str) -> None:
    queries = [one["query"] for one in ENGLISH]
    found = score(ENGLISH, Worker(blank, search_worker, f"{address}en/{INDEX}").ask(queries))
    assert found.recall >= 0.98
    assert found.precision >= 0.95
    assert found.first >= 0.95


def test_other_names_of_a_term_lead_to_its_entry(blank: Page, address: str, search_worker: str) -> None:
    terms = yaml.safe_load((ROOT / "docs" / "glossary.yml").read_text(encoding="utf-8"))
    names = {other: term for term, one in terms.items() for other in one["ko"].get("also", [])}
    assert {"모수", "파라미터", "우도", "최대우도추정", "퍼플렉시티", "PPL"} <= names.keys()
    answers = Worker(blank, search_worker, address + INDEX).ask([*names])
    for (name, term), answer in zip(names.items(), answers, strict=True):
        assert f"glossary/#{term}" in answer.sections, (name, answer.sections)


def many_lessons(site: Path) -> dict[str, Any]:
    """The site's index with its lesson sixty times, half of the words in each replaced by others."""
    index: dict[str, Any] = json.loads((site / INDEX).read_text(encoding="utf-8"))
    lesson = [doc for doc in index["docs"] if doc["location"].startswith(PAGES["lesson"])]
    generator = random.Random(0)
    syllables = sorted(set(re.findall("[가-힣]", "".join(doc["text"] for doc in lesson))))

    def other(word: str) -> str:
        letters = list(word)
        stock = syllables if word[0] >= "가" else "abcdefghijklmnopqrstuvwxyz"
        letters[generator.randrange(len(letters))] = generator.choice(stock)
        return "".join(letters)

    for number in range(1, LESSONS):
        words: dict[str, str] = {}

        def vary(match: re.Match[str], words: dict[str, str] = words) -> str:
            word = match[0]
            if word not in words:
                words[word] = other(word) if generator.random() < 0.5 else word
            return words[word]

        for doc in lesson:
            location = doc["location"].replace("negative-log-likelihood", f"lesson-{number}")
            # Words outside of tags
            text = re.sub(r"(?<![<\w/])(?:[가-힣]{2,}|[A-Za-z_]{4,})", vary, doc["text"])
            title = re.sub("[가-힣]{2,}", vary, doc["title"])
            index["docs"].append({"location": location, "title": title, "text": text})
    return index


def test_no_query_takes_more_than_100_ms_among_sixty_lessons(
    site: Path, blank: Page, address: str, search_worker: str
) -> None:
    index = many_lessons(site)
    assert len(index["docs"]) > LESSONS * 20
    blank.route("**/sixty.json", lambda route: route.fulfill(json=index))
    worker = Worker(blank, search_worker, address + "sixty.json")
    # Those of the standard that ask about the lesson of which there are sixty
    queries = [one["query"] for one in GOLD if judged(one) is PAGES]
    assert len(queries) > 10
    queries += ["가", "이", "p", "log", "평균 표준편차 분포 확률 가능도", "가" * 40, "x" * 200]
    times = dict.fromkeys(queries, float("inf"))
    # What else runs on this machine is not the search's: a query is asked again while it seems slow.
    for _ in range(20):
        slow = [query for query in queries if times[query] > 80]
        for query, answer in zip(slow, worker.ask(slow), strict=True):
            times[query] = min(times[query], answer.milliseconds)
    slowest = max(times, key=lambda query: times[query])
    print(
        f"median {sorted(times.values())[len(times) // 2]:.1f} ms, slowest {times[slowest]:.1f} ms: {slowest}"
    )
    assert times[slowest] < 100, slowest


def test_every_page_asks_our_worker_which_knows_the_name_of_materials(site: Path, theirs: str) -> None:
    for path in ("index.html", "404.html", *(f"{address}index.html" for address in PAGES.values())):
        file = site / path
        found = re.search(r'id="__config"[^>]*>(.*?)</script>', file.read_text(encoding="utf-8"))
        assert found, path
        settings = json.loads(found[1])
        assert {"base", "features", "translations"} <= set(settings)
        start = site if settings["search"].startswith("/") else file.parent
        worker, _, name = settings["search"].partition("?")
        assert (start / worker.lstrip("/")).resolve() == (site / WORKERS / "search.js").resolve()
        assert name == theirs


def test_a_result_leads_to_its_section_and_marks_the_words_there(open_search: Any) -> None:
    page = open_search("가능도를")
    # Of the best page three sections; the others are one click away.
    links = page.locator(".md-search-result__item:first-child > .md-search-result__link[href*='#']")
    assert links.count() == 3
    first = links.first
    assert first.locator("h2 mark").inner_text() == "가능도"
    assert first.get_attribute("href").endswith("#likelihood")
    first.click()
    page.wait_for_url("**/lessons/negative-log-likelihood/**#likelihood")
    page.wait_for_selector("mark[data-md-highlight]")
    page.wait_for_function(
        "Math.abs(document.querySelector('#likelihood').getBoundingClientRect().top) < 120"
    )
    marked = page.locator("mark[data-md-highlight]").all_text_contents()
    assert len(marked) > 20
    assert set(marked) == {"가능도"}


def test_screen_readers_hear_the_number_of_results_and_the_name_of_each(open_search: Any) -> None:
    page = open_search("가능도를")
    assert re.search(r"\d", page.locator(".md-search").get_by_role("status").inner_text())
    links = page.locator(".md-search-result__link:visible")
    for name in links.locator("h1, h2").all_text_contents():
        assert page.get_by_role("link", name=name).count() > 0
    assert links.locator("h1, h2").count() == links.count() > 3
    query, clear = page.get_by_role("textbox"), page.locator(".md-search [type=reset]")
    assert clear.is_visible() and not query.evaluate("one => one.required")
    query.fill("")
    clear.wait_for(state="hidden")


def test_what_is_marked_in_a_result_is_the_word_inside_another(open_search: Any) -> None:
    page = open_search("밀도함수")
    assert page.locator("mark", has_text="확률밀도함수").count() >= 2
    assert page.locator(".md-search-result__terms").count() == 0, "nothing is missing"


def test_a_word_that_the_site_never_says_is_reported_as_missing(open_search: Any) -> None:
    page = open_search("언더플로 잠수함을")
    assert page.locator(".md-search-result__link[href*='likelihood/'][href*='#underflow']").count() == 1
    assert set(page.locator(".md-search-result__terms del").all_inner_texts()) == {"잠수함을"}
