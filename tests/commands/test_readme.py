"""The README's example of a new lesson works as written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from literate.environment import ROOT

from tests.support.scratch import copy_of_this_project

README = (ROOT / "README.md").read_text(encoding="utf-8")


def code_after(words: str, language: str) -> str:
    """The first code block of a language behind some words of the README."""
    match = re.search(rf"^```{language}\n(.*?)^```$", README[README.index(words) :], re.M | re.S)
    assert match is not None
    return match[1]


def test_two_files_and_a_line_of_navigation_add_a_lesson(tmp_path: Path) -> None:
    project = copy_of_this_project(tmp_path / "project")
    (project.root / "snippets/coin_flips.py").write_text(code_after("첫째,", "python"), encoding="utf-8")
    page = project.root / "docs/ko/lessons/coin-flips.md"
    page.write_text(code_after("둘째,", "markdown"), encoding="utf-8")
    settings = project.root / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    last = max(
        number for number, line in enumerate(lines) if "lessons/" in line and line.startswith("      - ")
    )
    lines.insert(last + 1, code_after("셋째,", "yaml"))
    settings.write_text("".join(lines), encoding="utf-8")

    assert project.build_well("coin-flips").err == ""
    html = project.page("coin-flips")
    share = re.search(r"heads: (0\.\d{3})", html)
    assert share is not None
    assert f"앞면의 비율은 {share[1]}입니다." in html
    assert 'href="../negative-log-likelihood/"' in html
    assert (project.recorded / "coin-flips/running-share.svg").exists()


@pytest.mark.parametrize("script", sorted(re.findall(r"scripts/\w+\.py", README)))
def test_every_script_that_the_readme_names_exists(script: str) -> None:
    assert (ROOT / script).is_file()


def test_every_option_that_the_readme_names_is_one() -> None:
    command = [sys.executable, "scripts/build.py", "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    options = set(re.findall(r"`(--[\w-]+)", README))
    assert {"--frozen", "--fresh", "--jobs", "--timeout", "--no-strict"} <= options
    assert all(option in told for option in options)
