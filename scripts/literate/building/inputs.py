"""Digests of what the site, its frame and its bodies are made from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..files.digests import _raw, _walk, digest
from ..project import Project
from ..reading.glossary import GLOSSARY
from ..reading.words import WORDS_FILE
from ..running.job import versions
from ..translating.composing import read_language
from ..translating.states import states
from ..weaving.translation_status import _title


def inputs_digest(project: Project, notebooks: bool) -> str:
    """Return a digest of everything that the site is made from: files, environment, settings.

    Recordings are left out: a build may write them itself.
    """
    frame = frame_digest(project, (), notebooks)
    return digest(_contents(project, [project.docs, project.snippets]), frame)


def frame_digest(project: Project, pages: Iterable[str], notebooks: bool) -> str:
    """Return a digest of what frames every page: theme, settings, scripts, glossary, list of pages."""
    roots = [project.docs / "theme", project.docs / "styles", project.root / "scripts"]
    files = [project.root / "mkdocs.yml", project.root / "requirements.txt", project.docs / GLOSSARY]
    for language in project.languages:
        files += [project.settings_file(language), project.docs / language / WORDS_FILE]
    settings = {name: os.environ.get(name, "") for name in ("SITE_URL", "GITHUB_REPOSITORY")}
    return digest(_contents(project, roots, files), versions(), settings, sorted(pages), notebooks)


def body_digest(project: Project, pages: Iterable[str]) -> str:
    """Return a digest of what the body of every page depends on: settings, scripts, words, list of pages.

    Links lead to pages, and to what lies beside them.
    """
    files = [project.root / "mkdocs.yml", project.root / "requirements.txt"]
    beside = [
        project.name(path)
        for language in project.languages
        for path in _walk(project.docs / language)
        if path.suffix != ".md"
    ]
    for language in project.languages:
        files += [project.settings_file(language), project.docs / language / WORDS_FILE]
    site = os.environ.get("SITE_URL", "")
    return digest(_contents(project, [project.root / "scripts"], files), site, sorted([*pages, *beside]))


def _contents(project: Project, roots: Iterable[Path], files: Iterable[Path] = ()) -> dict[str, str]:
    paths = [*(path for root in roots for path in _walk(root)), *files]
    return {project.name(path): _raw(path) for path in sorted(paths) if path.is_file()}


def progress_of(project: Project) -> Iterator[str]:
    """Yield a line for each section of each translation, which changes with what the table says of it."""
    original, *others = project.languages
    originals = read_language(project, original) if others else {}
    for language in others:
        pages = read_language(project, language)
        for path, page in originals.items():
            for one in states(page, pages.get(path)):
                yield f"{language} {path} {one.original.id} {one.state.value} {_title(one)}"
