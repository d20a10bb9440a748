"""What messengers show of a link is a picture of the site as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from literate.commands.preview import FIGURE, PREVIEW, is_current
from literate.environment import ROOT
from literate.project import Project

HINT = "python3 scripts/preview.py draws it anew"
HERE = Project.at(ROOT)


@pytest.mark.parametrize(
    "language", [one for one in HERE.languages if one == "ko" or (HERE.docs / one / PREVIEW).is_file()]
)
def test_the_picture_of_each_language_shows_its_words_and_the_recorded_figure(language: str) -> None:
    assert is_current(HERE, language), HINT


@pytest.mark.parametrize("changed", ["mkdocs.yml", f"snippets/recorded/{FIGURE}"])
def test_a_picture_is_old_once_its_words_or_its_figure_have_changed(tmp_path: Path, changed: str) -> None:
    for file in ("mkdocs.yml", f"docs/ko/{PREVIEW}", f"snippets/recorded/{FIGURE}"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    assert is_current(Project(tmp_path), "ko")
    text = (tmp_path / changed).read_text(encoding="utf-8")
    (tmp_path / changed).write_text(
        text.replace("확인하며", "따지며").replace("168", "169"), encoding="utf-8"
    )
    assert not is_current(Project(tmp_path), "ko")
