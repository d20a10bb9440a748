"""Keep pages small enough for phones."""

from __future__ import annotations

from collections.abc import Mapping

from ..messages import Problem, say
from ..reading.pages import Page
from ..running.job import CellRecord

# Formulas and the page frame add about 400 KB of HTML, and a slow phone needs seconds for more than 1 MB.
PAGE_BYTES = 600_000


def check_size(text: str, page: Page, records: Mapping[str, CellRecord]) -> None:
    """Check that a woven page is not too large.

    Arguments:
        text: the page as Markdown, with its outputs and figures.
        page: the source page.
        records: the recorded outputs of the lesson's cells.

    Raises:
        Problem: the page is too large; names the cell with the largest output.
    """
    size = len(text.encode("utf-8"))
    if size <= PAGE_BYTES:
        return
    shown = [(_size(records[block.name]), block) for block in page.cells if block.name in records]
    most, block = max(shown, key=lambda one: one[0], default=(0, None))
    message = say(
        f"페이지가 너무 큽니다({_kilobytes(size)}, 한도 {_kilobytes(PAGE_BYTES)}).",
        f"This page is too large ({_kilobytes(size)}, limit {_kilobytes(PAGE_BYTES)}).",
    )
    if block is None:
        raise Problem(message, page.file, 1)
    cure = say(
        f"이 셀의 출력과 그림이 가장 큽니다({_kilobytes(most)}). 덜 출력하거나 점을 줄이세요.",
        f"This cell has the largest outputs ({_kilobytes(most)}). Print less, or draw fewer points.",
    )
    raise Problem(f"{message} {cure}", block.file or page.file, block.line, block.name)


def _size(record: CellRecord) -> int:
    return sum(len(one.encode("utf-8")) for one in (record.text, record.errors, *record.figures))


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} KB"
