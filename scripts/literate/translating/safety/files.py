"""Check the files of a translation before other code reads them: pages, words, settings and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...files.texts import decoded
from ...messages import Problem, Problems, say
from ...project import Project
from ...reading.glossary import LANGUAGE_CODE
from ...reading.words import WORDS_FILE
from .dangers import shown
from .letters import misleading

SETTINGS_FILE = "mkdocs.yml"
LARGEST_TEXT = 300_000
LARGEST_PICTURE = 3_000_000
LONGEST_LINE = 3_000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?P<suffix>\.[a-z]+)?")
# The first bytes of allowed picture formats; SVG is not allowed because it may contain scripts.
_PICTURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".webp": b"RIFF"}


def check_files(project: Project, language: str) -> None:
    """Check that a translation's folder contains only files that are safe to read.

    Raises:
        Problems: files that are not pages or pictures, symbolic links, unusual names, invisible characters,
            lines and files that are too long.
    """
    folder = project.docs / language
    if not folder.exists():
        return
    if folder.is_symlink() or not LANGUAGE_CODE.fullmatch(language):
        raise Problems([_rejection(f"docs/{shown(language)}")])
    problems = [problem for path in sorted(folder.rglob("*")) for problem in _look_at(project, folder, path)]
    if problems:
        raise Problems(problems)


def _rejection(file: str) -> Problem:
    return Problem(say("번역에 둘 수 없는 파일입니다.", "A translation cannot contain this file."), file)


def _look_at(project: Project, folder: Path, path: Path) -> Iterator[Problem]:
    name, file = _NAME.fullmatch(path.name), shown(project.name(path))
    is_text = path.suffix == ".md" or path in (folder / WORDS_FILE, folder / SETTINGS_FILE)
    if path.is_symlink() or name is None:
        yield _rejection(file)
    elif path.is_dir():
        if name["suffix"]:
            yield _rejection(file)
    elif not path.is_file() or not (is_text or path.suffix in _PICTURES):
        yield _rejection(file)
    elif path.stat().st_size > (LARGEST_TEXT if is_text else LARGEST_PICTURE):
        yield Problem(say("파일이 너무 큽니다.", "This file is too large."), file)
    elif is_text:
        yield from _read(project.content(path), file)
    elif not path.read_bytes().startswith(_PICTURES[path.suffix]):
        message = say("파일 이름이 말하는 그림이 아닙니다.", "The file's content does not match its suffix.")
        yield Problem(message, file)


def _read(content: bytes, file: str) -> Iterator[Problem]:
    try:
        text = decoded(content, file)
    except Problem as problem:
        yield problem
        return
    for number, line in enumerate(text.split("\n"), 1):
        if sign := misleading(line):
            message = say(
                f"보이지 않거나 다른 글자처럼 보이는 문자입니다: {sign}",
                f"A character that is invisible or looks like another: {sign}",
            )
            yield Problem(message, file, number)
            return
        if len(line) > LONGEST_LINE:
            message = say(
                f"한 줄에 {LONGEST_LINE}자를 넘을 수 없습니다.",
                f"A line cannot have more than {LONGEST_LINE} characters.",
            )
            yield Problem(message, file, number)
            return
