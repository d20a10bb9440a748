"""Run lessons, each in a process of its own from a warm fork server, several at once."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from .confinement import end_strays
from .messages import Problem, say, speaks_korean
from .recording import CellRecord
from .worker import Job, work

# What makes a run the same everywhere; a process must have these from its start.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "MPLBACKEND": "agg",
    "CUDA_VISIBLE_DEVICES": "",
    "COLUMNS": "80",
} | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

START_SECONDS = 60.0

Report = Callable[[str, str, float], None]


class Runner:
    """Runs lessons. The processes fork from one server, which stays warm between calls.

    Arguments:
        jobs: how many lessons run at once.
        timeout: seconds that a lesson may take.
        report: called with (lesson, state, seconds); the states are waiting, running, done and failed.
    """

    def __init__(self, jobs: int, timeout: float, report: Report = lambda *_: None) -> None:
        self._jobs, self._timeout, self._report = jobs, timeout, report
        self._context = _context()
        self._starting = threading.Lock()
        self._live: set[BaseProcess] = set()
        self._stopped = False

    def run(self, jobs: Iterable[Job]) -> dict[str, dict[str, CellRecord] | Problem]:
        """Run lessons and return, by lesson, what its cells gave or the problem that stopped it."""
        jobs = list(jobs)
        outcomes = dict(self.start(jobs))
        return {job.lesson: outcomes[job.lesson] for job in jobs}

    def start(self, jobs: Iterable[Job]) -> Iterator[tuple[str, dict[str, CellRecord] | Problem]]:
        """Start lessons, and return what `run` does for each, as they end.

        Interrupted, it ends the lessons that run and lets the exception pass.
        """
        jobs = list(jobs)
        self._preload(jobs)
        for job in jobs:
            self._report(job.lesson, "waiting", 0.0)
        self._stopped = False
        pool = ThreadPoolExecutor(max(1, self._jobs))
        return self._outcomes(pool, {pool.submit(self._run_one, job): job.lesson for job in jobs})

    def _outcomes(
        self, pool: ThreadPoolExecutor, futures: Mapping[Future[Any], str]
    ) -> Iterator[tuple[str, dict[str, CellRecord] | Problem]]:
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            self._stopped = True
            for process in list(self._live):
                _kill(process)
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _preload(self, jobs: list[Job]) -> None:
        """Have the server import what the lessons import; it starts with the first lesson."""
        if self._context.get_start_method() == "forkserver":
            modules = {name for job in jobs for name in job.snippet.imports}
            if any(name.split(".")[0] == "matplotlib" for name in modules):
                modules.add("matplotlib.backends.backend_svg")
            self._context.set_forkserver_preload([f"{__package__}.worker", *sorted(modules)])

    def _run_one(self, job: Job) -> dict[str, CellRecord] | Problem:
        start = time.monotonic()
        self._report(job.lesson, "running", 0.0)
        scratch = tempfile.mkdtemp(prefix="lesson-")
        try:
            outcome = self._supervise(job, scratch)
        finally:
            end_strays(scratch)
            shutil.rmtree(scratch, ignore_errors=True)
        state = "failed" if isinstance(outcome, Problem) else "done"
        self._report(job.lesson, state, time.monotonic() - start)
        return outcome

    def _supervise(self, job: Job, scratch: str) -> dict[str, CellRecord] | Problem:
        ours, theirs = self._context.Pipe()
        process: BaseProcess = self._context.Process(target=work, args=(job, theirs, scratch))
        with self._starting, _fixed_environment():
            if self._stopped:
                return Problem(say("멈췄습니다.", "Stopped."), job.snippet.file)
            process.start()
        self._live.add(process)
        theirs.close()
        current = ""
        deadline = time.monotonic() + START_SECONDS + self._timeout
        try:
            while ours.poll(max(0.0, deadline - time.monotonic())):
                kind, content = ours.recv()
                if kind == "cell":
                    # The time that the server takes to start is not the lesson's.
                    deadline = deadline if current else time.monotonic() + self._timeout
                    current = content
                else:
                    return content  # type: ignore[no-any-return]
            message = say(
                f"{self._timeout:g}초가 지나도 끝나지 않아 멈췄습니다.",
                f"did not end within {self._timeout:g} s and was stopped.",
            )
        except (EOFError, OSError):
            process.join(5)
            message = _death(process.exitcode)
        finally:
            _kill(process)
            self._live.discard(process)
            ours.close()
        cell = next((cell for cell in job.snippet.cells if cell.name == current), None)
        log = Path(scratch, "log")
        detail = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""
        return Problem(message, job.snippet.file, cell.line if cell else 0, current, detail)


def _context() -> Any:
    methods = multiprocessing.get_all_start_methods()
    method = "forkserver" if "forkserver" in methods else "spawn"
    return multiprocessing.get_context(method)


@contextlib.contextmanager
def _fixed_environment() -> Iterator[None]:
    paths = [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH")]
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
    """End a lesson's process and whatever it started."""
    if process.pid is None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join(5)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return say(
            f"실행하던 프로세스가 {name} 신호로 죽었습니다(메모리가 모자랐을 수 있습니다).",
            f"its process was killed by {name} (it may have run out of memory).",
        )
    return say(
        f"실행하던 프로세스가 갑자기 끝났습니다(종료 코드 {code}).",
        f"its process ended abruptly with exit code {code}.",
    )
