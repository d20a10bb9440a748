"""What lesson 2-4 comes to, by a computation of its own, which shares no line with the snippet."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np

HEIGHTS = np.array([164.95, 165.35, 165.76, 166.16, 167.78, 168.99, 169.80, 170.20, 171.82, 172.63])
MEANS = np.array([160 + step for step in range(21)])
SHARES = np.array([part / 101 for part in range(1, 101)])
CENTIMETRES = np.array([150 + 40 * step / 99 for step in range(100)])


def density(x: Any, mu: Any, sigma: Any) -> Any:
    return np.vectorize(lambda x, mu, sigma: NormalDist(mu, sigma).pdf(x))(x, mu, sigma)


def nll_of(x: Any, mu: float, sigma: float = 5) -> float:
    return -sum(math.log(one) for one in density(x, mu, sigma))


def phones(p: float, android: int = 7, ios: int = 3) -> float:
    return math.prod([p] * android + [1 - p] * ios)


def slope(p: float) -> float:
    return -7 / p + 3 / (1 - p)


LIKELIHOODS = np.array([math.prod(density(HEIGHTS, mu, 5)) for mu in MEANS])
NLLS = np.array([nll_of(HEIGHTS, mu) for mu in MEANS])
PHONES = np.array([phones(p) for p in SHARES])

SHARE_PATH, MEAN_PATH = [0.5], [160.0]
for _ in range(60):
    logit = math.log(SHARE_PATH[-1] / (1 - SHARE_PATH[-1])) - 0.1 * (10 * SHARE_PATH[-1] - 7)
    SHARE_PATH.append(1 / (1 + math.exp(-logit)))
    MEAN_PATH.append(MEAN_PATH[-1] - 0.5 * sum(MEAN_PATH[-1] - HEIGHTS) / 25)
