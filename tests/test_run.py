"""Lessons are run by processes of theirs, reported as they come along, and left as they were."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from literate import messages, supervising
from literate.messages import Problem

from tests.sample_snippets import SNIPPETS

if TYPE_CHECKING:
    from tests.runs import Runs


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
    with pytest.raises(KeyboardInterrupt), supervising._fixed_environment():
        assert {name: os.environ[name] for name in supervising.ENVIRONMENT} == supervising.ENVIRONMENT
        assert os.environ["PYTHONPATH"].split(os.pathsep)[1:] == ["/어딘가"]
        raise KeyboardInterrupt
    assert dict(os.environ) == before


@pytest.mark.parametrize(("code", "word"), [(-9, "SIGKILL"), (-11, "SIGSEGV"), (3, "3"), (None, "None")])
@pytest.mark.parametrize("korean", [True, False])
def test_an_abrupt_end_is_told_with_its_signal_or_exit_code(
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
