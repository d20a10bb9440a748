"""Write the table of translation progress, for readers who might help."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from ..project import Project, in_order
from ..reading.lessons import address_of
from ..reading.sections import OPENING, SectionedPage
from ..reading.words import read_words
from ..translating.composing import read_language
from ..translating.states import SectionState, State, states

_OPEN = (State.STALE, State.UNCONFIRMED, State.UNTRANSLATED)


def status_table(project: Project, language: str, words: Mapping[str, str]) -> str:
    """Return an HTML table of the translation progress of each page, with links to open sections.

    Arguments:
        project: the project.
        language: the edition of the table, which has its own page one folder below the root.
        words: the interface words of that edition.
    """
    original, *others = project.languages
    home = "../" + ("" if language == original else "../")
    originals = read_language(project, original)
    editions = {other: read_language(project, other) for other in others}
    own = editions.get(language, {})
    names = {other: read_words(project, other)["language"] for other in others}
    head = "".join(f'<th scope="col" lang="{other}">{html.escape(names[other])}</th>' for other in others)
    lines = [
        "<table>",
        f'<thead><tr><th scope="col">{words["translation-page"]}</th>{head}</tr></thead>',
        "<tbody>",
    ]
    for path in in_order(project, originals):
        page = originals[path]
        is_own = path in own
        title = html.escape(str((own[path] if is_own else page).page.front["title"]))
        tongue = _tongue(language if is_own else original, language)
        cells = ""
        for other in others:
            tongues = (_tongue(original, language), _tongue(other, language))
            address = f"{home}{other}/{address_of(path)}"
            cells += f"<td>{_cell(page, editions[other].get(path), address, words, tongues)}</td>"
        lines.append(f'<tr><th scope="row"{tongue}>{title}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])


def _tongue(language: str, edition: str) -> str:
    """Return `lang` and search attributes for a text whose language may differ from the edition's."""
    return "" if language == edition else f' lang="{language}" data-search-exclude'


def _cell(
    original: SectionedPage,
    translation: SectionedPage | None,
    address: str,
    words: Mapping[str, str],
    tongues: tuple[str, str],
) -> str:
    found = states(original, translation)
    done = sum(one.state is State.DONE for one in found)
    count = words["translation-count"].format(done=done, total=len(found))
    text = f'<a href="{address}">{count}</a>'
    if translation is None:
        return f"{text} <br>{words['translation-missing']}"
    return " ".join([text, *(f"<br>{line}" for line in _open_sections(found, address, words, tongues))])


def _open_sections(
    found: list[SectionState], address: str, words: Mapping[str, str], tongues: tuple[str, str]
) -> Iterator[str]:
    """Yield the name of each unfinished state and links to its sections."""
    for state in _OPEN:
        links = [_link(one, address, tongues) for one in found if one.state is state]
        if links:
            yield f"{words['translation-' + state.value]}: {', '.join(links)}"


def _link(one: SectionState, address: str, tongues: tuple[str, str]) -> str:
    anchor, title = "" if one.original.id == OPENING else f"#{one.original.id}", section_title(one)
    return f'<a href="{address}{anchor}"{tongues[title != one.original.title]}>{html.escape(title)}</a>'


def section_title(one: SectionState) -> str:
    """Return a section's title, translated if it has a translation."""
    return (one.translation or one.original).title
