"""What the benchmark measures is our own lesson, and its numbers are of whole processes."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from benchmarking import table as benchmark
from benchmarking.projects import copy_name, make_peer, make_project, read_lesson
from benchmarking.runs import Measured, measure, median
from literate.environment import ROOT
from literate.messages import Problem
from literate.project import Project
from literate.reading.pages import read_page
from literate.reading.snippets import read_snippet


def test_the_lesson_has_nine_figures_and_needs_no_torch() -> None:
    lesson = read_lesson(Project.at(ROOT), ("ko", "en"), whole=False)
    assert sum("plt.show()" in code for code in lesson.cells.values()) == 9
    assert "torch" not in lesson.snippet
    assert set(lesson.pages) == {"ko", "en"}


def test_copies_are_whole_projects_of_ours_and_of_the_peer(tmp_path: Path) -> None:
    original = Project.at(ROOT)
    lesson = read_lesson(original, ("ko", "en"), whole=False)
    ours = make_project(original, tmp_path / "ours", lesson, 3)
    assert ours.languages == ("ko", "en")
    for number in (1, 2, 3):
        name = copy_name(number)
        page = read_page(ours.docs / "ko" / "lessons" / f"{name}.md", "page")
        snippet = read_snippet(ours.snippets / page.front["snippets"])
        assert [cell.name for cell in page.cells] == snippet.names == list(lesson.cells)
    make_peer(tmp_path / "peer", lesson, 3)
    text = (tmp_path / "peer" / "docs" / "lessons" / f"{copy_name(3)}.md").read_text(encoding="utf-8")
    assert text.count('exec="true"') == len(lesson.cells)
    assert text.count("plt.savefig(buffer") == 9
    assert "plt.show()" not in text


def test_a_word_and_a_cell_change_once_each_time(tmp_path: Path) -> None:
    arguments = benchmark.benchmark_parser().parse_args(["--copies", "1"])
    for subject in benchmark._subjects(tmp_path, 1, arguments):
        for number in (1, 2):
            word = subject.change_prose(number)
            shown = subject.change_cell(number)
            prose, code = (path.read_text(encoding="utf-8") for path in (subject.prose, subject.code))
            assert re.findall(r"낱말\d+", prose) == [word]
            assert (shown, code.count(f"linspace(150, 190, {100 + number})")) == (f"({100 + number},)", 1)


def test_a_process_is_measured_whole(tmp_path: Path) -> None:
    (tmp_path / "before").write_bytes(b"x" * 1000)
    code = "import time; x = b'x' * 50_000_000; open('after', 'wb').write(x[:2_000_000]); time.sleep(0.3)"
    found = measure([sys.executable, "-c", code], tmp_path, os.environ)
    assert 0.3 < found.seconds < 5
    assert found.written == pytest.approx(2, abs=0.1)
    if sys.platform == "linux":
        assert 50 < found.memory < 200


def test_a_process_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        measure([sys.executable, "-c", "import sys; sys.exit('no good')"], tmp_path, os.environ)
    assert "no good" in caught.value.detail


def test_medians_are_taken_one_by_one() -> None:
    found = median([Measured(1, 30, 2), Measured(3, 10, 1), Measured(2, 20, 3)])
    assert found == Measured(2, 20, 2)
