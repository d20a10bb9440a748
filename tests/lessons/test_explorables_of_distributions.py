"""Claims of lessons 2-5 and 2-6 on the grids that tests/site compares their explorables with."""

from __future__ import annotations

import numpy as np
import pytest
from literate.checking.claims import shown

from tests.lessons.grids import rows
from tests.lessons.two_distributions import P, Q, forward, kl, reverse, surprise


@pytest.mark.parametrize(
    ("snippet", "cell", "model"),
    [("cross_entropy.py", "impossible-word", [0.25] * 4), ("kl_divergence.py", "two-ways-to-count", Q)],
)
def test_the_grids_of_two_distributions_hold_what_the_formulas_give(
    snippet: str, cell: str, model: list[float]
) -> None:
    found = rows(shown(snippet), cell, 14)
    assert len(found) >= 12
    assert [*found[0][:8]] == [*P, *model]
    for row in found:
        p, q = row[:4], row[4:8]
        np.testing.assert_allclose([p.sum(), q.sum()], 1, rtol=1e-11)
        expected = [surprise(p, p), surprise(q, q), surprise(p, q), surprise(q, p), kl(p, q), kl(q, p)]
        np.testing.assert_allclose(row[8:], expected, rtol=1e-10)


def test_the_grid_of_the_fitted_normal_holds_what_finer_integration_gives() -> None:
    found = rows(shown("kl_divergence.py"), "fits", 4)
    assert len(found) == 20
    for mu, sigma, *values in found:
        # Wide curves reach beyond the lesson's grid, which ends at 300.
        rtol = 1e-9 if sigma <= 10 else 0.01
        np.testing.assert_allclose(values, [forward(mu, sigma), reverse(mu, sigma)], rtol=rtol)
