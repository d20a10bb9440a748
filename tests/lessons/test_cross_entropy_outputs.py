"""Claims of lesson 2-5 on what its cells print."""

from __future__ import annotations

import math

import numpy as np
from literate.checking.claims import lesson, shown

from tests.lessons.words_and_models import (
    ANSWERS,
    BATCH,
    LOGITS,
    LOSSES,
    REVERSED,
    UNIFORM,
    P,
    expected_surprise,
    log_total,
    soft,
)

ce = lesson("cross_entropy.py")
page = shown("cross_entropy.py")

LOG2, LOG4, LOG5, LOG6 = (math.log(count) for count in (2, 4, 5, 6))
ENTROPY = 1.75 * LOG2
PHONES = {share: expected_surprise([0.7, 0.3], [share, 1 - share]) for share in (0.3, 0.5, 0.7, 0.9)}


def test_outputs_on_surprise() -> None:
    page.prints("surprise", 1, 0, 0.5, LOG2, 0.25, LOG4, 0.125, 3 * LOG2, 0.001, math.log(1000))
    page.prints("surprises-add-up", 3 * LOG2, LOG2, 2 * LOG2)
    page.prints("next-word", 0.5, LOG2, 0.25, LOG4, 0.125, 3 * LOG2, 0.125, 3 * LOG2)
    drawn = np.random.default_rng(1234).choice(4, 10_000, p=P)
    page.prints("mean-surprise", ENTROPY, 10_000, float(np.mean([-math.log(P[word]) for word in drawn])))


def test_outputs_on_entropy() -> None:
    small = [(p, -p * math.log(p)) for p in (0.1, 0.01, 0.001)]
    page.prints("zero-times-log", *(number for pair in small for number in pair), math.nan)
    page.prints("entropy", 0, ENTROPY, LOG4, 4, LOG4)
    page.prints("bits-and-nats", ENTROPY, 1.75, 2, 1.75, 1.75)
    page.prints("one-question-too-many", expected_surprise([0.9, 0.1], [0.9, 0.1]) / LOG2, 1)


def test_outputs_on_cross_entropy() -> None:
    page.prints("cross-entropy", *(expected_surprise(P, q) for q in (P, UNIFORM, REVERSED)))
    page.prints("never-below-entropy", ENTROPY, ce.costs.min(), *ce.closest)
    page.prints("both-directions", LOG4, expected_surprise(UNIFORM, P))
    page.prints("impossible-word", math.inf, expected_surprise([0.4, 0.3, 0.3, 0], P))


def test_outputs_on_the_phones() -> None:
    page.prints("empirical-distribution", 0.7, 0.3)
    page.prints("mean-nll", *(number for q, nll in PHONES.items() for number in (q, nll, nll)))
    page.prints(
        "more-people", *(number for n in (10, 100, 1000) for number in (n, n * PHONES[0.7], PHONES[0.7]))
    )
    floor = PHONES[0.7]
    page.prints("gap", *(number for q, nll in PHONES.items() for number in (q, nll, floor, nll - floor)))


def test_outputs_on_contexts() -> None:
    after_good = expected_surprise([0.25, 0.75], [0.25, 0.75])
    mixed = [0.6 * one + 0.4 * other for one, other in zip(P, [0.25, 0.75, 0, 0], strict=True)]
    floor = 0.6 * ENTROPY + 0.4 * after_good
    page.prints("two-contexts", ENTROPY, after_good, floor, *mixed, expected_surprise(mixed, mixed))


def test_outputs_on_softmax() -> None:
    page.prints("log-odds", math.e, 1, 1)
    page.prints("softmax", *soft(LOGITS), 1)
    sigmoid = 1 / (1 + math.exp(-2))
    page.prints("only-differences-count", *soft(LOGITS), *soft(LOGITS), sigmoid, sigmoid)
    page.prints("overflow", *[math.inf] * 4, *[math.nan] * 4)
    total = log_total(LOGITS)
    page.prints("log-sum-exp", total, total, 1000 + total, 1000 + total)
    page.prints("log-softmax", 0, -math.inf, 0, -800, *(z - total for z in LOGITS), *soft(LOGITS))


def test_outputs_on_the_loss() -> None:
    surprise = -math.log(soft(LOGITS)[1])
    page.prints("one-hot-target", 0, 1, 0, 0, 0, surprise, 1, surprise)
    mean = sum(LOSSES) / 3
    page.prints("cross-entropy-loss", *LOSSES, mean)
    page.prints("three-ways", mean, mean, mean)
    rows = zip(BATCH, ANSWERS, strict=True)
    page.prints("probabilities-in-nll-loss", -sum(soft(row)[y] for row, y in rows) / 3)
    page.prints("softmax-twice", log_total([20, 0, 0, 0]) - 20, log_total([1, 0, 0, 0]) - 1)
    page.prints("learning-with-softmax-twice", ce.once_path[40], ce.twice_path[40])
    page.prints("learning-from-zeros", 4, *ce.from_zeros[4], 100, *ce.from_zeros[100])
    gradient = np.array(soft(LOGITS)) - [0, 1, 0, 0]
    page.prints("cross-entropy-gradient", *gradient, *gradient, 0)


def test_outputs_on_binary_losses() -> None:
    by_label = [log_total([0, 2]), log_total([0, 2]) - 2]
    page.prints("binary-cross-entropy", 0, *[by_label[0]] * 2, 1, *[by_label[1]] * 2)
    page.prints("bce-with-logits", *[log_total([0, 2]), LOG2, log_total([0, -2])] * 3)
    page.prints("wrong-and-sure", -40, 40, 0, -800, 100, 0)
    page.prints("wrong-and-sure-with-logits", -40, 40, -1, -800, 800, -1)


def test_outputs_on_options() -> None:
    weighted = LOSSES[0] + LOSSES[1] + 5 * LOSSES[2]
    page.prints("class-weights", weighted / 7, weighted / 7, weighted / 3, LOSSES[2], LOSSES[2])
    page.prints("class-axis", ce.misread, ce.flattened)
    counted = (3 * LOG5 + 3 * (log_total([10, 0, 0, 0, 0]) - 10)) / 6
    page.prints("padding", counted, LOG5, 5, LOG5, math.nan)
    target = [0.025, 0.925, 0.025, 0.025]
    smoothed = expected_surprise(target, soft(LOGITS))
    page.prints("label-smoothing", *target, smoothed, smoothed, expected_surprise(target, target))


def test_outputs_on_perplexity() -> None:
    costs = [expected_surprise(P, q) for q in (P, UNIFORM, REVERSED)]
    page.prints(
        "perplexity", *(number for cost in costs for number in (cost, math.exp(cost), 2, math.exp(cost)))
    )
    page.prints("wrong-base", 4, 2, 2**LOG4, math.e**2)


def test_outputs_of_the_exercises() -> None:
    loaded = expected_surprise([0.1] * 5 + [0.5], [0.1] * 5 + [0.5])
    page.prints("exercise-die", LOG6, LOG6 / LOG2, loaded, loaded / LOG2, LOG6 - loaded)
    rows = [(count, math.log(math.e + count - 1) - 1, math.log(count)) for count in (2, 4, 100, 32_000)]
    page.prints("exercise-floor", *(number for row in rows for number in row))
    target = [0.025, 0.925, 0.025, 0.025]
    page.prints("exercise-best-gap", math.log(37), *target, expected_surprise(target, target), 3.6)
    both = (math.exp(4), math.exp(1))
    page.prints("exercise-two-sentences", *both, sum(both) / 2, math.exp(26 / 20))
    rows_by_temperature = [(t, *soft([z / t for z in LOGITS])) for t in (0.1, 1, 10)]
    page.prints("exercise-temperature", *(number for row in rows_by_temperature for number in row))
