"""What a cell writes to stdout or stderr, from its own process and from those that it forks."""

from __future__ import annotations

import io
import os
from pathlib import Path

from .failures import OutputTooLong
from .limits import OUTPUT_CHARACTERS


class Capture(io.StringIO):
    """A stream that keeps what a cell writes; the lesson may close it, and what came before counts.

    Arguments:
        file: where processes that the lesson forks write, for this one to read.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._lesson, self._is_closed, self._read = os.getpid(), False, 0
        self._file = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def close(self) -> None:
        """Take no more."""
        self._is_closed = True

    def take(self) -> str:
        """Return what was written since last time."""
        self._read_children()
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text

    def write(self, text: str) -> int:
        """Keep a text, behind what other processes wrote before it; return its length."""
        if self._is_closed:
            raise ValueError("I/O operation on closed file.")
        if os.getpid() != self._lesson:
            os.write(self._file, text.encode("utf-8", "surrogatepass"))
            return len(text)
        self._read_children()
        return self._keep(text)

    def _keep(self, text: str) -> int:
        if self.tell() + len(text) > OUTPUT_CHARACTERS:
            raise OutputTooLong(f"more than {OUTPUT_CHARACTERS:,} characters of output")
        return super().write(text)

    def _read_children(self) -> None:
        """Take in what other processes wrote before; in bytes, of which the last may be half a character."""
        try:
            size = os.fstat(self._file).st_size
        except OSError:  # The lesson closed every file.
            return
        if size > self._read:
            os.lseek(self._file, self._read, os.SEEK_SET)
            text = os.read(self._file, size - self._read).decode("utf-8", "replace")
            self._read = size
            self._keep(text)
