"""A frozen build rejects recordings that are damaged, missing or not the lesson's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import HEIGHTS, rejected
from tests.support.scratch import KOREAN, change, contents

if TYPE_CHECKING:
    from tests.support.scratch import Scratch


def _damage(project: Scratch) -> str:
    path = project.recorded / "ten-heights" / "mean.txt"
    path.write_text("mean 999.0000\n", encoding="utf-8")
    return "snippets/recorded/ten-heights/mean.txt: "


def _damage_figure(project: Scratch) -> str:
    path = project.recorded / "ten-heights" / "curve.svg"
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    return "snippets/recorded/ten-heights/curve.svg: "


def _damage_index(project: Scratch) -> str:
    path = project.recorded / "ten-heights" / "recording.json"
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    return "snippets/recorded/ten-heights/recording.json: "


def _lose_file(project: Scratch) -> str:
    (project.recorded / "ten-heights" / "mean.txt").unlink()
    return "snippets/recorded/ten-heights/mean.txt: "


def _lose_all(project: Scratch) -> str:
    shutil.rmtree(project.recorded / "ten-heights")
    return "snippets/recorded/ten-heights/recording.json: "


def _swap(project: Scratch) -> str:
    shutil.rmtree(project.recorded / "ten-heights")
    shutil.copytree(project.recorded / "fair-coins", project.recorded / "ten-heights")
    return "snippets/recorded/ten-heights: "


def _change_snippet(project: Scratch) -> str:
    change(project.heights, "171.75", "175.5")
    return "snippets/recorded/ten-heights: "


def _ask_for_more(project: Scratch) -> str:
    change(project.heights_page, "{{ spread:.3f }}", "{{ spread:.5f }}")
    return "snippets/recorded/ten-heights: "


@pytest.mark.parametrize(
    ("spoil", "english", "korean"),
    [
        (_damage, "damaged: its content has changed", "기록이 상했습니다: 내용이 바뀌었습니다"),
        (_damage_figure, "damaged: its content has changed", "기록이 상했습니다: 내용이 바뀌었습니다"),
        (_damage_index, "recording is damaged", "기록이 상했습니다"),
        (_lose_file, "recording is missing", "기록이 없습니다"),
        (_lose_all, "recording is missing", "기록이 없습니다"),
        (_swap, f"does not match {HEIGHTS}", f"스니펫({HEIGHTS})이나 페이지와 맞지 않습니다"),
        (_change_snippet, f"does not match {HEIGHTS}", f"스니펫({HEIGHTS})이나 페이지와 맞지 않습니다"),
        (_ask_for_more, f"does not match {HEIGHTS}", f"스니펫({HEIGHTS})이나 페이지와 맞지 않습니다"),
    ],
)
def test_a_frozen_build_rejects_a_recording_that_is_not_the_lessons(
    project: Scratch, spoil: Callable[[Scratch], str], english: str, korean: str
) -> None:
    place = spoil(project)
    run = rejected(project, "--frozen")
    assert place in run.err
    assert english in run.err
    assert "running" not in run.out
    assert korean in rejected(project, "--frozen", locale=KOREAN).err


def test_a_build_that_may_run_mends_a_damaged_recording(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    _damage(project)
    rejected(project, "--frozen")
    assert "ten-heights: running" in project.build_well().progress
    assert contents(project.root, "site", "snippets/recorded") == before
    project.build_well("--frozen")
