"""A project in two languages, and scripts/translate.py run on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import messages
from literate.commands import translate as translation_commands
from literate.commands.translate import translate_parser

from tests.commands.translate.commands import Translate
from tests.support.scratch import (
    Run,
    Scratch,
    copy_of,
)
from tests.support.two_editions import add_english


@pytest.fixture(scope="session")
def english_project(unbuilt_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """The project with two lessons and an English edition, never built. Not to be changed."""
    return add_english(copy_of(unbuilt_project, tmp_path_factory.mktemp("english").resolve() / "project"))


@pytest.fixture
def project(english_project: Scratch, tmp_path: Path) -> Scratch:
    return copy_of(english_project, tmp_path.resolve() / "project")


@pytest.fixture
def translate(
    project: Scratch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Translate:
    """Run scripts/translate.py in this process, with a project at hand."""
    monkeypatch.setattr(translation_commands, "ROOT", project.root)
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)

    def run(*arguments: str) -> Run:
        code = translation_commands.run_translate(translate_parser().parse_args(arguments))
        return Run(code, *capsys.readouterr())

    return run
