"""Translators run scripts/translate.py with light packages only, and in their language."""

from __future__ import annotations

from pathlib import Path

from tests.commands.translate.commands import HEAVY, whole
from tests.support.scratch import (
    KOREAN,
    Scratch,
    change,
    sabotage,
)
from tests.support.two_editions import commit


def test_a_page_is_started_translated_and_recorded_with_light_packages_only(
    project: Scratch, tmp_path: Path
) -> None:
    packages = {"PYTHONPATH": sabotage(tmp_path / "packages", *HEAVY)}
    page = project.root / "docs" / "en" / "lessons" / "fair-coins.md"
    commit(project.root)
    started = whole(project, "start", "en", "fair-coins", **packages)
    assert (started.code, started.err) == (0, "")
    assert started.out == "Copied the original's text to docs/en/lessons/fair-coins.md.\n"
    text = page.read_text(encoding="utf-8").replace("동전을 던졌습니다.", "We tossed coins.")
    page.write_text(text, encoding="utf-8")
    done = whole(project, "done", "en", "fair-coins", "opening", **packages)
    hint = f"to translate: docs/en/lessons/fair-coins.md:{text.split('## ')[0].count(chr(10)) + 1}\n"
    assert done.out == f"Newly recorded: opening\n1 of 2 sections, to translate 1\n{hint}"
    change(project.coins_page, "동전을 던졌습니다.", "동전을 네 번 던졌습니다.")
    compared = whole(project, "diff", "en", "fair-coins", **packages)
    assert (compared.code, compared.err) == (0, "")
    assert "동전을{+ 네 번+} 던졌습니다." in compared.out
    assert "to translate 1" in whole(project, "status", **packages).out
    assert (
        whole(project, "check", "en", **packages).out
        == "4 translated pages checked; no differences from the original.\n"
    )


def test_the_user_is_spoken_to_in_their_language(project: Scratch) -> None:
    run = whole(project, "status", "eng", locale=KOREAN)
    assert (run.code, run.err) == (1, "eng: 그런 번역이 없습니다. 혹시 en인가요?\n")
    wrong = whole(project, "stauts", locale=KOREAN)
    assert wrong.code == 2
    assert "Traceback" not in wrong.err
