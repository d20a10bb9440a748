"""A path relative to an open folder is judged by where that folder lies, on Linux and on macOS."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

import pytest
from literate.running.rejections import _real


def test_a_path_below_an_open_folder_is_found(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    try:
        assert _real("new.txt", handle, False) == str(tmp_path.resolve() / "new.txt")
    finally:
        os.close(handle)
    assert _real("new.txt", handle, False) == "", "a closed handle leads nowhere"


def test_macos_is_asked_for_the_path_of_an_open_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(handle: int, command: int, room: bytes) -> bytes:
        asked.append((handle, command, len(room)))
        return os.fsencode(tmp_path).ljust(len(room), b"\0")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_GETPATH", 50, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", answer)
    assert _real("new.txt", 7, False) == str(tmp_path.resolve() / "new.txt")
    assert asked == [(7, 50, 1024)]
