"""What the machine and the user bring along, put away: every test starts in the same surroundings."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

# All that stays of the environment: what programs need to start, and settings of the tests themselves.
_KEPT = re.compile(
    r"PATH|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_\w+|CI|MUTATIONS|FUZZ|FUZZ_SEED|PLAYWRIGHT_BROWSERS_PATH"
    r"|PYTEST_(?!ADDOPTS|PLUGINS)\w+|SHARED_BY_TESTS"
    # Windows
    r"|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|(?:LOCAL)?APPDATA|PROGRAM\w+",
    re.IGNORECASE,
)
_SET = {
    "LC_ALL": "C.UTF-8",  # the tool speaks English
    "TZ": "UTC",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
} | {
    f"GIT_{role}_{field}": value
    for role in ("AUTHOR", "COMMITTER")
    for field, value in {"NAME": "A", "EMAIL": "a@example.org"}.items()
}
_BROWSERS = {"linux": ".cache/ms-playwright", "darwin": "Library/Caches/ms-playwright"}


def settle() -> None:
    """Replace the environment of this process and its children, with an empty home folder in it.

    To be called before the library is imported. Each worker of pytest-xdist does it for itself, since their
    controller reads tests/conftest.py only where tests are named.
    """
    os.umask(0o022)
    # A shell that starts the tests in the background has interrupts ignored, by all that they start, too.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    home = tempfile.mkdtemp(prefix="home-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    environment = settled(os.environ, home)
    os.environ.clear()
    os.environ.update(environment)
    if hasattr(time, "tzset"):
        time.tzset()


def settled(environment: dict[str, str] | os._Environ[str], home: str) -> dict[str, str]:
    """Return what stays of an environment, and what is the same for all.

    Arguments:
        environment: the user's variables.
        home: the folder that takes the place of the user's own.
    """
    kept = {name: value for name, value in environment.items() if _KEPT.fullmatch(name)}
    if sys.platform in _BROWSERS:
        # Playwright looks for its browsers in the home folder.
        known = Path(environment.get("HOME") or Path.home(), _BROWSERS[sys.platform])
        kept.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(known))
    return kept | _SET | {"HOME": home}
