"""Read the texts that people write, on whatever system and with whatever editor."""

from __future__ import annotations

import io
from pathlib import Path

from .messages import Problem, say


def read_utf8(path: Path, file: str) -> str:
    r"""Return the text of a file, its lines ended by `\n`, without the mark that some editors begin it with.

    Arguments:
        path: the file.
        file: how messages name it.

    Raises:
        Problem: it is not UTF-8; names the line of the first byte that is not.
        OSError: it cannot be read, or there is none.
    """
    content = path.read_bytes()
    try:
        return _with_line_ends(content.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        line = 1 + _with_line_ends(content[: error.start].decode("utf-8")).count("\n")
        raise Problem(say(f"UTF-8이 아닙니다: {error}", f"Not UTF-8: {error}"), file, line) from None


def _with_line_ends(text: str) -> str:
    return io.IncrementalNewlineDecoder(None, translate=True).decode(text, final=True)
