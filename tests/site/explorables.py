"""What the tests of explorables share: a page with nothing else on it, and hands to use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from literate.environment import ROOT
from playwright.sync_api import Browser, Locator, Page, Route

from tests.site.own_explorables import normal_fit, two_distributions

LESSON, BENCH = "lessons/negative-log-likelihood/", "lessons/bench/"
FOLDER = ROOT / "docs" / "theme" / "assets" / "explorables"
NORMAL, SHARE, PICKED = "normal-likelihood", "share-likelihood", "picked-row"
VECTORS, PRODUCT, SCORES = "two-vectors", "matrix-product", "word-scores"
# Those of the tests' own, by their ids.
ENTROPIES, DIVERGENCES, FIT = "#entropies", "#divergences", "#fit"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
ELEMENTS = sorted(
    name.removesuffix(".js") for name, text in SCRIPTS.items() if "customElements.define(" in text
)
ALL = (*ELEMENTS, ENTROPIES, DIVERGENCES, FIT)
# Whether an element shows what it computes.
IS_ALIVE = "name => Boolean(document.querySelector(name).shadowRoot?.querySelector('.box'))"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
# The greatest relative error where it is not 1e-9: a page holds a trained model's weights with fewer digits.
WITHIN = {SCORES: 1e-6}
NO_CODE: Mapping[str, str] = {}

# What an element computes at each row of its recorded grid, and the greatest relative error.
WORST = """(element) => {
  const parameters = element.known.map(({ name }) => name);
  const recorded = element.dataset.recorded.split(" ").map((one) => (one === "inf" ? Infinity : Number(one)));
  const width = parameters.length + element.numbersOf(element.values).length;
  const error = (one, other) => (one === other ? 0 : Math.abs(one - other) / (Math.abs(other) || 1));
  const errors = [];
  for (let at = 0; at < recorded.length; at += width) {
    const row = recorded.slice(at, at + width);
    element.set(Object.fromEntries(parameters.map((name, index) => [name, row[index]])));
    const computed = [...parameters.map((name) => element.state[name]), ...element.numbersOf(element.values)];
    errors.push(...computed.map((value, index) => error(value, row[index])));
  }
  return [recorded.length / width, errors.some(Number.isNaN) ? 1e9 : Math.max(...errors)];
}"""


@dataclass(frozen=True)
class Found:
    """An explorable of the site: the address of its page, the name of its element, the HTML around it."""

    path: str
    name: str
    html: str


def explorables_of(site: Path) -> list[Found]:
    """Return the explorables of all Korean lessons."""
    found = []
    for page in sorted((site / "lessons").glob("*/index.html")):
        html = page.read_text(encoding="utf-8")
        path = page.parent.relative_to(site).as_posix() + "/"
        for match in re.finditer(
            r'<div class="explorable"[^>]*>\s*<([\w-]+).*?</\1>\s*</div>', html, re.DOTALL
        ):
            found.append(Found(path, match[1], match[0]))
    return found


def answer_from(code: Mapping[str, str], name: str, kind: str = "text/javascript") -> Callable[[Route], None]:
    """Return what answers a browser with a file of a kind, as it is when it is asked for."""
    return lambda route: route.fulfill(body=code[name], content_type=kind)


@dataclass(frozen=True)
class Bench:
    """Opens pages with explorables; errors in them fail the test."""

    browser: Browser
    address: str
    site: Path

    def html(self, only: str = "") -> str:
        """Return the page that stands at BENCH: all explorables, or one kind."""
        lesson = (self.site / LESSON / "index.html").read_text(encoding="utf-8")
        scripts = re.findall(r'<script[^>]*id="explorable-words".*?</script>.*?</script>', lesson, re.DOTALL)
        assert len(scripts) == 1
        own = [
            two_distributions(ENTROPIES[1:], "entropy cross-entropy"),
            two_distributions(DIVERGENCES[1:], "entropy cross-entropy kl"),
            normal_fit(FIT[1:]),
        ]
        theirs = [f'<div class="site">{one.html}</div>' for one in explorables_of(self.site)]
        named = f'id="{only[1:]}"' if only.startswith("#") else f"<{only}"
        shown = "".join(one for one in theirs + own if named in one)
        return f"""<!doctype html><html lang="ko"><meta name="viewport" content="width=device-width">
          <link rel="stylesheet" href="../../assets/site.css">
          <style>html {{ font-size: 125% }} body {{ font-size: 16px; color: var(--md-default-fg-color);
            background: var(--md-default-bg-color) }}</style>
          <body data-md-color-scheme="default">{shown}{scripts[0]}"""

    @contextmanager
    def opened(
        self,
        path: str = BENCH,
        size: dict[str, int] = DESKTOP,
        still: bool = True,
        only: str = "",
        code: Mapping[str, str] = NO_CODE,
        **options: Any,
    ) -> Iterator[Page]:
        """Open a page in a browser of its own.

        Arguments:
            path: the lesson, or BENCH.
            size: of the window.
            still: whether the reader wants no motion.
            only: the name or #id of the only explorable of BENCH that is wanted; others take time to load.
            code: what scripts are replaced by, by their names; read anew with every visit.
            options: of the browser.
        """
        options |= {"viewport": size, "reduced_motion": "reduce" if still else "no-preference"}
        context = self.browser.new_context(**options)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.route(f"**/{BENCH}", answer_from({BENCH: self.html(only)}, BENCH, "text/html; charset=utf-8"))
        for name in code:
            page.route(f"**/{name}", answer_from(code, name))
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(self.address + path, wait_until="domcontentloaded")
        yield page
        context.close()
        assert wrong == []


def brought_to_life(page: Page, name: str) -> Locator:
    """Scroll to an element, by name or #id, and wait until it is what it should be."""
    page.locator(name).first.evaluate("element => element.scrollIntoView({ block: 'center' })")
    page.wait_for_function(IS_ALIVE, arg=name)
    return page.locator(name).first


def as_in_the_beginning(page: Page, name: str) -> Locator:
    """Bring an element to life and click what starts it over."""
    element = brought_to_life(page, name)
    element.locator("#reset").click()
    return element


def state(element: Locator) -> dict[str, float]:
    """Return an element's parameters."""
    found: dict[str, float] = element.evaluate("element => element.state")
    return found


def cell(element: Locator, name: str) -> str:
    """Return what a cell of an element's table shows."""
    return element.locator(f"td#{name}").inner_text()


def spoken(page: Page, name: str, part: str) -> str:
    """Wait until an element says something that has this part; return all that it says."""
    words = f"document.querySelector('{name}').shadowRoot.querySelector('.spoken').textContent"
    page.wait_for_function(f"part => {words}.includes(part)", arg=part)
    return str(page.evaluate(words))


def middle(one: Locator) -> tuple[float, float]:
    """Return where something's middle is in the window."""
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def handle(element: Locator, plot: str, at: int = -1) -> tuple[float, float]:
    """Return where a handle of a plot is in the window."""
    handles = element.locator(f"#{plot} .handle")
    return middle(handles.nth(at if at >= 0 else handles.count() - 1))


def drag(page: Page, start: tuple[float, float], *stops: tuple[float, float]) -> None:
    """Press the mouse at a place, move it through others, let go at the last."""
    page.mouse.move(*start)
    page.mouse.down()
    for stop in stops:
        page.mouse.move(*stop, steps=3)
    page.mouse.up()


def touch(page: Page) -> Callable[[tuple[float, float], float, float], None]:
    """Return what moves a finger from a place, across and down."""
    devices = page.context.new_cdp_session(page)

    def move(start: tuple[float, float], across: float, down: float) -> None:
        def send(kind: str, *points: dict[str, float]) -> None:
            devices.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

        x, y = start
        send("touchStart", {"x": x, "y": y})
        for step in range(1, 9):
            send("touchMove", {"x": x + across * step / 8, "y": y + down * step / 8})
        send("touchEnd")

    return move
