"""The command that runs the tests."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys

import pytest
from literate.environment import ROOT


def test_tests_that_are_named_run_once() -> None:
    command = [sys.executable, "scripts/test.py", "tests/test_messages.py", "--collect-only", "-q"]
    reported = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert len(re.findall(r"^\d+ tests? collected", reported, re.MULTILINE)) == 1


def test_claims_are_judged_by_the_check_that_is_among_the_tests_and_not_once_more() -> None:
    command = [sys.executable, "scripts/test.py", "--collect-only", "-q", "-n", "0"]
    reported = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert "::test_every_number_formula_and_claim_of_this_project_holds" in reported
    assert "\ntests/lessons/" not in reported


@pytest.mark.parametrize(
    ("codes", "code"),
    [([0, 0], 0), ([0, 5], 0), ([5, 0], 0), ([5, 5], 5), ([5], 5), ([1, 0], 1), ([0, 2], 2), ([-11, 0], -11)],
)
def test_it_fails_if_any_run_fails_crashes_or_all_select_no_tests(codes: list[int], code: int) -> None:
    assert runpy.run_path(str(ROOT / "scripts/test.py"))["exit_code"](codes) == code
