"""The record of the claims: what changes in it, and tolerances that need a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from literate.checking.claim_record import CLAIMS_FILE, check_record, write_record
from literate.checking.uncompared import unclaimed
from literate.messages import Problem
from literate.project import Project

CLAIMS = """\
import pytest

SHARE = (0.1, 0.9)


def test_the_mean() -> None:
    formula("mean").agrees(lesson.mean, x=SHARE)
    assert lesson.mean(X) == pytest.approx(3, rel=1e-12)


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_it_is_positive(share: float) -> None:
    assert 0 < lesson.mean(share)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "tests/lessons").mkdir(parents=True)
    (tmp_path / "tests/lessons/test_lab.py").write_text(CLAIMS, encoding="utf-8")
    found = Project(tmp_path, ("ko",))
    assert write_record(found) == [CLAIMS_FILE]
    return found


def test_a_record_that_was_just_written_is_right_and_is_not_written_again(project: Project) -> None:
    assert check_record(project) == []
    assert write_record(project) == []


def test_without_a_record_every_claim_is_new(project: Project) -> None:
    (project.root / CLAIMS_FILE).unlink()
    [problem] = check_record(project)
    assert problem.file == CLAIMS_FILE
    assert "test_the_mean" in problem.detail and "test_it_is_positive" in problem.detail


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("def test_the_mean", "def the_mean", "-test_the_mean"),
        ("x=SHARE", "y=SHARE", "y=SHARE"),
        ("(0.1, 0.9)", "(0.5, 0.5)", "+SHARE = (0.5, 0.5)"),
        ("rel=1e-12", "rel=0.001", "approx rel=0.001"),
        ("0 < lesson", "0 <= lesson", "assert <="),
        ("[0.1, 0.5]", "[0.1]", "cases 1"),
        ("pytest.approx(3,", "pytest.approx(lesson.mean(X),", "+test_the_mean"),
        ("    assert 0 < lesson.mean(share)", "    pass", "+test_it_is_positive"),
        ("@pytest.mark.parametrize", "@pytest.mark.skip\n@pytest.mark.parametrize", "@pytest.mark.skip"),
    ],
)
def test_a_claim_that_asks_for_less_differs_from_the_record(
    project: Project, old: str, new: str, shown: str
) -> None:
    assert CLAIMS.count(old) == 1
    file = project.root / "tests/lessons/test_lab.py"
    file.write_text(CLAIMS.replace(old, new), encoding="utf-8")
    [problem] = check_record(project)
    assert problem.file == CLAIMS_FILE
    assert shown in problem.detail


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [(b"x = 1\ndef test(\n", 2, "Not valid Python"), ("x = 1\n'가능도'".encode("cp949"), 2, "Not UTF-8")],
)
@pytest.mark.parametrize("check", [check_record, lambda project: unclaimed(project, {})])
def test_a_file_that_cannot_be_read_is_reported_with_its_line(
    check: Callable[[Project], object], project: Project, content: bytes, line: int, message: str
) -> None:
    (project.root / "tests/lessons/test_lab.py").write_bytes(content)
    with pytest.raises(Problem) as caught:
        check(project)
    assert (caught.value.file, caught.value.line) == ("tests/lessons/test_lab.py", line)
    assert message in caught.value.message


def test_layout_is_free(project: Project) -> None:
    file = project.root / "tests/lessons/test_lab.py"
    file.write_text(
        CLAIMS.replace("(3, rel", "(\n        3, rel").replace("\n\n\n", "\n\n"), encoding="utf-8"
    )
    assert check_record(project) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("assert x == approx(3, rel=0.01)", 1),
        ("assert x == approx(3, abs=1)", 1),
        ("np.testing.assert_allclose(x, 3, atol=0.5)", 1),
        ("assert x == approx(3, rel=0.01)  # rounded on the page", 0),
        ("# Rounded on the page.\nassert x == approx(3, rel=0.01)", 0),
        ("assert x == approx(3, rel=1e-3)", 0),
    ],
)
def test_a_tolerance_above_the_bound_needs_a_reason(project: Project, text: str, count: int) -> None:
    (project.root / "tests/lessons/test_loose.py").write_text(text + "\n", encoding="utf-8")
    write_record(project)
    assert len(check_record(project)) == count
