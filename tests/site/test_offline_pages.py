"""The packed site, opened from a disk in a real browser: no server, no network."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from literate.rendering.offline import pack
from playwright.sync_api import Browser, Page, Request

from tests.support.scratch import write

LESSON = "lessons/negative-log-likelihood/index.html"
# A page of each kind
OPENED = {f"{page}index.html" for page in ("", "en/", "glossary/", "lessons/matrix-operations/")}
OPENED |= {"404.html", "en/lessons/matrix-operations/notebook/index.html"}


@pytest.fixture(scope="module")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packed site on a memory stick, in folders with names that need care."""
    folder = tmp_path_factory.mktemp("stick") / "내 USB 100%" / "workers"
    pack(site, folder / "pack.zip")
    with zipfile.ZipFile(folder / "pack.zip") as packed:
        packed.extractall(folder)
    return folder / "site-offline"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong, and which may ask for nothing but files."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url) if is_elsewhere(request.url) else None)
    page.on("requestfailed", lambda request: wrong.extend(failed(request)))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


def failed(request: Request) -> list[str]:
    """What failed; not what the browser gave up because it went on, like an icon it had not read yet."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def is_elsewhere(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "about:"))


def search(page: Page, query: str) -> None:
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(query)
    page.keyboard.press("End")
    page.wait_for_selector(".md-search-result__link[href*='#']")


def test_a_reader_finds_the_way_from_page_to_page_and_back(page: Page, stick: Path) -> None:
    page.goto((stick / "index.html").as_uri())
    page.locator(f"main a[href='{LESSON}']:visible").first.click()
    page.wait_for_url((stick / LESSON).as_uri())
    page.get_by_text("한 줄로", exact=True).click()  # beside the text the contents are in the drawer
    page.locator(".md-sidebar--secondary a[href='#gradient-descent']").click()
    page.wait_for_url("**#gradient-descent")
    page.wait_for_function("scrollY > 1000")
    page.locator("header a.md-logo").click()
    page.wait_for_url((stick / "index.html").as_uri())


def test_every_link_and_file_of_every_page_is_there(page: Page, stick: Path) -> None:
    there = {file.as_uri() for file in stick.rglob("*") if file.is_file()}
    pages = sorted(stick.rglob("*.html"))
    assert len(pages) >= 4
    for path in pages:
        found = re.findall(r'<[^>]*\s(?:href|src)="([^"]*)"', path.read_text(encoding="utf-8"))
        links = [urljoin(path.as_uri(), html.unescape(link)) for link in found]
        # Scripts add links, the same to each kind of page.
        if path.relative_to(stick).as_posix() in OPENED:
            page.goto(path.as_uri())
            links += page.locator("[href], [src]").evaluate_all("all => all.map(one => one.href || one.src)")
        files = {re.split("[#?]", link)[0] for link in links if str(link).startswith("file:")}
        assert len(files) > 5 and files <= there, path


def test_nothing_runs(page: Page, stick: Path) -> None:
    names = [path.relative_to(stick).as_posix() for path in stick.rglob("*")]
    assert len(names) > 100
    assert [name for name in names if re.search(r"assets/(run|python-)|cells\.json", name)] == []
    page.goto((stick / LESSON).as_uri())
    assert page.locator(".cell").count() > 50
    assert page.locator(".run-button, .run-solve, .run-why, .run-hint").count() == 0


def test_search_works_and_leads_to_the_section(page: Page, stick: Path) -> None:
    page.goto((stick / "about" / "index.html").as_uri())
    search(page, "확률밀도함수로")
    first = page.locator(".md-search-result__link[href*='#']").first
    assert first.locator("mark").first.inner_text() == "확률밀도함수"
    first.click()
    page.wait_for_url(f"{(stick / LESSON).as_uri()}?h=**#gaussian-pdf")
    page.wait_for_selector("mark[data-md-highlight]")


def test_what_one_page_keeps_another_finds(page: Page, stick: Path) -> None:
    page.goto((stick / "index.html").as_uri())
    page.evaluate("localStorage.setItem('kept', 'yes')")
    page.goto((stick / "about" / "index.html").as_uri())
    assert page.evaluate("localStorage.getItem('kept')") == "yes"


def test_modules_run(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site / "assets/plots/words.js", 'export const word = "가능도";\n')
    write(site / "assets/plots/plot.js", 'import { word } from "./words.js";\nexport const said = word;\n')
    write(site / "assets/plots/start.js", 'import { said } from "./plot.js";\ndocument.title += said;\n')
    write(
        site / "lessons/plots/index.html",
        '<!doctype html><html><head><meta charset="utf-8"><title>1</title></head><body>'
        '<script type="module" src="../../assets/plots/start.js"></script>'
        '<script type="module">'
        'const { said } = await import(new URL("../../assets/plots/plot.js", document.baseURI));'
        "document.title += said;"
        "</script></body></html>",
    )
    pack(site, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        packed.extractall(tmp_path)
    page.goto((tmp_path / "site-offline/lessons/plots/index.html").as_uri())
    page.wait_for_function("document.title === '1가능도가능도'")


def test_a_figure_is_cited_from_a_disk_too(page: Page, stick: Path) -> None:
    page.goto((stick / LESSON).as_uri())
    page.locator(".headerlink[href='#figure-gaussian-curve']").click()
    citation = page.get_by_role("dialog")
    citation.wait_for()
    assert "그림 1, " in citation.locator("p").inner_text()
    assert page.url.endswith("#figure-gaussian-curve")
