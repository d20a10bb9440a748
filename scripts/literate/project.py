"""Where things are in a project, and what mkdocs.yml says about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from .messages import Problem, say


@dataclass(frozen=True)
class Project:
    """The folders of one project, and its languages.

    `workspace` is where everything that is made goes; inside the project if not given.
    """

    root: Path
    languages: tuple[str, ...] = ("ko",)
    workspace: Path | None = None

    @property
    def docs(self) -> Path:
        """Prose, one folder a language, beside the theme."""
        return self.root / "docs"

    @property
    def snippets(self) -> Path:
        """Snippet files."""
        return self.root / "snippets"

    @property
    def recorded(self) -> Path:
        """Recordings, one folder a lesson."""
        return self.snippets / "recorded"

    @property
    def stage(self) -> Path:
        """Woven pages, one folder a language, which the site generator reads."""
        return (self.workspace or self.root) / "build"

    @property
    def cache(self) -> Path:
        """What a build remembers for the next one on this machine."""
        return self.stage / "cache"

    @property
    def site(self) -> Path:
        """The published site."""
        return (self.workspace or self.root) / "site"

    def name(self, path: Path) -> str:
        """How messages name a file: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    @cached_property
    def planned(self) -> dict[str, str]:
        """Titles of lessons that are announced but not written, by lesson, from `extra.planned`."""
        extra = self._settings.get("extra") or {}
        return {str(lesson): str(title) for lesson, title in (extra.get("planned") or {}).items()}

    @cached_property
    def _settings(self) -> dict[str, Any]:
        path = self.root / "mkdocs.yml"
        try:
            settings = yaml.load(path.read_text(encoding="utf-8"), _TolerantLoader)
        except FileNotFoundError:
            raise Problem(say("파일이 없습니다.", "This file is missing."), path.name) from None
        except yaml.YAMLError as error:
            raise yaml_problem(error, path.name, 1) from None
        return settings if isinstance(settings, dict) else {}


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs: a tag such as `!ENV` becomes nothing."""


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)


def yaml_problem(error: yaml.YAMLError, file: str, first_line: int) -> Problem:
    """Return what is wrong with a piece of YAML that begins at a file's `first_line`."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    line = first_line + (mark.line if mark else 0)
    return Problem(say(f"YAML이 아닙니다: {reason}", f"Not valid YAML: {reason}"), file, line)
