"""The README's example of a new lesson works as written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from literate.checking.built_site import check_site
from literate.checking.checks import numbers, out_of_order, prose, unclaimed
from literate.checking.numbers import unbound_numbers
from literate.checking.terminology import wrong_terms
from literate.environment import ROOT
from literate.messages import Problem
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.recording.drift import drift
from literate.recording.store import read_recording
from literate.running.job import Job
from literate.running.runner import Runner
from literate.translating.composing import read_language, read_pages
from literate.translating.parity import disparities

from tests.support.scratch import Run, Scratch, copy_of_this_project

README = (ROOT / "README.md").read_text(encoding="utf-8")


def code_after(words: str, language: str) -> str:
    """The first code block of a language behind some words of the README."""
    match = re.search(rf"^```{language}\n(.*?)^```$", README[README.index(words) :], re.M | re.S)
    assert match is not None
    return match[1]


def add_line(settings: Path, line: str) -> None:
    """Add a line below the last lesson of a navigation."""
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(number for number, one in enumerate(lines) if one.startswith("      - ") and "lessons/" in one)
    lines.insert(last + 1, line)
    settings.write_text("".join(lines), encoding="utf-8")


@pytest.fixture(scope="module")
def with_coin_flips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scratch, Run]:
    """A copy of this project with the README's example, copied to the letter and built."""
    project = copy_of_this_project(tmp_path_factory.mktemp("readme").resolve() / "project")
    (project.root / "snippets/coin_flips.py").write_text(code_after("첫째,", "python"), encoding="utf-8")
    page = project.root / "docs/ko/lessons/coin-flips.md"
    page.write_text(code_after("둘째,", "markdown"), encoding="utf-8")
    add_line(project.root / "mkdocs.yml", code_after("셋째,", "yaml"))
    add_line(project.root / "docs/en/mkdocs.yml", code_after("다른 언어의 `nav`", "yaml"))
    return project, project.build_well("coin-flips")


def test_two_files_and_a_line_of_navigation_add_a_lesson(with_coin_flips: tuple[Scratch, Run]) -> None:
    project, build = with_coin_flips
    assert build.err == ""
    html = project.page("coin-flips")
    share = re.search(r"heads: (0\.\d{3})", html)
    assert share is not None
    assert f"앞면의 비율은 {share[1]}입니다." in html
    assert 'href="../negative-log-likelihood/"' in html
    assert (project.recorded / "coin-flips/running-share.svg").exists()
    for edition in (project.site, project.site / "en"):
        assert 'href="lessons/coin-flips/"' in (edition / "index.html").read_text(encoding="utf-8")


def test_the_example_passes_what_check_looks_for(with_coin_flips: tuple[Scratch, Run]) -> None:
    project = Project.at(with_coin_flips[0].root)
    pages = read_pages(project)
    sources = find_sources(project, pages)
    source = sources["coin-flips"]
    recording = read_recording(project.recorded / "coin-flips", "snippets/recorded/coin-flips")
    outcome = Runner(1, 60).run([Job(source.name, source.snippet, source.expressions)])["coin-flips"]
    assert not isinstance(outcome, Problem), outcome
    assert drift(source, recording, outcome.cells, project.stage / "drift") == []
    assert prose(source.snippet) == []
    found = [*out_of_order(pages, sources), *numbers(pages, sources), *unclaimed(project, pages)]
    assert [problem for problem in found if "coin" in problem.file] == []
    english = read_language(project, "en")
    assert disparities(read_language(project, "ko"), english) == []
    assert wrong_terms(project) == []
    assert check_site(project.site) == []


def test_the_example_fails_check_where_it_is_wrong(with_coin_flips: tuple[Scratch, Run]) -> None:
    project = Project.at(with_coin_flips[0].root)
    pages = read_pages(project)
    sources = find_sources(project, pages)
    cells = sources["coin-flips"].snippet.cells
    page = next(page for path, page in pages.items() if path.stem == "coin-flips")
    wrong = {cell.name: cell.code.replace("axhline(0.5,", "axhline(0.4,") for cell in cells}
    assert [problem.file for problem in unbound_numbers(page, wrong)] == ["docs/ko/lessons/coin-flips.md"] * 2


@pytest.mark.parametrize("script", sorted(re.findall(r"scripts/\w+\.py", README)))
def test_every_script_that_the_readme_names_exists(script: str) -> None:
    assert (ROOT / script).is_file()


def test_every_option_that_the_readme_names_is_one() -> None:
    command = [sys.executable, "scripts/build.py", "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    options = set(re.findall(r"`(--[\w-]+)", README))
    assert {"--frozen", "--fresh", "--jobs", "--timeout", "--no-strict"} <= options
    assert all(option in told for option in options)
