"""Run several lessons at once, on this machine or on an existing Dask cluster."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import TYPE_CHECKING

from ..messages import Problem
from ..reading.snippets import Snippet
from .job import Job
from .limits import LOOK_SECONDS
from .modules import installed_imports
from .supervisor import Outcome, Supervisor

if TYPE_CHECKING:
    from .cluster.client import Cluster


Report = Callable[[str, str, float], None]


class Stale(Exception):
    """The lessons that are running have changed, so that their outputs are no longer wanted."""


class Runner:
    """Runs lessons.

    Arguments:
        jobs: how many lessons run at once on this machine.
        timeout: the time limit of a lesson in seconds.
        report: called with (lesson, state, seconds); the states are waiting, running, done and failed.
        scheduler: the address of a Dask cluster's scheduler; if given, its workers run the lessons instead.
        stale: returns whether the lessons have changed since they started.
    """

    def __init__(
        self,
        jobs: int,
        timeout: float,
        report: Report = lambda *_: None,
        scheduler: str | None = None,
        stale: Callable[[], bool] = lambda: False,
    ) -> None:
        self._jobs, self._timeout, self._report, self._scheduler = jobs, timeout, report, scheduler
        self._stale = stale
        self._started: dict[str, float] = {}

    def run(
        self, jobs: Iterable[Job], use: Callable[[str, Outcome], None] = lambda *_: None
    ) -> dict[str, Outcome]:
        """Run lessons and return the output or the problem of each.

        Arguments:
            jobs: the lessons.
            use: called with each lesson and its outcome as soon as it has ended.

        Raises:
            Problem: the cluster is not available.
        """
        jobs, outcomes = list(jobs), {}
        with self.started(jobs) as ended:
            for lesson, outcome in ended:
                outcomes[lesson] = outcome
                use(lesson, outcome)
        return {job.lesson: outcomes[job.lesson] for job in jobs}

    @contextlib.contextmanager
    def started(self, jobs: Iterable[Job]) -> Iterator[Iterator[tuple[str, Outcome]]]:
        """Start lessons; yield an iterator of lessons and outcomes, in the order in which they end.

        An exception in the `with` block ends the running lessons.

        Raises:
            Problem: the cluster is not available.
            Stale: the lessons have changed; raised by the iterator.
        """
        jobs = list(jobs)
        with self._executor(_imports([job.snippet for job in jobs])) as executor:
            for job in jobs:
                self._report(job.lesson, "waiting", 0.0)
            yield _outcomes(executor, {executor.submit(job): job for job in jobs}, self._stale)

    def prepare(self, snippets: Sequence[Snippet]) -> None:
        """Prepare to run lessons with these snippets."""
        if self._scheduler is None:
            Supervisor().preload(_imports(snippets))

    def _executor(self, imports: set[str]) -> Here | Cluster:
        if self._scheduler is None:
            supervisor = Supervisor()
            supervisor.preload(imports)
            return Here(supervisor, self._jobs, self._timeout, self._begin, self._finish)
        # Import here: it is optional and slow.
        from .cluster.client import Cluster

        return Cluster(self._scheduler, imports, self._timeout, self._begin, self._finish)

    def _begin(self, lesson: str) -> None:
        self._started[lesson] = time.monotonic()
        self._report(lesson, "running", 0.0)

    def _finish(self, lesson: str, outcome: Outcome) -> Outcome:
        state = "failed" if isinstance(outcome, Problem) else "done"
        now = time.monotonic()
        self._report(lesson, state, now - self._started.get(lesson, now))
        return outcome


def _imports(snippets: Sequence[Snippet]) -> set[str]:
    """Return the modules to import before any of these snippets runs."""
    imports = {name for snippet in snippets for name in installed_imports(snippet)}
    if sum("torch.optim" in snippet.text for snippet in snippets) > 1:
        # The first optimizer of a process imports it, which takes longer than a lesson's training.
        imports.add("torch._dynamo")
    return imports


def _outcomes(
    executor: Here | Cluster, jobs: Mapping[Future[Outcome], Job], stale: Callable[[], bool]
) -> Iterator[tuple[str, Outcome]]:
    pending = set(jobs)
    while pending:
        done, pending = wait(pending, LOOK_SECONDS, FIRST_COMPLETED)
        if stale():
            raise Stale
        for future in done:
            yield jobs[future].lesson, executor.outcome(jobs[future], future)
        executor.look(bool(done))


class Here:
    """Runs lessons on this machine, in threads that each supervise one process."""

    def __init__(
        self,
        supervisor: Supervisor,
        jobs: int,
        timeout: float,
        begin: Callable[[str], None],
        finish: Callable[[str, Outcome], Outcome],
    ) -> None:
        self._timeout, self._begin, self._finish = timeout, begin, finish
        self._supervisor = supervisor
        self._pool = ThreadPoolExecutor(max(1, jobs))

    def __enter__(self) -> Here:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._supervisor.end()
        self._pool.shutdown()

    def submit(self, job: Job) -> Future[Outcome]:
        """Run a lesson as soon as a thread is free."""
        return self._pool.submit(self._run, job)

    def _run(self, job: Job) -> Outcome:
        self._begin(job.lesson)
        return self._finish(job.lesson, self._supervisor.run_lesson(job, self._timeout))

    def outcome(self, job: Job, future: Future[Outcome]) -> Outcome:
        """Return the outcome of a lesson."""
        return future.result()

    def look(self, moves: bool) -> None:
        """Do nothing: on this machine, lessons cannot wait forever."""
