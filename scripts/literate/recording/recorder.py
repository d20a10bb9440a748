"""Update recordings: run the lessons whose recordings have not been verified on this machine."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Generator, Mapping
from datetime import UTC, datetime

from ..messages import Problem, Problems, each, say, warn
from ..project import Project
from ..reading.lessons import Source
from ..reading.snippets import beside
from ..running.job import Job, Ran, versions
from ..running.modules import distributions
from ..running.progress import Progress
from ..running.reads import read_states
from ..running.runner import Runner
from .memory import Memory
from .store import Recording, digest_of, outdated, read_recording, settle, write_recording


class Recorder:
    """Records the lessons of a project.

    Arguments:
        project: the project.
        runner: runs the lessons.
        progress: receives the state of each lesson that need not run.
    """

    def __init__(self, project: Project, runner: Runner, progress: Progress) -> None:
        self._project, self._runner, self._progress = project, runner, progress
        # Rendering sets it for MkDocs; before that, it is the user's.
        self._epoch = os.environ.get("SOURCE_DATE_EPOCH", "")

    def record(
        self, sources: Mapping[str, Source], memory: Memory, fresh: bool
    ) -> Generator[dict[str, Recording], None, None]:
        """Yield the recordings of lessons, by name: first the verified ones, then those of lessons that run.

        Lessons run while the caller uses the first recordings. The recordings of successful lessons are kept
        even if others fail, and closing the iterator ends the running lessons.

        Arguments:
            sources: the lessons, by name.
            memory: the cache of verified recordings, which this updates.
            fresh: whether to run all lessons, even verified ones.

        Raises:
            Problem: SOURCE_DATE_EPOCH is not a time.
            Problems: one for each lesson that failed, after all have run.
            Stale: the lessons have changed, and were stopped.
        """
        kept, due = {}, {}
        for name, source in sources.items():
            found = None
            if not fresh:
                with contextlib.suppress(Problem):
                    found = self._committed(source)
            if found is not None and memory.is_verified(name, found):
                kept[name] = found
                self._progress.report(name, "unchanged")
            else:
                due[name] = source
        if not due:
            yield kept
            return
        problems, today = {}, _day(self._epoch)
        jobs = [Job(name, source.snippet, source.expressions) for name, source in due.items()]
        with self._runner.started(jobs) as ended:
            yield kept
            distributions([])  # Reading what is installed takes a while; lessons run meanwhile.
            for name, outcome in ended:
                if isinstance(outcome, Problem):
                    problems[name] = outcome
                    continue
                warn(outcome.warnings)
                recording = self._write(due[name], outcome, memory, today)
                memory.verify(name, recording, distributions(outcome.modules))
                yield {name: recording}
        if problems:
            memory.save()
            raise Problems([problems[name] for name in due if name in problems])

    def committed(self, sources: Mapping[str, Source], quiet: bool = False) -> dict[str, Recording]:
        """Return the committed recordings, and report each lesson as unchanged unless quiet.

        Raises:
            Problems: one for each recording that is missing, damaged or outdated.
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

    def prepare(self, sources: Mapping[str, Source]) -> None:
        """Prepare to run lessons, before an author changes them."""
        self._runner.prepare([source.snippet for source in sources.values()])

    def _write(self, source: Source, ran: Ran, memory: Memory, today: str) -> Recording:
        folder = self._project.recorded / source.name
        try:
            old = read_recording(folder)
        except Problem:
            old = None
        place = source.snippet.path.parent
        named = {path.relative_to(place).as_posix() for path in beside(source.snippet)}
        reads = read_states(place, named.union(ran.reads))
        settled = settle(Recording(digest_of(source), versions(), ran.cells, reads, today), old)
        recording = memory.dated(source.name, settled)
        if recording is settled and old is not None and old.recorded != settled.recorded:
            memory.replace(source.name, old)
        write_recording(folder, recording, self._project.stage / "next-recording" / source.name)
        return recording


def _day(epoch: str) -> str:
    """Return the present day, the same in all time zones; that of `epoch` for reproducible builds.

    Arguments:
        epoch: a time in seconds since 1970, as in https://reproducible-builds.org/specs/source-date-epoch/;
            "" for the present.
    """
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else time.time(), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH는 1970년부터 센 초여야 합니다: {epoch}"
        raise Problem(say(message, f"SOURCE_DATE_EPOCH must be seconds since 1970: {epoch}")) from None
