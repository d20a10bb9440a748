"""What running cells costs a page before the click: nothing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.site.changing import LESSON

LOADED_BY_A_CLICK = re.compile(r"/assets/(run|python-\w+)/|/cells\.json")


def test_before_the_click_nothing_is_loaded_and_a_page_is_hardly_heavier(
    browser: Browser, address: str, site: Path
) -> None:
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(address + LESSON, wait_until="networkidle")
    assert len(asked) > 5
    assert [url for url in asked if LOADED_BY_A_CLICK.search(url)] == []
    assert page.locator(".run-button").count() > 50
    context.close()

    html = (site / LESSON / "index.html").read_text(encoding="utf-8")
    without = re.sub(r'<script type="module" id="run-script".*?</script>', "", html, flags=re.DOTALL)
    without = re.sub(r' data-run="\w+"|<li class="run-hint">.*?</li>', "", without)
    assert without.count("run-") < html.count("run-")
    sheet = (site / "assets" / "site.css").read_text(encoding="utf-8")
    own = sheet[sheet.index("/* Cells that readers change") : sheet.index("/* The course")]

    def weight(text: str) -> int:
        return len(gzip.compress(text.encode("utf-8"), mtime=0))

    grown = weight(html) - weight(without) + weight(sheet) - weight(sheet.replace(own, ""))
    assert 500 < grown < 6_000


def test_nothing_shows_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LESSON)
    assert page.locator(".run-hint").count() > 0
    assert page.locator(".run-button, .run-why").count() == 0
    assert not page.locator(".run-hint").is_visible()
    context.close()
