"""Let translations pass: refuse those that could act, and spare authors what their edits leave behind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .messages import Problem, Problems
from .safety import accept
from .sections import SectionedPage
from .translations import TRANSLATED_FRONT_MATTER, State, record, states


def let_pass(original: SectionedPage | None, translation: SectionedPage) -> SectionedPage:
    """Return a translation without what its original has moved on from.

    Whoever edits an original need not know its translations: what an edit leaves behind in them is not
    refused but left out, and readers see the original in its place. That is front matter that is not
    translated, sections that the original no longer has, and those that it has changed since and whose
    translation holds what it does not hold any more.

    Arguments:
        original: the page that it translates, if there is one.
        translation: the page as it is written.

    Raises:
        Problem, Problems: the rest of it is refused.
    """
    if original is None:
        accept(None, translation)
        return translation
    gone = record(translation.page).keys() - original.sections.keys()
    changed = {one.original.id for one in states(original, translation) if one.state is State.STALE}
    passed = only(translation, [name for name in translation.sections if name not in gone])
    if changed and not _is_accepted(original, passed):
        refused = {name for name in changed if not _is_accepted(original, only(translation, [name]))}
        passed = only(passed, passed.sections.keys() - refused)
        accept(original, passed)
    elif not changed:
        accept(original, passed)
    return passed


def _is_accepted(original: SectionedPage, translation: SectionedPage) -> bool:
    try:
        accept(original, translation)
    except (Problem, Problems):
        return False
    return True


def only(translation: SectionedPage, names: Collection[str]) -> SectionedPage:
    """Return a translation with some of its sections, and with what is translated of its front matter."""
    page = translation.page
    sections = {name: section for name, section in translation.sections.items() if name in names}
    front = {key: value for key, value in page.front.items() if key in TRANSLATED_FRONT_MATTER}
    parts = tuple(part for section in sections.values() for part in section.parts)
    return replace(translation, page=replace(page, front=front, parts=parts), sections=sections)
