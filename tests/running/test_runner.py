"""Lessons are run by processes of theirs, reported as they come along, and left as they were."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from literate import messages
from literate.messages import Problem
from literate.running import supervisor as supervising

from tests.support.sample_snippets import SNIPPETS
from tests.support.scratch import Scratch, change, sabotage

if TYPE_CHECKING:
    from tests.support.runs import Runs


def test_a_lesson_is_reported_as_it_comes_along(runs: Runs) -> None:
    for lesson in SNIPPETS:
        states = [state for name, state, _ in runs.reports if name == lesson]
        end = "failed" if isinstance(runs.first[lesson], Problem) else "done"
        assert states == ["waiting", "running", end]
    seconds = [seconds for _, state, seconds in runs.reports if state in ("done", "failed")]
    assert len(seconds) == len(SNIPPETS)
    assert all(0 < one < 60 for one in seconds)


def test_the_callers_environment_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    monkeypatch.setenv("PYTHONPATH", "/어딘가")
    monkeypatch.delenv("MPLBACKEND", raising=False)
    before = dict(os.environ)
    with pytest.raises(KeyboardInterrupt), supervising.fixed_environment():
        assert {name: os.environ[name] for name in supervising.ENVIRONMENT} == supervising.ENVIRONMENT
        assert os.environ["PYTHONPATH"].split(os.pathsep)[1:] == ["/어딘가"]
        raise KeyboardInterrupt
    assert dict(os.environ) == before


@pytest.mark.parametrize(("code", "word"), [(-9, "SIGKILL"), (-11, "SIGSEGV"), (3, "3"), (None, "None")])
@pytest.mark.parametrize("korean", [True, False])
def test_an_abrupt_end_is_reported_with_its_signal_or_exit_code(
    code: int | None, word: str, korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    message = supervising._death(code)
    assert word in message
    assert ("프로세스" in message) is korean


def test_a_jobs_snippet_is_left_as_it_was(runs: Runs) -> None:
    for name, text in SNIPPETS.items():
        content = (runs.folder / f"{name.replace('-', '_')}.py").read_bytes()
        assert hashlib.sha256(content).digest() == hashlib.sha256(text.encode()).digest()


def test_lessons_start_without_a_change_to_the_environment_that_other_threads_see(runs: Runs) -> None:
    from literate.reading.snippets import read_snippet
    from literate.running.job import Job
    from literate.running.runner import Runner

    jobs = [
        Job(name, read_snippet(runs.folder / f"{name.replace('-', '_')}.py"))
        for name in ("fails-here", "fails-late") * 3
    ]
    runner = Runner(2, 60)
    runner.run(jobs[:1])
    seen, over = set(), threading.Event()

    def look() -> None:
        while not over.is_set():
            seen.add(os.environ.get("TZ"))

    looking = threading.Thread(target=look)
    before = os.environ.get("TZ")
    with runner.started(jobs) as ended:
        looking.start()
        for _ in ended:
            pass
    over.set()
    looking.join()
    assert seen == {before}


def test_a_site_without_torch_never_imports_it(project: Scratch, tmp_path: Path) -> None:
    packages = sabotage(tmp_path / "packages", "torch")
    assert project.build_well("--fresh", PYTHONPATH=packages).progress[-1].endswith("done")
    change(project.coins, "# %% tosses\n", "# %% tosses\nimport torch\n")
    assert "torch is sabotaged" in project.build("--fresh", PYTHONPATH=packages).err
