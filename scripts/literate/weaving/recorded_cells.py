"""Find the recorded outputs of the cells that a page shows, and check their text alternatives."""

from __future__ import annotations

from dataclasses import dataclass

from ..messages import Problem, say
from ..reading.expressions import fill
from ..reading.pages import CellBlock
from ..reading.snippets import Snippet
from ..recording.store import Recording
from ..running.job import CellRecord
from .displays import has_pictures


@dataclass(frozen=True)
class Lesson:
    """A snippet file and the recording of its run."""

    snippet: Snippet
    recording: Recording


def record_of(block: CellBlock, lesson: Lesson | None, file: str) -> CellRecord:
    """Return the recorded outputs of a cell that a page shows.

    Raises:
        Problem: the page has no lesson, or the cell is missing from its recording.
    """
    if lesson is None:
        message = say(
            "머리글에 snippets가 없어 셀을 보일 수 없습니다. `snippets: 파일.py`를 적으세요.",
            "The front matter names no snippets, so no cell can be shown. Write `snippets: FILE.py`.",
        )
        raise Problem(message, file, block.line, block.name)
    if block.name not in lesson.recording.cells:
        message = say("이 셀의 기록이 없습니다.", "This cell is missing from the recording.")
        raise Problem(message, file, block.line, block.name)
    return lesson.recording.cells[block.name]


def description(block: CellBlock, record: CellRecord, file: str) -> str:
    """Return the text alternative of a cell's figures; "" for a cell without figures.

    Raises:
        Problem: a cell with figures has no text alternative, or options of the cell do not fit its output.
    """
    alt = " ".join(fill(block.alt, file, block.alt_line, record.values, form="plain").split())
    if has_pictures(record) and not alt:
        message = say(
            "그림에 대체 글(alt)이 없습니다. 그림에서 보이는 것을 `    alt: …`로 적으세요.",
            "The figure has no text alternative. Describe the figure in `    alt: …`.",
        )
        raise Problem(message, file, block.line, block.name)
    if not has_pictures(record) and (alt or block.caption):
        message = say(
            "그림이 없는 셀에 대체 글이나 설명이 있습니다.",
            "This cell has a text alternative or caption but does not draw a figure.",
        )
        raise Problem(message, file, block.alt_line, block.name)
    if block.head_and_tail and not record.text:
        message = say("줄일 글 출력이 없습니다.", "This cell has no text output to shorten.")
        raise Problem(message, file, block.line, block.name)
    return alt
