"""Start, inspect and record translations: `python3 scripts/translate.py status`."""

from __future__ import annotations

import gc
import os
import sys

from literate.environment import enter

if __name__ == "__main__":
    enter(light=True)

    from literate.commands.translate import run_translate, translate_parser

    arguments = translate_parser().parse_args()
    # Garbage collection takes a fifth of the time, and the memory is freed when the command ends.
    gc.disable()
    try:
        code = run_translate(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # The reader of the output has ended, such as `head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
