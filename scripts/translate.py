"""Start, inspect and record translations: `python3 scripts/translate.py status`."""

from __future__ import annotations

import gc
import sys

from literate.commands.translate import translate_parser
from literate.environment import enter

if __name__ == "__main__":
    arguments = translate_parser().parse_args()
    enter(light=True)

    from literate.commands.translate import run_translate

    # To look for garbage takes a fifth of the time, and all of it goes when the command ends.
    gc.disable()
    sys.exit(run_translate(arguments))
