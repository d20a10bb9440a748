"""Pages that passed a check are not compared again until something that decides it changes."""

from __future__ import annotations

from pathlib import PurePosixPath

from literate.lessons import read_language
from literate.passed import Passed
from literate.project import Project

from tests.scratch import change, write

PATH = PurePosixPath("lessons/heights.md")


def key(project: Project) -> str:
    pages = [read_language(project, language)[PATH] for language in ("ko", "en")]
    return Passed(project, "en").key(pages[0], pages[1])


def test_what_passed_is_known_until_either_page_or_the_glossary_changes(built: Project) -> None:
    before = key(built)
    Passed(built, "en").remember({before})
    assert before in Passed(built, "en") and before not in Passed(built, "ja")
    for file, old, new in [
        ("docs/ko/lessons/heights.md", "평균", "가운데"),
        ("docs/en/lessons/heights.md", "title: Heights", "title: Height"),
    ]:
        known = key(built)
        change(built.root / file, old, new)
        assert key(built) != known
    known = key(built)
    write(built.docs / "glossary.yml", "# changed\n")
    assert key(built) != known
    assert key(built) not in Passed(built, "en")


def test_a_damaged_memory_is_an_empty_one(built: Project) -> None:
    write(built.cache / "passed-en.json", "{")
    assert key(built) not in Passed(built, "en")
