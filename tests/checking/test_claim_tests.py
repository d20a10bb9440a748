"""Claims that fail, and those that nothing judges: each is a problem with its place."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from literate.checking import claims, latex
from literate.checking.claim_run import Arrivals, judge
from literate.checking.claim_tests import Judging
from literate.messages import Problem
from literate.project import Project
from literate.reading.snippets import read_snippet
from literate.running.job import Job, Ran
from literate.running.runner import Runner

from tests.support.scratch import write

PLENTY = 300.0

CLAIMS = """\
import pytest

holds = lambda: False
NUMBER = 2


class TestInAClass:
    def test_false_in_a_class(self) -> None:
        assert NUMBER == 3

    class TestDeeper:
        def test_false_deep_in_a_class(self) -> None:
            assert holds()


class Claims:
    def test_in_a_class_that_pytest_does_not_collect(self) -> None:
        assert True


async def test_that_nobody_awaits() -> None:
    assert False


@pytest.mark.parametrize("number", [1, 2, 3])
def test_false_for_one(number: int) -> None:
    assert number != NUMBER


test_without_a_def = lambda: holds() and 1 / 0 or pytest.fail("as a lambda")


@pytest.mark.skip(reason="later")
def test_skipped() -> None:
    assert False


@pytest.mark.xfail
def test_expected_to_fail() -> None:
    assert False


@pytest.mark.xfail
def test_expected_to_fail_that_passes() -> None:
    assert True


def test_defined_twice() -> None:
    assert False


def test_defined_twice() -> None:
    assert True


if NUMBER == 3:
    def test_under_a_condition() -> None:
        assert True


@pytest.fixture
def broken() -> None:
    raise RuntimeError("no fixture")


def test_with_a_broken_fixture(broken: None) -> None:
    assert True


def test_that_leaves() -> None:
    raise SystemExit(0)


def test_that_holds() -> None:
    assert NUMBER == 2
"""
EXPECTED = {
    "TestInAClass::test_false_in_a_class": "does not hold",
    "TestInAClass::TestDeeper::test_false_deep_in_a_class": "does not hold",
    "test_in_a_class_that_pytest_does_not_collect": "not collected",
    "test_that_nobody_awaits": "does not hold",
    "test_false_for_one[2]": "does not hold",
    "test_without_a_def": "does not hold",
    "test_skipped": "skipped",
    "test_expected_to_fail": "xfailed",
    "test_expected_to_fail_that_passes": "xpassed",
    "test_defined_twice": "not collected",
    "test_under_a_condition": "not collected",
    "test_with_a_broken_fixture": "does not hold",
    "test_that_leaves": "does not hold",
}


def problems(root: Path, seconds: float = PLENTY, **files: str) -> list[Problem]:
    """Return the problems of a project with some files of claims."""
    (root / "tests" / "lessons").mkdir(parents=True)
    for name, text in files.items():
        write(root / "tests" / "lessons" / f"{name}.py", text)
    with Judging(Project(root), seconds) as judging:
        return judging.problems()


def test_each_claim_that_does_not_hold_or_is_not_judged_is_reported_at_its_line(tmp_path: Path) -> None:
    found = problems(tmp_path, test_all=CLAIMS, others="def test_elsewhere():\n    assert True\n")
    by_claim = {}
    for problem in found:
        file, _, claim = problem.detail.split("\n")[0].strip().partition("::")
        assert problem.file == file
        by_claim[claim] = problem
    assert by_claim.pop("test_elsewhere").file == "tests/lessons/others.py"
    assert by_claim.keys() == EXPECTED.keys()
    lines = CLAIMS.split("\n")
    for claim, expected in EXPECTED.items():
        assert expected in by_claim[claim].message
        defined = "\n".join(lines[by_claim[claim].line - 1 :][:3])
        assert claim.split("::")[-1].split("[")[0] in defined


@pytest.mark.parametrize(
    ("claims", "reported"),
    [
        ("", "no claims to judge"),
        ("def test_x(:\n", "not collected"),
        ("import nowhere\n\ndef test_x():\n    pass\n", "not collected"),
        ("import pytest\npytest.skip('all', allow_module_level=True)\n", "skipped"),
        ("import os\n\ndef test_x():\n    os._exit(0)\n", "exit code 0"),
        ("import os, signal\n\ndef test_x():\n    os.kill(os.getpid(), signal.SIGTERM)\n", "exit code -15"),
        ("def test_x():\n    raise KeyboardInterrupt\n", "not run"),
        ("import pytest\n\ndef test_x():\n    pytest.exit('enough', 0)\n", "not run"),
        ("pytest_plugins = ['nowhere']\n\ndef test_x():\n    pass\n", "not collected"),
    ],
)
def test_pytest_that_judges_nothing_crashes_or_is_interrupted_is_a_problem(
    tmp_path: Path, claims: str, reported: str
) -> None:
    found = problems(tmp_path, test_x=claims)
    assert reported in found[0].message
    assert found[0].file.startswith("tests/lessons")


PROCESS = """\
# %% process
import os

number = os.getpid()
"""
CLAIM = """\
from literate.checking.claims import lesson

def test_x():
    assert lesson("process.py").number == {number}
"""


def process_project(root: Path) -> Job:
    """Make a project whose lesson knows the process that ran it; return the lesson's job."""
    write(root / "mkdocs.yml", "site_name: x\n")
    page = "---\ntitle: x\nsnippets: process.py\n---\n\n/// cell | process\n///\n"
    write(root / "docs" / "ko" / "lessons" / "process.md", page)
    write(root / "snippets" / "process.py", PROCESS)
    snippet = read_snippet(root / "snippets" / "process.py", "snippets/process.py")
    return Job("process", snippet, is_kept=True)


def test_claims_look_at_the_run_that_check_compares(tmp_path: Path) -> None:
    outcome = Runner(1, PLENTY).run([process_project(tmp_path)])["process"]
    assert isinstance(outcome, Ran)
    number = pickle.loads(outcome.kept)[0]["number"]
    write(tmp_path / "tests" / "lessons" / "test_x.py", CLAIM.format(number=number))
    with Judging(Project(tmp_path), PLENTY) as judging:
        judging.give("process", outcome)
        assert judging.problems() == []
    # Another run is another process.
    with Judging(Project(tmp_path), PLENTY) as judging:
        judging.give("process", Runner(1, PLENTY).run([process_project(tmp_path)])["process"])
        assert "does not hold" in judging.problems()[0].message


def test_claims_do_not_wait_for_a_check_that_has_ended(tmp_path: Path) -> None:
    first = process_project(tmp_path)
    (tmp_path / "process").write_bytes(pickle.dumps((Ran({}, reads=["data"]), {})))
    arrivals = Arrivals(tmp_path, io.StringIO("process\n"))
    outcome = arrivals.run(first)
    assert isinstance(outcome, Ran)
    assert outcome.reads == ["data"]
    with pytest.raises(EOFError):
        arrivals.run(replace(first, lesson="second"))


def test_a_formula_that_check_has_read_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = process_project(tmp_path)
    (tmp_path / "process").write_bytes(pickle.dumps((Ran({}), {"x + 1": "given"})))
    monkeypatch.delitem(latex.expressions, "x + 1", raising=False)
    Arrivals(tmp_path, io.StringIO("process\n")).run(first)
    assert latex.read("x + 1") == "given"


def test_collecting_claims_does_not_wait_for_a_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(snippet: str) -> None:
        raise AssertionError(snippet)

    monkeypatch.setattr(claims, "lesson_run", wait)
    for asked in ("_mock_name", "__wrapped__"):  # by pytest
        assert not hasattr(claims.lesson("late.py"), asked)


def test_claims_are_judged_in_the_order_in_which_their_lessons_run(tmp_path: Path) -> None:
    text = "from pathlib import Path\n\ndef test_x():\n    Path({log!r}).open('a').write('{snippet} ')\n"
    log = tmp_path / "log"
    for name, snippet in (("test_a", "late.py"), ("test_b", "early.py")):
        written = text.format(log=str(log), snippet=snippet)
        write(tmp_path / "tests" / "lessons" / f"{name}.py", written)
    assert judge(tmp_path, snippets=["early.py", "late.py"]).exit_code == 0
    assert log.read_text(encoding="utf-8").split() == ["early.py", "late.py"]


def test_claims_that_take_too_long_are_a_problem_and_end(tmp_path: Path) -> None:
    slow = "import time\n\ndef test_x():\n    time.sleep(1000)\n"
    (problem,) = problems(tmp_path, 0.5, test_x=slow)
    assert "were not judged within" in problem.message


@pytest.mark.parametrize(("chosen", "endings"), [((), ["skipped", "passed"]), (("coins",), ["passed"])])
def test_a_claim_on_each_of_nothing_is_a_problem_unless_lessons_are_chosen(
    chosen: tuple[str, ...], endings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = """\
import pytest

@pytest.mark.parametrize("element", [])
def test_each(element):
    pass

def test_holds():
    pass
"""
    write(tmp_path / f"tests/lessons/test_nothing_{len(chosen)}.py", text)
    monkeypatch.setattr(claims, "lessons", frozenset(chosen))
    assert [ending.how for ending in judge(tmp_path).endings] == endings
