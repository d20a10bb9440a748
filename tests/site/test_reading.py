"""Reading: side by side or in one column, on a phone, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.windows import DESKTOP, PHONE, UNFOLD, Windows
from tests.support.scratch import wait_until

# One with an explorable and solutions, the lightest one, the one with most figures, and no lesson
LESSON, LIGHT = "lessons/one-hot-encoding/", "lessons/sentence-classification/"
FIGURES, OTHER = "lessons/negative-log-likelihood/", "corrections/"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no storage') }})"
PASSAGES = """() => [...document.querySelectorAll(".passage")].map(passage =>
  Object.fromEntries(["before", "cell", "after"].map(name => {
    const part = passage.querySelector(name === "cell" ? ".cell" : `:scope > .passage-${name}`)
    const box = part?.getBoundingClientRect()
    return [name, box && {left: box.left, right: box.right, top: box.top, bottom: box.bottom}]
  })))"""


@contextmanager
def opened(browser: Browser, url: str, size: dict[str, int], script: str = "", **more: Any) -> Iterator[Page]:
    """A page, opened in a profile of its own after a script has run."""
    context = browser.new_context(viewport=size, **more)  # type: ignore[arg-type]
    if script:
        context.add_init_script(script)
    page = context.new_page()
    page.goto(url, wait_until="load")
    yield page
    context.close()


@pytest.fixture
def page(windows: Windows) -> Page:
    return windows.open()


def is_side_by_side(page: Page) -> bool:
    found = page.evaluate(PASSAGES)[0]
    return bool(found["before"]["right"] < found["cell"]["left"])


def test_on_a_wide_screen_each_introduction_stands_left_of_its_cell_at_one_height(
    page: Page, address: str
) -> None:
    for width in (1220, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address + LESSON, wait_until="load")
        page.evaluate(UNFOLD)
        found = page.evaluate(PASSAGES)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(found) == page.locator(".cell").count() > 40
        for passage in found:
            first = passage["before"] or passage["after"]
            assert abs(first["top"] - passage["cell"]["top"]) < 3
            assert first["right"] < passage["cell"]["left"]
            if passage["before"] and passage["after"]:
                assert passage["before"]["bottom"] <= passage["after"]["top"]
                assert passage["before"]["left"] == passage["after"]["left"]
        bottoms = [max(part["bottom"] for part in passage.values() if part) for passage in found]
        tops = [passage["cell"]["top"] for passage in found]
        assert all(bottom <= top for bottom, top in zip(bottoms, tops[1:], strict=False))


def test_an_output_follows_its_code_what_reads_it_stands_beside_it_and_lines_are_comfortably_long(
    page: Page, address: str
) -> None:
    page.goto(address + LESSON, wait_until="load")
    found = page.evaluate(
        """() => [...document.querySelectorAll(".passage:has(.passage-before):has(.cell-results)")].map(one =>
          [".cell > .highlight, .cell > details > summary", ".cell-results", ".passage-before",
           ".passage-after"].map(name => {
            const box = one.querySelector(name)?.getBoundingClientRect()
            return box && {top: box.top, bottom: box.bottom}
          }))"""
    )
    longer = 0
    for code, results, before, after in found:
        assert abs(code["bottom"] - results["top"]) < 1
        if after:
            longer += before["bottom"] > code["bottom"]
            assert abs(after["top"] - max(before["bottom"], results["top"])) < 1
    assert 0 < longer < len(found)
    text, letter, code, sign = page.evaluate(
        """() => {
          const cell = document.querySelector(".passage-before:has(> p) + .cell:has(code)")
          const ruler = (parent, text) => {
            const span = document.createElement("span")
            span.textContent = text.repeat(10)
            span.style = "position: absolute; white-space: nowrap"
            parent.append(span)
            const width = span.getBoundingClientRect().width / 10
            span.remove()
            return width / text.length
          }
          const before = cell.previousElementSibling, code = cell.querySelector("code")
          return [before.clientWidth, ruler(before.querySelector("p"), "키가 큰 사람"), code.clientWidth - 30,
                  ruler(code, "x")]
        }"""
    )
    assert 34 <= text / letter <= 46
    assert code / sign >= 80


def test_on_a_narrow_screen_all_stands_in_one_column_in_reading_order(page: Page, address: str) -> None:
    for width in (390, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + LESSON, wait_until="load")
        page.evaluate(UNFOLD)
        assert not page.locator(".reading-switch").is_visible()
        parts = [part for passage in page.evaluate(PASSAGES) for part in passage.values() if part]
        assert len({round(part["left"]) for part in parts}) <= 2  # in and out of solutions
        assert all(one["bottom"] <= next["top"] for one, next in pairwise(parts))


def test_the_switch_keeps_its_choice_here_and_on_other_pages(page: Page, address: str) -> None:
    page.goto(address + LIGHT, wait_until="load")
    switch = page.get_by_role("group", name="보기")
    assert switch.get_by_role("radio", name="나란히").is_checked()
    assert is_side_by_side(page)
    switch.get_by_role("radio", name="나란히").focus()
    page.keyboard.press("ArrowRight")
    assert not is_side_by_side(page)
    for path in (LIGHT, OTHER):
        page.goto(address + path)
        assert not is_side_by_side(page)
        assert page.get_by_role("radio", name="한 줄로").is_checked()
    page.get_by_text("나란히", exact=True).click()
    page.goto(address + LIGHT)
    assert is_side_by_side(page)
    assert page.evaluate("document.cookie") == ""


def test_without_scripts_the_lesson_is_one_column_beside_its_contents_and_nothing_is_promised(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + LIGHT, DESKTOP, java_script_enabled=False) as page:
        for name in (".reading-switch", ".go-on", ".remember", ".outline-keys"):
            assert not page.locator(name).is_visible(), name
        assert page.locator(".md-sidebar--secondary a").first.is_visible()
        assert page.locator(".lesson-about").is_visible()
        before, cell = page.locator(".passage-before").first, page.locator(".cell").first
        boxes = before.bounding_box(), cell.bounding_box()
        assert boxes[0] and boxes[1] and boxes[0]["x"] == boxes[1]["x"]


@pytest.mark.parametrize(("size", "choice"), [(PHONE, "side"), (DESKTOP, "side"), (DESKTOP, "column")])
def test_nothing_moves_while_the_page_loads_nor_the_header_when_the_first_program_has_run(
    browser: Browser, address: str, size: dict[str, int], choice: str
) -> None:
    watch = f"""
      localStorage.setItem("reading", "{choice}")
      window.shifts = []
      const moved = one => one.sources.map(({{ node }}) => node?.textContent.slice(0, 80))
      new PerformanceObserver(list => shifts.push(...list.getEntries().map(one => [one.value, moved(one)])))
        .observe({{type: "layout-shift", buffered: true}})"""
    with opened(browser, address + LIGHT, size, watch) as page:
        page.wait_for_timeout(400)
        assert page.evaluate("shifts") == []
        assert page.evaluate("document.documentElement.dataset.reading") == choice
        link = page.locator(".edition-link, .md-header .md-select > button")
        after = link.bounding_box()
        page.evaluate("document.documentElement.className = 'no-js'")
        assert link.bounding_box() == after is not None
        assert not page.locator("label.md-header__button[for=__search]").is_visible()
        assert not page.locator(".md-search").is_visible()


def test_the_navigation_opens_with_the_button_only(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + LIGHT, wait_until="load")
    panel = page.locator(".md-sidebar--primary")
    left = "one => one.getBoundingClientRect().left"
    assert panel.evaluate(left) < -100
    page.locator(".md-search__input").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert not page.evaluate("!!document.activeElement.closest('.md-sidebar')")
    assert panel.evaluate(left) < -100
    page.locator("h1").click()
    page.locator(".drawer-button").click()
    assert panel.evaluate(left) >= 0
    panel.get_by_role("link", name="1-1 단어 분류").click()
    page.wait_for_url("**/lessons/word-classification/")
    assert panel.evaluate(left) < -100


def test_on_a_phone_keys_scroll_what_is_too_wide_figures_can_be_read_and_no_button_covers_code(
    browser: Browser, address: str
) -> None:
    with opened(browser, address + FIGURES, PHONE, has_touch=True, is_mobile=True) as page:
        page.evaluate(UNFOLD)
        # A passage that has not come near the screen is not laid out.
        page.add_style_tag(content="* { content-visibility: visible !important }")
        page.wait_for_timeout(200)
        boxes = page.evaluate(
            """() => [...document.querySelectorAll("article *")]
              .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth &&
                             ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
              .map(one => [one.className || one.tagName, one.tabIndex])"""
        )
        assert {"arithmatex", "CODE"} <= {name for name, _ in boxes}
        assert {index for _, index in boxes} == {0}
        is_wide = "all => all.findIndex(box => box.scrollWidth > box.clientWidth)"
        formulas = page.locator("div.arithmatex")
        formula = formulas.nth(formulas.evaluate_all(is_wide))
        formula.focus()

        def scrolls() -> bool:
            page.keyboard.press("ArrowRight")
            return bool(formula.evaluate("one => one.scrollLeft > 0"))

        assert wait_until(scrolls)
        assert formula.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"

        for _ in range(12):  # the buttons of code come when it comes into view
            page.evaluate("scrollBy(0, innerHeight)")
            page.wait_for_timeout(50)
        page.wait_for_selector(".md-code__nav")
        sizes = page.locator(".cell .plot text").evaluate_all(
            """all => all.map(text => parseFloat(getComputedStyle(text).fontSize) *
                 text.ownerSVGElement.getBoundingClientRect().width /
                 text.ownerSVGElement.viewBox.baseVal.width)"""
        )
        assert len(sizes) > 100
        assert min(sizes) > 10.7
        gaps = page.locator(".md-code__nav").evaluate_all(
            """all => all.map(nav => nav.getBoundingClientRect().left -
                 nav.parentElement.querySelector("code").getBoundingClientRect().right)"""
        )
        assert len(gaps) > 8
        assert min(gaps) >= 0
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(ids) == len(set(ids))


def test_on_paper_all_is_unfolded_light_and_in_one_column(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address + LESSON, wait_until="load")
    links = page.locator(":is(figure, .formula) > .headerlink:visible")
    assert links.count() > 10
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 30)"
    page.emulate_media(media="print")
    # How a formula is read aloud is not printed.
    boxes = page.locator("details:not([open], .aloud)")
    folded = boxes.evaluate_all(
        "all => all.map(box => [...box.children].slice(1).every(one => one.checkVisibility({"
        "contentVisibilityAuto: true}) && one.getBoundingClientRect().height > 0))"
    )
    assert len(folded) > 10
    assert all(folded)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    gone = ".md-header, .md-sidebar, .md-footer, .lesson-bar, .md-code__nav, .headerlink, .explorable"
    for name in (*gone.split(", "), ".go-on", ".remember", ".lesson-picture"):
        assert page.locator(f"{name}:visible").count() == 0, name
    assert page.locator(".lesson-about").is_visible()
    # 0.62rem of 20 pixels: the sheet for paper comes after the one that sets the size on screens.
    assert page.locator("article").evaluate("one => getComputedStyle(one).fontSize") == "12.4px"
    assert not is_side_by_side(page)
    codes = page.locator("pre > code").evaluate_all("all => all.map(one => getComputedStyle(one).whiteSpace)")
    assert set(codes) == {"pre-wrap"}
    page.emulate_media(media="screen")
    for event, count in (("beforeprint", 0), ("afterprint", len(folded))):
        page.evaluate(f"dispatchEvent(new Event('{event}'))")
        assert boxes.count() == count
