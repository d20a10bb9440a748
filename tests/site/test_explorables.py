"""The explorables: what they compute, and how they are used by hand, keyboard and ear."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from literate.environment import ROOT
from playwright.sync_api import Browser, Locator, Page, Route

LESSON, BENCH = "lessons/negative-log-likelihood/", "lessons/bench/"
FOLDER = ROOT / "docs" / "theme" / "assets" / "explorables"
NORMAL, SHARE = "normal-likelihood", "share-likelihood"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
Opener = Callable[..., AbstractContextManager[Page]]

# What an element computes at each row of its recorded grid, and the greatest relative error.
WORST = """(element) => {
  const isNormal = element.localName === "normal-likelihood";
  const recorded = element.dataset.recorded.split(" ").map(Number);
  const [width, parameters] = isNormal ? [6, ["mu", "sigma"]] : [5, ["p"]];
  let worst = 0;
  for (let at = 0; at < recorded.length; at += width) {
    const row = recorded.slice(at, at + width);
    element.set(Object.fromEntries(parameters.map((name, index) => [name, row[index]])));
    const { densities, likelihood, logLikelihood, nll, gradient } = element.values;
    const computed = isNormal
      ? [element.state.mu, element.state.sigma, densities[0], likelihood, logLikelihood, nll]
      : [element.state.p, likelihood, logLikelihood, nll, gradient];
    for (const [index, value] of computed.entries()) {
      worst = Math.max(worst, Math.abs(value - row[index]) / Math.abs(row[index]));
    }
  }
  return [recorded.length / width, worst];
}"""


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str, site: Path) -> Opener:
    """Open a page in a browser of its own; errors fail the test.

    Arguments:
        path: the lesson, or BENCH, where the explorables stand without the rest of the lesson, which is slow.
        size: of the window.
        still: whether the reader wants no motion.
        code: what likelihood.js is replaced by.
        options: of the browser.
    """
    lesson = (site / LESSON / "index.html").read_text(encoding="utf-8")
    explorables = re.findall(r'<div class="explorable".*?-likelihood>\s*</div>', lesson, re.DOTALL)
    scripts = re.findall(r'<script[^>]*id="explorable-words".*?</script>.*?</script>', lesson, re.DOTALL)
    assert len(explorables) == 2 and len(scripts) == 1
    bench = f"""<!doctype html><html lang="ko"><meta name="viewport" content="width=device-width">
      <link rel="stylesheet" href="../../assets/site.css">
      <style>html {{ font-size: 125% }} body {{ font-size: 16px; color: var(--md-default-fg-color) }}</style>
      <body data-md-color-scheme="default">{"".join(explorables + scripts)}"""

    @contextmanager
    def open_it(
        path: str, size: dict[str, int] = DESKTOP, still: bool = True, code: str = "", **options: Any
    ) -> Iterator[Page]:
        options |= {"viewport": size, "reduced_motion": "reduce" if still else "no-preference"}
        context = browser.new_context(**options)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.route(f"**/{BENCH}", lambda route: route.fulfill(body=bench, content_type="text/html; charset=utf-8"))
        if code:
            page.route("**/likelihood.js", lambda route: route.fulfill(body=code, content_type="text/javascript"))
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(address + path, wait_until="domcontentloaded")
        yield page
        context.close()
        assert wrong == []

    return open_it


def brought_to_life(page: Page, name: str) -> Locator:
    """Scroll to an element and wait until it is what it should be."""
    page.locator(name).evaluate("element => element.scrollIntoView()")
    page.wait_for_function(f"Boolean(document.querySelector('{name}').shadowRoot)")
    return page.locator(name)


@pytest.fixture(scope="module")
def page(opened: Opener) -> Iterator[Page]:
    """Both explorables alive, on a desktop, for a reader who wants no motion."""
    with opened(BENCH) as page:
        for name in (NORMAL, SHARE):
            brought_to_life(page, name)
        yield page


@pytest.fixture(params=[NORMAL, SHARE])
def explorable(request: pytest.FixtureRequest, page: Page) -> Locator:
    """Each of the two, as it is in the beginning."""
    element = brought_to_life(page, request.param)
    element.locator("#reset").click()
    return element


@pytest.fixture
def normal(page: Page) -> Locator:
    """The one of the heights, as it is in the beginning."""
    element = brought_to_life(page, NORMAL)
    element.locator("#reset").click()
    return element


def state(element: Locator) -> dict[str, float]:
    found: dict[str, float] = element.evaluate("element => element.state")
    return found


def cell(element: Locator, name: str) -> str:
    return element.locator(f"td#{name}").inner_text()


def handle(element: Locator, plot: str, at: int = -1) -> tuple[float, float]:
    """Return where a handle of a plot is in the window."""
    handles = element.locator(f"#{plot} .handle")
    box = handles.nth(at if at >= 0 else handles.count() - 1).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_what_they_compute_is_what_the_snippet_computed(explorable: Locator) -> None:
    rows, worst = explorable.evaluate(WORST)
    assert rows >= 10
    assert worst <= 1e-9


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        (NORMAL, "Math.sqrt(2 * Math.PI", "Math.sqrt(Math.PI"),
        (NORMAL, "Math.log(2 * Math.PI * sigma ** 2) / 2", "Math.log(2 * Math.PI * sigma ** 2)"),
        (SHARE, "(1 - p) ** (n - k)", "(1 - p) ** k"),
        (SHARE, "return -k / p", "return -k * (1 + 1e-8) / p"),
    ],
)
def test_a_mistake_in_what_they_compute_is_found(opened: Opener, name: str, right: str, wrong: str) -> None:
    code = (FOLDER / "likelihood.js").read_text(encoding="utf-8")
    assert code.count(right) == 1
    with opened(BENCH, code=code.replace(right, wrong)) as page:
        _, worst = brought_to_life(page, name).evaluate(WORST)
    assert worst > 1e-9


def test_the_table_shows_what_was_computed_as_the_page_writes_it(page: Page, normal: Locator) -> None:
    normal.evaluate("element => element.move({ mu: 168 })")
    assert cell(normal, "likelihood") == "2.59×10−12"
    assert cell(normal, "log-likelihood") == "−26.681"
    assert cell(normal, "nll") == "26.681"
    assert cell(normal, "density") == "0.0520~0.0797"
    share = page.locator(SHARE)
    share.evaluate("element => element.move({ p: 0.7 })")
    assert cell(share, "likelihood") == "0.002224"
    assert cell(share, "gradient") == "0.000"
    share.evaluate("element => element.move({ p: 0.9 })")
    assert cell(share, "gradient") == "22.222"


def test_keys_move_them_and_the_words_follow(page: Page, normal: Locator) -> None:
    mean = normal.locator("input#mu")
    before = normal.locator("#density-plot").get_attribute("aria-label") or ""
    mean.focus()
    page.keyboard.press("ArrowRight")
    assert state(normal) == {"mu": 160.1, "sigma": 5}
    assert mean.get_attribute("aria-valuetext") == "평균 160.1센티미터"
    assert normal.locator("#mu-value").inner_text() == "160.1"
    page.keyboard.press("PageUp")
    page.keyboard.press("End")
    assert state(normal)["mu"] == 180
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert state(normal) == {"mu": 160, "sigma": 4.9}
    assert normal.locator("#density-plot").get_attribute("aria-label") == before
    page.wait_for_function(
        "before => document.querySelector('normal-likelihood').shadowRoot.getElementById('density-plot').ariaLabel"
        " !== before",
        arg=before,
    )
    after = normal.locator("#density-plot").get_attribute("aria-label") or ""
    assert "평균 160.0, 표준편차 4.9인" in after
    spoken = normal.locator("[aria-live=polite]").text_content() or ""
    assert after in spoken
    assert f"높이 {cell(normal, 'nll')}에" in spoken


def test_focus_can_be_seen(page: Page, explorable: Locator) -> None:
    explorable.locator("input").first.focus()
    page.keyboard.press("Tab")
    outline = "element => getComputedStyle(element.shadowRoot.activeElement).outlineStyle"
    assert explorable.evaluate(outline) == "solid"


def test_the_curve_is_dragged_by_its_mean_and_by_its_deviation(page: Page, normal: Locator) -> None:
    x, y = handle(normal, "density-plot")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y + 5, steps=4)
    page.mouse.up()
    moved = state(normal)
    assert moved["sigma"] == 5
    assert handle(normal, "density-plot")[0] == pytest.approx(x + 100, abs=1)
    x, y = handle(normal, "density-plot", 0)
    page.mouse.move(x + 2, y)
    page.mouse.down()
    page.mouse.move(x - 28, y, steps=4)
    page.mouse.up()
    assert state(normal)["mu"] == moved["mu"]
    assert 1.5 <= state(normal)["sigma"] < 4.5
    page.mouse.move(x + 200, y)
    # Values go by tenths, which are up to two pixels apart.
    assert handle(normal, "density-plot", 0)[0] == pytest.approx(x - 30, abs=1.1)


def test_a_touch_on_the_slope_moves_the_share_but_scrolling_does_not(opened: Opener) -> None:
    with opened(BENCH, PHONE, has_touch=True, is_mobile=True) as page:
        share = brought_to_life(page, SHARE)
        share.locator("#nll-plot").scroll_into_view_if_needed()
        x, y = handle(share, "nll-plot")
        devices = page.context.new_cdp_session(page)

        def touch(kind: str, *place: float) -> None:
            points = [{"x": place[0], "y": place[1]}] if place else []
            devices.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", x, y)
        for step in range(1, 9):
            touch("touchMove", x + 10 * step, y)
        touch("touchEnd")
        moved = state(share)["p"]
        assert moved > 0.6
        assert handle(share, "nll-plot")[0] == pytest.approx(x + 80, abs=2)

        top = page.evaluate("scrollY")
        touch("touchStart", x, y)
        for step in range(1, 9):
            touch("touchMove", x, y + 20 * step)
        touch("touchEnd")
        page.wait_for_function("top => scrollY < top - 50", arg=top)
        assert state(share)["p"] == moved


def test_what_fingers_take_hold_of_is_large_enough(opened: Opener) -> None:
    with opened(BENCH, PHONE, has_touch=True, is_mobile=True) as page:
        for name in (NORMAL, SHARE):
            element = brought_to_life(page, name)
            for target in element.locator("input, button").all():
                box = target.bounding_box()
                assert box is not None and box["height"] >= 44
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_best_is_found_at_once_for_those_who_want_no_motion(explorable: Locator) -> None:
    explorable.locator("#find").click()
    best = explorable.evaluate("element => element.best()")
    assert state(explorable) == best
    assert best in [{"p": 0.7}, {"mu": pytest.approx(168.344), "sigma": pytest.approx(2.6207, abs=1e-4)}]
    explorable.locator("#reset").click()
    assert state(explorable) != best


def test_the_way_to_the_best_is_shown_to_others_and_ends_there(opened: Opener) -> None:
    with opened(BENCH, still=False) as page:
        share = brought_to_life(page, SHARE)
        share.locator("#find").click()
        page.wait_for_function(
            "(element => element.state.p > 0.51 && element.state.p < 0.69)(document.querySelector('share-likelihood'))"
        )
        page.wait_for_function("document.querySelector('share-likelihood').state.p === 0.7")
        assert cell(share, "nll") == "6.109"


def test_all_words_are_there_and_in_the_pages_language(explorable: Locator) -> None:
    said = explorable.evaluate(
        """element => [element.shadowRoot.querySelector(".box").innerText,
          ...[...element.shadowRoot.querySelectorAll("[aria-label], [aria-valuetext]")]
            .flatMap(one => [one.ariaLabel ?? "", one.ariaValueText ?? ""])].join("\\n")"""
    )
    assert "음의 로그 가능도" in said and "가장 좋은 값 찾기" in said
    assert not re.search(r"undefined|NaN|null|[{}]|explore", said)
    for plot in explorable.locator("svg[role=img]").all():
        assert re.search("[가-힣]", plot.get_attribute("aria-label") or "")


def test_the_colours_follow_the_palette(page: Page, explorable: Locator) -> None:
    seen = []
    for scheme in ("slate", "default"):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        for part, colour in ((".curve", "stroke"), ("text", "fill"), (".handle", "stroke")):
            look = f"element => getComputedStyle(element).{colour}"
            seen.append(explorable.locator(part).first.evaluate(look))
    assert len(set(seen)) == 6


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_on_the_page_when_they_come_to_life(opened: Opener, size: dict[str, int]) -> None:
    with opened(LESSON, size) as page:
        held: list[Route] = []
        page.route("**/explorables/*-likelihood.js", lambda route: held.append(route))
        page.wait_for_load_state("load")
        page.evaluate("document.querySelector('normal-likelihood').scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(200)
        assert [route.request.url.rpartition("/")[2] for route in held] == [f"{NORMAL}.js"]
        page.evaluate(
            """() => {
              window.shifts = [];
              const note = list => window.shifts.push(...list.getEntries().map(one => one.value));
              new PerformanceObserver(note).observe({ type: "layout-shift" });
            }"""
        )
        # The page's own height is no measure: what comes into view is laid out anew, to a pixel's fraction.
        heights = "[...document.querySelectorAll('.explorable')].map(box => box.offsetHeight)"
        before = page.evaluate(heights)
        page.unroute("**/explorables/*-likelihood.js")
        held[0].continue_()
        page.wait_for_function("Boolean(document.querySelector('normal-likelihood').shadowRoot)")
        page.wait_for_timeout(100)
        brought_to_life(page, SHARE)
        page.wait_for_timeout(100)
        assert page.evaluate(heights) == before
        assert page.evaluate("window.shifts") == []


def test_nothing_is_loaded_before_a_reader_comes_near(opened: Opener, address: str) -> None:
    with opened("about/") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert page.locator("#explorable-words").count() == 0
        page.goto(address + LESSON, wait_until="load")
        assert [url for url in asked if "explorables" in url] == []
        brought_to_life(page, NORMAL)
    names = {url.rpartition("/")[2] for url in asked if "explorables" in url}
    assert names == {path.name for path in FOLDER.glob("*.js")} - {"share-likelihood.js"}


def test_without_javascript_there_are_words_and_recorded_values(opened: Opener) -> None:
    with opened(LESSON, java_script_enabled=False) as page:
        for name, link, values in [
            (NORMAL, "#cell-nll-curve", ["−26.681", "26.681"]),
            (SHARE, "#cell-gradient-is-the-slope", ["0.000977", "−8.0000"]),
        ]:
            text = page.locator(name).inner_text()
            assert "자바스크립트를 켜면" in text
            assert all(value in text for value in values)
            assert page.locator(f"{name} a").get_attribute("href") == link
            box = page.locator(name).bounding_box()
            assert box is not None and box["height"] < 400


def test_they_weigh_a_few_kilobytes() -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in FOLDER.glob("*.js")}
    assert len(sizes) == 7
    assert sum(sizes.values()) < 12_000
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 300 for path in FOLDER.glob("*.js"))


def test_the_grid_is_in_the_page_as_plain_numbers(site: Path) -> None:
    html = (site / LESSON / "index.html").read_text(encoding="utf-8")
    grids = re.findall(r'data-recorded="([^"]*)"', html)
    assert len(grids) == 2
    assert all(re.fullmatch(r"[-+.e0-9 ]+", grid) for grid in grids)
