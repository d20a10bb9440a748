"""Write the blocks around the text of pages: the glossary, links to it, the course and its first lesson."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from ..messages import Problem, say
from ..project import Project
from ..reading.blocks import heading
from ..reading.front_matter import TITLE_LANGUAGE
from ..reading.glossary import GLOSSARY, Term, read_glossary
from ..reading.lessons import Pages, lesson_name
from ..reading.pages import Page, texts
from .course import Stop, draw_course, read_course, relative_link, title_in_navigation
from .terms import Terms, plain, terms_of
from .translation_status import status_table

_PAGE = "glossary.md"


class Around:
    """The glossary and the course of one language."""

    def __init__(self, project: Project, pages: Pages, language: str, words: Mapping[str, str]) -> None:
        self._project, self._pages, self._language, self._words = project, pages, language, words

    def terms(self, path: PurePosixPath) -> Terms | None:
        """Return the terms to link on a page; None if there is no glossary, or the page is the glossary."""
        glossary = PurePosixPath(self._language, _PAGE)
        if path == glossary or glossary not in self._pages:
            return None
        return terms_of(self._glossary, self._language, relative_link(glossary, path.parent))

    def blocks(self, path: PurePosixPath) -> Mapping[str, Callable[[], str]]:
        """Return the functions that write a page's blocks without a cell or text, by block name."""
        return {
            "course": lambda: draw_course(self._course, self._words, path.parent),
            "start": lambda: self._start(path.parent),
            "translation-status": lambda: status_table(self._project, self._language, self._words),
            "glossary": lambda: "\n".join(self._entry(term, path.parent) for term in self._sorted()),
        }

    @cached_property
    def _glossary(self) -> list[Term]:
        return read_glossary(self._project)

    @cached_property
    def _course(self) -> list[Stop]:
        return read_course(self._project, self._pages, self._language)

    def _start(self, folder: PurePosixPath) -> str:
        """Return a link to the first written lesson of the course."""
        first = next((stop for stop in self._course if stop.path), None)
        if first is None or first.path is None:
            return ""
        text = self._words["start"].format(title=first.full_title)
        return f"[{text}]({relative_link(first.path, folder)}){{ .md-button .md-button--primary }}"

    def _sorted(self) -> list[Term]:
        known = [term for term in self._glossary if self._language in term.wordings]
        return sorted(known, key=lambda term: term.wordings[self._language].term.casefold())

    def _entry(self, term: Term, folder: PurePosixPath) -> str:
        """Return the glossary entry of a term."""
        own = term.wordings[self._language]
        others = {other: one for other, one in term.wordings.items() if other != self._language}
        foreign = "".join(
            f'<span class="term-foreign" lang="{other}">({html.escape(one.term)})</span>'
            for other, one in others.items()
            if one.term != own.term
        )
        lines = [
            f'## {own.term}{foreign} {{ #{term.name} .term-entry data-toc-label="{own.term}" }}',
            "",
            plain(own.definition),
        ]
        more = [self._words["same-as"].format(terms=", ".join(own.also))] if own.also else []
        if term.lesson:
            more.append(self._words["explained-in"].format(place=self._explained(term, folder)))
        if more:
            lines += ["", "/// html | p.term-more", " · ".join(more), "///"]
        return "\n".join([*lines, ""])

    def _explained(self, term: Term, folder: PurePosixPath) -> str:
        """Return a link to the section that explains a term, or the title of a lesson that is not written."""
        file = self._project.name(self._project.docs / GLOSSARY)
        if path := _path_of(term.lesson, self._pages, self._language):
            page = self._pages[path]
            titles = [stop.full_title for stop in self._course if stop.path == path] or [page.front["title"]]
            address = relative_link(path, folder)
            if term.section:
                sections = _sections(page)
                if term.section not in sections:
                    message = f"lesson: {page.file}에 {{#{term.section}}}인 제목이 없습니다."
                    english = f"lesson: {page.file} has no heading {{#{term.section}}}."
                    raise Problem(say(message, english), file, term.line)
                titles.append(sections[term.section])
                address += f"#{term.section}"
            return f"[{' › '.join(titles)}]({address})"
        if term.lesson in self._project.planned(self._language):
            return self._words["planned"].format(title=self._project.planned(self._language)[term.lesson])
        message = f"lesson: {term.lesson}은(는) 쓰인 과도, extra.planned에 있는 과도 아닙니다."
        english = f"lesson: {term.lesson} is neither a page nor announced in extra.planned."
        raise Problem(say(message, english), file, term.line)


def _sections(page: Page) -> dict[str, str]:
    """Return the titles of a page's sections, by id."""
    found = (heading(text) for text in texts(page.parts))
    return {one.id: one.title for one in found if one and one.id}


def _path_of(lesson: str, pages: Pages, language: str) -> PurePosixPath | None:
    return next((path for path in pages if lesson_name(path) == lesson and path.parts[0] == language), None)


def requirements(
    page: Page, path: PurePosixPath, pages: Pages, project: Project, words: Mapping[str, str]
) -> dict[str, str]:
    """Return Markdown for each lesson that a page requires: a link, or a title if it is not written yet.

    Raises:
        Problem: a required lesson is neither written nor announced in mkdocs.yml.
    """
    found = {}
    planned = project.planned(path.parts[0]) if page.front.get("requires") else {}
    for name in page.front.get("requires", []):
        if other := _path_of(name, pages, path.parts[0]):
            link, front = relative_link(other, path.parent), pages[other].front
            tongue = front.get(TITLE_LANGUAGE)
            translated = title_in_navigation(project, other) if tongue else ""
            marks = f"{{ lang={tongue} data-search-exclude=true }}" if tongue and not translated else ""
            found[name] = f"[{translated or front['title']}]({link}){marks}"
        elif name in planned:
            found[name] = words["planned"].format(title=planned[name])
        else:
            message = say(
                f"requires: {name}은(는) 쓰인 과도, mkdocs.yml의 extra.planned에 있는 과도 아닙니다.",
                f"requires: {name} is neither a page nor announced in extra.planned of mkdocs.yml.",
            )
            raise Problem(message, page.file, page.front_lines["requires"])
    return found
