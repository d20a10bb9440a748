"""Whether a page says the same in every language: cells, values, formulas, headings, links."""

from __future__ import annotations

import re

from .messages import Problem, say
from .pages import CellBlock, Line, Page, display_formulas

_HEADING_ID = re.compile(r"^#{1,6}\s.*\{#(?P<id>[^}\s]+)\}\s*$")
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)")
_TEXT = re.compile(r"\\text(?:rm|it|bf)?\{[^{}]*\}")

Item = tuple[str, int]


def compare(original: Page, translation: Page) -> list[Problem]:
    """Return how a translated page differs from its original in what no language changes."""
    kinds = [
        (say("셀", "cells"), cells),
        (say("값", "values"), values),
        (say("식", "formulas"), formulas),
        (say("제목의 id", "heading ids"), heading_ids),
        (say("링크", "links"), links),
    ]
    problems = []
    for title, extract in kinds:
        ours, theirs = extract(original), extract(translation)
        if [one for one, _ in ours] != [one for one, _ in theirs]:
            at = next(
                (n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a[0] != b[0]),
                min(len(ours), len(theirs)),
            )
            a = ours[at] if at < len(ours) else ("—", _last_line(original))
            b = theirs[at] if at < len(theirs) else ("—", _last_line(translation))
            message = say(f"{title}이(가) 원문과 다릅니다.", f"The {title} differ from the original.")
            detail = f"  {original.file}:{a[1]}: {a[0]}\n  {translation.file}:{b[1]}: {b[0]}"
            problems.append(Problem(message, translation.file, b[1], detail=detail))
    return problems


def _last_line(page: Page) -> int:
    """Return where something that is missing would stand at the latest."""
    lines = [
        part.end if isinstance(part, CellBlock) else part.number
        for part in page.parts
        if isinstance(part, CellBlock) or part.text.strip()
    ]
    return max(lines, default=1)


def cells(page: Page) -> list[Item]:
    """Return the cells that a page shows, in order."""
    return [(block.name, block.line) for block in page.cells]


def values(page: Page) -> list[Item]:
    """Return the values that a page asks for, each with its cell, in the order of cells.

    Within a cell's passage their order is free: languages order their words differently.
    """
    found = [((cell, expression.key), expression.line) for cell, expression in page.asked()]
    order = {"": -1} | {name: at for at, (name, _) in enumerate(cells(page))}
    found.sort(key=lambda one: (order[one[0][0]], one[0][1]))
    return [(f"{cell}: {key}", line) for (cell, key), line in found]


def formulas(page: Page) -> list[Item]:
    r"""Return the display formulas of a page, without their words in `\text{…}` and their spacing."""
    found = []
    for lines in display_formulas(page):
        tex = _TEXT.sub("", "\n".join(text for text, _ in lines))
        found.append(("".join(tex.split()), lines[0][1] if lines else 1))
    return found


def heading_ids(page: Page) -> list[Item]:
    """Return the ids of a page's headings, in order."""
    return [(match["id"], line.number) for line in _prose(page) if (match := _HEADING_ID.match(line.text))]


def links(page: Page) -> list[Item]:
    """Return the targets of a page's links, sorted: languages order their words differently."""
    return sorted(
        (match["target"], line.number) for line in _prose(page) for match in _LINK.finditer(line.text)
    )


def _prose(page: Page) -> list[Line]:
    found: list[Line] = []
    for part in page.parts:
        found += part.caption if isinstance(part, CellBlock) else [part] if part.kind == "text" else []
    return found
