"""Claims on where the explorables of lesson 2-4, negative_log_likelihood.py, start and what they say."""

from __future__ import annotations

import math

import numpy as np
from literate.checking.explorable_claims import explorable

from tests.lessons.heights_and_phones import HEIGHTS, density, nll_of, slope


def test_the_normal_over_heights() -> None:
    found = explorable("negative-log-likelihood", "normal-likelihood")
    found.starts(mu=160, sigma=5)
    densities = density(HEIGHTS, 160, 5)
    nll, likelihood = nll_of(HEIGHTS, 160), float(np.prod(densities))
    ends = [("밀도의 범위는", densities.min()), ("~", densities.max())]
    found.shows(
        ("밀도 f(x)", densities.min(), densities.max()),
        ("가능도 L", likelihood),
        ("로그 가능도 ℓ", -nll),
        ("음의 로그 가능도 NLL", nll),
    )
    normal = [("평균", 160), ("표준편차", 5), ("곡선에 값", 10)]
    found.says("density-plot", *normal, *ends, ("가능도는", likelihood), ("로그 가능도는", -nll))
    found.says("nll-plot", ("표준편차가", 5), ("점은 평균", 160), ("높이", nll))


def test_the_share_of_the_phones() -> None:
    found = explorable("negative-log-likelihood", "share-likelihood")
    found.starts(p=0.5)
    likelihood, nll = 0.5**10, 10 * math.log(2)
    found.shows(
        ("가능도 L", likelihood),
        ("로그 가능도 ℓ", -nll),
        ("음의 로그 가능도 NLL", nll),
        ("기울기 −7/p + 3/(1−p)", slope(0.5)),
    )
    point = ("점은 비율", 0.5)
    found.says("likelihood-plot", point, ("높이", likelihood))
    found.says("log-likelihood-plot", point, ("높이", -nll))
    found.says("nll-plot", point, ("높이", nll), ("기울기는", slope(0.5)))
