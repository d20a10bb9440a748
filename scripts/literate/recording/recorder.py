"""Bring recordings up to date: run the lessons whose recordings are not known to be what they give here."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ..files.digests import state_of
from ..messages import Problem, Problems, each, say
from ..project import Project
from ..reading.lessons import Source
from ..reading.snippets import modules_imported, read_snippet_text, syntax_tree
from ..running.job import CellRecord, versions
from ..running.limits import MANY_LESSONS
from ..running.progress import Progress
from ..running.supervisor import Supervisor
from .memory import Memory
from .store import Recording, digest_of, read_recording, settle, write_recording

if TYPE_CHECKING:
    from ..running.runner import Runner


Recorded = Callable[[str, Recording], None]
Meanwhile = Callable[[Mapping[str, Recording]], Recorded]


class Recorder:
    """Records the lessons of a project; what runs them stays warm from one time to the next.

    Arguments:
        project: the project.
        jobs: how many lessons run at once.
        timeout: seconds that a lesson may take.
        scheduler: the address of a Dask cluster that runs them instead; None for this machine.
        progress: is told how the lessons come along.
    """

    def __init__(
        self, project: Project, jobs: int, timeout: float, scheduler: str | None, progress: Progress
    ) -> None:
        self._project, self._progress = project, progress
        self._jobs, self._timeout, self._scheduler = jobs, timeout, scheduler
        self._runner: Runner | None = None
        self._read: dict[str, tuple[tuple[str, str], Recording]] = {}

    def record(
        self,
        sources: Mapping[str, Source],
        memory: Memory,
        fresh: bool,
        meanwhile: Meanwhile,
    ) -> dict[str, Recording]:
        """Return a recording for each lesson, from running it where that is needed.

        Those that succeed are kept even when others fail.

        Arguments:
            sources: the lessons, by name.
            memory: what was verified here before, and is now.
            fresh: whether to run all of them, needed or not.
            meanwhile: called when lessons begin to run, with the recordings of those that need not; what
                it returns is called with each lesson that has run, and with its recording.

        Raises:
            Problems: one for each lesson that failed.
        """
        found, due = {}, []
        for name, source in sources.items():
            kept = None if fresh else self._kept(source)
            if kept is not None and memory.is_verified(name, kept):
                found[name] = kept
                self._progress.report(name, "unchanged")
            else:
                due.append(source)
        return found | self._run(due, memory, partial(meanwhile, found))

    def committed(self, sources: Mapping[str, Source], quiet: bool = False) -> dict[str, Recording]:
        """Return the recordings as they are committed, and report each lesson as unchanged if not quiet.

        Raises:
            Problems: one for each that is missing, damaged, or was made from something else.
        """
        found = dict(each(sources.values(), lambda source: (source.name, self._committed(source))))
        for name in () if quiet else found:
            self._progress.report(name, "unchanged")
        return found

    def _committed(self, source: Source) -> Recording:
        folder = self._project.recorded / source.name
        recording = read_recording(folder, self._project.name(folder))
        if recording.digest != digest_of(source):
            message = say(
                f"이 기록은 지금의 스니펫({source.snippet.file})과 쪽에서 나온 것이 아닙니다. "
                "`scripts/build.py`로 다시 기록하세요.",
                f"This recording was not made from {source.snippet.file} and the pages as they are now. "
                "Record it again with `scripts/build.py`.",
            )
            raise Problem(message, self._project.name(folder))
        return recording

    def _kept(self, source: Source) -> Recording | None:
        """Return the recording, if it belongs to the snippet; one that lies there untouched is read once."""
        found, state = self._read.get(source.name), state_of(self._project.recorded / source.name)
        if found is None or found[0] != (state, digest_of(source)):
            try:
                found = (state, digest_of(source)), self._committed(source)
            except Problem:
                return None
            self._read[source.name] = found
        return found[1]

    def _run(
        self, due: list[Source], memory: Memory, meanwhile: Callable[[], Recorded]
    ) -> dict[str, Recording]:
        if not due:
            return {}
        from ..running.job import Job

        by_name, found, problems = {source.name: source for source in due}, {}, {}
        jobs = [Job(source.name, source.snippet, source.expressions) for source in due]
        with self._warm_runner().started(jobs) as ended:
            recorded = meanwhile()
            for name, outcome in ended:
                if isinstance(outcome, Problem):
                    problems[name] = outcome
                    continue
                found[name] = self._write(by_name[name], outcome)
                memory.verify(name, found[name], by_name[name].snippet)
                recorded(name, found[name])
        if problems:
            memory.save()
            raise Problems([problems[name] for name in by_name if name in problems])
        return found

    def prepare(self, sources: Mapping[str, Source]) -> None:
        """Make ready to run lessons, for whoever is about to change them."""
        imports = {name for source in sources.values() for name in source.snippet.imports}
        self._warm_runner().prepare(imports)

    def _warm_runner(self) -> Runner:
        if self._runner is None:
            from ..running.runner import Runner

            self._runner = Runner(self._jobs, self._timeout, self._progress.report, self._scheduler)
        return self._runner

    def _write(self, source: Source, cells: dict[str, CellRecord]) -> Recording:
        folder = self._project.recorded / source.name
        try:
            old = read_recording(folder)
        except Problem:
            old = None
        recording = settle(Recording(digest_of(source), versions(), cells), old)
        write_recording(folder, recording, self._project.stage / "next-recording" / source.name)
        return recording


_SNIPPETS = re.compile(r"^snippets:[ \t]*([\w.-]+)[ \t]*$", re.MULTILINE)


def start_early(project: Project, memory: Memory, chosen: Collection[str], fresh: bool) -> None:
    """Start the server with what changed lessons import, if any seem to have changed.

    That is a guess by the text of snippets alone. Whoever runs lessons looks at all that they depend on,
    and starts the server if it does not run yet.

    Arguments:
        project: the project.
        memory: what was run here before.
        chosen: the lessons that may run; all if empty.
        fresh: whether they run even if nothing has changed.
    """
    count, imports = 0, set()
    for page in sorted((project.docs / project.languages[0]).rglob("*.md")):
        # What is wrong with a page or a snippet is told when it is read for good.
        with contextlib.suppress(OSError, ValueError, SyntaxError, RecursionError, MemoryError, Problem):
            named = _SNIPPETS.search(page.read_text(encoding="utf-8"))
            if named and (not chosen or page.stem in chosen):
                text = read_snippet_text(project.snippets / named[1])
                if fresh or not memory.has_run(page.stem, text):
                    imports |= modules_imported(syntax_tree(text))
                    count += 1
    if count:
        Supervisor().preload(imports, warm=count > MANY_LESSONS)
