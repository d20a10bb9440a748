"""Claims of the page on what was corrected."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown

corrections = lesson("corrections.py")
page = shown("corrections.py")

SHARE, COUNT, TOTAL = (0.05, 0.95), (1, 5), (6, 10)


def test_the_right_density() -> None:
    claimed = formula("corrections-gaussian-pdf")
    claimed.agrees(corrections.gaussian_pdf, x=(150, 190), mu=(160, 180), sigma=(1, 10))


def test_the_right_derivative() -> None:
    claimed = formula("corrections-binomial-nll-gradient")
    claimed.agrees(corrections.binomial_nll_gradient, p=SHARE, k=COUNT, n=TOTAL)
    claimed.is_derivative_of("binomial-nll", "p", p=SHARE, k=COUNT, n=TOTAL)


HEIGHTS = [164.95, 165.35, 165.76, 166.16, 167.78, 168.99, 169.80, 170.20, 171.82, 172.63]
MEANS = range(160, 181)
LIKELIHOODS = [math.prod(map(NormalDist(mu, 5).pdf, HEIGHTS)) for mu in MEANS]
LOGS = np.log(LIKELIHOODS)
RIGHT, WRONG = LIKELIHOODS[8], 32 * LIKELIHOODS[8]


def test_without_the_2_every_likelihood_is_32_times_too_large() -> None:
    assert corrections.right_likelihood == pytest.approx(RIGHT)
    assert corrections.wrong_likelihood == pytest.approx(WRONG)
    page.prints(
        "both-likelihoods",
        *(RIGHT, math.log(RIGHT), WRONG, math.log(WRONG), 32, 2, 2, 32),
        *(5 * math.log(2), 2, 2, 5 * math.log(2)),
    )


def test_the_gap_is_the_same_at_every_mean_and_so_is_the_argmax() -> None:
    assert corrections.right_logs == pytest.approx(LOGS)
    assert corrections.wrong_logs - corrections.right_logs == pytest.approx([5 * math.log(2)] * 21)
    page.prints("same-argmax", 168, 168, 5 * math.log(2), 5 * math.log(2))
    page.draws("parallel-curves", MEANS, LOGS)
    page.draws("parallel-curves", MEANS, LOGS + 5 * math.log(2))


def test_without_the_2_the_area_is_the_root_of_2() -> None:
    assert corrections.right_area == pytest.approx(1, abs=1e-7)
    assert corrections.wrong_area == pytest.approx(math.sqrt(2), abs=1e-7)
    page.prints("area-under-each-density", 1, math.sqrt(2), 2, math.sqrt(2))
    page.writes("right-and-wrong-density", "area 1.0000", "area 1.4142")
    page.draws("right-and-wrong-density", corrections.x, corrections.right_density)
    page.draws("right-and-wrong-density", corrections.x, math.sqrt(2) * corrections.right_density)


def test_another_density_agrees_with_the_right_one_only() -> None:
    assert corrections.right_ratios == pytest.approx([1] * 100)
    assert corrections.wrong_ratios == pytest.approx([math.sqrt(2)] * 100)
    page.prints("against-another-density", 1, 1, math.sqrt(2), math.sqrt(2))


def test_a_docstring_changes_no_value() -> None:
    assert corrections.values == [NormalDist(168, 5).pdf(170)] * 2
    page.prints("docstring-is-not-run", *corrections.values)


def test_exp_of_the_log_likelihood_is_the_likelihood() -> None:
    assert np.exp(corrections.log_likelihoods) == pytest.approx(LIKELIHOODS, rel=1e-12, abs=0)
    assert corrections.by_title == pytest.approx(LIKELIHOODS, rel=1e-12, abs=0)
    page.prints("likelihood-in-place-of-log", math.log(RIGHT), 168, RIGHT, 168)
    page.prints("exp-brings-back-the-likelihood", RIGHT, RIGHT, 1)


def test_the_leftover_is_the_likelihood_at_the_last_mean_and_cannot_be_drawn() -> None:
    assert corrections.leftover == pytest.approx(LIKELIHOODS[-1], rel=1e-12, abs=0)
    page.prints("leftover-scalar", 21, 1)
    assert page.printed["leftover-scalar"].count("Error") == 2


def test_a_change_divided_by_a_change_is_the_gradient() -> None:
    for p, near in corrections.by_step.items():
        assert near == pytest.approx(-7 / p + 3 / (1 - p), abs=1e-6)
        assert corrections.by_share[p] == pytest.approx(near * 2e-5 / p, abs=1e-12)


def test_a_slip_in_code_shows_and_one_in_words_does_not() -> None:
    assert page.printed["two-slips"].startswith("Corss Entropy")
    assert "AttributeError" in page.printed["two-slips"]


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("both-likelihoods", "2.59e-12", "8.27e-11", "32", "-26.681", "-23.215", "3.4657")
    page.says("same-argmax", "160", "180", "168")
    page.says("parallel-curves", "168")
    page.says("area-under-each-density", "1.0000", "1.4142")
    page.says("right-and-wrong-density", "168", "1.0000", "1.4142", "1.41")
    page.says("against-another-density", "1.0000", "1.4142")
    page.says("docstring-is-not-run", "0.0737")
    page.says("likelihood-in-place-of-log", "-26.681", "2.59e-12", "168")
    page.says("exp-brings-back-the-likelihood", "1.0000")
    page.says("leftover-scalar", "21", "1")
    page.says("divided-by-p", "-8.0000", "-0.0003")
