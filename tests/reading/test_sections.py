"""Sections: what stands from one heading with an id to the next, and how a change of it is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.reading.pages import CellBlock
from literate.reading.sections import OPENING, read_sections

from tests.support.scratch import MAIN
from tests.support.translating import FILE, ORIGINAL, sectioned

HEAD = "---\ntitle: 키\n---\n"


def ids(body: str) -> list[str]:
    return list(sectioned(HEAD + body).sections)


def test_a_page_is_divided_at_its_headings() -> None:
    page = sectioned(ORIGINAL)
    assert [(one.id, one.title, one.line) for one in page.sections.values()] == [
        (OPENING, "키", 1),
        ("data", "데이터", 9),
        ("end", "끝", 16),
    ]
    assert page.sections["end"].body == "## 끝 {#end}\n\n[처음](#data)으로 갑니다.\n"
    assert page.head == "---\ntitle: 키\nsnippets: heights.py\nminutes: 5\n---"


def test_sections_put_together_are_the_page() -> None:
    page = sectioned(ORIGINAL)
    assert "\n".join([page.head, *(one.body for one in page.sections.values())]) == ORIGINAL
    assert [part for one in page.sections.values() for part in one.parts] == list(page.page.parts)


def test_a_cell_belongs_to_the_section_that_shows_it() -> None:
    cells = {
        name: [part.name for part in section.parts if isinstance(part, CellBlock)]
        for name, section in sectioned(ORIGINAL).sections.items()
    }
    assert cells == {OPENING: [], "data": ["heights"], "end": []}


def test_the_opening_holds_what_readers_see_of_the_front_matter_and_the_others_do_not() -> None:
    text = ORIGINAL.replace("minutes: 5", "minutes: 5\ndescription: 키 이야기")
    page = sectioned(text)
    assert page.sections[OPENING].text == "title: 키\ndescription: 키 이야기\n\n키를 쟀습니다.\n"
    assert page.sections[OPENING].body == "\n키를 쟀습니다.\n"
    assert page.sections["end"].text == page.sections["end"].body


@pytest.mark.parametrize(
    "heading",
    [
        "## 끝 {#end .wide}",
        "## 끝 {.wide #end}",
        '## 끝 { #end .wide data-toc-label="끝" }',
        "###### 끝 {: #end }",
        "##  끝   {#end}  ",
        "## `끝` $x$ {#end}",
    ],
)
def test_an_id_may_stand_among_other_attributes(heading: str) -> None:
    assert ids(f"글\n\n{heading}\n\n글\n") == [OPENING, "end"]


@pytest.mark.parametrize(
    "lines",
    [
        "``` markdown\n## 끝 {#end}\n```",
        "~~~~\n~~~\n## 끝 {#end}\n~~~~",
        "$$\n## 끝 {#end}\n$$",
        "## 끝",
        "## 끝 {.end}",
        "## 끝 {#end} 끝",
        "끝 {#end}",
        "    ## 끝 {#end}",
        "/// note | 끝\n## 끝 {#end}\n///",
        "//// html | div.home\n/// note\n///\n\n## 끝 {#end}\n////",
    ],
)
def test_what_only_looks_like_a_heading_or_stands_in_a_block_begins_no_section(lines: str) -> None:
    assert ids(f"글\n\n{lines}\n\n## 다음 {{#next}}\n") == [OPENING, "next"]


def test_a_block_that_nothing_closes_does_not_swallow_the_sections_below_it() -> None:
    assert ids("/// note\n\n## 끝 {#end}\n") == [OPENING, "end"]


@pytest.mark.parametrize("body", ["", "\n", "글\n", "글\n\n## 제목\n\n글\n"])
def test_a_page_without_headings_that_have_an_id_is_all_opening(body: str) -> None:
    assert ids(body) == [OPENING]


def test_a_page_may_begin_with_a_heading() -> None:
    page = sectioned(HEAD + "## 끝 {#end}")
    assert [(one.id, one.body) for one in page.sections.values()] == [(OPENING, ""), ("end", "## 끝 {#end}")]


def test_two_headings_with_one_id_are_rejected_with_both_lines() -> None:
    with pytest.raises(Problem, match="line 9") as caught:
        sectioned(ORIGINAL.replace("{#end}", "{#data}"))
    assert (caught.value.file, caught.value.line) == (FILE, 16)
    with pytest.raises(Problem):
        sectioned(ORIGINAL.replace("{#end}", f"{{#{OPENING}}}"))


def test_two_headings_with_one_id_are_reported_in_the_users_language(language: str) -> None:
    with pytest.raises(Problem, match={"ko": "9번째 줄", "en": "line 9"}[language]):
        sectioned(ORIGINAL.replace("{#end}", "{#data}"))


@pytest.mark.parametrize("end", ["---  ", "---\t"])
def test_front_matter_may_end_in_spaces(end: str) -> None:
    page = sectioned(f"---\ntitle: 키\n{end}\n글\n")
    assert page.head == f"---\ntitle: 키\n{end}"


def digests(text: str) -> dict[str, str]:
    return {name: section.digest for name, section in sectioned(text).sections.items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("쟀습니다.\n", "쟀습니다.   \n"),
        ("쟀습니다.\n", "쟀습니다.\n\n\n"),
        ("갑니다.\n", "갑니다."),
        ("갑니다.\n", "갑니다.\n\n  \n"),
        ("\n", "\r\n"),
        ("minutes: 5", "minutes: 6"),
        ("snippets: heights.py\n", ""),
        ("title: 키", "title: '키'"),
    ],
)
def test_what_says_nothing_new_changes_no_digest(old: str, new: str) -> None:
    assert old in ORIGINAL
    assert digests(ORIGINAL.replace(old, new)) == digests(ORIGINAL)


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("title: 키", "title: 몸무게", OPENING),
        ("minutes: 5", "description: 키 이야기", OPENING),
        ("쟀습니다.", "쟀다.", OPENING),
        ("## 데이터", "## 자료", "data"),
        ("## 데이터", "### 데이터", "data"),
        ("| heights\n", "| weights\n", "data"),
        ("| heights\n", "| heights\n    lines: 3, 2\n", "data"),
        ("{{ low:.2f }}", "{{ low:.3f }}", "data"),
        ("{{ low:.2f }}입니다", "{{ low:.2f }}  입니다", "data"),
        ("[처음]", " [처음]", "end"),
        ("(#data)", "(#end)", "end"),
    ],
)
def test_a_change_of_a_section_changes_its_digest_and_no_other(old: str, new: str, section: str) -> None:
    assert ORIGINAL.count(old) == 1
    before, after = digests(ORIGINAL), digests(ORIGINAL.replace(old, new))
    assert [name for name in before if before[name] != after[name]] == [section]


def test_every_heading_of_the_lesson_begins_a_section(tmp_path: Path) -> None:
    path = MAIN / "docs" / "ko" / "lessons" / "negative-log-likelihood.md"
    page = read_sections(Project.at(MAIN), path)
    headings = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("##")]
    assert len(page.sections) == len(headings) + 1


def test_a_page_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(Problem):
        read_sections(Project(tmp_path), tmp_path / "page.md")
