"""Check that pages use the terms of the glossary, and that its definitions agree in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..messages import Problem, say
from ..project import Project
from ..reading.glossary import GLOSSARY, Term, read_glossary
from ..reading.pages import Line, Page, prose
from ..reading.sections import Section, SectionedPage, SectionedPages
from ..translating.alignment import align
from ..translating.composing import read_language
from ..translating.parity import contradicted
from ..translating.states import State, states
from ..weaving.terms import Terms, prose_of, terms_of, words_of


def wrong_terms(project: Project) -> list[Problem]:
    """Return the problems of `avoided`, `misnamed` and `contradicting` in all languages of a project."""
    first, *others = project.languages
    originals, problems = read_language(project, first), []
    for language in others:
        problems += contradicting(
            read_glossary(project), (first, language), project.name(project.docs / GLOSSARY)
        )
        problems += wrong_terms_in(project, language, originals, read_language(project, language))
    return [*avoided(read_glossary(project), first, originals), *problems]


def wrong_terms_in(
    project: Project, language: str, originals: SectionedPages, pages: SectionedPages
) -> list[Problem]:
    """Return the problems of `avoided` and `misnamed` in a translation, given its pages and the originals."""
    terms, first = read_glossary(project), project.languages[0]
    problems = avoided(terms, language, pages)
    ours, theirs = (terms_of(terms, one, "") for one in (first, language))
    if ours and theirs:
        for path in pages.keys() & originals.keys():
            problems += misnamed((ours, theirs), originals[path], pages[path])
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def contradicting(terms: list[Term], languages: tuple[str, str], file: str) -> list[Problem]:
    """Return a problem for each number and opposite in a definition that the original's does not have."""
    problems = []
    for term in terms:
        if term.wordings.keys() >= set(languages):
            ours, theirs = (
                [Line(term.wordings[language].definition, term.line, "text")] for language in languages
            )
            problems += [
                Problem(message, file, term.line, detail=f"  {ours[0].text}")
                for _, _, message in contradicted(ours, theirs, languages)
            ]
    return problems


def avoided(terms: list[Term], language: str, pages: SectionedPages) -> list[Problem]:
    """Return a problem for each word on the pages of a language that the glossary marks as one to avoid.

    A word to avoid may be a part of a longer term.
    """
    known = terms_of(terms, language, "")
    wordings = [wording for term in terms if (wording := term.wordings.get(language))]
    words = {word: wording for wording in wordings for word in wording.avoid}
    if not words or not known:
        return []
    pattern = words_of([*words, *known.entries], language)
    problems = []
    for page in pages.values():
        for section in page.sections.values():
            for found in pattern.finditer(_prose(section)):
                word = " ".join(found["name"].split())
                if word not in words:
                    continue
                message = say(
                    f"용어집은 ‘{word}’ 대신 ‘{words[word].term}’을(를) 씁니다.",
                    f"Use the glossary's term “{words[word].term}” instead of “{word}”.",
                )
                problems.append(Problem(message, page.page.file, _line_of(section, found)))
    return problems


def misnamed(
    terms: tuple[Terms, Terms], original: SectionedPage, translation: SectionedPage
) -> list[Problem]:
    """Return a problem for each term in a section of the original that is missing in its translation.

    Stale sections are ignored.

    Arguments:
        terms: the terms of the original's language, and of the translation's.
        original, translation: the two pages.
    """
    ours, theirs = terms
    wordings = dict(theirs.entries.values())
    problems = []
    for one in states(original, translation):
        if one.translation and one.state in (State.DONE, State.UNCONFIRMED):
            named = {term for term, _ in _named(theirs, one.translation)}
            for term, match in _named(ours, one.original):
                if term in wordings and term not in named:
                    named.add(term)
                    message = say(
                        f"이 절에 용어 ‘{wordings[term].term}’이(가) 없습니다.",
                        f"The term “{wordings[term].term}” is missing in this section.",
                    )
                    line = _line_of(one.original, match)
                    here = translation.page.file, _line_beside(line, one.original, one.translation)
                    detail = f"  {original.page.file}:{line}: {match[0]}"
                    problems.append(Problem(message, *here, detail=detail))
    return problems


def _line_beside(line: int, original: Section, translation: Section) -> int:
    """Return the line of a translated section that is beside a line of its original."""
    ours, theirs = align(*(Page("", {}, {}, section.parts) for section in (original, translation)))
    return theirs.line(ours.row(line))


def _named(terms: Terms, section: Section) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the terms in a section, and their positions in its prose."""
    for match in terms.pattern.finditer(_prose(section)):
        yield terms.entry(match)[0], match


def _prose(section: Section) -> str:
    return prose_of(_text(section))


def _text(section: Section) -> str:
    return "\n".join(line.text for line in prose(section.parts))


def _line_of(section: Section, match: re.Match[str]) -> int:
    """Return the number of the line on which a match in a section's prose begins."""
    return list(prose(section.parts))[_text(section).count("\n", 0, match.start())].number
