"""Set up the environment and a browser, and run all tests: `python3 scripts/test.py`."""

from __future__ import annotations

import subprocess
import sys

from literate.environment import ROOT, enter, fetch_test_tools

if __name__ == "__main__":
    enter()

    from literate.browser import require_browser
    from literate.messages import Problem

    require_browser()
    try:
        fetch_test_tools()
    except Problem as problem:
        sys.exit(str(problem))
    at_once = ["-n", "auto", "--dist", "worksteal"]
    sys.exit(subprocess.call([sys.executable, "-m", "pytest", *at_once, *sys.argv[1:]], cwd=ROOT))
