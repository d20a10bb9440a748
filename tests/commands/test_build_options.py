"""What the options and arguments of the build do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from literate import environment
from literate.building.builder import Builder
from literate.commands.build import build_parser, run_build

from tests.support.faults import rejected
from tests.support.scratch import KOREAN, change, contents, line_of, sabotage, seen

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

# Only what is named


@pytest.fixture
def standing_project(project: Scratch) -> Scratch:
    """A project with a site that its last build made where it now stands."""
    project.build_well()
    return project


def test_a_named_lesson_is_built_and_others_stay_as_they_were_published(standing_project: Scratch) -> None:
    project = standing_project
    coins = contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins")
    change(project.heights, "171.75", "177.15")
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1, 0, 0, 1]")
    change(project.coins_page, "동전을 던졌습니다.", "동전을 또 던졌습니다.")
    run = project.build_well("ten-heights")
    assert run.progress == ["ten-heights: running", "ten-heights: done"]
    assert "평균은 169.9667입니다." in seen(project.page("ten-heights"))
    assert contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins") == coins
    assert "또" not in (project.site / "search" / "search_index.json").read_text(encoding="utf-8")

    run = project.build_well()
    assert run.progress == ["ten-heights: unchanged", "fair-coins: running", "fair-coins: done"]
    shown = seen(project.page("fair-coins"))
    assert "앞면의 비율은 0.500입니다." in shown
    assert "동전을 또 던졌습니다." in shown


def test_a_named_lesson_is_built_though_another_would_fail_but_not_when_it_has_a_fault(
    standing_project: Scratch,
) -> None:
    project = standing_project
    coins = contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins")
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1 / 0]")
    project.build_well("ten-heights")
    assert "사람들의 키를 쟀습니다." in seen(project.page("ten-heights"))
    assert contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins") == coins
    assert project.build().code == 1, "the whole build is not fooled by the part of it that went well"

    change(project.heights_page, "(#data)", "(#date)")
    run = rejected(project, "ten-heights")
    assert f"ten-heights.md:{line_of(project.heights_page, '#date')}: Broken link: #date" in run.err


def test_a_named_lesson_gets_into_the_site_as_a_whole_build_puts_it_there(standing_project: Scratch) -> None:
    project = standing_project
    before = contents(project.root, "site")
    change(project.heights, "171.75", "177.15")
    change(project.heights_page, "## 눈금 {#scale}", "## 눈금과 재기 {#scale}\n\n잣대가 있습니다.")
    project.build_well("ten-heights")
    part = contents(project.root, "site")
    differing = {name for name in part if part[name] != before.get(name)}
    page = "site/lessons/ten-heights"
    assert differing == {f"{page}/index.html", f"{page}/ten_heights.py", "site/search/search_index.json"}
    assert "Built the site" in project.build_well().out
    assert contents(project.root, "site") == part


def test_a_named_lesson_can_be_built_in_a_fresh_clone(from_nothing: Scratch, built_project: Scratch) -> None:
    shutil.copytree(built_project.recorded, from_nothing.recorded)
    run = from_nothing.build_well("fair-coins")
    assert run.progress == ["fair-coins: running", "fair-coins: done"]
    assert "앞면의 비율은 0.750입니다." in seen(from_nothing.page("fair-coins"))
    assert contents(from_nothing.root, "snippets") == contents(built_project.root, "snippets")


def test_a_lesson_that_is_not_there_is_rejected(project: Scratch) -> None:
    run = rejected(project, "ten-height", locale=KOREAN)
    assert "ten-height라는 과가 없습니다. 혹시 ten-heights인가요?" in run.err


# From recordings alone


def test_a_frozen_build_gives_the_same_site_and_runs_nothing(
    from_nothing: Scratch, built_project: Scratch, tmp_path: Path
) -> None:
    shutil.copytree(built_project.recorded, from_nothing.recorded)
    packages = sabotage(
        tmp_path / "packages", "torch", "numpy", "matplotlib", "IPython", "jupytext", "nbformat"
    )
    run = from_nothing.build_well("--frozen", PYTHONPATH=packages)
    assert run.progress == ["fair-coins: unchanged", "ten-heights: unchanged"]
    assert contents(from_nothing.root, "site") == contents(built_project.root, "site")


# Several lessons at once


def _meet(project: Scratch) -> None:
    """Have each of the two lessons wait until the other one runs too, in its folder beside, and knows it.

    The folder of whichever ends first goes with it.
    """
    for snippet, mine, other in ((project.heights, "heights", "coins"), (project.coins, "coins", "heights")):
        first = snippet.read_text(encoding="utf-8").splitlines()[0]
        code = (
            f"{first}\nimport time\nfrom pathlib import Path\n\nPath({mine!r}).touch()\n"
            "end = time.monotonic() + 30\n"
            f"while not (found := list(Path.cwd().parents[1].glob('*/*/{other}'))):\n"
            "    assert time.monotonic() < end\n    time.sleep(0.01)\n"
            "Path('met').touch()\nwhile found[0].exists() and not found[0].with_name('met').exists():\n"
            "    assert time.monotonic() < end\n    time.sleep(0.01)\n"
        )
        change(snippet, first + "\n", code)


def test_two_lessons_run_at_once_when_two_may(project: Scratch, tmp_path: Path) -> None:
    _meet(project)
    run = project.build_well("--jobs", "2", TMPDIR=str(tmp_path))
    assert sorted(run.progress[:2]) == ["fair-coins: running", "ten-heights: running"]
    assert sorted(run.progress[2:]) == ["fair-coins: done", "ten-heights: done"]


def test_one_lesson_runs_after_the_other_when_one_may_and_good_recordings_stay_untouched(
    project: Scratch,
) -> None:
    before = recorded_of(project)
    run = project.build_well("--jobs", "1", "--fresh")
    assert run.progress == [
        "fair-coins: running",
        "fair-coins: done",
        "ten-heights: running",
        "ten-heights: done",
    ]
    assert recorded_of(project) == before


def recorded_of(project: Scratch) -> dict[str, tuple[str, int]]:
    return {name: file for name, file in project.standing().items() if name.startswith("snippets/")}


# Without a browser


def test_a_book_is_rejected_before_anything_runs_where_no_browser_can_be_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    monkeypatch.setattr(environment, "find_browser", lambda: None)
    monkeypatch.setattr(environment, "_installers", lambda: [])
    monkeypatch.setattr(Builder, "build", lambda *_: pytest.fail("the build went on"))
    assert run_build(build_parser().parse_args(["--book", "--frozen"])) == 1
    reported = capsys.readouterr().err
    assert {"ko": "브라우저가 필요한데", "en": "A browser is needed."}[language] in reported
    assert "sudo apt-get install chromium" in reported
    assert {"ko": "책 없이 만들기", "en": "build without the book"}[language] in reported


# Options that are none


def test_a_wrong_option_is_rejected(project: Scratch) -> None:
    before = project.standing()
    run = project.build("--timout=3", locale=KOREAN)
    assert run.code == 2
    assert "모르는 옵션입니다: --timout=3. 혹시 --timeout인가요?" in run.err
    assert "Traceback" not in run.err
    assert project.standing() == before
