"""Make mistakes in a copy of the project, one at a time, and see what the check finds there.

One process gets all ready once; each mistake is judged in a fork of it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import re
import signal
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from literate.running.supervisor import fixed_environment

from tests.mutations.copies import apply, copy_project
from tests.mutations.finding import Finding, Subject
from tests.mutations.mutation import Mutation

PATIENCE = 30  # seconds of computing, since a mistake may have made a snippet endless
UNMUTATED = Mutation("nothing", "", "")


@dataclass(frozen=True)
class Verdict:
    """What was found of one mutation: (check, problem) pairs."""

    mutation: Mutation
    findings: list[Finding]

    @property
    def is_caught(self) -> bool:
        return any(kind == self.mutation.caught_by for kind, _ in self.findings)

    @property
    def is_named(self) -> bool:
        """Whether a problem says where: the line of a page or snippet, the recording, or the formula."""
        place = (
            r"((snippets|docs|tests)/[\w/.-]+|mkdocs.yml):\d+: |snippets/recorded/[\w/.-]+|site/index.html"
        )
        return any(re.search(place, problem) for _, problem in self.findings)


def _serve(connection: Connection, folder: Path) -> None:
    """Get ready, and judge mutations as they come."""
    import torch
    import torch._dynamo  # by the first optimizer of a process, which takes longer than the lesson

    torch.set_num_threads(1)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    warnings.simplefilter("ignore")
    project = copy_project(folder)
    subject = Subject(project)
    subject.findings(UNMUTATED)
    gc.collect()
    gc.freeze()
    fork = multiprocessing.get_context("fork")
    with contextlib.suppress(EOFError):
        while True:
            mutation: Mutation = connection.recv()
            before = _contents(project.root)
            process = fork.Process(target=_judge, args=(subject, project.root, mutation, connection))
            process.start()
            process.join()
            if process.exitcode:
                connection.send([("harness", f"ended with {process.exitcode}")])
            after = _contents(project.root)
            for file in after.keys() - before.keys():
                file.unlink()
            for file, content in before.items():
                if after.get(file) != content:
                    file.write_bytes(content)


def _contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def _judge(subject: Subject, root: Path, mutation: Mutation, connection: Connection) -> None:
    def stop(*_: object) -> None:
        raise TimeoutError(f"did not end within {PATIENCE} s")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    apply(mutation, root)
    found = subject.findings(mutation)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    connection.send(found)
    os._exit(0)


def judge_all(mutations: Iterable[Mutation], folder: Path) -> list[Verdict]:
    """Judge mutations, each in a copy of the project without the others."""
    ours, theirs = multiprocessing.Pipe()
    with fixed_environment():
        process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(theirs, folder / "project"), daemon=False
        )
        process.start()
    theirs.close()
    try:
        verdicts = []
        for mutation in mutations:
            ours.send(mutation)
            verdicts.append(Verdict(mutation, ours.recv()))
        return verdicts
    finally:
        ours.close()
        process.terminate()
        process.join()
