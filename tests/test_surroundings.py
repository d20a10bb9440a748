"""The tests start in the same surroundings, whoever runs them and wherever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.support.scratch import MAIN
from tests.support.surroundings import settled

# What a user might have; each of these once changed what some test saw, or could.
USERS = {
    "LANG": "ko_KR.UTF-8",
    "LC_ALL": "ko_KR.UTF-8",
    "LANGUAGE": "ko",
    "LITERATE_LANGUAGE": "ko",
    "TZ": "Pacific/Kiritimati",
    "GITHUB_REPOSITORY": "owner/name",
    "SITE_URL": "https://example.org/",
    "NO_COLOR": "1",
    "COLUMNS": "20",
    "PYTHONWARNINGS": "error",
    "http_proxy": "http://127.0.0.1:9",
    "MPLBACKEND": "webagg",
    "MPLCONFIGDIR": "relative",
    "IPYTHONDIR": "relative",
    "GIT_DIR": "/nowhere",
    "PYTEST_ADDOPTS": "--strict-config",
}


def test_nothing_of_the_users_own_stays_but_what_programs_need() -> None:
    kept = {"PATH": "/bin", "TMPDIR": "/tmp", "CI": "true", "FUZZ_SEED": "1", "PYTEST_XDIST_WORKER": "gw0"}
    kept["SHARED_BY_TESTS"] = "shared"
    found = settled(USERS | kept | {"HOME": "/home/user"}, "/empty")
    assert kept.items() <= found.items()
    assert found["HOME"] == "/empty"
    assert {name for name in USERS if name in found} == {"LC_ALL", "TZ"}
    assert (found["LC_ALL"], found["TZ"]) == ("C.UTF-8", "UTC")


def test_this_very_process_has_them() -> None:
    assert os.environ["LC_ALL"] == "C.UTF-8"
    assert [name for name, value in USERS.items() if os.environ.get(name) == value] == []
    assert not any(Path.home().glob(".git*"))
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


def test_tests_of_messages_pass_for_a_user_who_reads_korean(tmp_path: Path) -> None:
    files = [
        "tests/recording/test_drift.py",
        "tests/translating/test_parity.py",
        "tests/translating/test_history.py",
    ]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *files]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "GIT_"))}
    done = subprocess.run(
        command,
        cwd=MAIN,
        env=plain | USERS | {"HOME": str(tmp_path / "missing")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
