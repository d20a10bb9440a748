"""How readers hear formulas, and see on request how they are read aloud."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.site.windows import PHONE, UNFOLD, Windows
from tests.support.this_project import THIS

LESSON, LIGHT = "lessons/kl-divergence/", "lessons/one-hot-encoding/"
KL = {"": "p와 q 사이의 KL 발산", "en/": "the KL divergence of p from q"}
PLACES = "all => all.map(one => one.getBoundingClientRect().top + scrollY)"


@pytest.mark.parametrize("home", KL)
def test_every_formula_has_its_reading_as_name(site: Path, home: str) -> None:
    page = LexborHTMLParser((site / home / LESSON / "index.html").read_text(encoding="utf-8"))
    labels = [one.attributes["aria-label"] for one in page.css(".katex[role=math]")]
    assert all(labels) and len(labels) == len(page.css(".katex")) > 100
    language = home.strip("/") or "ko"
    record = (THIS.root / f"docs/readings/{language}.txt").read_text(encoding="utf-8").split("\n")
    assert {f"\t{label}" for label in labels} <= set(record)
    assert labels.count(KL[home]) >= 5


def test_a_formula_has_nothing_but_its_name_to_read(windows: Windows, address: str) -> None:
    page = windows.open()
    page.goto(address + LIGHT)
    page.evaluate(UNFOLD)
    named = page.get_by_role("math")
    assert named.count() == page.locator(".katex").count() > 50
    name = named.first.get_attribute("aria-label")
    assert named.first.aria_snapshot() == f'- math "{name}"'


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
        assert words.inner_text() == formula.locator(".katex").get_attribute("aria-label")
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


def test_formulas_of_notebook_pages_have_names_too(site: Path) -> None:
    html = (site / "lessons" / "kl-divergence" / "notebook" / "index.html").read_text(encoding="utf-8")
    assert html.count("<math aria-label=") == html.count("<math") > 50
