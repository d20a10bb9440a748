"""Whatever is wrong on a page stops the build, says where, and leaves what is published as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import HEIGHTS, rejected
from tests.support.scratch import KOREAN, change, contents, line_of

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

PAGE = "docs/ko/lessons/ten-heights.md"


# What a page may not ask for: the change to the page, where the fault then is, the cell named, and what is
# said of it in English and, for some, in Korean


PageFault = tuple[str, str, str, str, str, str]
PAGE_FAULTS: dict[str, PageFault] = {
    "an unknown cell": (
        "/// cell | spread",
        "/// cell | spraed",
        "cell | spraed",
        "cell spraed: ",
        f"{HEIGHTS} does not have this cell. Did you mean spread?",
        f"{HEIGHTS}에 없는 셀입니다. 혹시 spread인가요?",
    ),
    "a cell shown twice": (
        "/// cell | scaled\n///",
        "/// cell | scaled\n///\n\n/// cell | mean\n///\n/// note\n",
        "/// note",
        "cell mean: ",
        "already shows the cell at line 20",
        "이미 있습니다",
    ),
    "a cell that is not closed": (
        "/// cell | scaled\n///",
        "/// cell | scaled\n",
        "cell | scaled",
        "cell scaled: ",
        "of this cell is missing.",
        "셀을 닫는",
    ),
    "a figure without alt": (
        "    alt: 평균 {{ mean:.4f }} 둘레의 꺾은선\n",
        "",
        "cell | curve",
        "cell curve: ",
        "no text alternative",
        "대체 글(alt)이 없습니다",
    ),
    "an unknown value": (
        "{{ spread:.3f }}",
        "{{ sprawl:.3f }}",
        "sprawl",
        "",
        "{{ sprawl:.3f }}: unknown name",
        "위에 보인 셀까지는 없는 이름입니다",
    ),
    "an unknown value in a description": (
        "alt: 평균 {{ mean:.4f }}",
        "alt: 평균 {{ median:.4f }}",
        "median",
        "",
        "{{ median:.4f }}: unknown name",
        "",
    ),
    "a value that fails": (
        "{{ spread:.3f }}",
        "{{ heights[99]:.3f }}",
        "heights[99]",
        "",
        "IndexError",
        "",
    ),
    "a value of a cell further down": (
        "평균은 {{ mean:.4f }}입니다",
        "평균은 {{ scaled[0]:.1f }}입니다",
        "scaled[0]:.1f",
        "",
        "unknown name",
        "",
    ),
    "a value above the first cell": (
        "키를 쟀습니다.",
        "키 {{ mean }}을 쟀습니다.",
        "{{ mean }}",
        "",
        "above the first cell",
        "첫 셀보다 위에서는",
    ),
    "a value that is not an expression": (
        "{{ spread:.3f }}",
        "{{ spread + }}",
        "spread +",
        "",
        "is not a Python expression",
        "파이썬 식이 아닙니다",
    ),
    "a format that does not fit": (
        "{{ spread:.3f }}",
        "{{ spread:.3d }}",
        "spread:.3d",
        "",
        "the format '.3d' does not fit",
        "형식 '.3d'가 값에 맞지 않습니다",
    ),
    "a misspelt cell option": (
        "    alt: 평균",
        "    atl: 평균",
        "atl:",
        "cell curve: ",
        "Unknown option 'atl'. Did you mean alt?",
        "모르는 옵션 'atl'입니다. 혹시 alt인가요?",
    ),
    "a cell option with a wrong value": (
        "    alt: 평균",
        "    code: hidden\n    alt: 평균",
        "code: hidden",
        "cell curve: ",
        "accepts only folded",
        "folded뿐입니다",
    ),
    "a misspelt front-matter key": (
        "minutes: 5",
        "minute: 5",
        "minute: 5",
        "",
        "Unknown front matter key 'minute'. Did you mean minutes?",
        "모르는 머리글 항목 'minute'입니다. 혹시 minutes인가요?",
    ),
    "a front-matter value of a wrong kind": (
        "minutes: 5",
        "minutes: five",
        "minutes: five",
        "",
        "must be a whole number",
        "정수이어야 합니다",
    ),
    "front matter that is not YAML": (
        "minutes: 5",
        "minutes: [5",
        "[5",
        "",
        "Not valid YAML",
        "YAML이 아닙니다",
    ),
    "a missing snippet file": (
        "snippets: ten_heights.py",
        "snippets: ten_height.py",
        "snippets: ten_height.py",
        "",
        "snippets/ten_height.py does not exist. Did you mean ten_heights.py?",
        "snippets/ten_height.py 파일이 없습니다. 혹시 ten_heights.py인가요?",
    ),
    "an unknown requirement": (
        "requires: [fair-coins]",
        "requires: [fair-dice]",
        "requires:",
        "",
        "fair-dice",
        "fair-dice",
    ),
    "a broken link": (
        "(fair-coins.md#expected-share)",
        "(fair-dice.md)",
        "fair-dice.md",
        "",
        "Broken link: fair-dice.md",
        "끊어진 링크입니다: fair-dice.md",
    ),
    "a broken link whose end stands higher up too": (
        "[데이터](#data)",
        "[동전](coins.md)",
        "(coins.md)",
        "",
        "Broken link: coins.md",
        "",
    ),
    "a broken anchor on another page": (
        "(fair-coins.md#expected-share)",
        "(fair-coins.md#expected-shares)",
        "#expected-shares",
        "",
        "Broken link: fair-coins.md#expected-shares",
        "",
    ),
    "a broken anchor on the same page": (
        "(#data)",
        "(#date)",
        "(#date)",
        "",
        "Broken link: #date",
        "끊어진 링크입니다: #date",
    ),
    "a picture that is not there": (
        "첫째 값은",
        "![점](dots.svg) 첫째 값은",
        "dots.svg",
        "",
        "Broken link: dots.svg",
        "",
    ),
}


@pytest.mark.parametrize("name", PAGE_FAULTS)
def test_a_page_is_rejected_for(project: Scratch, name: str) -> None:
    old, new, where, cell, english, korean = PAGE_FAULTS[name]
    change(project.heights_page, old, new)
    run = rejected(project)
    if name == "a cell shown twice":
        number = line_of(project.heights_page, where) - 2
    else:
        number = line_of(project.heights_page, where)
    assert f"{PAGE}:{number}: {cell}" in run.err, run.err
    assert english in run.err, run.err
    if korean:
        assert korean in rejected(project, locale=KOREAN).err


def test_several_faults_are_reported_at_once(project: Scratch) -> None:
    change(project.heights_page, "minutes: 5", "minute: 5")
    change(project.coins_page, "title: 동전", "titel: 동전")
    run = rejected(project)
    assert f"{PAGE}:5: Unknown front matter key 'minute'" in run.err
    assert "docs/ko/lessons/fair-coins.md:2: Unknown front matter key 'titel'" in run.err


def test_a_good_build_follows_a_page_that_was_rejected(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    change(project.heights_page, "(#data)", "(#date)")
    rejected(project)
    change(project.heights_page, "(#date)", "(#data)")
    project.build_well()
    assert contents(project.root, "site", "snippets/recorded") == before


def test_a_page_missing_from_the_navigation_is_reported(project: Scratch) -> None:
    change(project.root / "mkdocs.yml", "  - 동전: lessons/fair-coins.md\n", "")
    assert "lessons/fair-coins.md" in rejected(project).err


def test_settings_that_are_not_yaml_are_reported_with_their_line(project: Scratch) -> None:
    change(project.root / "mkdocs.yml", "  - 키: lessons/ten-heights.md\n", "  - 키: [\n")
    number = line_of(project.root / "mkdocs.yml", "  - 키: [") + 1
    assert re.search(rf'mkdocs\.yml(:|", line ){number}\b', rejected(project).err)


def test_faults_that_not_strict_forgives_are_warned_of(project: Scratch) -> None:
    change(project.heights_page, "(#data)", "(#date)")
    run = project.build_well("--no-strict")
    assert f"warning: {PAGE}:{line_of(project.heights_page, '#date')}: Broken link: #date" in run.err
    assert 'href="#date"' in project.page("ten-heights")
