"""A Dask cluster that exists already: its processes are not ours, and know nothing of this project."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.scratch import PATIENCE, Scratch, wait_until


@dataclass(frozen=True)
class Lesson:
    """A lesson that runs and waits, see `WAITS`: its process, and the folder in which it works."""

    process: int
    folder: Path

    def let_go(self) -> None:
        (self.folder / "go").touch()

    def kill_worker(self) -> None:
        """Kill the Dask worker to which the lesson belongs, by way of its fork server and its outpost."""
        number = self.process
        for _ in range(3):
            number = int(Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[1])
        os.kill(number, signal.SIGKILL)
        assert wait_until(lambda: not Path(f"/proc/{self.process}/cwd").exists()), "the lesson survives"


# Starts two schedulers, with two workers and with none, and tells their addresses.
SERVE = """
import json, sys
from distributed import LocalCluster

how = {"threads_per_worker": 1, "processes": True, "dashboard_address": None}
with LocalCluster(n_workers=2, **how) as cluster, LocalCluster(n_workers=0, **how) as deserted:
    print(json.dumps([cluster.scheduler_address, deserted.scheduler_address]), flush=True)
    sys.stdin.read()
"""

# Code by which a lesson waits until somebody lets it go.
WAITS = """\
import time
from pathlib import Path

Path("here").touch()
while not Path("go").exists():
    time.sleep(0.01)
"""


@dataclass(frozen=True)
class DaskCluster:
    """Addresses of a scheduler with two workers and of one without any, and the place of their processes."""

    address: str
    deserted: str
    place: Scratch

    @property
    def outposts(self) -> list[str]:
        """The command lines of the processes beside the workers, and the folders that they use."""
        commands = [
            command
            for command in self.place.processes().values()
            if "literate.running.cluster.process" in command
        ]
        return commands + [str(path) for path in (self.place.root / "t").glob("literate-*")]

    def lessons(self) -> set[int]:
        """The processes of lessons that run."""
        return {one.process for one in _lessons(self.place)}

    def lesson(self) -> Lesson:
        """Return the lesson that waits on a worker, once there is one."""
        return lesson(self.place)

    @contextmanager
    def own_worker(self) -> Iterator[None]:
        """Have one worker, without a nanny that would start it anew, at the deserted scheduler."""
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.deserted, *options]
        worker = subprocess.Popen(
            command, cwd=self.place.root, env=self.place.environment(), stderr=subprocess.DEVNULL
        )
        try:
            yield
        finally:
            worker.kill()
            worker.wait()


def _lessons(place: Scratch) -> list[Lesson]:
    found = []
    for number in place.processes():
        try:
            folder = Path(f"/proc/{number}/cwd").readlink()
        except OSError:
            continue
        if folder.parent.name.startswith("lesson-"):
            found.append(Lesson(number, folder))
    return found


def lesson(place: Scratch) -> Lesson:
    """Return the lesson that waits in one of a place's processes, once there is one."""
    waiting: list[Lesson] = []

    def look() -> bool:
        found = (one for one in _lessons(place) if (one.folder / "here").exists())
        waiting.extend(one for one in found if not (one.folder / "go").exists())
        return bool(waiting)

    assert wait_until(look, PATIENCE), "no lesson waits"
    return waiting[0]


@contextmanager
def dask_cluster(folder: Path) -> Iterator[DaskCluster]:
    """Start the schedulers and workers, each a process of its own, in a folder without this project."""
    place = Scratch(folder)
    temporary = folder / "t"
    temporary.mkdir()
    # A lesson may see one worker die, and not a second one.
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=folder,
        env=place.environment(**settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        address, deserted = json.loads(process.stdout.readline())
        yield DaskCluster(address, deserted, place)
    finally:
        process.kill()
        process.communicate()
        place.kill_everything()
