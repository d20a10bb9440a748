"""Run a lesson in this process as a build does, and keep what it defines and draws."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..reading.expressions import Expression, evaluate
from ..reading.snippets import Snippet

KEPT = 16  # more than there are lessons, so that a change in one runs no other again

Asked = Sequence[tuple[str, Expression]]
_memory: dict[tuple[str, str, tuple[tuple[str, str], ...]], Ran] = {}


@dataclass
class RanCell:
    """The outputs of one cell: text, figures as Matplotlib's objects, and values as formatted."""

    printed: str
    errors: str
    figures: list[Any]
    said: list[str]


@dataclass
class Ran:
    """The outputs of a lesson's cells, and the names that it defines."""

    cells: dict[str, RanCell]
    namespace: dict[str, Any]


def run(snippet: Snippet, asked: Asked) -> Ran:
    """Run a snippet, unless it ran before, and return what it gave.

    Arguments:
        snippet: the snippet.
        asked: the values that its page asks for, each behind the name of the cell above it, in order.

    Raises:
        Problem: a cell raises, or a value cannot be computed.
    """
    key = str(snippet.path), snippet.text, tuple((cell, one.key) for cell, one in asked)
    if key not in _memory:
        ran = _run(snippet, asked)
        while len(_memory) >= KEPT:
            del _memory[next(iter(_memory))]
        _memory[key] = ran
    return _memory[key]


def _run(snippet: Snippet, asked: Asked) -> Ran:
    from ..running.worker import Shell

    figures: list[Any] = []

    def keep(figure: Any, prefix: str) -> str:
        figures.append(figure)
        return ""

    cells: dict[str, RanCell] = {}
    with _own_settings() as folder:
        shell = Shell(snippet, folder / "log", keep)
        for cell in snippet.cells:
            record = shell.run(cell)
            said = [evaluate(one, shell.namespace) for name, one in asked if name == cell.name]
            cells[cell.name] = RanCell(record.text, record.errors, figures[:], said)
            figures.clear()
    return Ran(cells, shell.namespace)


@contextlib.contextmanager
def _own_settings() -> Iterator[Path]:
    """Give a lesson a folder to work in, and undo afterwards what it and its shell set for the process."""
    os.environ["MPLBACKEND"] = "agg"
    import matplotlib.pyplot
    import numpy as np

    path, main, show = sys.path[:], sys.modules["__main__"], matplotlib.pyplot.show
    hook, form = sys.displayhook, warnings.formatwarning
    try:
        with (
            tempfile.TemporaryDirectory(prefix="claims-", ignore_cleanup_errors=True) as folder,
            contextlib.chdir(folder),
            warnings.catch_warnings(),
            np.printoptions(),
            matplotlib.rc_context(),
        ):
            yield Path(folder)
    finally:
        matplotlib.pyplot.close("all")
        sys.path[:], sys.modules["__main__"], matplotlib.pyplot.show = path, main, show
        sys.displayhook, warnings.formatwarning = hook, form
        if torch := sys.modules.get("torch"):
            torch.set_default_dtype(torch.float32)
            torch.set_printoptions(profile="default")
