"""User messages in Korean or English, and errors that name a file, line and cell."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar


@cache
def speaks_korean() -> bool:
    """Return whether the user's locale is Korean; every other locale reads English.

    `LITERATE_LANGUAGE`, ko or en, overrides the locale: lessons run in the same locale everywhere.
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
    """Return the message in the language of the user's locale.

    The Korean one may write particles after a name in both forms, `은(는)`; this chooses the form if the
    name's last sound is known.
    """
    return _PARTICLE.sub(_chosen, korean) if speaks_korean() else english


def translated(english: str, korean: Mapping[str, str]) -> str:
    """Return a message of a library in the user's language.

    Arguments:
        english: the message, which may consist of several ones.
        korean: patterns of messages, and their Korean as in `re.sub`; an unknown message stays as it is.
    """
    text = english
    for pattern, replacement in korean.items():
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    return say(text, english)


# A name's last letter, closing signs, and both forms of a particle: after a consonant, and after a vowel.
_PARTICLE = re.compile(
    r"(?P<last>[가-힣A-Za-z\d])(?P<signs>[`'’”\"]?)(?:(?P<closed>은|이|을)\((?P<open>는|가|를)\)|\((?P<more>으|이)\))"
)


# How a Korean speaker ends a name, by its last letter or digit: 0 for a vowel, 8 for ㄹ, 1 for any other
# consonant. Names that end in b, c, k or p are spoken in both ways.
_FINALS = dict.fromkeys("adefghijoqrstuvwxyz2459", 0) | dict.fromkeys("l178", 8) | dict.fromkeys("mn036", 1)


def _chosen(match: re.Match[str]) -> str:
    last = match["last"]
    final = (ord(last) - ord("가")) % 28 if last >= "가" else None
    if last.isascii():
        final = _FINALS.get(last.lower())
    if final is None:
        return match[0]
    if match["more"]:
        is_short = final == 0 or (final == 8 and match["more"] == "으")
        return last + match["signs"] + ("" if is_short else match["more"])
    return last + match["signs"] + match["closed" if final else "open"]


def plural(count: int, noun: str) -> str:
    """Return the count and its English noun: `1 problem`, `0 problems`, `1,024 problems`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


class Problem(Exception):
    """An error that an author or user can fix, with its location.

    Arguments:
        message: one or two sentences in the user's language (see `say`).
        file: the file to open, as messages name it (relative to the project).
        line: its line, from 1.
        cell: the name of the snippet cell.
        detail: the text below the message, such as the snippet's own traceback.
    """

    def __init__(self, message: str, file: str = "", line: int = 0, cell: str = "", detail: str = "") -> None:
        super().__init__(message, file, line, cell, detail)
        self.message, self.file, self.line, self.cell, self.detail = message, file, line, cell, detail

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        cell = say(f"셀 {self.cell}", f"cell {self.cell}") if self.cell else ""
        head = ": ".join(part for part in (place, cell, self.message) if part)
        return head + ("\n" + self.detail.rstrip() if self.detail else "")


class Problems(Exception):
    """Several problems found in one run, so that an author can fix them together."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(len(problems))
        # Pages of several languages may contain the same passage; report its problem once.
        self.problems = list({str(problem): problem for problem in problems}.values())

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def warn(problems: list[Problem]) -> None:
    """Print problems that stop nothing, each once."""
    for problem in Problems(problems).problems:
        print(say("주의: ", "warning: ") + str(problem), file=sys.stderr)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return a sentence that suggests the closest known word, or "" if no word is close."""
    import difflib

    near = difflib.get_close_matches(str(word), known, n=1)
    return say(f" 혹시 {near[0]}인가요?", f" Did you mean {near[0]}?") if near else ""


def use_utf8() -> None:
    """Write UTF-8 to the terminal, regardless of its code page, so that Korean is readable."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


_In = TypeVar("_In")
_Out = TypeVar("_Out")


def each(items: Iterable[_In], work: Callable[[_In], _Out]) -> list[_Out]:
    """Return the result of each item, and raise the problems of all items together.

    Raises:
        Problems: the problems of all items.
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
