"""What a reader's browser makes of the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.site.windows import DESKTOP, PHONE, UNFOLD, Windows

LESSON, LIGHT = "lessons/negative-log-likelihood/", "lessons/sentence-classification/"
PAGES = ["", "about/", LESSON, "404.html"]


@pytest.fixture
def open_page(windows: Windows, address: str) -> Any:
    """Open a page of the site, in a palette."""

    def open_it(path: str, scheme: str = "light") -> Page:
        page = windows.open(DESKTOP, scheme)
        page.goto(address + path, wait_until="load")
        return page

    return open_it


@pytest.fixture(scope="module")
def lesson(site: Path) -> LexborHTMLParser:
    """A lesson as it arrives."""
    return LexborHTMLParser((site / LESSON / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "scheme"), [("", "light"), ("about/", "dark"), (LESSON, "light"), ("404.html", "dark")]
)
def test_no_page_asks_another_host_for_anything_logs_an_error_or_scrolls_sideways_on_a_phone(
    windows: Windows, address: str, path: str, scheme: str
) -> None:
    page = windows.open_new(PHONE, scheme)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("label[for=__search]").first.click()
    page.locator(".md-search__input").fill("가능도")
    page.keyboard.press("End")  # filling presses no key, and search listens to keys
    page.wait_for_selector(".md-search-result__link", state="attached")
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert wrong == []


def test_every_formula_is_set_when_the_page_arrives(site: Path, lesson: LexborHTMLParser) -> None:
    formulas = len(lesson.css(".arithmatex"))
    assert formulas > 50
    assert len(lesson.css(".arithmatex > .katex, .arithmatex > .katex-display")) == formulas
    assert len(lesson.css(".katex math")) == formulas
    assert lesson.css(".katex-error, script[src*=katex]") == []
    assert not (site / "assets" / "katex" / "katex.min.js").exists()


def test_every_figure_says_in_korean_what_it_shows(lesson: LexborHTMLParser) -> None:
    figures = [figure.attributes for figure in lesson.css(".cell-figure .plot")]
    assert len(figures) >= 18
    for figure in figures:
        assert figure["role"] == "img" and re.search("[가-힣]", figure["aria-label"] or "")


def test_figures_take_the_ink_and_colours_of_the_palette(open_page: Any) -> None:
    page, seen = open_page(LIGHT), {}
    for scheme, name in (("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"body[data-md-color-scheme={name}]")
        seen[scheme] = page.evaluate(
            """() => {
              const style = (one, name) => getComputedStyle(one).getPropertyValue(name);
              const plot = document.querySelector("#cell-learning-curves .plot");
              const curve = [...plot.querySelectorAll("path")].find(path =>
                (path.getAttribute("style") || "").includes("--figure-0"));
              return {
                ink: style(plot.querySelector("text"), "fill"), text: style(plot, "color"),
                paper: style(document.body, "background-color"), curve: style(curve, "stroke"),
              };
            }"""
        )
        assert seen[scheme]["ink"] == seen[scheme]["text"]
    for name in ("ink", "paper", "curve"):
        assert seen["light"][name] != seen["dark"][name]


def test_code_can_be_copied_and_its_output_stands_apart(open_page: Any) -> None:
    page = open_page(LIGHT)
    page.locator(".cell > .highlight").first.scroll_into_view_if_needed()  # the button comes with its code
    page.wait_for_selector(".cell > .highlight button.md-code__button, .cell > .highlight .md-clipboard")
    cell = page.locator(".cell:has(> .highlight):has(.cell-output)").first
    assert cell.locator(".cell-output .cell-label").inner_text() == "실행 결과"
    assert cell.locator(".cell-output button").count() == 0
    backgrounds = cell.evaluate(
        """cell => [cell.querySelector(":scope > .highlight code"), cell.querySelector(".cell-output code")]
          .map(code => getComputedStyle(code).backgroundColor)"""
    )
    assert backgrounds[0] != backgrounds[1]


def test_a_lesson_opens_with_its_facts_and_closes_with_what_made_it(lesson: LexborHTMLParser) -> None:
    [facts], [made_with] = lesson.css(".lesson-facts"), lesson.css(".made-with")
    assert re.search(r"\d+분", facts.text())
    assert [link.text() for link in facts.css("a")] == ["행렬 연산"]
    for program in ("Python 3.", "NumPy 2.", "Matplotlib 3.", "PyTorch 2.13.0"):
        assert program in made_with.text()


def test_a_numbers_typesetting_reaches_the_reader(lesson: LexborHTMLParser) -> None:
    text = "\n".join(one.text() for one in lesson.css("article :is(p, li, td)"))
    assert "그 값은 −26.681입니다" in text
    assert re.search(r"2\.59×10\s*−12", text)
    assert "{{" not in text


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path in PAGES:
        file = site / path if path.endswith(".html") else site / path / "index.html"
        ids = re.findall(r'\sid="([^"]*)"', file.read_text(encoding="utf-8"))
        assert len(ids) > 3, path
        assert sorted(ids) == sorted(set(ids)), path


def test_no_output_of_figures_reaches_the_search_index(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    index = index.encode().decode("unicode_escape")
    assert "시그모이드" in index
    assert "height (cm)</text>" not in index
    assert "<p>실행 결과</p>" not in index
