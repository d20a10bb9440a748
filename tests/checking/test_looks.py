"""Descriptions of what cells show, and what no claim is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import pytest
from literate.checking.looks import describe, printed_words, read_looks, same_look

DRAWN: dict[str, Any] = {
    **{"y": 4, "style": "-", "color": "C0", "bar": 2, "level": 5, "drop": 3, "area": 1, "dot": 2},
    **{"error": 0.5, "text": "here", "tip": (1, 2), "title": "Title", "x": "p", "scale": "linear"},
    **{"top": 10, "legend": "falls"},
}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def figure(**changes: Any) -> Any:
    """Return a figure with a part of each kind, some of them changed."""
    of = DRAWN | changes
    drawn, axis = plt.subplots()
    axis.plot([1, 2, 3], [1, of["y"], 9], of["style"], color=of["color"])
    axis.bar(["a", "b"], [1, of["bar"]], color="#123456")
    axis.axhline(of["level"], color="C1", ls="--")
    axis.vlines([1, 2], 0, of["drop"], color="C2")
    axis.fill_between([1, 2], [0, 0], [1, of["area"]], alpha=0.2)
    axis.scatter([1], [of["dot"]])
    axis.errorbar([1, 2], [1, 2], yerr=of["error"])
    axis.annotate(of["text"], of["tip"], (2, 3), arrowprops={"arrowstyle": "->"})
    axis.set(title=of["title"], xlabel=of["x"], yscale=of["scale"])
    axis.set_ylim(0.1, of["top"])
    axis.plot([1, 2], [2, 1], label=of["legend"])
    axis.legend()
    return drawn


def test_what_is_the_same_has_the_same_look() -> None:
    assert same_look(describe("", [figure()]), describe("", [figure(y=4 + 1e-6)]))


@pytest.mark.parametrize(
    "changes",
    [
        {"y": 4.1},
        {"style": "--"},
        {"color": "C3"},
        {"bar": 3},
        {"level": 6},
        {"drop": 4},
        {"area": 2},
        {"dot": 3},
        {"error": 0.6},
        {"text": "there"},
        {"tip": (1, 3)},
        {"title": "Other"},
        {"x": "q"},
        {"scale": "log"},
        {"top": 20},
        {"legend": "rises"},
    ],
)
def test_each_change_of_a_figure_changes_its_look(changes: dict[str, Any]) -> None:
    assert not same_look(describe("", [figure()]), describe("", [figure(**changes)]))


def test_printed_words_stand_between_the_numbers() -> None:
    printed = "right:  1.75\nwrong: -2e-05, nan\n\n[1. 2.]\n"
    assert printed_words(printed) == ["right: #", "wrong: #, #", "[# #]"]


def test_descriptions_are_read_by_cell() -> None:
    assert read_looks("## one\nprints #\n\n## two\naxes 1: x\n") == {"one": "prints #", "two": "axes 1: x"}
