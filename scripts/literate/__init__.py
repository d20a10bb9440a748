"""Literate lessons: run snippets, record their outputs, weave them into pages, render the site."""

import sys

OLDEST_PYTHON = (3, 11)

# Check here, since an older Python cannot parse the other modules.
if sys.version_info < OLDEST_PYTHON:
    wanted, have = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
    sys.exit(f"파이썬 {wanted} 이상이 필요합니다. Python {wanted} or newer is needed; this is {have}.")
