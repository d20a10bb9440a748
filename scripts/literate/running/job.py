"""What goes into a lesson's process, what comes out of it, and the programs that decide it."""

from __future__ import annotations

import platform
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata

from ..reading.expressions import Expression
from ..reading.snippets import Snippet


@dataclass(frozen=True)
class Job:
    """What a lesson's process needs: its snippet, and the values that pages ask for, by cell name."""

    lesson: str
    snippet: Snippet
    expressions: dict[str, list[Expression]] = field(default_factory=dict)


# The programs whose versions decide what a lesson gives, by the name that pages write.
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
    """What a cell displays other than text.

    `kind` is html, markdown, latex or picture; `content` is clean HTML, Markdown, the TeX of one formula, or
    the address of a picture that holds the picture itself; `at` tells how many characters of text stand
    before it.
    """

    kind: str
    content: str
    at: int


@dataclass
class CellRecord:
    """What one cell gave.

    `text` is stdout with the last expression's text, `errors` stderr, `figures` SVG elements, `values`
    the formatted values that pages ask for, by expression key, `rich` what is displayed between the text.
    """

    text: str = ""
    errors: str = ""
    figures: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    rich: list[Rich] = field(default_factory=list)


@dataclass
class Ran:
    """What running a lesson gave.

    `cells` is what its cells gave, by name; `reads` are the files and folders beside its snippet that it read
    (see `reads.read_states`); `modules` are the top-level names of the installed modules that were imported.
    """

    cells: dict[str, CellRecord]
    reads: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
