"""Two builds never work on one site at once: the second is rejected, or waits, and touches nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from literate.files.lock import building
from literate.messages import Problem

from tests.support.faults import SHARE, rejected
from tests.support.scratch import ENGLISH, KOREAN, MAIN, PATIENCE, change, contents, wait_until

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

Hold = Callable[[], subprocess.Popen[str]]
HOLD = """
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from literate.files.lock import building

with building(Path(sys.argv[1]), wait=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Hold]:
    """What starts a process that holds the lock until its stdin is closed."""
    started = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path)],
            env=os.environ | {"PYTHONPATH": str(MAIN / "scripts"), "LITERATE_LANGUAGE": "en"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=PATIENCE)


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


TOLD = {
    ENGLISH: "Another build (process {}) is building this site. Try again when it finishes.",
    KOREAN: "다른 빌드(프로세스 {})가 이 사이트를 만들고 있습니다. 끝나면 다시 하세요.",
}


def everything(project: Scratch) -> dict[str, str]:
    return contents(project.root, "site", "snippets", "build")


def _settled(project: Scratch) -> bool:
    """Whether nothing changes any more, once a build was asked to stand still."""
    before = everything(project)
    time.sleep(0.5)
    return everything(project) == before


def test_a_build_beside_another_is_rejected_at_once_and_touches_nothing(project: Scratch) -> None:
    change(project.coins, SHARE, "from pathlib import Path\nPath('here').touch()\nwhile True:\n    pass")
    first = project.start()
    assert wait_until(lambda: _at_work(project), PATIENCE), "the lesson never ran"
    # It holds the site as before, and what changes from here on is not its doing.
    first.send_signal(signal.SIGSTOP)
    # As if the other build were just between its two renames; putting that right is not ours now.
    shutil.copytree(project.site, project.root / ".site.old")
    assert wait_until(lambda: _settled(project), PATIENCE)
    before = everything(project)
    for locale in (ENGLISH, KOREAN):
        run = rejected(project, "--timeout", "5", locale=locale)
        assert TOLD[locale].format(first.pid) in run.err
        assert run.progress == []
    assert everything(project) == before
    assert (project.root / ".site.old").exists()
    first.kill()
    first.communicate(timeout=PATIENCE)


def test_a_build_killed_while_its_lesson_runs_holds_nobody_up(project: Scratch) -> None:
    change(project.coins, SHARE, "from pathlib import Path\nPath('here').touch()\nsum(range(10**13))")
    first = project.start()
    assert wait_until(lambda: _at_work(project), PATIENCE), "the lesson never ran"
    first.kill()
    first.wait(PATIENCE)
    with building(project.root / "build"):
        pass
    change(project.coins, "from pathlib import Path\nPath('here').touch()\nsum(range(10**13))", SHARE)
    project.build_well()


def _at_work(project: Scratch) -> bool:
    for number in project.processes():
        try:
            if (Path(f"/proc/{number}/cwd").readlink() / "here").exists():
                return True
        except OSError:
            continue
    return False


def test_the_lock_waits_where_it_is_asked_to_and_says_so_once(hold: Hold, tmp_path: Path) -> None:
    first = hold()
    assert says(first) == "held\n"
    second = hold()
    waits = f"Another build (process {first.pid}) is building this site; waiting for it to finish.\n"
    assert says(second) == waits
    assert second.poll() is None
    first.communicate("", timeout=PATIENCE)
    assert says(second) == "held\n"
    second.communicate("", timeout=PATIENCE)
    assert (tmp_path / "lock").read_text() == ""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_lock_of_a_process_that_died_is_free(end: int, hold: Hold, tmp_path: Path) -> None:
    first = hold()
    assert says(first) == "held\n"
    with pytest.raises(Problem, match=str(first.pid)), building(tmp_path):
        pass
    first.send_signal(end)
    first.communicate(timeout=PATIENCE)
    with building(tmp_path):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_the_lock_is_free_again_whatever_happens_under_it(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt), building(tmp_path):
            raise KeyboardInterrupt
