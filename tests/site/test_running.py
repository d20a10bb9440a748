"""Every cell that a page offers to run gives what its recording says, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from literate.project import Project
from literate.recording.store import read_recording
from literate.running.job import CellRecord
from playwright.sync_api import Browser

from tests.support.drawn_alike import differences
from tests.support.scratch import MAIN

# Runs all offered cells of some lessons, each as a click on its button does.
RUN_ALL = """async ({ folders }) => {
  const { dataset } = document.getElementById("run-script")
  const at = (path) => new URL(path, document.baseURI).href
  const { Python } = await import(at(`${dataset.scripts}python.js`))
  const lessons = await Promise.all(folders.map(async (one) => (await fetch(`/${one}/cells.json`)).json()))
  const python = new Python(at(`${dataset.scripts}worker.js`), {
    folder: at(dataset.python),
    library: at(`${dataset.scripts}library.zip`),
    data: Object.assign({}, ...lessons.map(({ data }) => data)),
    language: "ko",
  })
  const results = []
  for (const { file, cells, absent } of lessons) {
    results.push({})
    for (const cell of Object.keys(cells).filter((name) => !(name in absent))) {
      const request = { file, cell, cells: Object.entries(cells), changed: [], values: {}, prepare: false }
      results.at(-1)[cell] = await python.run(request)
    }
  }
  python.end()
  return results
}"""


def lessons(site: Path) -> dict[str, Any]:
    """Return what the original's pages know of their cells, by the folder of each."""
    found = {path.parent.relative_to(site): path for path in sorted(site.rglob("cells.json"))}
    own = {
        folder: path for folder, path in found.items() if folder.parts[0] not in Project.at(MAIN).languages
    }
    return {folder.as_posix(): json.loads(path.read_text(encoding="utf-8")) for folder, path in own.items()}


def halves(known: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the lessons in two parts that take about as long."""
    parts: tuple[list[str], list[str]] = ([], [])
    counts = [0, 0]
    for folder in sorted(known, key=lambda folder: -len(known[folder]["cells"])):
        smaller = counts.index(min(counts))
        parts[smaller].append(folder)
        counts[smaller] += len(known[folder]["cells"]) - len(known[folder]["absent"])
    return parts


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


@pytest.mark.parametrize("half", [0, 1])
def test_every_offered_cell_gives_what_was_recorded(
    browser: Browser, address: str, site: Path, half: int
) -> None:
    known = lessons(site)
    folders = halves(known)[half]
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "lessons/negative-log-likelihood/", wait_until="load")
    results = page.evaluate(RUN_ALL, {"folders": folders})
    context.close()
    wrong, texts, figures = [], 0, 0
    for folder, given in zip(folders, results, strict=True):
        recording = read_recording(MAIN / "snippets" / "recorded" / Path(folder).name)
        assert given.keys() == known[folder]["cells"].keys() - known[folder]["absent"].keys()
        for cell, result in given.items():
            texts, figures = texts + bool(result["text"]), figures + len(result["figures"])
            wrong += [f"{folder} {cell}: {one}" for one in otherwise(recording.cells[cell], result)]
    assert wrong == []
    assert texts > 50
    assert figures > 10


def test_most_cells_of_the_course_are_offered(site: Path) -> None:
    known = lessons(site)
    counts = {folder: len(one["cells"]) - len(one["absent"]) for folder, one in known.items()}
    assert len(counts) == len(list((MAIN / "snippets").glob("*.py")))
    assert min(counts.values()) > 0
    assert sum(counts.values()) > sum(len(one["absent"]) for one in known.values())
