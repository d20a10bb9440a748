"""A frozen build rejects recordings that are damaged, missing or not the lesson's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import rejected
from tests.support.sample_project import TEN_HEIGHTS, TEN_HEIGHTS_PAGE
from tests.support.scratch import ENGLISH, KOREAN, change, contents, write

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

DAMAGED = {
    ENGLISH: "This recording is damaged: its content has changed",
    KOREAN: "기록이 상했습니다: 내용이 바뀌었습니다",
}
MISSING = {ENGLISH: "This recording is missing", KOREAN: "기록이 없습니다"}
OTHER = {
    ENGLISH: "This recording does not match snippets/{}.py and the pages",
    KOREAN: "이 기록은 지금의 스니펫(snippets/{}.py)이나 페이지와 맞지 않습니다",
}


def _cut(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")


def _swap(recorded: Path) -> None:
    shutil.rmtree(recorded)
    shutil.copytree(recorded.with_name("fair-coins"), recorded)


# What is done to the recording, the snippet and the page of a lesson, the file of the recording that is
# named then, and what is said of it
Spoil = Callable[[Path, Path, Path], object]
FAULTS: dict[str, tuple[Spoil, str, dict[str, str]]] = {
    "damaged": (lambda recorded, *_: write(recorded / "mean.txt", "mean 999.0000\n"), "/mean.txt", DAMAGED),
    "damaged_figure": (lambda recorded, *_: _cut(recorded / "curve.svg"), "/curve.svg", DAMAGED),
    "damaged_index": (
        lambda recorded, *_: _cut(recorded / "recording.json"),
        "/recording.json",
        {ENGLISH: "This recording is damaged", KOREAN: "기록이 상했습니다"},
    ),
    "without_a_file": (lambda recorded, *_: (recorded / "mean.txt").unlink(), "/mean.txt", MISSING),
    "missing": (lambda recorded, *_: shutil.rmtree(recorded), "/recording.json", MISSING),
    "of_another_lesson": (lambda recorded, *_: _swap(recorded), "", OTHER),
    "of_another_snippet": (lambda _, snippet, __: change(snippet, "171.75", "175.5"), "", OTHER),
    "of_another_page": (lambda _, __, page: change(page, "{{ spread:.3f }}", "{{ spread:.5f }}"), "", OTHER),
}


@pytest.mark.parametrize("locale", [ENGLISH, KOREAN])
def test_a_frozen_build_rejects_all_recordings_that_are_not_the_lessons(
    project: Scratch, locale: str
) -> None:
    for name, (spoil, *_) in FAULTS.items():
        snippet, page = project.root / f"snippets/{name}.py", project.heights_page.with_name(f"{name}.md")
        write(snippet, TEN_HEIGHTS)
        write(page, TEN_HEIGHTS_PAGE.replace("ten_heights.py", snippet.name))
        shutil.copytree(project.recorded / "ten-heights", project.recorded / name)
        spoil(project.recorded / name, snippet, page)
    run = rejected(project, "--frozen", locale=locale)
    for name, (_, file, said) in FAULTS.items():
        assert f"\nsnippets/recorded/{name}{file}: {said[locale].format(name)}" in f"\n{run.err}"
    assert "running" not in run.out


def test_a_build_that_may_run_mends_a_damaged_recording(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    write(project.recorded / "ten-heights" / "mean.txt", "mean 999.0000\n")
    assert "ten-heights: running" in project.build_well().progress
    assert contents(project.root, "site", "snippets/recorded") == before
    project.build_well("--frozen")
