"""Every cell that a page offers to run gives what its recording says, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from literate.project import Project
from literate.recording.store import Recording, read_recording
from literate.running.job import CellRecord
from playwright.sync_api import Browser, Page

from tests.site.windows import Windows
from tests.support.drawn_alike import differences
from tests.support.scratch import MAIN, Scratch

LESSON = "lessons/matrix-operations/"

# Runs cells of some lessons, each as a click on its button does. A cell with `code` is the reader's own, and
# stands where the solution of an exercise does.
RUN = """async ({ folders, wanted }) => {
  const { dataset } = document.getElementById("run-script")
  const at = (path) => new URL(path, document.baseURI).href
  const { Python } = await import(at(`${dataset.scripts}python.js`))
  const lessons = await Promise.all(folders.map(async (one) => (await fetch(`/${one}/cells.json`)).json()))
  const python = window.python ??= new Python(at(`${dataset.scripts}worker.js`), {
    folder: at(dataset.python),
    library: at(`${dataset.scripts}library.zip`),
    data: Object.assign({}, ...lessons.map(({ data }) => data)),
    language: "ko",
  })
  const results = []
  for (const { folder, cell, code, solution } of wanted) {
    const { file, cells } = lessons[folders.indexOf(folder)]
    const recorded = Object.entries(cells), all = [...recorded], check = solution.length > 0
    if (check) all.splice(recorded.findIndex(([name]) => name === solution[0]), 0, [cell, code])
    const request = { file, cell, cells: all, recorded, changed: [], solution, check, prepare: false }
    results.push(await python.run(request))
  }
  return results
}"""
# The cells of the solutions above which a page offers an empty cell
SOLUTIONS = """buttons => buttons.map((button) => {
  const cells = button.parentElement.nextElementSibling.querySelectorAll('[data-run="here"]')
  return [...cells].map(({ id }) => id.slice("cell-".length))
})"""


def lessons(site: Path) -> dict[str, Any]:
    """Return what the original's pages know of their cells, and which they offer, by the folder of each."""
    found = {path.parent.relative_to(site): path for path in sorted(site.rglob("cells.json"))}
    own = {
        folder: path for folder, path in found.items() if folder.parts[0] not in Project.at(MAIN).languages
    }
    known = {}
    for folder, path in own.items():
        page = folder if (site / folder / "index.html").is_file() else folder.parent  # the first page
        html = (site / page / "index.html").read_text(encoding="utf-8")
        runs = dict(map(reversed, re.findall(r'data-run="(\w+)" id="cell-([\w-]+)"', html)))
        read = json.loads(path.read_text(encoding="utf-8"))
        assert runs.keys() == read["cells"].keys(), folder
        offered = [cell for cell in runs if runs[cell] == "here"]
        known[folder.as_posix()] = read | {"offered": offered, "page": page.as_posix()}
    return known


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose Python runs the cells of all lessons."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + LESSON, wait_until="load")
    yield page
    context.close()


def run_cells(page: Page, known: dict[str, Any], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run cells in a page's Python, each with its `folder`, `cell`, `code` and `solution`."""
    results: list[dict[str, Any]] = page.evaluate(RUN, {"folders": list(known), "wanted": wanted})
    return results


def recording_of(folder: str) -> Recording:
    return read_recording(MAIN / "snippets" / "recorded" / Path(folder).name)


def otherwise(record: CellRecord, result: dict[str, Any]) -> list[str]:
    """Return how the result of a cell differs from its recording."""
    found = ["a displayed object is recorded"] if record.rich else []
    if result["failure"]:
        found.append(result["failure"]["text"])
    for name in ("text", "errors"):
        if result[name] != getattr(record, name):
            found.append(f"{name} {result[name]!r} in place of {getattr(record, name)!r}")
    figures = [svg.replace("run-figure-", "figure-") for svg in result["figures"]]
    if len(figures) != len(record.figures):
        found.append(f"{len(figures)} figures in place of {len(record.figures)}")
        return found
    return found + [one for pair in zip(record.figures, figures, strict=True) for one in differences(*pair)]


def test_every_offered_cell_gives_what_was_recorded(page: Page, site: Path) -> None:
    known = lessons(site)
    wanted = [
        {"folder": folder, "cell": cell, "solution": []}
        for folder in known
        for cell in known[folder]["offered"]
    ]
    results = run_cells(page, known, wanted)
    wrong, texts, figures = [], 0, 0
    recordings = {folder: recording_of(folder) for folder in known}
    for one, result in zip(wanted, results, strict=True):
        texts, figures = texts + bool(result["text"]), figures + len(result["figures"])
        record = recordings[one["folder"]].cells[one["cell"]]
        wrong += [f"{one['folder']} {one['cell']}: {how}" for how in otherwise(record, result)]
    assert wrong == []
    assert texts > 100
    assert figures > 20


def test_every_solution_is_right_and_a_changed_value_is_as_far_off_as_it_was_changed(
    windows: Windows, page: Page, address: str, site: Path
) -> None:
    known = lessons(site)
    solved: list[dict[str, Any]] = []
    reader = windows.open()
    for folder in known:
        reader.goto(f"{address}{known[folder]['page']}/", wait_until="load")
        for solution in reader.locator(".run-solve").evaluate_all(SOLUTIONS):
            code = "\n".join(known[folder]["cells"][cell] for cell in solution)
            solved.append({"folder": folder, "cell": "own", "solution": solution, "code": code})
    changed: list[dict[str, Any]] = []
    quoted: list[str] = []
    for one, result in zip(solved, run_cells(page, known, solved), strict=True):
        assert result["failure"] is None
        names = result["answers"]
        compared = [(own["name"], own["how"]) for own in result["compared"]]
        assert compared == [(name, "right") for name in names]
        more = "".join(
            f"\n{name} = {{key: number + 1 for key, number in {name}.items()}}"
            f" if isinstance({name}, dict) else __import__('numpy').add({name}, 1)"
            for name in names
        )
        # Where the page quotes what a solution computes, it is the same here as in the recording.
        records = recording_of(one["folder"]).cells
        values = {key: text for cell in one["solution"] for key, text in records[cell].values.items()}
        own = {key: text for key, text in values.items() if key.partition(":")[0] in names}
        quoted.append("".join(f"{text}\n" for text in own.values()))
        shown = "".join(f"\nprint(f'{{{key}}}')" for key in own)
        changed.append(one | {"code": one["code"] + shown + more})
    count = 0
    for one, text, result in zip(changed, quoted, run_cells(page, known, changed), strict=True):
        assert result["text"].endswith(text)
        assert [own["name"] for own in result["compared"]] == result["answers"]
        for own in result["compared"]:
            many = own["wanted"] > 1
            assert own["how"] == ("most-above" if many else "above"), (one, own)
            assert (own["off"], own["wrong"]) == ("1", own["wanted"])
            assert own["place"].startswith(own["name"])
            assert own["place"].endswith("]") == many
            count += 1
    assert len(solved) > 20
    assert count > 20
    assert len(list(filter(None, quoted))) > 5


def test_most_cells_of_the_course_are_offered(site: Path) -> None:
    known = lessons(site)
    counts = {folder: len(one["offered"]) for folder, one in known.items()}
    assert len(counts) == len(list((MAIN / "snippets").glob("*.py")))
    assert min(counts.values()) > 0
    assert sum(counts.values()) > sum(len(one["cells"]) for one in known.values()) / 2


def test_a_site_runs_cells_unless_the_option_leaves_them_out(project: Scratch) -> None:
    page = "lessons/ten-heights/"
    runs = replace(project, runs=True)
    runs.build_well()
    assert "data-run=" in (project.site / page / "index.html").read_text(encoding="utf-8")
    assert 'id="run-script"' in (project.site / page / "index.html").read_text(encoding="utf-8")
    (python,) = project.site.glob("assets/python-*")
    sizes = json.loads((python / "sizes.json").read_text(encoding="utf-8"))
    assert {path.name: path.stat().st_size for path in python.iterdir() if path.name != "sizes.json"} == sizes
    assert json.loads((project.site / page / "cells.json").read_text(encoding="utf-8"))["cells"]
    assert not runs.build_well().out.startswith("Built")

    project.build_well()
    left = [path.relative_to(project.site).as_posix() for path in project.site.rglob("*") if path.is_file()]
    assert [name for name in left if re.search(r"assets/(run|python-)|cells\.json", name)] == []
    assert "run-" not in (project.site / page / "index.html").read_text(encoding="utf-8")
