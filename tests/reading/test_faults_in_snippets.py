"""Whatever is wrong in a snippet stops the build, says where, and leaves what is published as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import COINS, HEIGHTS, MEAN, SHARE, rejected
from tests.support.misbehaving import lesson_files, snippet_name
from tests.support.scratch import ENGLISH, KOREAN, change, contents, line_of, wait_until, write

if TYPE_CHECKING:
    from tests.support.scratch import Run, Scratch

# Lessons, and what is said of each in English and, for some, in Korean, at the line that ends with `# here`
FAULTS: dict[str, tuple[str, str, str]] = {
    "raises": (
        "def halve(x):\n    return x / 0  # here\n\n\nhalve(1)",
        "raised ZeroDivisionError: division by zero",
        "ZeroDivisionError 예외가 났습니다: division by zero",
    ),
    "raises-again": (
        "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('no a') from error  # here",
        "raised ValueError: no a",
        "",
    ),
    "raises-what-is-mute": (
        "class Mute(Exception):\n    def __str__(self):\n        raise TypeError\n\n\nraise Mute  # here",
        "raised Mute",
        "",
    ),
    "exits": ("raise SystemExit(0)  # here", "raised SystemExit", ""),
    "asks-for-input": ("input()  # here", "raised EOFError", ""),
    "wants-a-huge-array": ("import numpy as np\n\nnp.ones(10**10)  # here", "raised MemoryError", ""),
    "ends": (
        "import os  # here\nimport subprocess\nsubprocess.Popen(['sleep', '1000'])\nos._exit(0)",
        "its process exited unexpectedly with exit code 0.",
        "실행하던 프로세스가 갑자기 끝났습니다(종료 코드 0).",
    ),
    "is-killed": (
        "import os  # here\nos.kill(os.getpid(), 9)",
        "its process was killed by SIGKILL",
        "실행하던 프로세스가 SIGKILL 신호로 죽었습니다",
    ),
    "crashes": (
        "import os  # here\nos.kill(os.getpid(), 11)",
        "its process was killed by SIGSEGV",
        "실행하던 프로세스가 SIGSEGV 신호로 죽었습니다",
    ),
    "draws-what-no-font-has": (
        "import matplotlib.pyplot as plt\n\nplt.title('🐍')\nplt.show()  # here",
        "The fonts of figures (DejaVu Sans, NanumGothic) do not have this character: '🐍' (U+1F40D",
        "그림의 글꼴(DejaVu Sans, NanumGothic)에 없는 글자가 있습니다: '🐍' (U+1F40D",
    ),
    "draws-half-a-formula": (
        "import matplotlib.pyplot as plt\n\nplt.title(r'$\\frac{a$')\nplt.show()  # here",
        "raised ValueError",
        "",
    ),
}
ENDLESS = {
    "in-python": "while True:\n    pass",
    "in-a-library": "sum(range(10**13))",
    "in-a-program": "import subprocess\nsubprocess.run(['sleep', '1000'])",
}
UNREADABLE = {
    "uses-a-name-twice": "x = 1\n# %%  first ",
    "uses-no-proper-name": "x = 1\n# %% Scaled heights\nx",
    "is-not-python": "x = 1\nprint(x",
}


def add(project: Scratch, lesson: str, code: str) -> None:
    for name, text in lesson_files(lesson, code, project.root).items():
        write(project.root / name, text)


def place(lesson: str, line: int, cell: str = "cell main: ") -> str:
    return f"snippets/{snippet_name(lesson)}:{line}: {cell}"


@pytest.fixture(scope="module")
def failed(module_project: Scratch) -> dict[str, Run]:
    """The builds that failed for all these faults, by locale."""
    for lesson, (code, *_) in FAULTS.items():
        add(module_project, lesson, code)
    in_korean = [lesson for lesson, (*_, korean) in FAULTS.items() if korean]
    return {
        ENGLISH: rejected(module_project),
        KOREAN: rejected(module_project, *in_korean, locale=KOREAN),
    }


@pytest.mark.parametrize("lesson", FAULTS)
def test_a_lesson_that_fails_is_reported_with_its_place(lesson: str, failed: dict[str, Run]) -> None:
    code, english, korean = FAULTS[lesson]
    start = place(lesson, 5 + code.partition("# here")[0].count("\n"))
    assert f"{lesson}: failed" in failed[ENGLISH].progress
    assert f"\n{start}{english}" in f"\n{failed[ENGLISH].err}"
    if korean:
        assert f"{lesson}: 실패" in failed[KOREAN].progress
        assert f"\n{start.replace('cell', '셀')}{korean}" in f"\n{failed[KOREAN].err}"


def traceback_of(lesson: str, failed: dict[str, Run]) -> str:
    return failed[ENGLISH].err.partition(f"snippets/{snippet_name(lesson)}:")[2].partition("\nsnippets/")[0]


def test_a_traceback_is_the_lessons_own(failed: dict[str, Run]) -> None:
    found = traceback_of("raises", failed)
    assert 'File "snippets/raises.py", line 6, in halve\n    return x / 0  # here\n' in found
    assert 'File "snippets/raises.py", line 9, in <module>\n    halve(1)\n' in found
    assert "IPython" not in found
    assert found.count("File ") == 2


def test_both_exceptions_of_a_chain_are_reported(failed: dict[str, Run]) -> None:
    found = traceback_of("raises-again", failed)
    assert 'File "snippets/raises_again.py", line 6' in found
    assert "KeyError: 'a'" in found
    assert "direct cause" in found


def test_what_a_dying_cell_started_ends_with_it(failed: dict[str, Run], module_project: Scratch) -> None:
    assert "ends: failed" in failed[ENGLISH].progress
    assert wait_until(lambda: not module_project.processes()), module_project.processes()


def test_cells_that_never_end_are_stopped_with_what_they_started(project: Scratch) -> None:
    for lesson, code in ENDLESS.items():
        add(project, lesson, code)
    run = rejected(project, "--timeout", "1", "--jobs", "3")
    for lesson in ENDLESS:
        assert f"\n{place(lesson, 5)}did not finish within 1 s and was stopped" in f"\n{run.err}"
        [seconds] = re.findall(rf"^{lesson}: failed (.*) s$", run.out, re.MULTILINE)
        assert 1 <= float(seconds) < 10
    korean = rejected(project, "in-a-program", "--timeout", "1", locale=KOREAN).err
    assert "셀 main: 1초가 지나도 끝나지 않아 멈췄습니다" in korean
    assert wait_until(lambda: not project.processes()), project.processes()


def test_snippets_that_cannot_be_read_are_reported_at_once(project: Scratch) -> None:
    for lesson, code in UNREADABLE.items():
        add(project, lesson, code)
    english, korean = (f"\n{rejected(project, locale=locale).err}" for locale in (ENGLISH, KOREAN))
    assert f"\n{place('uses-a-name-twice', 6, 'cell first: ')}This cell name is used twice." in english
    assert f"\n{place('uses-a-name-twice', 6, '셀 first: ')}" in korean
    assert "두 번 쓰였습니다" in korean
    assert f"\n{place('uses-no-proper-name', 6, '')}The cell name 'Scaled heights'" in english
    assert f"\n{place('is-not-python', 6)}Not valid Python" in english


def test_what_other_lessons_gave_is_not_lost_when_one_fails_and_a_good_build_follows(
    project: Scratch,
) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    change(project.heights, MEAN, "1 / 0")
    change(project.coins, "[1, 0, 1, 1]", "[1, 0, 1, 1, 1]")
    run = project.build()
    assert run.code == 1
    assert f"{HEIGHTS}:{line_of(project.heights, '1 / 0')}: cell mean: raised" in run.err
    left = contents(project.root, "site", "snippets/recorded/ten-heights")
    assert left.items() <= before.items()
    assert (project.recorded / "fair-coins" / "share.txt").read_text() == "share 0.800\n"
    change(project.heights, "1 / 0", MEAN)
    change(project.coins, "[1, 0, 1, 1, 1]", "[1, 0, 1, 1]")
    project.build_well()
    assert contents(project.root, "site", "snippets/recorded") == before


def test_a_cell_that_no_page_shows_is_only_warned_of(project: Scratch) -> None:
    change(project.coins, SHARE, f"{SHARE}\n\n# %% idle\nidle = 1")
    here = f"{COINS}:{line_of(project.coins, 'idle = 1')}"
    assert f"주의: {here}: 어느 페이지에도" in project.build_well(locale=KOREAN).err
    assert "share 0.750" in project.page("fair-coins")
    change(project.coins, "idle = 1", "idle = 2")
    assert f"warning: {here}: No page shows these cells: idle" in project.build_well().err
