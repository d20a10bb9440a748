"""Claims of lesson 2-4 on what it says about densities and the areas under them."""

from __future__ import annotations

import math
import re
from statistics import NormalDist

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.heights_and_phones import CENTIMETRES, density

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def test_arrays_are_printed_to_four_decimal_places() -> None:
    states(
        "`set_printoptions(precision=4)`는 배열의 수를 소수점 아래 네 자리까지만 보여 주라는",
        "`set_printoptions(precision=4)` tells NumPy to show no more than four decimal places",
        "수 계산은 NumPy, 그림은 Matplotlib, 미분과 학습은 파이토치가 맡습니다",
        "NumPy does the numerical work, Matplotlib draws the figures, and PyTorch takes care of",
    )
    printed = "".join(page.printed[cell] for cell in ("x-grid", "likelihood-by-mean", "share-grid"))
    assert max(map(len, re.findall(r"\.(\d+)", printed))) == 4
    with np.printoptions(precision=4):
        assert str(nll.p[:2]) == "[0.0099 0.0198]"
    assert isinstance(nll.x, np.ndarray) and isinstance(nll.tensor.grad, nll.torch.Tensor)
    assert isinstance(nll.share_optimizer, nll.torch.optim.Optimizer)
    assert type(page.figures["gaussian-curve"][0]).__module__.startswith("matplotlib.")


def test_mu_sets_the_position_of_the_peak_and_sigma_its_width() -> None:
    states(
        "$\\mu$(뮤)는 평균으로 봉우리의 위치를 정하고, $\\sigma$(시그마)는",
        "The mean $\\mu$ (mu) sets the position of the peak, and",
        "**표준편차**(standard deviation)로 봉우리의 너비를 정합니다",
        "the **standard deviation** $\\sigma$ (sigma) sets its width",
    )
    grid = np.arange(100, 240, 0.5)
    for mu in (150, 170, 190):
        for sigma in (2, 5, 10):
            curve = nll.gaussian_pdf(grid, mu, sigma)
            assert grid[curve.argmax()] == mu
            wide = grid[curve > curve.max() / 2]
            width = 2 * sigma * math.sqrt(2 * math.log(2))
            assert wide.max() - wide.min() == pytest.approx(width, abs=1)  # a step of the grid on each side


def test_the_grid_is_even() -> None:
    states(
        "150센티미터부터 190센티미터까지 점 100개를 고르게 놓습니다",
        "We place 100 points evenly from 150 to 190 centimeters",
    )
    assert nll.x == pytest.approx(CENTIMETRES, rel=1e-12)


def test_the_figure_of_the_density() -> None:
    states(
        "가로축은 키, 세로축은 밀도이고 170에서 봉우리를 이루는 좌우 대칭 종 모양 곡선",
        "height on the horizontal axis and density on the vertical axis, peaking at 170",
        "A symmetric bell-shaped curve",
        "165, 170, 175에서 곡선까지 세로 점선이 서 있고, 165에는 μ − σ, 175에는 μ + σ라고",
        "Dashed vertical lines rise to the curve at 165, 170, and 175; 165 is labeled μ − σ and 175 is",
        "평균 170, 표준편차 5인 정규분포",
        "The normal distribution with mean 170 and standard deviation 5",
    )
    axis = page.figures["gaussian-curve"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("height (cm)", "density")
    x, y = axis.lines[0].get_data()
    assert y == pytest.approx(density(x, 170, 5)) and y == pytest.approx(y[::-1])
    (drops,) = axis.collections
    assert [tuple(end) for _, end in drops.get_segments()] == [
        (mark, pytest.approx(density(mark, 170, 5))) for mark in (165, 170, 175)
    ]
    assert drops.get_linestyle()[0][1]
    places = {text.get_text(): text.get_position()[0] for text in axis.texts}
    assert 164 < places["μ − σ"] < 165 and 175 < places["μ + σ"] < 176


def test_the_density_is_highest_at_its_mean_and_equal_a_sigma_to_either_side() -> None:
    states(
        "곡선은 평균 170에서 가장 높고, 그때의 높이는 …입니다",
        "The curve is highest at the mean, 170, where it reaches …",
        "좌우로 표준편차만큼 떨어진 165와 …에서 높이는 똑같이 …입니다",
        "One standard deviation to the left and to the right, at 165 and …, it reaches the same level, …",
    )
    assert nll.peak == nll.gaussian_pdf(170, 170, 5) >= nll.gaussian_pdf(CENTIMETRES, 170, 5).max()
    assert nll.gaussian_pdf(165, 170, 5) == nll.gaussian_pdf(175, 170, 5)


def test_the_curve_bends_downward_within_one_sigma_and_upward_outside() -> None:
    states(
        "이 두 점은 곡선이 휘는 방향이 바뀌는 변곡점(inflection point)이기도 합니다",
        "These two points are also its inflection points, where the direction of bending changes",
        "두 점 사이에서는 … 볼록하고, 바깥에서는 … 볼록합니다",
        "the curve bends … between them and … outside",
    )
    assert page.said["gaussian-curve"][-2:] == ["위로", "아래로"]
    inside, outside = np.linspace(165.1, 174.9, 200), np.linspace(175.1, 190, 200)
    assert (np.diff(nll.gaussian_pdf(inside, 170, 5), 2) < 0).all()
    assert (np.diff(nll.gaussian_pdf(outside, 170, 5), 2) > 0).all()
    assert (np.diff(nll.gaussian_pdf(340 - outside, 170, 5), 2) > 0).all()


def test_a_probability_is_an_area_that_is_never_above_1_as_a_density_may_be() -> None:
    states(
        "곡선의 높이는 **밀도**(density)이지 확률이 아닙니다",
        "The height of the curve is a **density**, not a probability",
        "확률은 언제나 1 이하이지만, 밀도는 1보다 커도 됩니다",
        "A probability is never greater than 1, but a density may be",
        "확률은 곡선 아래의 넓이이고, 전체 넓이가 1이기만 하면 되기 때문입니다",
        "Probability is the area under the curve, and all that is required is a total area of 1",
    )
    assert nll.peak_in_meters == pytest.approx(100 * nll.peak) and nll.peak_in_meters > 1
    for start, end in ((1.65, 1.72), (1.69, 1.71), (1.5, 1.9), (1, 3)):
        grid = np.linspace(start, end, 20_001)
        area = np.trapezoid(nll.gaussian_pdf(grid, 1.7, 0.05), grid)
        exact = NormalDist(1.7, 0.05).cdf(end) - NormalDist(1.7, 0.05).cdf(start)
        assert area == pytest.approx(exact, abs=1e-6) and area < 1 + 1e-9


@pytest.mark.parametrize(("mu", "sigma"), [(170, 5), (160, 1), (1.7, 0.05), (0, 30)])
def test_the_area_under_a_density_is_one(mu: float, sigma: float) -> None:
    wide = np.linspace(mu - 12 * sigma, mu + 12 * sigma, 20_001)
    assert np.trapezoid(nll.gaussian_pdf(wide, mu, sigma), wide) == pytest.approx(1, rel=1e-12)


def test_the_trapezoid_rule_adds_up_trapezoids() -> None:
    states(
        "곡선 아래를 잘게 나누어 사다리꼴의 넓이를 모두 더하는 함수입니다",
        "This function cuts the region under the curve into thin trapezoids and adds up their areas",
    )
    y = nll.densities_in_meters
    trapezoids = (y[:-1] + y[1:]) / 2 * np.diff(nll.meters)
    assert nll.area_in_meters == pytest.approx(trapezoids.sum(), rel=1e-12)


def test_the_area_is_one_in_centimetres_and_in_meters_but_for_the_tails() -> None:
    states(
        "분포는 그대로 두고 단위만 바꾸었습니다",
        "The distribution is the same; only the unit has changed",
        "센티미터일 때 …이던 봉우리의 높이가 미터에서는 …입니다. 넓이는 둘 다 …입니다",
        "With centimeters, the peak of the curve is … high; with meters, it is … high. The area is … both",
        "1에 조금 못 미치는 까닭은 격자의 양 끝 바깥에 남은 꼬리를 세지 않았기 때문입니다",
        "It falls just short of 1 because the tails beyond the two ends of the grid are not counted",
        "가로가 좁아진 만큼 세로가 높아졌습니다",
        "What the curve has lost in width, it has gained in height",
    )
    assert nll.area_in_meters == pytest.approx(NormalDist().cdf(4) - NormalDist().cdf(-4), abs=1e-5)
    assert nll.area_in_meters < 1
    assert np.trapezoid(nll.gaussian_pdf(nll.x, 170, 5), nll.x) == pytest.approx(nll.area_in_meters)
    assert nll.meters == pytest.approx(nll.x / 100)
    assert nll.densities_in_meters == pytest.approx(100 * nll.gaussian_pdf(nll.x, 170, 5))


def test_the_figure_of_a_density_above_one() -> None:
    states(
        "밀도 1을 나타내는 가로 점선보다 한참 위로 솟아 있다. 곡선 아래에 칠한 넓이는 1이다",
        "far above the dashed horizontal line at density 1. The shaded area under the curve is 1",
        "1.7미터에서 높이가 …인 봉우리를 이루어",
        "It peaks at 1.7 meters, where it reaches …",
        "밀도는 1을 넘어도 곡선 아래의 넓이는 1입니다",
        "The density exceeds 1, yet the area under the curve is 1",
        "점선은 밀도가 1인 높이입니다",
        "The dashed line marks a density of 1",
        "미터로 적은 키의 밀도 곡선",
        "The density curve of heights written in meters",
    )
    axis = page.figures["density-above-one"][0].axes[0]
    curve, dashed = axis.lines
    x, y = curve.get_data()
    assert y.max() > 5 and x[y.argmax()] == pytest.approx(1.7, abs=0.005)  # a step of the grid
    assert dashed.get_linestyle() == "--" and list(dashed.get_ydata()) == [1, 1]
    edge = axis.collections[0].get_paths()[0].vertices
    shaded = np.sum(edge[:-1, 0] * edge[1:, 1] - edge[1:, 0] * edge[:-1, 1]) / 2  # the shoelace formula
    assert abs(shaded) == pytest.approx(1, abs=1e-4)
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("height (m)", "density")


def test_a_probability_is_the_area_between_two_values() -> None:
    states(
        "키가 165센티미터와 172센티미터 사이일 확률은 두 값 사이에서 곡선 아래의 넓이입니다",
        "a height lies between 165 and 172 centimeters is the area under the curve between those two values",
        "이번에는 그 구간에만 점을 촘촘히 놓고",
        "This time we place many points on that interval alone",
        "평균에서 좌우로 표준편차만큼 떨어진 165와 175 사이",
        "between 165 and 175, one standard deviation to the left and to the right of the mean",
        "한 사람의 키가 165와 172 사이일 확률은 …입니다. 165와 175 사이일 확률은 …입니다",
        "one person’s height falls between 165 and 172 is …. Between 165 and 175 it is …",
    )
    normal = NormalDist(170, 5)
    assert nll.probability == pytest.approx(normal.cdf(172) - normal.cdf(165), abs=1e-6)
    assert nll.share_within_sigma == pytest.approx(normal.cdf(175) - normal.cdf(165), abs=1e-6)
    assert (nll.between[0], nll.between[-1]) == (165, 172)
    assert np.diff(nll.between).max() < np.diff(nll.x).min() / 10


@pytest.mark.parametrize(("mu", "sigma"), [(170, 5), (0, 1), (-3, 40)])
def test_every_normal_distribution_has_the_same_share_within_one_sigma(mu: float, sigma: float) -> None:
    states(
        "평균과 표준편차가 얼마이든 평균에서 표준편차만큼 떨어진 범위 안에 늘 이만큼이 들어갑니다",
        "always has this much within one standard deviation of its mean, whatever its mean and its standard",
    )
    inside = np.linspace(mu - sigma, mu + sigma, 2001)
    share = np.trapezoid(nll.gaussian_pdf(inside, mu, sigma), inside)
    assert share == pytest.approx(math.erf(1 / math.sqrt(2)), abs=1e-7)
    assert nll.share_within_sigma == pytest.approx(share, abs=1e-6)


def test_height_times_width_is_the_probability_of_a_thin_slice_only() -> None:
    states(
        "구간의 너비가 0이면 넓이도 0입니다",
        "An interval of width 0 has area 0",
        "이런 얇은 구간의 넓이는 직사각형의 넓이와 거의 같습니다",
        "The area over such a thin interval is almost that of a rectangle",
        "너비를 $\\Delta$(델타)라고 하면 확률은 대략 $f(x)\\Delta$입니다",
        "If its width is $\\Delta$ (delta), the probability is about $f(x)\\Delta$",
        "높이에 너비를 곱하면 넓이가 됩니다",
        "Height times width is area",
    )

    def area(width: float) -> float:
        return NormalDist(170, 5).cdf(172 + width / 2) - NormalDist(170, 5).cdf(172 - width / 2)

    def wrong_by(width: float) -> float:
        return float(abs(nll.height_at_172 * width / area(width) - 1))

    assert wrong_by(4) > 0.01 > wrong_by(1) > 1e-4 > wrong_by(0.1)
    assert area(0) == 0


def test_wide_slices_differ_from_rectangles_in_the_printed_digits_and_thin_ones_do_not() -> None:
    states(
        "너비가 4일 때는 둘이 조금 다릅니다. 너비를 …까지 줄이면 출력된 자리까지 같아집니다",
        "With a width of 4, the two differ a little. With a width of …, they agree in all the digits shown",
        "눈금이 0.1센티미터인 자로 172를 읽었다면, 참값은 172를 가운데에 둔 너비 0.1의 구간 어딘가에",
        "the true value lies somewhere in an interval of width 0.1 around 172",
    )
    rows = re.findall(r"width +(\S+): area (\S+), height × width (\S+)", page.printed["thin-slices"])
    assert [float(width) for width, *_ in rows] == [4, 1, nll.width]
    assert 0 < float(rows[0][2]) - float(rows[0][1]) < 0.01
    assert rows[-1][1] == rows[-1][2]
    read = np.round(np.array([171.9, 171.951, 172.049, 172.1]), 1)
    assert list(read == 172) == [False, True, True, False] and nll.width == 0.1


def test_the_figure_has_a_slice_above_and_a_height_below() -> None:
    states(
        "위 그림에는 172를 가운데에 둔 너비 1의 얇은 조각이 칠해져 있다",
        "In the upper plot a thin slice of width 1 around 172 is shaded",
        "아래 그림에는 172에서 곡선까지 세운 세로선 하나와 곡선 위의 점 하나가 있고",
        "In the lower plot one vertical line at 172 rises to a point on the curve",
        "위는 확률, 아래는 밀도. 같은 자리 172에서 보았습니다",
        "Probability above, density below, both at 172",
        "위 그림에서 확률은 칠한 조각의 **넓이**입니다. 아래 그림에서 밀도는 같은 자리의 **높이**입니다",
        "In the upper plot, the probability is the **area** of the shaded slice",
        "In the lower plot, the density is the **height** at the same place",
        "같은 종 모양 곡선을 그린 두 그림",
        "Two plots of the same bell-shaped curve",
    )
    top, bottom = page.figures["slice-beside-height"][0].axes
    assert top.get_position().y0 > bottom.get_position().y1
    assert top.get_title().startswith("Probability: the area") and len(top.lines) == 1
    assert bottom.get_title().startswith("Density: the height")
    edge = top.collections[0].get_paths()[0].vertices
    assert (edge[:, 0].min(), edge[:, 0].max()) == (171.5, 172.5)
    (drop,) = bottom.collections[0].get_segments()
    height = pytest.approx(float(density(172, 170, 5)))
    assert drop.ravel().tolist() == [172, 0, 172, height]
    assert [list(values) for values in bottom.lines[1].get_data()] == [[172], [height]]
    for axis in (top, bottom):
        x, y = axis.lines[0].get_data()
        assert y == pytest.approx(density(x, 170, 5))
