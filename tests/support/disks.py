"""Disks that are full and folders that are read-only, for real."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def _as_root(*command: str) -> None:
    """Run a command as root; a machine of ours for tests must let us, any other may not."""
    whole = command if _IS_ROOT else ("sudo", "-n", *command)
    try:
        done = subprocess.run(whole, capture_output=True, encoding="utf-8", check=False)
        failure = done.stderr if done.returncode else ""
    except OSError as error:
        failure = str(error)
    if failure and os.environ.get("CI"):
        pytest.fail(failure)
    if failure:
        pytest.skip(failure)


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Put a disk of some bytes at an empty folder."""
    options = f"size={size},mode=0777"
    _as_root("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    try:
        yield
    finally:
        _as_root("umount", "--lazy", str(folder))


@contextlib.contextmanager
def filled(folder: Path, free: int) -> Iterator[None]:
    """Fill the disk on which a folder lies, up to some free bytes."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(folder).free - free)))
    try:
        yield
    finally:
        ballast.unlink()


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder, and all in it, read-only: by permissions, or for root, who has them all, by a mount."""
    if _IS_ROOT:
        _as_root("mount", "--bind", str(folder), str(folder))
        try:
            _as_root("mount", "-o", "remount,bind,ro", str(folder))
            yield
        finally:
            _as_root("umount", "--lazy", str(folder))
        return
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
