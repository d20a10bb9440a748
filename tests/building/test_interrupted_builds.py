"""A build that is stopped or killed leaves a whole site, and nothing running."""

from __future__ import annotations

import os
import random
import signal
import time
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import SHARE
from tests.support.scratch import ENGLISH, KOREAN, PATIENCE, change, contents, wait_until

if TYPE_CHECKING:
    from tests.support.scratch import Scratch


MOMENTS, MOMENTS_SEED = 20, 13


def _waits(project: Scratch) -> None:
    """Have a lesson wait in its second cell, for longer than any test."""
    change(project.coins, SHARE, "from pathlib import Path\nPath('here').touch()\nwhile True:\n    pass")


@pytest.mark.parametrize(
    ("locale", "reported"), [(ENGLISH, "The build was interrupted. "), (KOREAN, "멈췄습니다. ")]
)
def test_ctrl_c_ends_the_build_and_its_lessons(project: Scratch, locale: str, reported: str) -> None:
    _waits(project)
    before = project.standing()
    process = project.start(locale=locale)
    assert wait_until(lambda: project.has_lesson_at_work()), "the lesson never ran"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert reported in out
    assert "Traceback" not in err
    assert wait_until(lambda: not project.processes()), project.processes()
    assert project.standing() == before


def test_ctrl_c_ends_the_lessons_and_claims_of_a_check(project: Scratch) -> None:
    endless = "# %% imports\nfrom pathlib import Path\nPath('here').touch()\nwhile True:\n    pass\n"
    project.heights.write_text(endless, encoding="utf-8")
    for page in project.root.rglob("ten-heights.md"):
        page.write_text("---\ntitle: x\nsnippets: ten_heights.py\n---\n\n/// cell | imports\n///\n", "utf-8")
    process = project.start(script="check.py")
    assert wait_until(project.has_lesson_at_work)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert wait_until(lambda: not project.processes()), project.processes()


@pytest.mark.parametrize(
    "endless",
    [
        "while True:\n    pass",
        "sum(range(10**13))",
        "import signal\nsignal.signal(signal.SIGIO, signal.SIG_IGN)\nsum(range(10**13))",
        "import subprocess\nsubprocess.run(['sleep', '1000'])",
    ],
    ids=["python", "library", "deaf", "program"],
)
def test_a_build_killed_outright_leaves_no_lesson_behind(project: Scratch, endless: str) -> None:
    _waits(project)
    change(project.coins, "while True:\n    pass", endless)
    before = project.standing()
    process = project.start()
    assert wait_until(lambda: project.has_lesson_at_work()), "the lesson never ran"
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert wait_until(lambda: not project.processes()), project.processes()
    assert project.standing() == before


def test_killed_at_any_of_twenty_moments_a_build_leaves_all_whole_and_the_next_one_succeeds(
    project: Scratch,
) -> None:
    """A build of a changed snippet and a changed page is killed: itself only, as `kill -9` does."""
    folders = ("site", "snippets/recorded")
    states, seconds = [contents(project.root, *folders)], 0.0
    for forth in (True, False):
        _alter(project, forth)
        start = time.monotonic()
        project.build_well()
        seconds = time.monotonic() - start
        states.append(contents(project.root, *folders))
    old, new, again = states
    assert (again, old != new) == (old, True), "what the killed builds are held against"
    moments, outcomes = random.Random(MOMENTS_SEED), []
    for number in range(MOMENTS):
        # From one state to the other and back; the build that follows the killed one must get there.
        before, wanted = (old, new) if number % 2 == 0 else (new, old)
        _alter(project, wanted is new)
        moment = (number + moments.random()) / MOMENTS * seconds
        process = project.start()
        try:
            process.wait(moment)
        except TimeoutExpired:
            process.kill()
        process.communicate(timeout=PATIENCE)
        reported = f"killed after {moment:.3f} s of {seconds:.3f} s"
        left = contents(project.root, *folders)
        for folder in ("site/", *(f"{folders[1]}/{lesson}/" for lesson in ("fair-coins", "ten-heights"))):
            assert _below(left, folder) in (_below(before, folder), _below(wanted, folder)), (
                reported,
                folder,
            )
        outcomes.append(_below(left, "site/") == _below(before, "site/"))
        assert wait_until(lambda: not project.processes()), (reported, project.processes())
        project.build_well()
        assert contents(project.root, *folders) == wanted, reported
    assert outcomes[0], "the first of these is killed before anything can have been published"


def _alter(project: Scratch, forth: bool) -> None:
    """Change a snippet and a page, or change them back."""
    changes = [
        (project.coins, "[1, 0, 1, 1]", "[1, 0, 1, 1, 1]"),
        (project.heights_page, "쟀습니다.", "쟀어요."),
    ]
    for path, old, new in changes:
        change(path, *((old, new) if forth else (new, old)))


def _below(files: dict[str, str], folder: str) -> dict[str, str]:
    return {name: one for name, one in files.items() if name.startswith(folder)}


def test_killed_while_the_sites_are_exchanged_a_build_leaves_the_whole_new_one(project: Scratch) -> None:
    old, index = contents(project.root, "site"), project.site.stat().st_ino
    change(project.heights, "171.75", "175.5")
    process = project.start()
    while project.site.stat().st_ino == index and process.poll() is None:
        continue
    process.kill()
    process.communicate(timeout=PATIENCE)
    left = contents(project.root, "site")
    assert left != old
    project.build_well()
    assert contents(project.root, "site") == left
    assert not list(project.root.glob(".site*"))
