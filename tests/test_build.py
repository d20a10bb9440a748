"""One command brings recordings and site up to date with the snippets and the pages."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import (
    ENGLISH,
    KOREAN,
    MAIN,
    Scratch,
    change,
    contents,
    line_of,
    sabotage,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# From nothing, and from nothing new


def test_a_first_build_runs_everything_and_publishes_every_page(from_nothing: Scratch) -> None:
    run = from_nothing.build_well()
    assert sorted(run.progress) == [
        "fair-coins: done",
        "fair-coins: running",
        "ten-heights: done",
        "ten-heights: running",
    ]
    assert run.err == ""
    assert "Built the site in site/" in run.out
    assert (from_nothing.site / "index.html").is_file()
    shown = seen(from_nothing.page("ten-heights"))
    assert "가장 작은 키는 164.25입니다." in shown
    assert "평균은 168.1667입니다." in shown
    assert "차이는 7.500입니다." in shown
    assert "평균 168.1667 둘레의 꺾은선" in shown
    assert "Mean 168.1667" in shown, "the figure's own title"
    assert "첫째 값은 −0.5222이고" in shown
    assert "앞면의 비율은 0.750입니다." in seen(from_nothing.page("fair-coins"))


def test_the_text_of_a_cells_last_expression_is_recorded_as_it_prints(built_project: Scratch) -> None:
    folder = built_project.recorded / "ten-heights"
    assert (folder / "heights.txt").read_text() == "lowest 164.25\narray([164.25, 168.5 , 171.75])\n"
    assert (folder / "spread.txt").read_text() == "7.5\n"


def test_every_output_lies_in_a_file_of_its_own(built_project: Scratch) -> None:
    assert sorted(contents(built_project.root, "snippets/recorded")) == [
        "snippets/recorded/fair-coins/recording.json",
        "snippets/recorded/fair-coins/share.txt",
        "snippets/recorded/fair-coins/tosses.txt",
        "snippets/recorded/ten-heights/curve.svg",
        "snippets/recorded/ten-heights/heights.txt",
        "snippets/recorded/ten-heights/mean.txt",
        "snippets/recorded/ten-heights/recording.json",
        "snippets/recorded/ten-heights/scaled.txt",
        "snippets/recorded/ten-heights/spread.txt",
    ]


def test_a_second_build_says_in_half_a_second_that_nothing_has_changed(built_project: Scratch) -> None:
    before = built_project.standing()
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        run = built_project.build_well()
        seconds.append(time.perf_counter() - start)
        assert run.out == "Nothing has changed; site/ stands.\n"
        assert run.err == ""
    assert statistics.median(seconds) < 0.5
    assert built_project.standing() == before
    said = built_project.build_well(locale=KOREAN).out
    assert said == "바뀐 것이 없습니다. site/가 그대로입니다.\n"


def test_a_second_build_needs_nothing_that_runs_or_renders(built_project: Scratch, tmp_path: Path) -> None:
    packages = sabotage(tmp_path, "mkdocs", "material", "torch", "numpy", "matplotlib", "IPython", "rich")
    assert "Nothing has changed" in built_project.build_well(PYTHONPATH=packages).out


def test_a_build_that_has_something_to_render_needs_mkdocs(project: Scratch, tmp_path: Path) -> None:
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    run = project.build(PYTHONPATH=sabotage(tmp_path, "mkdocs"))
    assert run.code != 0
    assert "mkdocs is sabotaged" in run.err


def test_what_is_gone_from_the_site_is_put_back(project: Scratch) -> None:
    before = contents(project.root, "site")
    shutil.rmtree(project.site / "lessons")
    run = project.build_well()
    assert run.progress == ["fair-coins: unchanged", "ten-heights: unchanged"]
    assert contents(project.root, "site") == before


def test_a_page_that_is_gone_leaves_the_site(project: Scratch) -> None:
    change(project.heights_page, "requires: [fair-coins]\n", "")
    change(project.heights_page, "[다른 과](fair-coins.md#expected-share)", "다른 과")
    change(project.root / "docs/ko/index.md", "와 [동전](lessons/fair-coins.md)을", "를")
    change(project.root / "mkdocs.yml", "  - 동전: lessons/fair-coins.md\n", "")
    project.coins_page.unlink()
    project.build_well()
    assert not (project.site / "lessons" / "fair-coins").exists()
    assert (project.site / "lessons" / "ten-heights" / "index.html").is_file()


# The same result every time


def test_two_fresh_builds_leave_the_same_bytes(project: Scratch) -> None:
    first = contents(project.root, "site", "snippets/recorded")
    shutil.rmtree(project.recorded)
    run = project.build_well("--fresh")
    assert [line for line in run.progress if "unchanged" in line] == []
    second = contents(project.root, "site", "snippets/recorded")
    assert second == first
    assert {"site/search/search_index.json", "site/sitemap.xml.gz"} < second.keys()


def test_a_fresh_build_leaves_good_recordings_untouched(project: Scratch) -> None:
    before = {name: file for name, file in project.standing().items() if name.startswith("snippets/")}
    run = project.build_well("--fresh")
    assert {"fair-coins: done", "ten-heights: done"} < set(run.progress)
    after = {name: file for name, file in project.standing().items() if name.startswith("snippets/")}
    assert after == before


def test_the_users_surroundings_do_not_show_in_what_is_recorded(project: Scratch) -> None:
    first = contents(project.root, "site", "snippets/recorded")
    change(
        project.heights,
        "print(scaled.round(4))",
        "print(scaled.round(4))\nprint(sorted({'a', 'b'}, key=hash))",
    )
    change(
        project.heights, "mean = heights.mean()", "import time\nmean = heights.mean()\nprint(time.tzname[0])"
    )
    project.build_well(TZ="Asia/Seoul", PYTHONHASHSEED="7", OMP_NUM_THREADS="2", MPLBACKEND="pdf")
    second = contents(project.root, "site", "snippets/recorded")
    assert second != first
    shutil.rmtree(project.recorded)
    surroundings = {"TZ": "America/New_York", "PYTHONHASHSEED": "8", "COLUMNS": "33"}
    project.build_well("--fresh", locale=KOREAN, **surroundings)
    assert contents(project.root, "site", "snippets/recorded") == second
    assert "UTC" in (project.recorded / "ten-heights" / "mean.txt").read_text()


def test_random_numbers_are_the_same_in_every_run(project: Scratch) -> None:
    change(
        project.coins,
        "tosses = [1, 0, 1, 1]",
        "import random\n\ntosses = [random.randint(0, 1) for _ in range(64)]",
    )
    change(project.coins, 'print(f"{len(tosses)} tosses")', "print(tosses)")
    project.build_well("fair-coins")
    first = contents(project.root, "snippets/recorded/fair-coins")
    shutil.rmtree(project.recorded / "fair-coins")
    project.build_well("fair-coins")
    assert contents(project.root, "snippets/recorded/fair-coins") == first


# A change in the data


def test_a_changed_datum_changes_all_that_depends_on_it_and_undoing_it_changes_all_back(
    project: Scratch,
) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    old_page = project.page("ten-heights")
    change(project.heights, "171.75", "177.15")
    run = project.build_well()
    assert run.progress == ["fair-coins: unchanged", "ten-heights: running", "ten-heights: done"]

    old, new = seen(old_page), seen(project.page("ten-heights"))
    for gone in ("171.75", "168.1667", "7.500", "7.5", "−0.5222", "-0.5222", "0.4778"):
        assert gone in old
        assert gone not in new
    for come in (
        "평균은 169.9667입니다.",
        "차이는 12.900입니다.",
        "평균 169.9667 둘레의 꺾은선",
        "키 세 개, 평균 169.9667",
        "Mean 169.9667",
        "첫째 값은 −0.4432이고",
        "array([164.25, 168.5 , 177.15])",
    ):
        assert come in new
    assert "가장 작은 키는 164.25입니다." in new, "what does not depend on it stays"

    after = contents(project.root, "site", "snippets/recorded")
    recorded = {name for name in after if name.startswith("snippets/") and after[name] != before[name]}
    names = ("heights.txt", "mean.txt", "spread.txt", "curve.svg", "scaled.txt", "recording.json")
    assert recorded == {f"snippets/recorded/ten-heights/{name}" for name in names}
    assert after["site/lessons/fair-coins/index.html"] == before["site/lessons/fair-coins/index.html"]

    change(project.heights, "177.15", "171.75")
    project.build_well()
    assert contents(project.root, "site", "snippets/recorded") == before


def test_a_value_newly_asked_for_is_computed(project: Scratch) -> None:
    change(project.coins_page, "{{ share:.3f }}입니다.", "{{ share:.3f }}, 뒷면은 {{ 1 - share:.2%}}입니다.")
    run = project.build_well()
    assert run.progress == ["ten-heights: unchanged", "fair-coins: running", "fair-coins: done"]
    assert "앞면의 비율은 0.750, 뒷면은 25.00%입니다." in seen(project.page("fair-coins"))


def test_changed_prose_runs_nothing(project: Scratch) -> None:
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    run = project.build_well()
    assert run.progress == ["fair-coins: unchanged", "ten-heights: unchanged"]
    assert "사람들의 키를 쟀습니다." in seen(project.page("ten-heights"))


def test_a_lesson_runs_again_when_a_file_beside_it_changes(project: Scratch) -> None:
    data = project.root / "snippets" / "data" / "tosses.txt"
    data.parent.mkdir()
    data.write_text("1 0 1 1")
    code = (
        "from pathlib import Path\n\n"
        'text = (Path(__file__).parent / "data/tosses.txt").read_text()\n'
        "tosses = [int(one) for one in text.split()]"
    )
    change(project.coins, "tosses = [1, 0, 1, 1]", code)
    project.build_well()
    assert "앞면의 비율은 0.750입니다." in seen(project.page("fair-coins"))
    data.write_text("1 0 0 1")
    assert "fair-coins: done" in project.build_well().progress
    assert "앞면의 비율은 0.500입니다." in seen(project.page("fair-coins"))


# Only what is named


@pytest.fixture
def standing_project(project: Scratch) -> Scratch:
    """A project with a site that its last build made where it now stands."""
    project.build_well()
    return project


def test_a_named_lesson_is_built_and_no_other(standing_project: Scratch) -> None:
    project = standing_project
    coins = contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins")
    change(project.heights, "171.75", "177.15")
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1, 0, 0, 1]")
    run = project.build_well("ten-heights")
    assert run.progress == ["ten-heights: running", "ten-heights: done"]
    assert "평균은 169.9667입니다." in seen(project.page("ten-heights"))
    assert contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins") == coins

    run = project.build_well()
    assert run.progress == ["ten-heights: unchanged", "fair-coins: running", "fair-coins: done"]
    assert "앞면의 비율은 0.500입니다." in seen(project.page("fair-coins"))


def test_a_named_lesson_is_built_though_another_would_fail(standing_project: Scratch) -> None:
    project = standing_project
    coins = contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins")
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1 / 0]")
    project.build_well("ten-heights")
    assert "사람들의 키를 쟀습니다." in seen(project.page("ten-heights"))
    assert contents(project.root, "site/lessons/fair-coins", "snippets/recorded/fair-coins") == coins
    assert project.build().code == 1, "the whole build is not fooled by the part of it that went well"


def test_a_named_lesson_gets_into_the_site_as_a_whole_build_puts_it_there(standing_project: Scratch) -> None:
    project = standing_project
    before = contents(project.root, "site")
    change(project.heights, "171.75", "177.15")
    change(project.heights_page, "## 눈금 {#scale}", "## 눈금과 재기 {#scale}\n\n잣대가 있습니다.")
    project.build_well("ten-heights")
    part = contents(project.root, "site")
    differing = {name for name in part if part[name] != before.get(name)}
    assert differing == {"site/lessons/ten-heights/index.html", "site/search/search_index.json"}
    assert "Built the site" in project.build_well().out
    assert contents(project.root, "site") == part


def test_another_page_whose_prose_changed_stays_as_it_was_published(standing_project: Scratch) -> None:
    project = standing_project
    coins = contents(project.root, "site/lessons/fair-coins")
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    change(project.coins_page, "동전을 던졌습니다.", "동전을 또 던졌습니다.")
    project.build_well("ten-heights")
    assert contents(project.root, "site/lessons/fair-coins") == coins
    assert "또" not in (project.site / "search" / "search_index.json").read_text(encoding="utf-8")
    project.build_well()
    assert "동전을 또 던졌습니다." in seen(project.page("fair-coins"))


def test_a_broken_link_on_a_named_page_is_refused(standing_project: Scratch) -> None:
    project = standing_project
    change(project.heights_page, "(#data)", "(#date)")
    before = project.standing()
    run = project.build("ten-heights")
    assert run.code == 1
    assert f"ten-heights.md:{line_of(project.heights_page, '#date')}: Broken link: #date" in run.err
    assert project.standing() == before


def test_a_named_lesson_can_be_built_in_a_fresh_clone(from_nothing: Scratch, built_project: Scratch) -> None:
    shutil.copytree(built_project.recorded, from_nothing.recorded)
    run = from_nothing.build_well("fair-coins")
    assert run.progress == ["fair-coins: running", "fair-coins: done"]
    assert "앞면의 비율은 0.750입니다." in seen(from_nothing.page("fair-coins"))
    assert contents(from_nothing.root, "snippets") == contents(built_project.root, "snippets")


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (ENGLISH, "ten-height: there is no such lesson. Did you mean ten-heights?"),
        (KOREAN, "ten-height: 그런 과가 없습니다. 혹시 ten-heights인가요?"),
    ],
)
def test_a_lesson_that_is_not_there_is_refused(project: Scratch, locale: str, told: str) -> None:
    before = project.standing()
    run = project.build("ten-height", locale=locale)
    assert run.code == 1
    assert told in run.err
    assert project.standing() == before


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


# Addresses, and the site generator's own command


def test_site_url_gives_the_sitemap_whole_addresses(project: Scratch) -> None:
    without = (project.site / "sitemap.xml").read_text()
    assert "https://example.org" not in without
    project.build_well(SITE_URL="https://example.org/course/")
    sitemap = (project.site / "sitemap.xml").read_text()
    assert "<loc>https://example.org/course/lessons/ten-heights/</loc>" in sitemap
    assert '<link rel="canonical" href="https://example.org/course/lessons/ten-heights/">' in project.page(
        "ten-heights"
    )
    project.build_well()
    assert (project.site / "sitemap.xml").read_text() == without


def _mkdocs(project: Scratch, **extra: str) -> subprocess.CompletedProcess[str]:
    command = [str(project.root / ".venv" / "bin" / "mkdocs"), "build", "--strict", "--site-dir", "plain"]
    environment = project.environment(**extra)
    return subprocess.run(
        command, cwd=project.root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_plain_mkdocs_renders_the_stage_and_keeps_quiet_about_materials_end(project: Scratch) -> None:
    done = _mkdocs(project)
    assert done.returncode == 0, done.stderr
    page = (project.root / "plain" / "lessons" / "ten-heights" / "index.html").read_text(encoding="utf-8")
    assert seen(page) == seen(project.page("ten-heights"))
    told = (done.stdout + done.stderr).lower()
    assert "documentation built" in told
    for word in ("end of life", "zensical", "mkdocs 2"):
        assert word not in told
    # What would be told if we did not keep it back:
    assert "end of life" in _mkdocs(project, NO_MKDOCS_2_WARNING="").stderr


def test_a_build_keeps_quiet_about_materials_end(project: Scratch) -> None:
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    run = project.build_well()
    assert run.err == ""
    assert len(run.out.splitlines()) == 3


# Several lessons at once, and how they come along


def _meet(project: Scratch, meeting: Path) -> None:
    """Have each of the two lessons wait until the other one runs too."""
    meeting.mkdir()
    for snippet, mine, other in ((project.heights, "heights", "coins"), (project.coins, "coins", "heights")):
        first = snippet.read_text(encoding="utf-8").splitlines()[0]
        code = (
            f"{first}\nimport time\nfrom pathlib import Path\n\nPath({str(meeting / mine)!r}).touch()\n"
            f"end = time.monotonic() + 5\nwhile not Path({str(meeting / other)!r}).exists():\n"
            "    assert time.monotonic() < end\n    time.sleep(0.01)\n"
        )
        change(snippet, first + "\n", code)


def test_two_lessons_run_at_once_when_two_may(project: Scratch, tmp_path: Path) -> None:
    _meet(project, tmp_path / "meeting")
    run = project.build_well("--jobs", "2")
    assert sorted(run.progress[:2]) == ["fair-coins: running", "ten-heights: running"]
    assert sorted(run.progress[2:]) == ["fair-coins: done", "ten-heights: done"]


def test_one_lesson_runs_after_the_other_when_one_may(project: Scratch) -> None:
    run = project.build_well("--jobs", "1", "--fresh")
    assert run.progress == [
        "fair-coins: running",
        "fair-coins: done",
        "ten-heights: running",
        "ten-heights: done",
    ]


def test_lines_of_progress_tell_each_state_but_waiting_in_the_users_language(project: Scratch) -> None:
    change(project.heights, "171.75", "177.15")
    run = project.build_well(locale=KOREAN)
    assert run.progress == ["fair-coins: 그대로", "ten-heights: 실행 중", "ten-heights: 끝남"]
    assert re.search(r"^ten-heights: 끝남 \d+\.\d s$", run.out, re.MULTILINE)
    change(project.coins, "tosses = [1, 0, 1, 1]", "tosses = [1 / 0]")
    run = project.build(locale=KOREAN)
    assert run.progress == ["ten-heights: 그대로", "fair-coins: 실행 중", "fair-coins: 실패"]
    assert "기다림" not in run.out
    assert "\x1b" not in run.out + run.err


def _in_terminal(project: Scratch, *arguments: str) -> tuple[int, str]:
    """Run scripts/build.py in a terminal; return its exit code and all that it wrote there."""
    ours, theirs = pty.openpty()
    environment = project.environment(TERM="xterm-256color", COLUMNS="100", LINES="30")
    process = subprocess.Popen(
        project.command("build.py", *arguments),
        cwd=project.root,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    written = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the last writer has gone
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    return process.wait(10), written.decode(errors="replace")


def test_in_a_terminal_the_lines_of_progress_are_alive(project: Scratch) -> None:
    change(project.coins, "tosses = [1, 0, 1, 1]", "import time\n\ntime.sleep(0.5)\ntosses = [1, 0, 1, 1]")
    change(project.heights, "171.75", "177.15")
    code, written = _in_terminal(project, "--jobs", "1")
    assert code == 0, written
    assert "\x1b[1A" in written, "lines are written over"
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    assert re.search(r"ten-heights +waiting", plain)
    assert len(set(re.findall(r"fair-coins +running +(\d+\.\d) s", plain))) >= 3, "the seconds run on"
    for lesson in ("fair-coins", "ten-heights"):
        assert re.search(rf"{lesson} +done +\d+\.\d s", plain)
    assert "fair-coins: running" not in plain
    assert "Built the site in site/" in plain


# The course's own lesson


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """A copy of this project itself, with its pages, snippets and recordings, built."""
    project = Scratch(tmp_path_factory.mktemp("course").resolve() / "project")
    project.root.mkdir()
    for folder in ("docs", "scripts", "snippets"):
        passed_over = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(MAIN / folder, project.root / folder, ignore=passed_over)
    for file in ("mkdocs.yml", "requirements.txt"):
        shutil.copy2(MAIN / file, project.root / file)
    (project.root / ".venv").symlink_to(MAIN / ".venv")
    project.build_well("--frozen")
    yield project
    project.kill_everything()


def test_a_changed_height_changes_the_lesson_and_undoing_it_changes_all_back(course: Scratch) -> None:
    lesson = "negative-log-likelihood"
    snippet = course.root / "snippets" / "negative_log_likelihood.py"
    committed = contents(MAIN, "snippets/recorded")
    before, old = contents(course.root, "site"), seen(course.page(lesson))

    change(snippet, "heights = np.array([164.95", "heights = np.array([174.95")
    course.build_well()
    new = seen(course.page(lesson))
    for gone, come in (
        (
            "가장 작은 키는 164.95, 가장 큰 키는 172.63입니다.",
            "가장 작은 키는 165.35, 가장 큰 키는 174.95입니다.",
        ),
        ("표본평균은 168.344입니다.", "표본평균은 169.344입니다."),
        ("봉우리는 하나이고 168에 있습니다.", "봉우리는 하나이고 169에 있습니다."),
        ("exact 168.344", "exact 169.344"),
    ):
        assert gone in old
        assert gone not in new
        assert come in new
    for number in ("164.95", "172.63입니다", "168.344"):
        assert number in old
        assert number not in new

    after = contents(course.root, "snippets/recorded")
    changed = {Path(name).name for name in after if after[name] != committed[name]}
    assert {"heights.txt", "sample-mean.txt", "likelihood-by-mean.txt", "mean-descent.txt"} < changed
    assert {"heights-on-a-line.svg", "likelihood-curve.svg", "nll-curve.svg", "best-density.svg"} < changed
    assert not {"gaussian-curve.svg", "two-samples.txt", "binomial-nll.txt", "share-descent.txt"} & changed

    change(snippet, "heights = np.array([174.95", "heights = np.array([164.95")
    course.build_well()
    assert contents(course.root, "snippets/recorded") == committed
    assert contents(course.root, "site") == before
