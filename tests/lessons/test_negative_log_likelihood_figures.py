"""Claims of lesson 2-4 on what its figures draw and write."""

from __future__ import annotations

import math

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


def test_figures_of_densities() -> None:
    curve = density(CENTIMETRES, 170, 5)
    page.draws("gaussian-curve", CENTIMETRES, curve)
    page.draws("gaussian-curve", [170], [density(170, 170, 5)])
    page.draws("density-above-one", CENTIMETRES / 100, 100 * curve)
    page.draws("slice-beside-height", CENTIMETRES, curve)
    page.draws("slice-beside-height", [172], [density(172, 170, 5)])
    page.draws("two-samples-on-the-curve", CENTIMETRES, curve)
    page.draws("two-samples-on-the-curve", nll.sample_a, density(nll.sample_a, 170, 5))
    page.draws("two-samples-on-the-curve", nll.sample_b, density(nll.sample_b, 170, 5))


def test_figures_of_the_heights() -> None:
    page.draws("heights-on-a-line", HEIGHTS, np.zeros(10))
    page.draws("heights-under-mean-170", CENTIMETRES, density(CENTIMETRES, 170, 5))
    page.draws("heights-under-mean-170", HEIGHTS, density(HEIGHTS, 170, 5))
    page.draws("best-density", CENTIMETRES, density(CENTIMETRES, 168, 5))
    page.draws("best-density", HEIGHTS, density(HEIGHTS, 168, 5))
    for mu in (160, 168, 176):
        page.draws("three-candidates", CENTIMETRES, density(CENTIMETRES, mu, 5))


def test_figures_by_mean() -> None:
    page.draws("likelihood-curve", MEANS, LIKELIHOODS)
    page.draws("likelihood-curve", [168], [LIKELIHOODS[8]])
    page.draws("log-likelihood-curve", MEANS, -NLLS)
    page.draws("nll-curve", MEANS, NLLS)
    page.draws("between-grid-points", nll.fine_means, [nll_of(HEIGHTS, mu) for mu in nll.fine_means])
    page.draws("between-grid-points", [168.344], [nll_of(HEIGHTS, 168.344)])
    page.draws("between-grid-points", [168], [NLLS[8]])


def test_figures_on_logarithms() -> None:
    page.draws("log-keeps-the-order", nll.ratios, [math.log(ratio) for ratio in nll.ratios])
    page.draws("underflow-curve", range(1, 401), nll.running_logs[:400])
    page.draws("underflow-curve", [nll.lost_32], [-nll_of(nll.many_heights[: nll.lost_32], 168)])
    page.draws("underflow-curve", [nll.lost_64], [-nll_of(nll.many_heights[: nll.lost_64], 168)])


def test_figures_on_the_phones() -> None:
    page.draws("phone-likelihood-curve", SHARES, PHONES)
    page.draws("phone-log-likelihood-curve", SHARES, np.log(PHONES))
    page.draws("phone-nll-curve", SHARES, -np.log(PHONES))
    page.draws("gradient-is-the-slope", nll.inner, [slope(p) for p in nll.inner])
    for p in (0.3, 0.7, 0.9):
        ends = -math.log(phones(p)) + slope(p) * np.array([-0.05, 0.05])
        page.draws("gradient-is-the-slope", [p - 0.05, p + 0.05], ends)


def test_figures_on_descending() -> None:
    page.draws("share-descent-path", SHARE_PATH[:8], [-math.log(phones(p)) for p in SHARE_PATH[:8]])
    page.draws("mean-descent-path", MEAN_PATH[:12], [nll_of(HEIGHTS, mu) for mu in MEAN_PATH[:12]])


def test_figures_of_the_exercises() -> None:
    page.draws("exercise-broken-loop-path", range(61), MEAN_PATH)
    page.draws("exercise-broken-loop-path", range(61), nll.broken_path)
    page.draws("exercise-best-sigma", nll.sigmas, nll.sigma_nlls)
    for size in (10, 100):
        relative = [(p / 0.7) ** (0.7 * size) * ((1 - p) / 0.3) ** (0.3 * size) for p in SHARES]
        page.draws("exercise-hundred-phones", SHARES, relative)


def test_the_shaded_area_is_the_slice() -> None:
    top = page.figures["slice-beside-height"][0].axes[0]
    shaded = top.collections[0].get_datalim(top.transData)
    assert list(shaded.intervalx) == pytest.approx([171.5, 172.5])
    assert shaded.y1 == pytest.approx(density(171.5, 170, 5), rel=1e-4)


def test_texts_in_the_figures() -> None:
    page.writes("gaussian-curve", "μ = 170, σ = 5", "0.0798")
    page.writes("slice-beside-height", "a slice at 172", "the height at 172, 0.0737")
    page.writes("heights-on-a-line", *(f"{height:.2f}" for height in HEIGHTS))
    page.writes("heights-under-mean-170", "μ = 170, σ = 5")
    page.writes("three-candidates", "μ = 160", "μ = 168", "μ = 176")
    page.writes("best-density", "μ = 168, σ = 5")
    for cell in ("likelihood-curve", "log-likelihood-curve", "nll-curve"):
        page.writes(cell, "at μ = 168")
    page.writes("between-grid-points", "grid 168", "exact 168.344")
    for cell in ("phone-likelihood-curve", "phone-log-likelihood-curve", "phone-nll-curve"):
        page.writes(cell, "7 Android, 3 iOS")
    page.writes("gradient-is-the-slope", "zero at p = 0.7")
    page.writes("share-descent-path", "p = 0.7")
    page.writes("mean-descent-path", "μ = 168.344")
    page.writes("exercise-best-sigma", "σ = 2.621")
    page.writes("exercise-hundred-phones", "7 of 10", "70 of 100")
