"""Whatever is wrong in a snippet stops the build, says where, and leaves what is published as it was."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import COINS, HEIGHTS, MEAN, SHARE, faulty_cell, rejected
from tests.support.scratch import ENGLISH, KOREAN, change, contents, line_of, wait_until

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

# A cell that raises


@pytest.mark.parametrize(
    ("locale", "reported"),
    [(ENGLISH, "raised ZeroDivisionError: division by zero"), (KOREAN, "ZeroDivisionError 예외가 났습니다")],
)
def test_a_cell_that_raises_is_reported_with_its_place_and_its_own_traceback(
    project: Scratch, locale: str, reported: str
) -> None:
    code = "def halve(x):\n    return x / 0  # here\n\n\nhalve(1)"
    head, rest = faulty_cell(project, code, locale=locale)
    assert reported in head
    assert f'File "{COINS}", line {line_of(project.coins, "# here")}, in halve' in rest
    assert f'File "{COINS}", line {line_of(project.coins, "halve(1)")}, in <module>' in rest
    assert "    return x / 0  # here\n" in rest
    assert "    halve(1)\n" in rest
    assert "IPython" not in rest
    assert rest.count("File ") == 2


def test_a_good_build_follows_a_cell_that_raised(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    faulty_cell(project, "raise ValueError  # here")
    change(project.coins, "raise ValueError  # here", SHARE)
    run = project.build_well()
    assert "Built the site" in run.out or "Nothing has changed" in run.out
    assert contents(project.root, "site", "snippets/recorded") == before


def test_both_exceptions_of_a_chain_are_reported(project: Scratch) -> None:
    code = "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('no a') from error  # here"
    head, rest = faulty_cell(project, code)
    assert "raised ValueError: no a" in head
    assert f'File "{COINS}", line {line_of(project.coins, "{}[")}' in rest
    assert "KeyError: 'a'" in rest
    assert "direct cause" in rest


def test_a_cell_that_exits_stops_the_build(project: Scratch) -> None:
    head, _ = faulty_cell(project, "raise SystemExit(0)  # here")
    assert "SystemExit" in head


def test_a_cell_that_asks_for_input_stops_the_build(project: Scratch) -> None:
    head, _ = faulty_cell(project, "input()  # here")
    assert "EOFError" in head


def test_an_exception_without_a_message_of_its_own_is_reported(project: Scratch) -> None:
    code = "class Mute(Exception):\n    def __str__(self):\n        raise TypeError\n\n\nraise Mute  # here"
    head, _ = faulty_cell(project, code)
    assert "raised Mute" in head


def test_code_that_is_not_python_is_reported_with_its_line(project: Scratch) -> None:
    change(project.heights, MEAN, "print(mean")
    run = rejected(project)
    assert f"{HEIGHTS}:{line_of(project.heights, 'print(mean')}: cell mean: Not valid Python" in run.err


def test_what_other_lessons_gave_is_not_lost_when_one_fails(project: Scratch) -> None:
    change(project.heights, MEAN, "1 / 0")
    change(project.coins, "[1, 0, 1, 1]", "[1, 0, 1, 1, 1]")
    before = contents(project.root, "site", "snippets/recorded/ten-heights")
    run = project.build()
    assert run.code == 1
    assert contents(project.root, "site", "snippets/recorded/ten-heights") == before
    assert (project.recorded / "fair-coins" / "share.txt").read_text() == "share 0.800\n"


# A cell that never ends, or whose process dies


@pytest.mark.parametrize(
    ("code", "locale", "reported"),
    [
        ("while True:\n    pass", ENGLISH, "did not finish within 2 s and was stopped"),
        ("sum(range(10**13))", KOREAN, "2초가 지나도 끝나지 않아 멈췄습니다"),
    ],
    ids=["in-python", "in-a-library"],
)
def test_a_cell_that_never_ends_is_stopped(project: Scratch, code: str, locale: str, reported: str) -> None:
    start = time.monotonic()
    head, _ = faulty_cell(project, code, "--timeout", "2", locale=locale)
    assert reported in head
    assert 2 < time.monotonic() - start < 10
    assert wait_until(lambda: not project.processes()), project.processes()


def test_what_an_endless_cell_started_ends_with_it(project: Scratch) -> None:
    code = "import subprocess\nsubprocess.run(['sleep', '1000'])"
    faulty_cell(project, code, "--timeout", "2")
    assert wait_until(lambda: not project.processes()), project.processes()


def test_what_a_dying_cell_started_ends_with_it(project: Scratch) -> None:
    code = "import os\nimport subprocess\nsubprocess.Popen(['sleep', '1000'])\nos._exit(3)"
    faulty_cell(project, code)
    assert wait_until(lambda: not project.processes()), project.processes()


@pytest.mark.parametrize(
    ("code", "locale", "reported"),
    [
        ("os._exit(3)", ENGLISH, "exited unexpectedly with exit code 3"),
        ("os._exit(0)", KOREAN, "종료 코드 0"),
        ("os.kill(os.getpid(), 9)", ENGLISH, "killed by SIGKILL"),
        ("os.kill(os.getpid(), 11)", KOREAN, "SIGSEGV 신호로 죽었습니다"),
    ],
)
def test_a_lesson_whose_process_dies_is_reported_with_the_cell_that_ran(
    project: Scratch, code: str, locale: str, reported: str
) -> None:
    head, _ = faulty_cell(project, f"import os\n{code}", locale=locale)
    assert reported in head


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\n\nnp.ones(10**10)  # here",
        "import numpy as np\n\npieces = []\nwhile True:\n    pieces.append(np.empty(2**26))  # here",
    ],
    ids=["one-huge-array", "ever-more-arrays"],
)
def test_a_cell_that_wants_more_memory_than_it_may_have_is_rejected_it(project: Scratch, code: str) -> None:
    head, _ = faulty_cell(project, code)
    assert "MemoryError" in head


# What a snippet or its figure may not be


@pytest.mark.parametrize(("locale", "reported"), [(ENGLISH, "used twice"), (KOREAN, "두 번 쓰였습니다")])
def test_a_cell_name_used_twice_is_rejected(project: Scratch, locale: str, reported: str) -> None:
    change(project.heights, "# %% scaled", "# %%  mean ")
    run = rejected(project, locale=locale)
    cell = "셀 mean" if locale == KOREAN else "cell mean"
    number = line_of(project.heights, "scaled = ") - 1
    assert f"{HEIGHTS}:{number}: {cell}: " in run.err
    assert reported in run.err


def test_a_cell_without_a_proper_name_is_rejected(project: Scratch) -> None:
    change(project.heights, "# %% scaled", "# %% Scaled heights")
    run = rejected(project)
    assert f"{HEIGHTS}:{line_of(project.heights, 'Scaled heights')}: " in run.err
    assert "'Scaled heights'" in run.err


@pytest.mark.parametrize(
    ("locale", "warning"),
    [
        (ENGLISH, "warning: {place}: No page shows these cells: idle"),
        (KOREAN, "주의: {place}: 어느 페이지에도"),
    ],
)
def test_a_cell_that_no_page_shows_is_only_warned_of(project: Scratch, locale: str, warning: str) -> None:
    with project.coins.open("a") as file:
        file.write("\n# %% idle\nidle = 1\n")
    run = project.build_well(locale=locale)
    assert warning.format(place=f"snippets/fair_coins.py:{line_of(project.coins, 'idle = 1')}") in run.err
    assert "share 0.750" in project.page("fair-coins")


@pytest.mark.parametrize(
    ("title", "locale", "reported"),
    [
        (
            "🐍",
            ENGLISH,
            "The fonts of figures (DejaVu Sans, NanumGothic) do not have this character: '🐍' (U+1F40D",
        ),
        ("🐍", KOREAN, "그림의 글꼴(DejaVu Sans, NanumGothic)에 없는 글자가 있습니다: '🐍' (U+1F40D"),
        (
            "$가$",
            ENGLISH,
            "The fonts of figures (DejaVu Sans, NanumGothic) do not have this character: '가' (U+AC00",
        ),
    ],
)
def test_a_figure_with_a_glyph_that_its_font_lacks_is_rejected(
    project: Scratch, title: str, locale: str, reported: str
) -> None:
    change(project.heights, 'title=f"Mean {mean:.4f}"', f'title="{title}"')
    run = rejected(project, locale=locale)
    number = line_of(project.heights, "plt.show()")
    cell = "셀 curve" if locale == KOREAN else "cell curve"
    assert f"{HEIGHTS}:{number}: {cell}: {reported}" in run.err


def test_a_figure_that_cannot_be_drawn_is_reported_with_its_cell(project: Scratch) -> None:
    change(project.heights, 'title=f"Mean {mean:.4f}"', r'title=r"$\frac{a$"')
    run = rejected(project)
    assert f"{HEIGHTS}:" in run.err
    assert ": cell curve: raised ValueError" in run.err
