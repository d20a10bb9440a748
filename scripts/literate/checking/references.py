"""Check that pages call other pages by their names: titles, numbers, ids, links, and the places of terms."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..messages import Problem, say
from ..project import Project
from ..reading.blocks import Heading, heading
from ..reading.expressions import blank_out
from ..reading.glossary import GLOSSARY, Term, read_glossary
from ..reading.lessons import lesson_name
from ..reading.pages import prose
from ..reading.sections import OPENING, SectionedPage, SectionedPages
from ..translating.composing import read_language, read_pages
from ..weaving.course import Stop, read_course, required

_LINK = re.compile(r"(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^)\s]+)")
_NUMBER = re.compile(r"(?<![\d-])\d-\d(?![\d-])")
_BOLD = re.compile(r"\*\*(?P<words>\S.*?)\*\*")
_ORDINAL = re.compile(r"(\d+)\.\s")
_WORD = re.compile(r"\w{2,}")
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")  # a word that can begin an id
# The Korean words of links that need no word of the title: here, above, below, and the kinds of sections.
_POINTERS = re.compile(r"여기|위|앞|아래|뒤|연습|풀이")
BEFORE, NEXT = "지난 과", "다음 과"


def wrong_references(project: Project) -> list[Problem]:
    """Return a problem for each title, number and link that does not fit its page, and each missing id."""
    original = project.languages[0]
    file, terms = project.name(project.docs / GLOSSARY), read_glossary(project)
    found = list(_unnamed_terms(terms, original, read_language(project, original), file))
    first: dict[str, Stop] = {}
    for language in project.languages:
        course = {stop.name: stop for stop in read_course(project, read_pages(project), language)}
        pages, first = read_language(project, language), first or course
        found += _titles(project, language, course, pages)
        found += _lesson_numbers(project, language, course, first)
        for path, page in pages.items():
            found += [*_out_of_order(page), *_without_ids(page, terms, language)]
            for link in _references(path, page, pages):
                found += _numbers(page.page.file, link, course)
                if language == original:
                    found += _words(page.page.file, link, course)
                    found += _unprepared(page.page.file, link, course)
    return found


@dataclass(frozen=True)
class _Reference:
    """A link from one page to a section of a page of the same language."""

    source: str
    text: str
    line: int
    target: str
    titles: tuple[str, ...]


def _references(path: PurePosixPath, page: SectionedPage, pages: SectionedPages) -> Iterator[_Reference]:
    for line in prose(page.page.parts):
        for match in _LINK.finditer(line.text):
            place, _, section = match["target"].partition("#")
            below = PurePosixPath(posixpath.normpath(path.parent / place)) if place else path
            # The check of the built site reports links that lead nowhere.
            if below in pages:
                sections = pages[below].sections
                titles = tuple(sections[name].title for name in (OPENING, section) if name in sections)
                yield _Reference(path.stem, match["text"], line.number, below.stem, titles)


def _headings(page: SectionedPage) -> Iterator[tuple[Heading, tuple[str, int]]]:
    """Yield each heading of a page, and its file and line."""
    for line in page.page.lines():
        found = heading(line.text) if line.kind == "text" else None
        if found:
            yield found, (line.file or page.page.file, line.number)


def _out_of_order(page: SectionedPage) -> Iterator[Problem]:
    """Yield a problem for each numbered heading that does not follow the one before it, as 4 follows 3."""
    last: dict[int, int] = {}
    for title, place in _headings(page):
        last = {level: number for level, number in last.items() if level <= title.level}
        if match := _ORDINAL.match(title.title):
            number, wanted = int(match[1]), last.get(title.level, 0) + 1
            if number != wanted:
                message = say(
                    f"제목의 번호가 {wanted}이(가) 아닙니다.", f"The heading's number is not {wanted}."
                )
                yield Problem(message, *place, detail=f"  {title.title}")
            last[title.level] = number


def _without_ids(page: SectionedPage, terms: list[Term], language: str) -> Iterator[Problem]:
    """Yield a problem for each heading without an id, with one made of its terms and its Latin words.

    Sections are known by ids: the renderer would number the heading, `_1`, and its address would change.
    """
    known = [term for term in terms if language in term.wordings]
    english = {name: term.name for term in known for name in term.wordings[language].names}
    for title, place in _headings(page):
        if not title.id:
            text = title.title
            for name in sorted(english, key=len, reverse=True):
                text = text.replace(name, f" {english[name]} ")
            proposed = "-".join(_LATIN.findall(text.lower())) or "name"
            right = f"{'#' * title.level} {title.title} {{#{proposed}}}"
            message = say(
                f"제목에 id가 없습니다. `{right}`처럼 영어 이름을 붙이세요.",
                f"This heading has no id. Add an English name, as in `{right}`.",
            )
            yield Problem(message, *place)


def _titles(
    project: Project, language: str, course: Mapping[str, Stop], pages: SectionedPages
) -> Iterator[Problem]:
    """Yield a problem for each lesson whose title in the navigation is not that of its page."""
    for path, page in pages.items():
        stop, title = course.get(path.stem), page.sections[OPENING].title
        if stop and stop.title != title:
            message = say(
                f"메뉴의 제목 ‘{stop.title}’이(가) 페이지의 제목 ‘{title}’과(와) 다릅니다.",
                f"The title “{stop.title}” in the navigation is not the page's title “{title}”.",
            )
            place = _place(project, language, stop)
            yield Problem(message, *place, detail=f"  {page.page.file}")


def _lesson_numbers(
    project: Project, language: str, course: Mapping[str, Stop], first: Mapping[str, Stop]
) -> Iterator[Problem]:
    """Yield a problem for each number that an earlier lesson has, or that is not the original's."""
    names: dict[str, str] = {}
    for stop in course.values():
        wanted = first[stop.name].number if stop.name in first else stop.number
        if names.setdefault(stop.number, stop.name) != stop.name:
            message = say(
                f"번호 {stop.number}이(가) 두 과에 있습니다.", f"Two lessons have the number {stop.number}."
            )
            yield Problem(message, *_place(project, language, stop))
        elif stop.number != wanted:
            message = say(f"원문의 번호는 {wanted}입니다.", f"The original's number is {wanted}.")
            yield Problem(message, *_place(project, language, stop))


def _place(project: Project, language: str, stop: Stop) -> tuple[str, int]:
    """Return the file and the line of a lesson in the navigation of a language."""
    settings = project.settings_file(language)
    lines = project.text(settings).splitlines()
    line = next((at for at, text in enumerate(lines, 1) if stop.full_title in text), 0)
    return project.name(settings), line


def _numbers(file: str, link: _Reference, course: Mapping[str, Stop]) -> Iterator[Problem]:
    """Yield a problem for each number of a lesson in a link that leads to another lesson."""
    stop = course.get(link.target)
    for number in _NUMBER.findall(link.text):
        if stop and stop.number != number:
            message = say(
                f"‘{link.text}’의 링크는 {stop.full_title}(으)로 갑니다.",
                f"The link “{link.text}” leads to {stop.full_title}.",
            )
            yield Problem(message, file, link.line)


def _words(file: str, link: _Reference, course: Mapping[str, Stop]) -> Iterator[Problem]:
    """Yield a problem for a link that shares no word, by its first two letters, with its target."""
    names = list(course)
    neighbors = {BEFORE: -1, NEXT: 1}
    step = next((neighbors[words] for words in neighbors if words in link.text), None)
    if step and link.source in course:
        is_right = names.index(link.source) + step == (
            names.index(link.target) if link.target in course else -1
        )
    else:
        stems = (word[:2] for word in _WORD.findall(link.text))
        is_right = any(stem in " ".join(link.titles) for stem in stems)
    if not (is_right or _NUMBER.search(link.text) or _POINTERS.search(link.text)):
        message = say(
            f"‘{link.text}’의 링크가 가리키는 곳의 제목은 ‘{link.titles[-1]}’입니다.",
            f"The link “{link.text}” leads to “{link.titles[-1]}”.",
        )
        yield Problem(message, file, link.line)


def _unprepared(file: str, link: _Reference, course: Mapping[str, Stop]) -> Iterator[Problem]:
    """Yield a problem for a link back, within a chapter, to a lesson that this one does not require."""
    here, there = course.get(link.source), course.get(link.target)
    is_back = here and there and here.order[0] == there.order[0] and there.order < here.order
    needs = {name: stop.requires for name, stop in course.items()}
    if is_back and link.target not in required(link.source, needs):
        title = course[link.target].full_title
        message = say(
            f"앞의 과 {title}이(가) 이 과의 requires에 없습니다.",
            f"This lesson does not require the earlier lesson {title}.",
        )
        yield Problem(message, file, link.line)


def _unnamed_terms(terms: list[Term], language: str, pages: SectionedPages, file: str) -> Iterator[Problem]:
    """Yield a problem for each term that its section names neither in bold nor in its title."""
    by_name = {lesson_name(path): page for path, page in pages.items()}
    for term in terms:
        sections = by_name[term.lesson].sections if term.lesson else {}
        looked_at = [sections[term.section]] if term.section in sections else list(sections.values())
        bold = [match["words"] for one in looked_at for match in _BOLD.finditer(blank_out(one.body))]
        text = " ".join([*bold, *(one.title for one in looked_at)])
        names = term.wordings[language].names
        if looked_at and not any(name in text for name in names):
            message = say(
                f"용어 ‘{names[0]}’을(를) 설명하는 절에 그 이름이 굵게 적혀 있지 않습니다.",
                f"The section that explains the term “{names[0]}” does not name it in bold.",
            )
            yield Problem(message, file, term.line)
