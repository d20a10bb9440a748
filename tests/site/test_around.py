"""What a reader's browser makes of terms, of the glossary, of the home page and of the course on it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from literate.weaving.course import without_shortcuts
from playwright.sync_api import Page, expect

from tests.site.windows import DESKTOP, PHONE, Windows
from tests.support.this_project import course, titles

LESSON = "lessons/negative-log-likelihood/"


@pytest.fixture
def page(windows: Windows) -> Page:
    return windows.open()


def test_a_term_says_what_it_means_to_the_keyboard_and_the_pointer(page: Page, address: str) -> None:
    page.goto(address + "lessons/matrix-operations/")
    term = page.locator("a.term", has_text="브로드캐스팅")
    meaning = term.get_attribute("title") or ""
    assert "되풀이해 늘려 맞추는 규칙" in meaning
    for way in ("keyboard", "pointer"):
        term.focus() if way == "keyboard" else term.hover()
        tooltip = page.locator("[role=tooltip]")
        expect(tooltip).to_have_text(meaning)
        expect(tooltip).to_have_class(re.compile("active"))
        assert term.get_attribute("aria-describedby") == tooltip.get_attribute("id")
        term.blur() if way == "keyboard" else page.mouse.move(0, 0)
        expect(tooltip).to_have_count(0)
    assert term.get_attribute("title") == meaning


def test_a_term_is_linked_quietly_where_it_first_stands_and_leads_to_its_entry(
    page: Page, address: str
) -> None:
    page.goto(address + LESSON)
    targets = page.locator("article a.term").evaluate_all("all => all.map(one => one.hash)")
    assert len(targets) > 30
    assert len(set(targets)) == len(targets)
    # It is no louder than the text around it.
    term = page.locator("article p a.term").first
    color = "one => getComputedStyle(one).color"
    assert term.evaluate(color) == term.locator("xpath=..").evaluate(color)
    assert term.evaluate("one => getComputedStyle(one).textDecorationStyle") == "dotted"
    page.locator("a.term", has_text="음의 로그 가능도").click()
    page.wait_for_url("**/glossary/#negative-log-likelihood")
    assert page.locator("#negative-log-likelihood").is_visible()
    assert page.locator("article a.term").count() == 0
    page.locator("#negative-log-likelihood ~ .term-more a").first.click()
    page.wait_for_url(f"**/{LESSON}#negative-log-likelihood")


def test_code_formulas_and_headings_hold_no_terms(site: Path) -> None:
    text = (site / LESSON / "index.html").read_text(encoding="utf-8")
    link = 'class="term"'
    assert link in text
    for outside in ("h1", "h2", "h3", "pre", "svg", "summary", "math"):
        pieces = re.findall(rf"<{outside}\b.*?</{outside}>", text, re.S)
        assert pieces
        assert not any(link in piece for piece in pieces)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_home_says_in_one_screen_what_this_is_and_where_to_start(
    size: dict[str, int], page: Page, address: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address)
    assert page.title() == "코드로 확인하는 자연어처리"
    button = page.locator("article a.md-button")
    first = next(stop for stop in course() if stop.path)
    assert button.inner_text() == f"{first.full_title}부터 시작하기"
    for seen in (page.locator("h1"), page.locator(".home-lead"), button):
        box = seen.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < size["height"]
    button.click()
    page.wait_for_url(f"**/lessons/{first.name}/")


def test_home_shows_a_formula_its_code_and_the_value_in_a_sentence(page: Page, address: str) -> None:
    page.goto(address)
    proof = page.locator(".home-proof")
    assert proof.locator(".arithmatex .katex-display").count() == 1
    value = re.search(r"p = ([\d.]+)", proof.locator(".cell-output pre").inner_text())
    assert value
    assert f"{value[1]}입니다" in proof.inner_text()
    assert page.locator(".lesson-bar").count() == 0


@pytest.mark.parametrize(("size", "drawn"), [(PHONE, "course-down"), (DESKTOP, "course-across")])
def test_the_course_is_drawn_to_fit_the_screen(
    size: dict[str, int], drawn: str, page: Page, address: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address)
    assert page.locator(f".{drawn}").is_visible()
    assert page.locator(".course-down, .course-across").count() == 2
    assert page.locator(".course-down:visible, .course-across:visible").count() == 1
    assert page.locator(".course-stop").count() == len(course())
    written = [stop.title for stop in course() if stop.path]
    assert page.locator(".course-stop a").all_inner_texts() == written
    stops = page.locator(".course-stop").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    ends = page.locator(f".{drawn} path").evaluate_all(
        """all => all.map(path => {
          const end = path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM());
          return { x: end.x, y: end.y };
        })"""
    )
    assert len(ends) == sum(len(stop.requires) for stop in without_shortcuts(course())) > 0
    for end in ends:
        reached = [stop for stop in stops if abs(stop["y"] + stop["height"] / 2 - end["y"]) < 3]
        assert any(-3 <= stop["x"] - end["x"] <= 35 for stop in reached), "a line ends at a lesson"


def test_a_page_has_the_icon_and_the_logo(site: Path, page: Page, address: str) -> None:
    page.goto(address + "about/")
    icon = page.locator("link[rel=icon]").evaluate("one => one.href")
    assert icon == address + "assets/icon.svg"
    assert (site / "assets" / "icon.svg").stat().st_size < 1000
    logo = page.locator(".md-header .md-logo img")
    assert logo.evaluate("one => one.complete && one.naturalWidth > 0")
    assert page.locator(".md-header .md-logo").get_attribute("aria-label")


def test_the_footer_leads_through_the_pages_in_the_order_of_the_navigation(
    site: Path, page: Page, address: str
) -> None:
    page.goto(address)
    page.locator(".md-footer__link--next").click()
    page.wait_for_load_state()
    assert page.locator(".md-footer__link--prev").evaluate("one => one.href") == address
    folder, shown = site, [titles()[0]]
    following = re.compile(
        r'<a href="([^"]*)" class="md-footer__link md-footer__link--next".*?-ellipsis">(.*?)<', re.S
    )
    while found := following.search((folder / "index.html").read_text(encoding="utf-8")):
        folder = (folder / found[1]).resolve()
        shown.append(html.unescape(found[2]).strip())
        assert "md-footer__link--prev" in (folder / "index.html").read_text(encoding="utf-8")
    assert shown == titles()
