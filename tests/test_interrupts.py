"""Ctrl+C reaches every process of a terminal; those that a command ends itself print nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.scratch import PATIENCE

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
PRESS = "os.killpg(0, signal.SIGINT)"


def _run(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process group of its own, as a terminal does."""
    head = f"import os, signal, sys\nsys.path.insert(0, {str(SCRIPTS)!r})\n"
    command = [sys.executable, "-c", head + code]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", start_new_session=True, timeout=PATIENCE
    )


def test_ctrl_c_does_not_reach_the_server_of_the_lessons_while_it_imports_their_modules() -> None:
    done = _run(
        f"""
import time
from literate.running.supervisor import Supervisor
signal.signal(signal.SIGINT, lambda *_: None)
Supervisor().preload(["torch"])
time.sleep(0.3)  # Importing torch takes longer.
{PRESS}
"""
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_at_the_start_of_a_lesson_does_not_reach_it(tmp_path: Path) -> None:
    lesson = tmp_path / "sum.py"
    lesson.write_text("# %% sum\nprint(1 + 2)\n", encoding="utf-8")
    done = _run(
        f"""
import threading
from pathlib import Path
from literate.reading.snippets import read_snippet
from literate.running.job import Job
from literate.running.supervisor import Supervisor
signal.signal(signal.SIGINT, lambda *_: None)
supervisor = Supervisor()
supervisor.preload([])
job = Job("sum", read_snippet(Path({str(lesson)!r}), "snippets/sum.py"), {{}})
over = threading.Event()
def run():
    try:
        for _ in range(9):
            print(supervisor.run_lesson(job, 60).cells["sum"].text, end="")
    finally:
        over.set()
threading.Thread(target=run).start()
while not over.wait(0.001):
    {PRESS}
"""
    )
    assert (done.stdout, done.stderr) == ("3\n" * 9, "")


def test_a_lesson_may_interrupt_itself_as_in_jupyter(tmp_path: Path) -> None:
    lesson = tmp_path / "itself.py"
    code = "# %% itself\nimport signal\ntry:\n    signal.raise_signal(signal.SIGINT)\n"
    lesson.write_text(code + "except KeyboardInterrupt:\n    print('caught')\n", encoding="utf-8")
    done = _run(
        f"""
from pathlib import Path
from literate.reading.snippets import read_snippet
from literate.running.job import Job
from literate.running.supervisor import Supervisor
job = Job("itself", read_snippet(Path({str(lesson)!r}), "snippets/itself.py"), {{}})
print(Supervisor().run_lesson(job, 60).cells["itself"].text, end="")
"""
    )
    assert (done.stdout, done.stderr) == ("caught\n", "")


def test_ctrl_c_is_silent_from_the_start_of_a_command_and_other_errors_are_not() -> None:
    enter = "from literate import environment\nenvironment.enter()\n"
    done = _run(f"{enter}{PRESS}\nsignal.pause()")
    assert done.returncode != 0
    assert done.stderr == ""
    assert "ZeroDivisionError" in _run(f"{enter}1 / 0").stderr


def test_ctrl_c_does_not_reach_the_process_that_checks_formulas_while_it_starts() -> None:
    done = _run(
        f"""
import threading
from literate.checking.limited import each_within
signal.signal(signal.SIGINT, lambda *_: None)
over = threading.Event()
def press():
    while not over.wait(0.01):
        {PRESS}
threading.Thread(target=press).start()
try:
    each_within(60, abs, [1, 2], str)
finally:
    over.set()
"""
    )
    assert (done.returncode, done.stderr) == (0, "")
