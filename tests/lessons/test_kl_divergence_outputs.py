"""Claims of lesson 2-6 on what its cells print."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from literate.checking.claims import shown

from tests.lessons.two_distributions import (
    DEVIATION,
    FLOOR,
    MEAN,
    Draws,
    P,
    Q,
    downhill,
    estimate,
    forward,
    js,
    kl,
    mixture,
    of_normals,
    reverse,
    student,
    surprise,
)

page = shown("kl_divergence.py")
draws = Draws()

UNIT, OTHER = NormalDist(0, 1), NormalDist(1, 1)
EXACT = of_normals(UNIT, NormalDist(1, 2))


def test_outputs_on_the_gap() -> None:
    page.prints("next-word", *(number for pair in zip(P, Q, strict=True) for number in pair))
    page.prints("two-costs", surprise(P, P), surprise(P, Q), kl(P, Q))
    page.prints("kl-divergence", kl(P, Q), 0)
    terms = [p * math.log(p / q) for p, q in zip(P, Q, strict=True)]
    page.prints("contributions", *terms, sum(terms))


def test_outputs_on_random_pairs() -> None:
    least = min(kl(first, second) for first, second in draws.pairs)
    page.prints("random-pairs", 10_000, least, 0, 0, 100, 0)


def test_outputs_on_the_one_line() -> None:
    loss = -(7 * math.log(0.4) + 3 * math.log(0.6)) / 10
    page.prints("one-line", loss, loss, loss, FLOOR, loss - FLOOR, loss)
    page.prints("one-gap", 0.7, FLOOR, 0.7, 0, FLOOR, FLOOR)
    slopes = {q: -0.7 / q + 0.3 / (1 - q) for q in (0.3, 0.5, 0.6, 0.9)}
    page.prints("same-gradient", *(number for q, slope in slopes.items() for number in (q, slope, slope)))


def test_outputs_on_zeros() -> None:
    page.prints("zeros", math.nan, kl([0.4, 0.3, 0.3, 0], P), 0, math.inf)
    rows = [(tiny, kl(P, [0.4, 0.3, 0.3 - tiny, tiny])) for tiny in (1e-2, 1e-4, 1e-8, 1e-16)]
    page.prints("nearly-zero", *(number for row in rows for number in row))


def test_outputs_on_two_directions() -> None:
    page.prints("both-directions", kl(P, Q), kl(Q, P))
    first, second = draws.first, draws.second
    valid = first * second > 0
    forth = sum(first[valid] * (np.log(abs(first[valid])) - np.log(abs(second[valid]))))
    back = sum(second[valid] * (np.log(abs(second[valid])) - np.log(abs(first[valid]))))
    sums = sum(first), sum(second)
    shares = 100 * float(np.mean(first < 0)), 100 * float(1 - np.mean(valid))
    page.prints("samples-as-probabilities", shares[0], *sums, math.nan, shares[1], forth, back)


def test_outputs_on_normals() -> None:
    pairs = [((0, 1), (1, 1)), ((1, 1), (0, 1)), ((0, 1), (0, 2)), ((0, 2), (0, 1))]
    rows = [(*one, *other, of_normals(NormalDist(*one), NormalDist(*other))) for one, other in pairs]
    page.prints("kl-normals", *(number for row in rows for number in row))
    peak = 1 / math.sqrt(2 * math.pi)
    page.prints("gaussian-densities", 0, peak, math.log(peak), math.log(peak))
    page.prints("three-ways", EXACT, EXACT, EXACT)


def test_outputs_on_estimates() -> None:
    rows = [(size, *estimate(of_size)) for size, of_size in draws.by_size.items()]
    printed = [(size, middle, error, abs(middle - EXACT) / error) for size, middle, error in rows]
    page.prints("monte-carlo", *(number for row in printed for number in row))
    off = np.array([abs(middle - EXACT) / error for middle, error in map(estimate, draws.repeated)])
    page.prints("exercise-coverage", 100 * float(np.mean(off < 1)), 100 * float(np.mean(off < 2)))


def test_outputs_on_the_mixture() -> None:
    page.prints("mixture", 301, 1)
    greatest = mixture(np.arange(100.0, 201.0)).max()
    page.prints("mixture-mean", MEAN, DEVIATION, mixture(MEAN), greatest)
    candidates = [(MEAN, DEVIATION), (125, 6), (168, 7)]
    scores = [(forward(*one), reverse(*one)) for one in candidates]
    page.prints("forward-and-reverse", *(number for row in scores for number in row))


def test_outputs_on_fitting() -> None:
    means = range(110, 191)
    best = min(means, key=lambda mu: forward(mu, 10))
    valleys = [mu for mu in means[1:-1] if reverse(mu, 10) < min(reverse(mu - 1, 10), reverse(mu + 1, 10))]
    page.prints("by-mean", best, *valleys)
    fits = [(*start, MEAN, DEVIATION, forward(MEAN, DEVIATION)) for start in ((110, 10), (180, 10))]
    for start in ((110, 10), (180, 10), (145, 20)):
        found = downhill(reverse, *start)
        fits.append((*start, *found, reverse(*found)))
    page.prints("fits", *(number for row in fits for number in row))


def test_outputs_on_jensen_shannon() -> None:
    page.prints("jensen-shannon", js(P, Q), js(P, Q), math.log(2), 2, math.log(2))


def test_outputs_on_pytorch() -> None:
    page.prints("categorical", kl(P, Q), kl(P, Q))
    page.prints("kl-div-loss", kl(P, Q))
    inner = sum(p * q for p, q in zip(P, Q, strict=True))
    page.prints("wrong-calls", -surprise(P, P) - inner, kl(Q, P), math.nan, kl(P, Q))
    mean = (kl(P, Q) + kl(Q, P)) / 2
    page.prints("batchmean", mean, mean, mean / 4, 4, 1)
    page.prints("batchmean-of-places", 2, 3, 3 * kl(P, Q), 6, kl(P, Q))
    rows = student()
    costs = [(step, kl(P, rows[step]), surprise(P, rows[step])) for step in (0, 60)]
    page.prints("student-and-teacher", *(number for row in costs for number in row), *rows[-1])


def test_outputs_of_the_exercises() -> None:
    page.prints("exercise-bits", 1, 2, 3, 3, 2, 3, 3, 1, 1.75, 2.25, 0.5)
    four = math.log(4)
    page.prints("exercise-uniform", surprise(P, P), four - surprise(P, P), 0, four, four, 0, 4, four)
    a, b, c = ([one, 1 - one] for one in (0.5, 0.25, 0.01))
    page.prints("exercise-triangle", kl(a, c), kl(a, b) + kl(b, c))
    peak = NormalDist(170, 5).pdf(170)
    page.prints("exercise-units", 0.08, peak, 0.08, 100 * peak)
    page.prints("exercise-sampled-mixture", draws.people.mean(), draws.people.std(), MEAN, DEVIATION)
