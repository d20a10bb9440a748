"""Render every language's edition: the original at the site's root, the others below it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path, PurePosixPath

from ..interrupts import blocked_interrupts, unblock_interrupts
from ..messages import Problem, say
from ..project import Project
from .edition import Renderer

# The number of pages that render faster than a process starts.
_FEW = 6


def render_editions(
    project: Project,
    into: Path,
    woven: Mapping[PurePosixPath, str],
    wanted: Collection[PurePosixPath] | None,
    frame: str,
    book: bool = False,
) -> list[Problem]:
    """Render the stage of every language; with many pages, each translation in a separate process.

    Arguments:
        project: the project, whose stage is written.
        into: an empty folder.
        woven: known digests of pages, by path in the stage (`ko/lessons/….md`).
        wanted: the pages whose templates to render, by path in the stage; the others are taken from the
            published site. None for all.
        frame: a digest of the dependencies that all pages share.
        book: whether to link to the book.

    Returns:
        The warnings of MkDocs.

    Raises:
        Problem: MkDocs cannot render the site, or a process ended unexpectedly.
    """
    original, *others = project.languages
    folders = {language: project.stage / f"next-{language}" for language in others}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)

    def task(language: str) -> Callable[[], list[Problem]]:
        renderer = Renderer(project, language, frame, book)
        return partial(renderer.render, folders.get(language, into), wanted, woven)

    with contextlib.ExitStack() as stack:
        rendering = [task(language) for language in others]
        if others and (wanted is None or len(wanted) > _FEW):
            spawn = multiprocessing.get_context("spawn")
            processes = ProcessPoolExecutor(len(others), mp_context=spawn, initializer=_end_with_parent)
            stack.enter_context(processes)
            with blocked_interrupts():
                rendering = [processes.submit(one).result for one in rendering]
        problems = task(original)()
        try:
            for result in rendering:
                problems += result()
        except BrokenProcessPool:
            message = say(
                "페이지를 만들던 프로세스가 갑자기 끝났습니다(메모리가 모자랐을 수 있습니다).",
                "The process that renders the pages ended unexpectedly (it may have run out of memory).",
            )
            raise Problem(message) from None
    for language, folder in folders.items():
        shutil.move(folder, into / language)
    return problems


def _end_with_parent() -> None:
    """Make this process end with its parent, also when that is killed, and silently on Ctrl-C."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    unblock_interrupts()
    threading.Thread(target=wait, daemon=True).start()
