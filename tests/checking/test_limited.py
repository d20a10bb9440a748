"""Work that takes too long, or ends its process, is reported, and the work on the other items goes on."""

from __future__ import annotations

import os
import time

import pytest
from literate import messages
from literate.checking.limited import each_within
from literate.messages import Problem, Problems


def work(item: str) -> None:
    if item == "endless":
        while True:
            time.sleep(0.01)
    if item == "ended":
        os._exit(3)
    if item == "wrong":
        raise Problem("wrong", item)
    if item == "broken":
        raise ValueError("broken")


def problems_of(*items: str) -> list[tuple[str, str]]:
    with pytest.raises(Problems) as caught:
        each_within(2, work, items, lambda item: f"docs/{item}.md")
    return [(one.file, one.message) for one in caught.value.problems]


def test_what_takes_too_long_is_named_and_the_others_are_still_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    late = "Checking this takes longer than 2 s. Remove parts to find the cause."
    assert problems_of("fine", "endless", "fine", "wrong") == [("docs/endless.md", late), ("wrong", "wrong")]


@pytest.mark.parametrize("item", ["ended", "broken"])
def test_work_that_cannot_be_judged_does_not_pass(item: str) -> None:
    [(file, message), (other, _)] = problems_of("fine", item, "wrong")
    assert (file, other) == (f"docs/{item}.md", "wrong")
    assert message


def test_work_without_problems_passes() -> None:
    each_within(2, work, ["fine", "fine"], str)
    each_within(2, work, [], str)
