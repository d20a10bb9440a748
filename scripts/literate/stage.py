"""Write the stage: woven pages and what lies beside them, for the site generator to read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import yaml

from .environment import NODE
from .lessons import Pages, lesson_name
from .messages import Problem, say
from .pages import Page
from .project import Project, yaml_problem
from .weave import WORDS

_WORDS_FILE = "words.yml"
_KATEX = NODE / "node_modules" / "katex" / "dist"


def read_words(project: Project, language: str) -> dict[str, str]:
    """Return the words that the weave itself writes, in a language.

    Raises:
        Problem: the file is missing, is not YAML, or lacks a word.
    """
    path = project.docs / language / _WORDS_FILE
    file = project.name(path)
    try:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(say("파일이 없습니다.", "This file is missing."), file) from None
    except yaml.YAMLError as error:
        raise yaml_problem(error, file, 1) from None
    words = words if isinstance(words, dict) else {}
    for name in WORDS:
        if name not in words:
            raise Problem(say(f"{name}에 쓸 말이 없습니다.", f"There is no word for {name}."), file)
    return {str(key): str(word) for key, word in words.items()}


def requirements(
    page: Page, path: PurePosixPath, pages: Pages, project: Project, words: Mapping[str, str]
) -> dict[str, str]:
    """Return Markdown for each lesson that a page requires: a link, or a title if it is not written yet.

    Raises:
        Problem: a required lesson is neither written nor announced in mkdocs.yml.
    """
    found = {}
    for name in page.front.get("requires", []):
        for other, its_page in pages.items():
            if lesson_name(other) == name and other.parts[0] == path.parts[0]:
                link = os.path.relpath(other, path.parent).replace(os.sep, "/")
                found[name] = f"[{its_page.front['title']}]({link})"
        if name not in found and name in project.planned:
            found[name] = words["planned"].format(title=project.planned[name])
        if name not in found:
            message = say(
                f"requires: {name}은 쓰인 과도, mkdocs.yml의 extra.planned에 있는 과도 아닙니다.",
                f"requires: {name} is neither a page nor announced in extra.planned of mkdocs.yml.",
            )
            raise Problem(message, page.file, page.front_lines["requires"])
    return found


def write_stage(project: Project, woven: Mapping[PurePosixPath, str], whole: bool) -> None:
    """Write woven pages and the files beside them; files that stay the same are not touched.

    Arguments:
        project: the project.
        woven: Markdown by path below the stage (`ko/lessons/….md`).
        whole: whether these are all the pages, so that any other page goes.
    """
    wanted: dict[Path, bytes] = {project.stage / path: text.encode("utf-8") for path, text in woven.items()}
    for language in project.languages:
        folder = project.docs / language
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".md" and path.name != _WORDS_FILE:
                wanted[project.stage / language / path.relative_to(folder)] = path.read_bytes()
        for path in _katex_files():
            wanted[project.stage / language / "assets" / "katex" / path.relative_to(_KATEX)] = (
                path.read_bytes()
            )
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for language in project.languages if whole else ():
        for path in list((project.stage / language).rglob("*")):
            if path.is_file() and path not in wanted:
                path.unlink()


def _katex_files() -> list[Path]:
    found = [_KATEX / "katex.min.css", *sorted((_KATEX / "fonts").glob("*.woff2"))]
    if len(found) < 2 or not found[0].is_file():
        message = say(
            "KaTeX가 없습니다. .venv를 지우고 다시 실행하세요.",
            "KaTeX is not installed. Remove .venv and run this again.",
        )
        raise Problem(message)
    return found
