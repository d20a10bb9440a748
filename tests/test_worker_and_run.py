"""Lessons run as in Jupyter, each in a process that is the same everywhere."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from literate import messages, run, worker
from literate.cells import Snippet, read_snippet
from literate.expressions import parse
from literate.messages import Problem
from literate.recording import CellRecord
from literate.run import Runner
from literate.worker import Job

SNIPPETS = {
    "texts": """\
# %% printed
print("평균", 168)

# %% nothing
x = [1, None]

# %% last-expression
x

# %% printed-then-shown
print("먼저")
{"가능도": 0.5, "텐서": None}

# %% text
"한 줄\\n두 줄"

# %% silenced
x;

# %% silenced-with-a-comment
x;  # 주석

# %% semicolon-in-a-string
"a;"

# %% none
None

# %% not-last
x
y = 1

# %% in-a-block
if x:
    x

# %% own-words
class Unit:
    def __repr__(self):
        return "단위"


Unit()

# %% long
list(range(40))

# %% without-line-end
print("끝", end="")
x

# %% line-end-of-its-own
print("끝", end="")
""",
    "streams": """\
# %% set-up
import logging
import sys
import warnings

logging.basicConfig(format="%(levelname)s %(message)s")
out, err = sys.stdout, sys.stderr

# %% errors
print("출력")
print("오류", file=sys.stderr)

# %% warned
warnings.warn("조심하세요")

# %% warned-again
warnings.warn("조심하세요")

# %% logged
logging.warning("기록")

# %% through-an-old-name
print("옛 이름", file=out)
print("옛 오류", file=err)

# %% input
repr(sys.stdin.read())

# %% afterwards
print("다음")
""",
    "values": """\
# %% first
mean = 168.4
path = [1, 2, 3, 4]

# %% second
mean = 170
path.append(5)
text = "가능도"
""",
    "surroundings": """\
# %% imports
import json
import locale
import os
import random
import sys
import time
import matplotlib
import numpy as np
import torch
import a_helper

# %% place
here, environment = os.getcwd(), dict(os.environ)
listing = sorted(os.listdir())
open("여기.txt", "w").write("글");

# %% report
print(json.dumps({
    "file": __file__,
    "name": __name__,
    "here": here,
    "listing": listing,
    "hash": hash("가능도"),
    "locale": locale.setlocale(locale.LC_ALL),
    "encoding": locale.getpreferredencoding(False),
    "utf8": sys.flags.utf8_mode,
    "zone": [time.strftime("%z"), *time.tzname],
    "backend": matplotlib.get_backend(),
    "torch threads": torch.get_num_threads(),
    "cuda": torch.cuda.is_available(),
    "threads": [environment[f"{name}_NUM_THREADS"] for name in ("OMP", "OPENBLAS", "MKL")],
    "columns": environment["COLUMNS"],
    "helper": a_helper.WORD,
    "process": os.getpid(),
}))

# %% random-numbers
print(random.random(), np.random.rand(), torch.rand(1).item())

# %% pickled
import pickle


class Token:
    pass


type(pickle.loads(pickle.dumps(Token()))) is Token

# %% main
if __name__ == "__main__":
    print("실행됨")
""",
    "unseeded": """\
# %% random-module-only
import random

print(random.random())

# %% global-names
"x" in globals(), "mean" in globals()
""",
    "figures": """\
# %% imports
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

# %% shown
figure, axis = plt.subplots()
axis.set(title="shown")
plt.show()

# %% left-open
figure, axis = plt.subplots()
axis.set(title="left open");

# %% several
for number in (1, 2):
    plt.figure().suptitle(f"number {number}")
    plt.show()
plt.figure().suptitle("number 3")
plt.figure().suptitle("number 4")
print("끝")

# %% none-left
print(plt.get_fignums())

# %% closed
plt.figure()
plt.close()

# %% shown-twice
plt.figure().suptitle("once")
plt.show()
plt.show()

# %% drawn-on-after-it-was-shown
plt.figure().suptitle("once")
plt.show()
plt.suptitle("another")
plt.show()

# %% styled
plt.figure().subplots().plot([1, 2])
plt.figure().subplots().plot([1, 2]);

# %% not-of-pyplot
Figure().suptitle("nobody's");

# %% drawn-by-a-function
def draw(title):
    plt.figure().suptitle(title)
    plt.show()


draw("by a function")
""",
    "fails-late": """\
# %% defined
def ratio(a, b):
    return a / b

# %% called

x = 1
print("전")
ratio(x, 0)

# %% never
print("나중")
""",
    "fails-here": """\
# %% fine
x = 1

# %% fails

text = "가"
text.no_such_name
""",
    "address": """\
# %% fine
x = 1

# %% object
object()
""",
    "glyph": """\
# %% imports
import matplotlib.pyplot as plt

# %% titled
plt.figure().suptitle("가능도")
plt.show()
""",
    "glyph-left-open": """\
# %% imports
import matplotlib.pyplot as plt

# %% titled
plt.figure().suptitle(r"$가$");
""",
    "unknown-name": """\
# %% first
mean = 168
""",
}
VALUES = {
    "values": {
        "first": ["mean", "mean:.2f", "path[1:3]", "sum(n for n in path if n > 1):d"],
        "second": ["mean:.1f", "len(path)", "text"],
    },
    "unknown-name": {"first": ["maen:.1f"]},
}
ELSEWHERE = {
    "PYTHONHASHSEED": "7",
    "LC_ALL": "POSIX",
    "TZ": "Asia/Seoul",
    "MPLBACKEND": "svg",
    "COLUMNS": "200",
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "2",
    "MKL_NUM_THREADS": "2",
}
HELPER = 'WORD = "옆 파일"\n'


@dataclass(frozen=True)
class Runs:
    """What the snippets above gave when they ran, twice over, and where they lie."""

    folder: Path
    first: dict[str, dict[str, CellRecord] | Problem]
    second: dict[str, dict[str, CellRecord] | Problem]
    reports: list[tuple[str, str, float]]

    def cells(self, lesson: str) -> dict[str, CellRecord]:
        outcome = self.first[lesson]
        assert not isinstance(outcome, Problem), outcome
        return outcome

    def problem(self, lesson: str) -> Problem:
        outcome = self.first[lesson]
        assert isinstance(outcome, Problem)
        return outcome

    def surroundings(self, outcomes: dict[str, dict[str, CellRecord] | Problem]) -> dict[str, Any]:
        cells = outcomes["surroundings"]
        assert not isinstance(cells, Problem), cells
        found: dict[str, Any] = json.loads(cells["report"].text)
        return found


def read(folder: Path, name: str) -> Snippet:
    path = folder / f"{name.replace('-', '_')}.py"
    path.write_text(SNIPPETS[name], encoding="utf-8")
    return read_snippet(path, f"snippets/{path.name}")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    folder = tmp_path_factory.mktemp("snippets")
    (folder / "a_helper.py").write_text(HELPER, encoding="utf-8")
    jobs = [
        Job(
            name,
            read(folder, name),
            {
                cell: [
                    parse(source, "docs/ko/lessons/키.md", number) for number, source in enumerate(sources, 1)
                ]
                for cell, sources in VALUES.get(name, {}).items()
            },
        )
        for name in SNIPPETS
    ]
    reports: list[tuple[str, str, float]] = []
    runner = Runner(2, 60, lambda lesson, state, seconds: reports.append((lesson, state, seconds)))
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in ELSEWHERE.items():
            patch.setenv(variable, value)
        patch.setattr(messages, "speaks_korean", lambda: False)
        first = runner.run(jobs)
        second = Runner(2, 60).run(reversed(jobs))
    return Runs(folder, first, second, reports)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("printed", "평균 168\n"),
        ("nothing", ""),
        ("last-expression", "[1, None]\n"),
        ("printed-then-shown", "먼저\n{'가능도': 0.5, '텐서': None}\n"),
        ("text", "'한 줄\\n두 줄'\n"),
        ("silenced", ""),
        ("silenced-with-a-comment", ""),
        ("semicolon-in-a-string", "'a;'\n"),
        ("none", ""),
        ("not-last", ""),
        ("in-a-block", ""),
        ("own-words", "단위\n"),
        ("long", "[" + ",\n ".join(map(str, range(40))) + "]\n"),
        ("without-line-end", "끝[1, None]\n"),
        ("line-end-of-its-own", "끝"),
    ],
)
def test_a_cell_gives_the_text_that_jupyter_shows(cell: str, text: str, runs: Runs) -> None:
    record = runs.cells("texts")[cell]
    assert (record.text, record.errors) == (text, "")


def test_cells_are_given_in_their_order(runs: Runs) -> None:
    for name in ("texts", "streams", "figures", "surroundings"):
        assert list(runs.cells(name)) == read(runs.folder, name).names


@pytest.mark.parametrize(
    ("cell", "text", "errors"),
    [
        ("set-up", "", ""),
        ("errors", "출력\n", "오류\n"),
        ("warned", "", "UserWarning: 조심하세요\n"),
        ("warned-again", "", "UserWarning: 조심하세요\n"),
        ("logged", "", "WARNING 기록\n"),
        ("through-an-old-name", "옛 이름\n", "옛 오류\n"),
        ("input", "\"''\"\n", ""),
        ("afterwards", "다음\n", ""),
    ],
)
def test_output_and_errors_are_kept_apart_and_with_their_cell(
    cell: str, text: str, errors: str, runs: Runs
) -> None:
    record = runs.cells("streams")[cell]
    assert (record.text, record.errors) == (text, errors)


def test_values_are_those_after_their_cell(runs: Runs) -> None:
    cells = runs.cells("values")
    assert cells["first"].values == {
        "mean": "168.4",
        "mean:.2f": "168.40",
        "path[1:3]": "[2, 3]",
        "sum(n for n in path if n > 1):d": "9",
    }
    assert cells["second"].values == {"mean:.1f": "170.0", "len(path)": "5", "text": "가능도"}


def test_a_value_that_cannot_be_had_fails_the_lesson_at_the_pages_line(runs: Runs) -> None:
    problem = runs.problem("unknown-name")
    assert (problem.file, problem.line) == ("docs/ko/lessons/키.md", 1)
    assert "{{ maen:.1f }}" in problem.message


def test_a_process_has_the_same_surroundings_everywhere(runs: Runs) -> None:
    found = runs.surroundings(runs.first)
    assert found["locale"].replace("UTF8", "UTF-8").startswith(("C.UTF-8", "C.utf8", "LC_CTYPE=C.UTF-8"))
    assert found["encoding"].lower().replace("-", "") == "utf8"
    assert found["utf8"] == 1
    assert found["zone"] == ["+0000", "UTC", "UTC"]
    assert found["backend"].lower() == "agg"
    assert found["torch threads"] == 1
    assert found["cuda"] is False
    assert found["threads"] == ["1", "1", "1"]
    assert found["columns"] == "80"


def test_a_snippet_is_the_main_module_of_its_own_file(runs: Runs) -> None:
    found = runs.surroundings(runs.first)
    assert (found["name"], found["file"]) == ("__main__", str(runs.folder / "surroundings.py"))
    assert runs.cells("surroundings")["main"].text == "실행됨\n"
    assert runs.cells("surroundings")["pickled"].text == "True\n"


def test_a_snippet_imports_what_lies_beside_it(runs: Runs) -> None:
    assert runs.surroundings(runs.first)["helper"] == "옆 파일"


def test_a_snippet_works_in_an_empty_folder_that_is_gone_afterwards(runs: Runs) -> None:
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert "여기.txt" not in found["listing"] + again["listing"]
    assert not any(name.endswith((".py", ".md")) for name in found["listing"])
    assert found["here"] != again["here"]
    assert not Path(found["here"]).exists()
    assert not (runs.folder / "여기.txt").exists()
    assert Path(found["here"]) not in (Path.cwd(), runs.folder)


def test_every_lesson_has_a_process_of_its_own(runs: Runs) -> None:
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert len({found["process"], again["process"], os.getpid()}) == 3
    assert runs.cells("unseeded")["global-names"].text == "(False, False)\n"


def test_strings_hash_alike_in_every_run(runs: Runs) -> None:
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert found["hash"] == again["hash"]
    probe = [sys.executable, "-c", "print(hash('가능도'))"]
    expected = subprocess.check_output(probe, env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"})
    assert found["hash"] == int(expected)


def test_random_generators_start_from_the_same_seed(runs: Runs) -> None:
    import random

    import numpy as np
    import torch

    [first, second, third] = map(float, runs.cells("surroundings")["random-numbers"].text.split())
    assert first == random.Random(worker.SEED).random()
    assert second == np.random.RandomState(worker.SEED).rand()
    assert third == torch.rand(1, generator=torch.Generator().manual_seed(worker.SEED)).item()
    assert float(runs.cells("unseeded")["random-module-only"].text) == first


def test_two_runs_give_the_same(runs: Runs) -> None:
    assert list(runs.first) == list(SNIPPETS)
    for lesson in SNIPPETS:
        one, other = runs.first[lesson], runs.second[lesson]
        if isinstance(one, Problem):
            assert isinstance(other, Problem)
            assert str(one).partition(" at 0x")[0] == str(other).partition(" at 0x")[0]
        else:
            assert not isinstance(other, Problem)
            for name in one:
                if (lesson, name) != ("surroundings", "report"):
                    assert one[name] == other[name], (lesson, name)
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert {key for key in found if found[key] != again[key]} == {"here", "process"}


def titles(record: CellRecord) -> list[str]:
    words = (
        "shown",
        "left open",
        "number 1",
        "number 2",
        "number 3",
        "number 4",
        "once",
        "another",
        "by a function",
    )
    return [next(word for word in words if f">{word}</text>" in svg) for svg in record.figures]


@pytest.mark.parametrize(
    ("cell", "figures"),
    [
        ("imports", []),
        ("shown", ["shown"]),
        ("left-open", ["left open"]),
        ("several", ["number 1", "number 2", "number 3", "number 4"]),
        ("none-left", []),
        ("closed", []),
        ("shown-twice", ["once"]),
        ("drawn-on-after-it-was-shown", ["once", "another"]),
        ("not-of-pyplot", []),
        ("drawn-by-a-function", ["by a function"]),
    ],
)
def test_a_cell_gives_the_figures_that_it_shows_or_leaves_open(
    cell: str, figures: list[str], runs: Runs
) -> None:
    assert titles(runs.cells("figures")[cell]) == figures


def test_figures_belong_to_the_cell_that_drew_them_and_leave_no_text(runs: Runs) -> None:
    cells = runs.cells("figures")
    assert {name: record.text for name, record in cells.items() if record.text} == {
        "several": "끝\n",
        "none-left": "[]\n",
    }
    assert not any(record.errors for record in cells.values())


def test_figures_are_drawn_in_the_courses_style(runs: Runs) -> None:
    svg = runs.cells("figures")["styled"].figures[0]
    assert "stroke: var(--figure-0, #3366cc); stroke-width: 1.8" in svg
    assert 'viewBox="0 0 360 223.2"' in svg


def test_the_ids_in_figures_name_their_cell_and_number(runs: Runs) -> None:
    cells = runs.cells("figures")
    for number, svg in enumerate(cells["styled"].figures, 1):
        assert f' id="figure-styled-{number}-1"' in svg
    ids = [
        line.split(' id="')[1].split('"')[0]
        for svg in all_figures(cells)
        for line in svg.split("\n")
        if ' id="' in line
    ]
    assert len(ids) == len(set(ids)) > 0


def all_figures(cells: dict[str, CellRecord]) -> list[str]:
    return [svg for record in cells.values() for svg in record.figures]


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
    assert detail.rstrip().endswith("ZeroDivisionError: division by zero")
    for name in ("IPython", "ipython", "worker.py"):
        assert name not in detail


def test_a_memory_address_is_refused_with_what_to_do(runs: Runs) -> None:
    problem = runs.problem("address")
    assert (problem.line, problem.cell) == (5, "object")
    assert "`;`" in problem.message
    assert problem.detail.startswith("<object at 0x")


@pytest.mark.parametrize("lesson", ["glyph", "glyph-left-open"])
def test_a_missing_glyph_is_refused_whether_the_figure_is_shown_or_left_open(lesson: str, runs: Runs) -> None:
    problem = runs.problem(lesson)
    assert (problem.line, problem.cell) == (5, "titled")
    assert "A figure lacks a glyph" in problem.message


RUN_AND_TELL = """
import sys
from pathlib import Path
from literate.cells import read_snippet
from literate.run import Runner
from literate.worker import Job

if __name__ == "__main__":
    job = Job("fails", read_snippet(Path(sys.argv[1]), "fails.py"))
    print(Runner(1, 60).run([job])["fails"].message)
"""


@pytest.mark.parametrize(
    ("locale", "message"),
    [("ko_KR.UTF-8", "ZeroDivisionError 예외가 났습니다: "), ("C.UTF-8", "raised ZeroDivisionError: ")],
)
def test_what_went_wrong_in_a_lesson_is_told_in_the_users_language(
    locale: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "fails.py").write_text("# %% fails\n1 / 0\n", encoding="utf-8")
    scripts = str(Path(run.__file__).parents[1])
    told = subprocess.check_output(
        [sys.executable, "-c", RUN_AND_TELL, str(tmp_path / "fails.py")],
        env=os.environ | {"LC_ALL": locale, "PYTHONUTF8": "1", "PYTHONPATH": scripts},
        encoding="utf-8",
    )
    assert told.startswith(message)


def test_a_lesson_is_reported_as_it_comes_along(runs: Runs) -> None:
    for lesson in SNIPPETS:
        states = [state for name, state, _ in runs.reports if name == lesson]
        end = "failed" if isinstance(runs.first[lesson], Problem) else "done"
        assert states == ["waiting", "running", end]
    seconds = [seconds for _, state, seconds in runs.reports if state in ("done", "failed")]
    assert len(seconds) == len(SNIPPETS)
    assert all(0 < one < 60 for one in seconds)


def test_the_callers_environment_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    monkeypatch.setenv("PYTHONPATH", "/어딘가")
    monkeypatch.delenv("MPLBACKEND", raising=False)
    before = dict(os.environ)
    with pytest.raises(KeyboardInterrupt), run._fixed_environment():
        assert {name: os.environ[name] for name in run.ENVIRONMENT} == run.ENVIRONMENT
        assert os.environ["PYTHONPATH"].split(os.pathsep)[1:] == ["/어딘가"]
        raise KeyboardInterrupt
    assert dict(os.environ) == before


@pytest.mark.parametrize(("code", "word"), [(-9, "SIGKILL"), (-11, "SIGSEGV"), (3, "3"), (None, "None")])
@pytest.mark.parametrize("korean", [True, False])
def test_an_abrupt_end_is_told_with_its_signal_or_exit_code(
    code: int | None, word: str, korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    message = run._death(code)
    assert word in message
    assert ("프로세스" in message) is korean


def test_output_stops_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "OUTPUT_CHARACTERS", 5)
    capture = worker._Capture()
    assert capture.write("가나다") == 3
    assert capture.write("라마") == 2
    with pytest.raises(worker._OutputTooLong):
        capture.write("바")
    assert capture.getvalue() == "가나다라마"


def test_a_cells_syntax_tree_gets_the_lines_of_its_file() -> None:
    tree = worker._MoveLines(10).visit(ast.parse("x = 1\ndef f():\n    return x\n"))
    lines = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)}
    assert lines == {11, 12, 13}


def test_frames_of_ours_and_of_ipython_are_machinery() -> None:
    assert worker._is_machinery(worker.__file__)
    assert worker._is_machinery(f"{sys.prefix}/lib/python3/site-packages/IPython/core/interactiveshell.py")
    assert not worker._is_machinery("snippets/heights.py")
    assert not worker._is_machinery(str(Path(os.__file__)))


@pytest.mark.parametrize(
    ("imports", "seeded"),
    [
        (["random"], True),
        (["math", "random.sub"], True),
        (["math"], False),
        (["randomize"], False),
        ([], False),
    ],
)
def test_only_generators_that_are_imported_are_seeded(imports: list[str], seeded: bool) -> None:
    import random

    state = random.getstate()
    random.seed(99)
    before = random.getstate()
    try:
        worker._seed(imports)
        assert (random.getstate() != before) is seeded
    finally:
        random.setstate(state)


def test_a_jobs_snippet_is_left_as_it_was(runs: Runs) -> None:
    for name, text in SNIPPETS.items():
        content = (runs.folder / f"{name.replace('-', '_')}.py").read_bytes()
        assert hashlib.sha256(content).digest() == hashlib.sha256(text.encode()).digest()
