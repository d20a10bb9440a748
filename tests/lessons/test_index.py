"""Claims of the home page: its piece of a lesson."""

from __future__ import annotations

import math

from literate.checking.claims import formula, lesson, shown

home = lesson("index.py")
page = shown("index.py")

SHARES = [number / 100 for number in range(1, 100)]
LOSSES = [-7 * math.log(p) - 3 * math.log(1 - p) for p in SHARES]


def test_the_loss() -> None:
    formula("home-nll").agrees(home.nll, p=(0.05, 0.95), k=(1, 5), n=(6, 10))


def test_seven_of_ten_is_the_best_share() -> None:
    page.prints("best-share", 0.7)
    page.draws("loss-curve", SHARES, LOSSES)
    page.draws("loss-curve", [0.7], [min(LOSSES)])
    page.writes("loss-curve", "p", "NLL(p)")


def test_the_values_in_the_sentences() -> None:
    page.says("best-share", "0.70")
    page.says("loss-curve", "0.70")
