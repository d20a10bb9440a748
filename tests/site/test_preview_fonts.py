"""A preview is drawn where the machine has fonts for its letters only."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.commands.preview import PREVIEW, draw_preview, is_current
from literate.messages import Problem
from literate.project import Project

from tests.site.fonts import Launch
from tests.support.scratch import change, copy_of_this_project


def test_a_letter_that_no_font_has_is_reported_and_nothing_is_drawn(launch: Launch, tmp_path: Path) -> None:
    project = Project.at(copy_of_this_project(tmp_path / "project").root)
    picture = project.docs / "ko" / PREVIEW
    picture.unlink()
    settings = project.root / "mkdocs.yml"
    change(settings, "site_name: ", "site_name: \u0378")  # a code point without a character
    with launch() as browser:
        with pytest.raises(Problem, match=r"\u0378.*fonts-noto-cjk") as caught:
            draw_preview(browser.new_page(), project, "ko")
        assert caught.value.file == "mkdocs.yml" and not picture.exists()
        change(settings, "\u0378", "")
        assert draw_preview(browser.new_page(), project, "ko") == picture
    assert is_current(project, "ko")
