"""Claims of lesson 2-6 on covering and seeking: the mixture and three candidates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from literate.checking.claims import formula, lesson, shown, states

from tests.lessons.panels import panels
from tests.lessons.two_distributions import (
    DEVIATION,
    MEAN,
    forward,
    mixture,
    reverse,
)

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")

CHILDREN, ADULTS = 125, 168


def test_the_density_of_a_mixture() -> None:
    claimed = formula("mixture-pdf")
    claimed.agrees(lesson_kl.mixture_pdf, x=(-3, 3), w=(0.1, 0.9), mu=(-3, 3), sigma=(0.5, 3))


def test_the_grid_holds_the_mixture_and_its_moments() -> None:
    states(
        "열 명 가운데 여섯 명은 어린이, … 명은 어른입니다",
        "Six out of ten are children, and … are adults",
        "어린이의 키는 평균 125, 표준편차 6, 어른의 키는 평균 168, 표준편차 7이라고 합시다",
        "Let the heights of the children have mean 125 and standard deviation 6, and those of the adults"
        " mean 168 and standard deviation 7",
        "0센티미터부터 300센티미터까지 1센티미터마다 놓은 격자에서",
        "on a grid that has a point at every centimeter from 0 to 300",
        "넓이가 …이니 격자 밖에 남은 꼬리는 걱정하지 않아도 됩니다",
        "The area is …, so we need not worry about the tails that lie outside the grid",
    )
    w, mu, sigma = lesson_kl.mixture_w, lesson_kl.mixture_mu, lesson_kl.mixture_sigma
    assert list(zip(w, mu, sigma, strict=True)) == [(0.6, 125, 6), (0.4, 168, 7)]
    assert lesson_kl.grid == pytest.approx(np.arange(0, 301))
    assert lesson_kl.mixture == pytest.approx(mixture(lesson_kl.grid))
    assert np.trapezoid(lesson_kl.mixture, lesson_kl.grid) == pytest.approx(1, rel=1e-9)
    assert lesson_kl.mixture_mean == pytest.approx(MEAN) == pytest.approx(142.2)
    assert lesson_kl.mixture_std == pytest.approx(DEVIATION)


def test_hardly_anyone_is_of_average_height() -> None:
    states(
        "모두의 평균은 …센티미터입니다",
        "The mean over all the people is … centimeters",
        "그런데 이 키에서 밀도는 …밖에 되지 않습니다. 밀도가 가장 높은 곳에서는 …이니, 평균 키인 사람은 거의"
        " 없는 셈입니다",
        "at this height, the density is only …. Where it is highest, the density is …. So there is hardly"
        " anyone of average height",
    )
    assert page.said["mixture-mean"][1:] == [f"{lesson_kl.at_mean:.4f}", f"{lesson_kl.mixture.max():.4f}"]
    assert lesson_kl.at_mean < lesson_kl.mixture.max() / 50
    assert lesson_kl.mixture[abs(lesson_kl.grid - lesson_kl.mixture_mean) < 2].sum() < 0.01
    assert page.said["mixture-mean"][0] == f"{lesson_kl.mixture_mean:.1f}"


@pytest.mark.parametrize(("mu", "sigma"), [(142.2, 22), (125, 6), (168, 7), (110, 10), (180, 3), (150, 30)])
def test_the_grid_is_fine_enough_for_both_directions(mu: float, sigma: float) -> None:
    assert lesson_kl.forward_kl(mu, sigma) == pytest.approx(forward(mu, sigma), rel=1e-9)
    assert lesson_kl.reverse_kl(mu, sigma) == pytest.approx(reverse(mu, sigma), rel=1e-4)


def test_forward_averages_over_the_data_and_reverse_over_the_model() -> None:
    states(
        "까닭은 무엇으로 평균을 내느냐에 있습니다",
        "The reason lies in which distribution we use to take the mean",
        r"$\operatorname{KL}(p \parallel q)$는 순방향(forward), $\operatorname{KL}(q \parallel p)$는"
        " 역방향(reverse)이라고 부릅니다",
        r"The value $\operatorname{KL}(p \parallel q)$ is called the forward KL divergence, and"
        r" $\operatorname{KL}(q \parallel p)$ the reverse KL divergence",
        "순방향은 $p$로 평균을 냅니다",
        "The forward KL divergence uses $p$",
        "역방향은 $q$로 평균을 냅니다",
        "The reverse KL divergence uses $q$",
    )
    grid, p, q = lesson_kl.grid, lesson_kl.mixture, lesson_kl.gaussian_pdf(lesson_kl.grid, 140, 20)
    assert lesson_kl.forward_kl(140, 20) == pytest.approx(np.trapezoid(p * np.log(p / q), grid))
    assert lesson_kl.reverse_kl(140, 20) == pytest.approx(np.trapezoid(q * np.log(q / p), grid))


def test_log_densities_do_not_underflow() -> None:
    states(
        "꼬리에서 밀도가 0으로 언더플로하지 않도록 $q$는 로그 밀도부터 구합니다",
        "To keep the density from underflowing to 0 in the tails, we compute the log density of $q$ first",
    )
    assert lesson_kl.gaussian_pdf(lesson_kl.grid, 110, 3).min() == 0
    assert np.isfinite(lesson_kl.gaussian_log_pdf(lesson_kl.grid, 110, 3)).all()
    assert math.isfinite(lesson_kl.forward_kl(110, 3))


def test_the_wide_one_is_best_forward_and_worst_in_reverse() -> None:
    states(
        "후보는 셋입니다. `wide`는 혼합분포의 평균과 표준편차를 그대로 쓰고, `children`과 `adults`는"
        " 어린이와 어른의 분포를 씁니다",
        "There are three candidates. The first, `wide`, simply takes the mean and the standard deviation of"
        " the mixture. The other two, `children` and `adults`, take the distribution of the children and"
        " that of the adults",
        "순방향으로 재면 `wide`가 가장 좋고, 그 값은 …입니다. 나머지 둘은 훨씬 나쁩니다",
        "By the forward KL divergence, `wide` is the best, at …. The other two are far worse",
        "역방향으로 재면 거꾸로 `children`이 가장 좋고, 그 값은 …입니다. 이번에는 `wide`가 가장 나쁩니다",
        "By the reverse KL divergence, it is the other way around: `children` is the best, at …, and this"
        " time `wide` is the worst",
    )
    children, adults = zip(lesson_kl.mixture_mu, lesson_kl.mixture_sigma, strict=True)
    wide = lesson_kl.mixture_mean, lesson_kl.mixture_std
    assert lesson_kl.candidates == {"wide": wide, "children": children, "adults": adults}
    scores = lesson_kl.scores
    assert min(scores, key=lambda name: scores[name][0]) == "wide"
    assert min(scores["children"][0], scores["adults"][0]) > 10 * scores["wide"][0]
    assert min(scores, key=lambda name: scores[name][1]) == "children"
    assert max(scores, key=lambda name: scores[name][1]) == "wide"


def test_the_figure_of_covering_and_seeking() -> None:
    states(
        "두 그림 모두 125와 168에 봉우리가 있는 혼합분포가 칠해져 있다",
        "In both, a mixture with peaks at 125 and 168 is shaded",
        "위 그림에는 두 봉우리를 함께 덮는 낮고 넓은 곡선 wide가 있고 그 꼭대기는 두 봉우리 사이의 골짜기"
        " 위에 있다",
        "In the upper plot, a low and wide curve, labeled wide, covers both peaks, and its top is above the"
        " valley between them",
        "아래 그림에는 왼쪽 봉우리에서 높이 솟은 곡선 children과 오른쪽 봉우리에서 솟은 곡선 adults가 있다",
        "In the lower plot, a curve labeled children rises high at the left peak, and a curve labeled adults"
        " rises at the right peak",
        "위는 두 봉우리를 덮은 분포, 아래는 봉우리 하나를 고른 두 분포",
        "Above, a distribution that covers both peaks; below, two that each chose one",
    )
    top, bottom = panels(page, "covering-and-seeking")
    (wide,), (children, adults) = top.lines, bottom.lines
    x, p = wide.get_xdata(), mixture(wide.get_xdata())
    for name, line in {"wide": wide, "children": children, "adults": adults}.items():
        page.draws("covering-and-seeking", x, line.get_ydata(), name)
    assert x[1:-1][(p[1:-1] > p[:-2]) & (p[1:-1] > p[2:])].tolist() == [CHILDREN, ADULTS]
    for axis in (top, bottom):
        shaded = axis.collections[0].get_paths()[0].vertices
        assert shaded[shaded[:, 1] > 0][: len(x)] == pytest.approx(np.stack([x, p], axis=1))
    tops = [x[line.get_ydata().argmax()] for line in (wide, children, adults)]
    assert tops[1:] == [CHILDREN, ADULTS] and CHILDREN < tops[0] < ADULTS
    assert wide.get_ydata().max() > p[x == tops[0]]
    assert wide.get_ydata().max() < adults.get_ydata().max() < children.get_ydata().max()


def test_the_wide_curve_covers_and_the_others_choose() -> None:
    states(
        "위 그림의 넓은 곡선은 두 봉우리를 모두 덮지만, 사람이 거의 없는 가운데에 가장 높은 밀도를 줍니다",
        "The wide curve in the upper plot covers both peaks, but it gives the highest density to the middle,"
        " where there is hardly anyone",
        "아래 그림의 곡선들은 사람이 실제로 있는 곳에만 밀도를 주지만, 봉우리 하나를 통째로 못 본 체합니다",
        "The curves in the lower plot give density only to places where there really are people, but each of"
        " them ignores a whole peak",
        "봉우리를 덮는다는 뜻으로 mode-covering, 또는 $p$가 0이 아닌 곳에서 0을 피한다는 뜻으로"
        " zero-avoiding이라고 하고, 역방향은 봉우리를 찾아간다는 뜻으로 mode-seeking",
        "the forward direction is called mode-covering (a mode is a peak), or zero-avoiding, since it avoids"
        " 0 wherever $p$ is above 0, and the reverse direction mode-seeking",
        "순방향은 봉우리를 모두 덮고(mode-covering)",
        "The forward direction covers all the peaks (mode-covering)",
    )
    top, bottom = panels(page, "covering-and-seeking")
    assert top.get_title() == "Mode-covering: forward KL"
    assert bottom.get_title() == "Mode-seeking: reverse KL"
    x, p = top.lines[0].get_xdata(), mixture(top.lines[0].get_xdata())
    wide, children, adults = (line.get_ydata() for line in (*top.lines, *bottom.lines))
    assert (wide[np.isin(x, [CHILDREN, ADULTS])] > wide.max() / 2).all()
    assert p[wide.argmax()] < p.max() / 50
    for curve, ignored in ((children, ADULTS), (adults, CHILDREN)):
        assert curve[p < p.max() / 50].max() < curve.max() / 30
        assert curve[x == ignored] < 1e-6


def test_where_each_direction_is_penalized() -> None:
    states(
        "$p$가 높은데 $q$가 0에 가까운 곳에서 벌이 끝없이 커지므로, $q$는 $p$가 높은 곳을 모두 **덮어야**"
        " 합니다",
        "Where $p$ is high but $q$ is close to 0, the penalty grows without bound, so $q$ has to **cover**"
        " every place where $p$ is high",
        "$q$가 높은데 $p$가 0에 가까운 곳에서 벌이 커지므로, $q$는 $p$가 높은 곳을 **골라** 들어갑니다",
        "Where $q$ is high but $p$ is close to 0, the penalty grows, so $q$ **seeks out** a place where $p$"
        " is high",
        "대신 들어가지 않은 봉우리는 세지 않습니다",
        "The peaks that it does not enter simply do not count",
    )
    grid, p, log_p = lesson_kl.grid, lesson_kl.mixture, lesson_kl.log_mixture
    missing = [lesson_kl.forward_kl(CHILDREN, sigma) for sigma in (10, 6, 3, 1, 0.5)]
    assert (np.diff(missing) > 1).all() and missing[-1] > 1000
    for mu in (140, 146, 150):
        log_q = lesson_kl.gaussian_log_pdf(grid, mu, 3)
        penalty = np.exp(log_q) * (log_q - log_p)
        assert p[penalty.argmax()] < p.max() / 20
        assert lesson_kl.reverse_kl(mu, 3) > 2 * max(
            lesson_kl.reverse_kl(peak, 3) for peak in (CHILDREN, ADULTS)
        )
    q, log_q = lesson_kl.gaussian_pdf(grid, CHILDREN, 6), lesson_kl.gaussian_log_pdf(grid, CHILDREN, 6)
    values = []
    for other in (ADULTS, 180, 200):
        moved = lesson_kl.mixture_pdf(grid, lesson_kl.mixture_w, [CHILDREN, other], lesson_kl.mixture_sigma)
        values.append(np.trapezoid(q * (log_q - np.log(moved)), grid))
    # The nearest of the humps overlaps a little.
    assert values == pytest.approx([lesson_kl.scores["children"][1]] * 3, abs=0.005)


def test_a_hump_alone_costs_about_the_log_of_its_share() -> None:
    states(
        r"어른의 봉우리에서는 $\log\frac{1}{ … }$, 곧 …쯤입니다",
        r"At the adults’ peak, it is about $\log\frac{1}{ … }$, which is …",
        r"어린이의 봉우리에서는 $p$가 $q$의 …배이므로 $\log\frac{q(x)}{p(x)}$의 평균은",
        r"At the children’s peak, $p$ is … times $q$, so the mean of $\log\frac{q(x)}{p(x)}$ is about",
        "두 값 모두 못 본 체한 봉우리의 비율이 클수록 큽니다",
        "In both cases, the larger the share of the ignored peak, the larger the value",
    )
    # About: the humps overlap a little.
    assert lesson_kl.scores["children"][1] == pytest.approx(math.log(1 / 0.6), abs=0.005)
    # The same overlap.
    assert lesson_kl.scores["adults"][1] == pytest.approx(math.log(1 / 0.4), abs=0.005)
    grid, near = lesson_kl.grid, abs(lesson_kl.grid - CHILDREN) < 10
    for peak, sigma in zip(lesson_kl.mixture_mu, lesson_kl.mixture_sigma, strict=True):
        q, log_q = lesson_kl.gaussian_pdf(grid, peak, sigma), lesson_kl.gaussian_log_pdf(grid, peak, sigma)
        values = []
        for ignored in (0.1, 0.4, 0.7):
            w = [1 - ignored, ignored] if peak == CHILDREN else [ignored, 1 - ignored]
            p = lesson_kl.mixture_pdf(grid, w, lesson_kl.mixture_mu, lesson_kl.mixture_sigma)
            values.append(np.trapezoid(q * (log_q - np.log(p)), grid))
        assert (np.diff(values) > 0.1).all()
    ratios = lesson_kl.mixture[near] / lesson_kl.gaussian_pdf(grid[near], CHILDREN, 6)
    assert ratios == pytest.approx(lesson_kl.mixture_w[0], rel=1e-3)
