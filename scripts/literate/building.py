"""Build: run what is not verified, record, weave, render, publish. A build that fails publishes nothing."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .around import Around
from .editions import render_editions
from .exchange import publish, recover
from .freshness import Memory, body_digest, frame_digest, inputs_digest, versions
from .languages import check_language
from .lessons import Pages, Source, each, find_sources, lesson_name, read_pages, unshown_cells
from .messages import Problem, Problems, did_you_mean, say
from .offline import archive_of, is_packed, pack
from .progress import Progress
from .project import Project
from .recording import CellRecord, Recording, read_recording, settle, write_recording
from .stage import requirements, write_stage
from .status_page import progress_of
from .take_along import NOTEBOOK_PAGE, take_along
from .weave import Lesson, weave
from .words import read_words

if TYPE_CHECKING:
    from .run import Runner


@dataclass(frozen=True)
class Options:
    """What the user asks of a build; the fields are the options of scripts/build.py."""

    lessons: tuple[str, ...] = ()
    jobs: int = os.cpu_count() or 1
    timeout: float = 120.0
    frozen: bool = False
    fresh: bool = False
    strict: bool = True
    notebooks: bool = True
    offline: bool = False


class Builder:
    """Builds a project, once or, when it is served, many times over with a warm process server."""

    def __init__(self, project: Project, options: Options, progress: Progress | None = None) -> None:
        self._project, self._options = project, options
        self._runner: Runner | None = None
        self._progress = progress or Progress()

    def build(self) -> bool:
        """Bring the site up to date.

        Returns:
            Whether there was anything to do.

        Raises:
            Problem, Problems: something is wrong; the published site is as it was.
        """
        project, options = self._project, self._options
        recover(project.site)
        memory, inputs = Memory(project), inputs_digest(project, options.notebooks)
        if not options.fresh and not options.lessons and memory.is_published(inputs):
            packed = self._packed(project.site)
            if packed is not None:
                packed.replace(archive_of(project))
            return packed is not None
        # Before anything of a translation is read for good, since MkDocs lets settings run code.
        each(project.languages[1:], lambda language: check_language(project, language))
        pages = read_pages(project)
        sources = find_sources(project, pages)
        chosen = self._choose(sources)
        for warning in unshown_cells(sources, pages):
            print(say("주의: ", "warning: ") + str(warning), file=sys.stderr)
        # Pages speak of one another: titles, which requires which, and how far each is translated.
        texts = [f"{path} {page.front}" for path, page in pages.items()]
        frame = frame_digest(project, [*texts, *progress_of(project)], options.notebooks)
        some = bool(options.lessons) and memory.can_update(frame)
        with self._progress:
            recordings = self._recordings(sources, chosen, memory)
        memory.save()
        if not some:
            others = [source for name, source in sources.items() if name not in chosen]
            recordings |= each(others, lambda source: (source.name, self._committed(source)))
        woven = self._weave(pages, sources, recordings, chosen if some else None)
        rendered = {path: woven[path] for path in woven if path in pages or path.name == NOTEBOOK_PAGE}
        can_update = not options.fresh and memory.can_update(frame)
        self._publish(memory.changed(rendered) if can_update else None, body_digest(project, map(str, pages)))
        memory.publish(None if options.lessons else inputs, frame, rendered, whole=not some)
        memory.save()
        return True

    def _choose(self, sources: dict[str, Source]) -> set[str]:
        """Return the lessons to run: those named, or all."""
        for name in self._options.lessons:
            if name not in sources:
                message = say(f"{name}: 그런 과가 없습니다.", f"{name}: there is no such lesson.")
                raise Problem(message + did_you_mean(name, sorted(sources)))
        return set(self._options.lessons or sources)

    def _recordings(
        self, sources: dict[str, Source], chosen: set[str], memory: Memory
    ) -> dict[str, Recording]:
        """Return a recording for each lesson, from running it where that is asked for and needed."""
        fresh, found, due = self._options.fresh, {}, []
        for name in sorted(chosen):
            kept = None if fresh or self._options.frozen else self._kept(sources[name])
            if self._options.frozen:
                found[name] = self._committed(sources[name])
            elif kept is not None and memory.is_verified(name, kept):
                found[name] = kept
            else:
                due.append(sources[name])
                continue
            self._progress.report(name, "unchanged")
        return found | self._run(due, memory)

    def _committed(self, source: Source) -> Recording:
        """Return a lesson's recording, which must belong to its snippet.

        Raises:
            Problem: it is missing, damaged, or was made from something else.
        """
        folder = self._project.recorded / source.name
        recording = read_recording(folder, self._project.name(folder))
        if recording.digest != source.digest:
            message = say(
                f"이 기록은 지금의 스니펫({source.snippet.file})과 쪽에서 나온 것이 아닙니다. "
                "`scripts/build.py`로 다시 기록하세요.",
                f"This recording was not made from {source.snippet.file} and the pages as they are now. "
                "Record it again with `scripts/build.py`.",
            )
            raise Problem(message, self._project.name(folder))
        return recording

    def _kept(self, source: Source) -> Recording | None:
        try:
            return self._committed(source)
        except Problem:
            return None

    def _run(self, due: list[Source], memory: Memory) -> dict[str, Recording]:
        """Run lessons and record what they give; those that succeed are kept even when others fail."""
        if not due:
            return {}
        from .run import Runner
        from .worker import Job

        if self._runner is None:
            self._runner = Runner(self._options.jobs, self._options.timeout, self._progress.report)
        jobs = [Job(source.name, source.snippet, source.expressions) for source in due]
        outcomes = self._runner.run(jobs)

        def record(source: Source) -> tuple[str, Recording]:
            outcome = outcomes[source.name]
            if isinstance(outcome, Problem):
                raise outcome
            recording = self._record(source, outcome)
            memory.verify(source.name, recording)
            return source.name, recording

        return dict(each(due, record))

    def _record(self, source: Source, cells: dict[str, CellRecord]) -> Recording:
        folder = self._project.recorded / source.name
        try:
            old = read_recording(folder)
        except Problem:
            old = None
        recording = settle(Recording(source.digest, versions(), cells), old)
        write_recording(folder, recording, self._project.stage / "next-recording" / source.name)
        return recording

    def _weave(
        self,
        pages: Pages,
        sources: dict[str, Source],
        recordings: dict[str, Recording],
        only: set[str] | None,
    ) -> dict[PurePosixPath, str]:
        """Weave the pages of all lessons, or of some only, into the stage; return what was woven."""
        words = {language: read_words(self._project, language) for language in self._project.languages}
        around = {language: Around(self._project, pages, language, words[language]) for language in words}

        def weave_page(path: PurePosixPath) -> dict[PurePosixPath, str]:
            page, name, its_words = pages[path], lesson_name(path), words[path.parts[0]]
            lesson = Lesson(sources[name].snippet, recordings[name]) if name in sources else None
            needed = requirements(page, path, pages, self._project, its_words)
            its_around = around[path.parts[0]]
            terms, blocks = its_around.terms(path), its_around.blocks(path)
            woven = {path: weave(page, lesson, its_words, needed, terms, blocks)}
            # The home page shows a lesson at work; it is none.
            if lesson is None or name == "index":
                return woven
            return woven | take_along(self._project, page, lesson, its_words, path, self._options.notebooks)

        paths = [path for path in pages if only is None or lesson_name(path) in only]
        woven = {path: text for one in each(paths, weave_page) for path, text in one.items()}
        write_stage(self._project, woven, whole=only is None)
        return woven

    def _publish(self, wanted: set[PurePosixPath] | None, frame: str) -> None:
        """Render all pages, or some only, beside the published site; exchange the two when all is well."""
        new = self._project.stage / "next-site"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        problems = render_editions(self._project, new, wanted, frame, self._options.notebooks)
        if problems and self._options.strict:
            raise Problems(problems)
        for problem in problems:
            print(say("주의: ", "warning: ") + str(problem), file=sys.stderr)
        packed = self._packed(new)
        publish(new, self._project.site)
        if packed is not None:
            packed.replace(archive_of(self._project))

    def _packed(self, site: Path) -> Path | None:
        """Pack a site to be read from a disk, if asked for and needed; return the file, not yet in place."""
        archive = archive_of(self._project)
        if not self._options.offline or is_packed(site, archive):
            return None
        new = self._project.stage / archive.name
        pack(site, new, os.environ.get("SITE_URL", ""))
        return new
