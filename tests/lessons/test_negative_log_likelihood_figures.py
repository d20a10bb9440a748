"""Claims of lesson 2-4 on what its figures draw and write."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import lesson, shown

from tests.lessons.heights_and_phones import (
    CENTIMETRES,
    HEIGHTS,
    LIKELIHOODS,
    MEAN_PATH,
    MEANS,
    NLLS,
    PHONES,
    SHARE_PATH,
    SHARES,
    density,
    nll_of,
    phones,
    slope,
)

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def drops(cell: str, heights: Any, mu: int, name: str = "") -> None:
    """Claim that a line goes down from the density at each height."""
    ends = density(np.array(heights), mu, 5)
    page.draws(cell, [[height, height] for height in heights], [[0, end] for end in ends], name)


def test_figures_of_densities() -> None:
    curve = density(CENTIMETRES, 170, 5)
    page.draws("gaussian-curve", CENTIMETRES, curve)
    page.draws("gaussian-curve", [170], [density(170, 170, 5)], "0.0798")
    drops("gaussian-curve", [165, 170, 175], 170, "μ − σ")
    drops("gaussian-curve", [165, 170, 175], 170, "μ + σ")
    page.draws("density-above-one", CENTIMETRES / 100, 100 * curve, "area = 1")
    page.draws("density-above-one", [0, 1], [1, 1], "density = 1")
    page.draws("slice-beside-height", CENTIMETRES, curve)
    page.draws("slice-beside-height", [172], [density(172, 170, 5)])
    drops("slice-beside-height", [172], 170)
    page.draws("two-samples-on-the-curve", CENTIMETRES, curve)
    for sample, name in ((nll.sample_a, "a: near the middle"), (nll.sample_b, "b: in the tails")):
        page.draws("two-samples-on-the-curve", sample, density(sample, 170, 5), name)
        drops("two-samples-on-the-curve", sample, 170)


def test_figures_of_the_heights() -> None:
    page.draws("heights-on-a-line", HEIGHTS, np.zeros(10))
    for cell, mu in {"heights-under-mean-170": 170, "best-density": 168}.items():
        page.draws(cell, CENTIMETRES, density(CENTIMETRES, mu, 5))
        page.draws(cell, HEIGHTS, density(HEIGHTS, mu, 5))
        drops(cell, HEIGHTS, mu)
    for mu in (160, 168, 176):
        page.draws("three-candidates", CENTIMETRES, density(CENTIMETRES, mu, 5), f"μ = {mu}")
    page.draws("three-candidates", HEIGHTS, [0.004] * 10)  # ticks on the axis


def test_figures_by_mean() -> None:
    by_mean = {"likelihood-curve": LIKELIHOODS, "log-likelihood-curve": -NLLS, "nll-curve": NLLS}
    for cell, values in by_mean.items():
        page.draws(cell, MEANS, values)
        page.draws(cell, [168], [values[8]])
        page.draws(cell, [168, 168], [0, 1])
    page.draws("between-grid-points", nll.fine_means, [nll_of(HEIGHTS, mu) for mu in nll.fine_means])
    page.draws("between-grid-points", [168.344], [nll_of(HEIGHTS, 168.344)], "exact 168.344")
    page.draws("between-grid-points", [168], [NLLS[8]], "grid 168")
    page.draws("between-grid-points", [167, 168, 169, 170], NLLS[7:11])


def test_figures_on_logarithms() -> None:
    page.draws("log-keeps-the-order", nll.ratios, [math.log(ratio) for ratio in nll.ratios])
    page.draws("underflow-curve", range(1, 401), nll.running_logs[:400])
    three = [0.05, 0.4, 1]
    logs = np.log(three)
    page.draws("log-keeps-the-order", three, logs)
    page.draws("log-keeps-the-order", [[0, ratio] for ratio in three], [[log, log] for log in logs])
    page.draws("log-keeps-the-order", [[ratio, ratio] for ratio in three], [[-4, log] for log in logs])
    for kind, lost in {"float32": nll.lost_32, "float64": nll.lost_64}.items():
        rest = -nll_of(nll.many_heights[:lost], 168)
        page.draws("underflow-curve", [lost], [rest], f"{kind} is 0 from here")


def test_figures_on_the_phones() -> None:
    page.draws("phone-likelihood-curve", SHARES, PHONES)
    page.draws("phone-likelihood-curve", [0.7, 0.7], [0, 1])
    for cell, sign in {"phone-log-likelihood-curve": 1, "phone-nll-curve": -1}.items():
        page.draws(cell, SHARES, sign * np.log(PHONES))
        page.draws(cell, [0.7], [sign * math.log(phones(0.7))])
        page.draws(cell, [0.7, 0.7], [0, 1])
    page.draws("gradient-is-the-slope", nll.inner, [slope(p) for p in nll.inner])
    page.draws("gradient-is-the-slope", nll.inner, [-math.log(phones(p)) for p in nll.inner])
    page.draws("gradient-is-the-slope", [0, 1], [0, 0])
    for p in (0.3, 0.7, 0.9):
        ends = -math.log(phones(p)) + slope(p) * np.array([-0.05, 0.05])
        page.draws("gradient-is-the-slope", [p - 0.05, p + 0.05], ends)
        page.draws("gradient-is-the-slope", [p], [slope(p)])


def test_figures_on_descending() -> None:
    shares, means = np.linspace(0.48, 0.8, 100), np.linspace(159.4, 172, 100)
    ways: dict[str, Any] = {"": shares, "start": SHARE_PATH[:8], "p = 0.7": [0.7]}
    for name, places in ways.items():
        page.draws("share-descent-path", places, [-math.log(phones(p)) for p in places], name)
    ways = {"": means, "start": MEAN_PATH[:12], "μ = 168.344": [168.344]}
    for name, places in ways.items():
        page.draws("mean-descent-path", places, [nll_of(HEIGHTS, mu) for mu in places], name)


def test_figures_of_the_exercises() -> None:
    page.draws("exercise-broken-loop-path", range(61), MEAN_PATH, "with zero_grad()")
    page.draws("exercise-broken-loop-path", range(61), nll.broken_path, "without zero_grad()")
    page.draws("exercise-broken-loop-path", [0, 1], [168.344] * 2)
    page.draws("exercise-best-sigma", nll.sigmas, nll.sigma_nlls)
    page.draws("exercise-best-sigma", [HEIGHTS.std()] * 2, [0, 1], "σ = 2.621")
    for size in (10, 100):
        relative = [(p / 0.7) ** (0.7 * size) * ((1 - p) / 0.3) ** (0.3 * size) for p in SHARES]
        page.draws("exercise-hundred-phones", SHARES, relative, f"{7 * size // 10} of {size}")


def test_the_shaded_area_is_the_slice() -> None:
    top = page.figures["slice-beside-height"][0].axes[0]
    shaded = top.collections[0].get_datalim(top.transData)
    assert list(shaded.intervalx) == pytest.approx([171.5, 172.5])
    assert shaded.y1 == pytest.approx(density(171.5, 170, 5), rel=1e-4)


def test_texts_in_the_figures() -> None:
    page.writes("gaussian-curve", "μ = 170, σ = 5")
    page.writes("slice-beside-height", "a slice at 172", "the height at 172, 0.0737")
    page.writes("heights-on-a-line", "Ten heights", *(f"{height:.2f}" for height in HEIGHTS))
    page.writes("heights-under-mean-170", "μ = 170, σ = 5")
    page.writes("best-density", "μ = 168, σ = 5")
    for cell in ("likelihood-curve", "log-likelihood-curve", "nll-curve"):
        page.writes(cell, "at μ = 168")
    for cell in ("phone-likelihood-curve", "phone-log-likelihood-curve", "phone-nll-curve"):
        page.writes(cell, "7 Android, 3 iOS")
    page.writes("gradient-is-the-slope", "The curve and three tangents", "The gradient, zero at p = 0.7")
    page.writes("between-grid-points", "The minimum lies between grid points")
    page.writes("density-above-one", "The same heights in meters")
    page.writes("exercise-best-sigma", "NLL for σ, at the sample mean")
    page.writes("exercise-broken-loop-path", "What one missing line does")
    page.writes("exercise-hundred-phones", "Likelihood relative to its maximum")
    page.writes("log-keeps-the-order", "Larger stays larger: log is increasing")
    page.writes("mean-descent-path", "Gradient descent on the NLL of μ")
    page.writes("share-descent-path", "Gradient descent on the NLL of p")
    page.writes("three-candidates", "Which curve fits the ten heights?")
    page.writes("two-samples-on-the-curve", "Two samples under one density")
    page.writes("underflow-curve", "The sum of logs goes on")
