"""Write the stage: woven pages and what lies beside them, for the site generator to read."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..files.writing import writing
from ..project import Project
from ..reading.words import WORDS_FILE
from ..rendering.styles import style_files
from ..weaving.take_along import FIGURES, folder_of


def finish_stage(project: Project, woven: Collection[PurePosixPath], whole: bool) -> None:
    """Write what lies beside woven pages into the stage, and remove what is not wanted any more.

    Arguments:
        project: the project.
        woven: the pages that were woven into the stage, and what goes with them, by path below the stage.
        whole: whether these are all the pages, so that any other page goes.
    """
    wanted = {project.stage / path for path in woven} | write_beside(project)
    for language in project.languages if whole else ():
        for path in list((project.stage / language).rglob("*")):
            if path.is_file() and path not in wanted:
                path.unlink()
    for page in () if whole else woven:
        for path in (project.stage / folder_of(page) / FIGURES).glob("*"):
            if path not in wanted:
                path.unlink()


def write_woven(project: Project, woven: Mapping[PurePosixPath, str | bytes]) -> None:
    """Write woven pages and what goes with them into the stage; files that stay the same are not touched."""
    for path, content in woven.items():
        _write(project.stage / path, content.encode("utf-8") if isinstance(content, str) else content)


def write_beside(project: Project) -> set[Path]:
    """Write what lies beside pages, such as pictures and styles, into the stage, and return the files."""
    wanted = set()
    styles = style_files(project)
    for language in project.languages:
        folder = project.stage / language
        # What a translation lacks, such as a picture, it has from the original.
        found = dict(_beside(project.docs / project.languages[0])) | dict(_beside(project.docs / language))
        for path, source in found.items():
            _write(folder / path, source.read_bytes())
        for name, content in styles.items():
            _write(folder / name, content)
        wanted |= {folder / path for path in (*found, *styles)}
    return wanted


def _beside(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield what is no page and no setting in a folder of prose, by path below it."""
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
                # Half a file would take the room that a recording may still find.
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                raise
