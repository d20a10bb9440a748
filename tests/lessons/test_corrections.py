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


def test_the_density_without_the_2() -> None:
    claimed = formula("density-without-the-2")
    claimed.agrees(corrections.density_without_the_2, x=(150, 190), mu=(160, 180), sigma=(1, 10))


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
    page.draws("parallel-curves", MEANS, LOGS, "with the 2")
    page.draws("parallel-curves", MEANS, LOGS + 5 * math.log(2), "without the 2")
    page.draws("parallel-curves", [168, 168], [0, 1], "μ = 168")


def test_without_the_2_the_area_is_the_root_of_2() -> None:
    assert corrections.right_area == pytest.approx(1, abs=1e-7)
    assert corrections.wrong_area == pytest.approx(math.sqrt(2), abs=1e-7)
    page.prints("area-under-each-density", 1, math.sqrt(2), 2, math.sqrt(2))
    right = [NormalDist(168, 5).pdf(x) for x in corrections.x]
    page.draws("right-and-wrong-density", corrections.x, right, "with the 2:\narea 1.0000")
    wrong = math.sqrt(2) * np.array(right)
    page.draws("right-and-wrong-density", corrections.x, wrong, "without the 2:\narea 1.4142")


def test_another_density_agrees_with_the_right_one_only() -> None:
    assert corrections.right_ratios == pytest.approx([1] * 100)
    assert corrections.wrong_ratios == pytest.approx([math.sqrt(2)] * 100)
    page.prints("against-another-density", 1, 1, math.sqrt(2), math.sqrt(2))


def test_a_docstring_changes_no_value() -> None:
    assert corrections.values == [NormalDist(168, 5).pdf(170)] * 2
    page.prints("docstring-is-not-run", *corrections.values)


SHARES = [step / 101 for step in range(1, 101)]
PHONE_LIKELIHOODS = [p**7 * (1 - p) ** 3 for p in SHARES]
BEST = max(PHONE_LIKELIHOODS)
BEST_SHARE = SHARES[PHONE_LIKELIHOODS.index(BEST)]


def test_exp_of_the_log_likelihood_is_the_likelihood_of_the_phones() -> None:
    assert corrections.by_title == pytest.approx(PHONE_LIKELIHOODS, rel=1e-12, abs=0)
    assert np.exp(corrections.log_likelihoods) == pytest.approx(PHONE_LIKELIHOODS, rel=1e-12, abs=0)
    page.prints("likelihood-in-place-of-log", math.log(BEST), BEST_SHARE, BEST, BEST_SHARE)
    page.prints("exp-brings-back-the-likelihood", BEST, BEST, math.exp(BEST))


def test_the_leftover_is_of_the_last_mean_of_the_heights_and_cannot_be_drawn() -> None:
    assert corrections.leftover == pytest.approx(LOGS[-1])
    page.prints("leftover-scalar", LOGS[-1], 100, 1)
    assert "ValueError" in page.printed["leftover-scalar"]


def test_a_change_divided_by_a_change_approaches_the_gradient_and_a_value_grows_without_bound() -> None:
    def nll(p: float) -> float:
        return -7 * math.log(p) - 3 * math.log(1 - p)

    steps = [0.1, 0.01, 0.001, 0.0001]
    ratios = [(nll(0.5 + dp) - nll(0.5)) / dp for dp in steps]
    rows = zip(steps, ratios, [nll(0.5) / dp for dp in steps], strict=True)
    page.prints("value-in-place-of-change", *(number for row in rows for number in row), -8)
    distances = [abs(ratio + 8) for ratio in ratios]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.01
    assert corrections.by_value == pytest.approx([10 * math.log(2) / dp for dp in steps])


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
    page.says("docstring-is-not-run", "0.0737", "3")
    page.says("likelihood-in-place-of-log", "-6.1089", "0.002223", "0.7030")
    page.says("exp-brings-back-the-likelihood", "0.002223", "1.002226")
    page.says("leftover-scalar", "180", "-53.8299", "100", "1")
    page.says("value-in-place-of-change", "-8.0000", "-7.9980", "69314.7")
