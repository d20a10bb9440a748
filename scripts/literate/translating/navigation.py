"""Find the pages that are missing from the navigation of a language, and add a started page to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..messages import Problem, say
from ..project import Project, navigation, targets, titles, untitled

_NAVIGATION = re.compile(r"^nav:.*\n(?:(?:[ \t-].*|#.*)?\n)*", re.M)


def missing_titles(project: Project, language: str) -> list[Problem]:
    """Return a problem for each title of the original's navigation that a translation's does not translate.

    It names the line of the page above, or of `nav:`, and the line to add.
    """
    file, above, problems = project.settings_file(language), "nav:", []
    lines, missing = project.text(file).splitlines(), untitled(project, language)
    for page, title in titles(project.navigation(project.languages[0])):
        if page not in missing:
            above = page
        elif title:
            line = next((at for at, text in enumerate(lines, 1) if f" {text}".endswith(f" {above}")), 1)
            message = say(
                f"내비게이션에 ‘{title}’ 페이지가 없습니다. 제목을 옮겨 이 줄 아래에 더하세요: "
                f"`- 제목: {page}`",
                f"The navigation does not have the page “{title}”. Translate its title and add, below this "
                f"line: `- TITLE: {page}`",
            )
            problems.append(Problem(message, project.name(file), line))
    return problems


def add_to_navigation(project: Project, language: str, page: str) -> bool:
    """Write a page with the original's title into a language's navigation, where the original has it.

    Arguments:
        project: the project.
        language: a language other than the original.
        page: the page's path below the folder of a language.

    Returns:
        Whether the page was missing there.
    """
    if page not in untitled(project, language):
        return False
    kept = {page, *targets(project.navigation(language))}
    lines = "\n".join(["nav:", *_lines(navigation(project, language), kept), ""])
    file = project.settings_file(language)
    text = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    before, after = _NAVIGATION.search(text), _NAVIGATION.sub("", text, count=1)
    at = before.start() if before else len(text)
    written = after[:at] + ("" if before else "\n") + lines + ("\n" if after[at:] else "") + after[at:]
    file.write_text(written, encoding="utf-8", newline="\n")
    return True


def _lines(entries: list[Any], kept: set[str], indent: str = "  ") -> Iterator[str]:
    """Yield the lines of the entries with kept pages."""
    for entry in entries:
        if kept.isdisjoint(targets([entry])):
            continue
        [(title, value)] = entry.items() if isinstance(entry, dict) else [("", entry)]
        if isinstance(value, list):
            yield f"{indent}- {_yaml({title: None}).removesuffix(' null')}"
            yield from _lines(value, kept, f"{indent}    ")
        else:
            yield f"{indent}- {_yaml({title: value} if title else value)}"


def _yaml(value: object) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, width=10_000)
    return text.removesuffix("...\n").rstrip()
