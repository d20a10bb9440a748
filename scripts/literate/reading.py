"""Read the texts that people write, on whatever system and with whatever editor."""

from __future__ import annotations

from pathlib import Path

from .messages import Problem, say


def read_utf8(path: Path, file: str) -> str:
    r"""Return the text of a file, its lines ended by `\n`.

    Arguments:
        path: the file.
        file: how messages name it.

    Raises:
        Problem: it is not UTF-8.
        OSError: it cannot be read, or there is none.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Problem(say(f"UTF-8이 아닙니다: {error}", f"Not UTF-8: {error}"), file) from None
