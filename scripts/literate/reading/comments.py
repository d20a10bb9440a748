"""Remove HTML comments from a page before it is parsed, except in code."""

from __future__ import annotations

import re

from ..messages import Problem, say
from .expressions import CODE_SPAN

_CODE_FENCE = re.compile(r"^\s*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


def fence_after(text: str, fence: str) -> str:
    """Return the code fence that is open after a line, or ""; `fence` is the one open before the line."""
    match = _CODE_FENCE.match(text) if "```" in text or "~~~" in text else None
    if not fence:
        return match["fence"] if match else ""
    return "" if match and match["fence"].startswith(fence) and text.strip() == match["fence"] else fence


def without_comments(lines: list[str], start: int, file: str) -> list[str]:
    """Return the lines of a page, as many as before, without comments `<!-- … -->` outside code.

    Arguments:
        lines: the page.
        start: the index of the first line below the front matter.
        file: the page's name in messages.

    Raises:
        Problem: a comment is not closed.
    """
    kept, fence, opened = list(lines), "", 0
    for at, line in enumerate(lines[start:], start):
        if not opened and (fence_after(line, fence) or fence):
            fence = fence_after(line, fence)
            continue
        kept[at], opened = _uncommented(line, opened, at + 1)
    if opened:
        message = say("주석을 닫는 `-->`가 없습니다.", "The closing `-->` of this comment is missing.")
        raise Problem(message, file, opened)
    return kept


def _uncommented(line: str, opened: int, number: int) -> tuple[str, int]:
    """Return a line without comments, and the line number of the comment open at its end, or 0."""
    kept = ""
    while True:
        if opened:
            _, closing, line = line.partition("-->")
            if not closing:
                return kept, opened
            opened = 0
        code = [match.span() for match in CODE_SPAN.finditer(line)]
        begins = (match.start() for match in re.finditer("<!--", line))
        begin = next((at for at in begins if not any(a <= at < b for a, b in code)), None)
        if begin is None:
            return kept + line, 0
        kept, line, opened = kept + line[:begin], line[begin + 4 :], number
