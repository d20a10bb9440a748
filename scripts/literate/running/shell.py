"""Run cells in IPython's shell, which shows their last expressions as Jupyter does."""

from __future__ import annotations

import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from traitlets.config import Config

from ..reading.snippets import Cell, Snippet


class _FileCompiler(CachingCompiler):
    """Compiles every cell under the snippet's own file name, so that tracebacks name it."""

    file_name = ""

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        return self.file_name


class _ShowResult(DisplayHook):
    """Shows a cell's last expression, without Jupyter's `Out[1]:`."""

    code = ""

    def __call__(self, result: Any = None) -> None:
        hook: Any = DisplayHook
        shell: Any = self.shell
        if result is not None and not hook.semicolon_at_end_of_expression(_ShowResult.code):
            data, _ = shell.display_formatter.format(result)
            shell.show(result, data)


class _Publish(DisplayPublisher):
    """Shows a cell's displayed output, and drops cleared output."""

    def publish(self, data: dict[str, Any], *_: object, **__: object) -> None:
        shell: Any = self.shell
        shell.show(None, data)

    def clear_output(self, wait: bool = False) -> None:
        shell: Any = self.shell
        shell.clear()


class _QuietShell(InteractiveShell):
    """Leaves exceptions to the caller, and reads cells as plain Python, without magics."""

    displayhook_class = _ShowResult
    display_pub_class = _Publish
    compiler_class = _FileCompiler

    def showtraceback(self, *_: object, **__: object) -> None:
        pass

    showsyntaxerror = showtraceback

    show: Callable[[object, dict[str, Any]], None]
    clear: Callable[[], None]

    def transform_cell(self, raw_cell: str) -> str:
        return raw_cell


class Shell:
    """IPython's shell, set up for one snippet.

    Arguments:
        snippet: the snippet.
        folder: a folder for IPython's own files.
        show: called with a displayed object, None unless it is the cell's last expression, and its forms.
        clear: called when a cell clears its output.
    """

    def __init__(
        self,
        snippet: Snippet,
        folder: Path,
        show: Callable[[object, dict[str, Any]], None],
        clear: Callable[[], None],
    ) -> None:
        import linecache

        config = Config()
        config.HistoryManager.enabled = False
        _FileCompiler.file_name = snippet.file
        module = types.ModuleType("__main__")
        module.__dict__["__file__"] = str(snippet.path)
        # `display` uses the process's shell singleton, which is this one from now on.
        _QuietShell.clear_instance()
        make_shell: Any = _QuietShell.instance
        self._shell = make_shell(config=config, ipython_dir=str(folder), user_module=module)
        self._shell.show, self._shell.clear = show, clear
        lines = snippet.text.splitlines(keepends=True)
        linecache.cache[snippet.file] = (len(snippet.text), None, lines, snippet.file)
        self.namespace: dict[str, Any] = self._shell.user_ns

    def run(self, cell: Cell) -> BaseException | None:
        """Run one cell, and return the exception that ended it, if any."""
        _ShowResult.code = cell.code
        # Lines have the numbers that they have in the file.
        result: ExecutionResult = self._shell.run_cell("\n" * (cell.line - 1) + cell.code)
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return error
