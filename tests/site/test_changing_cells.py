"""A reader changes cells of a page and runs them, with a mouse, a keyboard or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.site.changing import LESSON, POLICY, cell_of, open_cell, run, status, write_code
from tests.site.fonts import Launch
from tests.site.served import served
from tests.site.test_accessibility import kinds_of_text, what_axe_finds
from tests.site.windows import DESKTOP, PHONE, Windows


@pytest.fixture(scope="module")
def page_with_python(launch: Launch, site: Path) -> Iterator[Page]:
    """A lesson in a browser of its own; fails if that needs more than a strict policy with WebAssembly."""
    wrong: list[str] = []
    with served(site, headers={"Content-Security-Policy": POLICY}) as address, launch() as browser:
        page = browser.new_page(reduced_motion="reduce")
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address + LESSON, wait_until="load")
        yield page
    assert wrong == []


@pytest.fixture
def lesson(page_with_python: Page) -> Page:
    """The lesson on a desktop with all cells as recorded; Python may run already, which starts slowly."""
    page = page_with_python
    page.set_default_timeout(60_000)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.emulate_media(media="screen", color_scheme="light")
    while (reset := page.locator(".run-bar").get_by_role("button", name="처음으로")).count():
        reset.first.click()
    expect(page.locator(".run-note, .run-cell, .run-results")).to_have_count(0)
    return page


def test_a_changed_height_changes_the_likelihood_and_the_figure(lesson: Page) -> None:
    page = lesson
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
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


def test_two_cells_that_are_reset_at_once_leave_no_note(lesson: Page) -> None:
    for name, old, new in (("heights", "172.63", "192.63"), ("x-grid", "100", "50")):
        cell = open_cell(lesson, name)
        write_code(cell, cell.locator(".cm-content").inner_text().replace(old, new))
        run(cell)
    expect(lesson.locator(".run-note").first).to_be_visible()
    resets = lesson.locator(".run-bar").get_by_role("button", name="처음으로")
    resets.evaluate_all("(buttons) => buttons.forEach((one) => one.click())")
    open_cell(lesson, "heights")  # is ready after the answer to the first of them
    assert lesson.locator(".run-note").count() == 0


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
    reported = cell.locator(".run-results .cell-errors").inner_text()
    assert 'File "heights", line 3, in <module>' in reported
    assert "heights.average()" in reported
    assert "AttributeError: 'numpy.ndarray' object has no attribute 'average'" in reported
    assert "/" not in reported, "no path of the page's own files"
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
    # Contrast is looked at by a measure of our own, as on all other pages.
    for scheme in ("light", "dark"):
        assert {"span.tok-keyword", "span.tok-number"} & kinds_of_text(lesson, scheme)
    assert what_axe_finds(lesson, contrast=False) == []


def test_an_endless_cell_stops_after_a_minute_and_can_be_stopped(windows: Windows, address: str) -> None:
    page = windows.open_new(DESKTOP)
    page.clock.install()
    page.goto(address + "lessons/tokenizer-and-vocabulary/", wait_until="load")
    cell = cell_of(page, "corpus")
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
    for said in ("60초가 지나 멈췄습니다.", "멈췄습니다."):
        # A new worker runs what comes next.
        write_code(cell, "print(sum(range(10)))")
        run(cell)
        assert cell.locator(".run-results pre").inner_text().strip() == "45"
        write_code(cell, "while True:\n    pass")
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


def test_an_answer_to_an_exercise_is_compared_with_that_of_the_solution(lesson: Page) -> None:
    solution = lesson.locator("details", has=cell_of(lesson, "exercise-best-sigma"))
    lesson.locator(".run-solve", has_text="여기서 풀어 보기").first.click()
    own = lesson.locator(".run-solution")
    expect(status(own)).to_have_text("Ctrl+Enter를 누르면 실행됩니다.")
    assert own.locator(".cm-content").inner_text().strip() == ""
    assert own.bounding_box()["y"] < solution.bounding_box()["y"]  # type: ignore[index]
    expect(own).to_contain_text("답을 넣을 이름: best_sigma")
    for code, said in [
        ("best_sigma = heights.std()", "best_sigma: 맞았습니다."),
        ("best_sigma = 2.7", "best_sigma: 기록된 값보다 0.0793만큼 큽니다."),
        ("best_sigma = 2", "best_sigma: 기록된 값보다 0.621만큼 작습니다."),
        ("best_sigma = [2, 3]", "best_sigma: 수가 2개입니다. 1개여야 합니다."),
        ("best_sigma = str(2.62)", "best_sigma: 수나 수의 배열이 아니어서 비교할 수 없습니다."),
        ("best_sigma = np.nan", "best_sigma: 값이 nan입니다. 수여야 합니다."),
        ("sigma = 2", "아직 답이 없습니다. 답을 넣을 이름: best_sigma"),
        ("best_sigma = 1 / 0", "오류가 났습니다."),
    ]:
        write_code(own, code)
        own.get_by_role("button", name="맞았는지 보기").click()
        # The status is what a screen reader speaks.
        expect(status(own)).to_have_text(said)
    assert "2.62" not in own.inner_text()


def test_nothing_is_kept_and_nothing_shows_on_paper(lesson: Page) -> None:
    cell = open_cell(lesson, "x-grid")
    run(cell)
    kept = lesson.evaluate("Object.keys(localStorage)")
    assert [name for name in kept if "run" in name] == []
    lesson.emulate_media(media="print")
    for hidden in (".run-button", ".run-solve", ".run-hint", ".run-why", ".run-cell", ".run-results"):
        shown = lesson.locator(hidden).evaluate_all("all => all.map(one => one.checkVisibility())")
        assert shown and not any(shown), hidden
    assert cell.locator(".highlight").first.is_visible()


def test_a_page_that_runs_a_cell_needs_little_memory(launch: Launch, address: str) -> None:
    # Tabs of other tests may be larger, so this one has a browser of its own.
    with launch() as browser:
        page = browser.new_page()
        page.goto(address + LESSON, wait_until="load")
        cell = open_cell(page, "heights-on-a-line")
        run(cell)
        assert cell.locator(".run-results svg").count() == 1
        processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        tabs = [psutil.Process(one["id"]) for one in processes if one["type"] == "renderer"]
        # Without what a tab shares with others
        assert 50e6 < max(tab.memory_full_info().uss for tab in tabs) < 400e6
