"""What a reader's browser makes of the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.windows import DESKTOP, PHONE, UNFOLD, Windows
from tests.support.this_project import language_of

LESSON = "lessons/negative-log-likelihood/"
PAGES = ["", "about/", LESSON, "404.html"]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """The palette that the reader's device asks for."""
    return str(request.param)


@pytest.fixture
def open_page(windows: Windows, address: str) -> Any:
    """Open a page of the site, at a size and in a palette."""

    def open_it(path: str, scheme: str = "light", size: dict[str, int] = DESKTOP) -> Page:
        page = windows.open(size, scheme)
        page.goto(address + path, wait_until="load")
        return page

    return open_it


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_another_host_for_anything_or_logs_an_error(
    windows: Windows, address: str, path: str, scheme: str
) -> None:
    page = windows.open_new(PHONE, scheme)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(address + path, wait_until="networkidle")
    page.locator("label[for=__search]").first.click()
    page.locator(".md-search__input").fill("가능도")
    page.keyboard.press("End")  # filling presses no key, and search listens to keys
    page.wait_for_selector(".md-search-result__link", state="attached")
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert wrong == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(open_page: Any, path: str) -> None:
    page = open_page(path, size=PHONE)
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_every_formula_is_set(open_page: Any) -> None:
    page = open_page(LESSON)
    formulas = page.locator(".arithmatex").count()
    assert formulas > 50
    assert page.locator(".arithmatex > .katex, .arithmatex > .katex-display").count() == formulas
    assert page.locator(".katex-error").count() == 0
    assert page.locator(".katex math").count() == formulas


def test_formulas_are_in_the_page_when_it_arrives(site: Path) -> None:
    html = (site / LESSON / "index.html").read_text(encoding="utf-8")
    assert html.count('class="arithmatex"') == html.count('class="katex-mathml"') > 50
    assert not re.search(r"<script[^>]*katex", html)
    assert not (site / "assets" / "katex" / "katex.min.js").exists()


def test_every_figure_says_in_korean_what_it_shows(open_page: Any) -> None:
    figures = open_page(LESSON).locator(".cell-figure .plot")
    labels = figures.evaluate_all("all => all.map(one => [one.getAttribute('role'), one.ariaLabel])")
    assert len(labels) >= 18
    assert all(role == "img" and re.search("[가-힣]", label) for role, label in labels)


def test_figures_take_the_ink_and_colours_of_the_palette(open_page: Any) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = open_page(LESSON, scheme)
        seen[scheme] = page.evaluate(
            """() => {
              const style = (element, name) => getComputedStyle(element).getPropertyValue(name);
              const plot = document.querySelector("#cell-gaussian-curve .plot");
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
    page = open_page(LESSON)
    page.locator(".cell > .highlight").first.scroll_into_view_if_needed()  # the button comes with its code
    page.wait_for_selector(".cell > .highlight button.md-code__button, .cell > .highlight .md-clipboard")
    cell = page.locator("#cell-likelihood-by-mean")
    assert cell.locator(".cell-output .cell-label").inner_text() == "실행 결과"
    assert cell.locator(".cell-output button").count() == 0
    backgrounds = cell.evaluate(
        """cell => [cell.querySelector(":scope > .highlight code"), cell.querySelector(".cell-output code")]
          .map(code => getComputedStyle(code).backgroundColor)"""
    )
    assert backgrounds[0] != backgrounds[1]


def test_a_lesson_opens_with_its_facts_and_closes_with_what_made_it(open_page: Any) -> None:
    page = open_page(LESSON)
    facts = page.locator(".lesson-facts").inner_text()
    assert re.search(r"\d+분", facts)
    assert "행렬 연산" in facts
    assert page.locator(".lesson-facts a").count() == 1
    made_with = page.locator(".made-with").inner_text()
    for program in ("Python 3.", "NumPy 2.", "Matplotlib 3.", "PyTorch 2.13.0"):
        assert program in made_with


def test_a_numbers_typesetting_reaches_the_reader(open_page: Any) -> None:
    text = open_page(LESSON).locator("article").inner_text()
    assert "그 값은 −26.681입니다" in text
    assert re.search(r"2\.59×10\s*−12", text)
    assert "{{" not in text


@pytest.mark.parametrize("path", PAGES)
def test_no_id_stands_twice_on_a_page(site: Path, path: str) -> None:
    file = site / path if path.endswith(".html") else site / path / "index.html"
    ids = re.findall(r'\sid="([^"]*)"', file.read_text(encoding="utf-8"))
    assert len(ids) > 3
    assert sorted(ids) == sorted(set(ids))


def test_every_page_says_its_language(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert f'<html lang="{language_of(file, site)}"' in file.read_text(encoding="utf-8"), file


def test_no_output_of_figures_reaches_the_search_index(site: Path) -> None:
    index = (
        (site / "search" / "search_index.json").read_text(encoding="utf-8").encode().decode("unicode_escape")
    )
    assert "시그모이드" in index
    assert "height (cm)</text>" not in index
    assert "<p>실행 결과</p>" not in index
