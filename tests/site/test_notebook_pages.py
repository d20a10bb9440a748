"""What a reader's browser makes of notebooks as pages."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.windows import PHONE, UNFOLD, Windows

LARGEST = "lessons/negative-log-likelihood/notebook/"
NOTEBOOKS = ["lessons/matrix-operations/notebook/", "corrections/notebook/"]
LIMIT = 40_000  # bytes, gzipped


@pytest.fixture(params=NOTEBOOKS)
def path(request: pytest.FixtureRequest) -> str:
    """The path of a notebook's page."""
    return str(request.param)


@pytest.fixture
def phone(windows: Windows, address: str, path: str) -> Iterator[Page]:
    """A notebook's page on a phone with a dark palette; fails if it logs an error or asks another host."""
    asked: list[str] = []
    wrong: list[str] = []
    page = windows.open_new(PHONE, "dark")
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    yield page
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert wrong == []


def html_of(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [LARGEST, *NOTEBOOKS])
def test_a_notebook_is_small_and_brings_no_style_or_script_of_its_own(site: Path, path: str) -> None:
    page = html_of(site, path)
    lesson = html_of(site, path.removesuffix("notebook/"))
    assert len(page) < len(lesson) / 2
    assert len(gzip.compress(page.encode("utf-8"))) < LIMIT
    assert "<style" not in page
    assert not re.search(r'<script[^>]*src=""|https?://[^"]*\.(?:js|css)', page)
    assert "No description" not in page
    assert "jp-" not in page


def test_a_notebook_has_the_headings_and_cells_of_its_lesson(site: Path, path: str) -> None:
    notebook, lesson = html_of(site, path), html_of(site, path.removesuffix("notebook/"))
    for pattern in (r'<h[2-3] id="([^"]*)"', r'<div class="cell"(?: data-run="\w+")? id="([^"]*)"'):
        wanted = re.findall(pattern, lesson)
        assert len(wanted) > 5
        assert re.findall(pattern, notebook) == wanted
    ids = re.findall(r'\sid="([^"]*)"', notebook)
    assert "" not in ids
    assert sorted(ids) == sorted(set(ids))
    assert '<h1 id="notebook-title">' in notebook
    assert 'href="#notebook-title" class="md-skip"' in notebook, "a lesson may have no sections to skip to"


def test_a_notebook_has_every_formula_and_figure_of_its_lesson_and_fits_a_phone_in_the_dark(
    site: Path, path: str, phone: Page
) -> None:
    lesson = html_of(site, path.removesuffix("notebook/"))
    assert phone.locator("article math").count() == lesson.count('class="katex-mathml"') > 0
    assert phone.locator("article math").evaluate_all(
        "all => all.every(one => one.getBoundingClientRect().width > 0)"
    )
    assert not re.search(r"\$|\\\(|\\\[|\\frac", phone.locator("article").inner_text())
    figures = phone.locator("article figure img")
    drawn = lesson.count('<div class="plot"') - lesson.count('class="lesson-picture"')
    assert figures.count() == drawn > 0
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        assert re.search("[가-힣]", figure.get_attribute("alt") or "")
    loaded = "Array.from(document.images).every(one => one.complete && one.naturalWidth > 100)"
    phone.wait_for_function(loaded)
    assert "invert" in figures.first.evaluate("one => getComputedStyle(one).filter")
    dangling = """all => all.map(one => decodeURIComponent(one.hash.slice(1)))
        .filter(id => id && !document.getElementById(id))"""
    links = phone.locator("a[href^='#']")
    assert links.count() > 5
    assert links.evaluate_all(dangling) == []
    phone.evaluate(UNFOLD)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_in_the_contents_goes_to_its_heading(windows: Windows, address: str) -> None:
    page = windows.open()
    page.goto(address + NOTEBOOKS[0], wait_until="load")
    page.locator(".md-nav--secondary a[href='#exercises']").click()
    page.wait_for_function("Math.abs(document.getElementById('exercises').getBoundingClientRect().top) < 200")


def test_a_lesson_and_its_notebook_lead_to_each_other(phone: Page, address: str, path: str) -> None:
    assert phone.locator("link[rel=canonical]").get_attribute("href") == "../"
    phone.locator(".back-to-lesson").click()
    assert phone.url == address + path.removesuffix("notebook/")
    assert phone.locator(".take-along a[href*='colab']").count() == 0, "no repository is known here"
    with phone.expect_download() as downloading:
        phone.locator(".take-along").get_by_text("노트북 내려받기").click()
    assert downloading.value.suggested_filename.endswith(".ipynb")
    phone.get_by_text("노트북으로 읽기").click()
    assert phone.url == address + path


def test_search_does_not_find_notebooks(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "negative-log-likelihood/" in index
    assert "notebook/" not in index
