"""The table of how far translations have come: counts, what is open, and links to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
from literate.building.inputs import progress_of
from literate.project import Project
from literate.reading.words import read_words
from literate.weaving.translation_status import status_table

from tests.support.scratch import Scratch, change, copy_of, write
from tests.support.two_editions import add_english, english_page
from tests.support.weaving import text_of


@pytest.fixture
def project(unbuilt_project: Scratch, tmp_path: Path) -> Scratch:
    return add_english(copy_of(unbuilt_project, tmp_path.resolve() / "project"))


def table(project: Scratch, edition: str) -> Any:
    found = Project.at(project.root)
    text = status_table(found, edition, read_words(found, edition))
    return html5lib.parse(f"<!doctype html><title>x</title>{text}", namespaceHTMLElements=False)


def rows(tree: Any) -> list[list[str]]:
    return [
        [" ".join(text_of(cell).split()) for cell in row if cell.tag in ("th", "td")]
        for row in tree.iter("tr")
    ]


def links(tree: Any) -> list[tuple[str, str, str]]:
    return [(text_of(link), link.get("href"), link.get("lang", "")) for link in tree.iter("a")]


def test_every_page_is_counted_in_the_order_of_the_site(project: Scratch) -> None:
    assert rows(table(project, "en")) == [
        ["Page", "English"],
        ["Start", "1 of 1 sections"],
        ["Heights", "3 of 3 sections"],
        ["동전", "0 of 2 sections not started yet"],
        ["Status", "1 of 1 sections"],
    ]


def test_titles_are_in_the_language_of_the_edition_or_marked(project: Scratch) -> None:
    heads = [head for head in table(project, "en").iter("th") if head.get("scope") == "row"]
    assert [(text_of(head), head.get("lang")) for head in heads] == [
        ("Start", None),
        ("Heights", None),
        ("동전", "ko"),
        ("Status", None),
    ]
    assert rows(table(project, "ko"))[2][0] == "키"


def test_what_is_open_is_named_with_links_to_the_sections(project: Scratch) -> None:
    change(project.heights_page, "첫째 값은", "처음 값은")
    change(project.heights_page, "## 눈금", "## 사이 {#between}\n\n사이 글\n\n## 눈금")
    english = "../en/lessons/ten-heights/"
    assert links(table(project, "ko"))[1:4] == [
        ("4절 가운데 2절", english, ""),
        ("The scale", f"{english}#scale", "en"),
        ("사이", f"{english}#between", ""),
    ]
    english = "../../en/lessons/ten-heights/"
    assert links(table(project, "en"))[1:4] == [
        ("2 of 4 sections", english, ""),
        ("The scale", f"{english}#scale", ""),
        ("사이", f"{english}#between", "ko"),
    ]
    words = read_words(Project.at(project.root), "en")
    stale, open_ = words["translation-stale"], words["translation-untranslated"]
    assert f"{stale}: The scale {open_}: 사이" in rows(table(project, "en"))[2][1]


def test_an_opening_is_linked_by_its_page(project: Scratch) -> None:
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    assert ("Heights", "../../en/lessons/ten-heights/", "") in links(table(project, "en"))


def test_titles_are_text_whatever_they_hold(project: Scratch) -> None:
    change(project.heights_page, "## 눈금", "## 1 < 2 & 3")
    write(english_page(project), "---\ntitle: Heights\n---\n")
    assert ("1 < 2 & 3", "../../en/lessons/ten-heights/#scale", "ko") in links(table(project, "en"))


def test_every_language_has_a_column(project: Scratch) -> None:
    for name in ("mkdocs.yml", "words.yml"):
        text = (project.root / "docs/en" / name).read_text(encoding="utf-8")
        write(project.root / "docs/fr" / name, text.replace("language: English", "language: français"))
    assert [row[1:] for row in rows(table(project, "en"))[:2]] == [
        ["English", "français"],
        ["1 of 1 sections", "0 of 1 sections not started yet"],
    ]


def test_a_project_without_translations_has_a_table_without_columns(unbuilt_project: Scratch) -> None:
    assert rows(table(unbuilt_project, "ko"))[0] == ["페이지"]
    assert list(progress_of(Project.at(unbuilt_project.root))) == []


def test_what_the_table_says_decides_whether_pages_can_be_built_alone(project: Scratch) -> None:
    before = list(progress_of(Project.at(project.root)))
    change(english_page(project), "We measured heights.", "We measured three heights.")
    assert list(progress_of(Project.at(project.root))) == before
    change(english_page(project), "## The scale", "## Scales")
    assert len(set(progress_of(Project.at(project.root))) ^ set(before)) == 2
