"""What this project has at present: tests of its pages must hold whatever lessons and languages it gets."""

from __future__ import annotations

from pathlib import Path

from literate import project
from literate.project import Project
from literate.translating.composing import read_pages
from literate.weaving.course import Stop, read_course

from tests.support.scratch import MAIN

THIS = Project.at(MAIN)


def titles(language: str = "ko") -> list[str]:
    """Return the titles that the navigation of a language gives its pages, in its order."""
    return [title for _, title in project.titles(THIS.navigation(language))]


def language_of(page: Path, site: Path) -> str:
    """Return the language of a page of the site."""
    folder = page.relative_to(site).parts[0]
    return folder if folder in THIS.languages else THIS.languages[0]


def course() -> list[Stop]:
    """Return the lessons of the Korean course, those planned among them."""
    return read_course(THIS, read_pages(THIS), "ko")
