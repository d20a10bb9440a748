"""What could not be written: which file it was, and why, in words that help whoever builds."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from .messages import Problem, say

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Name a file or folder in the errors of whatever writes it, which a full disk's do not do by themselves.

    Raises:
        OSError: as it came, with a file name.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None and not isinstance(error, shutil.Error):
            error.filename = str(path)
        raise


def write_problem(error: OSError, root: Path) -> Problem:
    """Return what to tell of an error of the file system.

    Arguments:
        error: the error.
        root: the project's folder; files below it are named relative to it.
    """
    path, number = str(error.filename2 or error.filename or ""), error.errno
    why = error.strerror or str(error)
    if isinstance(error, shutil.Error):
        # Of a whole folder that was copied: (source, destination, why) for each file that failed.
        _, path, why = error.args[0][0]
        number = next((one for one in _FULL | _REFUSED if f"[Errno {one}]" in why), None)
    with contextlib.suppress(ValueError):
        path = Path(path).relative_to(root).as_posix()
    if number in _FULL:
        message = say(
            "디스크가 가득 차서 쓸 수 없습니다. 자리를 만들고 다시 하세요.",
            "The disk is full, so this cannot be written. Make room and try again.",
        )
    elif number in _REFUSED:
        message = say(
            f"쓸 수 없습니다. 읽기 전용이거나 권한이 없습니다({why}).",
            f"This cannot be written: it is read-only, or yours not to change ({why}).",
        )
    else:
        message = say(f"파일 시스템이 거절했습니다: {why}", f"The file system refused: {why}")
    return Problem(message, path)
