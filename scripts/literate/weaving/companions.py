"""Find the files that a lesson needs beside its snippet, for its archive and its notebook."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..files.archives import packed
from ..reading.snippets import DATA, beside
from .recorded_cells import Lesson


def companions(lesson: Lesson) -> dict[str, bytes]:
    """Return the files beside a snippet that it imports, names or reads, by name, sorted.

    Names are relative to the snippet's folder, with forward slashes.
    """
    folder = lesson.snippet.path.parent
    paths = {*beside(lesson.snippet), *_read(folder, lesson.recording.reads)}
    files = (
        path for path in sorted(paths) if path.is_file() and path.resolve().is_relative_to(folder.resolve())
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _read(folder: Path, names: Mapping[str, str]) -> Iterator[Path]:
    for name in names:
        yield folder / name
        # Code that lists a data folder sees every file in it.
        if name.endswith("/") and name.startswith(f"{DATA}/") and (folder / name).is_dir():
            yield from (path for path in (folder / name).iterdir() if not path.name.startswith("."))


def pack(lesson: Lesson, files: Mapping[str, bytes]) -> bytes:
    """Return a byte-identical ZIP archive of a lesson's code and the files that it needs."""
    code = {lesson.snippet.path.name: lesson.snippet.text.encode("utf-8")}
    return packed(dict(sorted({**files, **code}.items())))


def set_up(lesson: Lesson, files: Mapping[str, bytes]) -> str:
    """Return code that sets up a notebook like `python FILE`, or "" if the lesson needs no setup.

    The code writes the files that the lesson needs and sets the variables that only a script has.
    """
    text, name = lesson.snippet.text, lesson.snippet.path.name
    imports, lines = [], []
    if files:
        imports = ["import base64", "from pathlib import Path"]
    for file, content in files.items():
        encoded = base64.encodebytes(content).decode("ascii")
        lines += [
            "",
            f"path = Path({file!r})",
            "path.parent.mkdir(parents=True, exist_ok=True)",
            f'path.write_bytes(base64.b64decode("""\n{encoded}"""))',
        ]
    if "argv" in text or "ArgumentParser" in text:
        imports = ["import sys", *imports]
        lines += ["", f"sys.argv = [{name!r}]"]
    if "__file__" in text:
        lines += ["", f"__file__ = {name!r}"]
    return "\n".join([*imports, *lines]).strip()
