"""Lessons that misbehave stop the build with their place, harm nothing, and no other lesson notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.faults import rejected
from tests.support.misbehaving import ILL, ODD, code_of, lesson_files, project_of, snippet_name
from tests.support.scratch import Run, Scratch, contents, wait_until, write


@dataclass(frozen=True)
class Builds:
    """One project with all these lessons: built without the ill ones, with them, and without them again."""

    project: Scratch
    before: dict[str, str]
    during: dict[str, str]
    failed: Run
    after: dict[str, str]
    again: Run
    at_home: set[str]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    root = tmp_path_factory.mktemp("misbehaving").resolve() / "project"
    home = root.parent / "home"
    home.mkdir()
    surroundings = {"HOME": str(home), "MPLCONFIGDIR": str(home / "matplotlib")}
    project = project_of(root, {lesson: code for lesson, (code, _) in ODD.items()})
    project.build_well("--jobs", "2", **surroundings)
    before = everything(project)
    ill = [lesson_files(lesson, code, root) for lesson, (code, _) in ILL.items()]
    for name, text in (one for files in ill for one in files.items()):
        write(root / name, text)
    during = everything(project)
    failed = rejected(project, "--jobs", "2", **surroundings)
    after = everything(project)
    at_home = {path.name for path in home.iterdir()}
    for name in (name for files in ill for name in files):
        (root / name).unlink()
    again = project.build("--jobs", "2", **surroundings)
    yield Builds(project, before, during, failed, after, again, at_home)
    project.kill_everything()


def everything(project: Scratch) -> dict[str, str]:
    """Return a digest of every file that lessons may not touch."""
    found = contents(project.root, ".")
    return {name: one for name, one in found.items() if not name.startswith((".venv", "build/"))}


@pytest.mark.parametrize("lesson", ILL)
def test_a_lesson_is_stopped_with_its_place_and_the_reason(lesson: str, builds: Builds) -> None:
    code, reported = ILL[lesson]
    ill = code_of(lesson, code, builds.project.root).splitlines()
    lines = [number for number, line in enumerate(ill, 1) if line.endswith("# here")] or [5]
    place = f"snippets/{snippet_name(lesson)}:{lines[0]}: cell main: {reported}"
    found = [
        line
        for line in builds.failed.err.splitlines()
        if line.startswith(f"snippets/{snippet_name(lesson)}:")
    ]
    assert len(found) == 1, builds.failed.err
    assert found[0].startswith(place)


def test_the_failed_build_changed_no_file_of_the_project(builds: Builds) -> None:
    assert builds.after == builds.during
    assert builds.at_home <= {"matplotlib"}


def test_the_next_build_gives_what_was_there_before(builds: Builds) -> None:
    assert builds.again.code == 0, builds.again.err
    assert everything(builds.project) == builds.before
    assert "ten-heights: unchanged" in builds.again.progress or "Nothing has changed" in builds.again.out


@pytest.mark.parametrize("lesson", ODD)
def test_what_is_odd_but_harmless_is_recorded_as_usual(lesson: str, builds: Builds) -> None:
    recorded = builds.project.recorded / lesson / "main.txt"
    assert recorded.read_text(encoding="utf-8") == ODD[lesson][1]


def test_other_lessons_give_the_same_bytes_as_without_them(builds: Builds, built_project: Scratch) -> None:
    """The lessons fork from one process, of which one has patched Matplotlib."""
    for lesson in ("ten-heights", "fair-coins"):
        alone = contents(built_project.recorded, lesson)
        assert contents(builds.project.recorded, lesson) == alone
        assert alone


def test_nothing_that_lessons_started_is_left(builds: Builds) -> None:
    assert wait_until(lambda: not builds.project.processes()), builds.project.processes()


def test_reasons_are_reported_in_korean_too(project: Scratch, tmp_path: Path) -> None:
    code = f"open('{project.root}/new.txt', 'w')"
    project.coins.write_text(f"# %% tosses\ntosses = []\n\n# %% share\nshare = 1\n{code}\n", encoding="utf-8")
    run = rejected(project, locale="ko_KR.UTF-8")
    reported = "fair_coins.py:6: 셀 share: PermissionError 예외가 났습니다: [Errno 13] "
    assert f"{reported}과는 자기 폴더 밖의 파일을 쓰거나 바꿀 수 없습니다: " in run.err
