"""Find a Chromium or Chrome for the browser tests, or install one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .messages import say

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge: the system's, or else the one that Playwright has."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    for place in _PLACES:
        if Path(place).exists():
            return place
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def require_browser() -> None:
    """Have a browser, installing one where there is none.

    Exits with an error if that fails and the environment variable CI says that tests must not be skipped.
    """
    if find_browser() is not None:
        return
    print(say("브라우저를 설치합니다…", "Installing a browser…"), flush=True)
    for command in _installers():
        if subprocess.call(command) == 0 and find_browser() is not None:
            return
    message = say("브라우저를 찾지도 설치하지도 못했습니다.", "No browser was found or could be installed.")
    if os.environ.get("CI") == "true":
        sys.exit(message)
    print(message + say(" 브라우저 시험은 건너뜁니다.", " Browser tests are skipped."), flush=True)


def _installers() -> list[list[str]]:
    playwright = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        # Debian's browser brings the libraries that it needs; Playwright's expects them to be there.
        script = "apt-get update -qq && apt-get install -qq --yes chromium"
        return [["sh", "-c", script], *playwright]
    return playwright
