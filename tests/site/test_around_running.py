"""What running cells costs a page before the click: nothing; and what cells say that cannot run."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.site.changing import LESSON, cell_of
from tests.site.windows import DESKTOP, Windows

LOADED_BY_A_CLICK = re.compile(r"/assets/(run|python-\w+)/|/cells\.json")


def test_before_the_click_nothing_is_loaded_and_a_page_is_hardly_heavier(
    browser: Browser, address: str, site: Path
) -> None:
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(address + LESSON)
    page.wait_for_load_state("networkidle")
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


def test_a_cell_that_needs_torch_says_so_without_a_click_and_loads_nothing(
    windows: Windows, address: str
) -> None:
    asked: list[str] = []
    lesson = windows.open_new(DESKTOP)
    lesson.on("request", lambda request: asked.append(request.url))
    lesson.goto(address + LESSON, wait_until="load")
    # The first of its section says it, and the others when they are asked.
    for name, shown in [("binomial-nll-gradient", True), ("share-descent", False)]:
        cell = cell_of(lesson, name)
        line = cell.locator(".run-why")
        button = cell.get_by_role("button", name="여기서 실행되지 않는 까닭", include_hidden=True)
        assert line.is_visible() == shown
        for expanded in (shown, not shown, shown):
            expect(button).to_have_attribute("aria-expanded", str(expanded).lower())
            expect(line).to_be_visible(visible=expanded)
            cell.hover()
            button.click()
        button.click()
        assert line.inner_text().startswith("torch 모듈이 필요해 여기서는 실행되지 않습니다.")
        link = line.get_by_role("link", name="노트북 내려받기", include_hidden=True)
        assert link.get_attribute("href") == "negative-log-likelihood.ipynb"
    assert len(asked) > 5
    assert not any(LOADED_BY_A_CLICK.search(url) for url in asked)


# The section of each cell and line of a page, and of each solution of an exercise, in order
SECTIONS = """() => {
  const found = []
  for (const one of document.querySelectorAll("h2, h3, .cell[data-run], .run-why, .run-solve, details")) {
    if (one.matches("h2, h3")) found.push({ cells: [], exercises: 0, buttons: [], lines: 0 })
    const section = found.at(-1), folded = one.closest("details:not([open])")
    if (one.matches(".run-solve")) {
      section.buttons.push(one.parentElement.nextElementSibling.querySelector(".cell").id)
    }
    if (one.matches(".run-why") && one.checkVisibility()) section.lines++
    if (one.matches("details") && one.querySelector(".cell")?.id.startsWith("cell-exercise-")
      && !one.className.startsWith("cell-")) section.exercises++
    if (one.matches(".cell")) section.cells.push({
      module: one.dataset.run, folded: Boolean(folded ?? one.querySelector("details.cell-code")),
      line: one.querySelector(".run-why")?.textContent ?? "",
      places: one.querySelectorAll(".run-why a").length,
    })
  }
  return found
}"""


def test_every_section_with_cells_that_need_torch_has_one_line_and_every_exercise_a_button_or_a_line(
    windows: Windows, address: str
) -> None:
    page = windows.open()
    page.goto(address)
    lessons = page.locator("a[href^='lessons/']").evaluate_all("all => all.map((one) => one.href)")
    assert len(set(lessons)) >= 8
    lines, exercises = 0, 0
    for lesson in sorted({one.partition("#")[0] for one in lessons}):
        page.goto(lesson, wait_until="load")
        for section in page.evaluate(SECTIONS):
            absent = [cell for cell in section["cells"] if cell["module"] != "here"]
            for cell in absent:
                assert cell["module"] in cell["line"]
                assert cell["places"] >= 1
            open_modules = {cell["module"] for cell in absent if not cell["folded"]}
            # No other solution offers an empty cell.
            assert all(cell.startswith("cell-exercise-") for cell in section["buttons"])
            unsolved = section["exercises"] - len(section["buttons"])
            assert unsolved in (0, 1)
            assert section["lines"] == max(len(open_modules), unsolved), (lesson, section)
            lines, exercises = lines + section["lines"], exercises + section["exercises"]
    assert lines > 30
    assert exercises > 30
