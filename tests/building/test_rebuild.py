"""One command brings recordings and site up to date with what has changed, and back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from literate.recording.store import read_recording, write_recording

from tests.support.scratch import MAIN, Scratch, change, contents, make_project, seen

# Something is gone


def test_what_was_changed_in_the_stage_or_is_gone_from_the_site_is_put_back(project: Scratch) -> None:
    before = contents(project.root, "site")
    change(project.root / "build" / "ko" / "lessons" / "fair-coins.md", "# 동전\n", "# 주사위\n")
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


def test_a_recording_that_came_from_elsewhere_is_not_taken_on_trust(project: Scratch) -> None:
    """As after a pull: it is whole and belongs to its snippet, but does not hold what the snippet gives."""
    before = contents(project.root, "site", "snippets/recorded")
    folder = project.recorded / "ten-heights"
    recording = read_recording(folder)
    recording.cells["mean"].text = "mean 8.27e-11\n"
    write_recording(folder, recording, project.root / "build" / "other")
    run = project.build_well()
    assert "ten-heights: running" in run.progress
    assert "fair-coins: unchanged" in run.progress
    assert contents(project.root, "site", "snippets/recorded") == before


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


def test_changed_prose_runs_nothing_and_a_build_says_no_more_than_that(project: Scratch) -> None:
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    run = project.build_well()
    assert run.progress == ["fair-coins: unchanged", "ten-heights: unchanged"]
    assert (run.err, len(run.out.splitlines())) == ("", 3), "not a word about Material's end"
    assert "사람들의 키를 쟀습니다." in seen(project.page("ten-heights"))


# The course's own lesson


def test_a_changed_height_changes_the_courses_own_lesson(tmp_path: Path) -> None:
    lesson = "negative-log-likelihood"
    snippet = "snippets/negative_log_likelihood.py"
    page = (MAIN / f"docs/ko/lessons/{lesson}.md").read_text(encoding="utf-8")
    files = {
        "docs/ko/index.md": "---\ntitle: 처음\n---\n",
        f"docs/ko/lessons/{lesson}.md": re.sub("^requires: .*\n", "", page, flags=re.MULTILINE),
        snippet: (MAIN / snippet).read_text(encoding="utf-8"),
    }
    navigation = f"nav:\n  - index.md\n  - lessons/{lesson}.md\n\n"
    course = make_project(tmp_path / "project", navigation, files)
    shutil.copytree(MAIN / "snippets/recorded" / lesson, course.recorded / lesson)
    committed = contents(course.root, "snippets/recorded")
    course.build_well("--frozen", "--no-strict")
    old = seen(course.page(lesson))

    change(course.root / snippet, "heights = np.array([164.95", "heights = np.array([174.95")
    course.build_well("--no-strict")
    new = seen(course.page(lesson))
    for gone, come in (
        (
            "가장 작은 키는 164.95센티미터, 가장 큰 키는 172.63센티미터입니다.",
            "가장 작은 키는 165.35센티미터, 가장 큰 키는 174.95센티미터입니다.",
        ),
        ("표본평균은 168.344입니다.", "표본평균은 169.344입니다."),
        ("봉우리는 하나이고 168에 있습니다.", "봉우리는 하나이고 169에 있습니다."),
        ("exact 168.344", "exact 169.344"),
    ):
        assert gone in old
        assert gone not in new
        assert come in new
    for number in ("164.95", "172.63센티미터입니다", "168.344"):
        assert number in old
        assert number not in new

    after = contents(course.root, "snippets/recorded")
    changed = {Path(name).name for name in after if after[name] != committed[name]}
    assert {"heights.txt", "sample-mean.txt", "likelihood-by-mean.txt", "mean-descent.txt"} < changed
    assert {"heights-on-a-line.svg", "likelihood-curve.svg", "nll-curve.svg", "best-density.svg"} < changed
    assert not {"gaussian-curve.svg", "two-samples.txt", "binomial-nll.txt", "share-descent.txt"} & changed
