"""Set up the environment and a browser, and run all tests: `python3 scripts/test.py`."""

from __future__ import annotations

import subprocess
import sys

from literate.environment import ROOT, enter, fetch_test_tools

NO_TESTS = 5  # pytest's exit code

if __name__ == "__main__":
    enter()

    from literate.environment import require_browser
    from literate.messages import Problem

    require_browser()
    try:
        fetch_test_tools()
    except Problem as problem:
        sys.exit(str(problem))
    at_once = ["-n", "auto", "--dist", "worksteal", "-m", "not alone"]
    codes = [
        subprocess.call([sys.executable, "-m", "pytest", *how, *sys.argv[1:]], cwd=ROOT)
        for how in (at_once, ["-m", "alone"])
    ]
    # One of the two may have had nothing to do.
    sys.exit(max(code for code in codes if code != NO_TESTS or codes == [NO_TESTS, NO_TESTS]))
