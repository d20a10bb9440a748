"""Set up the environment and a browser, and run all tests: `python3 scripts/test.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from literate.environment import ROOT, enter, fetch_test_tools, require_browser
from literate.messages import Problem, say
from literate.page_python import fetch_page_python

NO_TESTS = 5  # pytest's exit code
NO_BROWSER = "--no-browser"


def runs(arguments: list[str]) -> list[list[str]]:
    """Return the arguments of each pytest run: tests that measure time run last, one at a time."""
    tests = ROOT / "tests"
    if any((ROOT / one.split("::")[0]).resolve().is_relative_to(tests) for one in arguments):
        return [arguments]
    files = sorted(tests.rglob("test_*.py"))
    measuring = [str(file) for file in files if "mark.alone" in file.read_text(encoding="utf-8")]
    # Tests wait for processes and pages, so one more than there are cores keeps the cores at work.
    at_once = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal", "-m", "not alone"]
    # One of the tests is the check of the whole project, which judges all claims.
    without_claims = f"--ignore={ROOT / 'tests' / 'lessons'}"
    return [[*at_once, without_claims, *arguments], ["-m", "alone", *arguments, *measuring]]


def exit_code(codes: list[int]) -> int:
    """Return the exit code of several pytest runs, each of which may be negative: a signal ended it.

    Some of them may have selected no tests, but not all.
    """
    failed = [code for code in codes if code not in (0, NO_TESTS)]
    return failed[0] if failed else min(codes)


if __name__ == "__main__":
    enter()

    arguments = [argument for argument in sys.argv[1:] if argument != NO_BROWSER]
    if NO_BROWSER in sys.argv:
        arguments.append("--deselect=tests/site/")
    else:
        try:
            some = say("브라우저가 필요 없는 테스트만 실행", "run only the tests that do not need a browser")
            require_browser(some, f"python3 scripts/test.py {NO_BROWSER}")
            fetch_test_tools()
            fetch_page_python()
        except Problem as problem:
            sys.exit(str(problem))
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"SHARED_BY_TESTS": folder}
        codes = [
            subprocess.call([sys.executable, "-m", "pytest", *run], cwd=ROOT, env=environment)
            for run in runs(arguments)
        ]
    sys.exit(exit_code(codes))
