"""The command that runs the tests."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from literate.environment import ROOT

SCRIPT, CHECK = ROOT / "scripts" / "test.py", ROOT / "tests" / "checking" / "test_check.py"


def test_tests_that_are_named_run_once() -> None:
    command = [sys.executable, "scripts/test.py", "tests/test_messages.py", "--collect-only", "-q"]
    reported = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert len(re.findall(r"^\d+ tests? collected", reported, re.MULTILINE)) == 1


def test_claims_are_judged_by_the_check_that_is_among_the_tests_and_not_once_more() -> None:
    most, alone = runpy.run_path(str(SCRIPT))["runs"]([])
    assert f"--ignore={ROOT / 'tests' / 'lessons'}" in most
    assert "not alone" in most and "mark.alone" not in CHECK.read_text(encoding="utf-8")
    assert not any("lessons" in Path(argument).parts for argument in alone)


@pytest.mark.parametrize(
    ("codes", "code"),
    [([0, 0], 0), ([0, 5], 0), ([5, 0], 0), ([5, 5], 5), ([5], 5), ([1, 0], 1), ([0, 2], 2), ([-11, 0], -11)],
)
def test_it_fails_if_any_run_fails_crashes_or_all_select_no_tests(codes: list[int], code: int) -> None:
    assert runpy.run_path(str(SCRIPT))["exit_code"](codes) == code
