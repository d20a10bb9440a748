"""Build the site, serve it on this machine and build again on every change: `python3 scripts/serve.py`."""

from __future__ import annotations

import sys

from literate.environment import enter

if __name__ == "__main__":
    enter()

    from literate.commands.serve import run_serve, serve_parser

    sys.exit(run_serve(serve_parser().parse_args()))
