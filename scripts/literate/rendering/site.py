"""Render every language's edition: the original at the site's root, the others below it."""

from __future__ import annotations

import contextlib
import multiprocessing
import shutil
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

from ..messages import Problem
from ..project import Project
from .edition import Renderer

# Pages that take no longer than a process takes to start.
_FEW = 6


def render_editions(
    project: Project,
    into: Path,
    woven: Mapping[PurePosixPath, str],
    wanted: Collection[PurePosixPath] | None,
    frame: str,
    notebooks: bool,
) -> list[Problem]:
    """Render the stage of every language; where there is much to do, each in a process of its own.

    Arguments:
        project: the project, whose stage is written.
        into: an empty folder.
        woven: digests of pages, as far as they are known, by path in the stage (`ko/lessons/….md`).
        wanted: the pages to put into their frames, by path in the stage; the others are taken from the
            site as it is published. None for all.
        frame: a digest of what every page depends on beside its own text.
        notebooks: whether to render notebooks as pages.

    Returns:
        What MkDocs warns of.

    Raises:
        Problem: MkDocs cannot render at all.
    """
    original, *others = project.languages
    folders = {language: project.stage / f"next-{language}" for language in others}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)

    def task(language: str) -> Callable[[], list[Problem]]:
        renderer = Renderer(project, language, frame, notebooks)
        return partial(renderer.render, folders.get(language, into), wanted, woven)

    with contextlib.ExitStack() as stack:
        rendering = [task(language) for language in others]
        if others and (wanted is None or len(wanted) > _FEW):
            spawn = multiprocessing.get_context("spawn")
            processes = stack.enter_context(ProcessPoolExecutor(len(others), mp_context=spawn))
            rendering = [processes.submit(one).result for one in rendering]
        problems = task(original)()
        for result in rendering:
            problems += result()
    for language, folder in folders.items():
        shutil.move(folder, into / language)
    return problems
