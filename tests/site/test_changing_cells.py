"""A reader changes cells of a page and runs them, with a mouse, a keyboard or a screen reader."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.served import served
from tests.site.test_accessibility import what_axe_finds
from tests.site.windows import DESKTOP, PHONE, Windows

LESSON = "lessons/negative-log-likelihood/"
LOADED_BY_A_CLICK = re.compile(r"/assets/(run|python-\w+)/|/cells\.json")
# All that a page allows itself: inline styles and the theme's own scripts stand in every page.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "worker-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'"
)
# Python takes a while to load where other tests run at the same time.
expect.set_options(timeout=90_000)


@pytest.fixture
def lesson(windows: Windows, address: str) -> Page:
    """A lesson on a desktop, as the reader finds it."""
    page = windows.open(DESKTOP)
    page.goto(address + LESSON, wait_until="load")
    return page


def cell_of(page: Page, name: str) -> Locator:
    return page.locator(f"#cell-{name}")


def status(cell: Locator) -> Locator:
    return cell.get_by_role("status")


def open_cell(page: Page, name: str) -> Locator:
    """Open a cell's editor, and wait until Python is ready; return the cell."""
    cell = cell_of(page, name)
    if (folded := cell.locator("details.cell-code:not([open]) > summary")).count():
        folded.click()
    cell.hover()
    cell.get_by_role("button", name="고쳐서 실행").click()
    expect(status(cell)).to_have_text("Ctrl+Enter를 누르면 실행됩니다.")
    return cell


def write_code(cell: Locator, code: str) -> None:
    editor = cell.locator(".cm-content")
    editor.click()
    editor.press("Control+a")
    editor.press("Backspace")
    cell.page.keyboard.insert_text(code)


def run(cell: Locator, said: str = "실행했습니다.") -> None:
    cell.get_by_role("button", name="실행", exact=True).click()
    expect(status(cell)).to_have_text(said)


def tab_megabytes() -> float:
    """Return the memory of the largest tab, without what it shares with others."""
    processes = psutil.Process().children(recursive=True)
    tabs = [one for one in processes if "--type=renderer" in one.cmdline()]
    return float(max(one.memory_full_info().uss for one in tabs)) / 1e6


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


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_changed_height_changes_the_likelihood_and_the_figure(
    windows: Windows, address: str, size: dict[str, int]
) -> None:
    page = windows.open(size)
    page.goto(address + LESSON, wait_until="load")
    heights = open_cell(page, "heights")
    code = heights.locator(".cm-content").inner_text()
    write_code(heights, code.replace("172.63", "192.63"))
    run(heights)
    assert "highest  172.63" in heights.locator(".cell-output:not(.run-results *)").inner_text()
    assert "highest  192.63" in heights.locator(".run-results").inner_text()
    assert "내 실행 결과" in heights.locator(".run-results").inner_text()

    likelihood = cell_of(page, "likelihood-by-mean")
    note = likelihood.locator(".run-note")
    expect(note).to_contain_text("고친 코드의 영향을 받는 셀입니다.")
    note.get_by_role("button", name="이 셀도 실행").click()
    expect(status(likelihood)).to_have_text("실행했습니다.")
    expect(note).to_have_count(0)
    recorded = likelihood.locator(".cell-output").first.inner_text()
    assert likelihood.locator(".run-results").inner_text().split() != recorded.split()

    figure = cell_of(page, "heights-under-mean-170")
    figure.locator(".run-note").get_by_role("button").click()
    expect(status(figure)).to_have_text("실행했습니다.")
    drawn, original = figure.locator(".run-results svg"), figure.locator(".cell-figure svg").first
    assert drawn.get_attribute("viewBox") == original.get_attribute("viewBox")
    assert drawn.inner_html() != original.inner_html()
    assert "var(--figure-0" in drawn.inner_html()
    assert (
        page.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
            "return ids.filter((id, at) => ids.indexOf(id) !== at) }"
        )
        == []
    )
    assert cell_of(page, "gaussian-curve").locator(".run-note").count() == 0, "it does not depend on heights"

    heights.get_by_role("button", name="처음으로").click()
    expect(page.locator(".run-note")).to_have_count(0)
    assert heights.locator(".run-results, .run-cell").count() == 0
    assert heights.locator(".highlight").first.is_visible()


def test_a_keyboard_opens_runs_and_leaves_an_editor(lesson: Page) -> None:
    cell = cell_of(lesson, "x-grid")
    button = cell.get_by_role("button", name="고쳐서 실행")
    button.focus()
    lesson.keyboard.press("Enter")
    expect(status(cell)).to_have_text("Ctrl+Enter를 누르면 실행됩니다.")
    editor = cell.get_by_role("textbox")
    expect(editor).to_be_focused()
    assert "Ctrl+Enter" in str(editor.get_attribute("aria-label"))
    lesson.keyboard.press("Control+End")
    lesson.keyboard.insert_text("\nlen(x)")
    lesson.keyboard.press("Control+Enter")
    expect(status(cell)).to_have_text("실행했습니다.")
    assert cell.locator(".run-results pre").inner_text().rstrip().endswith("\n100")
    expect(editor).to_be_focused()
    lesson.keyboard.press("Escape")
    expect(cell.get_by_role("button", name="실행", exact=True)).to_be_focused()
    lesson.keyboard.press("Shift+Tab")
    expect(editor).to_be_focused()
    lesson.keyboard.press("Tab")
    lesson.keyboard.press("Tab")
    expect(cell.get_by_role("button", name="처음으로")).to_be_focused()
    lesson.keyboard.press("Enter")
    expect(button).to_be_focused()


def test_an_error_shows_the_readers_own_line_and_axe_finds_nothing(lesson: Page) -> None:
    cell = open_cell(lesson, "heights")
    write_code(cell, "heights = np.array([1, 2])\n\nheights.average()")
    run(cell, "오류가 났습니다.")
    told = cell.locator(".run-results .cell-errors").inner_text()
    assert 'File "heights", line 3, in <module>' in told
    assert "heights.average()" in told
    assert "AttributeError: 'numpy.ndarray' object has no attribute 'average'" in told
    assert "/" not in told, "no path of the page's own files"
    assert cell_of(lesson, "sample-mean").locator(".run-note").count() == 0
    write_code(cell, "def (")
    run(cell, "오류가 났습니다.")
    assert "SyntaxError" in cell.locator(".run-results .cell-errors").inner_text()
    # Cells below do not run with code that fails.
    below = open_cell(lesson, "sample-mean")
    run(below)
    assert (
        below.locator(".run-results pre").inner_text() == below.locator(".cell-output pre").first.inner_text()
    )
    cell_of(lesson, "binomial-nll-gradient").get_by_role("button", name="여기서 실행되지 않는 까닭").click()
    for scheme in ("light", "dark"):
        lesson.emulate_media(color_scheme=scheme)
        lesson.wait_for_selector(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]")
        assert what_axe_finds(lesson) == []


def test_an_endless_cell_can_be_stopped_and_stops_after_a_minute(windows: Windows, address: str) -> None:
    page = windows.open_new(DESKTOP)
    page.clock.install()
    page.goto(address + LESSON, wait_until="load")
    cell = cell_of(page, "x-grid")
    stop = cell.get_by_role("button", name="멈추기")
    # Loading can be stopped, too.
    cell.hover()
    cell.get_by_role("button", name="고쳐서 실행").click()
    expect(cell.locator(".run-progress")).to_have_text(
        re.compile(r"^\d\d\.\d MB 가운데 .* MB를 불러왔습니다")
    )
    page.clock.fast_forward(2_000)
    stop.click()
    expect(status(cell)).to_have_text("멈췄습니다.")
    write_code(cell, "print(1)")
    run(cell)
    write_code(cell, "while True:\n    pass")
    for said in ("멈췄습니다.", "60초가 지나 멈췄습니다."):
        assert not stop.is_visible()
        cell.get_by_role("button", name="실행", exact=True).click()
        expect(status(cell)).to_have_text("실행하고 있습니다.")
        page.clock.fast_forward(10_000)
        expect(stop).to_be_visible()
        if said == "멈췄습니다.":
            stop.click()
        else:
            page.clock.fast_forward(49_000)
            expect(status(cell)).to_have_text("실행하고 있습니다.")
            page.clock.fast_forward(2_000)
        expect(status(cell)).to_have_text(said)
    # A new worker runs what comes next.
    write_code(cell, "print(sum(range(10)))")
    run(cell)
    assert cell.locator(".run-results pre").inner_text().strip() == "45"


def test_a_cell_that_needs_torch_says_so_and_loads_nothing_but_the_lesson(lesson: Page) -> None:
    asked: list[str] = []
    lesson.on("request", lambda request: asked.append(request.url))
    cell = cell_of(lesson, "binomial-nll-gradient")
    button = cell.get_by_role("button", name="여기서 실행되지 않는 까닭")
    cell.hover()
    button.click()
    note = cell.locator(".run-note")
    expect(note).to_contain_text("torch 모듈이 필요한 셀이라 여기서는 실행되지 않습니다.")
    assert note.get_by_role("link", name="노트북 내려받기").get_attribute("href") == (
        "negative-log-likelihood.ipynb"
    )
    expect(button).to_have_attribute("aria-expanded", "true")
    assert asked and not any("/python-" in url for url in asked)
    button.click()
    expect(note).to_have_count(0)


def test_an_answer_to_an_exercise_is_compared_with_the_recorded_value(lesson: Page) -> None:
    solution = lesson.locator("details", has=cell_of(lesson, "exercise-best-sigma"))
    lesson.locator(".run-solve", has_text="여기서 풀어 보기").first.click()
    own = lesson.locator(".run-solution")
    expect(status(own)).to_have_text("Ctrl+Enter를 누르면 실행됩니다.")
    assert own.locator(".cm-content").inner_text().strip() == ""
    assert own.bounding_box()["y"] < solution.bounding_box()["y"]  # type: ignore[index]
    expect(own).to_contain_text("답을 넣을 이름: best_sigma")
    for code, said in [
        ("best_sigma = heights.std()", "best_sigma: 맞았습니다. 기록된 값 2.6207와 같습니다."),
        ("best_sigma = 2.7", "best_sigma: 2.7000입니다. 기록된 값 2.6207에서 0.0793만큼 벗어났습니다."),
        ("sigma = 2", "best_sigma에 수를 넣지 않았습니다."),
    ]:
        write_code(own, code)
        own.get_by_role("button", name="맞았는지 보기").click()
        expect(own.locator(".run-results")).to_contain_text(said)


def test_a_strict_policy_needs_no_more_than_webassembly(browser: Browser, site: Path) -> None:
    wrong: list[str] = []
    with served(site, headers={"Content-Security-Policy": POLICY}) as address:
        context = browser.new_context()
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(address + LESSON, wait_until="load")
        cell = open_cell(page, "heights-on-a-line")
        run(cell)
        assert cell.locator(".run-results svg").count() == 1
        assert 50 < tab_megabytes() < 400
        context.close()
    assert wrong == []


def test_nothing_is_kept_and_nothing_shows_on_paper_or_without_scripts(
    browser: Browser, lesson: Page
) -> None:
    cell = open_cell(lesson, "x-grid")
    run(cell)
    kept = lesson.evaluate("Object.keys(localStorage)")
    assert [name for name in kept if "run" in name] == []
    lesson.emulate_media(media="print")
    for hidden in (".run-button", ".run-solve", ".run-hint", ".run-cell", ".run-results"):
        assert lesson.locator(hidden).count() > 0
        assert [one for one in lesson.locator(hidden).all() if one.is_visible()] == []
    assert cell.locator(".highlight").first.is_visible()
    lesson.emulate_media(media="screen")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(lesson.url)
    assert page.locator(".run-button").count() == 0
    assert not page.locator(".run-hint").is_visible()
    context.close()
