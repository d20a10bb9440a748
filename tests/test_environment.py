"""Commands start on a bare Python, and an older one than promised is turned away at once."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from literate import OLDEST_PYTHON, environment
from literate.environment import ROOT
from literate.messages import Problem

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
def test_what_an_older_python_reads_first_is_not_a_syntax_error_there(file: str) -> None:
    assert OLDEST_PYTHON == (3, 11)
    assert ast.parse((ROOT / "scripts" / file).read_text(encoding="utf-8"), feature_version=(3, 7)).body


def test_what_to_install_by_hand_is_said_for_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_browser", lambda: None)
    monkeypatch.setattr(environment, "_installers", lambda: [[sys.executable, "-c", "pass"]])
    with pytest.raises(Problem) as caught:
        environment.require_browser("without one", "test.py --no-browser")
    for words in (
        "Debian, Ubuntu: sudo apt-get install",
        "Fedora: sudo dnf",
        "macOS: brew",
        "Windows: winget",
    ):
        assert words in str(caught.value)
    assert "test.py --no-browser" in str(caught.value)


def test_a_browser_that_lacks_its_libraries_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[list[str]] = []
    installers = [[sys.executable, "-c", "pass"], [sys.executable, "-c", "import sys; sys.exit(1)"]]
    monkeypatch.setattr(environment, "find_browser", lambda: sys.executable if tried else None)
    monkeypatch.setattr(environment, "_installers", lambda: installers)
    monkeypatch.setattr(environment, "_starts", lambda browser: tried.append([str(browser)]))
    with pytest.raises(Problem):
        environment.require_browser("without one", "test.py --no-browser")
    assert tried == [["None"]], "the second one could not be installed"


@pytest.mark.parametrize(("code", "starts"), [(0, True), (127, False)])
def test_a_browser_counts_when_it_starts(code: int, starts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, code))
    assert environment._starts("/usr/bin/chromium") is starts
    assert not environment._starts(None)


def test_without_a_browser_the_tests_of_the_site_are_left_out() -> None:
    files = ["tests/site/test_search_korean.py", "tests/test_messages.py"]
    command = [sys.executable, "scripts/test.py", "--no-browser", "--collect-only", "-q", *files]
    reported = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout
    assert "tests/test_messages.py::" in reported
    assert "tests/site/" not in reported
