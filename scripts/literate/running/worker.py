"""Run the cells of one lesson as Jupyter does, inside its own process, and report their output."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath
from typing import Any

from ..interrupts import unblock_interrupts
from ..messages import Problem, say
from ..reading.expressions import evaluate
from ..reading.snippets import Cell, Snippet
from .capture import Capture
from .confinement import confine, smaller_limit
from .failures import TooManyFigures, cell_problem, unshowable
from .figure_style import use_style
from .figures import themed_svg
from .job import CellRecord, Job, Ran, Rich
from .keeping import keep
from .limits import FILE_BYTES, MOST_FIGURES, OUTPUT_CHARACTERS, TextTooLong
from .modules import after_import, author_modules, imported, own_names
from .processes import fork_only
from .reads import Reads, bring_data
from .rich import rich_output
from .shell import Shell
from .terminal import as_shown

SEED = 0
# The lines of warnings, as `Run` formats them.
_WARNING = re.compile(r"^\w*Warning: .*", re.MULTILINE)


def work(job: Job, connection: Connection, scratch: str) -> None:
    """Run a lesson and send ("cell", name) before each cell, then ("done", Ran) or ("failed", problem).

    Arguments:
        job: the lesson.
        connection: the connection to which it sends messages.
        scratch: an empty folder. The lesson runs in its `work`; the process's own stdout goes to its
            `log`.
    """
    # The server's objects are never garbage; traversing them would copy them into each lesson's memory.
    gc.freeze()
    snippet, place = job.snippet, Path(scratch)
    lesson, cell = os.getpid(), snippet.cells[0]

    def tell(kind: str, content: object) -> None:
        # A process that the lesson forked must not report anything.
        if os.getpid() != lesson:
            os._exit(0)
        with contextlib.suppress(OSError):  # The lesson closed it; the supervisor reports that.
            connection.send((kind, content))

    try:
        for name in ("work", "tmp", "ipython"):
            (place / name).mkdir()
        bring_data(snippet, place / "work")
        # Import these before watching reads, since importing opens files too.
        own, caches = own_names(snippet), _caches()
        reads = Reads(snippet, place / "work", place / "reads")
        confine(scratch, caches, reads.checks)
        # The supervisor ends this process, which Ctrl+C no longer reaches.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        unblock_interrupts()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        fork_only()
        figures: dict[str, list[Any]] = {}

        def draw(figure: Any, prefix: str) -> str:
            if job.is_kept:
                figures.setdefault(cell.name, []).append(figure)
            return themed_svg(figure, prefix)

        run = Run(snippet, own, place, draw)
        records, warned = {}, []
        for cell in snippet.cells:
            tell("cell", cell.name)
            records[cell.name] = run.cell(cell)
            for line in _WARNING.findall(records[cell.name].errors):
                warned.append(Problem(line, snippet.file, cell.line, cell.name))
            for expression in job.expressions.get(cell.name, []):
                with run.as_lesson(), warnings.catch_warnings(record=True) as caught:
                    value = evaluate(expression, run.namespace)
                for one in caught:
                    text = f"{{{{ {expression.key} }}}}: {one.category.__name__}: {one.message}"
                    warned.append(Problem(text, expression.file, expression.line, cell.name))
                value = run.portable(value)
                if reason := unshowable(value, scratch):
                    message = f"{{{{ {expression.key} }}}}: {reason}"
                    raise Problem(message, expression.file, expression.line, cell.name, f"  {value}")
                records[cell.name].values[expression.key] = value
        kept = keep(run.namespace, figures) if job.is_kept else b""
        tell("done", Ran(records, reads.names(), imported(), warned, kept))
    except Problem as problem:
        at = problem.file, problem.line, problem.cell
        tell(
            "failed", Problem(_printable(problem.message, snippet), *at, _printable(problem.detail, snippet))
        )
    except (OSError, MemoryError) as error:
        # An error outside the cells, such as a full disk
        message = say(f"실행할 수 없습니다: {error!r}", f"cannot run: {error!r}")
        tell("failed", Problem(message, snippet.file, cell.line, cell.name))


def _printable(text: str, snippet: Snippet) -> str:
    """Return a message with file names relative to the project, printable in a terminal."""
    folder = PurePosixPath(snippet.file).parent.as_posix()
    named = text.replace(str(snippet.path.parent), folder)
    return named.encode("utf-8", "backslashreplace").decode("utf-8")


def _caches() -> list[str]:
    """Return the cache folders of libraries."""
    # A lesson may use Matplotlib itself, or any library or module that uses it.
    if find_spec("matplotlib") is None:
        return []
    import matplotlib

    return [matplotlib.get_cachedir(), matplotlib.get_configdir()]


class Run:
    """One run of a snippet in this process, cell by cell.

    Arguments:
        snippet: the snippet.
        own: the names of its sibling modules.
        scratch: a folder with `work`, the working directory, `ipython`, and perhaps `log`.
        draw: returns the SVG element of a figure; takes the figure and the prefix of its ids.
    """

    def __init__(
        self, snippet: Snippet, own: set[str], scratch: Path, draw: Callable[[Any, str], str] = themed_svg
    ) -> None:
        self._snippet, self._own, self._scratch, self._draw = snippet, own, scratch, draw
        self._shell = Shell(snippet, scratch / "ipython", self._show, self._clear)
        self.namespace = self._shell.namespace
        self._clear_cell()
        # Use the same streams for all cells, so that references in earlier cells, such as log handlers, work.
        self._out, self._errors = Capture(scratch / "out"), Capture(scratch / "errors")
        # As for `python FILE`: not the folders and arguments of the build.
        ours = {str(Path(__file__).parents[2]), str(Path(__file__).parents[3]), ""}
        sys.path[:] = [str(snippet.path.parent), *(path for path in sys.path if path not in ours)]
        sys.argv = [snippet.path.name]
        warnings.formatwarning = lambda message, category, *_, **__: f"{category.__name__}: {message}\n"
        after_import(
            {
                "random": lambda: sys.modules["random"].seed(SEED),
                "numpy.random": lambda: sys.modules["numpy.random"].seed(SEED),
                "torch": _set_up_torch,
                "matplotlib.pyplot": self._set_up_matplotlib,
            }
        )

    def portable(self, text: str) -> str:
        """Return a text with the paths of sibling files as if the snippet ran in its own folder."""
        folder = str(self._snippet.path.parent)
        return text.replace(folder + os.sep, "").replace(folder, ".")

    def cell(self, cell: Cell) -> CellRecord:
        """Run one cell.

        Raises:
            Problem: it raised an exception, or pages cannot show its output.
        """
        self._name = cell.name
        self._clear_cell()
        with redirect_stdout(self._out), redirect_stderr(self._errors), self.as_lesson():
            error = self._shell.run(cell) or self._take_open_figures()
        self._take_text()
        text, errors = self._text, self.portable(as_shown(self._errors.take()))
        log = self._scratch / "log"
        if error is None and log.exists() and log.stat().st_size > OUTPUT_CHARACTERS:
            error = TextTooLong(f"more than {OUTPUT_CHARACTERS:,} bytes")
        if error is not None:
            raise cell_problem(error, self._snippet, cell, text + errors, self._has_full_file())
        for content in (text, errors, *(one.content for one in self._rich), *self._figures):
            if reason := unshowable(content, str(self._scratch)):
                raise Problem(reason, self._snippet.file, cell.line, cell.name, content)
        figures = [self.portable(figure) for figure in self._figures]
        return CellRecord(text, errors, figures, rich=self._rich)

    def _clear_cell(self) -> None:
        self._text, self._figures = "", list[str]()
        self._rich: list[Rich] = []

    def _clear(self) -> None:
        self._out.take()
        self._errors.take()
        self._clear_cell()

    def _take_text(self) -> None:
        self._text += self.portable(as_shown(self._out.take()))

    def _show(self, result: object, data: dict[str, Any]) -> None:
        """Show a displayed object in the best form that pages can show, or as text."""
        if self._is_figure(result):
            return
        self._take_text()
        shown = rich_output(data, len(self._text))
        if shown is None:
            print(data.get("text/plain", repr(result)))
        else:
            self._rich.append(replace(shown, content=self.portable(shown.content)))

    def _is_figure(self, result: object) -> bool:
        """Return whether an object is a figure, which is shown once."""
        figure: Any = sys.modules.get("matplotlib.figure")
        if figure is None or not isinstance(result, figure.Figure):
            return False
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot is None or result not in map(pyplot.figure, pyplot.get_fignums()):
            self._add_figure(result)
        return True

    @contextlib.contextmanager
    def as_lesson(self) -> Iterator[None]:
        """Make imports find the author's modules before ours."""
        with author_modules(self._own):
            yield

    def _has_full_file(self) -> bool:
        """Return whether a file of the lesson has reached the size limit; not every library reports that."""
        files = (path for path in self._scratch.rglob("*") if path.is_file() and not path.is_symlink())
        # Some libraries write whole blocks only.
        full = smaller_limit(FILE_BYTES, "RLIMIT_FSIZE") - 2**16
        return any(path.stat().st_size > full for path in files)

    def _set_up_matplotlib(self) -> None:
        import matplotlib

        # `matplotlib` does not have the attribute `pyplot` yet.
        pyplot: Any = sys.modules["matplotlib.pyplot"]
        use_style()
        matplotlib.rcParams["figure.max_open_warning"] = MOST_FIGURES
        warnings.filterwarnings("error", "More than .* figures have been opened")
        pyplot.show = lambda *_, **__: self._take_figures()

    def _take_open_figures(self) -> Exception | None:
        try:
            self._take_figures()
        except Exception as error:
            return error
        return None

    def _take_figures(self) -> None:
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        for number in pyplot.get_fignums() if pyplot else []:
            self._add_figure(pyplot.figure(number))
        if pyplot:
            pyplot.close("all")

    def _add_figure(self, figure: Any) -> None:
        if len(self._figures) == MOST_FIGURES:
            raise TooManyFigures
        prefix = f"figure-{self._name}-{len(self._figures) + 1}"
        self._figures.append(self._draw(figure, prefix))


def _set_up_torch() -> None:
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(1)
