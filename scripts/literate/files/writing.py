"""Write and publish atomically, and name the file in the errors of failed writes."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from ..messages import Problem, say

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Add a file name to the errors of writing it: the error of a full disk does not have one.

    Raises:
        OSError: the original error, with a file name.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None and not isinstance(error, shutil.Error):
            error.filename = str(path)
        raise


def write_problem(error: OSError, root: Path) -> Problem:
    """Return the problem to report for a file system error; it names files below `root` relative to it."""
    path, number = str(error.filename2 or error.filename or ""), error.errno
    why = error.strerror or str(error)
    if isinstance(error, shutil.Error):
        # An error of copying a folder: (source, destination, reason) for each file that failed.
        _, path, why = error.args[0][0]
        number = next((one for one in _FULL | _DENIED if f"[Errno {one}]" in why), None)
    with contextlib.suppress(ValueError):
        path = Path(path).relative_to(root).as_posix()
    if number in _FULL:
        message = say(
            "디스크가 가득 차서 쓸 수 없습니다. 공간을 확보하고 다시 하세요.",
            "The disk is full. Free up space and try again.",
        )
    elif number in _DENIED:
        message = say(
            f"쓸 수 없습니다. 읽기 전용이거나 권한이 없습니다({why}).",
            f"Cannot write: the file is read-only, or you do not have permission ({why}).",
        )
    else:
        message = say(f"파일 시스템 오류: {why}", f"File system error: {why}")
    return Problem(message, path)


_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
_AT_FDCWD = -100


def require_writable(folder: Path) -> None:
    """Check that a folder, if it exists, is writable; a rename checks only the parent folders.

    Raises:
        PermissionError: it is read-only.
    """
    if folder.exists() and not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def publish(new: Path, published: Path) -> None:
    """Replace folder `published` by folder `new`, and remove the old one.

    If killed at any instant, this leaves either the whole old folder or the whole new one.
    On Windows, and on file systems that cannot exchange folders, it renames twice; if a build is
    interrupted between the two, `recover` undoes the first when the next build starts.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    require_writable(published)
    if not published.exists():
        new.rename(published)
    elif _exchange(new, published):
        # The new folder is published, even if removing the old one fails.
        shutil.rmtree(new, ignore_errors=True)
    else:
        aside = _aside(published)
        shutil.rmtree(aside, ignore_errors=True)
        published.rename(aside)
        new.rename(published)
        shutil.rmtree(aside, ignore_errors=True)


def recover(published: Path) -> None:
    """Undo the first of two renames if the second is missing."""
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
