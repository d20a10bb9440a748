"""Lessons run where processes cannot fork, as on Windows, or must not, as on macOS."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from literate.reading.snippets import read_snippet
from literate.running.job import Job, Ran
from literate.running.supervisor import Supervisor


def test_lessons_start_afresh_on_macos_where_a_fork_is_not_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "three.py"
    path.write_text("# %% sum\ntotal = 1 + 2\nprint(total)\n", encoding="utf-8")
    monkeypatch.setattr(sys, "platform", "darwin")
    supervisor = Supervisor(tmp_path)
    monkeypatch.undo()
    outcome = supervisor.run_lesson(Job("three", read_snippet(path, "snippets/three.py"), {}), 60)
    assert supervisor._context.get_start_method() == "spawn"
    assert isinstance(outcome, Ran), outcome
    assert outcome.cells["sum"].text == "3\n"
