"""Claims of the page on what was corrected."""

from __future__ import annotations

from literate.claims import formula, lesson

corrections = lesson("corrections.py")

SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)


def test_the_right_density() -> None:
    claimed = formula("corrections-gaussian-pdf")
    claimed.agrees(corrections.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))


def test_the_right_derivative() -> None:
    claimed = formula("corrections-binomial-nll-gradient")
    claimed.agrees(corrections.binomial_nll_gradient, p=SHARE, k=COUNT, n=TOTAL)
    claimed.is_derivative_of("binomial-nll", "p", p=SHARE, k=COUNT, n=TOTAL)
