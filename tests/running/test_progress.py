"""How the lessons come along is reported in lines that stay, or in a terminal in lines that are alive."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
from typing import TYPE_CHECKING

from tests.support.scratch import KOREAN, PATIENCE, change

if TYPE_CHECKING:
    from tests.support.scratch import Scratch


def test_lines_of_progress_tell_each_state_but_waiting_in_the_users_language(project: Scratch) -> None:
    change(project.heights, "171.75", "177.15")
    run = project.build_well(locale=KOREAN)
    assert run.progress == ["fair-coins: 그대로", "ten-heights: 실행 중", "ten-heights: 끝남"]
    assert re.search(r"^ten-heights: 끝남 \d+\.\d s$", run.out, re.MULTILINE)
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1 / 0]")
    run = project.build(locale=KOREAN)
    assert run.progress == ["ten-heights: 그대로", "fair-coins: 실행 중", "fair-coins: 실패"]
    assert "기다림" not in run.out
    assert "\x1b" not in run.out + run.err


def _in_terminal(project: Scratch, *arguments: str) -> tuple[int, str]:
    """Run scripts/build.py in a terminal; return its exit code and all that it wrote there."""
    ours, theirs = pty.openpty()
    environment = project.environment(TERM="xterm-256color", COLUMNS="100", LINES="30")
    process = subprocess.Popen(
        project.command("build.py", *arguments),
        cwd=project.root,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    written = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the last writer has gone
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    return process.wait(PATIENCE), written.decode(errors="replace")


def test_in_a_terminal_the_lines_of_progress_are_alive(project: Scratch) -> None:
    change(project.coins, "tosses = [1, 0, 1, 1]", "import time\n\ntime.sleep(0.5)\ntosses = [1, 0, 1, 1]")
    change(project.heights, "171.75", "177.15")
    code, written = _in_terminal(project, "--jobs", "1")
    assert code == 0, written
    assert "\x1b[1A" in written, "lines are written over"
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    assert re.search(r"ten-heights +waiting", plain)
    assert len(set(re.findall(r"fair-coins +running +(\d+\.\d) s", plain))) >= 3, "the seconds run on"
    for lesson in ("fair-coins", "ten-heights"):
        assert re.search(rf"{lesson} +done +\d+\.\d s", plain)
    assert "fair-coins: running" not in plain
    assert "Built the site in site/" in plain
