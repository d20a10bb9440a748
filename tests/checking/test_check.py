"""The project passes its own check; a check that cannot judge does not pass."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from literate.building.builder import Builder, Options
from literate.checking import checks
from literate.checking.claim_run import files_about
from literate.commands import check as command
from literate.environment import ROOT
from literate.files.digests import state_of
from literate.messages import Problem
from literate.project import Project
from literate.running.supervisor import Outcome

from tests.support.scratch import Scratch

OPTIONS = Namespace(jobs=1, timeout=60.0, scheduler=None, describe=False, lessons=[])
# A function that each check calls
STEPS = {
    "recordings": "Runner.run",
    "snippets": "out_of_order",
    "numbers": "unbound_numbers",
    "names": "unclaimed",
    "relations": "relations",
    "claims": "Judging.problems",
    "languages": "disparities",
    "terms": "wrong_terms",
    "references": "wrong_references",
    "code": "strange_code",
    "record": "check_record",
    "site": "check_site",
}
CHECKS = "literate.checking.checks."


def _recordings() -> dict[str, bytes]:
    folder = ROOT / "snippets" / "recorded"
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_number_formula_and_claim_of_this_project_holds_and_checking_changes_none() -> None:
    before = _recordings()
    command = [sys.executable, "scripts/check.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("✓") == len(STEPS)
    assert before
    assert _recordings() == before


@pytest.fixture
def quiet(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project without lessons, of whose checks each finds nothing."""
    for page in built.docs.rglob("heights.md"):
        page.unlink()
    monkeypatch.setattr(command, "ROOT", built.root)
    for name in (*STEPS.values(), "check_language", "Builder.build"):
        monkeypatch.setattr(CHECKS + name, lambda *_: [])
    monkeypatch.setattr(CHECKS + "Runner.run", lambda *_: {})


@pytest.mark.usefixtures("quiet")
def test_where_nothing_is_found_each_check_has_its_tick(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run_check(OPTIONS) == 0
    assert capsys.readouterr().out.count("✓") == len(STEPS)


def _crash(*_: object) -> None:
    raise ZeroDivisionError("the step itself")


def _leave(*_: object) -> None:
    raise SystemExit(0)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("failure", [_crash, _leave])
@pytest.mark.parametrize("name", STEPS)
def test_a_check_that_raises_is_named_has_no_tick_and_fails_the_command(
    name: str,
    failure: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(CHECKS + STEPS[name], failure)
    assert command.run_check(OPTIONS) == 1
    said = capsys.readouterr()
    titles = [line.split(None, 1) for line in said.out.splitlines()[: len(STEPS)]]
    (failed,) = (title for verdict, title in titles if verdict != "✓")
    assert f"The check of {failed} did not finish." in said.err
    assert failure.__name__ in said.err


def test_the_site_is_checked_as_a_build_would_update_it(project: Scratch) -> None:
    built = Project.at(project.root)
    Builder(built, Options(jobs=1)).build()
    published = state_of(built.site)
    with checks.site_apart(built) as site:
        assert state_of(site) == published  # copied, not rendered
    page = built.docs / "ko" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA new word.\n", encoding="utf-8")
    with checks.site_apart(built) as site:
        assert "A new word." in (site / "index.html").read_text(encoding="utf-8")
    (built.site / "index.html").write_text("by hand", encoding="utf-8")
    with checks.site_apart(built) as site:
        assert "A new word." in (site / "index.html").read_text(encoding="utf-8")
    assert (built.site / "index.html").read_text(encoding="utf-8") == "by hand"


def test_claims_are_not_judged_where_a_lesson_does_not_run(built: Project) -> None:
    stopped = Problem("it does not run", "snippets/heights.py", 2, "mean")
    means = checks.Means(lambda jobs: lambda: {job.lesson: stopped for job in jobs}, _fail, lambda _: [])
    found = {one.name: one.problems for one in checks.examine(built, means)}
    assert found["recordings"] == [stopped]
    assert ["not judged" in problem.message for problem in found["claims"]] == [True]


def test_checks_that_only_read_do_not_wait_for_the_lessons(built: Project) -> None:
    names: list[str] = []

    def wait() -> dict[str, Outcome]:
        names.append("lessons")
        return {}

    for one in checks.examine(built, checks.Means(lambda jobs: wait, list, lambda _: [])):
        names.append(one.name)
    assert {"numbers", "terms", "languages", "references"} <= set(names[: names.index("lessons")])


def _fail() -> list[Problem]:
    raise AssertionError("claims were judged")


def test_a_recorded_file_that_no_lesson_names_is_a_problem(project: Scratch) -> None:
    recorded = project.root / "snippets" / "recorded"
    folder = next(path for path in sorted(recorded.iterdir()) if path.is_dir())
    (folder / "left-over.txt").write_text("3\n", encoding="utf-8")
    (recorded / "gone").mkdir()
    (recorded / "gone" / "recording.json").write_text("{}\n", encoding="utf-8")
    process = project.start(script="check.py")
    _, err = process.communicate(timeout=60)
    for name in (f"{folder.name}/left-over.txt", "gone/recording.json"):
        assert f"snippets/recorded/{name}: No recording names this file." in err
    assert process.returncode == 1


def test_only_the_named_lessons_are_run_and_judged(project: Scratch) -> None:
    project.heights.write_text(
        project.heights.read_text(encoding="utf-8") + "\nheights[99]\n", encoding="utf-8"
    )
    process = project.start("fair-coins", script="check.py")
    out, err = process.communicate(timeout=60)
    assert next(line for line in out.splitlines() if ": done" in line).startswith("fair-coins")
    assert "ten-heights" not in out and "heights[99]" not in err
    assert "site" not in out


def test_a_lesson_that_does_not_exist_is_rejected_with_the_nearest_name(project: Scratch) -> None:
    process = project.start("fair-coin", script="check.py")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "The lesson fair-coin does not exist." in err and "fair-coins" in err


def test_claims_about_a_lesson_are_in_files_that_name_it_or_import_such_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "lessons"
    folder.mkdir(parents=True)
    texts = {
        "coins": 'coins = lesson("coins.py")',
        "test_coins": "from tests.lessons.coins import coins",
        "test_heights": 'page = shown("heights.py")',
        "test_descriptions": "list(described())",
    }
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    found = files_about(tmp_path, ["coins.py"])
    assert found == ["tests/lessons/test_coins.py", "tests/lessons/test_descriptions.py"]
