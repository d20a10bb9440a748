"""Whatever is wrong stops the build, says where, and leaves what is published and recorded as it was."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ENGLISH, KOREAN, change, contents, line_of, wait_until

if TYPE_CHECKING:
    from tests.conftest import Run, Scratch

MEAN, SHARE = 'print(f"mean {mean:.4f}")', 'print(f"share {share:.3f}")'
COINS = "snippets/fair_coins.py"
HEIGHTS, PAGE = "snippets/ten_heights.py", "docs/ko/lessons/ten-heights.md"
STANDS = {ENGLISH: "Failed; the published site is as it was.", KOREAN: "실패: 공개된 사이트는 그대로"}


def refused(project: Scratch, *arguments: str, locale: str = ENGLISH) -> Run:
    """Build what must not be published; nothing published or recorded changes by a byte or a time."""
    before = project.standing()
    run = project.build(*arguments, locale=locale)
    assert run.code == 1, run.out + run.err
    assert STANDS[locale] in run.err
    assert "Built the site" not in run.out
    assert project.standing() == before
    assert "scripts/literate" not in run.err, "our own frames are of no use to an author"
    return run


def faulty_cell(project: Scratch, code: str, *arguments: str, locale: str = ENGLISH) -> tuple[str, str]:
    """Put code at the end of the cell `share`, build, and return the message's first line and the rest.

    Where the code says `# here`, the message must name that line.
    """
    change(project.coins, SHARE, code)
    run = refused(project, *arguments, locale=locale)
    place, cell = f"{COINS}:", ": 셀 share: " if locale == KOREAN else ": cell share: "
    assert run.progress[-1] == "fair-coins: " + ("실패" if locale == KOREAN else "failed")
    head = next(line for line in run.err.splitlines() if line.startswith(place))
    assert cell in head
    lines = project.coins.read_text(encoding="utf-8").splitlines()
    here = [number for number, line in enumerate(lines, 1) if line.endswith("# here")]
    wanted = here or [line_of(project.coins, "share = sum(tosses)")]
    assert head.startswith(f"{place}{wanted[0]}: ")
    return head, run.err.split(head, 1)[1]


# A cell that raises


@pytest.mark.parametrize(
    ("locale", "told"),
    [(ENGLISH, "raised ZeroDivisionError: division by zero"), (KOREAN, "ZeroDivisionError 예외가 났습니다")],
)
def test_a_cell_that_raises_is_told_with_its_place_and_its_own_traceback(
    project: Scratch, locale: str, told: str
) -> None:
    code = "def halve(x):\n    return x / 0  # here\n\n\nhalve(1)"
    head, rest = faulty_cell(project, code, locale=locale)
    assert told in head
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


def test_both_exceptions_of_a_chain_are_told(project: Scratch) -> None:
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


def test_an_exception_without_a_message_of_its_own_is_told(project: Scratch) -> None:
    code = "class Mute(Exception):\n    def __str__(self):\n        raise TypeError\n\n\nraise Mute  # here"
    head, _ = faulty_cell(project, code)
    assert "raised Mute" in head


def test_code_that_is_not_python_is_told_with_its_line(project: Scratch) -> None:
    change(project.heights, MEAN, "print(mean")
    run = refused(project)
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
    ("code", "locale", "told"),
    [
        ("while True:\n    pass", ENGLISH, "did not end within 2 s and was stopped"),
        ("sum(range(10**13))", KOREAN, "2초가 지나도 끝나지 않아 멈췄습니다"),
    ],
    ids=["in-python", "in-a-library"],
)
def test_a_cell_that_never_ends_is_stopped(project: Scratch, code: str, locale: str, told: str) -> None:
    start = time.monotonic()
    head, _ = faulty_cell(project, code, "--timeout", "2", locale=locale)
    assert told in head
    assert 2 < time.monotonic() - start < 10
    assert wait_until(lambda: not project.processes(), 5), project.processes()


def test_what_an_endless_cell_started_ends_with_it(project: Scratch) -> None:
    code = "import subprocess\nsubprocess.run(['sleep', '1000'])"
    faulty_cell(project, code, "--timeout", "2")
    assert wait_until(lambda: not project.processes(), 5), project.processes()


def test_what_a_dying_cell_started_ends_with_it(project: Scratch) -> None:
    code = "import os\nimport subprocess\nsubprocess.Popen(['sleep', '1000'])\nos._exit(3)"
    faulty_cell(project, code)
    assert wait_until(lambda: not project.processes(), 5), project.processes()


@pytest.mark.parametrize(
    ("code", "locale", "told"),
    [
        ("os._exit(3)", ENGLISH, "ended abruptly with exit code 3"),
        ("os._exit(0)", KOREAN, "종료 코드 0"),
        ("os.kill(os.getpid(), 9)", ENGLISH, "killed by SIGKILL"),
        ("os.kill(os.getpid(), 11)", KOREAN, "SIGSEGV 신호로 죽었습니다"),
    ],
)
def test_a_lesson_whose_process_dies_is_told_with_the_cell_that_ran(
    project: Scratch, code: str, locale: str, told: str
) -> None:
    head, _ = faulty_cell(project, f"import os\n{code}", locale=locale)
    assert told in head


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\n\nnp.ones(10**10)  # here",
        "import numpy as np\n\npieces = []\nwhile True:\n    pieces.append(np.empty(2**26))  # here",
    ],
    ids=["one-huge-array", "ever-more-arrays"],
)
def test_a_cell_that_wants_more_memory_than_it_may_have_is_refused_it(project: Scratch, code: str) -> None:
    head, _ = faulty_cell(project, code)
    assert "MemoryError" in head


# What a snippet or its figure may not be


@pytest.mark.parametrize(("locale", "told"), [(ENGLISH, "used twice"), (KOREAN, "두 번 쓰였습니다")])
def test_a_cell_name_used_twice_is_refused(project: Scratch, locale: str, told: str) -> None:
    change(project.heights, "# %% scaled", "# %%  mean ")
    run = refused(project, locale=locale)
    cell = "셀 mean" if locale == KOREAN else "cell mean"
    number = line_of(project.heights, "scaled = ") - 1
    assert f"{HEIGHTS}:{number}: {cell}: " in run.err
    assert told in run.err


def test_a_cell_without_a_proper_name_is_refused(project: Scratch) -> None:
    change(project.heights, "# %% scaled", "# %% Scaled heights")
    run = refused(project)
    assert f"{HEIGHTS}:{line_of(project.heights, 'Scaled heights')}: " in run.err
    assert "'Scaled heights'" in run.err


@pytest.mark.parametrize(
    ("locale", "warning"),
    [(ENGLISH, "warning: {place}: No page shows these cells: idle"), (KOREAN, "주의: {place}: 어느 쪽에도")],
)
def test_a_cell_that_no_page_shows_is_only_warned_of(project: Scratch, locale: str, warning: str) -> None:
    with project.coins.open("a") as file:
        file.write("\n# %% idle\nidle = 1\n")
    run = project.build_well(locale=locale)
    assert warning.format(place=f"snippets/fair_coins.py:{line_of(project.coins, 'idle = 1')}") in run.err
    assert "share 0.750" in project.page("fair-coins")


@pytest.mark.parametrize(
    ("title", "locale", "told"),
    [
        ("가능도", ENGLISH, "A figure lacks a glyph: "),
        ("가능도", KOREAN, "그림의 글꼴에 없는 글자가 있습니다: "),
        ("$가$", ENGLISH, "A figure lacks a glyph: "),
    ],
)
def test_a_figure_with_a_glyph_that_its_font_lacks_is_refused(
    project: Scratch, title: str, locale: str, told: str
) -> None:
    change(project.heights, 'title=f"Mean {mean:.4f}"', f'title="{title}"')
    run = refused(project, locale=locale)
    number = line_of(project.heights, "figure, axis")
    cell = "셀 curve" if locale == KOREAN else "cell curve"
    assert f"{HEIGHTS}:{number}: {cell}: {told}" in run.err


def test_a_figure_that_cannot_be_drawn_is_told_with_its_cell(project: Scratch) -> None:
    change(project.heights, 'title=f"Mean {mean:.4f}"', r'title=r"$\frac{a$"')
    run = refused(project)
    assert f"{HEIGHTS}:" in run.err
    assert ": cell curve: raised ValueError" in run.err


# What a page may not ask for: the change to the page, where the fault then is, the cell named, and what is
# said of it in English and, for some, in Korean


PageFault = tuple[str, str, str, str, str, str]
PAGE_FAULTS: dict[str, PageFault] = {
    "an unknown cell": (
        "/// cell | spread",
        "/// cell | spraed",
        "cell | spraed",
        "cell spraed: ",
        f"There is no such cell in {HEIGHTS}. Did you mean spread?",
        f"{HEIGHTS}에 없는 셀입니다. 혹시 spread인가요?",
    ),
    "a cell shown twice": (
        "/// cell | scaled\n///",
        "/// cell | scaled\n///\n\n/// cell | mean\n///\n/// note\n",
        "/// note",
        "cell mean: ",
        "already stands",
        "이미 있습니다",
    ),
    "a cell that is not closed": (
        "/// cell | scaled\n///",
        "/// cell | scaled\n",
        "cell | scaled",
        "cell scaled: ",
        "Nothing closes this cell",
        "셀을 닫는",
    ),
    "a figure without alt": (
        "    alt: 평균 {{ mean:.4f }} 둘레의 꺾은선\n",
        "",
        "cell | curve",
        "cell curve: ",
        "no text alternative",
        "대체 글(alt)이 없습니다",
    ),
    "an unknown value": (
        "{{ spread:.3f }}",
        "{{ sprawl:.3f }}",
        "sprawl",
        "",
        "{{ sprawl:.3f }}: unknown name",
        "스니펫에 없는 이름입니다",
    ),
    "an unknown value in a description": (
        "alt: 평균 {{ mean:.4f }}",
        "alt: 평균 {{ median:.4f }}",
        "median",
        "",
        "{{ median:.4f }}: unknown name",
        "",
    ),
    "a value that fails": (
        "{{ spread:.3f }}",
        "{{ heights[99]:.3f }}",
        "heights[99]",
        "",
        "IndexError",
        "",
    ),
    "a value of a cell further down": (
        "평균은 {{ mean:.4f }}입니다",
        "평균은 {{ scaled[0]:.1f }}입니다",
        "scaled[0]:.1f",
        "",
        "unknown name",
        "",
    ),
    "a value above the first cell": (
        "키를 쟀습니다.",
        "키 {{ mean }}을 쟀습니다.",
        "{{ mean }}",
        "",
        "above the first cell",
        "첫 셀보다 위에서는",
    ),
    "a value that is no expression": (
        "{{ spread:.3f }}",
        "{{ spread + }}",
        "spread +",
        "",
        "is no expression",
        "파이썬 식이 아닙니다",
    ),
    "a format that does not fit": (
        "{{ spread:.3f }}",
        "{{ spread:.3d }}",
        "spread:.3d",
        "",
        "the format '.3d' does not fit",
        "형식 '.3d'이 값에 맞지 않습니다",
    ),
    "a misspelt cell option": (
        "    alt: 평균",
        "    atl: 평균",
        "atl:",
        "cell curve: ",
        "Unknown option 'atl'. Did you mean alt?",
        "모르는 옵션 'atl'입니다. 혹시 alt인가요?",
    ),
    "a cell option with a wrong value": (
        "    alt: 평균",
        "    code: hidden\n    alt: 평균",
        "code: hidden",
        "cell curve: ",
        "can only be folded",
        "folded뿐입니다",
    ),
    "a misspelt front-matter key": (
        "minutes: 5",
        "minute: 5",
        "minute: 5",
        "",
        "Unknown front matter 'minute'. Did you mean minutes?",
        "모르는 머리글 항목 'minute'입니다. 혹시 minutes인가요?",
    ),
    "a front-matter value of a wrong kind": (
        "minutes: 5",
        "minutes: five",
        "minutes: five",
        "",
        "must be a whole number",
        "정수이어야 합니다",
    ),
    "front matter that is not YAML": (
        "minutes: 5",
        "minutes: [5",
        "[5",
        "",
        "Not valid YAML",
        "YAML이 아닙니다",
    ),
    "a missing snippet file": (
        "snippets: ten_heights.py",
        "snippets: ten_height.py",
        "snippets: ten_height.py",
        "",
        "There is no file snippets/ten_height.py. Did you mean ten_heights.py?",
        "snippets/ten_height.py 파일이 없습니다. 혹시 ten_heights.py인가요?",
    ),
    "an unknown requirement": (
        "requires: [fair-coins]",
        "requires: [fair-dice]",
        "requires:",
        "",
        "fair-dice",
        "fair-dice",
    ),
    "a broken link": (
        "(fair-coins.md#expected-share)",
        "(fair-dice.md)",
        "fair-dice.md",
        "",
        "Broken link: fair-dice.md",
        "끊어진 링크입니다: fair-dice.md",
    ),
    "a broken link whose end stands higher up too": (
        "[데이터](#data)",
        "[동전](coins.md)",
        "(coins.md)",
        "",
        "Broken link: coins.md",
        "",
    ),
    "a broken anchor on another page": (
        "(fair-coins.md#expected-share)",
        "(fair-coins.md#expected-shares)",
        "#expected-shares",
        "",
        "Broken link: fair-coins.md#expected-shares",
        "",
    ),
    "a broken anchor on the same page": (
        "(#data)",
        "(#date)",
        "(#date)",
        "",
        "Broken link: #date",
        "끊어진 링크입니다: #date",
    ),
    "a picture that is not there": (
        "첫째 값은",
        "![점](dots.svg) 첫째 값은",
        "dots.svg",
        "",
        "Broken link: dots.svg",
        "",
    ),
}


@pytest.mark.parametrize("name", PAGE_FAULTS)
def test_a_page_is_refused_for(project: Scratch, name: str) -> None:
    old, new, where, cell, english, korean = PAGE_FAULTS[name]
    change(project.heights_page, old, new)
    run = refused(project)
    if name == "a cell shown twice":
        number = line_of(project.heights_page, where) - 2
    else:
        number = line_of(project.heights_page, where)
    assert f"{PAGE}:{number}: {cell}" in run.err, run.err
    assert english in run.err, run.err
    if korean:
        assert korean in refused(project, locale=KOREAN).err


def test_several_faults_are_told_at_once(project: Scratch) -> None:
    change(project.heights_page, "minutes: 5", "minute: 5")
    change(project.coins_page, "title: 동전", "titel: 동전")
    run = refused(project)
    assert f"{PAGE}:5: Unknown front matter 'minute'" in run.err
    assert "docs/ko/lessons/fair-coins.md:2: Unknown front matter 'titel'" in run.err


def test_a_good_build_follows_a_page_that_was_refused(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    change(project.heights_page, "(#data)", "(#date)")
    refused(project)
    change(project.heights_page, "(#date)", "(#data)")
    project.build_well()
    assert contents(project.root, "site", "snippets/recorded") == before


def test_a_page_missing_from_the_navigation_is_told(project: Scratch) -> None:
    change(project.root / "mkdocs.yml", "  - 동전: lessons/fair-coins.md\n", "")
    assert "lessons/fair-coins.md" in refused(project).err


def test_settings_that_are_not_yaml_are_told_with_their_line(project: Scratch) -> None:
    change(project.root / "mkdocs.yml", "  - 키: lessons/ten-heights.md\n", "  - 키: [\n")
    number = line_of(project.root / "mkdocs.yml", "  - 키: [") + 1
    assert re.search(rf'mkdocs\.yml(:|", line ){number}\b', refused(project).err)


def test_faults_that_not_strict_forgives_are_warned_of(project: Scratch) -> None:
    change(project.heights_page, "(#data)", "(#date)")
    run = project.build_well("--no-strict")
    assert f"warning: {PAGE}:{line_of(project.heights_page, '#date')}: Broken link: #date" in run.err
    assert 'href="#date"' in project.page("ten-heights")


# The command line


@pytest.mark.parametrize(
    ("argument", "locale", "told"),
    [
        ("--froozen", ENGLISH, "unknown option: --froozen. Did you mean --frozen?"),
        ("--timout=3", KOREAN, "모르는 옵션입니다: --timout=3. 혹시 --timeout인가요?"),
        ("--jobs=0", ENGLISH, "--jobs"),
        ("--timeout=-1", ENGLISH, "--timeout"),
    ],
)
def test_a_wrong_option_is_refused(project: Scratch, argument: str, locale: str, told: str) -> None:
    before = project.standing()
    run = project.build(argument, locale=locale)
    assert run.code == 2
    assert told in run.err
    assert "Traceback" not in run.err
    assert project.standing() == before


# --frozen


def _damage(project: Scratch) -> str:
    path = project.recorded / "ten-heights" / "mean.txt"
    path.write_text("mean 999.0000\n", encoding="utf-8")
    return "snippets/recorded/ten-heights/mean.txt: "


def _damage_figure(project: Scratch) -> str:
    path = project.recorded / "ten-heights" / "curve.svg"
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    return "snippets/recorded/ten-heights/curve.svg: "


def _damage_index(project: Scratch) -> str:
    path = project.recorded / "ten-heights" / "recording.json"
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    return "snippets/recorded/ten-heights/recording.json: "


def _lose_file(project: Scratch) -> str:
    (project.recorded / "ten-heights" / "mean.txt").unlink()
    return "snippets/recorded/ten-heights/mean.txt: "


def _lose_all(project: Scratch) -> str:
    shutil.rmtree(project.recorded / "ten-heights")
    return "snippets/recorded/ten-heights/recording.json: "


def _swap(project: Scratch) -> str:
    shutil.rmtree(project.recorded / "ten-heights")
    shutil.copytree(project.recorded / "fair-coins", project.recorded / "ten-heights")
    return "snippets/recorded/ten-heights: "


def _change_snippet(project: Scratch) -> str:
    change(project.heights, "171.75", "175.5")
    return "snippets/recorded/ten-heights: "


def _ask_for_more(project: Scratch) -> str:
    change(project.heights_page, "{{ spread:.3f }}", "{{ spread:.5f }}")
    return "snippets/recorded/ten-heights: "


@pytest.mark.parametrize(
    ("spoil", "english", "korean"),
    [
        (_damage, "damaged: its content has changed", "기록이 상했습니다: 내용이 바뀌었습니다"),
        (_damage_figure, "damaged: its content has changed", "기록이 상했습니다: 내용이 바뀌었습니다"),
        (_damage_index, "recording is damaged", "기록이 상했습니다"),
        (_lose_file, "recording is missing", "기록이 없습니다"),
        (_lose_all, "recording is missing", "기록이 없습니다"),
        (_swap, f"not made from {HEIGHTS}", f"스니펫({HEIGHTS})과 쪽에서 나온 것이 아닙니다"),
        (_change_snippet, f"not made from {HEIGHTS}", f"스니펫({HEIGHTS})과 쪽에서 나온 것이 아닙니다"),
        (_ask_for_more, f"not made from {HEIGHTS}", f"스니펫({HEIGHTS})과 쪽에서 나온 것이 아닙니다"),
    ],
)
def test_a_frozen_build_refuses_a_recording_that_is_not_the_lessons(
    project: Scratch, spoil: Callable[[Scratch], str], english: str, korean: str
) -> None:
    place = spoil(project)
    run = refused(project, "--frozen")
    assert place in run.err
    assert english in run.err
    assert "running" not in run.out
    assert korean in refused(project, "--frozen", locale=KOREAN).err


def test_a_build_that_may_run_mends_a_damaged_recording(project: Scratch) -> None:
    before = contents(project.root, "site", "snippets/recorded")
    _damage(project)
    refused(project, "--frozen")
    assert "ten-heights: running" in project.build_well().progress
    assert contents(project.root, "site", "snippets/recorded") == before
    project.build_well("--frozen")


# Interrupted builds


def _waits(project: Scratch) -> None:
    """Have a lesson wait in its second cell, for longer than any test."""
    change(project.coins, SHARE, "from pathlib import Path\nPath('here').touch()\nwhile True:\n    pass")


def _lesson_runs(project: Scratch) -> bool:
    """Whether a lesson's process works, in a folder of its own, on the cell that `_waits` has put in."""
    for number in project.processes():
        try:
            folder = Path(f"/proc/{number}/cwd").readlink()
        except OSError:
            continue
        if (folder / "here").exists():
            return True
    return False


@pytest.mark.parametrize(("locale", "told"), [(ENGLISH, "Stopped; "), (KOREAN, "멈췄습니다. ")])
def test_ctrl_c_ends_the_build_and_its_lessons(project: Scratch, locale: str, told: str) -> None:
    _waits(project)
    before = project.standing()
    process = project.start(locale=locale)
    assert wait_until(lambda: _lesson_runs(project)), "the lesson never ran"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert told in out
    assert "Traceback" not in err
    assert wait_until(lambda: not project.processes(), 5), project.processes()
    assert project.standing() == before


@pytest.mark.parametrize(
    "endless", ["while True:\n    pass", "sum(range(10**13))"], ids=["python", "library"]
)
def test_a_build_killed_outright_leaves_no_lesson_behind(project: Scratch, endless: str) -> None:
    _waits(project)
    change(project.coins, "while True:\n    pass", endless)
    before = project.standing()
    process = project.start()
    assert wait_until(lambda: _lesson_runs(project)), "the lesson never ran"
    process.kill()
    process.communicate(timeout=10)
    assert wait_until(lambda: not project.processes(), 5), project.processes()
    assert project.standing() == before


def test_killed_at_any_moment_a_build_leaves_the_whole_old_site_or_the_whole_new_one(
    project: Scratch,
) -> None:
    old = contents(project.root, "site")
    change(project.heights, "171.75", "175.5")
    start = time.monotonic()
    project.build_well()
    seconds = time.monotonic() - start
    new = contents(project.root, "site")
    assert new != old
    wanted = new
    moments = random.Random()
    outcomes = []
    for share in (0.1, 0.3, 0.5, 0.7, 0.85, 1.0):
        # From one site to the other and back; the build that follows the killed one must get there.
        before, wanted = wanted, old if wanted == new else new
        there, back = ("171.75", "175.5") if wanted == new else ("175.5", "171.75")
        change(project.heights, there, back)
        moment = (share + moments.uniform(-0.1, 0)) * seconds
        process = project.start()
        try:
            process.wait(moment)
        except TimeoutExpired:
            process.kill()
        process.communicate(timeout=10)
        told = f"killed after {moment:.3f} s of {seconds:.3f} s"
        left = contents(project.root, "site")
        assert left in (before, wanted), told
        outcomes.append(left == before)
        assert wait_until(lambda: not project.processes(), 5), (told, project.processes())
        project.build_well()
        assert contents(project.root, "site") == wanted, told
    assert outcomes[0], "the first of these is killed before anything can have been published"


def test_killed_while_the_sites_are_exchanged_a_build_leaves_the_whole_new_one(project: Scratch) -> None:
    old, index = contents(project.root, "site"), project.site.stat().st_ino
    change(project.heights, "171.75", "175.5")
    process = project.start()
    while project.site.stat().st_ino == index and process.poll() is None:
        continue
    process.kill()
    process.communicate(timeout=10)
    left = contents(project.root, "site")
    assert left != old
    project.build_well()
    assert contents(project.root, "site") == left
    assert not list(project.root.glob(".site*"))
