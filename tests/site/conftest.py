"""The finished site, built from the committed recordings, served to a real browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from literate.environment import find_browser
from literate.page_python import page_python
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site.explorables import PHONE, Bench
from tests.site.fonts import FAMILIES, KOREAN, LATIN, Launch, use_only
from tests.site.windows import Windows
from tests.support.scratch import PATIENCE, copy_of_this_project
from tests.support.search_worker import WORKERS
from tests.support.sharing import made_once


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built without running anything."""
    return made_once(tmp_path_factory, "site", _build_site) / "site"


def _build_site(root: Path) -> None:
    assert page_python() is not None, "Python for pages is not fetched: scripts/test.py fetches it"
    copy_of_this_project(root, notebooks=True, runs=True).build_well("--frozen", "--book")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which a browser finds the fonts that the tests bring, and no others."""
    return use_only([KOREAN, LATIN], FAMILIES, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def launch(fonts: dict[str, str]) -> Iterator[Launch]:
    """What starts a Chromium, Chrome or Edge."""
    path = find_browser()
    assert path is not None, "no browser: scripts/test.py installs one, or runs without with --no-browser"
    # Without these, Chromium calls home on its own.
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:

        def start(own_fonts: bool = True) -> Browser:
            environment: dict[str, str | float | bool] = {**os.environ, **(fonts if own_fonts else {})}
            return playwright.chromium.launch(
                executable_path=path, args=quiet, timeout=PATIENCE * 1000, env=environment
            )

        yield start


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    """A Chromium in the fonts that the tests bring."""
    with launch() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def _windows(browser: Browser, address: str) -> Iterator[Windows]:
    windows = Windows(browser, address.rstrip("/"))
    yield windows
    windows.close()


@pytest.fixture
def windows(_windows: Windows) -> Iterator[Windows]:
    """Open windows on a device that has not seen the site before."""
    yield _windows
    _windows.forget()


@pytest.fixture(scope="module")
def blank(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site's address, with nothing in it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "assets/site.css")
    yield page
    context.close()


@pytest.fixture(scope="session")
def theirs(site: Path) -> str:
    """The name of Material's own search worker."""
    (worker,) = (site / WORKERS).glob("search.*.min.js")
    return worker.name


@pytest.fixture(scope="session")
def search_worker(address: str, theirs: str) -> str:
    """The address of our search worker, which loads Material's."""
    return f"{address}{WORKERS}search.js?{theirs}"


@pytest.fixture(scope="session")
def bench(browser: Browser, address: str, site: Path) -> Bench:
    """What opens pages with explorables."""
    return Bench(browser, address, site)


@pytest.fixture(scope="session")
def explorables(bench: Bench) -> Iterator[Page]:
    """All explorables on a desktop, for a reader who wants no motion; each comes to life when it is used."""
    with bench.opened() as page:
        yield page


@pytest.fixture(scope="session")
def explorables_on_phone(bench: Bench) -> Iterator[Page]:
    """The same on a phone."""
    with bench.opened(size=PHONE, has_touch=True, is_mobile=True) as page:
        yield page
