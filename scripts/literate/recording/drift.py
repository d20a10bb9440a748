"""Report differences between a recording and the current output of its lesson."""

from __future__ import annotations

import difflib
from pathlib import Path

from ..messages import Problem, say
from ..reading.lessons import Source
from ..running.job import CellRecord
from .comparison import same_svg, same_text
from .store import Recording, figure_file, outdated

SHOWN_LINES = 12


def drift(source: Source, committed: Recording, cells: dict[str, CellRecord], put: Path) -> list[Problem]:
    """Return a problem for each output of a lesson that differs from its recording.

    Arguments:
        source: the lesson.
        committed: its recording.
        cells: its current output.
        put: a folder for differing figures, to compare with the recorded ones by eye.
    """
    problems = []
    if reason := outdated(source, committed):
        problems.append(Problem(reason, source.snippet.file))
    lines = {cell.name: cell.line for cell in source.snippet.cells}
    for name, new in cells.items():
        old = committed.cells.get(name, CellRecord())
        for message, detail in _differences(source.name, name, old, new, put):
            problems.append(Problem(message, source.snippet.file, lines[name], name, detail))
        for expression in source.expressions.get(name, []):
            was, now = old.values.get(expression.key), new.values[expression.key]
            if was is None or not same_text(was, now):
                shown = f"{{{{ {expression.key} }}}}"
                message = say(f"{shown}의 값이 기록과 다릅니다.", f"{shown} differs from its recording.")
                detail = f"  - {was}\n  + {now}"
                problems.append(Problem(message, expression.file, expression.line, name, detail))
    for name in committed.cells.keys() - cells.keys():
        message = say("기록에 있는 셀이 스니펫에 없습니다.", "A recorded cell is missing from the snippet.")
        problems.append(Problem(message, source.snippet.file, 0, name))
    return problems


def unsteady(source: Source, one: dict[str, CellRecord], other: dict[str, CellRecord]) -> list[Problem]:
    """Return a problem for each output of a lesson that differs between two runs on one machine.

    Arguments:
        source: the lesson.
        one, other: the outputs of the two runs.
    """
    problems = []
    for cell in source.snippet.cells:
        first, second = one[cell.name], other[cell.name]
        figures = say("그림", "A figure"), "".join(first.figures), "".join(second.figures)
        parts = [*_texts(first, second), figures]
        parts += [(f"{{{{ {key} }}}}", value, second.values[key]) for key, value in first.values.items()]
        for what, was, now in parts:
            if was != now:
                korean = "시각, id(), 씨앗 없는 난수처럼 실행마다 다른 것을 빼세요."
                english = "Remove values that differ from run to run: times, id(), unseeded random numbers."
                message = say(
                    f"{what}이(가) 실행할 때마다 달라집니다. {korean}",
                    f"{what} changes with every run. {english}",
                )
                problems.append(
                    Problem(message, source.snippet.file, cell.line, cell.name, text_diff(was, now))
                )
    return problems


def _differences(
    lesson: str, cell: str, old: CellRecord, new: CellRecord, put: Path
) -> list[tuple[str, str]]:
    found = []
    for what, was, now in _texts(old, new):
        if not same_text(was, now):
            message = say(f"{what}이(가) 기록과 다릅니다.", f"{what} differs from its recording.")
            found.append((message, text_diff(was, now)))
    if len(old.figures) != len(new.figures):
        counts = f"{len(old.figures)} → {len(new.figures)}"
        found.append((say(f"그림의 수가 다릅니다: {counts}", f"The number of figures differs: {counts}"), ""))
    for number, (was, now) in enumerate(zip(old.figures, new.figures, strict=False), 1):
        if not same_svg(was, now):
            path = put / lesson / figure_file(cell, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now, encoding="utf-8")
            message = say("그림이 기록과 다릅니다.", "The figure differs from its recording.")
            recorded = f"snippets/recorded/{lesson}/{path.name}"
            found.append((message, f"  - {recorded}\n  + {path.as_posix()}"))
    return found


def _texts(one: CellRecord, other: CellRecord) -> list[tuple[str, str, str]]:
    """Return the name of each kind of output, in the user's language, and the text of both records."""
    return [
        (say("출력", "The output"), one.text, other.text),
        (say("오류 출력", "The stderr output"), one.errors, other.errors),
        (say("표시된 결과", "The displayed result"), _rich(one), _rich(other)),
    ]


def _rich(record: CellRecord) -> str:
    """Return all displayed output of a cell as one text."""
    return "\n".join(f"{one.kind} {one.at}\n{one.content}" for one in record.rich)


def text_diff(old: str, new: str) -> str:
    """Return the lines that differ, prefixed by - and +, at most SHOWN_LINES of them."""
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:]
    shown = ["  " + line for line in lines if not line.startswith("@@")]
    more = len(shown) - SHOWN_LINES
    return "\n".join([*shown[:SHOWN_LINES], *([f"  … (+{more})"] if more > 0 else [])])
