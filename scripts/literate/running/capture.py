"""Capture a cell's stdout and stderr, from its own process and from forked ones."""

from __future__ import annotations

import os
from pathlib import Path

from .limits import LimitedText


class Capture(LimitedText):
    """A stream that keeps a cell's output; if the lesson closes it, the earlier output is kept.

    Arguments:
        file: the file to which forked processes write, and which this one reads.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._lesson, self._is_closed, self._read = os.getpid(), False, 0
        self._file = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def close(self) -> None:
        """Reject further writes."""
        self._is_closed = True

    def take(self) -> str:
        """Return the text written since the last call."""
        self._read_children()
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text

    def write(self, text: str) -> int:
        """Append a text, after the earlier output of other processes; return its length."""
        if self._is_closed:
            raise ValueError("I/O operation on closed file.")
        if os.getpid() != self._lesson:
            os.write(self._file, text.encode("utf-8", "surrogatepass"))
            return len(text)
        self._read_children()
        return super().write(text)

    def _read_children(self) -> None:
        """Read the output of forked processes, as bytes: the last character may be incomplete."""
        try:
            size = os.fstat(self._file).st_size
        except OSError:  # The lesson has closed all files.
            return
        if size > self._read:
            os.lseek(self._file, self._read, os.SEEK_SET)
            text = os.read(self._file, size - self._read).decode("utf-8", "replace")
            self._read = size
            super().write(text)
