"""Render every language's edition: the original at the site's root, the others below it."""

from __future__ import annotations

import contextlib
import multiprocessing
import shutil
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

from .messages import Problem
from .project import Project
from .rendering import Renderer

# Pages that take no longer than a process takes to start.
_FEW = 6


def render_editions(
    project: Project, into: Path, wanted: Collection[PurePosixPath] | None, frame: str, notebooks: bool
) -> list[Problem]:
    """Render the stage of every language; where there is much to do, each in a process of its own.

    Arguments:
        project: the project, whose stage is written.
        into: an empty folder.
        wanted: the pages to put into their frames, by path in the stage (`ko/lessons/….md`); the others
            are taken from the site as it is published. None for all.
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
    names: dict[str, list[str] | None] = dict.fromkeys(project.languages)
    if wanted is not None:
        names = {
            language: [path.relative_to(language).as_posix() for path in wanted if path.parts[0] == language]
            for language in project.languages
        }
    with contextlib.ExitStack() as stack:
        rendering = []
        if others and (wanted is None or len(wanted) > _FEW):
            spawn = multiprocessing.get_context("spawn")
            processes = stack.enter_context(ProcessPoolExecutor(len(others), mp_context=spawn))
            rendering = [
                processes.submit(_render, project, language, folder, names[language], frame, notebooks).result
                for language, folder in folders.items()
            ]
        else:
            rendering = [
                partial(_render, project, language, folder, names[language], frame, notebooks)
                for language, folder in folders.items()
            ]
        problems = _render(project, original, into, names[original], frame, notebooks)
        for result in rendering:
            problems += result()
    for language, folder in folders.items():
        shutil.move(folder, into / language)
    return problems


def _render(
    project: Project, language: str, into: Path, wanted: list[str] | None, frame: str, notebooks: bool
) -> list[Problem]:
    return Renderer(project, language, frame, notebooks).render(into, wanted)
