"""The files of a language beside its pages: settings, words, navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from .lessons import each
from .messages import Problem, say
from .project import Project
from .safety import dangers_in
from .words import WORDS_FILE, read_words

SETTINGS_FILE = "mkdocs.yml"
# What settings of a translation may say, and what they have to say.
_FREE = ("site_name", "site_description", "copyright", "nav")
_FIXED: dict[str, Any] = {
    "INHERIT": "../../mkdocs.yml",
    "docs_dir": "../../build/{language}",
    "site_dir": "../../site/{language}",
    "hooks": ["../../scripts/mkdocs_hooks.py"],
    "theme": {"language": "{language}", "custom_dir": "../theme"},
}
_FILES = {".md", ".yml", ".png", ".jpg", ".webp"}


def check_language(project: Project, language: str) -> None:
    """Want a translation's files beside its pages to hold words only, for the pages that there are.

    Raises:
        Problem, Problems: settings that do more than name things, a navigation that is not the original's,
            words that are missing or could act, files that are no pages or pictures.
    """
    each(
        [_check_settings, _check_navigation, _check_words, _check_files],
        lambda check: check(project, language),
    )


def fixed_settings(language: str) -> dict[str, Any]:
    """Return the settings that are the same for every translation."""

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: fill(inner) for key, inner in value.items()}
        return value.format(language=language) if isinstance(value, str) else value

    return {key: fill(value) for key, value in _FIXED.items()}


def _check_settings(project: Project, language: str) -> None:
    settings, file = project.settings(language), project.name(project.settings_file(language))
    fixed = fixed_settings(language)
    for key, value in settings.items():
        planned = key == "extra" and isinstance(value, dict) and set(value) <= {"planned"}
        if not (key in _FREE or planned or fixed.get(key) == value):
            message = say(f"{key}는 여기서 정할 수 없습니다.", f"{key} cannot be set here.")
            raise Problem(message, file, _line_of(project.root / file, key))
    for key, value in fixed.items():
        if settings.get(key) != value:
            message = say(f"{key}의 값은 {value}여야 합니다.", f"{key} has to be {value}.")
            raise Problem(message, file)


def _check_navigation(project: Project, language: str) -> None:
    file = project.name(project.settings_file(language))
    mine, wanted = (
        list(targets(project.navigation(language))),
        list(targets(project.navigation(project.languages[0]))),
    )
    if mine != wanted:
        at = next(
            (n for n, (a, b) in enumerate(zip(mine, wanted, strict=False)) if a != b),
            min(len(mine), len(wanted)),
        )
        found, want = (items[at] if at < len(items) else "—" for items in (mine, wanted))
        message = say("내비게이션이 원문과 다릅니다.", "The navigation is not the original's.")
        line = _line_of(project.root / file, "nav")
        raise Problem(message, file, line, detail=f"  {SETTINGS_FILE}: {want}\n  {file}: {found}")


def targets(navigation: Any) -> Iterator[str]:
    """Yield the pages that a navigation leads to, in order."""
    for entry in navigation or ():
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for value in entry.values():
                if isinstance(value, str):
                    yield value
                else:
                    yield from targets(value)


def _check_words(project: Project, language: str) -> None:
    words, originals = read_words(project, language), read_words(project, project.languages[0])
    path = project.docs / language / WORDS_FILE
    file = project.name(path)
    for name, word in words.items():
        wanted, have = (sorted(re.findall(r"\{\w+\}", text)) for text in (originals[name], word))
        line = _line_of(path, name)
        if have != wanted:
            message = say(f"{name}에는 {wanted}이(가) 있어야 합니다.", f"{name} needs {wanted}.")
            raise Problem(message, file, line)
        if dangers := dangers_in(word) - dangers_in(originals[name]):
            message = say("원문에 없는 것은 쓸 수 없습니다", "The original has no such thing")
            raise Problem(f"{message}: {sorted(dangers)[0]}", file, line)


def _check_files(project: Project, language: str) -> None:
    folder = project.docs / language
    allowed = {PurePosixPath(WORDS_FILE), PurePosixPath(SETTINGS_FILE)}
    for path in sorted(folder.rglob("*")):
        below = PurePosixPath(path.relative_to(folder).as_posix())
        is_odd_settings = path.suffix == ".yml" and below not in allowed
        if path.is_symlink() or (path.is_file() and (path.suffix not in _FILES or is_odd_settings)):
            message = say("번역에 둘 수 없는 파일입니다.", "A translation cannot hold this file.")
            raise Problem(message, project.name(path))


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)
