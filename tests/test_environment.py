"""Commands start on a bare Python, and an older one than promised is turned away at once."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from literate import OLDEST_PYTHON
from literate.environment import ROOT

COMMANDS = sorted(path.name for path in (ROOT / "scripts").glob("*.py") if path.name != "mkdocs_hooks.py")


def bare(code: str) -> tuple[int, str]:
    """Run code with a Python without packages; return its exit code and what it printed as an error."""
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, 'scripts'); {code}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_needs_no_package_to_make_its_environment(command: str) -> None:
    assert bare(
        "import runpy; from literate import environment;"
        "environment.enter = lambda light=False: sys.exit('entered');"
        f"sys.argv = ['scripts/{command}'];"
        f"runpy.run_path('scripts/{command}', run_name='__main__')"
    ) == (1, "entered")


def test_an_older_python_is_turned_away_before_anything_is_read_or_downloaded() -> None:
    code, error = bare("sys.version_info = (3, 10, 13); from literate.environment import enter")
    assert code == 1
    assert "Python 3.11 or newer is needed; this is" in error
    assert "파이썬 3.11 이상이 필요합니다." in error
    assert "Traceback" not in error


@pytest.mark.parametrize("file", [*COMMANDS, "literate/__init__.py"])
def test_what_an_older_python_reads_first_is_no_syntax_error_there(file: str) -> None:
    assert OLDEST_PYTHON == (3, 11)
    assert ast.parse((ROOT / "scripts" / file).read_text(encoding="utf-8"), feature_version=(3, 7)).body
