"""A lesson and a language more turn no test red: they find lessons and languages by themselves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from literate.messages import Problem
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.recording.store import Recording, digest_of, write_recording
from literate.running.job import Job, versions
from literate.running.runner import Runner
from literate.translating.composing import read_pages

from tests.commands.test_readme import code_after
from tests.support.scratch import Run, Scratch, change, copy_of_this_project, write
from tests.support.this_project import THIS

# A language that this project does not have yet
NEW = next(code for code in ("ja", "zh", "yue") if code not in THIS.languages)
# Those that look at this project's own lessons, languages or navigation.
LOOK_AT_LISTS = [
    "tests/commands/test_preview.py",
    "tests/reading/test_glossary.py::test_the_glossary_of_this_project_explains_every_term_in_korean_and_english",
    "tests/site/test_accessibility.py::test_every_fragment_says_its_language_and_code_is_not_to_be_translated",
    "tests/site/test_accessibility.py::test_whatever_has_the_focus_shows_it",
    "tests/site/test_around.py::test_home_says_in_one_screen_what_this_is_and_where_to_start",
    "tests/site/test_around.py::test_the_course_is_drawn_to_fit_the_screen",
    "tests/site/test_around.py::test_the_footer_leads_through_the_pages_in_the_order_of_the_navigation",
    "tests/site/test_other_editions.py::test_a_keyboard_reaches_the_text_in_seven_tabs_at_every_width",
    "tests/site/test_other_editions.py::test_the_language_link_keeps_the_section",
    "tests/weaving/test_course.py::test_the_course_of_this_project_is_whole",
]
ENGLISH_PAGE = """\
---
title: Coin flips
snippets: coin_flips.py
requires: [negative-log-likelihood]
---

How often do coins show heads?

/// cell | imports
///

/// cell | flips
///

/// cell | running-share
    alt: The share of heads by the number of flips
///
"""


def grown_copy(root: Path) -> Scratch:
    return copy_of_this_project(root, "tests", "pyproject.toml", "README.md", ".gitignore", notebooks=True)


def assert_that_tests_pass(project: Scratch) -> None:
    """Assert that the tests that look at lists pass in a copy of this project."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *LOOK_AT_LISTS]
    others = ("PYTEST_", "SHARED_BY_TESTS")  # the site of this project
    own = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    done = subprocess.run(
        command, cwd=project.root, env=own, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d+ passed", done.stdout, re.M), done.stdout


def add_a_lesson(project: Scratch) -> None:
    write(project.root / "snippets/coin_flips.py", code_after("첫째,", "python"))
    write(project.root / "docs/ko/lessons/coin-flips.md", code_after("둘째,", "markdown"))
    write(project.root / "docs/en/lessons/coin-flips.md", ENGLISH_PAGE)
    line = code_after("셋째,", "yaml")
    for settings in ("mkdocs.yml", "docs/en/mkdocs.yml"):
        last = re.findall(r".*lessons/.*\n", (project.root / settings).read_text(encoding="utf-8"))[-1]
        change(project.root / settings, last, last + line)
    here = Project.at(project.root)
    source = find_sources(here, read_pages(here))["coin-flips"]
    ran = Runner(1, 60).run([Job(source.name, source.snippet, source.expressions)])["coin-flips"]
    assert not isinstance(ran, Problem), ran
    recording = Recording(digest_of(source), versions(), ran.cells)
    write_recording(project.recorded / "coin-flips", recording, here.stage / "beside")


def add_a_language(project: Scratch) -> None:
    process = project.start("new", NEW, script="translate.py")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, Run(process.returncode, out, err)
    term = "  ko:\n    term: 확률\n"
    name = f"  {NEW}:\n    term: 確率\n    definition: どれほど起こりやすいか。\n"
    change(project.root / "docs/glossary.yml", term, name + term)
    write(project.root / "docs" / NEW / "glossary.md", "---\ntitle: 用語集\n---\n\n/// glossary\n///\n")


def test_a_lesson_and_a_language_are_added(tmp_path: Path) -> None:
    project = grown_copy(tmp_path.resolve() / "project")
    add_a_language(project)
    add_a_lesson(project)
    assert_that_tests_pass(project)
