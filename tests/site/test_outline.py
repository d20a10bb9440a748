"""The outline of a lesson, the top of it, and what the browser remembers of reading it."""

from __future__ import annotations

import json

import pytest
from literate.weaving.course import Stop
from playwright.sync_api import Browser, Page, expect

from tests.site.test_reading import NO_STORAGE, is_side_by_side, opened
from tests.site.windows import DESKTOP, PHONE, Windows
from tests.support.this_project import course

# The two lightest, the one of which needs the other
LESSON, NEEDED = "lessons/sentence-classification/", "lessons/word-classification/"
OUTLINE, CURRENT = ".md-sidebar--secondary", ".md-sidebar--secondary [aria-current=location]"
WRITTEN = [stop for stop in course() if stop.path]
SCROLLED = "document.querySelector('#choosing').scrollIntoView()"
# What the outline covers of a lesson's text, cells and picture, where these are not above or below it.
COVERED = """() => {
  const outline = document.querySelector(".md-sidebar--secondary").getBoundingClientRect()
  const parts = ".cell, .explorable, .lesson-picture, .passage-before, .md-content__inner > :is(p, ul)"
  const beside = part => {
    const box = part.getBoundingClientRect()
    return box.top < outline.bottom && box.bottom > outline.top && box
  }
  const blocks = [...document.querySelectorAll(".md-content__inner > *")].filter(beside)
  return blocks.flatMap(block => [block, ...block.querySelectorAll(parts)]).filter(part => {
    if (!part.matches(parts)) return false
    const box = part.checkVisibility() && beside(part)
    return box && box.left < outline.right && box.right > outline.left
  }).map(part => part.textContent.trim().slice(0, 40))
}"""
SHORTENED = """[...document.querySelectorAll(".md-content__inner > *")]
  .filter(block => block.getBoundingClientRect().top > 3000).forEach(block => block.remove())"""


@pytest.fixture
def page(windows: Windows) -> Page:
    return windows.open(reduced_motion=True)


def remembered(page: Page) -> dict[str, dict[str, object]]:
    known: dict[str, dict[str, object]] = json.loads(
        page.evaluate("localStorage.getItem('lessons-read') ?? '{}'")
    )
    return known


@pytest.mark.parametrize("stop", WRITTEN, ids=lambda stop: stop.name)
def test_the_top_of_a_lesson_says_what_it_is_about_beside_a_picture_and_an_outline_that_covers_nothing(
    stop: Stop, page: Page, address: str
) -> None:
    def assert_that_nothing_is_covered(width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(f"{OUTLINE} a").last.bounding_box()
        assert page.evaluate(COVERED) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.set_viewport_size({"width": 1220, "height": 900})
    page.goto(f"{address}lessons/{stop.name}/", wait_until="load")
    assert page.locator(".lesson-number").inner_text() == stop.number
    assert page.locator(".lesson-about").inner_text() == stop.about
    picture = page.locator(".lesson-picture")
    box, title = picture.bounding_box(), page.locator("h1").bounding_box()
    assert box and title
    assert box["y"] < DESKTOP["height"] / 2
    alt = picture.locator(".plot").get_attribute("aria-label")
    assert page.locator(".cell .plot").evaluate_all("all => all.map(one => one.ariaLabel)").count(alt) == 1
    assert_that_nothing_is_covered(1220)
    page.evaluate(SHORTENED)  # what stands far below the opening has no part in it, but takes long to lay out
    for width in (1440, 1799, 1920):
        assert_that_nothing_is_covered(width)
    for size in (PHONE, {"width": 1024, "height": 800}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert not picture.is_visible()
    page.goto(f"{address}en/lessons/{stop.name}/", wait_until="load")
    assert_that_nothing_is_covered(1220)


def test_cells_stand_below_the_outline_however_short_the_opening_is(page: Page, address: str) -> None:
    page.goto(address + LESSON, wait_until="load")
    page.evaluate("document.querySelectorAll('.md-content__inner > :is(p, ul)').forEach(one => one.remove())")
    first, outline = page.locator(".cell").first.bounding_box(), page.locator(OUTLINE).bounding_box()
    assert first and outline
    assert 0 <= first["y"] - outline["y"] - outline["height"] < 200
    widths = page.locator(".md-content__inner > .passage").evaluate_all(
        "all => all.map(one => one.offsetWidth)"
    )
    assert len(set(widths)) == 1


def test_while_reading_the_outline_is_a_bar_that_names_its_sections_on_hover_and_focus(
    page: Page, address: str
) -> None:
    page.goto(address + LESSON, wait_until="load")
    outline = page.locator(OUTLINE)
    for width in (1220, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SCROLLED)
        expect(outline).to_have_css("width", "24px")
        assert page.evaluate(COVERED) == []
    assert page.locator(f"{OUTLINE} .md-nav__link--passed").count() > 5
    expect(page.locator(CURRENT)).to_have_text("학습하고 고르기")
    keys = page.locator(".outline-keys")
    expect(keys).to_be_hidden()
    for way in ("hover", "focus"):
        outline.hover() if way == "hover" else page.locator(f"{OUTLINE} a").first.focus()
        expect(outline).to_have_css("width", "300px")
        expect(keys).to_be_visible()
        page.mouse.move(300, 300) if way == "hover" else page.locator(":focus").blur()
        expect(outline).to_have_css("width", "24px")


def test_keys_go_from_section_to_section_but_not_while_typing(page: Page, address: str) -> None:
    page.goto(address + LESSON, wait_until="load")
    assert "j" in page.locator(".outline-keys").inner_text()
    for key, section in [("j", "#goals"), ("j", "#environment"), ("k", "#goals")]:
        page.keyboard.press(key)
        page.wait_for_function(f"location.hash === '{section}'")
        expect(page.locator(CURRENT)).to_have_attribute("href", section)
    page.keyboard.press("k")
    page.wait_for_function("scrollY === 0")
    page.locator(".md-search__input").press_sequentially("jk")
    assert page.evaluate("location.hash") == "#goals"
    page.locator(".md-search__input").blur()
    page.keyboard.press("Control+j")
    assert page.evaluate("location.hash") == "#goals"


def test_keys_of_one_character_can_be_switched_off_on_all_pages(page: Page, address: str) -> None:
    page.goto(address + LESSON, wait_until="load")
    page.locator(".outline-keys input").uncheck()
    search = page.locator(".md-search__input")
    for path in (LESSON, ""):
        page.goto(address + path, wait_until="load")
        for radio in (None, *page.locator(".reading-switch input").all()):
            if radio:
                radio.focus()
            for key in "jkns/":
                page.keyboard.press(key)
            expect(search).not_to_be_focused()
        assert page.url == address + path
    page.goto(address + LESSON, wait_until="load")
    page.locator(".outline-keys input").check()
    page.keyboard.press("j")
    page.wait_for_function("location.hash === '#goals'")


def test_a_lesson_offers_to_go_on_where_the_reader_stopped(page: Page, address: str) -> None:
    page.goto(address + LESSON, wait_until="load")
    offer = page.locator(".go-on")
    assert not offer.is_visible()
    page.evaluate(SCROLLED)
    expect(page.locator(CURRENT)).to_have_text("학습하고 고르기")
    page.goto(address + "en/" + LESSON)
    assert offer.inner_text() == "Go on reading"
    page.goto(address + LESSON)
    assert offer.inner_text() == "이어서 읽기: 학습하고 고르기"
    offer.click()
    page.wait_for_function("location.hash === '#choosing'")
    page.evaluate(
        "localStorage.setItem('lessons-read', JSON.stringify({'sentence-classification': {at: '#gone'}}))"
    )
    page.goto(address + LESSON)
    assert not offer.is_visible()


def test_what_was_read_is_marked_until_the_switch_forgets_it(page: Page, address: str) -> None:
    page.goto(address + NEEDED, wait_until="load")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(CURRENT)).to_have_count(1)
    page.wait_for_function("localStorage.getItem('lessons-read')?.includes('done')")
    assert remembered(page) == {"word-classification": {"done": True}}
    page.goto(address + LESSON, wait_until="load")
    expect(page.locator(".lesson-facts").get_by_role("link", name="다 읽은 과 단어 분류")).to_be_visible()
    page.evaluate(SCROLLED)
    expect(page.locator(CURRENT)).to_have_text("학습하고 고르기")
    page.goto(address)
    lessons = page.locator(".course-map")
    expect(lessons.get_by_role("link", name="다 읽은 과 단어 분류")).to_be_visible()
    expect(lessons.get_by_role("link", name="읽는 중인 과 문장 분류")).to_be_visible()
    assert len(remembered(page)) == 2
    page.get_by_label("읽은 곳을 이 브라우저에만 기억하기").uncheck()
    expect(lessons.get_by_role("link", name="단어 분류", exact=True)).to_be_visible()
    page.goto(address + LESSON, wait_until="load")
    page.evaluate(SCROLLED)
    expect(page.locator(CURRENT)).to_have_text("학습하고 고르기")
    assert remembered(page) == {}
    assert not page.get_by_label("읽은 곳을 이 브라우저에만 기억하기").is_checked()


def test_without_storage_the_outline_and_the_switch_work_and_nothing_fails(
    browser: Browser, address: str
) -> None:
    with opened(browser, "about:blank", DESKTOP, NO_STORAGE) as page:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address + LESSON, wait_until="load")
        page.evaluate(SCROLLED)
        expect(page.locator(CURRENT)).to_have_text("학습하고 고르기")
        assert page.locator(".remember input").is_disabled()
        assert is_side_by_side(page)
        page.get_by_text("한 줄로", exact=True).click()
        assert not is_side_by_side(page)
        assert problems == []
