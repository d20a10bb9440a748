"""Do work on items in a separate process that is killed if an item takes too long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

from ..messages import Problem, Problems, each, say

_In = TypeVar("_In")


class _Helper:
    """A process that does work on one item after another; `spawn` starts it alike on every system."""

    def __init__(self, work: Callable[[_In], None]) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_answer, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()
        self._ours.recv()  # It has imported its modules.

    def do(self, item: object, seconds: float, name: str) -> None:
        self._ours.send(item)
        if not self._ours.poll(seconds):
            message = (
                f"{seconds:g}초 안에 확인하지 못했습니다. 무엇이 오래 걸리게 하는지 덜어 가며 찾아보세요."
            )
            english = f"Checking this takes longer than {seconds:g} s. Remove parts to find the cause."
            raise Problem(say(message, english), name)
        try:
            problems = self._ours.recv()
        except EOFError:
            message = "확인하는 프로세스가 갑자기 끝났습니다."
            raise Problem(say(message, "The process that checks this ended unexpectedly."), name) from None
        if problems:
            raise Problems(problems)

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._ours.close()


def _answer(asked: Connection, work: Callable[[object], None]) -> None:
    asked.send(None)
    while True:
        try:
            item = asked.recv()
        except EOFError:
            return
        try:
            each([item], work)
            problems = []
        except Problems as several:
            problems = several.problems
        asked.send(problems)


def each_within(
    seconds: float, work: Callable[[_In], None], items: Sequence[_In], name: Callable[[_In], str]
) -> None:
    """Do work on each item, and raise the problems of all items together.

    Arguments:
        seconds: the time limit of one item.
        work: a function that can be pickled, and raises Problem or Problems.
        items: the items, which can be pickled.
        name: returns the file of an item, for messages.

    Raises:
        Problems: the problems of all items, and one for each item that takes too long or ends the process.
    """
    helpers: list[_Helper] = []

    def do(item: _In) -> None:
        helper = helpers.pop() if helpers else _Helper(work)
        try:
            helper.do(item, seconds, name(item))
        except Problem:
            helper.end()
            raise
        except Problems:
            helpers.append(helper)
            raise
        helpers.append(helper)

    try:
        each(items, do)
    finally:
        for helper in helpers:
            helper.end()
