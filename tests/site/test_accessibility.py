"""The pages for readers who use a keyboard or a screen reader, or who see little contrast."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from literate.environment import TEST_TOOLS
from playwright.sync_api import Page

from tests.site.windows import DESKTOP, PHONE, UNFOLD, Windows
from tests.support.this_project import THIS, language_of

AXE = TEST_TOOLS / "node_modules" / "axe-core" / "axe.min.js"
SCRIPTS = Path(__file__).parent / "scripts"
LESSON = "lessons/matrix-operations/"
CONTRAST = (SCRIPTS / "contrast.js").read_text(encoding="utf-8")
MAY_SCROLL = ".md-typeset :is(div.arithmatex, .md-typeset__scrollwrap, pre > code)"
IS_MEASURED = "box => (box.scrollWidth > box.clientWidth) === (box.tabIndex === 0)"
# The elements of a page by what axe judges: name, classes and what is said of them; one of each is enough.
# What stands around the text differs with the width of the window. Explorables have tests of their own.
KINDS = """() => [...document.querySelectorAll("body *")]
  .filter(one => !one.closest("script, .explorable > *, .katex > *, :is(math, svg, pre) > *"))
  .map(one => [one.closest("article") ? "" : innerWidth,
    one.localName, ...[...one.classList].sort(), ...one.getAttributeNames().sort()].join(" "))"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect()
  return { name: one.ariaLabel || one.labels?.[0]?.textContent || one.textContent.trim() || one.title,
           tag: one.localName,
    place: [box.x, box.y], opacity: +style.opacity,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inText: !!one.closest("article"), inNavigation: !!one.closest(".md-sidebar"), expanded: one.ariaExpanded }
}"""


@pytest.fixture
def opened(windows: Windows) -> Any:
    """Open a window of a size in a palette."""
    return lambda size, scheme="light": windows.open(size, scheme, reduced_motion=True)


def what_axe_finds(page: Page, contrast: bool = True) -> list[str]:
    """Return what axe-core finds wrong with a page as it stands: by all its rules, best practices too.

    Arguments:
        page: the page.
        contrast: whether by its rule on contrast, too, which takes longer than all the others.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {"color-contrast": {"enabled": contrast}}
    wrong = page.evaluate(
        "rules => axe.run(document, { resultTypes: ['violations'], rules }).then(found => found.violations)",
        rules,
    )
    return [f"{page.url} {rule['id']}: {one['html'][:200]}" for rule in wrong for one in rule["nodes"]]


def kinds_of_text(page: Page, scheme: str) -> set[str]:
    """Return what kinds of text a page has, in a palette in which all of them must stand out."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_selector(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]")
    found = page.evaluate(CONTRAST)
    assert [one for one in found if one["contrast"] < one["least"]] == [], f"{page.url} {scheme}"
    return {one["kind"] for one in found}


def assert_that_a_keyboard_gets_to_the_text(page: Page) -> None:
    """Assert that the first stop of a page that was just opened is a link to its text."""
    page.keyboard.press("Tab")
    skip = page.evaluate(FOCUSED)
    words = {"ko": "본문으로 건너뛰기", "en": "Skip to content"}
    language = page.evaluate("document.documentElement.lang")
    assert skip["opacity"] == 1 and skip["name"] == words.get(language, skip["name"]) != "", page.url
    assert min(skip["place"]) >= 0
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)  # what comes into view is laid out, and measured, first
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["inText"], page.url


def test_text_has_contrast_on_all_pages_and_axe_and_a_keyboard_get_by_at_every_kind_of_element(
    opened: Any, address: str, site: Path
) -> None:
    found, elements, texts = list[str](), set[str](), set[str]()
    files = sorted(site.rglob("*.html"), key=lambda file: file.stat().st_size)
    # One edition on a phone by day, the others on a desktop by night
    original = [file for file in files if language_of(file, site) == THIS.languages[0]]
    others = [file for file in files if file not in original]
    for edition, size, scheme, other in (
        (original, PHONE, "light", "dark"),
        (others, DESKTOP, "dark", "light"),
    ):
        assert len(edition) >= 5
        page = opened(size, scheme)
        for file in edition:
            page.goto(address + file.relative_to(site).as_posix(), wait_until="load")
            page.evaluate(UNFOLD)
            if not kinds_of_text(page, scheme) <= texts:
                texts |= kinds_of_text(page, other)
                page.emulate_media(color_scheme=scheme)
            kinds = set(page.evaluate(KINDS))
            if not kinds <= elements:
                # Contrast has just been looked at by a measure of our own, which takes less time.
                found += what_axe_finds(page, contrast=False)
                assert_that_a_keyboard_gets_to_the_text(page)
            elements |= kinds
    assert found == []
    assert len(elements) > 100
    # Comments never stand in snippets, but all else does.
    assert {"span.mi", "span.s2", "span.k", "span.o", "text", "p", "p.cell-label"} <= texts


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_drawer_or_in_what_is_found(opened: Any, address: str, scheme: str) -> None:
    page = opened(PHONE, scheme)
    page.goto(address, wait_until="load")
    page.locator(".drawer-button").click()
    page.locator(".md-sidebar--primary a").last.wait_for(state="visible")
    found = what_axe_finds(page)
    page.keyboard.press("Escape")
    page.locator("header label[for=__search]").first.click()
    page.locator(".md-search__input").fill("가능도")
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for(state="visible")
    found += what_axe_finds(page)
    assert found == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_whatever_has_the_focus_shows_it(opened: Any, address: str, size: dict[str, int]) -> None:
    page = opened(size)
    page.goto(address + LESSON, wait_until="load")
    seen: list[Any] = []
    # However long the navigation is, the text comes after it.
    while sum(one["inText"] for one in seen) < 10:
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
        assert len(seen) < 1000, "the text is never reached"
    assert all(one["name"] for one in seen if one["tag"] != "code")
    assert [one for one in seen if one["outline"] < 2 and one["tag"] != "input"] == []
    assert not any(one["inNavigation"] for one in seen), "a shut drawer"


def test_the_navigation_of_a_phone_opens_and_shuts_by_keyboard(opened: Any, address: str) -> None:
    page = opened(PHONE)
    page.goto(address, wait_until="load")
    page.locator(".drawer-button").focus()
    assert page.evaluate(FOCUSED)["expanded"] == "false"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)["expanded"] == "true"
    links = page.locator(".md-sidebar--primary a.md-nav__link:visible")
    links.first.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED)["expanded"] == "false"
    assert page.evaluate(FOCUSED)["name"] == "사이트 메뉴"
    links.first.wait_for(state="hidden")


def test_the_palette_is_chosen_by_a_named_button_and_stays(opened: Any, address: str) -> None:
    page = opened(DESKTOP, "dark")
    page.goto(address, wait_until="load")

    def state() -> tuple[str, str]:
        button = page.locator(".palette button:visible")
        return str(button.get_attribute("aria-label")), str(
            page.locator("body").get_attribute("data-md-color-scheme")
        )

    assert state() == ("밝은 화면으로", "slate")
    page.locator(".palette button:visible").focus()
    page.keyboard.press("Enter")
    assert state() == ("어두운 화면으로", "default")
    page.reload(wait_until="load")
    assert state() == ("어두운 화면으로", "default")
    page.locator(".palette button:visible").click()
    assert state() == ("기기 설정대로", "slate")
    page.locator(".palette button:visible").click()
    page.emulate_media(color_scheme="light")
    page.wait_for_selector("body[data-md-color-scheme=default]")
    assert state() == ("밝은 화면으로", "default")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_what_scrolls_sideways_is_a_stop_for_the_keyboard_and_nothing_else_is(
    opened: Any, address: str, size: dict[str, int]
) -> None:
    page = opened(size)
    page.goto(address + LESSON, wait_until="load")
    boxes = page.locator(MAY_SCROLL + ":visible")
    scrolling = index = 0
    # There are fewer boxes once explorables take the place of their tables.
    while index < boxes.count():
        box = boxes.nth(index)
        box.scroll_into_view_if_needed()
        page.wait_for_function(IS_MEASURED, arg=box.element_handle())
        scrolling += box.evaluate("box => box.tabIndex === 0")
        index += 3
    assert 0 < scrolling < boxes.count() / 3 or size == DESKTOP


def test_every_fragment_says_its_language_and_code_is_not_to_be_translated(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r'\slang="([^"]*)"', text)) <= set(THIS.languages), path
        assert re.findall(r'<html lang="([^"]*)"', text) == [language_of(path, site)], path
        for code in re.findall(r"<pre[^>]*>(?:<span></span>)?<code[^>]*>", text):
            assert 'translate="no"' in code, path
    not_found = (site / "404.html").read_text(encoding="utf-8")
    english = re.search(r'<div class="not-found" lang="en">(.*?)</div>', not_found, re.S)
    assert english and "Page not found" in english[1] and not re.search("[가-힣]", english[1])


def test_headings_are_in_order_with_one_at_the_top_and_a_link_skips_to_the_text(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        [target] = re.findall(r'<a href="#([^"]+)" class="md-skip"', text)
        assert f' id="{target}"' in text[text.index("<article") :], path
        ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", text)]
        assert ranks[:1] == [1] and ranks.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(ranks)), path
