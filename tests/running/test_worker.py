"""Lessons run as in Jupyter: a cell gives what a notebook shows below it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from literate.running import worker
from literate.running.capture import Capture
from literate.running.failures import is_machinery
from literate.running.limits import TextTooLong

from tests.support.runs import read

if TYPE_CHECKING:
    from literate.running.job import CellRecord

    from tests.support.runs import Runs


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("printed", "평균 168\n"),
        ("nothing", ""),
        ("last-expression", "[1, None]\n"),
        ("printed-then-shown", "먼저\n{'가능도': 0.5, '텐서': None}\n"),
        ("text", "'한 줄\\n두 줄'\n"),
        ("silenced", ""),
        ("silenced-with-a-comment", ""),
        ("semicolon-in-a-string", "'a;'\n"),
        ("none", ""),
        ("not-last", ""),
        ("in-a-block", ""),
        ("own-words", "단위\n"),
        ("long", "[" + ",\n ".join(map(str, range(40))) + "]\n"),
        ("without-line-end", "끝[1, None]\n"),
        ("line-end-of-its-own", "끝"),
    ],
)
def test_a_cell_gives_the_text_that_jupyter_shows(cell: str, text: str, runs: Runs) -> None:
    record = runs.cells("texts")[cell]
    assert (record.text, record.errors) == (text, "")


def test_cells_are_given_in_their_order(runs: Runs) -> None:
    for name in ("texts", "streams", "figures", "surroundings"):
        assert list(runs.cells(name)) == read(runs.folder, name).names


@pytest.mark.parametrize(
    ("cell", "text", "errors"),
    [
        ("set-up", "", ""),
        ("errors", "출력\n", "오류\n"),
        ("warned", "", "UserWarning: 조심하세요\n"),
        ("warned-again", "", "UserWarning: 조심하세요\n"),
        ("logged", "", "WARNING 기록\n"),
        ("through-an-old-name", "옛 이름\n", "옛 오류\n"),
        ("input", "\"''\"\n", ""),
        ("afterwards", "다음\n", ""),
    ],
)
def test_output_and_errors_are_kept_apart_and_with_their_cell(
    cell: str, text: str, errors: str, runs: Runs
) -> None:
    record = runs.cells("streams")[cell]
    assert (record.text, record.errors) == (text, errors)


def test_values_are_those_after_their_cell(runs: Runs) -> None:
    cells = runs.cells("values")
    assert cells["first"].values == {
        "mean": "168.4",
        "mean:.2f": "168.40",
        "path[1:3]": "[2, 3]",
        "sum(n for n in path if n > 1):d": "9",
    }
    assert cells["second"].values == {"mean:.1f": "170.0", "len(path)": "5", "text": "가능도"}


def test_a_value_that_cannot_be_had_fails_the_lesson_at_the_pages_line(runs: Runs) -> None:
    problem = runs.problem("unknown-name")
    assert (problem.file, problem.line) == ("docs/ko/lessons/키.md", 1)
    assert "{{ maen:.1f }}" in problem.message


def titles(record: CellRecord) -> list[str]:
    words = (
        "shown",
        "left open",
        "number 1",
        "number 2",
        "number 3",
        "number 4",
        "once",
        "another",
        "by a function",
    )
    return [next(word for word in words if f">{word}</text>" in svg) for svg in record.figures]


@pytest.mark.parametrize(
    ("cell", "figures"),
    [
        ("imports", []),
        ("shown", ["shown"]),
        ("left-open", ["left open"]),
        ("several", ["number 1", "number 2", "number 3", "number 4"]),
        ("none-left", []),
        ("closed", []),
        ("shown-twice", ["once"]),
        ("drawn-on-after-it-was-shown", ["once", "another"]),
        ("not-of-pyplot", []),
        ("drawn-by-a-function", ["by a function"]),
    ],
)
def test_a_cell_gives_the_figures_that_it_shows_or_leaves_open(
    cell: str, figures: list[str], runs: Runs
) -> None:
    assert titles(runs.cells("figures")[cell]) == figures


def test_figures_belong_to_the_cell_that_drew_them_and_leave_no_text(runs: Runs) -> None:
    cells = runs.cells("figures")
    assert {name: record.text for name, record in cells.items() if record.text} == {
        "several": "끝\n",
        "none-left": "[]\n",
    }
    assert not any(record.errors for record in cells.values())


def test_figures_are_drawn_in_the_courses_style(runs: Runs) -> None:
    svg = runs.cells("figures")["styled"].figures[0]
    assert "stroke: var(--figure-0, #3366cc); stroke-width: 1.8" in svg
    assert 'viewBox="0 0 360 223.2"' in svg


def test_the_ids_in_figures_name_their_cell_and_number(runs: Runs) -> None:
    cells = runs.cells("figures")
    for number, svg in enumerate(cells["styled"].figures, 1):
        assert f' id="figure-styled-{number}-1"' in svg
    ids = [
        line.split(' id="')[1].split('"')[0]
        for svg in all_figures(cells)
        for line in svg.split("\n")
        if ' id="' in line
    ]
    assert len(ids) == len(set(ids)) > 0


def all_figures(cells: dict[str, CellRecord]) -> list[str]:
    return [svg for record in cells.values() for svg in record.figures]


def test_output_stops_at_its_limit(tmp_path: Path) -> None:
    capture = Capture(tmp_path / "children")
    capture._most = 5
    assert capture.write("가나다") == 3
    assert capture.write("라마") == 2
    with pytest.raises(TextTooLong):
        capture.write("바")
    assert capture.getvalue() == "가나다라마"


def test_frames_of_ours_and_of_ipython_are_machinery() -> None:
    assert is_machinery(worker.__file__)
    assert is_machinery(f"{sys.prefix}/lib/python3/site-packages/IPython/core/interactiveshell.py")
    assert not is_machinery("snippets/heights.py")
    assert not is_machinery(str(Path(os.__file__)))
