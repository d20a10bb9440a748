"""The stage that the site generator reads, and what a page takes from the settings and other pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from literate.building.stage import finish_stage, write_woven
from literate.messages import Problem
from literate.project import Project
from literate.reading.words import read_words
from literate.rendering import styles
from literate.translating.composing import read_pages
from literate.weaving.blocks import requirements

from tests.support.scratch import write


def write_all(project: Project, woven: dict[PurePosixPath, str], whole: bool) -> None:
    """Write woven pages and what lies beside them into the stage."""
    write_woven(project, woven)
    finish_stage(project, woven, whole, python=None)


def required(project: Project, names: str, path: str = "ko/lessons/heights.md") -> dict[str, str]:
    """Have the original require lessons, and return what becomes of that on its page in a language."""
    write(project.docs / "ko/lessons/heights.md", f"---\ntitle: 키\nrequires: {names}\n---\n")
    write(project.docs / "en/lessons/heights.md", "---\ntitle: Heights\n---\n")
    pages = read_pages(project)
    page = pages[PurePosixPath(path)]
    return requirements(page, PurePosixPath(path), pages, project, read_words(project, path[:2]))


def test_a_required_lesson_is_linked_in_the_same_language(built: Project) -> None:
    write(built.docs / "ko" / "start" / "coins.md", "---\ntitle: 동전\n---\n")
    write(built.docs / "en" / "start" / "coins.md", "---\ntitle: Coins\n---\n")
    assert required(built, "[coins]") == {"coins": "[동전](../start/coins.md)"}
    assert required(built, "[coins]", "en/lessons/heights.md") == {"coins": "[Coins](../start/coins.md)"}


def test_a_required_lesson_that_is_not_translated_is_named_in_its_own_language(built: Project) -> None:
    marks = "{ lang=ko data-search-exclude=true }"
    assert required(built, "[index]", "en/lessons/heights.md") == {"index": f"[처음](../index.md){marks}"}


def test_a_required_lesson_has_the_title_that_the_navigation_gives_it_in_the_language(built: Project) -> None:
    text = (built.docs / "en/mkdocs.yml").read_text(encoding="utf-8")
    write(built.docs / "en/mkdocs.yml", text + "nav:\n  - Part:\n      - 1-1 First steps: index.md\n")
    assert required(built, "[index]", "en/lessons/heights.md") == {"index": "[First steps](../index.md)"}


def test_an_announced_lesson_is_named_in_each_language(built: Project) -> None:
    english = required(built, "[one-hot-encoding]", "en/lessons/heights.md")
    assert english == {"one-hot-encoding": "2-3 One-hot encoding (to come)"}


def test_a_required_lesson_that_is_only_announced_is_named_without_a_link(built: Project) -> None:
    assert required(built, "[index, one-hot-encoding]") == {
        "index": "[처음](../index.md)",
        "one-hot-encoding": "2-3 원-핫 인코딩 (준비 중)",
    }


def test_a_required_lesson_that_nobody_knows_is_rejected(built: Project) -> None:
    with pytest.raises(Problem) as caught:
        required(built, "[one-hot-encodings]")
    assert (caught.value.file, caught.value.line) == ("docs/ko/lessons/heights.md", 3)
    assert "one-hot-encodings" in caught.value.message


def test_a_page_that_requires_nothing_needs_no_settings(built: Project) -> None:
    (built.root / "mkdocs.yml").unlink()
    assert required(built, "[]") == {}


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [\n", 3), ("a: ]\n", 1)])
def test_settings_that_are_not_yaml_are_a_problem_with_a_line(text: str, line: int, built: Project) -> None:
    write(built.root / "mkdocs.yml", text)
    with pytest.raises(Problem) as caught:
        Project(built.root).planned("ko")
    assert (caught.value.file, caught.value.line) == ("mkdocs.yml", line)


@pytest.fixture
def katex(
    built: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A KaTeX of a few bytes, and no style sheets of ours."""
    write(built.docs / "styles" / "site.css", "")
    folder = tmp_path_factory.mktemp("katex")
    for name in (
        "katex.min.css",
        "fonts/KaTeX_Main-Regular.woff2",
        "fonts/old.ttf",
        "README.md",
    ):
        write(folder / name, name)
    monkeypatch.setattr(styles, "_KATEX", folder)
    monkeypatch.setattr("literate.rendering.styles._material", list)
    yield folder


def staged(project: Project) -> dict[str, str]:
    return {
        path.relative_to(project.stage).as_posix(): path.read_text(encoding="utf-8")
        for path in project.stage.rglob("*")
        if path.is_file()
    }


KATEX = ("katex.min.css", "fonts/KaTeX_Main-Regular.woff2")
WOVEN = {PurePosixPath("ko/lessons/heights.md"): "키\n", PurePosixPath("en/lessons/heights.md"): "Heights\n"}


def test_the_stage_holds_woven_pages_the_files_beside_them_and_katex(built: Project, katex: Path) -> None:
    write(built.docs / "ko" / "lessons" / "그림.svg", "<svg/>")
    write_all(built, WOVEN, whole=True)
    expected = {
        "ko/lessons/heights.md": "키\n",
        "en/lessons/heights.md": "Heights\n",
        "ko/lessons/그림.svg": "<svg/>",
        "en/lessons/그림.svg": "<svg/>",
    }
    for language in ("ko", "en"):
        expected[f"{language}/assets/site.css"] = "katex.min.css"
        expected[f"{language}/assets/katex/KaTeX_Main-Regular.woff2"] = "fonts/KaTeX_Main-Regular.woff2"
    assert staged(built) == expected


def test_what_stays_the_same_on_the_stage_is_not_touched(built: Project, katex: Path) -> None:
    write_all(built, WOVEN, whole=True)
    for path in built.stage.rglob("*"):
        os.utime(path, (1, 1))
    write_all(built, WOVEN | {PurePosixPath("ko/lessons/heights.md"): "새 글\n"}, whole=True)
    touched = [path for path in built.stage.rglob("*") if path.is_file() and path.stat().st_mtime != 1]
    assert [path.relative_to(built.stage).as_posix() for path in touched] == ["ko/lessons/heights.md"]
    assert staged(built)["ko/lessons/heights.md"] == "새 글\n"


def test_what_is_gone_goes_from_the_stage_when_all_of_it_is_written(built: Project, katex: Path) -> None:
    write(built.stage / "ko" / "lessons" / "old.md", "옛 글")
    write(built.stage / "cache" / "memory.json", "{}")
    write_all(built, WOVEN, whole=False)
    assert "ko/lessons/old.md" in staged(built)
    write_all(built, WOVEN, whole=True)
    assert "ko/lessons/old.md" not in staged(built)
    assert "cache/memory.json" in staged(built)


@pytest.mark.parametrize("missing", KATEX)
def test_a_missing_katex_is_a_problem(missing: str, built: Project, katex: Path) -> None:
    (katex / missing).unlink()
    with pytest.raises(Problem, match="KaTeX"):
        write_all(built, WOVEN, whole=True)


def test_a_picture_that_a_translation_lacks_is_the_original_s(built: Project, katex: Path) -> None:
    for path, content in {"ko/both.png": "ko", "en/both.png": "en", "ko/one.png": "ko"}.items():
        write(built.docs / path, content)
    write_all(built, {}, whole=True)
    shown = {
        name: (built.stage / "en" / name).read_text(encoding="utf-8") for name in ("both.png", "one.png")
    }
    assert shown == {"both.png": "en", "one.png": "ko"}
