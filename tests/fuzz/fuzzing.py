"""Bad and nearly good input by the thousand: how much of it, how it is made, what must come of each.

`FUZZ=long` tries a hundred times as much, other input each time; `FUZZ_SEED` repeats such a run.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from literate.messages import Problem, Problems

MAIN = Path(__file__).resolve().parents[2]
# Examples of a normal run, by subject; together a minute of one processor at the most.
EXAMPLES = {
    "bytes": 600,
    "pages": 1100,
    "real pages": 350,
    "translations": 400,
    "front matter": 800,
    "snippets": 600,
    "values": 600,
    "recordings": 700,
    "outputs": 300,
    "glossary": 300,
    "words": 150,
    "settings": 350,
}
LONGER = 100
# Seconds of the processor that one example may take, however bad it is.
LONGEST = 5.0
T = TypeVar("T")


def is_long() -> bool:
    """Whether this is the longer mode."""
    return os.environ.get("FUZZ") == "long"


def try_all(subject: str, strategy: st.SearchStrategy[T], check: Callable[[T], object]) -> None:
    """Check as many examples as a subject gets; they are the same each time but in the longer mode.

    Raises:
        AssertionError: fewer were tried, which is another way to find nothing.
    """
    wanted, tried = EXAMPLES[subject] * (LONGER if is_long() else 1), 0

    def attempt(example: T) -> None:
        nonlocal tried
        tried += 1
        with _bounded_time():
            check(example)

    started_with = int(os.environ.get("FUZZ_SEED") or random.randrange(10**9))
    run = settings(
        max_examples=wanted,
        derandomize=not is_long(),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )(given(strategy)(attempt))
    try:
        (seed(started_with)(run) if is_long() else run)()
    except BaseException as error:
        if is_long():
            error.add_note(f"{subject}: FUZZ=long FUZZ_SEED={started_with} repeats this.")
        raise
    assert tried >= wanted, f"{subject}: {tried} of {wanted} examples"


@contextmanager
def _bounded_time() -> Iterator[None]:
    """Break off what takes too long, where the system can: it would be no answer for an author."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(*_: object) -> None:
        raise AssertionError(f"takes longer than {LONGEST} s")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def rejections(work: Callable[[], object]) -> list[Problem]:
    """Do something; return the problems that it tells of, if it does. Whatever else it raises is a fault."""
    try:
        work()
    except Problem as problem:
        return [problem]
    except Problems as several:
        assert several.problems
        return several.problems
    return []


def tell_their_place(problems: Sequence[Problem], lines: dict[str, int]) -> None:
    """Want problems to name a file and a line of it, and to be text that a terminal can show.

    Arguments:
        problems: what was reported.
        lines: the number of lines of each file that may be named; 0 where a line need not be named.
    """
    for problem in problems:
        assert problem.message
        str(problem).encode("utf-8")
        assert problem.file in lines, problem
        assert lines[problem.file] == 0 or 1 <= problem.line <= lines[problem.file] + 1, problem


def line_count(content: bytes) -> int:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


# Signs that mean something to one of our readers, or to those of YAML, Markdown, Python or a terminal.
SIGNS = "{}[]()`$|/#:;.,%&*!?<>=+-~^_'\"\\@ \n\r\t\0\f\v\x1b\x85\xa0\u2028\u200b\ufeff\U0001f600aZ09가٣²"
LENGTHS = (1, 2, 7, 70, 999, 9_999)


def pieces(*known: str) -> st.SearchStrategy[str]:
    """Return short texts: known ones mostly, odd ones, and one sign or word many times over."""
    odd = st.text(SIGNS, max_size=20)
    repeated = st.builds(
        str.__mul__,
        st.sampled_from([*SIGNS, "{{", "}}", "$$", "/// ", "[(", "-1", "a.", "1+", "lambda:", "9", "x if "]),
        st.sampled_from(LENGTHS),
    )
    good = st.sampled_from(known)
    return st.one_of(*[good] * 8, odd, repeated, st.builds(str.__add__, good, odd))


def texts(line: st.SearchStrategy[str], most: int = 25) -> st.SearchStrategy[str]:
    """Return texts of such lines."""
    return st.lists(line, max_size=most).map("\n".join)


def mutated(text: st.SearchStrategy[str], line: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts with one to four mistakes: lines lost, doubled, swapped, replaced, cut, signs put in."""
    kinds = ("delete", "double", "swap", "replace", "cut", "insert", "end")
    place = st.integers(0, 10_000)
    mistake = st.tuples(st.sampled_from(kinds), place, place, line | st.text(SIGNS, min_size=1, max_size=3))
    return st.builds(_with_mistakes, text, st.lists(mistake, min_size=1, max_size=4))


def _with_mistakes(text: str, mistakes: list[tuple[str, int, int, str]]) -> str:
    lines = text.split("\n")
    for kind, first, second, new in mistakes:
        at, other = first % len(lines), second % len(lines)
        column = second % (len(lines[at]) + 1)
        if kind == "delete" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(other, lines[at])
        elif kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "replace":
            lines[at] = new
        elif kind == "cut":
            lines[at] = lines[at][:column]
        elif kind == "insert":
            lines[at] = lines[at][:column] + new + lines[at][column:]
        elif kind == "end":
            lines = [*lines[:at], lines[at][:column]]
    return "\n".join(lines)


def files_of(text: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return texts as the bytes of files: with marks, line ends of other systems, and bytes that are none."""

    def spoil(text: str, how: str, at: int, stray: bytes) -> bytes:
        content = text.encode("utf-8", "surrogatepass")
        place = at % (len(content) + 1)
        return {
            "plain": content,
            "crlf": content.replace(b"\n", b"\r\n"),
            "cr": content.replace(b"\n", b"\r"),
            "bom": b"\xef\xbb\xbf" + content,
            "utf-16": text.encode("utf-16", "surrogatepass"),
            "stray": content[:place] + stray + content[place:],
            "cut": content[:place],
        }[how]

    ways = st.sampled_from(["plain", "crlf", "cr", "bom", "utf-16", "stray", "stray", "cut"])
    return st.builds(spoil, text, ways, st.integers(0, 10_000), st.binary(min_size=1, max_size=4))


def json_values() -> st.SearchStrategy[Any]:
    """Return what JSON can say, also what no program of ours would."""
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(),
        st.text(SIGNS, max_size=8),
        st.sampled_from(["../x", "/etc/passwd", "a\0b", "x" * 10_000, "\ud800", "", ".", "..", "nul", "C:x"]),
    )
    keys = st.text(SIGNS, max_size=4) | st.sampled_from(
        ["../x.txt", "\ud800", "title", "requires", "planned"]
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=6,
    )
