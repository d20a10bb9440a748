"""Whether pages call terms what the glossary calls them, and translations translate them so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from .glossary import Term, Wording, read_glossary
from .lessons import read_language
from .messages import Problem, say
from .pages import CellBlock, Line
from .project import Project
from .sections import Section, SectionedPage
from .terms import Terms, prose_of, terms_of
from .translations import State, states


def wrong_terms(project: Project) -> list[Problem]:
    """Return what `avoided` and `misnamed` find in all languages of a project."""
    return [problem for language in project.languages for problem in wrong_terms_in(project, language)]


def wrong_terms_in(project: Project, language: str) -> list[Problem]:
    """Return what `avoided` and `misnamed` find in one language."""
    terms, first = read_glossary(project), project.languages[0]
    pages = read_language(project, language)
    problems = avoided(terms, language, pages)
    if language != first:
        originals = read_language(project, first)
        for path in pages.keys() & originals.keys():
            problems += misnamed(terms, (first, language), originals[path], pages[path])
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def avoided(terms: list[Term], language: str, pages: Mapping[PurePosixPath, SectionedPage]) -> list[Problem]:
    """Return a problem for each word on the pages of a language that the glossary says to avoid."""
    wordings = [wording for term in terms if (wording := term.wordings.get(language))]
    words = {word: wording for wording in wordings for word in wording.avoid}
    if not words:
        return []
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    return [
        _to_avoid(page.page.file, line.number, found[0], words[found[0]])
        for page in pages.values()
        for section in page.sections.values()
        for line in _lines(section)
        for found in pattern.finditer(prose_of(line.text))
    ]


def _to_avoid(file: str, line: int, word: str, wording: Wording) -> Problem:
    message = say(
        f"용어집은 ‘{word}’ 대신 ‘{wording.term}’을(를) 씁니다.",
        f"The glossary says “{wording.term}”, not “{word}”.",
    )
    return Problem(message, file, line)


def misnamed(
    terms: list[Term], languages: tuple[str, str], original: SectionedPage, translation: SectionedPage
) -> list[Problem]:
    """Return a problem for each term of an original's section that its translation does not name.

    What lags behind the original is passed over.

    Arguments:
        terms: the glossary.
        languages: the original's language, and the translation's.
        original, translation: the two pages.
    """
    ours, theirs = (terms_of(terms, language, "") for language in languages)
    if ours is None or theirs is None:
        return []
    wordings = {term.name: term.wordings for term in terms}
    problems = []
    for one in states(original, translation):
        if one.translation and one.state in (State.DONE, State.UNCONFIRMED):
            named = {name for name, _ in _named(theirs, one.translation)}
            for name, line in dict(_named(ours, one.original)).items():
                wording = wordings[name].get(languages[1])
                if wording and name not in named:
                    message = say(
                        f"이 절에 용어 ‘{wording.term}’이(가) 없습니다.",
                        f"The term “{wording.term}” is missing in this section.",
                    )
                    place = f"  {original.page.file}:{line}: {wordings[name][languages[0]].term}"
                    here = translation.page.file, one.translation.line
                    problems.append(Problem(message, *here, detail=place))
    return problems


def _named(terms: Terms, section: Section) -> Iterator[tuple[str, int]]:
    """Yield the terms that a section names, and where."""
    for line in _lines(section):
        for match in terms.pattern.finditer(prose_of(line.text)):
            yield terms.name_of(match), line.number


def _lines(section: Section) -> Iterator[Line]:
    for part in section.parts:
        if isinstance(part, CellBlock):
            yield from part.caption
        elif part.kind == "text":
            yield part
