"""What the tool says to people: one language per user, and problems that name their place."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar


@cache
def speaks_korean() -> bool:
    """Whether the user's locale is Korean; every other locale reads English.

    `LITERATE_LANGUAGE`, ko or en, overrides it: lessons run in a locale that is the same for everyone.
    """
    if os.environ.get("LITERATE_LANGUAGE"):
        return os.environ["LITERATE_LANGUAGE"] == "ko"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("ko")
    if sys.platform in ("win32", "darwin"):
        return (locale.getlocale()[0] or "").lower().startswith("ko")
    return False


def say(korean: str, english: str) -> str:
    """Return the wording for the user's locale."""
    return korean if speaks_korean() else english


def plural(count: int, noun: str) -> str:
    """Return the count and its English noun: `1 problem`, `0 problems`, `1,024 problems`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


class Problem(Exception):
    """Something an author or user can mend, with the place where to mend it.

    Arguments:
        message: one or two sentences in the user's language (see `say`).
        file: the file to open, as it is written in messages (relative to the project).
        line: its line, from 1.
        cell: the name of the snippet cell concerned.
        detail: what goes below the message, such as the snippet's own traceback.
    """

    def __init__(self, message: str, file: str = "", line: int = 0, cell: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.cell, self.detail = message, file, line, cell, detail

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        cell = say(f"셀 {self.cell}", f"cell {self.cell}") if self.cell else ""
        head = ": ".join(part for part in (place, cell, self.message) if part)
        return head + ("\n" + self.detail.rstrip() if self.detail else "")

    def __reduce__(self) -> tuple[type[Problem], tuple[str, str, int, str, str]]:
        return Problem, (self.message, self.file, self.line, self.cell, self.detail)


class Problems(Exception):
    """Several problems found in one go, so that an author mends them in one go."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(len(problems))
        # Pages of several languages may hold the same passage; what is wrong with it is wrong once.
        self.problems = list({str(problem): problem for problem in problems}.values())

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return a sentence that suggests the nearest known word, or nothing when none is near."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1)
    return say(f" 혹시 {near[0]}인가요?", f" Did you mean {near[0]}?") if near else ""


def use_utf8() -> None:
    """Let Korean reach the terminal whatever code page it was opened with."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


_In = TypeVar("_In")
_Out = TypeVar("_Out")


def each(items: Iterable[_In], work: Callable[[_In], _Out]) -> list[_Out]:
    """Do something for each item, and tell of all the problems at once.

    Raises:
        Problems: those of every item that had one.
    """
    results, problems = [], []
    for item in items:
        try:
            results.append(work(item))
        except Problem as problem:
            problems.append(problem)
        except Problems as several:
            problems += several.problems
    if problems:
        raise Problems(problems)
    return results
