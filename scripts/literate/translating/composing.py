"""Compose the pages that readers of each language see from originals and translations."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..messages import Problem, Problems, each
from ..project import Project
from ..reading.front_matter import TITLE_LANGUAGE
from ..reading.lessons import Pages, address_of
from ..reading.markup import check_markup
from ..reading.pages import CellBlock, Line, Page
from ..reading.sections import OPENING, TRANSLATED_FRONT_MATTER, Section, SectionedPage, read_sections
from ..reading.words import read_words
from .parity import cells, links, values
from .safety.files import check_files
from .safety.rendered import ORIGINAL_TAGS
from .safety.written import accept, raw_html
from .states import TRANSLATES, UNTRANSLATED, SectionState, State, record, states

STATUS_PAGE = "translation-status"
# More slashes than any block of a page has.
_FENCE = "/" * 60


def compose(
    original: SectionedPage,
    translation: SectionedPage | None,
    language: str,
    words: Mapping[str, str],
    path: PurePosixPath,
) -> Page:
    """Return the page that readers of a language see.

    An untranslated section shows the original's text, marked with its language. A stale section carries a
    note; the original replaces it, with another note, if their cells, values or links differ.

    Arguments:
        original: the page in the original's language.
        translation: the page in this language, if it exists.
        language: the original's language.
        words: this language's interface words.
        path: the page's path below each language's folder.
    """
    source = original.page
    tags = {ORIGINAL_TAGS: sorted(found)} if (found := raw_html(source)) else {}
    if translation is None:
        front = source.front | {"search": {"exclude": True}, UNTRANSLATED: True, TITLE_LANGUAGE: language}
        front |= tags
        note = _note(words["untranslated-page"], path, OPENING)
        sections = original.sections.values()
        parts = [*note, *(part for section in sections for part in _foreign(section, source, language))]
        return Page(source.file, front, source.front_lines, tuple(parts))
    page = translation.page
    fixed = {key: value for key, value in source.front.items() if key not in TRANSLATED_FRONT_MATTER}
    own = {key: value for key, value in page.front.items() if key in TRANSLATED_FRONT_MATTER}
    parts, recorded = [], record(page)
    for one in states(original, translation):
        since = recorded.get(one.original.id, UNTRANSLATED)
        is_older = since != one.original.digest and not since.startswith(UNTRANSLATED)
        parts += _section(one, source, language, words, path, is_older)
        is_open = one.original.id == OPENING and one.state is State.UNTRANSLATED
        if is_open and page.front["title"] == source.front["title"]:
            own[TITLE_LANGUAGE] = language
    return Page(page.file, fixed | own | tags, source.front_lines | page.front_lines, tuple(parts))


def _section(
    one: SectionState,
    source: Page,
    language: str,
    words: Mapping[str, str],
    path: PurePosixPath,
    is_older: bool,
) -> list[Line | CellBlock]:
    """Return one section as readers see it, with a note below its heading if it is not up to date."""
    parts = list(one.translation.parts) if one.translation else []
    if one.state in (State.DONE, State.UNCONFIRMED):
        return parts
    if one.state is State.STALE and _still_holds(one):
        word = "stale-section"
    else:
        word = "replaced-section" if is_older else "untranslated-section"
        parts = _foreign(one.original, source, language)
    has_heading = one.original.id != OPENING
    note = _note(words[word], path, one.original.id)
    return [*parts[:has_heading], *note, *parts[has_heading:]]


def _foreign(section: Section, source: Page, language: str) -> list[Line | CellBlock]:
    """Return a section of the original, marked with its language and excluded from search."""
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
    """Return a note to readers with plain HTML links, because the original is in another edition."""
    address = address_of(path)
    home = "../" * address.count("/")
    original = f"{home}../{address}" + ("" if section == OPENING else f"#{section}")
    text = word.format(original=f'href="{original}"', help=f'href="{home}{STATUS_PAGE}/"')
    return _markdown("", f"{_FENCE} html | div.translation-note", "", f"<p>{text}</p>", "", _FENCE, "")


def _markdown(*lines: str) -> list[Line]:
    return [Line(text, 0, "frame") for text in lines]


def _still_holds(one: SectionState) -> bool:
    """Return whether a stale section shows the cells, values and links of the original."""
    if one.translation is None:
        return False
    pages = [Page("", {}, {}, section.parts) for section in (one.original, one.translation)]
    found = [[name for name, _ in kind(page)] for page in pages for kind in (cells, values, links)]
    return found[:3] == found[3:]


def read_pages(project: Project) -> Pages:
    """Return every page of every language as readers see it, by its path below docs/ (`ko/lessons/….md`).

    Raises:
        Problems: a page cannot be read, or its markup would appear as literal text.
    """
    return dict(project.once(_read_pages))


def _read_pages(project: Project) -> Pages:
    first, *others = project.languages
    written = dict(each(project.languages, lambda language: (language, read_language(project, language))))
    originals = written[first]
    pages: Pages = {PurePosixPath(first, path): one.page for path, one in originals.items()}
    each(pages.values(), check_markup)

    def passed(found: tuple[PurePosixPath, SectionedPage]) -> tuple[PurePosixPath, SectionedPage]:
        page = let_pass(originals.get(found[0]), found[1])
        check_markup(page.page)
        return found[0], page

    for language in others:
        translations, words = dict(each(written[language].items(), passed)), read_words(project, language)
        for path, original in originals.items():
            composed = compose(original, translations.get(path), first, words, path)
            pages[PurePosixPath(language, path)] = composed
    return pages


def read_language(project: Project, language: str) -> dict[PurePosixPath, SectionedPage]:
    """Return every source page of a language, by its path below the language's folder.

    Raises:
        Problems: one for each page that cannot be read.
    """
    return dict(project.once(_read_language, language))


def _read_language(project: Project, language: str) -> dict[PurePosixPath, SectionedPage]:
    folder = project.docs / language
    if language != project.languages[0]:
        check_files(project, language)

    def read(path: Path) -> tuple[PurePosixPath, SectionedPage]:
        return PurePosixPath(path.relative_to(folder).as_posix()), read_sections(project, path)

    return dict(each(sorted(folder.rglob("*.md")), read))


def let_pass(original: SectionedPage | None, translation: SectionedPage) -> SectionedPage:
    """Return a translation without the parts that edits of the original have invalidated.

    Authors of an original need not know its translations, so these parts are not an error: readers see the
    original instead. They are untranslated front matter, sections that the original no longer has, and stale
    sections with content that the original no longer has.

    Raises:
        Problem, Problems: the remaining translation is rejected.
    """
    if original is None:
        accept(None, translation)
        return translation
    gone = record(translation.page).keys() - original.sections.keys()
    # Readers see the original in place of an untranslated section, which may contain an older original.
    older = State.STALE, State.UNTRANSLATED
    changed = {one.original.id for one in states(original, translation) if one.state in older}
    passed = only(translation, [name for name in translation.sections if name not in gone])
    if changed and not _is_accepted(original, passed):
        rejected = {name for name in changed if not _is_accepted(original, only(translation, [name]))}
        passed = only(passed, passed.sections.keys() - rejected)
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
    """Return a translation with only some of its sections, and only the translated front matter."""
    page = translation.page
    sections = {name: section for name, section in translation.sections.items() if name in names}
    front = {key: page.front[key] for key in (*TRANSLATED_FRONT_MATTER, TRANSLATES) if key in page.front}
    parts = tuple(part for section in sections.values() for part in section.parts)
    return replace(translation, page=replace(page, front=front, parts=parts), sections=sections)
