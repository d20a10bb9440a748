"""What GitHub runs is well-formed, and covers the systems and versions of Python that the README promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from literate.environment import ROOT

from tests.conftest import ON_LINUX_ONLY

WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


def validated(workflow: Path) -> subprocess.CompletedProcess[str]:
    """Hold a workflow against the schema that comes with check-jsonschema, without a network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    return subprocess.run([*command, str(workflow)], capture_output=True, encoding="utf-8", check=False)


def commands(job: str) -> list[str]:
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def versions(job: str) -> list[str]:
    steps = [step for step in JOBS[job]["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    return [step["with"]["python-version"] for step in steps]


def test_the_workflow_keeps_to_the_published_schema() -> None:
    done = validated(WORKFLOW)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [("runs-on:", "run-on:"), ("    steps:", "    step:"), ("needs: build", "needs: {a: b}")],
)
def test_a_workflow_that_github_rejects_is_found(old: str, new: str, tmp_path: Path) -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "site.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert validated(tmp_path / "site.yml").returncode == 1


def test_all_tests_run_on_the_oldest_python_and_on_a_newer_one() -> None:
    assert (versions("build"), versions("newer-python")) == (["3.11"], ["3.13"])
    for job, build in (
        ("build", "python3 scripts/build.py --book"),
        ("newer-python", "python3 scripts/build.py"),
    ):
        assert commands(job)[:2] == ["python3 scripts/test.py", build]


def test_other_systems_build_from_recordings_and_run_what_needs_no_browser() -> None:
    job = JOBS["other-systems"]
    assert job["strategy"]["matrix"]["system"] == ["macos-latest", "windows-latest"]
    reported = ["python scripts/build.py --frozen", "python scripts/test.py --no-browser"]
    assert commands("other-systems") == reported


@pytest.mark.parametrize("job", ["build", "newer-python", "other-systems"])
def test_downloads_of_pip_and_npm_are_cached(job: str) -> None:
    python, npm = (
        next(step["with"] for step in JOBS[job]["steps"] if step.get("uses", "").startswith(action))
        for action in ("actions/setup-python@", "actions/cache@")
    )
    assert python["cache"] == "pip"
    assert all((ROOT / name).is_file() for name in python["cache-dependency-path"].split())
    assert "~/.npm" in npm["path"]
    assert "package-lock.json" in npm["key"]


def test_no_test_outside_the_folder_of_the_site_needs_a_browser() -> None:
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "site"]
    uses = re.compile(r"playwright\.sync_api import .*sync_playwright|find_browser\(")
    using = [path.name for path in files if uses.search(path.read_text(encoding="utf-8"))]
    assert len(files) > 100
    assert using == []


def test_the_tests_of_linux_exist() -> None:
    assert [name for name in ON_LINUX_ONLY if not (ROOT / "tests" / name).is_file()] == []
