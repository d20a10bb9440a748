"""Readers of any edition: between languages, by keyboard, with the search box, and back to the top."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.site.test_accessibility import FOCUSED
from tests.site.windows import DESKTOP, PHONE, Windows
from tests.support.this_project import THIS, course

LESSON = "lessons/sentence-classification/"  # the lightest
# A menu of languages takes the place of the link to the other language.
MOST_TABS = 7 + (len(THIS.languages) if len(THIS.languages) > 2 else 0)


@pytest.fixture
def page(windows: Windows) -> Page:
    return windows.open(reduced_motion=True)


def test_the_language_link_keeps_the_section(page: Page, address: str) -> None:
    page.goto(address + LESSON + "#pooling")
    link = page.locator(".md-header a[hreflang=en]").first
    expect(link).to_have_attribute("href", f"{address}en/{LESSON}#pooling")
    page.evaluate("location.hash = 'corpus'")
    expect(link).to_have_attribute("href", f"{address}en/{LESSON}#corpus")
    page.goto(str(link.get_attribute("href")))
    expect(page.locator(".md-header a[hreflang=ko]").first).to_have_attribute(
        "href", f"{address}{LESSON}#corpus"
    )


def test_a_keyboard_reaches_the_text_in_seven_tabs_at_every_width(page: Page, address: str) -> None:
    for width in (390, 800, 1024, 1220, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address + LESSON, wait_until="load")
        seen: list[dict[str, Any]] = []
        while not (seen and seen[-1]["inText"]):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(FOCUSED))
            assert len(seen) <= MOST_TABS, [width, *(one["name"] for one in seen)]
        assert not any(one["inNavigation"] for one in seen), width


def test_an_open_drawer_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + LESSON, wait_until="load")
    page.locator(".drawer-button").focus()
    page.keyboard.press("Enter")
    page.locator(".md-sidebar--primary a.md-nav__link").last.wait_for()
    found = []
    for _ in range(MOST_TABS + 2):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED)["inNavigation"])
    assert any(found)


def test_the_contents_stay_at_the_end_of_the_line_and_beside_an_open_drawer(page: Page, address: str) -> None:
    page.goto(address + LESSON, wait_until="load")
    contents = page.locator(".md-sidebar--secondary")
    for width in (1024, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        contents.locator("a").first.wait_for()
        text, box = page.locator("article").bounding_box(), contents.bounding_box()
        assert text and box
        assert text["x"] + text["width"] <= box["x"], width
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.locator(".drawer-button").click()
    contents.locator("a").first.wait_for()


def test_text_that_is_pasted_into_the_search_box_is_searched(page: Page, address: str) -> None:
    page.goto(address + "about/", wait_until="load")
    page.locator(".md-search__input").click()
    # Once the index is there, Material asks only when a key is released.
    expect(page.locator(".md-search-result__meta")).to_have_text("검색어를 입력하세요")
    page.keyboard.insert_text("가능도")  # presses no key, as pasting with a mouse
    page.locator(".md-search-result__link").first.wait_for(timeout=10_000)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_button_to_the_top_covers_nothing_of_the_page(
    size: dict[str, int], page: Page, address: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address + LESSON, wait_until="load")
    button = page.locator("[data-md-component=top]")
    expect(button).to_be_hidden()
    page.mouse.move(size["width"] / 2, size["height"] / 2)
    for by in (3000, -400):
        page.wait_for_timeout(300)
        page.mouse.wheel(0, by)
    expect(button).to_be_visible()
    header, box = page.locator(".md-header").bounding_box(), button.bounding_box()
    assert header and box
    assert header["y"] <= box["y"] and box["y"] + box["height"] <= header["y"] + header["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    button.click()
    page.wait_for_function("scrollY === 0")


@pytest.mark.parametrize("edition", ["", "en/"])
def test_every_lesson_leads_on_and_so_does_the_last(edition: str, site: Path) -> None:
    lessons = [stop.name for stop in course() if stop.path]
    for name in lessons:
        page = site / edition / "lessons" / name / "index.html"
        text = page.read_text(encoding="utf-8").partition("<footer")[2]
        [link] = re.findall(r'<a href="([^"]*)" class="md-footer__link md-footer__link--next"', text)
        assert (page.parent / link / "index.html").resolve().is_file(), (name, link)
        assert (page.parent / link).resolve() != page.parent.resolve()
