"""The record of how formulas are read: what differs from it is reported, with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from literate.checking.recorded_readings import check_readings, write_readings
from literate.project import Project
from literate.rendering.katex import Katex
from literate.rendering.readings import heading

PAGES = {"lessons/a": ("n = 1", "p_k"), "lessons/b": ("p_k", "% name\n\\frac{1}{n}")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its built site, whose readings are recorded. Not to be changed."""
    root = tmp_path_factory.mktemp("recorded")
    (root / "docs").mkdir()
    with Katex() as katex:
        for home in (root / "site", root / "site" / "en"):
            for name, formulas in PAGES.items():
                page = home / name / "index.html"
                page.parent.mkdir(parents=True)
                page.write_text("".join(katex.set(tex, True) for tex in formulas), encoding="utf-8")
    changed = write_readings(Project(root, ("ko", "en"), root), root / "site")
    assert changed == ["docs/readings/ko.txt", "docs/readings/en.txt"]
    return root


@pytest.fixture
def recorded(made: Path, tmp_path: Path) -> tuple[Project, Path]:
    """The same project, to do anything with, and its site."""
    root = tmp_path / "project"
    shutil.copytree(made, root)
    return Project(root, ("ko", "en"), root), root / "site"


def test_each_formula_is_recorded_once_with_its_first_page(recorded: tuple[Project, Path]) -> None:
    project, site = recorded
    lines = [heading(), "", "## lessons/a", "n = 1", "\tn은 1", "p_k", "\tp 서브 k"]
    lines += ["", "## lessons/b", r"\frac{1}{n}", "\tn분의 1", ""]
    assert (project.root / "docs/readings/ko.txt").read_text(encoding="utf-8").split("\n") == lines
    assert "\t1 over n\n" in (project.root / "docs/readings/en.txt").read_text(encoding="utf-8")
    assert write_readings(project, site) == []


def test_a_reading_that_differs_is_reported_at_its_line(recorded: tuple[Project, Path]) -> None:
    project, site = recorded
    file = project.root / "docs/readings/ko.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("p 서브 k", "p k"), encoding="utf-8")
    (problem,) = check_readings(project, site)
    assert (problem.file, problem.line) == ("docs/readings/ko.txt", 7)
    assert problem.detail == "  -\tp k\n  +\tp 서브 k"
    assert "check.py --describe" in str(problem)


def test_new_and_missing_formulas_are_reported(recorded: tuple[Project, Path]) -> None:
    project, site = recorded
    (project.root / "docs/readings/en.txt").unlink()
    (site / "lessons" / "b" / "index.html").unlink()
    assert [(one.file, one.line) for one in check_readings(project, site)] == [
        ("docs/readings/ko.txt", 9),
        ("docs/readings/en.txt", 0),
    ]


def test_a_site_without_formulas_differs_from_the_record(recorded: tuple[Project, Path]) -> None:
    project, _ = recorded
    assert len(check_readings(project, project.root / "elsewhere")) == 2
