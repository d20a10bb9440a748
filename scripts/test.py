"""Set up the environment and a browser, and run all tests: `python3 scripts/test.py`."""

from __future__ import annotations

import subprocess
import sys

from literate.environment import ROOT, enter

if __name__ == "__main__":
    enter()

    from literate.browser import require_browser

    require_browser()
    at_once = ["-n", "auto", "--dist", "worksteal"]
    sys.exit(subprocess.call([sys.executable, "-m", "pytest", *at_once, *sys.argv[1:]], cwd=ROOT))
