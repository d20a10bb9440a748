"""What to tell of a cell that failed: where in the snippet, why, and the snippet's own frames."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from ..messages import Problem, say
from ..reading.snippets import Cell, Snippet
from .confinement import FILE_BYTES, MEMORY_BYTES, smaller_limit
from .figure_problems import FigureProblem

FIGURES = 100


class OutputTooLong(Exception):
    """A cell prints more than a page can show."""


class TooManyFigures(Exception):
    """A cell shows more figures than a page can."""


def cell_problem(error: BaseException, snippet: Snippet, cell: Cell) -> Problem:
    """Return what to tell of an exception that ended a cell.

    Arguments:
        error: the exception.
        snippet: the snippet file.
        cell: the cell that ran.
    """
    report = traceback.TracebackException.from_exception(error)
    _leave_out_machinery(report)
    inside = [frame.lineno for frame in report.stack if frame.filename == snippet.file]
    line = (inside[-1] if inside else 0) or cell.line
    text = _text(error)
    if isinstance(error, FigureProblem):
        return Problem(text, snippet.file, line, cell.name)
    if isinstance(error, OutputTooLong):
        message = say(f"출력이 너무 깁니다: {text}", f"Too much output: {text}")
        return Problem(message, snippet.file, line, cell.name)
    if isinstance(error, TooManyFigures) or "figures have been opened" in text:
        message = say(f"한 셀에 그림이 {FIGURES}개를 넘습니다.", f"More than {FIGURES} figures in one cell.")
        return Problem(message, snippet.file, line, cell.name)
    kind, said = type(error).__name__, _explained(error, text)
    message = say(f"{kind} 예외가 났습니다: {said}", f"raised {kind}: {said}")
    return Problem(message, snippet.file, line, cell.name, "".join(report.format()))


def _leave_out_machinery(report: traceback.TracebackException | None) -> None:
    while report is not None:
        ours = [frame for frame in report.stack if not is_machinery(frame.filename)]
        report.stack = traceback.StackSummary.from_list(ours)
        _leave_out_machinery(report.__cause__)
        report = report.__context__


def _explained(error: BaseException, text: str) -> str:
    """Return an exception's text, behind the limit of ours that it ran into."""
    limit = ""
    # The second is PyTorch's.
    if isinstance(error, MemoryError) or "can't allocate memory" in text:
        size = f"{smaller_limit(MEMORY_BYTES, 'RLIMIT_DATA', 'RLIMIT_AS') / 2**30:.3g} GiB"
        limit = say(
            f"과가 쓸 수 있는 메모리({size})가 모자랍니다. ",
            f"the lesson wanted more than its {size} of memory. ",
        )
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        size = f"{smaller_limit(FILE_BYTES, 'RLIMIT_FSIZE') / 2**20:.3g} MiB"
        limit = say(
            f"과가 쓰는 파일은 {size}를 넘을 수 없습니다. ", f"no file of a lesson may exceed {size}. "
        )
    return (limit + text).rstrip()


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return say("(메시지를 만들지 못했습니다)", "(its message cannot be made)")


def is_machinery(file_name: str) -> bool:
    """Whether a frame of a traceback is ours or IPython's, and none of an author's business."""
    path = Path(file_name)
    return "IPython" in path.parts or Path(__file__).parents[1] in path.parents
