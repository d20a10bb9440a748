"""Claims of lesson 2-4 on what its page says: captions, and values in sentences."""

from __future__ import annotations

import re

from literate.claims import shown

page = shown("negative_log_likelihood.py")

NAMES = {
    "음의 로그 가능도": "negative log likelihood",
    "로그 가능도": "log likelihood",
    "가능도": "likelihood",
}


def test_captions_and_text_alternatives_name_what_the_vertical_axis_shows() -> None:
    for block in page.page.cells:
        labels = {axis.get_ylabel() for figure in page.figures[block.name] for axis in figure.axes}
        if labels & set(NAMES.values()):
            words = " ".join([block.alt, *(line.text for line in block.caption)])
            named = {NAMES[word] for word in re.findall("|".join(NAMES), words)}
            assert named <= labels, f"{page.page.file}:{block.line}: {block.name} shows {labels}, not {named}"


def test_the_values_in_the_sentences_are_as_the_reader_reads_them() -> None:
    page.says("gaussian-curve", "0.0798", "0.0798", "175", "0.0484")
    page.says("same-heights-in-metres", "0.0798", "7.9788", "0.9999")
    page.says("density-above-one", "7.98")
    page.says("probability-as-area", "0.497", "0.0036")
    page.says("probability-beside-likelihood", "0.497", "0.0036")
    page.says("two-samples", "4.555e-07", "87,553")
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
    page.says("heights-on-a-line", "164.95", "172.63", "164.95", "172.63")
    page.says("density-of-each-height", "1.53e-12")
    page.says("three-candidates", "2.59e-12", "2.37e-18", "2.15e-17")
    page.says("likelihood-by-mean", "168", "2.59e-12", "8")
    page.says("likelihood-curve", "21", "168", "168")
    page.says("best-density", "168", "0.0520", "0.0479")
    page.says("log-likelihood", "168")
    page.says("underflow", "1.4e-45", "4.9e-324", "-3001.9", "-3.00")
    page.says("underflow-curve", "35", "247", "35", "247")
    page.says("log-likelihood-by-mean", "168", "-26.681")
    page.says("log-likelihood-curve", "160", "180", "168")
    page.says("negative-log-likelihood", "168", "26.681")
    page.says("nll-curve", "160", "180", "168", "168")
    page.says("sample-mean", "168.344", "168", "-0.1376")
    page.says("between-grid-points", "168", "168.344", "168", "168.344")
    page.says("binomial-likelihood", "0.002224")
    page.says("why-not-the-ends", "100")
    page.says("phone-likelihoods", "0.7030")
    page.says("constant-does-not-matter", "120", "0.000758", "0.0909")
    page.says("binomial-nll", "7", "3", "0.3", "6.1086", "6.1089")
    page.says("phone-nll-curve", "10", "7", "7", "3", "7", "3", "7", "10")
    page.says("binomial-nll-gradient", "-8", "22.2")
    page.says("share-descent", "0.5", "0.6854", "60", "0.7000", "6.9315", "6.1086")
    page.says("mean-descent", "160", "168.344", "168.344")
    page.says("mean-descent-path", "168.344", "40.58", "26.66")
    page.says("gaussian-nll-loss", "26.6811", "2.6681", "1.7492", "0.9189", "2.6681")
    page.says("sigma-in-place-of-variance", "2.4223", "168.344", "0.7", "168", "0.7030")
    page.says("exercise-other-sigmas", "168", "3", "24.0570")
    page.says("exercise-best-sigma", "2.62", "2.60", "2.6207", "2.7625")
    page.says("exercise-hundred-phones", "33%", "10%")
    page.says("exercise-word-underflow", "72", "11", "10,373.5", "10.3735")
