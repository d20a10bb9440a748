"""Compare translations with their originals: cells, values, formulas, headings, links, order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from ..messages import Problem, Problems, say
from ..reading.blocks import heading
from ..reading.pages import CellBlock, Line, Page, display_formulas
from ..reading.sections import SectionedPage
from .states import State, record, states

_LINK = re.compile(r"\]\((?P<target>[^)\s]+)")
_TEXT = re.compile(r"\\text(?:rm|it|bf)?\{[^{}]*\}")

Item = tuple[str, int]


def compare(original: Page, translation: Page) -> list[Problem]:
    """Return the differences between a translated page and its original that no language allows."""
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
    """Return the last line at which a missing part could be."""
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
    """Return the values of a page in the order of its cells, each with its cell.

    Within a cell's passage their order is free, because word order differs between languages.
    """
    found = [((cell, expression.key), expression.line) for cell, expression in page.asked()]
    order = {"": -1} | {name: at for at, (name, _) in enumerate(cells(page))}
    found.sort(key=lambda one: (order[one[0][0]], one[0][1]))
    return [(f"{cell}: {key}", line) for (cell, key), line in found]


def formulas(page: Page) -> list[Item]:
    r"""Return the display formulas of a page without spacing and without the words in `\text{…}`."""
    found = []
    for lines in display_formulas(page):
        tex = _TEXT.sub("", "\n".join(text for text, _ in lines))
        found.append(("".join(tex.split()), lines[0][1] if lines else 1))
    return found


def heading_ids(page: Page) -> list[Item]:
    """Return the ids of a page's headings, in order."""
    found = [(heading(line.text), line.number) for line in _prose(page)]
    return [(one.id, number) for one, number in found if one and one.id]


def links(page: Page) -> list[Item]:
    """Return the targets of a page's links, sorted, because word order differs between languages."""
    return sorted(
        (match["target"], line.number) for line in _prose(page) for match in _LINK.finditer(line.text)
    )


def _prose(page: Page) -> list[Line]:
    found: list[Line] = []
    for part in page.parts:
        found += part.caption if isinstance(part, CellBlock) else [part] if part.kind == "text" else []
    return found


SectionedPages = Mapping[PurePosixPath, SectionedPage]


def disparities(originals: SectionedPages, translations: SectionedPages) -> list[Problem]:
    """Return a problem for each difference between a translation and its original.

    A stale section may differ: a note informs its readers.

    Arguments:
        originals: the original pages, by path below their language's folder.
        translations: the pages of one other language.
    """
    problems = []
    for path, page in translations.items():
        if path in originals:
            problems += _order(originals[path], page)
            for one in states(originals[path], page):
                if one.state in (State.DONE, State.UNCONFIRMED):
                    problems += compare(*_alone(originals[path], page, one.original.id))
    return problems


def compare_section(original: SectionedPage, translation: SectionedPage, name: str) -> None:
    """Check that a section has the same cells, values, formulas and links as the original's.

    Raises:
        Problems: the differences.
    """
    if problems := compare(*_alone(original, translation, name)):
        raise Problems(problems)


def _alone(original: SectionedPage, translation: SectionedPage, name: str) -> tuple[Page, Page]:
    """Return a section of both pages, each as a separate page."""
    one, other = (
        Page(page.page.file, page.page.front, page.page.front_lines, page.sections[name].parts)
        for page in (original, translation)
    )
    return one, other


def _order(original: SectionedPage, translation: SectionedPage) -> list[Problem]:
    """Return a problem for each section that the original never had, or that is out of order."""
    file, problems = translation.page.file, []
    known, recorded = list(original.sections), record(translation.page)
    for name, section in translation.sections.items():
        if name not in known and name not in recorded:
            message = say(
                f"원문에 없는 제목의 id입니다: {name}", f"The original has no heading with the id {name}."
            )
            problems.append(Problem(message, file, section.line))
    ours = [name for name in translation.sections if name in known]
    for name, wanted in zip(ours, (name for name in known if name in ours), strict=True):
        if name != wanted:
            message = say(
                f"절의 순서가 원문과 다릅니다. 여기에 {wanted}이(가) 와야 합니다.",
                f"The sections are not in the original's order: expected {wanted} here.",
            )
            problems.append(Problem(message, file, translation.sections[name].line))
            break
    return problems
