"""What the language models of lesson 2-5 count in the corpus, by counts of their own."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

LINES = Path("snippets/data/corpus.txt").read_text(encoding="utf-8").splitlines()
HELD_OUT = [line for place, line in enumerate(LINES) if place % 10 == 9]
TRAINING = [line for place, line in enumerate(LINES) if place % 10 != 9]
KNOWN = {token for line in TRAINING for token in line} | {"\n"}
SIZE = len(KNOWN) + 1  # and the unknown token


def pairs_of(lines: list[str], known: set[str]) -> list[tuple[str, str]]:
    texts = (["\n", *(one if one in known else "?unknown" for one in line), "\n"] for line in lines)
    return [pair for text in texts for pair in pairwise(text)]


PAIRS, NEW = pairs_of(TRAINING, KNOWN), pairs_of(HELD_OUT, KNOWN)
COUNTS, FIRSTS = Counter(PAIRS), Counter(first for first, _ in PAIRS)
NEXT = Counter(second for _, second in PAIRS)


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


def add_one_loss(pairs: list[tuple[str, str]]) -> float:
    return mean([-math.log((COUNTS[pair] + 1) / (FIRSTS[pair[0]] + SIZE)) for pair in pairs])


COUNTED = mean([-math.log(COUNTS[pair] / FIRSTS[pair[0]]) for pair in PAIRS])
UNIGRAM = mean([-math.log(NEXT[second] / len(PAIRS)) for _, second in PAIRS])
