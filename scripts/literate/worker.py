"""Run one lesson's cells as Jupyter would, inside a process of its own, and report what they give."""

from __future__ import annotations

import ast
import io
import os
import re
import sys
import threading
import traceback
import types
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from .cells import Cell, Snippet
from .expressions import Expression, evaluate
from .figures import MissingGlyph, themed_svg, use_style
from .messages import Problem, say
from .recording import CellRecord

SEED = 0
MEMORY_BYTES = 4 * 2**30
OUTPUT_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class Job:
    """What a lesson's process needs: its snippet, and the values that pages ask for, by cell name."""

    lesson: str
    snippet: Snippet
    expressions: dict[str, list[Expression]] = field(default_factory=dict)


def work(job: Job, connection: Connection, scratch: str) -> None:
    """Run a lesson and send ("cell", name) before each cell, then ("done", cells) or ("failed", problem).

    Arguments:
        job: the lesson.
        connection: where the messages go.
        scratch: an empty folder to work in; what reaches the process's own stdout lands in its `log`.
    """
    _die_with_parent()
    _stay_in(scratch)
    try:
        shell = _Shell(job.snippet)
        records = {}
        for cell in job.snippet.cells:
            connection.send(("cell", cell.name))
            record = shell.run(cell)
            for expression in job.expressions.get(cell.name, []):
                record.values[expression.key] = evaluate(expression, shell.namespace)
            records[cell.name] = record
        connection.send(("done", records))
    except Problem as problem:
        connection.send(("failed", problem))


def _die_with_parent() -> None:
    """A build killed outright must leave no lesson running behind it."""
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        # A thread would never get its turn in a cell that holds the interpreter's lock; a signal does.
        import fcntl

        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _stay_in(scratch: str) -> None:
    os.chdir(scratch)
    with Path(os.devnull).open("rb") as null, Path("log").open("ab") as log:
        os.dup2(null.fileno(), 0)
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sys.stdin = io.StringIO()
    if hasattr(os, "setsid"):
        os.setsid()
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))


class _OutputTooLong(Exception):
    pass


class _Capture(io.StringIO):
    def take(self) -> str:
        """Return what was written since last time."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text

    def write(self, text: str) -> int:
        if self.tell() + len(text) > OUTPUT_CHARACTERS:
            raise _OutputTooLong(f"more than {OUTPUT_CHARACTERS:,} characters of output")
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


class _Shell:
    """IPython's shell, set up for one snippet."""

    def __init__(self, snippet: Snippet) -> None:
        import linecache

        self._snippet = snippet
        config = Config()
        config.HistoryManager.enabled = False
        _FileCompiler.file_name = snippet.file
        module = types.ModuleType("__main__")
        module.__dict__["__file__"] = str(snippet.path)
        make_shell: Any = _QuietShell
        self._shell = make_shell(config=config, ipython_dir=str(Path.cwd()), user_module=module)
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
        if any(name.split(".")[0] == "matplotlib" for name in snippet.imports):
            import matplotlib.pyplot

            use_style()
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
            raise self._problem(error, cell)
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
            prefix = f"figure-{self._name}-{len(self._figures) + 1}"
            self._figures.append(themed_svg(pyplot.figure(number), prefix))
        if pyplot:
            pyplot.close("all")

    def _problem(self, error: BaseException, cell: Cell) -> Problem:
        report = traceback.TracebackException.from_exception(error)
        ours = [frame for frame in report.stack if not _is_machinery(frame.filename)]
        report.stack = traceback.StackSummary.from_list(ours)
        inside = [frame.lineno for frame in ours if frame.filename == self._snippet.file]
        line = (inside[-1] if inside else 0) or cell.line
        if isinstance(error, MissingGlyph):
            message = say(f"그림의 글꼴에 없는 글자가 있습니다: {error}", f"A figure lacks a glyph: {error}")
            return Problem(message, self._snippet.file, cell.line, cell.name)
        if isinstance(error, _OutputTooLong):
            message = say(f"출력이 너무 깁니다: {error}", f"Too much output: {error}")
            return Problem(message, self._snippet.file, line, cell.name)
        kind, said = type(error).__name__, _text(error)
        message = say(f"{kind} 예외가 났습니다: {said}", f"raised {kind}: {said}")
        return Problem(message, self._snippet.file, line, cell.name, "".join(report.format()))


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return say("(메시지를 만들지 못했습니다)", "(its message cannot be made)")


def _is_machinery(file_name: str) -> bool:
    path = Path(file_name)
    return "IPython" in path.parts or path.parent == Path(__file__).parent


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
