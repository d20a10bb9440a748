"""Make mistakes in copies of the project, one at a time, and see what the check finds there."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import warnings
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from literate.checking import claims
from literate.project import Project
from literate.recording import store as recording

from tests.mutations.copies import apply, copy_project
from tests.mutations.finding import Finding, findings, pages_of
from tests.mutations.mutation import Mutation

PATIENCE = 30  # seconds of computing for a snippet that a mistake may have made endless
WORKERS = 1 if "PYTEST_XDIST_WORKER" in os.environ else 2  # with others at work, each has a core
UNMUTATED = Mutation("nothing", "", "")


@dataclass(frozen=True)
class Verdict:
    """What was found of one mutation: (kind, problem) pairs."""

    mutation: Mutation
    findings: list[Finding]

    @property
    def is_caught(self) -> bool:
        return any(kind == self.mutation.caught_by for kind, _ in self.findings)

    @property
    def is_named(self) -> bool:
        """Whether a problem says where: the line of a page or snippet, the recording, or the formula."""
        place = r"(snippets|docs)/[\w/.-]+:\d+: |snippets/recorded/[\w/.-]+|site/index.html|\bformula [a-z-]+"
        return any(re.search(place, problem) for _, problem in self.findings)


def _prepare(folder: Path) -> None:
    """Get a worker ready: a copy of the project, and all that is slow the first time."""
    import torch

    torch.set_num_threads(1)
    os.environ["LC_ALL"] = "C.UTF-8"
    root = folder / str(os.getpid())
    _copies.append(copy_project(root))
    claims.project, claims.reading = _copies[0], pages_of
    findings(_copies[0], UNMUTATED)

    def stop(*_: object) -> None:
        raise TimeoutError(f"did not end within {PATIENCE} s")

    signal.signal(signal.SIGVTALRM, stop)


_copies: list[Project] = []


def judge(mutation: Mutation) -> Verdict:
    """Apply a mutation to this worker's copy, check that, and undo the mutation."""
    import matplotlib.pyplot
    import numpy

    project = _copies[0]
    files = [project.root / name for name in (mutation.file, *mutation.swapped_with) if name]
    files += [file.parent / recording.INDEX for file in files if mutation.is_forged]
    before = {file: file.read_bytes() for file in files}
    numpy.set_printoptions(precision=8)
    warnings.simplefilter("ignore")
    claims.forget()
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        apply(mutation, project.root)
        found = findings(project, mutation)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        matplotlib.pyplot.close("all")
        for file, content in before.items():
            file.write_bytes(content)
    return Verdict(mutation, found)


def judge_all(mutations: Iterable[Mutation], folder: Path) -> list[Verdict]:
    """Judge mutations, each in one of several copies of the project."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, context, _prepare, (folder,)) as pool:
        return list(pool.map(judge, mutations))
