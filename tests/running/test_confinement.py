"""Limits that a user's shell has set hold for lessons, too, where they are smaller than ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.misbehaving import ILL, project_of, snippet_name
from tests.support.scratch import ENGLISH, PATIENCE, contents

LIMITED = {
    "allocates-without-end": "raised MemoryError: the lesson exceeded its memory limit of 2.86 GiB.",
    "prints-100-megabytes-past-python": "raised OSError: a file of a lesson cannot exceed 1.95 MiB.",
}


def test_lessons_keep_to_the_smaller_limits_and_say_which(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "project"
    project = project_of(root, {lesson: ILL[lesson][0] for lesson in LIMITED})
    limits = 'ulimit -d 3000000; ulimit -f 4000; exec "$@"'  # in units of 1,024 and 512 bytes
    build = subprocess.run(
        ["sh", "-c", limits, "sh", *project.command("build.py", "--jobs", "2")],
        cwd=root,
        env=project.environment(ENGLISH),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert build.returncode == 1
    assert "ten-heights: done" in build.stdout
    assert "fair-coins: done" in build.stdout
    for lesson, reason in LIMITED.items():
        problem = next(line for line in build.stderr.splitlines() if snippet_name(lesson) in line)
        assert reason in problem
    assert "scripts/literate" not in build.stderr, "our own frames are of no use to an author"
    assert contents(root, "site") == {}
