"""The code in a page's sentences uses names of its lesson."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.code_spans import strange_code
from literate.project import Project

from tests.support.scratch import Scratch


@pytest.mark.parametrize(
    ("sentence", "strange"),
    [
        ("`heights`를 봅니다.", []),
        ("`heights.mean()`과 `None`과 `len(heights)`", []),
        ("`height`를 봅니다.", ["height"]),
        ("`a*b*c`", []),
        ("`heights.medians()`", ["medians"]),
        ("`tosses`는 이 과가 필요로 하는 과에 있습니다.", []),
        ("{{ heights.mean():.1f }}과 `pip install numpy`", []),
        ("```\nanything(at=all)\n```", []),
    ],
)
def test_names_are_those_of_the_lesson_and_of_lessons_it_leads_to(
    project: Scratch, sentence: str, strange: list[str]
) -> None:
    page: Path = project.heights_page
    page.write_text(page.read_text(encoding="utf-8") + f"\n{sentence}\n", encoding="utf-8")
    found = strange_code(Project.at(project.root))
    assert [one.message.split("name ")[1].split(".")[0] for one in found] == strange
    assert all(one.file == project.heights_page.relative_to(project.root).as_posix() for one in found)


def test_a_page_may_name_what_a_lesson_that_it_links_to_uses(project: Scratch) -> None:
    page: Path = project.coins_page
    text = page.read_text(encoding="utf-8") + "\n`heights`는 다른 과에 있습니다.\n"
    page.write_text(text, encoding="utf-8")
    assert len(strange_code(Project.at(project.root))) == 1
    page.write_text(text.replace("다른 과", "[다른 과](ten-heights.md)"), encoding="utf-8")
    assert strange_code(Project.at(project.root)) == []
