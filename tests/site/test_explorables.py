"""What all explorables have in common: their loading and their room, their words, what they weigh."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from literate.environment import TEST_TOOLS
from playwright.sync_api import Browser, Locator, Page, Route

from tests.site.explorables import (
    ALL,
    BENCH,
    DESKTOP,
    DIVERGENCES,
    ELEMENTS,
    FIT,
    FOLDER,
    IS_ALIVE,
    NORMAL,
    PHONE,
    PICKED,
    PRODUCT,
    SCORES,
    SCRIPTS,
    SHARE,
    VECTORS,
    WITHIN,
    WORST,
    Bench,
    answer_from,
    as_in_the_beginning,
    brought_to_life,
    explorables_of,
    state,
)

AXE = TEST_TOOLS / "node_modules" / "axe-core" / "axe.min.js"
LESSON = "lessons/matrix-operations/"  # a light one with two of them
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
TARGETS = "input[type=range], select, [type=text], button, fieldset label, .top"
SIZES = """all => all.map(one => one.getBoundingClientRect()).map(({ width, height }) => [width, height])"""
COLUMN = {"width": 704, "height": 900}  # that of a lesson's text without scripts, and margins
FOCUSED = "element => getComputedStyle(element.shadowRoot.activeElement).outlineStyle"


# By an element's name and by one of the scripts that it imports: what is right there, and what is wrong
MISTAKES = {
    (NORMAL, "likelihood.js"): [
        ("Math.sqrt(2 * Math.PI", "Math.sqrt(Math.PI"),
        ("Math.log(2 * Math.PI * sigma ** 2) / 2", "Math.log(2 * Math.PI * sigma ** 2)"),
    ],
    (SHARE, "likelihood.js"): [
        ("(1 - p) ** (n - k)", "(1 - p) ** k"),
        ("return -k / p", "return -k * (1 + 1e-8) / p"),
    ],
    (DIVERGENCES, "divergence.js"): [
        ("weighted(share, -Math.log(q[at]))", "weighted(share, -Math.log2(q[at]))"),
        ("Math.log(share / q[at])", "Math.log(q[at] / share)"),
        ("(weight === 0 ? 0 : weight * cost)", "weight * cost"),
        (
            "sum(p.map((share, at) => weighted(share, Math",
            "(1 + 1e-8) * sum(p.map((share, at) => weighted(share, Math",
        ),
    ],
    (FIT, "divergence.js"): [
        (" - (values[0] + values[values.length - 1]) / 2", ""),
        ("return Math.exp(log) * (log - gaussian", "return Math.exp(log) * Math.LOG2E * (log - gaussian"),
        ("- mixtureLogPdf(x, mixture));", "- (1 + 1e-8) * mixtureLogPdf(x, mixture));"),
        ("Math.log(weight) + gaussianLogPdf(", "gaussianLogPdf("),
    ],
    (PICKED, "matrix.js"): [("at === index ? 1 : 0", "at === index ? 0 : 1")],
    (VECTORS, "matrix.js"): [
        ("value * b[at]", "value + b[at]"),
        ("dot(a, b) / dot(b, b)", "dot(a, b) / dot(a, a)"),
        ("Math.sqrt(dot(a, a))", "dot(a, a)"),
        ("* 180) / Math.PI", "* 180) / 3.14159"),
    ],
    (PRODUCT, "matrix.js"): [("matrix.map((row) => row[at])", "matrix.map((row) => row[0])")],
    (SCORES, "matrix.js"): [
        ("dot(row, x) + biases[at]", "dot(row, x)"),
        ("Math.exp(score - Math.max(...scores))", "Math.max(score, 0)"),
        ("power / sum(powers)", "power / powers[0]"),
    ],
}


def imported(script: str) -> set[str]:
    """Return the names of a script, of its style sheets, and of all that it imports."""
    found = re.findall(r'from "\./([\w-]+\.js)"', SCRIPTS[script])
    sheets = re.findall(r'"([\w-]+\.css)"', SCRIPTS[script])
    return {script, *sheets}.union(*(imported(one) for one in found))


@pytest.fixture(params=ALL)
def explorable(request: pytest.FixtureRequest, explorables: Page) -> Locator:
    """Each kind, as it is in the beginning."""
    return as_in_the_beginning(explorables, request.param)


def test_what_they_compute_is_what_the_snippets_computed(explorables: Page, site: Path) -> None:
    found = explorables.locator(".site .explorable > *")
    assert found.count() == len(explorables_of(site)) >= 2
    for element in found.all():
        element.scroll_into_view_if_needed()
        element.locator(".box").wait_for()
        rows, worst = element.evaluate(WORST)
        assert rows >= 4 and rows == int(rows)  # the cells of the least product to choose from
        assert worst <= WITHIN.get(element.evaluate("element => element.localName"), 1e-9)
        element.locator("#reset").click()


def test_a_mistake_in_what_they_compute_is_found(bench: Bench) -> None:
    code = {script: SCRIPTS[script] for _, script in MISTAKES}
    with bench.opened("assets/site.css", code=code) as page:
        for (name, script), mistakes in MISTAKES.items():
            answer = answer_from({BENCH: bench.html(name)}, BENCH, "text/html; charset=utf-8")
            page.route(f"**/{BENCH}", answer)
            for right, wrong in mistakes:
                assert SCRIPTS[script].count(right) == 1
                code[script] = SCRIPTS[script].replace(right, wrong)
                page.goto(bench.address + BENCH, wait_until="domcontentloaded")
                assert brought_to_life(page, name).evaluate(WORST)[1] > WITHIN.get(name, 1e-9), (name, wrong)
            code[script] = SCRIPTS[script]


def test_focus_can_be_seen(explorables: Page, explorable: Locator) -> None:
    stops = explorable.locator(
        "input[type=range], select, [type=text], [role=slider], [type=radio]:checked, button"
    )
    stops.first.focus()
    for _ in range(1, stops.count()):
        explorables.keyboard.press("Tab")
        assert explorable.evaluate(FOCUSED) == "solid"
    assert explorable.evaluate("element => element.shadowRoot.activeElement.id") == "reset"


def test_the_best_is_found_at_once_for_those_who_want_no_motion(explorable: Locator) -> None:
    best = explorable.evaluate("element => element.best()")
    explorable.locator("#find").click()
    assert state(explorable) == {**state(explorable), **best}
    explorable.locator("#reset").click()
    assert state(explorable) != {**state(explorable), **best}


def test_all_words_are_there_and_in_the_pages_language(explorable: Locator) -> None:
    said = explorable.evaluate(
        """element => [element.shadowRoot.querySelector(".box").innerText,
          ...[...element.shadowRoot.querySelectorAll("[aria-label], [aria-valuetext]")]
            .flatMap(one => [one.ariaLabel ?? "", one.ariaValueText ?? ""])].join("\\n")"""
    )
    assert "처음으로" in said
    assert not re.search(r"undefined|NaN|null|[{}]|explore", said)
    for plot in explorable.locator("[role=img]").all():
        assert re.search("[가-힣]", plot.get_attribute("aria-label") or "")


def test_the_colours_follow_the_palette(explorables: Page) -> None:
    looks = """element => Object.entries({
      ".curve": "stroke", ".handle": "stroke", ".lane .p": "borderTopColor", "td.w": "boxShadow",
      ".part": "backgroundColor", ".box": "color",
    }).flatMap(([part, look]) => [...element.shadowRoot.querySelectorAll(part)].slice(0, 1)
      .map(one => part + " " + getComputedStyle(one)[look]))"""
    seen: dict[str, set[str]] = {name: set() for name in ALL}
    for scheme in ("slate", "default"):
        explorables.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        for name, known in seen.items():
            here = brought_to_life(explorables, name).evaluate(looks)
            assert len(here) >= 2 and not known & set(here), name
            known.update(here)


def what_axe_finds(page: Page, **options: Any) -> list[str]:
    """Return what axe-core finds wrong with the explorables as they stand."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rules: list[dict[str, Any]] = page.evaluate(
        "options => axe.run('.explorable', options).then(found => found.violations)", options
    )
    return [f"{rule['id']}: {one['html'][:200]}" for rule in rules for one in rule["nodes"]]


def test_they_are_fit_for_fingers_and_for_axe_on_a_phone_in_both_palettes(explorables_on_phone: Page) -> None:
    page = explorables_on_phone
    for name in ALL:
        targets = brought_to_life(page, name).locator(TARGETS)
        for width, height in targets.evaluate_all(SIZES):
            assert height >= 43.9 and width >= 24, name
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert what_axe_finds(page) == []
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert what_axe_finds(page, runOnly=["color-contrast"]) == []
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_on_the_page_when_they_come_to_life(bench: Bench, size: dict[str, int]) -> None:
    with bench.opened(LESSON, size) as page:
        held: list[Route] = []
        page.route(f"**/explorables/{VECTORS}.js", lambda route: held.append(route))
        page.wait_for_load_state("load")
        page.evaluate("document.querySelector('two-vectors').scrollIntoView({ block: 'center' })")
        for _ in range(600):
            if held:
                break
            page.evaluate(TWO_FRAMES)
        assert [route.request.url.rpartition("/")[2] for route in held] == [f"{VECTORS}.js"]
        page.evaluate(
            """() => {
              window.shifts = [];
              const note = list => window.shifts.push(...list.getEntries().map(one => one.value));
              new PerformanceObserver(note).observe({ type: "layout-shift" });
            }"""
        )
        # The page's own height is not a measure: what comes into view is laid out anew, in part of a pixel.
        heights = "[...document.querySelectorAll('.explorable')].map(box => box.offsetHeight)"
        before = page.evaluate(heights)
        # What stands in the place of an explorable until then takes its room.
        beyond = """all => all.map(one => one.offsetHeight - parseFloat(getComputedStyle(one).minHeight))"""
        assert all(abs(height) < 1 for height in page.locator(".explorable > *").evaluate_all(beyond))
        page.unroute(f"**/explorables/{VECTORS}.js")
        held[0].continue_()
        page.wait_for_function(IS_ALIVE, arg=VECTORS)
        page.evaluate(TWO_FRAMES)
        assert page.evaluate(heights) == before
        assert page.evaluate("window.shifts") == []


def test_their_room_is_reserved_whatever_the_width(explorables: Page) -> None:
    rooms = """names => names.map(name => document.querySelector(name)).map(element => [
      element.shadowRoot.querySelector(".box").getBoundingClientRect().height,
      parseFloat(getComputedStyle(element).minHeight)])"""
    for name in ALL:
        brought_to_life(explorables, name)
    for width in (320, PHONE["width"], 640, 1100, DESKTOP["width"]):
        explorables.set_viewport_size({"width": width, "height": 900})
        for name, (height, room) in zip(ALL, explorables.evaluate(rooms, ALL), strict=True):
            assert height <= room < height + 12, (name, width)


def test_nothing_is_loaded_before_a_reader_comes_near(bench: Bench) -> None:
    with bench.opened("about/") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert page.locator("#explorable-words").count() == 0
        page.goto(bench.address + LESSON, wait_until="load")
        assert [url for url in asked if "explorables" in url] == []
        brought_to_life(page, VECTORS)
    names = {url.rpartition("/")[2] for url in asked if "explorables" in url}
    assert names == imported(f"{VECTORS}.js")


def test_without_javascript_there_are_words_and_recorded_values(bench: Bench, site: Path) -> None:
    with bench.opened(size=COLUMN, java_script_enabled=False) as page:
        page.evaluate("document.body.className = 'md-typeset'")
        elements = page.locator(".site .explorable > *").all()
        for element, found in zip(elements, explorables_of(site), strict=True):
            text = element.inner_text()
            assert "자바스크립트를 켜면" in text
            assert len(re.findall(r"\d\.\d", text)) >= 4
            link = element.locator("a").first.get_attribute("href") or "nowhere"
            lesson = (site / found.path / "index.html").read_text(encoding="utf-8")
            assert lesson.count(f'id="{link.removeprefix("#")}"') == 1
            box = element.bounding_box()
            assert box is not None and box["height"] < 400


def test_without_its_style_the_words_of_the_page_stay(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/explorables/explorable.css", lambda route: route.abort())
    with page.expect_request_finished(lambda request: request.url.endswith(f"/{VECTORS}.css")):
        page.goto(address + LESSON)
        page.locator(VECTORS).scroll_into_view_if_needed()
    page.evaluate(TWO_FRAMES)
    assert "자바스크립트를 켜면" in page.locator(VECTORS).inner_text()
    assert not page.evaluate(IS_ALIVE, VECTORS)
    context.close()


def test_each_weighs_a_few_kilobytes_with_all_that_it_imports() -> None:
    files = [path for path in FOLDER.iterdir() if not path.name.endswith(".room.css")]
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in files}
    assert set().union(*(imported(f"{name}.js") for name in ELEMENTS)) == set(sizes)
    for element in ELEMENTS:
        assert sum(sizes[name] for name in imported(f"{element}.js")) < 14_000


def test_the_grids_are_in_the_pages_as_plain_numbers(site: Path) -> None:
    for one in explorables_of(site):
        (grid,) = re.findall(r'data-recorded="([^"]*)"', one.html)
        assert re.fullmatch(r"(?:(?:-?[.0-9]+(?:e[-+][0-9]+)?|inf)(?: |$))+", grid)
