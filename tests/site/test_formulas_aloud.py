"""How readers hear formulas, and see on request how they are read aloud."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.site.windows import PHONE, UNFOLD, Windows
from tests.support.this_project import THIS

LESSON, LIGHT = "lessons/kl-divergence/", "lessons/one-hot-encoding/"
KL = {"": "p와 q 사이의 KL 발산", "en/": "the KL divergence of p from q"}
MARKS = re.compile(r"- \w+:|\s")
PLACES = "all => all.map(one => one.getBoundingClientRect().top + scrollY)"


@pytest.mark.parametrize("home", KL)
def test_every_formula_has_its_reading(site: Path, home: str) -> None:
    page = LexborHTMLParser((site / home / LESSON / "index.html").read_text(encoding="utf-8"))
    readings = [one.text() for one in page.css(".katex .spoken")]
    assert all(readings) and len(readings) == len(page.css(".katex")) > 100
    language = home.strip("/") or "ko"
    record = (THIS.root / f"docs/readings/{language}.txt").read_text(encoding="utf-8").split("\n")
    assert {f"\t{reading}" for reading in readings} <= set(record)
    assert readings.count(KL[home]) >= 5


@pytest.mark.parametrize("path", [LIGHT, LIGHT + "notebook/"])
def test_a_formula_is_read_once_as_text_of_its_sentence(windows: Windows, address: str, path: str) -> None:
    page = windows.open()
    page.goto(address + path)
    page.evaluate(UNFOLD)
    paragraph = page.locator("article p:has(math)").first
    heard = MARKS.sub("", paragraph.aria_snapshot())
    assert all(MARKS.sub("", one) in heard for one in paragraph.locator(".spoken").all_text_contents())
    paragraph.locator("math, .katex-html").evaluate_all("all => all.forEach(one => one.textContent = '')")
    assert heard == MARKS.sub("", paragraph.text_content() or "")


def test_a_reading_is_neither_seen_nor_copied(windows: Windows, address: str) -> None:
    page = windows.open()
    page.goto(address + LIGHT)
    article = page.locator("article")
    assert "괄호 열고" in (article.text_content() or "")
    size = article.locator(".spoken").first.bounding_box()
    assert size and max(size["width"], size["height"]) <= 1
    copied = article.evaluate("one => (getSelection().selectAllChildren(one), String(getSelection()))")
    assert "V" in copied and "괄호 열고" not in copied


def test_the_reading_of_a_display_formula_opens_by_keyboard_without_scripts_and_moves_no_formula(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(address + LIGHT)
        controls = page.locator("details.aloud")
        assert controls.count() == page.locator("div.arithmatex").count() > 5
        summary, words = controls.first.locator("summary"), controls.first.locator("p")
        assert summary.inner_text() == "소리 내어 읽으면"
        assert not words.is_visible()
        size = summary.bounding_box()
        assert size and size["height"] >= 24 and size["width"] >= 24
        formula = page.locator("div.arithmatex").first
        summary.focus()
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(100)  # what comes into view is laid out, and measured, first
        places = page.locator("div.arithmatex").evaluate_all(PLACES)
        page.keyboard.press("Enter")
        assert words.is_visible()
        assert words.inner_text() == formula.locator(".spoken").text_content()
        assert page.locator("div.arithmatex").evaluate_all(PLACES)[0] == places[0]
        page.emulate_media(media="print")
        assert not summary.is_visible() and not words.is_visible()
    finally:
        context.close()


@pytest.mark.parametrize(("home", "said"), [("", "괄호 열고"), ("en/", "open paren")])
def test_search_does_not_find_readings(site: Path, home: str, said: str) -> None:
    page = (site / home / LESSON / "index.html").read_text(encoding="utf-8")
    index = (site / home / "search" / "search_index.json").read_text(encoding="utf-8")
    assert said in page
    assert all(said not in doc["text"] for doc in json.loads(index)["docs"])


def test_formulas_of_notebook_pages_have_readings_too(site: Path) -> None:
    html = (site / "lessons" / "kl-divergence" / "notebook" / "index.html").read_text(encoding="utf-8")
    assert html.count('</math><span class="spoken">') == html.count("<math") > 50
