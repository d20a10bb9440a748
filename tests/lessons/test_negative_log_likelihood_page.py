"""Claims of lesson 2-4 on what its page says: captions, and values in sentences."""

from __future__ import annotations

import re

import numpy as np
from literate.checking.claims import shown, states

from tests.lessons.heights_and_phones import HEIGHTS, density, nll_of, phones, slope

page = shown("negative_log_likelihood.py")

NAMES = {
    "음의 로그 가능도": "negative log likelihood",
    "로그 가능도": "log likelihood",
    "가능도": "likelihood",
}


def grid(cell: str) -> str:
    """Return the longest of the values below a cell: the grid that an explorable is compared with."""
    return max(page.said[cell], key=len)


def test_captions_and_text_alternatives_name_what_the_vertical_axis_shows() -> None:
    for block in page.page.cells:
        labels = {axis.get_ylabel() for figure in page.figures[block.name] for axis in figure.axes}
        if labels & set(NAMES.values()):
            words = " ".join([block.alt, *(line.text for line in block.caption)])
            named = {NAMES[word] for word in re.findall("|".join(NAMES), words)}
            assert named <= labels, f"{page.page.file}:{block.line}: {block.name} shows {labels}, not {named}"


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("gaussian-curve", "0.0798", "0.0798", "175", "0.0484", "위로", "아래로")
    page.says("same-heights-in-meters", "0.0798", "7.9788", "0.9999")
    page.says("density-above-one", "7.98")
    page.says("probability-as-area", "0.497", "68.3%")
    page.says("thin-slices", "0.1")
    page.says("slice-beside-height", "0.0737")
    page.says("two-samples", "4.555e-07", "87,553")
    states(
        "| 학생 | 키(cm) | 학생 | 키(cm) |",
        "| 가 | … | 바 | … |",
        "| 나 | … | 사 | … |",
        "| 다 | … | 아 | … |",
        "| 라 | … | 자 | … |",
        "| 마 | … | 차 | … |",
        "| Student | Height (cm) | Student | Height (cm) |",
        "| A | … | F | … |",
        "| B | … | G | … |",
        "| C | … | H | … |",
        "| D | … | I | … |",
        "| E | … | J | … |",
    )
    page.says(
        "heights",
        "164.95",
        "168.99",
        "165.35",
        "169.80",
        "165.76",
        "170.20",
        "166.16",
        "171.82",
        "167.78",
        "172.63",
    )
    page.says("heights-on-a-line", "164.95", "172.63", "4", "164.95", "172.63")
    page.says("density-of-each-height", "1.53e-12")
    page.says("heights-under-mean-170", "10", "10")
    page.says("three-candidates", "2.59e-12", "2.37e-18", "2.15e-17", "21")
    page.says("likelihood-by-mean", "168", "2.59e-12", "8")
    page.says("likelihood-curve", "21", "168", "168")
    page.says("best-density", "168", "10", "21", "10", "0.0520", "0.0479")
    page.says("log-keeps-the-order", "3")
    page.says("log-likelihood", "10", "168")
    page.says("underflow", "1.4e-45", "4.9e-324", "-3044.9", "-3.04")
    page.says("underflow-curve", "34", "242", "34", "242", "10", "21")
    page.says("log-likelihood-by-mean", "168", "-26.681")
    page.says("log-likelihood-curve", "160", "180", "168", "21")
    page.says("negative-log-likelihood", "168", "26.681")
    states(
        "<th>평균</th><th>가능도</th><th>로그 가능도</th><th>음의 로그 가능도</th>",
        "<th>Mean</th><th>Likelihood</th><th>Log likelihood</th><th>Negative log likelihood</th>",
    )
    page.says(
        "nll-in-meters",
        *("26.681", "-19.371", "46.052", "160", "40.582"),
        *("150", "190", "160", "180", "160"),
        "164.95 165.35 165.76 166.16 167.78 168.99 169.8 170.2 171.82 172.63",
        grid("nll-in-meters"),
        *("160", "2.37e-18", "-40.582", "40.582"),
        *("168", "2.59e-12", "-26.681", "26.681"),
        *("180", "4.19e-24", "-53.830", "53.830"),
        *("168", "26.681"),
    )
    page.says("nll-curve", "160", "180", "168")
    page.says("mean-squared-error", "25.284", "168")
    page.says("sample-mean", "168.344", "168", "-0.1376")
    page.says("between-grid-points", "168", "168.344", "168", "168.344")
    page.says("binomial-likelihood", "0.002224")
    page.says("why-not-the-ends", "100")
    page.says("phone-likelihoods", "0.7030")
    page.says("constant-does-not-matter", "120", "0.000758", "1.0000")
    page.says("one-height", "1.0000")
    page.says("two-beliefs", "0.887", "0.716")
    page.says("binomial-nll", "7", "3", "0.3", "6.1086", "6.1089", "작습니다")
    page.says("phone-nll-curve", "10", "7", "7", "3", "7", "3", "7", "10")
    page.says("binomial-nll-gradient", "-8", "22.2")
    states(
        "<th>비율</th><th>가능도</th><th>로그 가능도</th><th>음의 로그 가능도</th><th>기울기</th>",
        "<th>Share</th><th>Likelihood</th><th>Log likelihood</th><th>Negative log likelihood</th>"
        "<th>Gradient</th>",
    )
    page.says(
        "gradient-is-the-slope",
        *("10", "7", "10", grid("gradient-is-the-slope")),
        *("0.000075", "-9.4978", "9.4978", "-19.0476"),
        *("0.000977", "-6.9315", "6.9315", "-8.0000"),
        *("0.000478", "-7.6453", "7.6453", "22.2222"),
        "-8",
    )
    page.says("slopes-of-two-models", "2.8")
    page.says("three-hundred-parameters", "300")
    page.says("share-descent", "0.5", "0.6854", "60", "0.7000", "6.9315", "6.1086", "0.7")
    page.says("mean-descent", "160", "168.344", "168.344")
    page.says("mean-descent-path", "168.344", "11", "40.58", "26.66")
    page.says("gaussian-nll-loss", "26.6811", "2.6681", "1.7492", "0.9189", "2.6681")
    page.says("sigma-in-place-of-variance", "2.4223", "168.344", "0.7", "168", "0.7030")
    page.says("exercise-best-sigma", "2.62", "2.60", "2.6207", "2.7625", "70")
    page.says("exercise-hundred-phones", "33%", "10%", "11")
    page.says("exercise-ten-of-ten", "1000", "11", "6.906")
    page.says("exercise-learning-rate", "0.4", "0.8", "5")
    page.says("exercise-broken-loop-path", "60", "168.344", "173.061")
    page.says("exercise-word-underflow", "72", "11", "10,373.5", "10.3735")


# What tests/site/test_explorables.py compares the explorables with


def test_the_grid_for_the_explorable_of_heights_holds_what_the_formulas_give() -> None:
    rows = np.array(grid("nll-in-meters").split(), dtype=float).reshape(-1, 6)
    assert [tuple(row[:2]) for row in rows] == [
        (mu, sigma) for sigma in (2, 3, 5, 8) for mu in (160, 164, 168, 172, 176, 180)
    ]
    for mu, sigma, *values in rows:
        nll = nll_of(HEIGHTS, mu, sigma)
        expected = [density(HEIGHTS[0], mu, sigma), np.exp(-nll), -nll, nll]
        np.testing.assert_allclose(values, expected, rtol=1e-11)


def test_the_grid_for_the_explorable_of_phones_holds_what_the_formulas_give() -> None:
    rows = np.array(grid("gradient-is-the-slope").split(), dtype=float).reshape(-1, 5)
    np.testing.assert_allclose(rows[:, 0], [(5 + 10 * row) / 101 for row in range(10)], rtol=1e-11)
    for p, *values in rows:
        nll = -np.log(phones(p))
        np.testing.assert_allclose(values, [phones(p), -nll, nll, slope(p)], rtol=1e-11)
