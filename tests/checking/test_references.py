"""Pages call other pages by their names: titles, numbers of lessons, links, terms in bold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from literate.checking.references import wrong_references
from literate.project import Project

from tests.support.scratch import MAIN, make_project

NAVIGATION = """\
nav:
  - 처음: index.md
  - 1-1 토큰: lessons/token.md
  - 1-2 가능도: lessons/likelihood.md
  - 2-1 엔트로피: lessons/entropy.md
"""
FILES = {
    "docs/ko/index.md": "---\ntitle: 처음\n---\n\n[1-1 토큰](lessons/token.md)부터 읽습니다.\n",
    "docs/ko/lessons/token.md": "---\ntitle: 토큰\n---\n\n## 토큰 {#token}\n\n글의 조각은 **토큰**입니다.\n",
    "docs/ko/lessons/likelihood.md": """\
---
title: 가능도
requires: [token]
---

## 가능도 {#likelihood}

[지난 과](token.md)의 [토큰](token.md#token)마다 확률이 있습니다.

## 끝 {#end}

[위](#likelihood)에서 [가능도](#likelihood)를, [2-1](entropy.md)에서 **엔트로피**를 봅니다.
""",
    "docs/ko/lessons/entropy.md": "---\ntitle: 엔트로피\n---\n\n[가능도](likelihood.md)의 평균\n",
    "docs/glossary.yml": """\
token:
  lesson: token#token
  ko:
    term: 토큰
    definition: 글의 조각
""",
}
LESSON, TOKEN = "docs/ko/lessons/likelihood.md", "docs/ko/lessons/token.md"


def problems(folder: Path, *changes: tuple[str, str, str]) -> list[str]:
    files = dict(FILES)
    navigation = NAVIGATION
    for file, old, new in changes:
        text = navigation if file == "mkdocs.yml" else files[file]
        assert text.count(old) == 1
        if file == "mkdocs.yml":
            navigation = text.replace(old, new)
        else:
            files[file] = text.replace(old, new)
    make_project(folder, navigation, files)
    return [f"{one.file}:{one.line}: {one.message}" for one in wrong_references(Project.at(folder))]


NUMBERED = """\
글의 조각은 **토큰**입니다.

### 1. 하나 {#one}

### 2. 둘 {#two}

#### 1. 안 {#inside}

## 3월 {#march}

### 1. 하나 {#again}
"""


def test_numbered_headings_follow_one_another(tmp_path: Path) -> None:
    sentence = "글의 조각은 **토큰**입니다.\n"
    assert problems(tmp_path / "right", (TOKEN, sentence, NUMBERED)) == []
    [wrong] = problems(tmp_path / "wrong", (TOKEN, sentence, NUMBERED.replace("2. 둘", "3. 둘")))
    assert wrong == f"{TOKEN}:11: The heading's number is not 2."


@pytest.mark.parametrize(
    ("old", "new", "place", "proposed"),
    [
        ("## 토큰 {#token}", "## 토큰과 Token-ID 세기", f"{TOKEN}:5", "token-token-id"),
        ("**토큰**입니다.", "**토큰**입니다.\n\n/// note | 끝\n\n### 둘째 글\n\n///", f"{TOKEN}:11", "name"),
    ],
)
def test_a_heading_without_an_id_is_reported_with_an_id_of_its_terms(
    tmp_path: Path, old: str, new: str, place: str, proposed: str
) -> None:
    found = problems(tmp_path, (TOKEN, old, new))
    [wrong] = [one for one in found if "no id" in one]
    assert wrong.startswith(f"{place}: This heading has no id.")
    assert f" {{#{proposed}}}`" in wrong


def test_a_line_of_code_is_not_a_heading_without_an_id(tmp_path: Path) -> None:
    assert problems(tmp_path, (TOKEN, "**토큰**입니다.", "**토큰**입니다.\n\n```python\n# 토큰\n```")) == []


def test_two_lessons_with_one_number_are_reported(tmp_path: Path) -> None:
    found = problems(tmp_path, ("mkdocs.yml", "2-1 엔트로피", "1-2 엔트로피"))
    assert "mkdocs.yml:14: Two lessons have the number 1-2." in found


def test_a_lesson_has_the_same_number_in_every_language(tmp_path: Path) -> None:
    settings = "INHERIT: ../../mkdocs.yml\nnav:\n  - {number} Token: lessons/token.md\n"
    for number, wrong in (("1-1", []), ("1-3", ["docs/en/mkdocs.yml:3: The original's number is 1-1."])):
        root = tmp_path / number
        make_project(root, NAVIGATION, FILES | {"docs/en/mkdocs.yml": settings.format(number=number)})
        shutil.copy2(MAIN / "docs/en/words.yml", root / "docs/en")
        assert [str(one) for one in wrong_references(Project.at(root))] == wrong


def test_pages_that_call_each_other_by_their_names_are_right(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("mkdocs.yml", "1-2 가능도", "1-2 우도", "mkdocs.yml:13: The title “우도”"),
        (TOKEN, "title: 토큰", "title: 낱말", "mkdocs.yml:12: The title “토큰”"),
        ("docs/ko/index.md", "1-1 토큰", "1-2 토큰", "docs/ko/index.md:5: The link “1-2 토큰” leads to 1-1"),
        (LESSON, "[2-1](entropy.md)", "[2-1](token.md)", f"{LESSON}:12: The link “2-1” leads to 1-1"),
        (
            LESSON,
            "[지난 과](token.md)",
            "[지난 과](entropy.md)",
            f"{LESSON}:8: The link “지난 과” leads to “엔트",
        ),
        (LESSON, "[토큰](token.md#token)", "[토큰](#end)", f"{LESSON}:8: The link “토큰” leads to “끝”"),
        (
            LESSON,
            "[가능도](#likelihood)",
            "[확률](#likelihood)",
            f"{LESSON}:12: The link “확률” leads to “가",
        ),
        (LESSON, "requires: [token]", "minutes: 5", f"{LESSON}:8: This lesson does not require the earlier"),
        (TOKEN, "**토큰**", "토큰", ""),
        (
            TOKEN,
            "## 토큰 {#token}\n\n글의 조각은 **토큰**",
            "## 조각 {#token}\n\n토큰",
            "docs/glossary.yml:1: The sec",
        ),
    ],
)
def test_a_wrong_name_is_reported_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    found = problems(tmp_path, (file, old, new))
    assert [one for one in found if not one.startswith(said)] == []
    assert bool(found) == bool(said)
