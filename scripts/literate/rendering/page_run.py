"""List the modules of this library that run in the Python of a page, and pack them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..files.archives import packed

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
    paths = [PurePosixPath(_LIBRARY.name, f"{name}.py") for name in _MODULES]
    return {_ARCHIVE: packed({path.as_posix(): (_LIBRARY.parent / path).read_bytes() for path in paths})}
