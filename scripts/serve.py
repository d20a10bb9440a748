"""Build the site, serve it on this machine and build again on every change: `python3 scripts/serve.py`."""

from __future__ import annotations

import sys

from literate.commands.serve import run_serve, serve_parser
from literate.environment import enter

if __name__ == "__main__":
    arguments = serve_parser().parse_args()
    enter()
    sys.exit(run_serve(arguments))
