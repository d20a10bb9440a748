"""Explorables of the tests' own, with grids computed here by the definitions, independently of any lesson."""

from __future__ import annotations

import math
from itertools import pairwise

WORDS = ("학생", "선생님", "좋은", "매우")
P, Q = (0.5, 0.25, 0.125, 0.125), (0.1, 0.4, 0.2, 0.3)
DISTRIBUTIONS = [
    P,
    Q,
    (0.25, 0.25, 0.25, 0.25),
    (0.97, 0.01, 0.01, 0.01),
    (0.4, 0.3, 0.3, 0.0),
    (1.0, 0.0, 0.0, 0.0),
]
# Heights of children and adults, on a grid at whose ends wide curves are still high.
WEIGHTS, MEANS, SIGMAS = (0.6, 0.4), (125, 168), (6, 7)
PLACES = range(90, 206)


def cross_entropy(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    """Return −Σ pₖ log qₖ in nats; what never happens costs nothing."""
    happens = [(one, other) for one, other in zip(p, q, strict=True) if one > 0]
    return sum((one * -math.log(other) if other > 0 else math.inf) for one, other in happens)


def measures(p: tuple[float, ...], q: tuple[float, ...]) -> list[float]:
    """Return entropies, cross entropies and KL divergences, each of p first, in nats."""
    own, other = cross_entropy(p, p), cross_entropy(q, q)
    across, back = cross_entropy(p, q), cross_entropy(q, p)
    return [own, other, across, back, across - own, back - other]


def log_normal(x: float, mu: float, sigma: float) -> float:
    """Return a normal distribution's log density."""
    return -((x - mu) ** 2) / (2 * sigma**2) - math.log(sigma) - math.log(2 * math.pi) / 2


def log_mixture(x: float) -> float:
    """Return the log density of the heights."""
    parts = zip(WEIGHTS, MEANS, SIGMAS, strict=True)
    return math.log(sum(weight * math.exp(log_normal(x, mu, sigma)) for weight, mu, sigma in parts))


def area(values: list[float]) -> float:
    """Return what the trapezoidal rule gives for values one apart."""
    return sum((left + right) / 2 for left, right in pairwise(values))


def divergences(mu: float, sigma: float) -> list[float]:
    """Return forward and reverse KL between the heights and a normal distribution, in nats."""
    logs = [(log_mixture(x), log_normal(x, mu, sigma)) for x in PLACES]
    forward = area([math.exp(p) * (p - q) for p, q in logs])
    return [forward, area([math.exp(q) * (q - p) for p, q in logs])]


def numbers(values: list[float] | tuple[float, ...]) -> str:
    """Write numbers as a page's values do."""
    return " ".join(f"{value:.13g}" for value in values)


def two_distributions(name: str, shown: str) -> str:
    """Return a <two-distributions> with an id, showing some measures."""
    pairs = [(p, q) for p in DISTRIBUTIONS for q in DISTRIBUTIONS if p != q]
    rows = numbers([value for p, q in pairs for value in (*p, *q, *measures(p, q))])
    return f"""<div class="explorable"><two-distributions id="{name}" measures="{shown}"
      label="두 분포" labels="{" ".join(WORDS)}" p="{numbers(P)}" q="{numbers(Q)}"
      data-recorded="{rows}"></two-distributions></div>"""


def normal_fit(name: str) -> str:
    """Return a <normal-fit> with an id."""
    places = [(mu, sigma) for mu in (110, 125, 142.5, 168, 180) for sigma in (4, 7.5, 10, 22, 30)]
    rows = numbers([value for place in places for value in (*place, *divergences(*place))])
    return f"""<div class="explorable"><normal-fit id="{name}"
      label="키와 정규분포" unit="센티미터" axis-label="키(cm)"
      weights="{numbers(WEIGHTS)}" means="{numbers(MEANS)}" sigmas="{numbers(SIGMAS)}" axis="95 205"
      grid="{PLACES[0]} {PLACES[-1]} {len(PLACES)}" mu="110" sigma="10" mu-range="105 195"
      data-recorded="{rows}"></normal-fit></div>"""
