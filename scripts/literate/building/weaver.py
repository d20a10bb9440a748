"""Weave a project's pages with their frames; weave a page again only if its inputs have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from ..files.digests import digest, text_digest
from ..project import Project
from ..reading.lessons import Pages, Source, lesson_name
from ..reading.pages import Page
from ..reading.words import read_words
from ..recording.memory import Memory
from ..recording.store import Recording
from ..weaving.blocks import Around, requirements
from ..weaving.page import weave
from ..weaving.recorded_cells import Lesson
from ..weaving.runnable import CELLS, absent_modules, cells_file
from ..weaving.take_along import folder_of, take_along
from .stage import write_woven

STATUS_BLOCK = "/// translation-status"
# Digests of woven files, by path below the stage.
Woven = dict[PurePosixPath, str]


class Weaver:
    """Weaves the current pages of a project.

    Arguments:
        project, pages, sources: the project, its pages and lessons.
        frame: a digest of what every page depends on.
        progress: a digest of the progress of translations, which the status table shows.
        memory: which files were woven from which inputs.
        notebooks: whether lessons have notebooks.
        runs: whether pages run cells.
    """

    def __init__(
        self,
        project: Project,
        pages: Pages,
        sources: Mapping[str, Source],
        frame: str,
        progress: str,
        memory: Memory,
        notebooks: bool,
        runs: bool,
    ) -> None:
        self._project, self._pages, self._sources = project, pages, sources
        self._frame, self._progress, self._memory = frame, progress, memory
        self._notebooks, self._runs = notebooks, runs
        self._words = {language: read_words(self._project, language) for language in self._project.languages}
        self._around = {
            language: Around(self._project, pages, language, words) for language, words in self._words.items()
        }

    def weave(self, path: PurePosixPath, recordings: Mapping[str, Recording]) -> Woven:
        """Weave a page and its files into the stage; return the digests of these files.

        Arguments:
            path: the page's path below docs/, `ko/lessons/….md`.
            recordings: recordings by lesson.

        Raises:
            Problem: the page uses a cell, value or lesson that does not exist.
        """
        page, name = self._pages[path], lesson_name(path)
        source = self._sources.get(name)
        recording = recordings[name] if source else None
        snippet, recorded = source.snippet.text if source else "", recording.index if recording else ""
        progress = self._progress if any(STATUS_BLOCK in line.text for line in page.lines()) else ""
        inputs = digest(repr(page), recorded, snippet, self._frame, progress)
        woven = self._memory.woven(path, inputs)
        if not woven or woven != self._staged(woven):
            lesson = Lesson(source.snippet, recording) if source and recording else None
            texts = self._weave(path, page, lesson)
            write_woven(self._project, texts)
            woven = {file: text_digest(text) for file, text in texts.items()}
            self._memory.weave(path, inputs, woven)
        return woven

    def _staged(self, paths: Iterable[PurePosixPath]) -> Woven:
        """Return the digests of those of the files that are in the stage."""
        files = {path: self._project.stage / path for path in paths}
        return {path: text_digest(file.read_bytes()) for path, file in files.items() if file.is_file()}

    def _weave(
        self, path: PurePosixPath, page: Page, lesson: Lesson | None
    ) -> dict[PurePosixPath, str | bytes]:
        words, around = self._words[path.parts[0]], self._around[path.parts[0]]
        needed = requirements(page, path, self._pages, self._project, words)
        absent = absent_modules(lesson.snippet) if lesson is not None and self._runs else None
        text = weave(page, lesson, words, needed, around.terms(path), around.blocks(path), absent)
        if lesson is None:
            return {path: text}
        files: dict[PurePosixPath, str | bytes] = {path: text}
        if self._runs:
            files[folder_of(path) / CELLS] = cells_file(lesson, words)
        # The home page shows a part of a lesson, but is not a lesson.
        if lesson_name(path) == "index":
            return files
        return files | take_along(self._project, page, lesson, words, path, self._notebooks)
