"""Lessons run, twice over, from a place that is set up quite differently from theirs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from literate import messages
from literate.messages import Problem
from literate.reading.expressions import parse
from literate.reading.snippets import Snippet, read_snippet
from literate.running.job import CellRecord, Job, Ran
from literate.running.runner import Runner

from tests.support.sample_snippets import SNIPPETS, VALUES

ELSEWHERE = {
    "PYTHONHASHSEED": "7",
    "LC_ALL": "POSIX",
    "TZ": "Asia/Seoul",
    "MPLBACKEND": "svg",
    "COLUMNS": "200",
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "2",
    "MKL_NUM_THREADS": "2",
}
HELPER = 'WORD = "옆 파일"\n'


@dataclass(frozen=True)
class Runs:
    """What the sample snippets gave when they ran, twice over, and where they lie."""

    folder: Path
    first: dict[str, Ran | Problem]
    second: dict[str, Ran | Problem]
    reports: list[tuple[str, str, float]]

    def cells(self, lesson: str) -> dict[str, CellRecord]:
        outcome = self.first[lesson]
        assert not isinstance(outcome, Problem), outcome
        return outcome.cells

    def problem(self, lesson: str) -> Problem:
        outcome = self.first[lesson]
        assert isinstance(outcome, Problem)
        return outcome

    def surroundings(self, outcomes: dict[str, Ran | Problem]) -> dict[str, Any]:
        ran = outcomes["surroundings"]
        assert not isinstance(ran, Problem), ran
        found: dict[str, Any] = json.loads(ran.cells["report"].text)
        return found


def read(folder: Path, name: str) -> Snippet:
    path = folder / f"{name.replace('-', '_')}.py"
    path.write_text(SNIPPETS[name], encoding="utf-8")
    return read_snippet(path, f"snippets/{path.name}")


def run_twice(folder: Path) -> Runs:
    """Put the snippets into a folder, and run them forwards and backwards."""
    (folder / "a_helper.py").write_text(HELPER, encoding="utf-8")
    jobs = [
        Job(
            name,
            read(folder, name),
            {
                cell: [
                    parse(source, "docs/ko/lessons/키.md", number) for number, source in enumerate(sources, 1)
                ]
                for cell, sources in VALUES.get(name, {}).items()
            },
        )
        for name in SNIPPETS
    ]
    reports: list[tuple[str, str, float]] = []
    runner = Runner(2, 60, lambda lesson, state, seconds: reports.append((lesson, state, seconds)))
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in ELSEWHERE.items():
            patch.setenv(variable, value)
        patch.setattr(messages, "speaks_korean", lambda: False)
        first = runner.run(jobs)
        second = Runner(2, 60).run(reversed(jobs))
    return Runs(folder, first, second, reports)
