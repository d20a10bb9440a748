"""Bring recordings up to date: run the lessons whose recordings are not known to be what they give here."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING

from ..files.digests import state_of
from ..messages import Problem, Problems, each, say
from ..project import Project
from ..reading.lessons import Source
from ..reading.snippets import beside
from ..running.job import Job, Ran, versions
from ..running.modules import distributions, installed_imports
from ..running.progress import Progress
from ..running.reads import read_states
from .memory import Memory
from .store import Recording, digest_of, outdated, read_recording, settle, write_recording

if TYPE_CHECKING:
    from ..running.runner import Runner


class Recorder:
    """Records the lessons of a project; what runs them stays warm from one time to the next.

    Arguments:
        project: the project.
        jobs: how many lessons run at once.
        timeout: seconds that a lesson may take.
        scheduler: the address of a Dask cluster that runs them instead; None for this machine.
        progress: receives the state of each lesson.
    """

    def __init__(
        self, project: Project, jobs: int, timeout: float, scheduler: str | None, progress: Progress
    ) -> None:
        self._project, self._progress = project, progress
        self._jobs, self._timeout, self._scheduler = jobs, timeout, scheduler
        self._runner: Runner | None = None
        self._read: dict[str, tuple[str, Recording]] = {}

    def record(
        self, sources: Mapping[str, Source], memory: Memory, fresh: bool
    ) -> Generator[dict[str, Recording], None, None]:
        """Yield the recordings of lessons, by name: first of those that need not run, then of each that ran.

        Lessons run while the first is looked at. Those that succeed are kept even when others fail, and to
        close the iterator ends those that run.

        Arguments:
            sources: the lessons, by name.
            memory: what was verified here before, and is now.
            fresh: whether to run all of them, needed or not.

        Raises:
            Problems: one for each lesson that failed, once all have run.
        """
        kept, due = {}, {}
        for name, source in sources.items():
            found = None if fresh else self._kept(source)
            if found is not None and memory.is_verified(name, found):
                kept[name] = found
                self._progress.report(name, "unchanged")
            else:
                due[name] = source
        if not due:
            yield kept
            return
        problems = {}
        jobs = [Job(name, source.snippet, source.expressions) for name, source in due.items()]
        with self._warm_runner().started(jobs) as ended:
            yield kept
            for name, outcome in ended:
                if isinstance(outcome, Problem):
                    problems[name] = outcome
                    continue
                recording = self._write(due[name], outcome)
                memory.verify(name, recording, distributions(outcome.modules))
                yield {name: recording}
        if problems:
            memory.save()
            raise Problems([problems[name] for name in due if name in problems])

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
        if reason := outdated(source, recording):
            advice = say(
                " `scripts/build.py`로 다시 기록하세요.", " Record it again with `scripts/build.py`."
            )
            raise Problem(reason + advice, self._project.name(folder))
        return recording

    def _kept(self, source: Source) -> Recording | None:
        """Return the recording, if it belongs to the snippet; one that lies there untouched is read once."""
        found, state = self._read.get(source.name), state_of(self._project.recorded / source.name)
        if found is None or found[0] != state or outdated(source, found[1]):
            try:
                found = state, self._committed(source)
            except Problem:
                return None
            self._read[source.name] = found
        return found[1]

    def prepare(self, sources: Mapping[str, Source]) -> None:
        """Make ready to run lessons, for whoever is about to change them."""
        imports = {name for source in sources.values() for name in installed_imports(source.snippet)}
        self._warm_runner().prepare(imports)

    def _warm_runner(self) -> Runner:
        if self._runner is None:
            from ..running.runner import Runner

            self._runner = Runner(self._jobs, self._timeout, self._progress.report, self._scheduler)
        return self._runner

    def _write(self, source: Source, ran: Ran) -> Recording:
        folder = self._project.recorded / source.name
        try:
            old = read_recording(folder)
        except Problem:
            old = None
        place = source.snippet.path.parent
        named = {path.relative_to(place).as_posix() for path in beside(source.snippet)}
        reads = read_states(place, named.union(ran.reads))
        recording = settle(Recording(digest_of(source), versions(), ran.cells, reads), old)
        write_recording(folder, recording, self._project.stage / "next-recording" / source.name)
        return recording
