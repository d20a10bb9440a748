"""Start, inspect and record translations: `python3 scripts/translate.py status`."""

from __future__ import annotations

import sys

from literate.commands import translate_parser
from literate.environment import enter

if __name__ == "__main__":
    arguments = translate_parser().parse_args()
    enter(light=True)

    from literate.translation_commands import run_translate

    sys.exit(run_translate(arguments))
