"""Pack lessons with all their files, to run them where this project is not installed."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import cast

from ...files.archives import packed
from ...reading.snippets import DATA, beside
from ..job import Job
from ..supervisor import Outcome, Supervisor


@dataclass(frozen=True)
class Parcel:
    """A lesson, its files, and its settings.

    `files` are contents by path relative to the snippet's folder; `imports` are the modules that the lessons
    of this build import; `timeout` is in seconds.
    """

    job: Job
    files: dict[str, bytes]
    imports: list[str]
    timeout: float


def pack(job: Job, imports: list[str], timeout: float) -> Parcel:
    """Pack a lesson with its snippet, the sibling files that it imports or names, and all data."""
    path = job.snippet.path
    wanted = {*beside(job.snippet), *(one for one in (path.parent / DATA).rglob("*") if one.is_file())}
    files = {one.relative_to(path.parent).as_posix(): one.read_bytes() for one in sorted(wanted)}
    files[path.name] = job.snippet.text.encode("utf-8")
    # Every system can unpickle a pure path.
    snippet = replace(job.snippet, path=cast(Path, PurePosixPath(path.name)))
    return Parcel(replace(job, snippet=snippet), files, imports, timeout)


def run_parcel(parcel: Parcel, supervisor: Supervisor, folder: Path) -> Outcome:
    """Run a packed lesson in a new subfolder of a folder."""
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
        return supervisor.run_lesson(replace(parcel.job, snippet=snippet), parcel.timeout)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@cache
def package() -> bytes:
    """Return a ZIP archive of this package.

    It is the same for the same version, so that a worker can reuse its processes.
    """
    root = Path(__file__).parents[2]
    paths = sorted(root.rglob("*.py"))
    return packed({path.relative_to(root.parent).as_posix(): path.read_bytes() for path in paths})
