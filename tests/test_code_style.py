"""The code is formatted, linted and typed throughout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MAIN = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["ruff", "check", "scripts", "tests"],
        ["ruff", "format", "--check", "scripts", "tests"],
        ["mypy", "--strict", "scripts", "tests"],
    ],
    ids=["linted", "formatted", "typed"],
)
def test_the_code_is(arguments: list[str]) -> None:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=MAIN, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["scripts", "tests", "docs"])
def test_every_file_of_ours_is_under_300_lines(folder: str) -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", folder]
    names = subprocess.check_output(listed, cwd=MAIN, encoding="utf-8").splitlines()
    files = [MAIN / name for name in names if name.endswith((".py", ".js", ".mjs", ".css"))]
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files if file.exists()}
    assert len(lengths) > 10
    assert {file.name: length for file, length in lengths.items() if length >= 300} == {}
