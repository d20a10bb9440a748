"""Define the input and output of a lesson's process, and the programs that affect the output."""

from __future__ import annotations

import platform
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata

from ..messages import Problem
from ..reading.expressions import Expression
from ..reading.snippets import Snippet


@dataclass(frozen=True)
class Job:
    """The input of a lesson's process: its snippet, and the values that pages use, by cell name.

    `is_kept` says whether claims look at the lesson's names and figures afterwards.
    """

    lesson: str
    snippet: Snippet
    expressions: dict[str, list[Expression]] = field(default_factory=dict)
    is_kept: bool = False


# The programs whose versions affect a lesson's output, by their names on pages.
PROGRAMS = {"NumPy": "numpy", "Matplotlib": "matplotlib", "PyTorch": "torch"}


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the installed programs that lessons use, without build tags."""
    found = {"Python": platform.python_version()}
    for name, package in PROGRAMS.items():
        try:
            found[name] = metadata.version(package).split("+")[0]
        except metadata.PackageNotFoundError:
            continue
    return found


@dataclass
class Rich:
    """A cell's displayed output other than text.

    `kind` is html, markdown, latex or picture; `content` is sanitized HTML, Markdown, the TeX of one formula,
    or the data URL of an image; `at` is the number of characters of text before it.
    """

    kind: str
    content: str
    at: int


@dataclass
class CellRecord:
    """The output of one cell.

    `text` is stdout with the last expression's text, `errors` stderr, `figures` SVG elements, `values`
    the formatted values that pages use, by expression key, `rich` the displayed output within the text.
    """

    text: str = ""
    errors: str = ""
    figures: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    rich: list[Rich] = field(default_factory=list)


@dataclass
class Ran:
    """The output of a lesson.

    `cells` is the output of its cells, by name; `reads` are the sibling files and folders that it read (see
    `reads.read_states`); `modules` are the top-level names of the installed modules that it imported;
    `warnings` are Python's warnings, of cells and values; `kept` is the result of `keeping.keep`, if
    claims need it.
    """

    cells: dict[str, CellRecord]
    reads: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    kept: bytes = b""
