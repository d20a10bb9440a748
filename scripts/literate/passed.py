"""Translated pages that were compared with their originals before: what has not changed need not be again."""

from __future__ import annotations

import json
from pathlib import Path

from .freshness import digest
from .glossary import GLOSSARY
from .project import Project
from .sections import SectionedPage


class Passed:
    """Digests of pages that passed, kept in the project's uncommitted cache."""

    def __init__(self, project: Project, language: str) -> None:
        self._path = project.cache / f"passed-{language}.json"
        glossary = project.docs / GLOSSARY
        scripts = sorted(Path(__file__).parent.glob("*.py"))
        files = [path.read_text(encoding="utf-8") for path in [*scripts, glossary] if path.is_file()]
        self._frame = digest(language, files)
        try:
            self.known = set(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self.known = set()

    def key(self, original: SectionedPage, translation: SectionedPage) -> str:
        """Return the digest of all that decides whether a page passes."""
        pages = [
            [page.head, *(section.body for section in page.sections.values())]
            for page in (original, translation)
        ]
        return digest(self._frame, pages)

    def __contains__(self, key: str) -> bool:
        return key in self.known

    def remember(self, keys: set[str]) -> None:
        """Remember which pages pass now, and forget all others."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(sorted(keys)), encoding="utf-8")
