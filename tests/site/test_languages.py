"""Text as its language wants it: fonts, line breaks and direction, in pages and in their fragments."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.windows import DESKTOP, PHONE, Windows

LESSON = "lessons/one-hot-encoding/"  # with a figure, a formula and an explorable
# A page in another language, with a Korean and an English fragment, in the site's style.
TURN = """([language, direction]) => {
  document.documentElement.lang = language
  document.body.dir = direction
  document.querySelector("article h1").insertAdjacentHTML("afterend",
    '<p id="own">글</p><div lang="ko"><p id="korean">글</p></div>' +
    '<p><span id="english" lang="en">text</span></p>')
}"""
STYLE = """([selector, names]) => {
  const style = getComputedStyle(document.querySelector(selector))
  return names.map(name => style[name])
}"""


def style(page: Page, selector: str, *names: str) -> list[Any]:
    found: list[Any] = page.evaluate(STYLE, [selector, list(names)])
    return found


@pytest.fixture
def page(windows: Windows) -> Page:
    return windows.open()


def test_only_korean_has_korean_fonts_and_breaks_between_words_only(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    breaks, font = style(page, "article p", "wordBreak", "fontFamily")
    assert breaks == "keep-all" and "Malgun Gothic" in font
    page.evaluate(TURN, ["ja", "ltr"])
    for language in ("ja", "zh", "th", "en"):
        page.evaluate("language => { document.documentElement.lang = language }", language)
        for selector, is_korean in (("#own", False), ("#korean", True), ("#english", False)):
            breaks, font = style(page, selector, "wordBreak", "fontFamily")
            assert breaks == ("keep-all" if is_korean else "normal"), (language, selector)
            assert ("Malgun Gothic" in font) == is_korean, (language, selector)
        for code in style(page, "pre code", "fontFamily"):
            assert "KR" not in code and "monospace" in code


def test_a_page_from_right_to_left_fits_and_has_code_and_mathematics_from_left_to_right(
    page: Page, address: str
) -> None:
    page.goto(address + LESSON)
    page.evaluate(TURN, ["ar", "rtl"])
    assert style(page, "#own", "direction") == style(page, "article h2", "direction") == ["rtl"]
    for selector in ("pre", "pre code", "p code", ".katex", ".plot", ".explorable", "#korean", "#english"):
        assert style(page, selector, "direction") == ["ltr"], selector
    places = page.evaluate(
        """() => [...document.querySelectorAll(".passage:has(> .passage-before)")].map(one => [
          one.querySelector(".passage-before").getBoundingClientRect().left,
          one.querySelector(".cell").getBoundingClientRect().right])"""
    )
    assert len(places) > 10
    assert all(code <= text for text, code in places), "text at the start of a line, code at its end"
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_an_arabic_fragment_runs_from_right_to_left_on_other_pages(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    page.evaluate("document.querySelector('article h1').lang = 'ar'")
    assert style(page, "article h1", "direction") == ["rtl"]
    assert style(page, "article p", "direction") == ["ltr"]
