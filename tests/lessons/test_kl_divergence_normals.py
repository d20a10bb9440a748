"""Claims of lesson 2-6 on two normals: its formulas and sentences."""

from __future__ import annotations

import math
import re
from statistics import NormalDist

import numpy as np
import pytest
import torch
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.panels import panels
from tests.lessons.two_distributions import FINE, log_density, of_normals

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")

MU, SIGMA = (-3, 3), (0.5, 3)
EXACT = of_normals(NormalDist(0, 1), NormalDist(1, 2))


def test_the_divergence_between_two_normals() -> None:
    def of_arrays(mu: np.ndarray, sigma: np.ndarray) -> float:
        return float(lesson_kl.kl_normals(mu[0], sigma[0], mu[1], sigma[1]))

    formula("kl-normals").agrees(of_arrays, mu=MU, sigma=SIGMA)


def test_the_logarithm_of_the_ratio_of_two_normals() -> None:
    states(
        r"상수 $2\pi$는 서로 지워집니다",
        r"The constant $2\pi$ cancels",
    )

    def log_ratio(x: float, mu: np.ndarray, sigma: np.ndarray) -> float:
        first, second = (lesson_kl.gaussian_log_pdf(x, mu[at], sigma[at]) for at in (0, 1))
        return float(first - second)

    formula("log-ratio-of-normals").agrees(log_ratio, x=(-3, 3), mu=MU, sigma=SIGMA)


# What the lesson says in words


def random_normals(count: int) -> list[tuple[NormalDist, NormalDist]]:
    generator = np.random.default_rng(0)
    rows = zip(generator.uniform(*MU, (count, 2)), generator.uniform(*SIGMA, (count, 2)), strict=True)
    return [(NormalDist(m[0], s[0]), NormalDist(m[1], s[1])) for m, s in rows]


def closed(one: NormalDist, other: NormalDist) -> float:
    return float(lesson_kl.kl_normals(one.mean, one.stdev, other.mean, other.stdev))


def test_the_closed_form_is_the_integral_and_what_pytorch_gives() -> None:
    states(
        "평균이 0, 표준편차가 1인 정규분포에서 평균이 1, 표준편차가 2인 정규분포로 가는 KL 발산을",
        "we compute the KL divergence from the normal distribution with mean 0 and standard deviation 1 to"
        " the one with mean 1 and standard deviation 2",
        "적분을 하지 않고도 구할 수 있습니다",
        "we can find the value without working out the integral",
        "첫 번째는 식이고, 두 번째는 적분을 넓이로 구하는 방법이며, 세 번째는"
        " `torch.distributions.kl_divergence`입니다",
        "We do it in three ways: with the formula, with the integral as an area, and with"
        " `torch.distributions.kl_divergence`",
        "… 값이 모두 …입니다",
        "All … values are …",
    )
    for one, other in random_normals(25):
        ours, theirs = (
            torch.distributions.Normal(torch.tensor(n.mean).double(), n.stdev) for n in (one, other)
        )
        by_torch = torch.distributions.kl_divergence(ours, theirs).item()
        assert closed(one, other) == pytest.approx(of_normals(one, other), rel=1e-8)
        assert closed(one, other) == pytest.approx(by_torch, rel=1e-5)
    assert lesson_kl.by_area == pytest.approx(EXACT, rel=1e-9)
    assert lesson_kl.by_torch == pytest.approx(EXACT, rel=1e-6)
    assert lesson_kl.exact == pytest.approx(EXACT, rel=1e-9)
    assert [row.split(":")[0] for row in page.printed["three-ways"].splitlines()] == [
        "closed form",
        "area",
        "PyTorch",
    ]


def test_normals_of_equal_variance_are_symmetric_and_others_are_not() -> None:
    states(
        "어느 방향으로 재도 …입니다",
        "give … in either direction",
        "여기에서는 두 평균을 맞바꾸어도 값이 같습니다. 표준편차가 다르면 대칭이 깨집니다",
        "here the two means can trade places without changing the value. If the standard deviations differ,"
        " the symmetry is broken",
        "KL 발산은 일반적으로 비대칭이지만, 표준편차가 같은 두 정규분포에서는 대칭입니다",
        "In general, the KL divergence is asymmetric, but between two normal distributions with the same"
        " standard deviation it is symmetric",
    )
    for one, other in random_normals(200):
        same = NormalDist(other.mean, one.stdev)
        distance = (one.mean - other.mean) ** 2 / (2 * one.variance)
        assert closed(one, same) == pytest.approx(closed(same, one)) == pytest.approx(distance, abs=1e-12)
        at_one_mean = NormalDist(one.mean, other.stdev)
        assert closed(one, at_one_mean) != pytest.approx(closed(at_one_mean, one), rel=1e-6)
        assert closed(one, other) != pytest.approx(closed(other, one), rel=1e-6)


def test_the_narrow_to_the_wide_costs_less_than_the_wide_to_the_narrow() -> None:
    states(
        "좁은 분포에서 넓은 분포로는 …, 넓은 분포에서 좁은 분포로는 …입니다",
        "From the narrow distribution to the wide one, we get …, and from the wide one to the narrow one, …",
    )
    narrow, wide = NormalDist(0, 1), NormalDist(0, 2)
    assert closed(narrow, wide) < closed(wide, narrow)
    both = [f"{closed(narrow, wide):.4f}", f"{closed(wide, narrow):.4f}"]
    assert page.said["kl-normals"][-2:] == both


def test_the_log_densities_give_the_difference_that_the_derivation_starts_from() -> None:
    one, other, x = NormalDist(1, 2), NormalDist(-1, 0.7), np.linspace(-4, 4, 50)
    stated = math.log(0.7 / 2) - (x - 1) ** 2 / 8 + (x + 1) ** 2 / (2 * 0.49)
    assert log_density(x, one) - log_density(x, other) == pytest.approx(stated)
    densities = np.exp(log_density(FINE - 150, one))
    mean_square = np.sum(densities * (FINE - 150 + 1) ** 2) / 4
    assert mean_square == pytest.approx(2**2 + (1 + 1) ** 2)


def test_the_steps_from_the_log_ratio_to_the_closed_form() -> None:
    states(
        r"$f$에서 뽑은 $x$에 대해 $(x-\mu_1)^2$의 평균은 분산 $\sigma_1^2$입니다",
        r"For $x$ drawn from $f$, the mean of $(x-\mu_1)^2$ is the variance $\sigma_1^2$",
        r"$x-\mu_1$의 평균이 0이어서 두 항을 곱한 것의 평균도 0입니다",
        r"The mean of $x-\mu_1$ is 0, so the mean of the product of the two parts is 0 as well",
        r"그래서 $(x-\mu_2)^2$의 평균은 분산에 두 평균의 차의 제곱을 더한",
        r"The mean of $(x-\mu_2)^2$ is therefore the variance plus the square of the difference between the"
        " two means",
        r"두 값을 넣으면 가운데 항이 $-\frac{1}{2}$이 되고",
        r"We insert both values. The middle term becomes $-\frac{1}{2}$",
    )
    x = np.linspace(-40, 40, 8001)
    for one, other in random_normals(20):
        density = lesson_kl.gaussian_pdf(x, one.mean, one.stdev)

        def mean(values: np.ndarray, density: np.ndarray = density) -> float:
            return float(np.trapezoid(values * density, x))

        off = x - one.mean
        assert mean(off) == pytest.approx(0, abs=1e-9)
        assert mean(off * (one.mean - other.mean)) == pytest.approx(0, abs=1e-9)
        assert mean(off**2) == pytest.approx(one.variance)
        assert mean((x - other.mean) ** 2) == pytest.approx(one.variance + (one.mean - other.mean) ** 2)
        assert mean(-(off**2) / (2 * one.variance)) == pytest.approx(-1 / 2)


def test_the_second_number_of_a_normal_is_its_standard_deviation() -> None:
    states(
        "출력의 N(0, 2)는 평균이 0, 표준편차가 2인 정규분포입니다",
        "In the output, N(0, 2) is the normal distribution with mean 0 and standard deviation 2",
        "여기서는 파이토치의 `Normal`처럼 표준편차를 적습니다",
        "here we write the standard deviation, as PyTorch’s `Normal` does",
    )
    assert torch.distributions.Normal(0.0, 2.0).stddev == 2
    for row in page.printed["kl-normals"].splitlines():
        *numbers, value = map(float, re.findall(r"\d+(?:\.\d+)?", row))
        ours, theirs = (torch.distributions.Normal(*numbers[at : at + 2]) for at in (0, 2))
        assert f"{torch.distributions.kl_divergence(ours, theirs).item():.4f}" == f"{value:.4f}"


def test_the_two_logarithms_of_a_density_are_the_same() -> None:
    states(
        "밀도에 로그를 취한 값과 로그 밀도가 똑같이 …입니다",
        "The logarithm of the density and the log density are the same, …",
    )
    x = np.linspace(-5, 5, 41)
    logarithms = np.log(lesson_kl.gaussian_pdf(x, 0, 1))
    assert lesson_kl.gaussian_log_pdf(x, 0, 1) == pytest.approx(logarithms)


def test_the_figure_of_a_narrow_and_a_wide_normal() -> None:
    states(
        "가로축은 x, 세로축은 적분하는 값이다",
        "with x on the horizontal axis and the value that we integrate on the vertical axis",
        "평균이 모두 0이고, 표준편차가 1인 좁은 정규분포와 2인 넓은 정규분포입니다",
        "both means are 0. The narrow normal distribution has a standard deviation of 1, and the wide one"
        " has a standard deviation of 2",
        "위 그림은 가운데만 0 위로 솟고 양옆에서 0 아래로 조금 내려간다",
        "In the upper plot, the curve rises above 0 only in the middle and dips slightly below 0 on both"
        " sides",
        "아래 그림은 가운데가 0 아래로 내려가고 양옆에 넓은 언덕이 두 개 솟는다",
        "In the lower plot, it falls below 0 in the middle and rises in two broad hills on both sides",
        "칠한 넓이에서 0 위의 넓이에서 0 아래의 넓이를 빼면 KL 발산이다",
        "The shaded area above 0 minus the shaded area below 0 is the KL divergence",
        "곡선 아래의 넓이가 KL 발산입니다. 0 아래의 넓이는 뺍니다",
        "The area under the curve is the KL divergence. Area below 0 is subtracted",
        "그래서 양옆에 벌점의 언덕이 솟습니다",
        "That is why hills of penalty rise on both sides",
    )
    curves = [axis.lines[0].get_data() for axis in panels(page, "narrow-and-wide")]
    for (x, y), deviations in zip(curves, ((1, 2), (2, 1)), strict=True):
        one, other = (NormalDist(0, deviation) for deviation in deviations)
        density = lesson_kl.gaussian_pdf(x, 0, one.stdev)
        assert y == pytest.approx(density * (log_density(x, one) - log_density(x, other)))
        above, below = np.trapezoid(np.maximum(y, 0), x), np.trapezoid(np.maximum(-y, 0), x)
        # The curve of the wide one goes on beyond the figure.
        assert above - below == pytest.approx(closed(one, other), abs=0.01)
    (x, narrow), (_, wide) = curves
    assert (narrow[abs(x) < 1] > 0).all() and (narrow[abs(x) > 1.5] < 0).all()
    assert -narrow.min() < narrow.max() / 5
    assert (wide[abs(x) < 1] < 0).all() and (wide[abs(x) > 1.5] > 0).all()
    assert wide[x < 0].max() == pytest.approx(wide[x > 0].max()) == wide.max()
    assert panels(page, "narrow-and-wide")[1].get_xlabel() == "x"


def test_each_normal_meets_the_other_where_its_own_values_are() -> None:
    states(
        "위 그림에서 좁은 분포의 값은 거의 가운데에서만 나오고, 그 자리는 넓은 분포도 어느 정도 내다봅니다",
        "In the upper plot, the values come from the narrow distribution, so almost all of them are in the"
        " middle, and the wide distribution expects them there to some extent",
        "아래 그림에서 넓은 분포의 값은 양옆에서도 나오는데, 좁은 분포는 그 자리의 밀도를 거의 0으로 봅니다",
        "In the lower plot, the values come from the wide distribution, so some of them are far to the"
        " sides, where the density of the narrow distribution is almost 0",
    )
    narrow, wide = NormalDist(0, 1), NormalDist(0, 2)
    inside = [normal.cdf(2.5) - normal.cdf(-2.5) for normal in (narrow, wide)]
    assert inside[0] > 0.98 and inside[1] < 0.8
    middle, sides = np.linspace(-2.5, 2.5, 51), np.linspace(2.5, 6, 51)
    ratio = lesson_kl.gaussian_pdf(middle, 0, 2) / lesson_kl.gaussian_pdf(middle, 0, 1)
    assert ratio.min() >= 1 / 2
    assert lesson_kl.gaussian_pdf(sides, 0, 1).max() < 0.02
