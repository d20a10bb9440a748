"""Keep table cells whole: a `|` inside a formula or code does not end a cell."""

from __future__ import annotations

import re

from ..reading.expressions import CODE_SPAN, math_spans
from ..reading.typesetting import literal

_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_BAR = re.compile(r"(?P<double>\\)?\|(?P<letter>(?=[A-Za-z]))?")


def keep_cells(text: str, as_html: bool = False) -> str:
    r"""Return Markdown whose tables have `\vert` instead of `|` in formulas.

    Arguments:
        text: lines of text.
        as_html: whether to write code with a `|` as HTML: GitHub and Jupyter end cells inside code too.
    """
    lines = text.split("\n")
    is_row = False
    for at, line in enumerate(lines):
        is_row = (is_row and bool(line.strip())) or _is_head(lines, at)
        if is_row and "|" in line:
            lines[at] = _without_bars(line, as_html)
    return "\n".join(lines)


def _is_head(lines: list[str], at: int) -> bool:
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return "|" in lines[at] and "|" in below and _RULE.fullmatch(below) is not None


def _without_bars(row: str, as_html: bool) -> str:
    if as_html:
        row = CODE_SPAN.sub(_code, row)
    for start, end in reversed(math_spans(row)):
        row = row[:start] + _BAR.sub(_bar, row[start:end]) + row[end:]
    return row


def _code(match: re.Match[str]) -> str:
    code = match[0].removeprefix(match[1]).removesuffix(match[1]).strip()
    return f"<code>{literal(code, 'code')}</code>" if "|" in code else match[0]


def _bar(match: re.Match[str]) -> str:
    return ("\\Vert" if match["double"] else "\\vert") + (" " if match["letter"] is not None else "")
