"""What goes wrong in a lesson is reported with its place, and in the user's language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from literate.running import runner as run

if TYPE_CHECKING:
    from tests.support.runs import Runs


@pytest.mark.parametrize(
    ("lesson", "line", "cell", "exception"),
    [("fails-late", 3, "called", "ZeroDivisionError"), ("fails-here", 7, "fails", "AttributeError")],
)
def test_an_exception_stops_a_lesson_at_its_line_and_cell(
    lesson: str, line: int, cell: str, exception: str, runs: Runs
) -> None:
    problem = runs.problem(lesson)
    assert (problem.file, problem.line, problem.cell) == (
        f"snippets/{lesson.replace('-', '_')}.py",
        line,
        cell,
    )
    assert f"raised {exception}: " in problem.message


def test_a_traceback_points_into_the_snippet_and_nowhere_else(runs: Runs) -> None:
    detail = runs.problem("fails-late").detail
    assert 'File "snippets/fails_late.py", line 9, in <module>\n    ratio(x, 0)\n' in detail
    assert 'File "snippets/fails_late.py", line 3, in ratio\n    return a / b\n' in detail
    assert detail.endswith("ZeroDivisionError: division by zero\nOutput of the cell before it failed:\n전\n")
    for name in ("IPython", "ipython", "worker.py"):
        assert name not in detail


def test_a_memory_address_is_rejected_with_what_to_do(runs: Runs) -> None:
    problem = runs.problem("address")
    assert (problem.line, problem.cell) == (5, "object")
    assert "`;`" in problem.message
    assert problem.detail.startswith("<object at 0x")


@pytest.mark.parametrize(("lesson", "line"), [("glyph", 6), ("glyph-left-open", 5)])
def test_a_missing_glyph_is_rejected_whether_the_figure_is_shown_or_left_open(
    lesson: str, line: int, runs: Runs
) -> None:
    problem = runs.problem(lesson)
    assert (problem.line, problem.cell) == (line, "titled")
    assert "do not have this character" in problem.message


RUN_AND_TELL = """
import sys
from pathlib import Path
from literate.reading.snippets import read_snippet
from literate.running.runner import Runner
from literate.running.job import Job

if __name__ == "__main__":
    job = Job("fails", read_snippet(Path(sys.argv[1]), "fails.py"))
    print(Runner(1, 60).run([job])["fails"].message)
"""


@pytest.mark.parametrize(
    ("locale", "message"),
    [("ko_KR.UTF-8", "ZeroDivisionError 예외가 났습니다: "), ("C.UTF-8", "raised ZeroDivisionError: ")],
)
def test_what_went_wrong_in_a_lesson_is_reported_in_the_users_language(
    locale: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "fails.py").write_text("# %% fails\n1 / 0\n", encoding="utf-8")
    scripts = str(Path(run.__file__).parents[2])
    reported = subprocess.check_output(
        [sys.executable, "-c", RUN_AND_TELL, str(tmp_path / "fails.py")],
        env=os.environ | {"LC_ALL": locale, "PYTHONUTF8": "1", "PYTHONPATH": scripts},
        encoding="utf-8",
    )
    assert reported.startswith(message)
