"""Start, inspect and record translations: `python3 scripts/translate.py status`."""

from __future__ import annotations

import gc
import sys

from literate.environment import enter

if __name__ == "__main__":
    enter(light=True)

    from literate.commands.translate import run_translate, translate_parser

    arguments = translate_parser().parse_args()
    # Garbage collection takes a fifth of the time, and the memory is freed when the command ends.
    gc.disable()
    sys.exit(run_translate(arguments))
