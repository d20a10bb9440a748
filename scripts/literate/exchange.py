"""Exchange two folders in one step, so that whoever looks sees either the old one or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
_AT_FDCWD = -100


def require_writable(folder: Path) -> None:
    """Make sure that a folder may be changed, if it is there; a rename asks only for those around it.

    Raises:
        PermissionError: it is read-only.
    """
    if folder.exists() and not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def publish(new: Path, published: Path) -> None:
    """Put folder `new` in the place of folder `published`, and remove what stood there.

    Killed at any instant, this leaves either the whole old folder or the whole new one in place.
    On Windows, and on file systems that cannot exchange, two renames stand in for one; a build that
    is interrupted between them is put right by `recover` when the next one starts.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    require_writable(published)
    if not published.exists():
        new.rename(published)
    elif _exchange(new, published):
        # The new one is published, whatever becomes of the old.
        shutil.rmtree(new, ignore_errors=True)
    else:
        aside = _aside(published)
        shutil.rmtree(aside, ignore_errors=True)
        published.rename(aside)
        new.rename(published)
        shutil.rmtree(aside, ignore_errors=True)


def recover(published: Path) -> None:
    """Undo the first of two renames, where the second one never came."""
    aside = _aside(published)
    if aside.exists() and not published.exists():
        aside.rename(published)
    elif aside.exists():
        shutil.rmtree(aside)


def _aside(published: Path) -> Path:
    return published.with_name(f".{published.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            code = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            code = library.renamex_np(paths[0], paths[1], _RENAME_SWAP)
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    return bool(code == 0)
