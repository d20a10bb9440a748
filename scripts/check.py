"""Verify every number, formula and claim on the pages against the code: `python3 scripts/check.py`."""

from __future__ import annotations

import sys

from literate.commands.check import check_parser, run_check
from literate.environment import enter

if __name__ == "__main__":
    arguments = check_parser().parse_args()
    enter()
    sys.exit(run_check(arguments))
