"""Determine the translation state of a page's sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..messages import Problem, say
from ..reading.pages import Page
from ..reading.sections import Section, SectionedPage, essence

TRANSLATES = "translates"
# An untranslated section is recorded with the digest of the original's text in its place.
UNTRANSLATED = "untranslated"


class State(Enum):
    """The state of a translated section compared with the original."""

    DONE = "done"  # it translates the current original
    STALE = "stale"  # the original has changed since the translation
    UNCONFIRMED = "unconfirmed"  # it has its own text, but no translator has recorded it as done
    UNTRANSLATED = "untranslated"  # it is missing, or has the original's text


@dataclass(frozen=True)
class SectionState:
    """A section of the original, its translation if it exists, and the translation's state."""

    original: Section
    translation: Section | None
    state: State


def record(translation: Page) -> dict[str, str]:
    """Return the digests of the original's sections that a page records as translated, by section.

    Raises:
        Problem: the record is not a mapping.
    """
    found = translation.front.get(TRANSLATES) or {}
    if not isinstance(found, dict):
        message = say(
            f"{TRANSLATES}는 `절: 지문`의 목록입니다. `scripts/translate.py done`이 적습니다.",
            f"{TRANSLATES} holds `section: digest`; `scripts/translate.py done` writes it.",
        )
        raise Problem(message, translation.file, translation.front_lines.get(TRANSLATES, 1))
    return {str(section): str(digest) for section, digest in found.items()}


def states(original: SectionedPage, translation: SectionedPage | None) -> list[SectionState]:
    """Return the state of each section's translation, in the original's order."""
    if translation is None:
        return [SectionState(section, None, State.UNTRANSLATED) for section in original.sections.values()]
    recorded = record(translation.page)
    return [
        SectionState(section, ours, _state(section, ours, recorded.get(name, UNTRANSLATED)))
        for name, section in original.sections.items()
        for ours in [translation.sections.get(name)]
    ]


def to_translate(original: Section) -> str:
    """Return the record of a section that still has the original's text."""
    return f"{UNTRANSLATED} {original.digest}"


def digest_in(recorded: str) -> str:
    """Return the digest of the original in a record, for finished and unfinished sections; "" if unknown."""
    return recorded.removeprefix(UNTRANSLATED).strip()


def _state(original: Section, translation: Section | None, recorded: str) -> State:
    if translation is None:
        return State.UNTRANSLATED
    if recorded == original.digest:
        return State.DONE
    since = digest_in(recorded)
    if recorded.startswith(UNTRANSLATED) and (
        translation.digest in (original.digest, since) or _says_the_same(original, translation)
    ):
        return State.UNTRANSLATED
    return State.STALE if since not in ("", original.digest) else State.UNCONFIRMED


def _says_the_same(original: Section, translation: Section) -> bool:
    """Return whether the text below a title is still the original's."""
    return bool(essence(original.body)) and essence(original.body) == essence(translation.body)
