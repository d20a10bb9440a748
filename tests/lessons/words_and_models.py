"""What lesson 2-5 comes to, by a computation of its own, which shares no line with the snippet."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from decimal import Decimal, getcontext
from typing import Any

import numpy as np

P = [0.5, 0.25, 0.125, 0.125]
UNIFORM = [0.25] * 4
REVERSED = P[::-1]
LOGITS = [2.0, 1.0, 0.0, -1.0]
BATCH = [[2.0, 1.0, 0.0, -1.0], [0.5, 0.5, 3.0, 0.0], [-1.0, 2.0, 1.0, 1.5]]
ANSWERS = [1, 2, 0]
PEOPLE = [0] * 7 + [1] * 3

getcontext().prec = 50


def expected_surprise(p: Iterable[float], q: Iterable[float]) -> float:
    return math.fsum(-one * math.log(other) for one, other in zip(p, q, strict=True) if one)


def soft(z: Iterable[float]) -> list[float]:
    """The softmax, in fifty decimal digits, which neither overflows nor underflows here."""
    powers = [Decimal(one).exp() for one in z]
    return [float(power / sum(powers)) for power in powers]


def log_total(z: Iterable[float]) -> float:
    return float(sum((Decimal(one).exp() for one in z), Decimal()).ln())


LOSSES = [log_total(row) - row[answer] for row, answer in zip(BATCH, ANSWERS, strict=True)]


def mean_questions(p: Iterable[float]) -> float:
    """The least mean number of yes-or-no questions that tell which of some outcomes came (Huffman, 1952)."""
    heap = list(p)
    heapq.heapify(heap)
    questions = 0.0
    while len(heap) > 1:
        both = heapq.heappop(heap) + heapq.heappop(heap)
        questions += both
        heapq.heappush(heap, both)
    return questions


def random_pairs(count: int = 2000, outcomes: int = 5) -> list[tuple[np.ndarray, np.ndarray]]:
    pairs = np.random.default_rng(0).dirichlet(np.ones(outcomes), (count, 2))
    return [(pair[0], pair[1]) for pair in pairs]


def heights(axes: Any) -> list[float]:
    """The heights of the bars that Matplotlib's axes hold, in the order in which they were drawn."""
    return [bar.get_height() for bar in axes.patches]


def random_logits(count: int = 200, classes: int = 5, spread: float = 4) -> Any:
    return np.random.default_rng(0).normal(0, spread, (count, classes))
