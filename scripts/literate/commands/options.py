"""Define the options that the commands share, and report problems."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from ..environment import ROOT
from ..messages import Problem, Problems, did_you_mean, say, translated
from ..running.limits import LESSON_SECONDS


class Parser(ArgumentParser):
    """A parser that reports misspelled options in the user's language, with the nearest known one."""

    def option(self, name: str, korean: str, english: str, **settings: Any) -> None:
        """Add an option, with its help in both languages."""
        self.add_argument(name, help=say(korean, english), **settings)

    def format_usage(self) -> str:
        """Return the usage in the user's language."""
        return translated(super().format_usage(), _ARGPARSE)

    def format_help(self) -> str:
        """Return the help in the user's language."""
        return translated(super().format_help(), _ARGPARSE)

    def error(self, message: str) -> None:  # type: ignore[override]
        """Report a wrong option with the nearest known one, and exit."""
        known = [option for action in self._actions for option in action.option_strings]
        words = [word for word in message.split() if word.startswith("-")]
        if "unrecognized arguments" in message and words:
            message = say(f"모르는 옵션입니다: {' '.join(words)}.", f"unknown option: {' '.join(words)}.")
            message += did_you_mean(words[0], known)
        self.exit(2, f"{self.format_usage()}{self.prog}: {translated(message, _ARGPARSE)}\n")


# What argparse itself says, each as a pattern with its Korean.
_ARGPARSE = {
    r"^usage: ": "사용법: ",
    r"^positional arguments:$": "인자:",
    r"^options:$": "옵션:",
    r"show this help message and exit$": "이 도움말을 보이고 끝냅니다",
    r"the following arguments are required: (.*)": r"빠진 것이 있습니다: \1",
    r"argument ([^:]+): expected one argument": r"\1 뒤에 값이 하나 있어야 합니다",
    r"argument ([^:]+): invalid choice: ('[^']*') \(choose from (.*)\)": (
        r"\1: \2은(는) 없습니다(\3 가운데 하나)"
    ),
    r"argument ([^:]+): invalid (.+) value: (.*)": r"\1: \3은(는) \2이(가) 아닙니다",
    r"argument ([^:]+): ignored explicit argument (.*)": r"\1에는 값을 줄 수 없습니다: \2",
    r"ambiguous option: (\S+) could match (.*)": r"\1은(는) 여럿으로 읽힙니다: \2",
}


def positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    """Return a converter of an option's text to a positive int or float, for argparse."""

    def convert(text: str) -> float:
        number = kind(text)
        if not number > 0:
            raise ValueError
        return number

    convert.__name__ = say("양수", "positive number")
    return convert


def add_options(parser: Parser) -> None:
    """Add the options that control how lessons run."""
    parser.option(
        "--jobs",
        "동시에 실행할 과의 수 (기본: CPU 코어 수)",
        "number of lessons that run at once (default: number of CPU cores)",
        type=positive(int),
        default=os.cpu_count() or 1,
        metavar="N",
    )
    parser.option(
        "--timeout",
        f"한 과를 실행하는 제한 시간(초) (기본: {LESSON_SECONDS})",
        f"time limit of each lesson in seconds (default: {LESSON_SECONDS})",
        type=positive(float),
        default=LESSON_SECONDS,
        metavar="S",
    )
    parser.option(
        "--scheduler",
        "과를 이 주소의 Dask 클러스터에서 실행합니다. 예: tcp://host:8786 (기본: 이 컴퓨터)",
        "run the lessons on the Dask cluster at this address, such as tcp://host:8786 "
        "(default: this machine)",
        metavar=say("주소", "ADDRESS"),
    )


def add_run_option(parser: Parser) -> None:
    """Add the option of a site whose pages do not run code."""
    parser.option(
        "--no-run",
        "페이지에서 코드를 고쳐 실행하는 버튼을 넣지 않습니다 (기본: 넣음)",
        "leave out the buttons that change and run code on pages (default: add them)",
        dest="run",
        action="store_false",
    )


def report_problems(
    work: Callable[[], bool], note: Callable[[str], object] = lambda text: None
) -> bool | None:
    """Return the result of some work; if the work raises problems, print the problems and return None.

    Arguments:
        work: the work.
        note: called with the problems' text, or with "" if there are none.
    """
    try:
        done = work()
        note("")
        return done
    except (Problem, Problems) as problem:
        reported: Exception = problem
    except OSError as error:
        from ..files.writing import write_problem

        reported = write_problem(error, ROOT)
    note(str(reported))
    print(reported, file=sys.stderr)
    failed = say(
        "빌드에 실패했습니다. 공개된 사이트는 그대로입니다.",
        "The build failed. The published site is unchanged.",
    )
    print(failed, file=sys.stderr)
    return None
