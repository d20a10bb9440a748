"""Check that the code in a page's sentences uses names that its lesson uses."""

from __future__ import annotations

import builtins
import keyword
import re
from pathlib import PurePosixPath

from ..messages import Problem, did_you_mean, say
from ..project import Project
from ..reading.expressions import CODE_SPAN, without_values
from ..reading.lessons import Pages, find_sources, lesson_name
from ..reading.pages import Page
from ..recording.store import read_recording
from ..translating.composing import read_pages
from ..weaving.course import required

_WORD = re.compile(r"[^\W\d]\w+")  # a single letter may be any text
_TARGET = re.compile(r"\]\((?P<target>[^)\s#]+)\.md")
# Python's own names, and commands of a terminal
_COMMON = {*dir(builtins), *keyword.kwlist, "pip", "install", "python"}


def strange_code(project: Project) -> list[Problem]:
    """Return a problem for each name in a sentence's code that occurs in no code or output that it can mean.

    These are the code and the outputs of the page's own lesson, of the lessons that it requires, and of the
    lessons to which the page links.
    """
    pages = read_pages(project)
    words = _words(project, pages)
    found = []
    for path, page in pages.items():
        if path.parts[0] == project.languages[0] and lesson_name(path) in words:
            found += _strange(page, _around(lesson_name(path), pages, words))
    return found


def _words(project: Project, pages: Pages) -> dict[str, set[str]]:
    """Return the words of each lesson's code and recorded outputs."""
    found = {}
    for name, source in find_sources(project, pages).items():
        cells = read_recording(project.recorded / name).cells.values()
        texts = [source.snippet.text, *(cell.text + cell.errors for cell in cells)]
        found[name] = {word for text in texts for word in _WORD.findall(text)}
    return found


def _around(lesson: str, pages: Pages, words: dict[str, set[str]]) -> set[str]:
    """Return the words of a lesson, of those that it requires, and of those that its page links to."""
    by_name = {lesson_name(path): page for path, page in pages.items()}
    linked = {
        PurePosixPath(match["target"]).name
        for line in by_name[lesson].lines()
        for match in _TARGET.finditer(line.text)
    }
    needs = {name: page.front.get("requires", ()) for name, page in by_name.items()}
    names = {lesson} | linked | required(lesson, needs)
    return _COMMON.union(*(words[name] for name in names & words.keys()))


def _strange(page: Page, known: set[str]) -> list[Problem]:
    found = []
    for line in page.lines():
        spans = CODE_SPAN.finditer(without_values(line.text)) if line.kind == "text" else ()
        for word in (word for span in spans for word in _WORD.findall(span[0])):
            if word not in known:
                message = say(
                    f"이 과의 코드와 출력에 {word}(이)라는 이름이 없습니다.",
                    f"The lesson's code and output do not contain the name {word}.",
                )
                hint = did_you_mean(word, sorted(known))
                found.append(Problem(message + hint, page.file, line.number))
    return found
