"""The project passes its own check, as a whole process."""

from __future__ import annotations

import subprocess
import sys

from literate.environment import ROOT


def _recordings() -> dict[str, bytes]:
    folder = ROOT / "snippets" / "recorded"
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_number_formula_and_claim_of_this_project_holds_and_checking_changes_none() -> None:
    before = _recordings()
    command = [sys.executable, "scripts/check.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("✓") == 8
    assert before
    assert _recordings() == before
