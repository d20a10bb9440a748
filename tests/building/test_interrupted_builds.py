"""A build that is stopped or killed leaves a whole site, and nothing running."""

from __future__ import annotations

import os
import random
import signal
import time
from subprocess import Popen, TimeoutExpired
from typing import TYPE_CHECKING

from tests.support.faults import SHARE
from tests.support.misbehaving import lesson_files
from tests.support.scratch import KOREAN, PATIENCE, change, contents, wait_until, write

if TYPE_CHECKING:
    from tests.support.scratch import Scratch


MOMENTS, MOMENTS_SEED = 10, 13
HERE = "from pathlib import Path\nPath('here').touch()\n"
ENDLESS = {
    "in-python": "while True:\n    pass",
    "in-a-library": "sum(range(10**13))",
    "is-deaf": "import signal\nsignal.signal(signal.SIGIO, signal.SIG_IGN)\nsum(range(10**13))",
    "in-a-program": "import subprocess\nsubprocess.run(['sleep', '1000'])",
}


def test_ctrl_c_ends_the_build_and_its_lessons(project: Scratch) -> None:
    change(project.coins, SHARE, HERE + ENDLESS["in-python"])
    before = project.standing()
    process = project.start(locale=KOREAN)
    assert wait_until(project.has_lessons_at_work), "the lesson never ran"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "멈췄습니다. " in out
    assert "Traceback" not in err
    assert wait_until(lambda: not project.processes()), project.processes()
    assert project.standing() == before


def test_ctrl_c_ends_the_lessons_and_claims_of_a_check(project: Scratch) -> None:
    endless = "# %% imports\nfrom pathlib import Path\nPath('here').touch()\nwhile True:\n    pass\n"
    project.heights.write_text(endless, encoding="utf-8")
    for page in project.root.rglob("ten-heights.md"):
        page.write_text("---\ntitle: x\nsnippets: ten_heights.py\n---\n\n/// cell | imports\n///\n", "utf-8")
    process = project.start(script="check.py")
    assert wait_until(project.has_lessons_at_work)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert wait_until(lambda: not project.processes()), project.processes()


def test_a_build_killed_outright_leaves_no_lesson_behind(project: Scratch) -> None:
    for lesson, code in ENDLESS.items():
        for name, text in lesson_files(lesson, HERE + code, project.root).items():
            write(project.root / name, text)
    before = project.standing()
    process = project.start("--jobs", str(len(ENDLESS)))
    assert wait_until(lambda: project.has_lessons_at_work(len(ENDLESS))), "some lesson never ran"
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert wait_until(lambda: not project.processes()), project.processes()
    assert project.standing() == before


def test_killed_at_any_of_ten_moments_a_build_leaves_all_whole_and_the_next_one_succeeds(
    project: Scratch,
) -> None:
    """A build whose lesson has ended is killed: itself only, as `kill -9` does."""
    folders = ("site", "snippets/recorded")
    states, seconds = [contents(project.root, *folders)], 0.0
    for forth in (True, False):
        _alter(project, forth)
        process = _start_until_lesson_ends(project)
        start = time.monotonic()
        process.communicate(timeout=PATIENCE)
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
        process = _start_until_lesson_ends(project)
        try:
            process.wait(moment)
        except TimeoutExpired:
            process.kill()
        process.communicate(timeout=PATIENCE)
        reported = f"killed {moment:.3f} s of {seconds:.3f} s after its lesson"
        left = contents(project.root, *folders)
        for folder in ("site/", *(f"{folders[1]}/{lesson}/" for lesson in ("fair-coins", "ten-heights"))):
            whole = (_below(before, folder), _below(wanted, folder))
            assert _below(left, folder) in whole, (reported, folder)
        outcomes.append(_below(left, "site/") == _below(before, "site/"))
        assert wait_until(lambda: not project.processes()), (reported, project.processes())
        project.build_well()
        assert contents(project.root, *folders) == wanted, reported
    assert outcomes[0], "the first of these is killed before anything can have been published"


def _start_until_lesson_ends(project: Scratch) -> Popen[str]:
    """Start a build; before its lesson ends, it has written nothing but what is thrown away."""
    process = project.start()
    assert process.stdout is not None
    assert any(line.startswith("fair-coins: done") for line in process.stdout)
    return process


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
        time.sleep(0.0005)
    process.kill()
    process.communicate(timeout=PATIENCE)
    left = contents(project.root, "site")
    assert left != old
    project.build_well()
    assert contents(project.root, "site") == left
    assert not list(project.root.glob(".site*"))
