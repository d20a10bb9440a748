"""Write the stage: woven pages and their sibling files, which MkDocs reads."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..files.writing import writing
from ..project import Project
from ..reading.words import WORDS_FILE
from ..rendering.page_run import run_files
from ..rendering.styles import style_files
from ..weaving.take_along import FIGURES_FOLDER, folder_of


def finish_stage(
    project: Project, woven: Collection[PurePosixPath], whole: bool, python: Path | None
) -> None:
    """Write the sibling files of woven pages into the stage, and remove outdated files.

    Arguments:
        project: the project.
        woven: the woven pages and their files, by path below the stage.
        whole: whether these are all pages, so that other pages are removed.
        python: the folder of the files that run cells on pages; None if no page runs any.
    """
    wanted = {project.stage / path for path in woven} | _write_beside(project, python)
    for language in project.languages if whole else ():
        for path in list((project.stage / language).rglob("*")):
            if path.is_file() and path not in wanted:
                path.unlink()
    for page in () if whole else woven:
        for path in (project.stage / folder_of(page) / FIGURES_FOLDER).glob("*"):
            if path not in wanted:
                path.unlink()


def write_woven(project: Project, woven: Mapping[PurePosixPath, str | bytes]) -> None:
    """Write woven pages and their files into the stage, except unchanged files."""
    for path, content in woven.items():
        _write(project.stage / path, content.encode("utf-8") if isinstance(content, str) else content)


def _write_beside(project: Project, python: Path | None) -> set[Path]:
    """Write the sibling files of pages, such as images and styles, into the stage, and return them."""
    wanted = set()
    styles = style_files(project) | (run_files() if python else {})
    for language in project.languages:
        folder = project.stage / language
        # Files missing from a translation, such as images, come from the original.
        found = dict(_beside(project.docs / project.languages[0])) | dict(_beside(project.docs / language))
        for path, source in found.items():
            _write(folder / path, source.read_bytes())
        for name, content in styles.items():
            _write(folder / name, content)
        wanted |= {folder / path for path in (*found, *styles)}
    if python:
        # All editions load these from the original's.
        folder = project.stage / project.languages[0] / "assets" / python.name
        folder.mkdir(parents=True, exist_ok=True)
        wanted |= {_link(path, folder / path.name) for path in python.iterdir()}
    return wanted


def _link(file: Path, path: Path) -> Path:
    """Link or copy a file whose content never changes unless it is there, and return its path."""
    if not path.is_file() or path.stat().st_size != file.stat().st_size:
        with writing(path):
            path.unlink(missing_ok=True)
            try:
                os.link(file, path)
            except OSError:
                shutil.copyfile(file, path)
    return path


def _beside(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files in a folder of prose that are neither pages nor settings, by path below it."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".md" and path.name not in (WORDS_FILE, "mkdocs.yml"):
            yield path.relative_to(folder), path


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                path.write_bytes(content)
            except OSError:
                # Remove the incomplete file, to free disk space for recordings.
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                raise
