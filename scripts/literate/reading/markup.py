"""Markup that would be shown as it is written: found in a page, with what to write in its place."""

from __future__ import annotations

import re

from ..messages import Problem, say
from .expressions import CODE_SPAN, blank_out, lone_dollars

CODE_FENCE = re.compile(r"^\s*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_BRACKETS = re.compile(r"(?<!\\)\\\(")
_DISPLAY = re.compile(r"(?<!\\)\$\$|^\s*\\begin\{|^\s*\\\[(?!.*\\\].*\S)")


def fence_after(text: str, fence: str) -> str:
    """Return the fence of the code that goes on below a line, "" for none; `fence` is that above the line."""
    match = CODE_FENCE.match(text) if "```" in text or "~~~" in text else None
    if not fence:
        return match["fence"] if match else ""
    return "" if match and match["fence"].startswith(fence) and text.strip() == match["fence"] else fence


def check_formulas(text: str, file: str, line: int) -> None:
    """Check that a line of text has formulas in the one spelling that is read everywhere, `$…$`.

    Raises:
        Problem: it has another spelling, or a dollar sign that is neither part of a formula nor of a price.
    """
    if "$" not in text and "\\" not in text:
        return
    text = blank_out(text)
    if _BRACKETS.search(text):
        message = say(
            r"문장 속의 식은 `$…$`로 쓰고, 괄호는 `\` 없이 씁니다.",
            r"Write a formula in a sentence as `$…$`, and a parenthesis without `\`.",
        )
        raise Problem(message, file, line)
    if _DISPLAY.search(text):
        message = say(
            "따로 놓는 식은 앞뒤에 `$$`만 있는 줄을 두어 씁니다.",
            "Write a formula of its own between two lines `$$`.",
        )
        raise Problem(message, file, line)
    if any(not text[place + 1 : place + 2].isdigit() for place in lone_dollars(text)):
        message = say(
            r"이 줄에 짝이 없는 `$`가 있습니다. 식이 아니면 `\$`로 씁니다.",
            r"A `$` has no partner on this line. Write `\$` for a dollar sign.",
        )
        raise Problem(message, file, line)


def without_comments(lines: list[str], start: int, file: str) -> list[str]:
    """Return the lines of a page, as many as before, without its comments `<!-- … -->`; code keeps them.

    Arguments:
        lines: the page.
        start: the place of the first line below the front matter.
        file: how messages name the page.

    Raises:
        Problem: a comment is not closed.
    """
    if not any("<!--" in line for line in lines):
        return lines
    kept, fence, opened = list(lines), "", 0
    for at, line in enumerate(lines[start:], start):
        if not opened and (fence_after(line, fence) or fence):
            fence = fence_after(line, fence)
            continue
        kept[at], opened = _uncommented(line, opened, at + 1)
    if opened:
        message = say("주석을 닫는 `-->`가 없습니다.", "Nothing closes this comment (`-->`).")
        raise Problem(message, file, opened)
    return kept


def _uncommented(line: str, opened: int, number: int) -> tuple[str, int]:
    """Return what of a line is outside of comments, and the line of the comment open at its end, or 0."""
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
