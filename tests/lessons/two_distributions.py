"""What lesson 2-6 comes to, by a computation of its own, which shares no line with the snippet."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import Any

import numpy as np

P, Q = [0.5, 0.25, 0.125, 0.125], [0.25, 0.125, 0.125, 0.5]
ANDROID = 0.7
FLOOR = -0.7 * math.log(0.7) - 0.3 * math.log(0.3)  # the entropy of the phones
SHARES = np.array([0.05 + 0.01 * step for step in range(91)])
CHILDREN, ADULTS = NormalDist(125, 6), NormalDist(168, 7)
MEAN = 0.6 * 125 + 0.4 * 168
DEVIATION = math.sqrt(0.6 * (6**2 + 125**2) + 0.4 * (7**2 + 168**2) - MEAN**2)
# Finer and wider than the lesson's grid.
FINE = np.arange(-50, 350, 0.25)


def surprise(real: Sequence[float], model: Sequence[float]) -> float:
    """Return the mean surprise, infinite where something impossible happens."""
    pairs = [(one, other) for one, other in zip(real, model, strict=True) if one]
    return math.inf if any(not other for _, other in pairs) else -sum(a * math.log(b) for a, b in pairs)


def kl(real: Sequence[float], model: Sequence[float]) -> float:
    """Return the divergence as what the model's surprise exceeds the least by."""
    return surprise(real, model) - surprise(real, real)


def js(one: Sequence[float], other: Sequence[float]) -> float:
    middle = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
    return surprise(middle, middle) - (surprise(one, one) + surprise(other, other)) / 2


def of_normals(one: NormalDist, other: NormalDist) -> float:
    """Return the divergence between two normals by integration with Simpson's rule."""
    x = np.linspace(one.mean - 14 * one.stdev, one.mean + 14 * one.stdev, 4001)
    values = np.vectorize(one.pdf)(x) * (log_density(x, one) - log_density(x, other))
    weights = np.array([1, *[4, 2] * 1999, 4, 1]) * (x[1] - x[0]) / 3
    return float(values @ weights)


def log_density(x: Any, normal: NormalDist) -> Any:
    return -(((x - normal.mean) / normal.stdev) ** 2) / 2 - math.log(normal.stdev) - math.log(math.tau) / 2


def mixture(x: Any) -> Any:
    return 0.6 * np.exp(log_density(x, CHILDREN)) + 0.4 * np.exp(log_density(x, ADULTS))


def forward(mu: float, sigma: float) -> float:
    q = log_density(FINE, NormalDist(mu, sigma))
    return float(np.sum(mixture(FINE) * (np.log(mixture(FINE)) - q)) / 4)


def reverse(mu: float, sigma: float) -> float:
    q = log_density(FINE, NormalDist(mu, sigma))
    return float(np.sum(np.exp(q) * (q - np.log(mixture(FINE)))) / 4)


def downhill(function: Callable[[float, float], float], mu: float, sigma: float) -> tuple[float, float]:
    """Return the local minimum near a point, by steps along the axes that are halved when none leads down."""
    step = 1.0
    while step > 1e-5:
        around = [(mu + step, sigma), (mu - step, sigma), (mu, sigma + step), (mu, sigma - step)]
        best = min(around, key=lambda point: function(*point))
        if function(*best) < function(mu, sigma):
            mu, sigma = best
        else:
            step /= 2
    return mu, sigma


def student() -> list[list[float]]:
    """Return the probabilities of a student who descends from equal logits, one row a step."""
    logits, rows = [0.0] * 4, []
    for _ in range(61):
        powers = [math.exp(logit) for logit in logits]
        rows.append([power / sum(powers) for power in powers])
        logits = [logit - (q - p) for logit, q, p in zip(logits, rows[-1], P, strict=True)]
    return rows


class Draws:
    """The random numbers of the lesson, drawn in its order."""

    def __init__(self) -> None:
        source = np.random.default_rng(1234)
        self.pairs = source.dirichlet(np.ones(4), size=(10_000, 2))
        self.first, self.second = (np.sort(source.normal(mean, 1, 10_000)) for mean in (0, 1))
        self.by_size = {size: source.normal(0, 1, size) for size in (10, 100, 1_000, 10_000, 100_000)}
        is_adult = source.choice(2, size=10_000, p=[0.6, 0.4]) == 1
        self.people = source.normal(np.where(is_adult, 168, 125), np.where(is_adult, 7, 6))
        self.repeated = source.normal(0, 1, size=(2_000, 1_000))


def estimate(draws: Any) -> tuple[float, float]:
    """Return the mean of the log ratios of N(0, 1) and N(1, 2) at some draws, and its standard error."""
    ratios = math.log(2) - draws**2 / 2 + (draws - 1) ** 2 / 8
    mean = ratios.sum() / len(draws)
    return mean, math.sqrt(((ratios - mean) ** 2).sum() / (len(draws) - 1) / len(draws))
