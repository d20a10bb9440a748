"""List the modules of this library that run in the Python of a page, and pack them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

_LIBRARY = Path(__file__).parents[1]
_MODULES = (
    "__init__",
    "messages",
    "reading/__init__",
    "reading/flow",
    "reading/needed",
    "running/__init__",
    "running/answers",
    "running/figure_drawing",
    "running/figure_fonts",
    "running/figure_style",
    "running/figures",
    "running/limits",
    "running/on_page",
    "running/terminal",
)
_ARCHIVE = PurePosixPath("assets/run/library.zip")


def run_files() -> dict[PurePosixPath, bytes]:
    """Return the archive of these modules, the same bytes for the same modules, by path below the stage."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in _MODULES:
            path = PurePosixPath(_LIBRARY.name, f"{name}.py")
            entry = zipfile.ZipInfo(path.as_posix())
            packed.writestr(entry, (_LIBRARY.parent / path).read_bytes(), zipfile.ZIP_DEFLATED)
    return {_ARCHIVE: content.getvalue()}
