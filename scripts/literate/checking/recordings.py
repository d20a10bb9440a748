"""Compare the recordings with what the lessons output now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ..messages import Problem, say
from ..project import Project
from ..reading.lessons import Source
from ..recording.drift import drift, unsteady
from ..recording.store import read_recording
from ..running.job import Job
from ..running.supervisor import Outcome

RunLessons = Callable[[list[Job]], Mapping[str, Outcome]]


def differences(
    project: Project, sources: Mapping[str, Source], outcomes: Mapping[str, Outcome], run: RunLessons
) -> tuple[list[Problem], list[Problem]]:
    """Return the differences between outcomes and recordings, and the outputs that change with every run.

    Lessons that differ run again, because a recording cannot match an output that changes with every run.
    """
    found, changing = [], []
    drifted: dict[str, list[Problem]] = {}
    for name, source in sources.items():
        folder, outcome = project.recorded / name, outcomes[name]
        try:
            if isinstance(outcome, Problem):
                raise outcome
            recording = read_recording(folder, project.name(folder))
        except Problem as problem:
            found.append(problem)
        else:
            drifted[name] = drift(source, recording, outcome.cells, project.stage / "drift")
            found += _unnamed(project, name, set(recording.files()))
    again = [sources[name] for name, problems in drifted.items() if problems]
    second = run([job_of(source) for source in again]) if again else {}
    for source in again:
        first, outcome = outcomes[source.name], second[source.name]
        if isinstance(first, Problem) or isinstance(outcome, Problem):
            found += [one for one in (first, outcome) if isinstance(one, Problem)]
            continue
        changes = unsteady(source, first.cells, outcome.cells)
        cells = {problem.cell for problem in changes}
        found += [problem for problem in drifted[source.name] if problem.cell not in cells]
        changing += changes
    return found, changing


def left_over(project: Project, lessons: Collection[str]) -> list[Problem]:
    """Return a problem for each file among the recordings of lessons that do not exist."""
    folders = sorted(project.recorded.iterdir()) if project.recorded.is_dir() else []
    return [
        one for path in folders if path.name not in lessons for one in _unnamed(project, path.name, set())
    ]


def _unnamed(project: Project, lesson: str, known: set[str]) -> list[Problem]:
    """Return a problem for each file among a lesson's recordings that its index does not name."""
    message = say("기록의 목록에 없는 파일입니다.", "No recording names this file.")
    paths = sorted(path for path in (project.recorded / lesson).rglob("*") if path.is_file())
    return [
        Problem(message, project.name(one)) for one in paths if one.name not in known and one.name[0] != "."
    ]


def job_of(source: Source) -> Job:
    """Return the job that runs a lesson and keeps what claims look at."""
    return Job(source.name, source.snippet, source.expressions, is_kept=True)
