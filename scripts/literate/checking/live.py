"""Give claims the names and figures of a lesson: from the run that check compares, or from one here."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..reading.expressions import Expression, evaluate
from ..reading.snippets import Snippet
from ..running import job

KEPT = 16  # more than the number of lessons, so that a change in one does not rerun the others

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


def unpacked(outcome: job.Ran, asked: Asked) -> Ran:
    """Return the outputs of a lesson that another process ran and kept.

    Arguments:
        outcome: the outcome of the lesson, whose `kept` is not empty.
        asked: the values of its page, each with the name of the cell above it, in order.
    """
    namespace, figures = pickle.loads(outcome.kept)
    cells = {
        name: RanCell(
            cell.text,
            cell.errors,
            figures.get(name, []),
            [cell.values[expression.key] for above, expression in asked if above == name],
        )
        for name, cell in outcome.cells.items()
    }
    return Ran(cells, namespace)


def run(snippet: Snippet, asked: Asked) -> Ran:
    """Return the outputs of a snippet, which runs unless its outputs are cached.

    Arguments:
        snippet: the snippet.
        asked: the values of its page, each with the name of the cell above it, in order.

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
    from ..running.modules import own_names
    from ..running.reads import bring_data
    from ..running.worker import Run

    figures: list[Any] = []

    def keep(figure: Any, prefix: str) -> str:
        figures.append(figure)
        return ""

    cells: dict[str, RanCell] = {}
    with _own_settings() as folder:
        bring_data(snippet, folder / "work")
        run = Run(snippet, own_names(snippet), folder, keep)
        for cell in snippet.cells:
            record = run.cell(cell)
            with run.as_lesson():
                said = [evaluate(one, run.namespace) for name, one in asked if name == cell.name]
            cells[cell.name] = RanCell(record.text, record.errors, figures[:], said)
            figures.clear()
    return Ran(cells, run.namespace)


@contextlib.contextmanager
def _own_settings() -> Iterator[Path]:
    """Yield a folder for a lesson, and afterwards restore process settings that the lesson changed."""
    os.environ["MPLBACKEND"] = "agg"
    import matplotlib.pyplot
    import numpy as np

    path, main, show = sys.path[:], sys.modules["__main__"], matplotlib.pyplot.show
    hook, form = sys.displayhook, warnings.formatwarning
    arguments, finders = sys.argv[:], sys.meta_path[:]
    try:
        with (
            _folders() as folder,
            contextlib.chdir(folder / "work"),
            warnings.catch_warnings(),
            np.printoptions(),
            matplotlib.rc_context(),
        ):
            yield folder
    finally:
        matplotlib.pyplot.close("all")
        sys.path[:], sys.modules["__main__"], matplotlib.pyplot.show = path, main, show
        sys.displayhook, warnings.formatwarning = hook, form
        sys.argv[:], sys.meta_path[:] = arguments, finders
        if torch := sys.modules.get("torch"):
            torch.set_default_dtype(torch.float32)
            torch.set_printoptions(profile="default")


@contextlib.contextmanager
def _folders() -> Iterator[Path]:
    """Yield a temporary folder with the subfolders that a run needs."""
    with tempfile.TemporaryDirectory(prefix="claims-", ignore_cleanup_errors=True) as folder:
        for name in ("work", "ipython"):
            Path(folder, name).mkdir()
        yield Path(folder)
