"""Run a cell in the Python of a page as its recording was made, after the statements that it needs."""

from __future__ import annotations

import ast
import contextlib
import json
import linecache
import random
import sys
import traceback
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

from ..reading.flow import Statement, statements
from ..reading.needed import LessonCode
from .answers import Compared, Numbers, answers, compared, computed
from .figure_fonts import KOREAN_PACKAGE, FigureProblem, MissingGlyph
from .figure_style import use_style
from .figures import themed_svg
from .limits import MOST_FIGURES, LimitedText
from .terminal import as_shown

SEED = 0


@dataclass(frozen=True)
class Failure:
    """The exception that ended a run: its text, and the cell and line from which it comes."""

    cell: str
    line: int
    text: str


@dataclass
class Result:
    """What a cell gave.

    `lacks_font` is whether a figure needs the Korean font, which is not loaded yet. `absent` is the module
    that the cell needs and pages do not have, and `affected` are the cells that need a changed one.
    `answers` are the names that a solution computes.
    """

    text: str = ""
    errors: str = ""
    figures: list[str] = field(default_factory=list)
    failure: Failure | None = None
    lacks_font: bool = False
    answers: list[str] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    absent: str = ""
    affected: list[str] = field(default_factory=list)


def answer(request: str) -> str:
    """Run a cell and return its result as JSON.

    Arguments:
        request: JSON with `file`, the snippet file; `cells` and `recorded`, pairs of names and code, as they
            are now and as they were; `changed`, the names of cells that differ; `cell`, the name of one;
            `prepare`, whether to run only what it needs; `solution`, the cells of the solution that this cell
            answers, if any; `check`, whether to compare its values with theirs.
    """
    asked = json.loads(request)
    cells, cell = dict(asked["cells"]), asked["cell"]
    try:
        lesson = _lesson(tuple(cells.items()))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return json.dumps(asdict(Result(failure=_failure(error, cell))))
    run = PageRun(lesson, asked["file"])
    result = run.run(cell, "" if asked["prepare"] else cells[cell])
    result.absent = lesson.absent(cell)
    # A changed cell may no longer bind the names that others need.
    recorded = tuple((name, code) for name, code in asked["recorded"])
    affected = {*lesson.affected(asked["changed"]), *_lesson(recorded).affected(asked["changed"])}
    result.affected = [name for name in cells if name in affected]
    if asked["solution"] and result.failure is None:
        solution = _answers(recorded, asked["file"], tuple(asked["solution"]))
        result.answers = list(solution)
        if solution and asked["check"]:
            bound = {name for one in statements(cell, cells[cell]) for name in one.binds}
            result.compared = compared(solution, run.namespace, bound)
    return json.dumps(asdict(result))


@lru_cache(maxsize=2)
def _lesson(cells: tuple[tuple[str, str], ...]) -> LessonCode:
    return LessonCode(dict(cells))


@lru_cache(maxsize=8)  # asked when a cell of an exercise is opened, and whenever its answer is checked
def _answers(cells: tuple[tuple[str, str], ...], file: str, solution: tuple[str, ...]) -> dict[str, Numbers]:
    """Return the values of a solution: those that its recorded cells give, in a new namespace."""
    last = max(at for at, (cell, _) in enumerate(cells) if cell in solution)
    above = dict(cells[: last + 1])
    names = computed(above, solution)
    run = PageRun(LessonCode({**above, "": "\n".join(names)}), file)
    result = run.run("", "")
    if result.failure is not None:
        raise RuntimeError(result.failure.text)
    return answers(names, run.namespace)


class PageRun:
    """One run of a cell, in a namespace of its own.

    Arguments:
        lesson: the cells of the lesson, as the reader has left them.
        file: the name of the snippet file, beside which its data lies.
    """

    def __init__(self, lesson: LessonCode, file: str) -> None:
        self._lesson, self._file = lesson, file
        self.namespace: dict[str, Any] = {"__name__": "__main__", "__file__": str(Path(file).resolve())}
        self._result = Result()

    def run(self, cell: str, code: str) -> Result:
        """Run the statements that a cell needs, then its code; return what the code gave.

        Arguments:
            cell: the name of the cell in the lesson.
            code: its code; "" to run only what it needs.
        """
        result = self._result
        try:
            tree = ast.parse(code, cell)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            result.failure = _failure(error, cell)
            return result
        needed = self._lesson.needed(cell)
        out, errors = LimitedText(), LimitedText()
        with warnings.catch_warnings(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            try:
                self._set_up([*(one.node for one in needed), *tree.body])
                self._run_needed(needed)
                for stream in (out, errors):
                    stream.seek(0)
                    stream.truncate()
                self.namespace.pop("__warningregistry__", None)
                self._run_cell(tree, cell, code)
            except BaseException as error:
                result.lacks_font = isinstance(error, MissingGlyph) and find_spec(KOREAN_PACKAGE) is None
                result.failure = _failure(error, cell, self._lesson.cells)
            finally:
                self._close_figures()
        result.text, result.errors = as_shown(out.getvalue()), as_shown(errors.getvalue())
        return result

    def _set_up(self, nodes: Sequence[ast.stmt]) -> None:
        """Put libraries into the state in which a lesson starts."""
        sys.argv = [Path(self._file).name]
        warnings.formatwarning = lambda message, category, *_, **__: f"{category.__name__}: {message}\n"
        random.seed(SEED)
        names = {alias.name for node in nodes for one in ast.walk(node) for alias in _aliases(one)}
        if any(name.split(".")[0] in ("numpy", "matplotlib") for name in names):
            import numpy as np

            np.random.seed(SEED)
            np.set_printoptions(**_printing())
            np.seterr(all="warn", under="ignore")
        if any(name.startswith("matplotlib") for name in names):
            import matplotlib
            from matplotlib import pyplot

            use_style()
            matplotlib.use("agg")  # Pyodide's default draws on the page.
            matplotlib.rcParams["figure.max_open_warning"] = MOST_FIGURES
            pyplot.show = lambda *_, **__: self._take_figures()

    def _run_needed(self, needed: Sequence[Statement]) -> None:
        self._draws, self._name = False, ""
        for one in needed:
            exec(_compiled(one.node, one.cell), self.namespace)
        self._close_figures()

    def _run_cell(self, tree: ast.Module, cell: str, code: str) -> None:
        self._draws, self._name = True, cell
        linecache.cache[cell] = (len(code), None, code.splitlines(keepends=True), cell)
        for node in tree.body:
            if node is tree.body[-1] and isinstance(node, ast.Expr):
                value = eval(compile(ast.Expression(node.value), cell, "eval"), self.namespace)
                if not code.rstrip().endswith(";"):
                    self._show(value)
            else:
                exec(_compiled(node, cell), self.namespace)
        self._take_figures()

    def _show(self, value: object) -> None:
        figure: Any = sys.modules.get("matplotlib.figure")
        if figure is not None and isinstance(value, figure.Figure):
            pyplot: Any = sys.modules["matplotlib.pyplot"]
            if value not in map(pyplot.figure, pyplot.get_fignums()):
                self._add(value)
        elif value is not None:
            print(repr(value))

    def _take_figures(self) -> None:
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        for number in pyplot.get_fignums() if pyplot and self._draws else []:
            self._add(pyplot.figure(number))
        self._close_figures()

    def _add(self, figure: Any) -> None:
        prefix = f"run-figure-{self._name}-{len(self._result.figures) + 1}"
        self._result.figures.append(themed_svg(figure, prefix))

    def _close_figures(self) -> None:
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")


def _aliases(node: ast.AST) -> list[ast.alias]:
    if isinstance(node, ast.ImportFrom):
        return [ast.alias(node.module or "")]
    return node.names if isinstance(node, ast.Import) else []


def _compiled(node: ast.stmt, cell: str) -> CodeType:
    return compile(ast.Module([node], []), cell, "exec")


@cache
def _printing() -> dict[str, Any]:
    """Return NumPy's settings for printing, before any cell has changed them."""
    import numpy as np

    return dict(np.get_printoptions())


def _failure(error: BaseException, cell: str, names: Sequence[str] = ()) -> Failure:
    """Return what an exception says, with the lines of the lesson's cells only."""
    if isinstance(error, FigureProblem):
        return Failure(cell, 0, str(error))
    formatted = traceback.TracebackException.from_exception(error)
    frames = [frame for frame in formatted.stack if frame.filename in {cell, *names}]
    line = frames[-1].lineno if frames else getattr(error, "lineno", 0)
    where = traceback.StackSummary.from_list(frames).format()
    text = "".join([*where, *formatted.format_exception_only()])
    return Failure(frames[-1].filename if frames else cell, line or 0, text.rstrip())
