"""Sections, figures and formulas have addresses and citations, the same places in all languages."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.site.test_accessibility import what_axe_finds
from tests.site.windows import DESKTOP, PHONE
from tests.support.this_project import THIS

LESSON = "lessons/one-hot-encoding/"
LESSONS = sorted(path.stem for path in (THIS.docs / "ko" / "lessons").glob("*.md"))
FIGURES, FORMULAS = "figure.cell-figure[id]", ".formula"
# What a reader clicks, and what stands between the title of the page and the date
CITED = {
    "": {
        "bag-of-words": "“단어 가방” 절",
        "figure-memory-curve": "“메모리” 절, 그림 4",
        "formula-bag-of-words": "“단어 가방” 절, 식 8",
    },
    "en/": {
        "bag-of-words": "section “Bags of words”",
        "figure-memory-curve": "section “Memory”, Figure 4",
        "formula-bag-of-words": "section “Bags of words”, Formula 8",
    },
}
BEGIN = {
    "": "코드로 확인하는 자연어처리, 2-3 원-핫 인코딩, ",
    "en/": "NLP, checked by code, 2-3 One-hot encoding, ",
}
RECORDED = {"": "기록", "en/": "recorded"}


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page whose clipboard can be read."""
    context = browser.new_context(
        viewport=DESKTOP,  # type: ignore[arg-type]
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@cache
def places(page: Path) -> list[str]:
    """Return the ids of a page's sections, figures and formulas, in order; each id on the page is unique."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    ids = Counter(str(node.id) for node in tree.css("[id]"))
    assert [name for name, times in ids.items() if times > 1] == []
    found = [str(node.id) for node in tree.css(f"article :is(h2, h3, h4)[id], {FIGURES}, {FORMULAS}")]
    links = [str(node.attributes["href"]).removeprefix("#") for node in tree.css("article .headerlink")]
    assert links[1:] == found  # the first one is that of the title
    assert len(tree.css(FORMULAS)) == len(tree.css("article div.arithmatex"))
    assert len(tree.css(FIGURES)) == len(tree.css(".cell figure"))
    return found


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_section_figure_and_formula_links_to_itself_at_the_same_id_in_all_languages(
    site: Path, lesson: str
) -> None:
    pages = [site / home / "lessons" / lesson / "index.html" for home in CITED]
    for page in pages:
        assert re.search(r'"recorded": "[^"]+ \d{4}-\d\d-\d\d"', page.read_text(encoding="utf-8"))
    original, translation = map(places, pages)
    assert original == translation
    assert len(original) > 20


@pytest.mark.parametrize("language", THIS.languages)
def test_the_book_has_these_places_too(site: Path, language: str) -> None:
    folder = site / ("" if language == THIS.languages[0] else language)
    with zipfile.ZipFile(folder / "book.epub") as book:
        texts = [name for name in book.namelist() if name.endswith(".xhtml")]
        chapters = {Path(name).stem: book.read(name).decode("utf-8") for name in texts}
    for lesson in LESSONS:
        page = folder / "lessons" / lesson / "index.html"
        wanted = {f'id="lessons-{lesson}.{place}"' for place in places(page)}
        chapter = chapters[f"lessons-{lesson}"]
        assert {one for one in wanted if one not in chapter} == set()
        assert "headerlink" not in chapter


@pytest.mark.parametrize("home", CITED)
def test_a_click_copies_the_address_and_shows_the_citation(reader: Page, address: str, home: str) -> None:
    reader.goto(address + home + LESSON)
    text = (THIS.recorded / "one-hot-encoding" / "recording.json").read_text(encoding="utf-8")
    date = re.search(r'"recorded": "(\d{4}-\d\d-\d\d)"', text)
    assert date
    citation = reader.get_by_role("dialog")
    for place, cited in CITED[home].items():
        assert not citation.is_visible()
        link = reader.locator(f".headerlink[href='#{place}']")
        link.scroll_into_view_if_needed()
        link.hover()
        link.click()
        citation.wait_for()
        assert reader.url == clipboard(reader) == f"{address}{home}{LESSON}#{place}"
        shown = citation.locator("p").inner_text()
        assert shown == f"{BEGIN[home]}{cited}, {RECORDED[home]} {date[1]}, {reader.url}"
        citation.get_by_role("button").click()
        assert clipboard(reader) == shown
        reader.keyboard.press("Escape")


def test_a_citation_is_reached_and_left_by_keyboard(reader: Page, address: str) -> None:
    reader.goto(address + LESSON)
    reader.wait_for_load_state("networkidle")
    asked: list[str] = []
    link = reader.locator(".headerlink[href='#formula-bag-of-words']")
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).opacity") == "1"
    reader.on("request", lambda request: asked.append(request.url))
    reader.keyboard.press("Enter")
    citation = reader.get_by_role("dialog")
    citation.wait_for()
    said = reader.get_by_role("status").filter(has_text="복사했습니다")
    said.wait_for()
    # Screen readers speak the description of what has the focus, and a status whose text changes.
    expect(citation.get_by_role("button")).to_have_accessible_description(citation.locator("p").inner_text())
    said.wait_for(state="detached")
    reader.keyboard.press("Enter")
    said.wait_for()
    assert clipboard(reader) == citation.locator("p").inner_text()
    reader.keyboard.press("Escape")
    assert not citation.is_visible()
    assert link.evaluate("one => one === document.activeElement")
    # With a new address in the bar, Chromium asks for the icon beside it.
    assert {url.removeprefix(address) for url in asked} <= {"assets/icon.svg"}


def test_a_page_without_a_recording_is_cited_without_a_date_and_a_published_one_by_its_address(
    reader: Page, address: str
) -> None:
    reader.goto(address + "about/")
    link, citation = reader.locator(".headerlink").first, reader.get_by_role("dialog")
    link.click()
    citation.wait_for()
    shown = f"코드로 확인하는 자연어처리, 이 사이트에 대하여, {reader.url}"
    assert citation.locator("p").inner_text() == shown
    reader.get_by_role("status").filter(has_text="복사했습니다").wait_for()
    reader.wait_for_selector(".md-dialog--active", state="detached")
    assert what_axe_finds(reader) == []
    reader.keyboard.press("Escape")
    published = "https://someone.example/nlp/about/"
    reader.evaluate(
        "href => document.head.insertAdjacentHTML('beforeend', `<link rel='canonical' href='${href}'>`)",
        published,
    )
    link.click()
    citation.wait_for()
    assert clipboard(reader) == reader.url.replace(f"{address}about/", published) != reader.url


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_links_are_seen_and_work_even_without_scripts(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        java_script_enabled=scripts,
    )
    try:
        page = context.new_page()
        page.goto(address + LESSON)
        for place in CITED[""]:
            link = page.locator(f".headerlink[href='#{place}']")
            assert link.evaluate("one => getComputedStyle(one).opacity") == "1"
            box = link.bounding_box()
            assert box and min(box["width"], box["height"]) >= 24
            link.tap()
            page.wait_for_url(f"**#{place}")
            citation = page.get_by_role("dialog")
            if scripts:
                citation.wait_for()
                shown = citation.bounding_box()
                assert shown and shown["x"] >= 0 and shown["x"] + shown["width"] <= PHONE["width"]
                page.touchscreen.tap(5, 400)
            citation.wait_for(state="hidden")
    finally:
        context.close()
