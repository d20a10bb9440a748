"""What readers of a translation get to see: its sections, and the original's where it lags behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from .front_matter import TITLE_LANGUAGE
from .pages import CellBlock, Line, Page
from .parity import cells, links, values
from .sections import OPENING, Section, SectionedPage
from .translations import TRANSLATED_FRONT_MATTER, UNTRANSLATED, SectionState, State, states

STATUS_PAGE = "translation-status"
# Deeper than any block of a page's own.
_FENCE = "/" * 60


def compose(
    original: SectionedPage,
    translation: SectionedPage | None,
    language: str,
    words: Mapping[str, str],
    path: PurePosixPath,
) -> Page:
    """Return the page that readers of a language see.

    What is not translated is in the original's language, marked as such; what the original has moved on
    from carries a note. A passage whose cells or values are no longer the original's gives way to it.

    Arguments:
        original: the page in the original's language.
        translation: the page in this language, if there is any.
        language: the original's language.
        words: this language's words.
        path: where the page stands in each language.
    """
    source = original.page
    if translation is None:
        front = source.front | {"search": {"exclude": True}, UNTRANSLATED: True, TITLE_LANGUAGE: language}
        note = _note(words["untranslated-page"], path, OPENING)
        sections = original.sections.values()
        parts = [*note, *(part for section in sections for part in _foreign(section, source, language))]
        return Page(source.file, front, source.front_lines, tuple(parts))
    page = translation.page
    fixed = {key: value for key, value in source.front.items() if key not in TRANSLATED_FRONT_MATTER}
    own = {key: value for key, value in page.front.items() if key in TRANSLATED_FRONT_MATTER[:-1]}
    parts = []
    for one in states(original, translation):
        gives_way = one.state is State.STALE and not _still_holds(one)
        parts += _section(one, source, language, words, path, gives_way)
        is_open = one.original.id == OPENING and one.state is State.UNTRANSLATED
        if is_open and page.front["title"] == source.front["title"]:
            own[TITLE_LANGUAGE] = language
    return Page(page.file, fixed | own, source.front_lines | page.front_lines, tuple(parts))


def _section(
    one: SectionState,
    source: Page,
    language: str,
    words: Mapping[str, str],
    path: PurePosixPath,
    gives_way: bool,
) -> list[Line | CellBlock]:
    """Return what readers see of one section, with a note below its heading where one is due."""
    parts = list(one.translation.parts) if one.translation else []
    stale = one.state is State.STALE
    if one.state is State.UNTRANSLATED or gives_way:
        parts = _foreign(one.original, source, language)
    elif not stale:
        return parts
    has_heading = one.original.id != OPENING
    note = _note(words["stale-section" if stale else "untranslated-section"], path, one.original.id)
    return [*parts[:has_heading], *note, *parts[has_heading:]]


def _foreign(section: Section, source: Page, language: str) -> list[Line | CellBlock]:
    """Return a section of the original, marked as being in its language and left out of search."""
    parts = [replace(part, file=source.file) for part in section.parts]
    heading: list[Line | CellBlock] = []
    if section.id != OPENING and isinstance(parts[0], Line):
        marks = f"lang={language} data-search-exclude=true"
        text = re.sub(r"\}\s*$", f" {marks}}}", parts[0].text)
        heading, parts = [replace(parts[0], text=text)], parts[1:]
    if all(isinstance(part, Line) and not part.text.strip() for part in parts):
        return [*heading, *parts]
    opening = f"{_FENCE} html | div[lang={language} data-search-exclude=true]"
    return [*heading, *_markdown(opening, ""), *parts, *_markdown("", _FENCE, "")]


def _note(word: str, path: PurePosixPath, section: str) -> list[Line]:
    """Return a note to readers, with links that are plain HTML: the original is in another site."""
    address = [*path.parent.parts, *([] if path.stem == "index" else [path.stem])]
    home = "../" * len(address)
    original = f"{home}../" + "".join(f"{part}/" for part in address)
    original += "" if section == OPENING else f"#{section}"
    text = word.format(original=f'href="{original}"', help=f'href="{home}{STATUS_PAGE}/"')
    return _markdown("", f"{_FENCE} html | div.translation-note", "", f"<p>{text}</p>", "", _FENCE, "")


def _markdown(*lines: str) -> list[Line]:
    return [Line(text, 0, "frame") for text in lines]


def _still_holds(one: SectionState) -> bool:
    """Whether a stale section shows the cells, values and links of the original."""
    if one.translation is None:
        return False
    pages = [Page("", {}, {}, section.parts) for section in (one.original, one.translation)]
    found = [[name for name, _ in kind(page)] for page in pages for kind in (cells, values, links)]
    return found[:3] == found[3:]
