"""Weave a project's pages with what stands around them; a page is woven again only when it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from .around import Around
from .lessons import Pages, Source, lesson_name
from .pages import Page
from .project import Project
from .recording import Recording
from .stage import requirements
from .take_along import take_along
from .weave import Lesson, weave
from .words import read_words

Woven = dict[PurePosixPath, str]


@dataclass(frozen=True)
class _Known:
    page: Page
    recording: Recording | None
    snippet: str
    frame: str
    woven: Woven


class Weaver:
    """Weaves the pages of a project as they are now.

    Arguments:
        project: the project.
        notebooks: whether lessons have notebooks.
    """

    def __init__(self, project: Project, notebooks: bool) -> None:
        self._project, self._notebooks = project, notebooks
        self._known: dict[PurePosixPath, _Known] = {}

    def look(self, pages: Pages, sources: Mapping[str, Source], frame: str) -> None:
        """Take note of the project's pages and lessons, and of a digest of what frames every page."""
        self._pages, self._sources, self._frame = pages, sources, frame
        self._words = {language: read_words(self._project, language) for language in self._project.languages}
        self._around = {
            language: Around(self._project, pages, language, words) for language, words in self._words.items()
        }

    def weave(self, path: PurePosixPath, recordings: Mapping[str, Recording]) -> Woven:
        """Return a page as Markdown, and the files that go with it, by path below the stage.

        Arguments:
            path: the page's path below docs/, `ko/lessons/….md`.
            recordings: recordings by lesson, of which the page may need one.

        Raises:
            Problem: the page asks for a cell, value or lesson that is not there.
        """
        page, name = self._pages[path], lesson_name(path)
        source = self._sources.get(name)
        recording = recordings[name] if source else None
        snippet = source.snippet.text if source else ""
        known = self._known.get(path)
        if known is None or (known.frame, known.snippet, known.page, known.recording) != (
            self._frame,
            snippet,
            page,
            recording,
        ):
            lesson = Lesson(source.snippet, recording) if source and recording else None
            known = _Known(page, recording, snippet, self._frame, self._weave(path, page, lesson))
            self._known[path] = known
        return known.woven

    def _weave(self, path: PurePosixPath, page: Page, lesson: Lesson | None) -> Woven:
        words, around = self._words[path.parts[0]], self._around[path.parts[0]]
        needed = requirements(page, path, self._pages, self._project, words)
        woven = {path: weave(page, lesson, words, needed, around.terms(path), around.blocks(path))}
        # The home page shows a lesson at work; it is none.
        if lesson is None or lesson_name(path) == "index":
            return woven
        return woven | take_along(self._project, page, lesson, words, path, self._notebooks)
