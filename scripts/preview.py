"""Draw the preview image of links, one for each language: `python3 scripts/preview.py`."""

from __future__ import annotations

import sys

from literate.environment import ROOT, enter

if __name__ == "__main__":
    enter()

    from literate.commands.preview import draw_previews, preview_parser
    from literate.project import Project

    sys.exit(draw_previews(Project.at(ROOT), preview_parser().parse_args().languages))
