"""Compute digests of all inputs of a site: each build reads and hashes each file once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from ..files.digests import digest, files_below
from ..project import Project
from ..reading.glossary import GLOSSARY
from ..reading.words import WORDS_FILE
from ..rendering.readings import READINGS
from ..running.job import versions
from ..translating.composing import read_language
from ..translating.states import states
from ..weaving.translation_status import section_title


class Inputs:
    """The inputs of a build: a snapshot of the project, and digests of its files and the environment.

    Recordings are not included: a build may write them itself.

    Arguments:
        project: the project.
        notebooks: whether lessons have notebooks.
        book: whether the site has a book.
        python: the folder of the files that run cells on pages, named by their digest; None if no page does.
    """

    def __init__(self, project: Project, notebooks: bool, book: bool, python: Path | None) -> None:
        self.project, self._notebooks, self._book = project.snapshot(), notebooks, book
        self._python = python.name if python else ""
        names = [project.settings_file(language) for language in project.languages]
        names += [project.docs / language / WORDS_FILE for language in project.languages]
        names += [project.root / "mkdocs.yml", project.root / "requirements.txt"]
        self._settings = tuple(project.name(path) for path in names)

    @cached_property
    def _files(self) -> dict[str, str]:
        project, root = self.project, self.project.root
        folders = [project.docs, project.snippets, root / "scripts"]
        paths = {
            *(path for folder in folders for path in files_below(folder)),
            *(root / one for one in self._settings),
        }
        return {
            project.name(path): hashlib.sha256(project.content(path)).hexdigest()
            for path in sorted(paths)
            if path.is_file()
        }

    def _below(self, *names: str) -> dict[str, str]:
        """Return the digests of files whose names begin with a prefix."""
        return {name: one for name, one in self._files.items() if name.startswith(names)}

    @cached_property
    def whole(self) -> str:
        """A digest of all inputs: files, environment, settings."""
        return digest(self._files, self.frame(()))

    def frame(self, pages: Iterable[str]) -> str:
        """Return a digest of the frame of every page: theme, settings, scripts, glossary, list of pages."""
        theme = "docs/theme/", "docs/styles/", f"docs/{GLOSSARY}"
        files = self._below(*theme, "scripts/", *self._settings)
        variables = {name: os.environ.get(name, "") for name in ("SITE_URL", "GITHUB_REPOSITORY")}
        return digest(files, versions(), variables, sorted(pages), self._notebooks, self._book, self._python)

    def bodies(self, pages: Iterable[str]) -> str:
        """Return a digest of the inputs of every page's body: settings, scripts, words, list of pages.

        Readings of formulas are among them. The list of pages includes their sibling files, since links
        lead to both.
        """
        folders = [f"docs/{language}/" for language in self.project.languages]
        beside = [name for name in self._below(*folders) if not name.endswith(".md")]
        files = self._below("scripts/", READINGS, *self._settings)
        return digest(files, os.environ.get("SITE_URL", ""), sorted([*pages, *beside]))


def progress_of(project: Project) -> Iterator[str]:
    """Yield a line for each section of each translation, which changes with its entry in the status table."""
    original, *others = project.languages
    originals = read_language(project, original) if others else {}
    for language in others:
        pages = read_language(project, language)
        for path, page in originals.items():
            for one in states(page, pages.get(path)):
                yield f"{language} {path} {one.original.id} {one.state.value} {section_title(one)}"
