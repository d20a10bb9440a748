"""What lesson 2-3 comes to, by a computation of its own, which shares no line with the snippet."""

from __future__ import annotations

import re
from collections import Counter

from literate.environment import ROOT

WORDS = ["일찍", "자고", "일어나세요", "어제", "늦게", "자서", "너무", "졸려요"]
FIRST = [0, 1, 0, 2]
X = [[int(column == number) for column in range(8)] for number in FIRST]
W = [
    [0.1, -0.1, 0.6],
    [0.1, -0.5, 0.4],
    [1.3, 0.9, -0.7],
    [-1.3, -0.6, 0.0],
    [-2.3, -0.2, -1.2],
    [-0.7, -0.5, -0.3],
    [0.4, 1.0, -0.1],
    [1.4, -0.7, 0.4],
]
PICKED = [W[0], W[1], W[0], W[2]]
TOTAL = [1.6, 0.2, 0.9]

_LINES = (ROOT / "snippets" / "data" / "corpus.txt").read_text(encoding="utf-8").splitlines()
HELD_OUT = [re.findall("[가-힣]+", line) for at, line in enumerate(_LINES, 1) if at % 10 == 0]
SENTENCES = [re.findall("[가-힣]+", line) for at, line in enumerate(_LINES, 1) if at % 10]
COUNTS = Counter(word for sentence in SENTENCES for word in sentence)
TOTAL_WORDS = sum(COUNTS.values())
UNSEEN = [word for sentence in HELD_OUT for word in sentence if word not in COUNTS]


def flat(matrix: list[list[float]] | list[list[int]]) -> list[float]:
    return [value for row in matrix for value in row]
