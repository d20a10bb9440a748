"""Run each lesson in its own process from a warm fork server, and make sure that it ends."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from ..interrupts import blocked_interrupts
from ..messages import Problem, say, speaks_korean
from .confinement import end_strays
from .job import PROGRAMS, Job, Ran
from .limits import END_SECONDS, LOG_CHARACTERS, START_SECONDS

# Environment variables for reproducible runs; a process needs them from its start.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "MPLBACKEND": "agg",
    "CUDA_VISIBLE_DEVICES": "",
    "COLUMNS": "80",
} | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Outcome = Ran | Problem


class Supervisor:
    """Runs lessons on this machine. Their processes fork from a server, which outlives the supervisor.

    Arguments:
        scratch: the parent of the lessons' working directories; by default the system's temporary folder.
    """

    def __init__(self, scratch: Path | None = None) -> None:
        self._scratch = scratch
        self._context = _context()
        self._forks = self._context.get_start_method() == "forkserver"
        self._starting = threading.Lock()
        self._live: dict[BaseProcess, str] = {}
        self._stopped = False

    def preload(self, imports: Iterable[str]) -> None:
        """Start the server unless it is running, and make it import the modules that lessons import.

        Arguments:
            imports: the modules.
        """
        if self._forks:
            from multiprocessing import forkserver

            # Other modules may print or change settings, which must happen in the cell that imports them.
            modules = {name for name in imports if name.split(".")[0] in PROGRAMS.values()}
            # Every lesson initializes Matplotlib, since helpers and libraries may draw.
            modules |= {"matplotlib.pyplot", "matplotlib.backends.backend_svg"}
            self._context.set_forkserver_preload([f"{__package__}.worker", *sorted(modules)])
            # Set it here, not for the first lesson: that starts in a thread, while other threads read the
            # environment.
            with fixed_environment(), blocked_interrupts():
                forkserver.ensure_running()

    def run_lesson(self, job: Job, timeout: float) -> Outcome:
        """Run a lesson, and return its output or its problem.

        Arguments:
            job: the lesson.
            timeout: its time limit in seconds.
        """
        scratch = tempfile.mkdtemp(prefix="lesson-", dir=self._scratch)
        try:
            return self._supervise(job, timeout, scratch)
        finally:
            end_strays(scratch)
            shutil.rmtree(scratch, ignore_errors=True)

    def end(self) -> None:
        """End the running lessons, and do not start any others."""
        self._stopped = True
        for process, scratch in list(self._live.items()):
            _kill(process)
            end_strays(scratch)

    def _supervise(self, job: Job, timeout: float, scratch: str) -> Outcome:
        ours, theirs = self._context.Pipe()
        process: BaseProcess = self._context.Process(target=_work, args=(job, theirs, scratch))
        environment = contextlib.nullcontext() if self._forks else fixed_environment()
        with self._starting, environment, blocked_interrupts():
            if not self._stopped:
                process.start()
                self._live[process] = scratch
        theirs.close()
        current = ""
        deadline = time.monotonic() + START_SECONDS + timeout
        try:
            # Check again: the supervisor may have been stopped while the process started.
            if self._stopped:
                return Problem(say("멈췄습니다.", "Stopped."), job.snippet.file)
            while ours.poll(max(0.0, deadline - time.monotonic())):
                kind, content = ours.recv()
                if kind == "cell":
                    # The time limit does not include the start of the server.
                    deadline = deadline if current else time.monotonic() + timeout
                    current = content
                else:
                    return content  # type: ignore[no-any-return]
            message = say(
                f"{timeout:g}초가 지나도 끝나지 않아 멈췄습니다.",
                f"did not finish within {timeout:g} s and was stopped.",
            )
        except (EOFError, OSError):
            process.join(END_SECONDS)
            message = _death(process.exitcode)
        finally:
            _kill(process)
            self._live.pop(process, None)
            ours.close()
        cell = next((cell for cell in job.snippet.cells if cell.name == current), None)
        log = Path(scratch, "log")
        detail = log.read_text(encoding="utf-8", errors="replace")[-LOG_CHARACTERS:] if log.exists() else ""
        return Problem(message, job.snippet.file, cell.line if cell else 0, current, detail)


def _work(job: Job, connection: Connection, scratch: str) -> None:
    # This module is slow to import, and only the server needs it.
    from .worker import work

    work(job, connection, scratch)


def _context() -> Any:
    methods = multiprocessing.get_all_start_methods()
    # On macOS a process cannot fork after libraries such as PyTorch have used the system's frameworks.
    method = "forkserver" if "forkserver" in methods and sys.platform != "darwin" else "spawn"
    return multiprocessing.get_context(method)


@contextlib.contextmanager
def fixed_environment() -> Iterator[None]:
    """Set the environment variables for reproducible runs while processes start."""
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]
    fixed = ENVIRONMENT | {
        "LITERATE_LANGUAGE": "ko" if speaks_korean() else "en",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }
    before = {name: os.environ.get(name) for name in fixed}
    os.environ.update(fixed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _kill(process: BaseProcess) -> None:
    """Kill a lesson's process and its child processes."""
    if process.pid is None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join(END_SECONDS)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return say(
            f"실행하던 프로세스가 {name} 신호로 죽었습니다(메모리가 모자랐을 수 있습니다).",
            f"its process was killed by {name} (it may have run out of memory).",
        )
    return say(
        f"실행하던 프로세스가 갑자기 끝났습니다(종료 코드 {code}).",
        f"its process exited unexpectedly with exit code {code}.",
    )
