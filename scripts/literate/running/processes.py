"""Restrict `multiprocessing` in a lesson's process to forking, inside the lesson's folder."""

from __future__ import annotations

import multiprocessing
import multiprocessing.resource_tracker
import multiprocessing.spawn
from typing import Any, NoReturn

from ..messages import say


def fork_only() -> None:
    """Make `multiprocessing` fork, and raise PermissionError if it would start a new Python.

    A new Python would run the cells again, without seeds and without the sandbox.
    """
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods:
        # None keeps the choice open if forking is the default, so that a lesson may still set it.
        multiprocessing.set_start_method(None if methods[0] == "fork" else "fork", force=True)
    process: Any = multiprocessing.current_process()
    # The build's temporary folder, which is outside the lesson's folder.
    process._config.pop("tempdir", None)
    # The build must not clean up after the lesson's processes.
    tracker: Any = multiprocessing.resource_tracker
    vars(tracker._resource_tracker).update(vars(tracker.ResourceTracker()))
    spawn: Any = multiprocessing.spawn
    spawn.get_preparation_data = _reject


def _reject(*_: object) -> NoReturn:
    raise PermissionError(
        say(
            "과는 새 파이썬을 시작하는 프로세스(spawn, forkserver)를 쓸 수 없습니다. fork를 쓰세요",
            "a lesson cannot start new Python processes (spawn, forkserver); use fork",
        )
    )
