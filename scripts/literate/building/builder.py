"""Build: run unverified lessons, record, weave, render, publish. A failed build does not publish."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..files.digests import digest
from ..files.writing import publish, recover
from ..messages import Problem, Problems, each, warn
from ..project import Project
from ..reading.lessons import Source, choose, find_sources, lesson_name, unshown_cells
from ..recording.memory import Memory
from ..recording.recorder import Recorder
from ..recording.store import Recording
from ..rendering.feed import write_feeds
from ..rendering.offline import archive_of, is_packed, pack
from ..rendering.site import render_editions
from ..running.limits import LESSON_SECONDS
from ..running.progress import Progress
from ..running.runner import Runner
from ..translating.composing import read_pages
from ..translating.safety.settings import check_language
from ..weaving.take_along import NOTEBOOK_PAGE
from .inputs import Inputs, progress_of
from .stage import finish_stage
from .weaver import Weaver, Woven


@dataclass(frozen=True)
class Options:
    """The options of a build, named as those of scripts/build.py.

    `python` is the folder of the files that run cells on pages; None if no page runs any.
    """

    lessons: tuple[str, ...] = ()
    jobs: int = os.cpu_count() or 1
    timeout: float = LESSON_SECONDS
    frozen: bool = False
    fresh: bool = False
    strict: bool = True
    notebooks: bool = True
    offline: bool = False
    book: bool = False
    python: Path | None = None
    scheduler: str | None = None


class Builder:
    """Builds a project once, or repeatedly for scripts/serve.py."""

    def __init__(
        self,
        project: Project,
        options: Options,
        progress: Progress | None = None,
        stale: Callable[[], bool] = lambda: False,
    ) -> None:
        self._project, self._options = project, options
        self._progress = progress or Progress()
        runner = Runner(options.jobs, options.timeout, self._progress.report, options.scheduler, stale)
        self._recorder = Recorder(project, runner, self._progress)

    def build(self, inputs: Inputs | None = None) -> bool:
        """Update the site.

        Arguments:
            inputs: the inputs of the build; by default the current project.

        Returns:
            Whether anything was out of date.

        Raises:
            Problem, Problems: the build failed; the published site is unchanged.
            Stale: the lessons changed while they were running; the published site is unchanged.
        """
        options = self._options
        inputs = inputs or Inputs(self._project, options.notebooks, options.book, options.python)
        project, memory = inputs.project, Memory(self._project)
        recover(project.site)
        if not options.fresh and not options.lessons and memory.is_published(inputs.whole):
            packed = self._packed(project.site)
            if packed is not None:
                packed.replace(archive_of(project))
            return packed is not None
        # Check translations before MkDocs reads their settings, which can run code.
        each(project.languages[1:], lambda language: check_language(project, language))
        pages = read_pages(project)
        sources = find_sources(project, pages)
        chosen = choose(sources, self._options.lessons, pages)
        warn(unshown_cells(sources, pages))
        # Pages depend on one another: titles, prerequisites, and translation progress.
        frame = inputs.frame(f"{path} {page.front}" for path, page in pages.items())
        progress = digest(*progress_of(project))
        runs = options.python is not None
        weaver = Weaver(project, pages, sources, frame, progress, memory, options.notebooks, runs)
        some = bool(options.lessons) and memory.can_update(frame, progress)
        bodies = inputs.bodies(map(str, pages))
        with self._progress:
            recordings = self._recorder.committed(chosen) if options.frozen else self._record(chosen, memory)
        memory.save()
        if not some:
            others = {name: source for name, source in sources.items() if name not in chosen}
            recordings |= self._recorder.committed(others, quiet=True)
        paths = [path for path in pages if not some or lesson_name(path) in chosen]
        woven: Woven = {}
        for files in each(paths, lambda path: weaver.weave(path, recordings)):
            woven |= files
        finish_stage(project, woven, not some, options.python)
        rendered = {path: woven[path] for path in woven if path in pages or path.name == NOTEBOOK_PAGE}
        can_update = not options.fresh and memory.can_update(frame)
        self._publish(project, rendered, memory.changed(rendered) if can_update else None, bodies)
        memory.publish(None if options.lessons else inputs.whole, (frame, progress), rendered, whole=not some)
        # The site is published; if the cache cannot be written, the next build only repeats work.
        with contextlib.suppress(OSError):
            memory.save()
        return True

    def prepare(self) -> None:
        """Prepare to build again soon, with changed lessons."""
        with contextlib.suppress(Problem, Problems):
            self._recorder.prepare(find_sources(self._project, read_pages(self._project)))

    def _record(self, chosen: dict[str, Source], memory: Memory) -> dict[str, Recording]:
        """Return a recording of each lesson."""
        recordings: dict[str, Recording] = {}
        with contextlib.closing(self._recorder.record(chosen, memory, self._options.fresh)) as found:
            for new in found:
                recordings |= new
        return recordings

    def _publish(self, project: Project, woven: Woven, wanted: set[PurePosixPath] | None, frame: str) -> None:
        """Render all or some pages into a new folder, and exchange it with the published site on success."""
        new = self._project.stage / "next-site"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        problems = render_editions(project, new, woven, wanted, frame, self._options.book)
        if problems and self._options.strict:
            raise Problems(problems)
        warn(problems)
        write_feeds(project, new)
        if self._options.book:
            # Its packages take a while to import.
            from ..rendering.books import write_books

            write_books(project, new)
        packed = self._packed(new)
        publish(new, self._project.site)
        if packed is not None:
            packed.replace(archive_of(self._project))

    def _packed(self, site: Path) -> Path | None:
        """Pack the offline site if requested and outdated; return the temporary file."""
        archive = archive_of(self._project)
        if not self._options.offline or is_packed(site, archive):
            return None
        new = self._project.stage / archive.name
        pack(site, new, os.environ.get("SITE_URL", ""))
        return new
