"""Every cell that a page offers to run gives what its recording says, in a real browser."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from literate.project import Project
from literate.recording.store import read_recording
from literate.rendering.offline import pack
from literate.running.job import CellRecord
from playwright.sync_api import Browser

from tests.support.drawn_alike import differences
from tests.support.scratch import MAIN, Scratch

LESSON = "lessons/negative-log-likelihood/"

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
      const all = Object.entries(cells)
      const request = { file, cell, cells: all, recorded: all, changed: [], values: {}, prepare: false }
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
    page.goto(address + LESSON, wait_until="load")
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


def test_the_archive_for_reading_without_a_server_runs_nothing(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    pack(site, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        names = packed.namelist()
        packed.extractall(tmp_path)
    assert len(names) > 100
    assert [name for name in names if re.search(r"assets/(run|python-)|cells\.json", name)] == []
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "site-offline" / LESSON / "index.html").as_uri(), wait_until="load")
    assert page.locator(".cell").count() > 50
    assert page.locator(".run-button, .run-solve, .run-hint").count() == 0
    context.close()
