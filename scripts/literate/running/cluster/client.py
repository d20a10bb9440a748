"""Run lessons on an existing Dask cluster, given the address of its scheduler."""

from __future__ import annotations

import logging
import pickle
import time
import uuid
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any

from ...messages import Problem, say, speaks_korean
from ..job import PROGRAMS, Job
from ..limits import CONNECT_SECONDS, WORKER_SECONDS
from ..modules import distributions, installed_imports
from ..supervisor import Outcome
from . import on_worker as outposts
from .parcels import pack, package

if TYPE_CHECKING:
    from distributed import Client


# Packages that need the same version here and on the workers, for byte-identical results.
ALIKE = {"Python": "Python", **PROGRAMS, "IPython": "ipython", "Korean font": "koreanize-matplotlib"}


def _by_value(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of `on_worker` in a form for workers without this package.

    Dask pickles a lambda by value, with the functions that it calls if their module is registered.
    """
    import cloudpickle

    cloudpickle.register_pickle_by_value(outposts)
    return lambda *arguments: function(*arguments)


class Cluster:
    """A context manager that connects to a cluster, and cancels the running lessons at its end.

    Arguments:
        address: the address of the scheduler, such as tcp://host:8786.
        imports: the modules that the lessons import.
        timeout: the time limit of a lesson in seconds.
        begin: called with a lesson's name when a worker starts to run it.
        finish: called with its name and outcome when it has ended; returns the outcome.

    Raises:
        Problem: `distributed` is not installed, the scheduler does not answer, or it has no workers.
    """

    def __init__(
        self,
        address: str,
        imports: Iterable[str],
        timeout: float,
        begin: Callable[[str], None],
        finish: Callable[[str, Outcome], Outcome],
    ) -> None:
        self._address, self._imports, self._timeout = address, sorted(imports), timeout
        self._begin, self._finish = begin, finish
        self._topic = f"literate-{uuid.uuid4().hex}"

    def __enter__(self) -> Cluster:
        self._client = self._connect()
        try:
            self._client.wait_for_workers(1, WORKER_SECONDS)
        except BaseException as error:
            self._client.close()
            if isinstance(error, TimeoutError):
                raise self._no_workers() from None
            raise
        self._client.subscribe_topic(self._topic, lambda event: self._begin(event[1]))
        self._executor = self._client.get_executor(pure=False)
        self._seen = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()

    def submit(self, job: Job) -> Future[Any]:
        """Submit a lesson to a worker."""
        parcel = pickle.dumps(pack(job, self._imports, self._timeout))
        language = "ko" if speaks_korean() else "en"
        modules = {name.split(".")[0] for name in installed_imports(job.snippet)}
        run = _by_value(outposts.run_on_worker)
        wanted = outposts.installed({*ALIKE.values(), *distributions(sorted(modules))})
        future: Future[Any] = self._executor.submit(
            run, job.lesson, self._topic, package(), parcel, language, wanted
        )
        return future

    def outcome(self, job: Job, future: Future[Any]) -> Outcome:
        """Return the outcome of a lesson.

        Raises:
            Problem: its worker's versions differ from ours, or the scheduler does not answer.
        """
        return self._finish(job.lesson, self._outcome(job, future))

    def look(self, moves: bool) -> None:
        """Check that the cluster still has workers, unless lessons have just ended (`moves`).

        Raises:
            Problem: the cluster has been without workers for too long.
        """
        if moves or self._has_workers():
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > WORKER_SECONDS:
            raise self._no_workers()

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.scheduler_info()["workers"])
        except OSError:
            return False

    def _outcome(self, job: Job, future: Future[Any]) -> Outcome:
        from distributed import KilledWorker

        try:
            kind, content = future.result()
        except KilledWorker:
            message = say(
                "이 과를 실행하던 클러스터의 워커가 거듭 죽었습니다(메모리가 모자랐을 수 있습니다).",
                "the cluster workers that ran it died repeatedly (they may have run out of memory).",
            )
            return Problem(message, job.snippet.file)
        except CancelledError:
            message = "Dask 스케줄러와 연결이 끊어졌습니다"
            raise self._problem(message, "the connection to the Dask scheduler was lost") from None
        except Exception as error:
            message = say("클러스터에서 실행하지 못했습니다", "could not be run on the cluster")
            return Problem(f"{message}: {type(error).__name__}: {error}", job.snippet.file)
        if kind == "versions":
            raise self._differing(content)
        if kind != "outcome":
            message = say(
                "클러스터에서 과를 실행하는 프로세스가 갑자기 끝났습니다.",
                "the process that runs lessons on the cluster exited unexpectedly.",
            )
            return Problem(message, job.snippet.file, detail=content or "")
        outcome: Outcome = pickle.loads(content)
        return outcome

    def _differing(self, theirs: dict[str, str]) -> Problem:
        ours = outposts.installed(theirs)
        titles = {key: name for name, key in ALIKE.items()}
        missing = say("없음", "none")
        lines = []
        for key in [*titles, *sorted(theirs.keys() - titles.keys())]:
            if ours[key] != theirs[key]:
                here, there = ours[key] or missing, theirs[key] or missing
                korean, english = f"여기 {here}, 워커 {there}", f"{here} here, {there} on the worker"
                lines.append(f"  {titles.get(key, key)}: {say(korean, english)}")
        return self._problem(
            "클러스터의 워커와 버전이 달라 같은 결과를 얻을 수 없습니다. 같은 버전을 설치하세요",
            "the workers' versions differ, so results would not be the same. Install the same versions",
            "\n".join(lines),
        )

    def _no_workers(self) -> Problem:
        return self._problem(
            f"클러스터에 워커가 없습니다({WORKER_SECONDS:g}초 동안 기다렸습니다)",
            f"the cluster does not have any workers (waited {WORKER_SECONDS:g} s)",
        )

    def _problem(self, korean: str, english: str, detail: str = "") -> Problem:
        return Problem(f"--scheduler {self._address}: " + say(korean, english) + ".", detail=detail)

    def _connect(self) -> Client:
        try:
            import distributed
        except ImportError as error:
            message = say(
                "--scheduler에는 distributed가 필요합니다. 다음 명령으로 설치하세요.",
                "--scheduler requires distributed. Install it with this command:",
            )
            command = "  .venv/bin/python -m pip install -c requirements.txt distributed"
            raise Problem(message, detail=command) from error
        # We report errors of closing a client and of a lost scheduler in our own messages.
        its_own = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
        for name in [*its_own, "tornado.application", "asyncio"]:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        # We report version differences ourselves.
        warnings.filterwarnings("ignore", category=distributed.versions.VersionMismatchWarning)
        try:
            # Check before creating a client, which does not close cleanly if its address is invalid.
            distributed.comm.get_address_host_port(self._address)
            return distributed.Client(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
        except ValueError as error:
            korean = "주소가 아닙니다. tcp://host:8786처럼 쓰세요"
            english = "this is not an address. Use the form tcp://host:8786"
            raise self._problem(korean, english, f"  {error}") from None
        except OSError as error:
            korean = "이 주소의 Dask 스케줄러에 연결하지 못했습니다"
            english = "cannot connect to a Dask scheduler at this address"
            raise self._problem(korean, english, f"  {error}") from None
