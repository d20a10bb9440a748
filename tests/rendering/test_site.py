"""The processes that render translations: when one ends, that is reported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.project import ORIGINAL, Project
from literate.rendering import site


class Killed:
    """Renders the original; the process of a translation ends, as when the system kills it."""

    def __init__(self, project: Project, language: str, *_: object) -> None:
        self.language = language

    def render(self, *_: object) -> list[Problem]:
        return [] if self.language == ORIGINAL else os._exit(1)


def test_a_rendering_process_that_ends_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "Renderer", Killed)
    project = Project(tmp_path, (ORIGINAL, "en"))
    with pytest.raises(Problem, match=r"ended unexpectedly|갑자기 끝났습니다"):
        site.render_editions(project, tmp_path, {}, None, "")
