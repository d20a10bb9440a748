"""How a lesson's own process starts others with `multiprocessing`: by forking, inside its folder."""

from __future__ import annotations

import multiprocessing
import multiprocessing.resource_tracker
import multiprocessing.spawn
from typing import Any, NoReturn

from ..messages import say


def fork_only() -> None:
    """Have `multiprocessing` fork, and raise PermissionError where it would start Python anew.

    A new Python would run the cells once more, with neither seeds nor confinement.
    """
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods:
        # None leaves the choice open where forking is the default, so that a lesson may still say so.
        multiprocessing.set_start_method(None if methods[0] == "fork" else "fork", force=True)
    process: Any = multiprocessing.current_process()
    # That of the build, which lies outside the lesson's folder.
    process._config.pop("tempdir", None)
    # Nor does the build clean up what the lesson leaves.
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
