"""Lessons are recorded one after another as they end; those that need not run come first."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from literate.messages import Problems
from literate.project import Project
from literate.reading.lessons import Source
from literate.reading.snippets import read_snippet
from literate.recording.memory import Memory
from literate.recording.recorder import Recorder
from literate.running.progress import Progress

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
    recorder, memory = Recorder(project, 2, 60, None, Progress(silent=True)), Memory(project)
    ran = recorder.record({"adds": sources["adds"]}, memory, fresh=False)
    assert next(ran) == {}
    assert next(ran)["adds"].cells["one"].text == "2\n"
    assert list(ran) == []
    asked = {name: sources[name] for name in ("adds", "fails")}
    again = recorder.record(asked, memory, fresh=False)
    assert list(next(again)) == ["adds"]
    with pytest.raises(Problems, match="ZeroDivisionError"):
        next(again)


def test_closing_the_iterator_ends_the_lessons_that_run(sources: dict[str, Source], tmp_path: Path) -> None:
    project = Project(tmp_path)
    ran = Recorder(project, 1, 60, None, Progress(silent=True)).record(
        {"waits": sources["waits"]}, Memory(project), fresh=False
    )
    next(ran)
    start = time.monotonic()
    ran.close()
    assert time.monotonic() - start < 30
