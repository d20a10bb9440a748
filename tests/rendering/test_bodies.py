"""What is known of pages is not rendered again, and a site made so is the same to the byte."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from literate.rendering.bodies import Bodies, Facts
from literate.rendering.body_plugin import take

from tests.support.scratch import Scratch, change, contents

FACTS = Facts({"title": "키"}, [], ["x"], {"index.md": {"a": "index.md#a"}}, [{"title": "키"}])
PAGES = ("index.html", "lessons/fair-coins/index.html", "lessons/ten-heights/index.html")


def places(project: Scratch) -> dict[str, int]:
    """Return where each page stands on the disk: the same place, if it was not written again."""
    return {page: (project.site / page).stat().st_ino for page in PAGES}


def from_scratch(project: Scratch) -> dict[str, str]:
    """Build the project's site anew, with nothing known, and return its contents."""
    for folder in ("site", "build"):
        shutil.rmtree(project.root / folder)
    project.build_well("--frozen")
    return contents(project.root, "site")


def test_a_word_of_prose_writes_one_page_and_the_same_site_and_leaves_the_published_one_as_it_is(
    project: Scratch, tmp_path: Path
) -> None:
    """Pages of the new site may be the same files as those of the old one, which readers hold."""
    before = places(project)
    shutil.copytree(project.site, tmp_path / "held", copy_function=os.link)
    held = contents(tmp_path, "held")
    change(project.coins_page, "동전을 던졌습니다.", "동전을 여러 번 던졌습니다. $x_1$")
    project.build_well()
    changed = {page for page, place in places(project).items() if before[page] != place}
    assert changed == {"lessons/fair-coins/index.html"}
    assert "동전을 여러 번 던졌습니다." in project.page("fair-coins")
    built = contents(project.root, "site")
    with (project.root / "docs/styles/text.css").open("a", encoding="utf-8") as sheet:
        sheet.write(".added { color: red; }\n")
    project.build_well()
    assert contents(tmp_path, "held") == held
    change(project.root / "docs/styles/text.css", ".added { color: red; }\n", "")
    assert built == from_scratch(project)


def test_a_link_to_a_heading_that_is_gone_is_found_on_a_page_that_did_not_change(project: Scratch) -> None:
    change(project.coins_page, "## 기대 {#expected-share}", "## 기대 {#share}")
    before = project.standing()
    run = project.build()
    assert run.code == 1
    assert "docs/ko/lessons/ten-heights.md:8: Broken link: fair-coins.md#expected-share" in run.err
    assert project.standing() == before


def test_a_page_that_was_warned_of_is_warned_of_again(project: Scratch) -> None:
    change(project.coins_page, "동전을 던졌습니다.", "[동전](nowhere.md)을 던졌습니다.")
    first = project.build_well("--no-strict")
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    second = project.build_well("--no-strict")
    for run in (first, second):
        assert "docs/ko/lessons/fair-coins.md:6: Broken link: nowhere.md" in run.err


def test_a_new_title_reaches_the_navigation_of_every_page(project: Scratch) -> None:
    before = places(project)
    change(project.coins_page, "title: 동전", "title: 동전 던지기")
    project.build_well()
    assert not set(before.items()) & set(places(project).items())
    assert contents(project.root, "site") == from_scratch(project)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"meta": 1}'])
def test_what_is_damaged_counts_as_not_known(damage: str, tmp_path: Path) -> None:
    bodies = Bodies(tmp_path, "frame")
    bodies.keep("key", FACTS, "<p>x</p>")
    assert (bodies.facts("key"), bodies.html("key")) == (FACTS, "<p>x</p>")
    (tmp_path / "key.json").write_text(damage, encoding="utf-8")
    assert bodies.facts("key") is None


def test_a_body_is_known_by_all_that_it_depends_on(tmp_path: Path) -> None:
    one = Bodies(tmp_path, "frame")
    keys = {one.key("a.md", "text"), one.key("b.md", "text"), one.key("a.md", "other")}
    assert len({*keys, Bodies(tmp_path, "other").key("a.md", "text")}) == 4


def test_what_was_not_used_for_long_is_forgotten(tmp_path: Path) -> None:
    for number in range(5):
        Bodies(tmp_path, "").keep(f"old-{number}", FACTS, "x")
        for path in tmp_path.glob(f"old-{number}.*"):
            os.utime(path, (number, number))
    bodies = Bodies(tmp_path, "")
    bodies.keep("used", FACTS, "x")
    bodies.forget_old()
    assert {path.stem for path in tmp_path.iterdir()} == {"used", "old-4", "old-3"}
    assert json.loads((tmp_path / "used.json").read_text(encoding="utf-8"))["meta"] == {"title": "키"}


def test_a_file_is_taken_where_links_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reject(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", reject)
    (tmp_path / "old").write_text("x", encoding="utf-8")
    take(tmp_path / "old", tmp_path / "folder" / "new")
    assert (tmp_path / "folder" / "new").read_text(encoding="utf-8") == "x"
    (tmp_path / "other").write_text("y", encoding="utf-8")
    take(tmp_path / "other", tmp_path / "folder" / "new")
    assert (tmp_path / "folder" / "new").read_text(encoding="utf-8") == "x"
