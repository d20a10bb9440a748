"""The course: its lessons in order, and the lines between those that need one another."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.reading.words import read_words
from literate.translating.composing import read_pages
from literate.weaving.course import (
    GAP,
    Place,
    Stop,
    across,
    down,
    draw_course,
    places,
    read_course,
    without_shortcuts,
)

from tests.support.scratch import MAIN, write
from tests.support.weaving import all_tags, of_class, render, text_of

SETTINGS = """\
nav:
  - 처음: index.md
  - 2 입력과 출력:
      - 2-4 키: lessons/heights.md
  - 바로잡은 것: corrections.md
extra:
  planned:
    coins: 2-1 동전
    entropy:
      title: 2-10 엔트로피
      about: 얼마나 <불확실한가>
      requires: [heights, coins]
    unnumbered: 언젠가
"""
PAGE = "---\ntitle: 키\ndescription: 키 이야기\nrequires: [coins]\n---\n"


@pytest.fixture
def project(built: Project) -> Project:
    """A course of one lesson that is written and two that are planned."""
    write(built.root / "mkdocs.yml", SETTINGS)
    write(built.docs / "ko/lessons/heights.md", PAGE)
    return Project(built.root)


def course(project: Project) -> list[Stop]:
    return read_course(project, read_pages(project), "ko")


def chain(*requires: tuple[str, str]) -> list[Stop]:
    """Return lessons a, b, … in order, each with the letters of those that it requires."""
    return [
        Stop(name, f"1-{number}", name, "", tuple(needed))
        for number, (name, needed) in enumerate(requires, 1)
    ]


def test_the_course_is_what_the_settings_number_in_the_order_of_the_numbers(project: Project) -> None:
    assert course(project) == [
        Stop("coins", "2-1", "동전", "", ()),
        Stop("heights", "2-4", "키", "키 이야기", ("coins",), PurePosixPath("ko/lessons/heights.md")),
        Stop("entropy", "2-10", "엔트로피", "얼마나 <불확실한가>", ("heights", "coins")),
    ]


def test_planned_lessons_still_have_their_titles(project: Project) -> None:
    assert project.planned("ko") == {"coins": "2-1 동전", "entropy": "2-10 엔트로피", "unnumbered": "언젠가"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 2-10", "titel: 2-10"),
        ("requires: [heights, coins]", "requires: heights"),
        ("requires: [heights, coins]", "requires: [height]"),
        ("about:", "abuot:"),
    ],
)
def test_a_planned_lesson_that_is_misspelt_is_rejected(old: str, new: str, project: Project) -> None:
    write(project.root / "mkdocs.yml", SETTINGS.replace(old, new))
    with pytest.raises(Problem) as caught:
        course(Project(project.root))
    assert caught.value.file == "mkdocs.yml"
    assert "entropy" in caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  - 처음: index.md\n", "  - {처음: index.md, 끝: end.md}\n", 0),
        ("  - 처음: index.md\n", "  - [index.md]\n", 0),
        ("  - 처음: index.md\n", "  - 처음: 3\n", 0),
        ("  - 처음: index.md\n", "  - &all [*all]\n", 2),
        ("planned:\n", "planned: [coins]\nx:\n", 0),
        ("extra:\n", "extra: 3\nx:\n", 0),
        ("extra:\n", "y: !!int ''\nextra:\n", 1),
        ("    coins: 2-1", '    "\\ud800": 2-1', 8),
        ("    coins: 2-1 동전", "    coins: 0x" + "f" * 5000, 8),
    ],
)
def test_settings_that_name_no_pages_or_lessons_are_rejected(
    old: str, new: str, line: int, project: Project
) -> None:
    assert old in SETTINGS
    write(project.root / "mkdocs.yml", SETTINGS.replace(old, new))
    with pytest.raises(Problem) as caught:
        course(Project(project.root))
    assert (caught.value.file, caught.value.line) == ("mkdocs.yml", line)


def test_a_number_that_no_lesson_has_is_part_of_a_title(project: Project) -> None:
    write(project.root / "mkdocs.yml", SETTINGS.replace("2-10 엔", "9" * 5000 + "-1 엔"))
    assert [stop.name for stop in course(Project(project.root))] == ["coins", "heights"]


def test_lessons_that_require_each_other_are_rejected() -> None:
    with pytest.raises(Problem, match="b → c → b"):
        places(chain(("a", "b"), ("b", "c"), ("c", "b")))


def test_each_lesson_stands_right_of_what_it_requires() -> None:
    found = places(chain(("a", ""), ("b", "a"), ("c", ""), ("d", "c"), ("e", "bd")))
    assert found == {
        "a": Place(0, 0),
        "c": Place(0, 1),
        "b": Place(1, 0),
        "d": Place(1, 1),
        "e": Place(2, 1),
    }


def test_no_line_leads_where_others_lead_already() -> None:
    stops = without_shortcuts(chain(("a", ""), ("b", "a"), ("c", "abx"), ("d", "ac")))
    assert ["".join(stop.requires) for stop in stops] == ["", "a", "bx", "c"]


def test_no_line_runs_behind_a_lesson_that_it_does_not_concern() -> None:
    stops = chain(("a", ""), ("b", "a"), ("c", "b"), ("d", "a"), ("e", "ac"), ("f", "a"), ("g", "be"))
    found = places(stops)
    assert len(set(found.values())) == len(found)
    for stop in stops:
        for name in stop.requires:
            for column in range(found[name].column + 1, found[stop.name].column):
                assert Place(column, found[stop.name].row) not in found.values()


def test_lines_lead_from_edge_to_edge() -> None:
    stops = chain(("a", ""), ("b", ""), ("c", "ab"))
    edge = f"{1 - GAP:g}"
    assert across(stops, places(stops)) == [
        f"M{edge} 0.5C{1 - GAP / 2:g} 0.5 {1 - GAP / 2:g} 1.5 1 1.5H1",
        f"M{edge} 1.5H1",
    ]


def test_from_top_to_bottom_neighbours_are_joined_straight_and_others_by_bows_that_do_not_meet() -> None:
    width, lines = down(chain(("a", ""), ("b", "a"), ("c", "a"), ("d", "a"), ("e", "c")))
    assert width == 2
    assert lines[0] == "M2 0.5V1.5"
    starts = {line: re.findall(r"[VMC ]([\d.]+)", line) for line in lines[1:]}
    lanes = [(line.split("C")[1].split(" ")[0], starts[line][1], starts[line][-1]) for line in lines[1:]]
    assert lanes == [("1", "0.5", "2.5"), ("1", "2.5", "4.5"), ("0", "0.5", "3.5")]


def test_the_course_is_a_list_that_says_in_words_what_the_lines_say(project: Project) -> None:
    words = read_words(project, "ko")
    tree = render("---\n---\n" + draw_course(course(project), words, PurePosixPath("ko")))
    [listed] = tree.iter("ol")
    items = list(listed.iter("li"))
    assert [" ".join(text_of(one).split()) for one in items] == [
        f"2-1 {words['planned'].format(title='동전')}",
        f"2-4 키 키 이야기 {words['requires'].format(lessons='2-1 동전')}",
        "2-10 "
        + words["planned"].format(title="엔트로피")
        + " 얼마나 <불확실한가> "
        + words["requires"].format(lessons="2-1 동전, 2-4 키"),
    ]
    assert [[link.get("href") for link in one.iter("a")] for one in items] == [[], ["lessons/heights.md"], []]
    assert [one.get("style") for one in items] == [
        "--column:1;--row:1",
        "--column:2;--row:1",
        "--column:3;--row:1",
    ]
    for name in ("course-across", "course-down"):
        [drawing] = of_class(tree, name)
        assert drawing.get("aria-hidden") == "true"
        assert all_tags(drawing).count("path") == 2, "from coins one comes to entropy through heights"


def test_the_course_of_this_project_is_whole() -> None:
    project = Project(MAIN)
    stops = course(project)
    written = [path for path in read_pages(project) if path.match("ko/lessons/*")]
    assert {stop.path for stop in stops if stop.path} == set(written)
    assert len(stops) == len(written) + len(project.planned_entries("ko"))
    numbers = [stop.number for stop in stops]
    assert all(numbers) and numbers == sorted(set(numbers), key=lambda number: [*map(int, number.split("-"))])
    assert all(stop.about for stop in stops if stop.name in project.planned_entries("ko"))
