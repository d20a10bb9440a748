"""Code that runs inside a Dask worker: it passes lessons to sibling processes of the worker.

A worker may not have this project, so this module is pickled by value, imports only the standard library,
`distributed` and numbers, and stores the warm processes in the worker. A worker does not run lessons itself:
it may be a daemon, which cannot have multiprocessing children, and its environment is fixed.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import platform
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from ..limits import END_SECONDS, IDLE_SECONDS, LOG_CHARACTERS, WANTED_SECONDS


def run_on_worker(
    lesson: str, topic: str, package: bytes, parcel: bytes, language: str, wanted: Mapping[str, str]
) -> tuple[str, Any]:
    """Run a lesson in a sibling process of the worker, with the worker's Python.

    Arguments:
        lesson: its name, sent to the client under `topic` when it starts.
        package: a ZIP archive of this package.
        parcel: the packed lesson, see `parcels`.
        language: the language of the process's messages, ko or en.
        wanted: the required versions by distribution, see `installed`.

    Returns:
        ("outcome", the process's result), ("versions", the installed versions) if they differ,
        ("died", the process's last output) or ("stopped", None) if the lesson was canceled.
    """
    from distributed import get_worker  # not needed by the sibling processes

    worker: Any = get_worker()
    found = installed(wanted)
    if found != wanted:
        return "versions", found
    key = worker.get_current_task()

    def is_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state != "cancelled"

    pools = worker.__dict__.setdefault("_literate_outposts", {})
    pool = pools.setdefault((package, language), Pool(package, language))
    outpost = pool.take()
    worker.log_event(topic, lesson)
    answer = outpost.ask(parcel, is_wanted)
    if answer is not None:
        pool.give_back(outpost)
        return "outcome", answer
    output = outpost.end()
    return ("died", output) if is_wanted() else ("stopped", None)


def installed(distributions: Iterable[str]) -> dict[str, str]:
    """Return the versions of Python and of the distributions that it has installed."""
    found = {}
    for name in distributions:
        if name == "Python":
            found[name] = ".".join(platform.python_version_tuple()[:2])
            continue
        try:
            found[name] = metadata.version(name).split("+")[0]
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


class Pool:
    """The warm processes of one worker for one version of the package and one language."""

    def __init__(self, package: bytes, language: str) -> None:
        self._package, self._language = package, language
        self._lock = threading.Lock()
        self._idle: dict[Outpost, threading.Timer] = {}

    def take(self) -> Outpost:
        """Return an idle process, or a new one."""
        with self._lock:
            if self._idle:
                outpost, timer = self._idle.popitem()
                timer.cancel()
                return outpost
        return Outpost(self._package, self._language)

    def give_back(self, outpost: Outpost) -> None:
        """Keep a process for the next lesson, for a limited time."""
        timer = threading.Timer(IDLE_SECONDS, self._dismiss, [outpost])
        timer.daemon = True
        with self._lock:
            self._idle[outpost] = timer
        timer.start()

    def _dismiss(self, outpost: Outpost) -> None:
        with self._lock:
            if self._idle.pop(outpost, None) is None:
                return
        outpost.end()


class Outpost:
    """A sibling process of the worker that runs one lesson at a time in its own folder.

    When its stdin is closed, also by the worker's death, it ends its lesson and removes its folder.
    """

    def __init__(self, package: bytes, language: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="literate-")).resolve()
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            archive.extractall(self._folder / "scripts")
        paths = [str(self._folder / "scripts"), os.environ.get("PYTHONPATH")]
        variables = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "LITERATE_LANGUAGE": language}
        with (self._folder / "errors").open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "literate.running.cluster.process", str(self._folder)],
                cwd=self._folder / "scripts",
                env=os.environ | variables | {"PYTHONUTF8": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    def ask(self, parcel: bytes, is_wanted: Callable[[], bool]) -> bytes | None:
        """Run a lesson; return the answer of the process, or None if it died or was canceled."""
        answers: queue.Queue[bytes | None] = queue.Queue()

        def converse() -> None:
            try:
                pickle.dump(parcel, self._process.stdin)  # type: ignore[arg-type]
                self._process.stdin.flush()  # type: ignore[union-attr]
                answers.put(pickle.load(self._process.stdout))  # type: ignore[arg-type]
            except (OSError, ValueError, EOFError, pickle.UnpicklingError):
                answers.put(None)

        threading.Thread(target=converse, daemon=True).start()
        while is_wanted():
            try:
                return answers.get(timeout=WANTED_SECONDS)
            except queue.Empty:
                continue
        return None

    def end(self) -> str:
        """End the process and its children, and return its last output on stderr."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()  # type: ignore[union-attr]
        errors = self._folder / "errors"
        output = errors.read_bytes().decode("utf-8", "replace")[-LOG_CHARACTERS:] if errors.exists() else ""
        shutil.rmtree(self._folder, ignore_errors=True)
        return output
