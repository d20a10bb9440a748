"""Literate lessons: run snippets, record what they give, weave it into pages, render the site."""

import sys

OLDEST_PYTHON = (3, 11)

# Here, since an older Python cannot even read the modules below.
if sys.version_info < OLDEST_PYTHON:
    wanted, have = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
    sys.exit(f"파이썬 {wanted} 이상이 필요합니다. Python {wanted} or newer is needed; this is {have}.")
