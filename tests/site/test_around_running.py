"""What running cells costs a page: nothing before the click, little memory, and no more than WebAssembly."""

from __future__ import annotations

import gzip
import re
from contextlib import suppress
from pathlib import Path

import psutil
from playwright.sync_api import Browser

from tests.site.changing import LESSON, open_cell, run
from tests.site.fonts import Launch
from tests.site.served import served
from tests.site.windows import DESKTOP, Windows

LOADED_BY_A_CLICK = re.compile(r"/assets/(run|python-\w+)/|/cells\.json")
# All that a page allows itself: inline styles and the theme's own scripts stand in every page.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "worker-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'"
)


def tabs() -> set[psutil.Process]:
    """Return the processes of all tabs."""
    found = set()
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # a tab of another test ends meanwhile
            if "--type=renderer" in one.cmdline():
                found.add(one)
    return found


def megabytes_of_largest(processes: set[psutil.Process]) -> float:
    """Return the memory of the largest process, without what it shares with others."""
    return float(max(one.memory_full_info().uss for one in processes)) / 1e6


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


def test_a_strict_policy_needs_no_more_than_webassembly(launch: Launch, site: Path) -> None:
    wrong: list[str] = []
    # Tabs of other tests may be larger, so this one has a browser of its own.
    others = tabs()
    with served(site, headers={"Content-Security-Policy": POLICY}) as address, launch() as browser:
        page = browser.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(address + LESSON, wait_until="load")
        cell = open_cell(page, "heights-on-a-line")
        run(cell)
        assert cell.locator(".run-results svg").count() == 1
        assert 50 < megabytes_of_largest(tabs() - others) < 400
    assert wrong == []


def test_nothing_is_kept_and_nothing_shows_on_paper_or_without_scripts(
    browser: Browser, windows: Windows, address: str
) -> None:
    lesson = windows.open(DESKTOP)
    lesson.goto(address + LESSON, wait_until="load")
    cell = open_cell(lesson, "x-grid")
    run(cell)
    kept = lesson.evaluate("Object.keys(localStorage)")
    assert [name for name in kept if "run" in name] == []
    lesson.emulate_media(media="print")
    for hidden in (".run-button", ".run-solve", ".run-hint", ".run-why", ".run-cell", ".run-results"):
        assert lesson.locator(hidden).count() > 0
        assert [one for one in lesson.locator(hidden).all() if one.is_visible()] == []
    assert cell.locator(".highlight").first.is_visible()
    lesson.emulate_media(media="screen")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(lesson.url)
    assert page.locator(".run-button, .run-why").count() == 0
    assert not page.locator(".run-hint").is_visible()
    context.close()
