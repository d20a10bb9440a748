"""Whatever is wrong on a page stops the build, says where, and leaves what is published as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import HEIGHTS, rejected
from tests.support.sample_project import TEN_HEIGHTS_PAGE
from tests.support.scratch import ENGLISH, KOREAN, change, contents, line_of, write

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

PAGE = "docs/ko/lessons/ten-heights.md"

# What a page may not ask for, by what a build does when it finds out: the change to the page, whose first
# line is the one at fault, and what is said of it in English and in Korean
FAULTS: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "reading pages": {
        "a cell shown twice": (
            "/// cell | scaled",
            "/// cell | mean",
            "cell mean: This page already shows the cell at line 20.",
            "셀 mean: 이 셀은 20번째 줄에 이미 있습니다.",
        ),
        "a cell that is not closed": (
            "\n/// cell | scaled\n///",
            "/// cell | scaled\n",
            "cell scaled: The closing `///` of this cell is missing.",
            "셀 scaled: 셀을 닫는 `///`가 없습니다.",
        ),
        "a misspelt cell option": (
            "    alt: 평균",
            "    atl: 평균",
            "cell curve: Unknown option 'atl'. Did you mean alt?",
            "셀 curve: 모르는 옵션 'atl'입니다. 혹시 alt인가요?",
        ),
        "a cell option with a wrong value": (
            "    alt: 평균",
            "    code: hidden\n    alt: 평균",
            "cell curve: The option code accepts only folded.",
            "셀 curve: code 옵션의 값은 folded뿐입니다.",
        ),
        "a misspelt front-matter key": (
            "minutes: 5",
            "minute: 5",
            "Unknown front matter key 'minute'. Did you mean minutes?",
            "모르는 머리글 항목 'minute'입니다. 혹시 minutes인가요?",
        ),
        "a front-matter value of a wrong kind": (
            "minutes: 5",
            "minutes: five",
            "minutes must be a whole number.",
            "minutes의 값은 정수이어야 합니다.",
        ),
        "front matter that is not YAML": (
            "minutes: 5",
            "minutes: [5",
            "Not valid YAML: ",
            "YAML이 아닙니다: ",
        ),
    },
    "finding snippets": {
        "an unknown cell": (
            "/// cell | spread",
            "/// cell | spraed",
            f"cell spraed: {HEIGHTS} does not have this cell. Did you mean spread?",
            f"셀 spraed: {HEIGHTS}에 없는 셀입니다. 혹시 spread인가요?",
        ),
        "a value above the first cell": (
            "키를 쟀습니다.",
            "키 {{ mean }}을 쟀습니다.",
            "A value cannot be used above the first cell.",
            "첫 셀보다 위에서는 값을 쓸 수 없습니다.",
        ),
        "a value that is not an expression": (
            "{{ spread:.3f }}",
            "{{ spread + }}",
            "{{ spread + }} is not a Python expression.",
            "{{ spread + }}는 파이썬 식이 아닙니다.",
        ),
        "a missing snippet file": (
            "snippets: ten_heights.py",
            "snippets: ten_height.py",
            "snippets/ten_height.py does not exist. Did you mean ten_heights.py?",
            "snippets/ten_height.py 파일이 없습니다. 혹시 ten_heights.py인가요?",
        ),
    },
    "running lessons": {
        "an unknown value": (
            "{{ spread:.3f }}",
            "{{ sprawl:.3f }}",
            "{{ sprawl:.3f }}: unknown name",
            "{{ sprawl:.3f }}: 위에 보인 셀까지는 없는 이름입니다",
        ),
        "an unknown value in a description": (
            "alt: 평균 {{ mean:.4f }}",
            "alt: 평균 {{ median:.4f }}",
            "{{ median:.4f }}: unknown name",
            "{{ median:.4f }}: 위에 보인 셀까지는 없는 이름입니다",
        ),
        "a value of a cell further down": (
            "평균은 {{ mean:.4f }}입니다",
            "평균은 {{ scaled[0]:.1f }}입니다",
            "{{ scaled[0]:.1f }}: unknown name",
            "{{ scaled[0]:.1f }}: 위에 보인 셀까지는 없는 이름입니다",
        ),
        "a value that fails": (
            "{{ spread:.3f }}",
            "{{ heights[99]:.3f }}",
            "{{ heights[99]:.3f }} failed: IndexError",
            "{{ heights[99]:.3f }}: 계산하지 못했습니다: IndexError",
        ),
        "a format that does not fit": (
            "{{ spread:.3f }}",
            "{{ spread:.3d }}",
            "{{ spread:.3d }}: the format '.3d' does not fit",
            "{{ spread:.3d }}: 형식 '.3d'가 값에 맞지 않습니다",
        ),
    },
}


@pytest.mark.parametrize("work", FAULTS)
def test_all_faults_that_a_build_finds_in_one_work_are_reported_at_once(project: Scratch, work: str) -> None:
    places = {}
    for name, (old, new, *_) in FAULTS[work].items():
        page = project.heights_page.with_name(name.replace(" ", "-") + ".md")
        write(page, TEN_HEIGHTS_PAGE)
        change(page, old, new)
        places[name] = (
            f"docs/ko/lessons/{page.name}:{TEN_HEIGHTS_PAGE.partition(old)[0].count(chr(10)) + 1}: "
        )
    for language, locale in enumerate((ENGLISH, KOREAN)):
        reported = rejected(project, locale=locale).err.splitlines()
        for name, (_, _, *said) in FAULTS[work].items():
            assert any(line.startswith(places[name] + said[language]) for line in reported), (name, reported)


def test_pages_that_cannot_be_woven_are_reported_at_once(project: Scratch) -> None:
    change(project.heights_page, "    alt: 평균 {{ mean:.4f }} 둘레의 꺾은선\n", "")
    change(project.coins_page, "snippets:", "requires: [fair-dice]\nsnippets:")
    line = line_of(project.heights_page, "cell | curve")
    for locale, said in (
        (ENGLISH, "cell curve: The figure has no text alternative"),
        (KOREAN, "셀 curve: 그림에 대체 글(alt)이 없습니다"),
    ):
        run = rejected(project, locale=locale)
        assert f"\n{PAGE}:{line}: {said}" in f"\n{run.err}"
        assert re.search(r"^docs/ko/lessons/fair-coins\.md:3: .*fair-dice", run.err, re.MULTILINE), run.err


def test_broken_links_are_reported_at_once_or_warned_of_and_a_good_build_follows(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    changes = {
        "(fair-coins.md#expected-share)": "(fair-coins.md#expected-shares)\n[x](fair-dice.md)",
        # Its end stands higher up too
        "[데이터](#data)": "\n[데이터](#date)\n[x](coins.md)\n![점](dots.svg)",
    }
    for old, new in changes.items():
        change(project.heights_page, old, new)
    change(project.root / "mkdocs.yml", "  - 동전: lessons/fair-coins.md\n", "")
    links = ("fair-coins.md#expected-shares", "fair-dice.md", "#date", "coins.md", "dots.svg")
    lines = {link: line_of(project.heights_page, f"]({link})") for link in links}
    english, korean = rejected(project).err, rejected(project, locale=KOREAN).err
    warned = project.build_well("--no-strict")
    for link, line in lines.items():
        assert f"\n{PAGE}:{line}: Broken link: {link}\n" in f"\n{english}"
        assert f"\n{PAGE}:{line}: 끊어진 링크입니다: {link}\n" in f"\n{korean}"
        assert f"warning: {PAGE}:{line}: Broken link: {link}\n" in warned.err
    assert "lessons/fair-coins.md" in english.replace(PAGE, "")
    assert 'href="#date"' in project.page("ten-heights")
    for old, new in changes.items():
        change(project.heights_page, new, old)
    change(
        project.root / "mkdocs.yml", "ten-heights.md\n", "ten-heights.md\n  - 동전: lessons/fair-coins.md\n"
    )
    project.build_well()
    assert contents(project.root, "site", "snippets/recorded") == before


def test_settings_that_are_not_yaml_are_reported_with_their_line(project: Scratch) -> None:
    change(project.root / "mkdocs.yml", "  - 키: lessons/ten-heights.md\n", "  - 키: [\n")
    number = line_of(project.root / "mkdocs.yml", "  - 키: [") + 1
    assert re.search(rf'mkdocs\.yml(:|", line ){number}\b', rejected(project).err)
