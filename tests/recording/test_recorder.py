"""Lessons are recorded one after another as they end; those that need not run come first."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from literate.messages import Problem, Problems
from literate.project import Project
from literate.reading.lessons import Source
from literate.reading.snippets import read_snippet
from literate.recording.memory import Memory
from literate.recording.recorder import Recorder
from literate.recording.store import Recording
from literate.running.progress import Progress
from literate.running.runner import Runner

from tests.support.scratch import write

SNIPPETS = {"adds": "print(1 + 1)", "fails": "1 / 0", "waits": "import time\ntime.sleep(60)"}


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Source]:
    found = {}
    for name, code in SNIPPETS.items():
        path = tmp_path / "snippets" / f"{name}.py"
        write(path, f"# %% one\n{code}\n")
        found[name] = Source(name, read_snippet(path, f"snippets/{name}.py"), {})
    return found


def test_what_has_run_is_yielded_and_need_not_run_again(sources: dict[str, Source], tmp_path: Path) -> None:
    project = Project(tmp_path)
    recorder, memory = Recorder(project, Runner(2, 60), Progress(silent=True)), Memory(project)
    ran = recorder.record({"adds": sources["adds"]}, memory, fresh=False)
    assert next(ran) == {}
    assert next(ran)["adds"].cells["one"].text == "2\n"
    assert list(ran) == []
    asked = {name: sources[name] for name in ("adds", "fails")}
    again = recorder.record(asked, memory, fresh=False)
    assert list(next(again)) == ["adds"]
    with pytest.raises(Problems, match="ZeroDivisionError"):
        next(again)


@pytest.fixture
def record(
    sources: dict[str, Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Recording]:
    """Record a lesson that runs some code on a day."""

    def run(code: str, epoch: str) -> Recording:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        path, project = tmp_path / "snippets" / "adds.py", Project(tmp_path)
        write(path, f"# %% one\n{code}\n")
        source, memory = (
            replace(sources["adds"], snippet=read_snippet(path, "snippets/adds.py")),
            Memory(project),
        )
        recorder = Recorder(project, Runner(1, 60), Progress(silent=True))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # as rendering does
        (recording,) = (one["adds"] for one in recorder.record({"adds": source}, memory, fresh=True) if one)
        memory.save()
        return recording

    return run


NOVEMBER_20, NOVEMBER_21 = "1795219199", "1795219200"  # the last second of a day, and the next one


def test_a_recording_has_the_day_on_which_an_output_last_changed(record: Callable[..., Recording]) -> None:
    assert record("print(1 + 1)", NOVEMBER_20).recorded == "2026-11-20"
    again = record("print(2)", NOVEMBER_21)
    assert again.recorded == "2026-11-20"
    assert record("print(3)", NOVEMBER_21).recorded == "2026-11-21"


def test_undoing_a_change_brings_the_day_back_too(record: Callable[..., Recording]) -> None:
    first = record("print(1 + 1)", NOVEMBER_20)
    for code in ("print(3)", "print(4)"):
        assert record(code, NOVEMBER_21).recorded == "2026-11-21"
    assert record("print(1 + 1)", NOVEMBER_21) == first


@pytest.mark.parametrize("epoch", ["soon", "1" * 30])
def test_a_date_that_is_none_is_a_problem(record: Callable[..., Recording], epoch: str) -> None:
    with pytest.raises(Problem, match=f"SOURCE_DATE_EPOCH.*{epoch}"):
        record("print(1)", epoch)


def test_without_a_given_date_it_is_today(record: Callable[..., Recording]) -> None:
    days = [datetime.now(UTC).date().isoformat()]
    recorded = record("print(1)", "").recorded
    days.append(datetime.now(UTC).date().isoformat())
    assert recorded in days


def test_closing_the_iterator_ends_the_lessons_that_run(sources: dict[str, Source], tmp_path: Path) -> None:
    project = Project(tmp_path)
    ran = Recorder(project, Runner(1, 60), Progress(silent=True)).record(
        {"waits": sources["waits"]}, Memory(project), fresh=False
    )
    next(ran)
    start = time.monotonic()
    ran.close()
    assert time.monotonic() - start < 30
