"""Allow one build at a time: a process that writes recordings or the site holds the project's lock.

The operating system releases the lock when its process ends, however it ends: a lock is never stale.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from ..messages import Problem, say

SECONDS_BETWEEN_TRIES = 0.1
# Windows does not allow reading a locked byte, so the locked byte comes after the process id.
_LOCKED_BYTE = 4096


@contextlib.contextmanager
def building(folder: Path, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a folder that builds write into; create the folder if it is missing.

    Child processes do not inherit the lock, so a lesson that outlives its build does not block other builds.

    Arguments:
        folder: the project's `build/`.
        wait: whether to print a message and wait if another process holds the lock.

    Raises:
        Problem: another process holds the lock, and `wait` is false.
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Open without truncating: the file may contain another process's id.
    with os.fdopen(os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0) as file:
        if not _lock(file.fileno()):
            holder = _holder(file)
            if not wait:
                message = say(
                    f"다른 빌드(프로세스 {holder})가 이 사이트를 만들고 있습니다. 끝나면 다시 하세요.",
                    f"Another build (process {holder}) is building this site. Try again when it finishes.",
                )
                raise Problem(message)
            message = say(
                f"다른 빌드(프로세스 {holder})가 이 사이트를 만들고 있어 끝나기를 기다립니다.",
                f"Another build (process {holder}) is building this site; waiting for it to finish.",
            )
            print(message, flush=True)
            while not _lock(file.fileno()):
                time.sleep(SECONDS_BETWEEN_TRIES)
        _write(file, str(os.getpid()))
        try:
            yield
        finally:
            _write(file, "")


def _lock(handle: int) -> bool:
    """Lock an open file unless another process holds the lock; return whether we hold it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _holder(file: FileIO) -> str:
    """Return the id that the process holding the lock has written."""
    for _ in range(10):
        file.seek(0)
        found = file.read(20).decode("ascii", "replace").strip()
        if found:
            return found
        time.sleep(0.01)  # That process has only just acquired the lock.
    return "?"


def _write(file: FileIO, text: str) -> None:
    # The id is for messages only: a full disk must not stop a build that does not need space.
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(text.encode("ascii"))
