"""Report a failed cell: the line, the reason, and the snippet's own frames."""

from __future__ import annotations

import errno
import re
import traceback
from pathlib import Path

from ..messages import Problem, say
from ..reading.snippets import Cell, Snippet
from .confinement import smaller_limit
from .figure_fonts import FigureProblem
from .limits import FILE_BYTES, LOG_CHARACTERS, MEMORY_BYTES, MOST_FIGURES, TextTooLong
from .rich import Unshowable

_SURROGATE = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{6,}")


class TooManyFigures(Exception):
    """A cell shows more figures than a page can."""


def cell_problem(
    error: BaseException, snippet: Snippet, cell: Cell, printed: str, has_full_file: bool
) -> Problem:
    """Return the problem to report for an exception that ended a cell.

    Arguments:
        error: the exception.
        snippet: the snippet file.
        cell: the cell that failed.
        printed: the output before the failure.
        has_full_file: whether one of its files has reached the size limit.
    """
    report = traceback.TracebackException.from_exception(error)
    _leave_out_machinery(report, snippet)
    inside = [frame.lineno for frame in report.stack if frame.filename == snippet.file]
    line = (inside[-1] if inside else 0) or cell.line
    text, detail = _text(error), ""
    if isinstance(error, FigureProblem):
        message = text
    elif isinstance(error, TextTooLong):
        message = say(f"출력이 너무 깁니다: {text}", f"Too much output: {text}")
    elif isinstance(error, TooManyFigures) or "figures have been opened" in text:
        english = f"The cell shows more than {MOST_FIGURES} figures."
        message = say(f"한 셀에 그림이 {MOST_FIGURES}개를 넘습니다.", english)
    elif isinstance(error, Unshowable):
        message = say(f"페이지에 표시할 수 없습니다: {text}", f"Pages cannot show this: {text}")
    else:
        # The traceback ends with the full message.
        kind, said = type(error).__name__, _explained(error, text.split("\n")[0], has_full_file)
        message = say(f"{kind} 예외가 났습니다: {said}", f"raised {kind}: {said}")
        detail = "".join(report.format()) + _printed(printed)
    return Problem(message, snippet.file, line, cell.name, detail)


def _printed(text: str) -> str:
    """Return the last output of a cell before it failed."""
    if not text:
        return ""
    end = ("… " if len(text) > LOG_CHARACTERS else "") + text[-LOG_CHARACTERS:]
    return say("실패하기 전까지 이 셀의 출력:", "Output of the cell before it failed:") + f"\n{end}"


def unshowable(text: str, scratch: str) -> str:
    """Return why a page cannot show a cell's text, or "" if it can.

    Arguments:
        text: output, errors, a value or a figure.
        scratch: the folder in which the lesson ran.
    """
    surrogate = _SURROGATE.search(text)
    if surrogate:
        code = f"U+{ord(surrogate[0]):04X}"
        return say(
            f"글자가 아닌 반쪽 서로게이트({code})가 있어 UTF-8로 쓸 수 없습니다.",
            f"It contains half a surrogate pair ({code}), which UTF-8 cannot encode.",
        )
    if _ADDRESS.search(text):
        return say(
            "실행할 때마다 달라지는 메모리 주소가 있습니다. 마지막 줄이라면 끝에 `;`을 붙이세요.",
            "It contains a memory address, which changes with every run. "
            "If the last line displays it, end that line with `;`.",
        )
    if scratch in text:
        return say(
            "실행할 때마다 달라지는 임시 폴더의 경로가 있습니다. 파일의 이름만 쓰세요.",
            "It contains the path of the temporary folder, which changes with every run. Name only the file.",
        )
    return ""


def _leave_out_machinery(report: traceback.TracebackException | None, snippet: Snippet) -> None:
    """Keep the author's own frames, and the innermost library frame, where the exception was raised."""
    folder = snippet.path.parent
    while report is not None:
        frames = [frame for frame in report.stack if not is_machinery(frame.filename)]
        kept = [
            frame
            for frame in frames
            if frame is frames[-1] or frame.filename == snippet.file or folder in Path(frame.filename).parents
        ]
        report.stack = traceback.StackSummary.from_list(kept)
        _leave_out_machinery(report.__cause__, snippet)
        report = report.__context__


def _explained(error: BaseException, text: str, has_full_file: bool) -> str:
    """Return an exception's message, preceded by the limit that the lesson exceeded, if any."""
    limit = ""
    # PyTorch raises the second.
    if isinstance(error, MemoryError) or "can't allocate memory" in text:
        size = f"{smaller_limit(MEMORY_BYTES, 'RLIMIT_DATA', 'RLIMIT_AS') / 2**30:.3g} GiB"
        limit = say(
            f"과의 메모리 한도({size})를 넘었습니다. ",
            f"the lesson exceeded its memory limit of {size}. ",
        )
    if has_full_file or (isinstance(error, OSError) and error.errno == errno.EFBIG):
        size = f"{smaller_limit(FILE_BYTES, 'RLIMIT_FSIZE') / 2**20:.3g} MiB"
        limit = say(
            f"과가 쓰는 파일은 {size}를 넘을 수 없습니다. ", f"a file of a lesson cannot exceed {size}. "
        )
    return (limit + text).rstrip()


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return say("(메시지를 만들지 못했습니다)", "(its message is not available)")


def is_machinery(file_name: str) -> bool:
    """Return whether a frame of a traceback is ours or IPython's, which does not concern the author."""
    path = Path(file_name)
    return "IPython" in path.parts or Path(__file__).parents[1] in path.parents
