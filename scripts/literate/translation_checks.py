"""Whether translations show what their originals show, where they claim to translate them as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from .messages import Problem, Problems, say
from .pages import Page
from .parity import compare
from .sections import SectionedPage
from .translations import State, record, states

SectionedPages = Mapping[PurePosixPath, SectionedPage]


def disparities(originals: SectionedPages, translations: SectionedPages) -> list[Problem]:
    """Return a problem for each thing that a translation shows otherwise than the original.

    A section that the original has moved on from may differ: its readers are told so.

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
    """Want a section to show what the original's shows.

    Raises:
        Problems: what differs.
    """
    if problems := compare(*_alone(original, translation, name)):
        raise Problems(problems)


def _alone(original: SectionedPage, translation: SectionedPage, name: str) -> tuple[Page, Page]:
    """Return a section of both pages, each as a page of its own."""
    one, other = (
        Page(page.page.file, page.page.front, page.page.front_lines, page.sections[name].parts)
        for page in (original, translation)
    )
    return one, other


def _order(original: SectionedPage, translation: SectionedPage) -> list[Problem]:
    """Return a problem for each section that the original never had, or that stands in another place."""
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
                f"The sections are not in the original's order: {wanted} belongs here.",
            )
            problems.append(Problem(message, file, translation.sections[name].line))
            break
    return problems
