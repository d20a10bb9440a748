"""Lessons packed with all they need, to run where this project is not."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import cast

from ...messages import Problem
from ...reading.snippets import beside
from ..job import CellRecord, Job
from ..supervisor import Outcome, Supervisor


@dataclass(frozen=True)
class Parcel:
    """A lesson, the files that it needs, and how it is to run.

    `files` are contents by path relative to the snippet's folder, which lies at `folder` here; `imports` is
    what the lessons of this build import; `timeout` is in seconds.
    """

    job: Job
    folder: str
    files: dict[str, bytes]
    imports: list[str]
    timeout: float


def pack(job: Job, imports: list[str], timeout: float) -> Parcel:
    """Pack a lesson with its snippet and the files beside it that it imports or names."""
    path = job.snippet.path
    files = {one.relative_to(path.parent).as_posix(): one.read_bytes() for one in beside(job.snippet)}
    files[path.name] = job.snippet.text.encode("utf-8")
    # A path that every system can unpickle.
    snippet = replace(job.snippet, path=cast(Path, PurePosixPath(path.name)))
    return Parcel(replace(job, snippet=snippet), str(path.parent), files, imports, timeout)


def run_parcel(parcel: Parcel, supervisor: Supervisor, folder: Path) -> Outcome:
    """Run a packed lesson in a new folder inside a folder; paths in what it gives are those at home."""
    root = Path(tempfile.mkdtemp(prefix="project-", dir=folder))
    snippets = root / "snippets"
    try:
        for name, content in parcel.files.items():
            path = Path(os.path.normpath(snippets / name))
            if root in path.parents:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        snippet = replace(parcel.job.snippet, path=snippets / parcel.job.snippet.path.name)
        supervisor.preload(parcel.imports)
        outcome = supervisor.run_lesson(replace(parcel.job, snippet=snippet), parcel.timeout)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return _reworded(outcome, lambda text: text.replace(str(snippets), parcel.folder))


def _reworded(outcome: Outcome, change: Callable[[str], str]) -> Outcome:
    if isinstance(outcome, Problem):
        message, detail = change(outcome.message), change(outcome.detail)
        return Problem(message, outcome.file, outcome.line, outcome.cell, detail)
    return {
        name: CellRecord(
            change(cell.text),
            change(cell.errors),
            [change(figure) for figure in cell.figures],
            {key: change(value) for key, value in cell.values.items()},
        )
        for name, cell in outcome.items()
    }


@cache
def package() -> bytes:
    """Return a ZIP archive of this package."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        root = Path(__file__).parents[2]
        for path in sorted(root.rglob("*.py")):
            # Always the same bytes, by which a worker knows that it has a process of this version.
            entry = zipfile.ZipInfo(path.relative_to(root.parent).as_posix())
            opened.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return archive.getvalue()
