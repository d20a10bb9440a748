"""Run one lesson's cells as Jupyter would, inside a process of its own, and report what they give."""

from __future__ import annotations

import ast
import contextlib
import gc
import io
import os
import re
import sys
import types
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from ..messages import Problem, say
from ..reading.expressions import evaluate
from ..reading.snippets import Cell, Snippet
from .confinement import confine
from .failures import FIGURES, OutputTooLong, TooManyFigures, cell_problem
from .figure_style import use_style
from .figures import themed_svg
from .job import CellRecord, Job

SEED = 0
OUTPUT_CHARACTERS = 1_000_000


def work(job: Job, connection: Connection, scratch: str) -> None:
    """Run a lesson and send ("cell", name) before each cell, then ("done", cells) or ("failed", problem).

    Arguments:
        job: the lesson.
        connection: where the messages go.
        scratch: an empty folder to work in; what reaches the process's own stdout lands in its `log`.
    """
    # What the server imported is never garbage; to look through it would copy it into each lesson's memory.
    gc.freeze()
    gc.enable()
    lesson, cell = os.getpid(), job.snippet.cells[0]

    def tell(kind: str, content: object) -> None:
        # A process that the lesson forked, and that went on to here, has nothing to tell.
        if os.getpid() != lesson:
            os._exit(0)
        with contextlib.suppress(OSError):  # The lesson closed it; its end tells of that.
            connection.send((kind, content))

    try:
        confine(scratch, _caches())
        shell = Shell(job.snippet, Path(scratch, "log"))
        records = {}
        for cell in job.snippet.cells:
            tell("cell", cell.name)
            record = shell.run(cell)
            for expression in job.expressions.get(cell.name, []):
                record.values[expression.key] = evaluate(expression, shell.namespace)
            records[cell.name] = record
        tell("done", records)
    except Problem as problem:
        tell("failed", problem)
    except (OSError, MemoryError) as error:
        # Not the cell's own, such as a full disk
        message = say(f"실행할 수 없습니다: {error!r}", f"cannot run: {error!r}")
        tell("failed", Problem(message, job.snippet.file, cell.line, cell.name))


def _caches() -> list[str]:
    """Return the folders in which libraries remember things between runs."""
    if not _has_matplotlib():
        return []
    import matplotlib

    return [matplotlib.get_cachedir(), matplotlib.get_configdir()]


def _has_matplotlib() -> bool:
    """Return whether a lesson may draw: with Matplotlib, or with any library or module that uses it."""
    return find_spec("matplotlib") is not None


class _Capture(io.StringIO):
    """What a cell prints; the lesson may close it, and what came before counts."""

    _is_closed = False

    def close(self) -> None:
        self._is_closed = True

    def take(self) -> str:
        """Return what was written since last time."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text

    def write(self, text: str) -> int:
        if self._is_closed:
            raise ValueError("I/O operation on closed file.")
        if self.tell() + len(text) > OUTPUT_CHARACTERS:
            raise OutputTooLong(f"more than {OUTPUT_CHARACTERS:,} characters of output")
        return super().write(text)


class _FileCompiler(CachingCompiler):
    """Compile every cell under the snippet's own file name, so that tracebacks point into it."""

    file_name = ""

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        return self.file_name


class _ShowResult(DisplayHook):
    """Print the text of a cell's last expression, without Jupyter's `Out[1]:`."""

    code = ""

    def __call__(self, result: Any = None) -> None:
        hook: Any = DisplayHook
        shell: Any = self.shell
        if result is not None and not hook.semicolon_at_end_of_expression(_ShowResult.code):
            data, _ = shell.display_formatter.format(result)
            print(data.get("text/plain", repr(result)))


class _QuietShell(InteractiveShell):
    """Leaves it to us to tell of exceptions."""

    displayhook_class = _ShowResult
    compiler_class = _FileCompiler

    def showtraceback(self, *_: object, **__: object) -> None:
        pass

    showsyntaxerror = showtraceback


class Shell:
    """IPython's shell, set up for one snippet.

    Arguments:
        snippet: the snippet whose cells run.
        log: the file that holds what reaches the process's own stdout, in a folder for IPython's files.
        draw: makes an SVG element of a figure; takes the figure and the prefix of its ids.
    """

    def __init__(self, snippet: Snippet, log: Path, draw: Callable[[Any, str], str] = themed_svg) -> None:
        import linecache

        self._snippet, self._log, self._draw = snippet, log, draw
        config = Config()
        config.HistoryManager.enabled = False
        _FileCompiler.file_name = snippet.file
        module = types.ModuleType("__main__")
        module.__dict__["__file__"] = str(snippet.path)
        make_shell: Any = _QuietShell
        self._shell = make_shell(config=config, ipython_dir=str(log.parent), user_module=module)
        lines = snippet.text.splitlines(keepends=True)
        linecache.cache[snippet.file] = (len(snippet.text), None, lines, snippet.file)
        self.namespace = self._shell.user_ns
        self._figures: list[str] = []
        # The same for all cells: what an earlier cell kept hold of, such as a log handler, still works.
        self._out, self._errors = _Capture(), _Capture()
        sys.path.insert(0, str(snippet.path.parent))
        warnings.formatwarning = lambda message, category, *_, **__: f"{category.__name__}: {message}\n"
        warnings.simplefilter("default")
        _seed(snippet.imports)
        if _has_matplotlib():
            import matplotlib.pyplot

            use_style()
            matplotlib.rcParams["figure.max_open_warning"] = FIGURES
            warnings.filterwarnings("error", "More than .* figures have been opened")
            matplotlib.pyplot.show = lambda *_, **__: self._take_figures()

    def run(self, cell: Cell) -> CellRecord:
        """Run one cell.

        Raises:
            Problem: it raised, printed a memory address or far too much, or drew a missing glyph.
        """
        self._name, self._figures = cell.name, []
        _ShowResult.code = cell.code
        self._shell.ast_transformers = [_MoveLines(cell.line - 1)]
        with redirect_stdout(self._out), redirect_stderr(self._errors):
            result = self._shell.run_cell(cell.code)
            error = result.error_before_exec or result.error_in_exec
            if error is None:
                error = self._take_open_figures()
        if error is not None:
            raise cell_problem(error, self._snippet, cell)
        if self._log.exists() and self._log.stat().st_size > OUTPUT_CHARACTERS:
            raise cell_problem(OutputTooLong(f"more than {OUTPUT_CHARACTERS:,} bytes"), self._snippet, cell)
        text = self._out.take()
        if re.search(r" at 0x[0-9a-f]{6,}", text):
            message = say(
                "출력에 실행할 때마다 달라지는 메모리 주소가 있습니다. 마지막 줄 끝에 `;`을 붙이세요.",
                "The output holds a memory address, which changes with every run. End the line with `;`.",
            )
            raise Problem(message, self._snippet.file, cell.line, cell.name, text)
        return CellRecord(text, self._errors.take(), self._figures)

    def _take_open_figures(self) -> Exception | None:
        try:
            self._take_figures()
        except Exception as error:
            return error
        return None

    def _take_figures(self) -> None:
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        for number in pyplot.get_fignums() if pyplot else []:
            if len(self._figures) == FIGURES:
                raise TooManyFigures
            prefix = f"figure-{self._name}-{len(self._figures) + 1}"
            self._figures.append(self._draw(pyplot.figure(number), prefix))
        if pyplot:
            pyplot.close("all")


class _MoveLines(ast.NodeTransformer):
    """Give a cell's syntax tree the line numbers it has in the snippet file."""

    def __init__(self, lines: int) -> None:
        self._lines = lines

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.increment_lineno(node, self._lines)


def _seed(imports: list[str]) -> None:
    """Seed the random generators that the snippet imports."""
    seeders: dict[str, Callable[[], object]] = {
        "random": lambda: __import__("random").seed(SEED),
        "numpy": lambda: __import__("numpy").random.seed(SEED),
        "torch": _seed_torch,
    }
    for module in {name.split(".")[0] for name in imports} & seeders.keys():
        seeders[module]()


def _seed_torch() -> None:
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(1)
