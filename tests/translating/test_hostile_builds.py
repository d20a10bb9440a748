"""Building a project with a stranger's translation in it runs nothing of the stranger's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import rejected
from tests.support.sample_project import NAVIGATION, TEN_HEIGHTS_PAGE
from tests.support.scratch import KOREAN, line_of, write
from tests.support.two_editions import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.scratch import Scratch


@pytest.fixture
def marks(project: Scratch, tmp_path: Path) -> Path:
    """A folder for marks of what should not run; all snippets have changed, so that they are due."""
    folder = tmp_path / "marks"
    folder.mkdir()
    for snippet in (project.heights, project.coins):
        text = snippet.read_text(encoding="utf-8")
        snippet.write_text(f"{text}\n# %% mark\nprint('here')\n", encoding="utf-8")
    english = project.root / "docs" / "en"
    write(english / "mkdocs.yml", SETTINGS + NAVIGATION)
    shutil.copy(project.root / "docs" / "ko" / "words.yml", english / "words.yml")
    return folder


def test_a_hostile_value_is_rejected_before_anything_runs(project: Scratch, marks: Path) -> None:
    page = project.root / "docs" / "en" / "lessons" / "ten-heights.md"
    hostile = f"{{{{ __import__('pathlib').Path({str(marks / 'hostile')!r}).touch() }}}}"
    write(page, TEN_HEIGHTS_PAGE.replace("{{ mean:.4f }}입니다", f"{hostile}입니다"))
    run = rejected(project, locale=KOREAN)
    line = line_of(page, "__import__")
    said = "원문에 없는 것은 쓸 수 없습니다(값): __import__"
    assert f"docs/en/lessons/ten-heights.md:{line}: {said}" in run.err
    # What runs in a lesson could leave no mark outside its own folder; that it runs is reported.
    assert (run.progress, list(marks.iterdir())) == ([], [])


def test_hostile_settings_are_rejected_before_anything_reads_them(project: Scratch, marks: Path) -> None:
    hook = project.root / "docs" / "en" / "evil.py"
    write(hook, f"__import__('pathlib').Path({str(marks / 'hostile')!r}).touch()\n")
    hooks = SETTINGS.replace("hooks: [", "hooks: [evil.py, ")
    acting = f"copyright: !!python/object/apply:os.mkdir [{marks / 'hostile'}]\n"
    for settings, place in ((hooks, "docs/en/evil.py: "), (SETTINGS + acting, "docs/en/mkdocs.yml:7: ")):
        write(project.root / "docs" / "en" / "mkdocs.yml", settings + NAVIGATION)
        run = rejected(project, "--no-strict")
        assert place in run.err
        assert run.progress == []
        hook.unlink(missing_ok=True)
    assert list(marks.iterdir()) == []


@pytest.mark.usefixtures("marks")
def test_the_same_build_runs_once_the_translation_is_harmless(project: Scratch) -> None:
    for page in (project.heights_page, project.coins_page):
        text = page.read_text(encoding="utf-8")
        page.write_text(text + "\n/// cell | mark\n///\n", encoding="utf-8")
    run = project.build_well()
    assert sorted(run.progress[-2:]) == ["fair-coins: done", "ten-heights: done"]
