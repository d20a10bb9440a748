"""Render text as a terminal shows it, after control characters."""

from __future__ import annotations

import re
import unicodedata

from .limits import TAB_COLUMNS

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
# ECMA-48: control sequences, strings that end with BEL or ST (titles, links), other escapes; characters
_PIECE = re.compile(
    r"\x1b(?:\[(?P<numbers>[0-?]*)[ -/]*(?P<command>[@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])"
    r"|(?P<character>.)",
    re.DOTALL,
)


def as_shown(text: str) -> str:
    """Return a text as a terminal shows it.

    Carriage returns, backspaces and cursor movements overwrite text, tab stops are eight columns apart,
    Hangul takes two columns, and colors are omitted.
    """
    return _Screen().show(text) if _CONTROL.search(text) else text


class _Screen:
    """Rows of columns, each a character with its combining ones, or "" to the right of a wide one."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = [[]]
        self._row = self._column = 0

    def show(self, text: str) -> str:
        for piece in _PIECE.finditer(text):
            if piece["command"]:
                self._command(piece["command"], piece["numbers"])
            elif piece["character"]:
                self._put(piece["character"])
        return "\n".join("".join(row).rstrip() for row in self._rows)

    def _put(self, character: str) -> None:
        if character in "\n\v\f":
            self._to_row(self._row + 1)
            self._column = 0
        elif character == "\r":
            self._column = 0
        elif character == "\b":
            self._column = max(0, self._column - 1)
        elif character == "\t":
            end = (self._column // TAB_COLUMNS + 1) * TAB_COLUMNS
            row = self._rows[self._row]
            row.extend(" " * (end - len(row)))
            self._column = end
        elif character >= " " and character != "\x7f":
            self._write(character)

    def _write(self, character: str) -> None:
        row = self._rows[self._row]
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
            before = next((at for at in range(min(self._column, len(row)) - 1, -1, -1) if row[at]), None)
            if before is not None:
                row[before] += character
                return
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        row.extend(" " * (self._column - len(row)))
        end = self._column + width
        # Overwriting half of a wide character removes all of it.
        if self._column < len(row) and row[self._column] == "":
            row[self._column - 1] = " "
        if end < len(row) and row[end] == "":
            row[end] = " "
        row[self._column : end] = [character] + [""] * (width - 1)
        self._column = end

    def _to_row(self, row: int) -> None:
        self._row = max(0, row)
        while len(self._rows) <= self._row:
            self._rows.append([])

    def _command(self, command: str, numbers: str) -> None:
        first = numbers.split(";")[0]
        number = int(first) if first.isdigit() else None
        count, row = min(number or 1, 10_000), self._rows[self._row]
        if command in "AF":
            self._to_row(self._row - count)
        elif command in "BE":
            self._to_row(self._row + count)
        elif command == "C":
            self._column += count
        elif command == "D":
            self._column = max(0, self._column - count)
        if command in "EF":
            self._column = 0
        elif command == "G":
            self._column = count - 1
        elif command == "H":
            self._to_row(count - 1)
            second = numbers.partition(";")[2]
            self._column = int(second) - 1 if second.isdigit() and int(second) else 0
        elif command in "JK":
            self._erase(command, number or 0, row)

    def _erase(self, command: str, how: int, row: list[str]) -> None:
        if how == 0:
            del row[self._column :]
        elif how == 1:
            row[: self._column + 1] = [" "] * min(self._column + 1, len(row))
        else:
            row.clear()
        if command == "J" and how == 0:
            del self._rows[self._row + 1 :]
        elif command == "J":
            kept = self._rows[self._row + 1 :] if how == 1 else []
            self._rows = [[] for _ in range(self._row)] + [row, *kept]
