"""Measure the time, memory and written bytes of commands, and the reload time of a served site."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from literate.messages import Problem

_SECONDS_BETWEEN_LOOKS = 0.02
_PATIENCE = 600.0
# The browser polls; it draws a change within one or two frames.
_SECONDS_TO_SEE = 60.0


@dataclass(frozen=True)
class Measured:
    """The cost of a command: elapsed seconds, the peak memory of its own process in MB, MB written."""

    seconds: float
    memory: float
    written: float


def measure(command: list[str], folder: Path, environment: Mapping[str, str]) -> Measured:
    """Run a command and measure it.

    The memory is measured on Linux only, and 0 elsewhere; MB written are those of new or changed files.

    Raises:
        Problem: the command failed.
    """
    before = _files(folder)
    start = time.perf_counter()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        memory = 0.0
        while process.poll() is None:
            memory = max(memory, _peak_memory(process.pid))
            time.sleep(_SECONDS_BETWEEN_LOOKS)
            if time.perf_counter() - start > _PATIENCE:
                process.kill()
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        text = (folder / "log").read_text(encoding="utf-8", errors="replace")
        raise Problem(f"{' '.join(command)}: {process.returncode}", detail=text[-2000:])
    written = sum(size for key, size in _files(folder).items() if key not in before)
    return Measured(seconds, memory, written / 1e6)


def median(found: list[Measured]) -> Measured:
    """Return the median of each measure."""
    return Measured(*map(statistics.median, zip(*map(astuple, found), strict=True)))


def _peak_memory(process: int) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _files(folder: Path) -> dict[tuple[str, int, int], int]:
    """Return the size of each file by its path, inode and modification time."""
    found = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in (".venv", "__pycache__")]
        for name in names:
            path = Path(root, name)
            stat = path.stat()
            found[path.relative_to(folder).as_posix(), stat.st_ino, stat.st_mtime_ns] = stat.st_size
    return found


@contextmanager
def served(
    root: Path, address: str, environment: Mapping[str, str]
) -> Iterator[Callable[[Callable[[], str]], float]]:
    """Serve a site and open a page of it in a browser; yield a function that makes a change.

    The function's argument changes a file and returns the text that the page must then show; the seconds that
    it returns are the time from the saved file to the text in the reloaded page.

    Arguments:
        root: the project.
        address: the address of the page to open, below the site's own.
        environment: the environment variables of the server.
    """
    from literate.environment import find_browser
    from playwright.sync_api import sync_playwright

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, str(root / "scripts" / "serve.py"), "--port", str(port)]
    with (root / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=root, env=dict(environment), stdout=log, stderr=log)
    try:
        _wait_for(port)
        with sync_playwright() as playwright:
            options = ["--no-sandbox"] if sys.platform == "linux" else []
            browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/{address}")

            def seconds(change: Callable[[], str]) -> float:
                text = change()
                start = time.perf_counter()
                seen = "text => document.querySelector('article')?.textContent.includes(text)"
                page.wait_for_function(seen, arg=text, timeout=_SECONDS_TO_SEE * 1000, polling=20)
                return time.perf_counter() - start

            yield seconds
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise Problem(f"127.0.0.1:{port}")
