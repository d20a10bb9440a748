"""Do work on items in a separate process that is killed if an item takes too long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from ..interrupts import blocked_interrupts
from ..messages import Problem, Problems, each, say

_In = TypeVar("_In")


def each_within(
    seconds: float, work: Callable[[_In], None], items: Iterable[_In], name: Callable[[_In], str]
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
    helpers: list[tuple[BaseProcess, Connection]] = []

    def do(item: _In) -> None:
        process, answers = helpers.pop() if helpers else _start(work)
        helpers.append((process, answers))
        answers.send(item)
        message = say(
            f"{seconds:g}초 안에 확인하지 못했습니다. 무엇이 오래 걸리게 하는지 덜어 가며 찾아보세요.",
            f"Checking this takes longer than {seconds:g} s. Remove parts to find the cause.",
        )
        try:
            problems = answers.recv() if answers.poll(seconds) else [Problem(message, name(item))]
            is_usable = all(one.message != message for one in problems)
        except EOFError:
            message = say("확인하는 프로세스가 갑자기 끝났습니다.", "The process that checks this has ended.")
            problems, is_usable = [Problem(message, name(item))], False
        if not is_usable:
            _end(*helpers.pop())
        if problems:
            raise Problems(problems)

    try:
        each(items, do)
    finally:
        for helper in helpers:
            _end(*helper)


def _start(work: Callable[[_In], None]) -> tuple[BaseProcess, Connection]:
    spawn = multiprocessing.get_context("spawn")  # as on Windows and macOS
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_answer, args=(theirs, work), daemon=True)
    # Ctrl+C ends the command, which kills this process.
    with blocked_interrupts():
        process.start()
    theirs.close()
    ours.recv()  # It has imported its modules.
    return process, ours


def _end(process: BaseProcess, answers: Connection) -> None:
    process.kill()
    process.join()
    answers.close()


def _answer(asked: Connection, work: Callable[[_In], None]) -> None:
    problems: list[Problem] | None = None
    while True:
        asked.send(problems)
        item = asked.recv()
        try:
            each([item], work)
            problems = []
        except Problems as several:
            problems = several.problems
