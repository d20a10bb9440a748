"""Render every language's edition, all at once: the original at the site's root, others below it."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path, PurePosixPath

from .messages import Problem
from .project import Project
from .rendering import render
from .take_along import FIGURES, folder_of


def render_editions(
    project: Project, into: Path, only: Collection[PurePosixPath] | None, notebooks: bool
) -> list[Problem]:
    """Render the stage of every language, each in a process of its own.

    Arguments:
        project: the project, whose stage is written.
        into: an empty folder; with `only`, a copy of the site as it was last rendered.
        only: the pages to render, by path in the stage (`ko/lessons/….md`); None for all.
        notebooks: whether to render notebooks as pages.

    Returns:
        What MkDocs warns of.

    Raises:
        Problem: MkDocs cannot render at all.
    """
    original, *others = project.languages
    folders = {language: project.stage / f"next-{language}" for language in others}
    for language, folder in folders.items():
        shutil.rmtree(folder, ignore_errors=True)
        if only is not None and (into / language).is_dir():
            shutil.move(into / language, folder)

    names: dict[str, list[str] | None] = dict.fromkeys(project.languages)
    for path in only or ():
        # MkDocs adds files to the copy, but takes none away.
        shutil.rmtree(
            (folders.get(path.parts[0], into) / folder_of(path.relative_to(path.parts[0])) / FIGURES),
            ignore_errors=True,
        )
    if only is not None:
        names = {
            language: [path.relative_to(language).as_posix() for path in only if path.parts[0] == language]
            for language in project.languages
        }
    if not others:
        return render(project, original, into, names[original], notebooks)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(others), mp_context=spawn) as processes:
        rendering = [
            processes.submit(render, project, language, folder, names[language], notebooks)
            for language, folder in folders.items()
        ]
        problems = render(project, original, into, names[original], notebooks)
        for future in rendering:
            problems += future.result()
    for language, folder in folders.items():
        shutil.move(folder, into / language)
    return problems
