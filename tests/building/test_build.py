"""One command makes the site from nothing, and the same site every time."""

from __future__ import annotations

import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.scratch import KOREAN, change, contents, sabotage, seen

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

# From nothing, and from nothing new


def test_a_first_build_runs_everything_and_gives_the_same_bytes_wherever_it_runs(
    from_nothing: Scratch, built_project: Scratch
) -> None:
    run = from_nothing.build_well()
    assert sorted(run.progress) == [
        "fair-coins: done",
        "fair-coins: running",
        "ten-heights: done",
        "ten-heights: running",
    ]
    assert run.err == ""
    made = contents(from_nothing.root, "site", "snippets/recorded")
    assert made == contents(built_project.root, "site", "snippets/recorded")
    assert {"site/search/search_index.json", "site/sitemap.xml.gz"} < made.keys()
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


@pytest.mark.alone
def test_a_second_build_says_in_half_a_second_that_nothing_has_changed(built_project: Scratch) -> None:
    before = built_project.standing()
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        run = built_project.build_well()
        seconds.append(time.perf_counter() - start)
        assert run.out == "Nothing has changed; site/ is up to date.\n"
        assert run.err == ""
    assert statistics.median(seconds) < 0.5, seconds
    assert built_project.standing() == before
    said = built_project.build_well(locale=KOREAN).out
    assert said == "바뀐 것이 없습니다. site/는 최신 상태입니다.\n"


def test_a_second_build_needs_nothing_that_runs_or_renders(built_project: Scratch, tmp_path: Path) -> None:
    packages = sabotage(tmp_path, "mkdocs", "material", "torch", "numpy", "matplotlib", "IPython", "rich")
    assert "Nothing has changed" in built_project.build_well(PYTHONPATH=packages).out


def test_a_build_that_has_something_to_render_needs_mkdocs(project: Scratch, tmp_path: Path) -> None:
    change(project.heights_page, "키를 쟀습니다.", "사람들의 키를 쟀습니다.")
    run = project.build(PYTHONPATH=sabotage(tmp_path, "mkdocs"))
    assert run.code != 0
    assert "mkdocs is sabotaged" in run.err


# Addresses, and the site generator's own command


def test_site_url_gives_the_sitemap_whole_addresses(project: Scratch) -> None:
    without = (project.site / "sitemap.xml").read_text()
    assert "https://example.org" not in without
    project.build_well(SITE_URL="https://example.org/course/")
    sitemap = (project.site / "sitemap.xml").read_text()
    assert "<loc>https://example.org/course/lessons/ten-heights/</loc>" in sitemap
    canonical = '<link rel="canonical" href="https://example.org/course/lessons/ten-heights/">'
    assert canonical in project.page("ten-heights")
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
    reported = (done.stdout + done.stderr).lower()
    assert "documentation built" in reported
    for word in ("end of life", "zensical", "mkdocs 2"):
        assert word not in reported
    # What would be reported if we did not keep it back:
    assert "end of life" in _mkdocs(project, NO_MKDOCS_2_WARNING="").stderr
