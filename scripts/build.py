"""Run the snippets, weave the pages and render the site: `python3 scripts/build.py`."""

from __future__ import annotations

import sys

from literate.commands.build import build_parser, run_build
from literate.environment import enter

if __name__ == "__main__":
    arguments = build_parser().parse_args()
    enter(light=arguments.frozen and not arguments.book)
    sys.exit(run_build(arguments))
