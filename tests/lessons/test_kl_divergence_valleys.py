"""Claims of lesson 2-6 on the valleys of both directions, and on where descents end."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, shown, states
from literate.checking.javascript import computed

from tests.lessons.two_distributions import (
    DEVIATION,
    MEAN,
    Draws,
    downhill,
    reverse,
)

lesson_kl, page = lesson("kl_divergence.py"), shown("kl_divergence.py")

CHILDREN, ADULTS = 125, 168


STARTS = (110, 10), (180, 10), (145, 20)


def test_the_best_of_the_forward_direction_has_the_mean_and_deviation_of_the_mixture() -> None:
    states(
        "순방향을 가장 작게 하는 $q$는 $p$의 평균과 표준편차를 그대로 가진 정규분포입니다",
        "the $q$ with the smallest forward KL divergence is the normal distribution that has the mean and"
        " the standard deviation of $p$",
        "순방향은 어디에서 출발하든 평균 …, 표준편차 …에 닿습니다",
        "In the forward direction, the curve reaches a mean of … and a standard deviation of …, wherever it"
        " starts",
        "앞에서 구한 혼합분포의 평균은 …, 표준편차는 …입니다. 서로 같습니다",
        "The mean of the mixture, which we found above, is …, and its standard deviation is …. These are the"
        " same values",
    )
    assert page.said["fits"][:2] == page.said["fits"][2:4]
    for start in ((110, 10), (180, 10)):
        assert lesson_kl.fits["forward", *start][:2] == pytest.approx((MEAN, DEVIATION), abs=1e-3)
        assert downhill(lesson_kl.forward_kl, *start) == pytest.approx((MEAN, DEVIATION), abs=1e-3)
    generator = np.random.default_rng(0)
    least = lesson_kl.forward_kl(MEAN, DEVIATION)
    others = zip(generator.uniform(100, 190, 200), generator.uniform(4, 40, 200), strict=True)
    assert all(lesson_kl.forward_kl(mu, sigma) > least for mu, sigma in others)


def test_the_forward_curve_has_one_bottom_and_the_reverse_curve_two() -> None:
    states(
        "순방향은 …센티미터에서 가장 낮습니다",
        "The forward KL divergence is lowest at … centimeters",
        "역방향에는 골짜기가 두 군데, 곧 …센티미터와 …센티미터에 있고, 왼쪽 골짜기가 조금 더 깊습니다",
        "The reverse KL divergence has two valleys, one at … centimeters and one at … centimeters, and the"
        " left one is slightly deeper",
        "순방향의 곡선은 바닥이 하나인 포물선이다",
        "The forward curve is a parabola with a single bottom",
        "역방향의 곡선에는 골짜기가 두 개 있고 왼쪽 골짜기가 조금 더 깊다. 두 골짜기 사이에는 언덕이 있다",
        "The reverse curve has two valleys, and the left one is slightly deeper. Between the two valleys"
        " there is a hill",
        "순방향에는 바닥이 하나, 역방향에는 골짜기가 둘 있습니다",
        "The forward curve has one bottom; the reverse curve has two valleys",
        "역방향은 골짜기가 여럿이어서",
        "The reverse curve has more than one valley",
    )
    mus, bottoms = lesson_kl.mus, {}
    for name, curve in {"forward": lesson_kl.forward_curve, "reverse": lesson_kl.reverse_curve}.items():
        page.draws("one-valley-and-two", mus, curve, name)
        bottoms[name] = mus[1:-1][(curve[1:-1] < curve[:-2]) & (curve[1:-1] < curve[2:])].tolist()
    assert bottoms["forward"] == [mus[lesson_kl.forward_curve.argmin()]]
    left, right = bottoms["reverse"]
    assert [left, right] == lesson_kl.valleys.tolist()
    deep, shallow = (lesson_kl.reverse_kl(mu, 10) for mu in (left, right))
    assert deep < shallow < deep + 0.5
    assert lesson_kl.reverse_curve[(mus > left) & (mus < right)].max() > 2 * shallow


def test_the_forward_direction_is_a_parabola_in_the_mean() -> None:
    states(
        "순방향의 곡선은 포물선입니다",
        "The forward curve is a parabola. In",
        r"$\operatorname{KL}(p \parallel q)$에서 $q$가 들어 있는 것은 $-\log q(x)$의 평균뿐인데",
        r"In $\operatorname{KL}(p \parallel q)$, only the mean of $-\log q(x)$ contains $q$",
        r"정규분포의 $-\log q(x)$는 $\mu$의 이차식이기 때문입니다",
        r"for a normal distribution, $-\log q(x)$ is a quadratic function of $\mu$",
    )
    assert np.diff(lesson_kl.forward_curve, 2) == pytest.approx(np.full(79, 1 / 10**2))
    grid, p = lesson_kl.grid, lesson_kl.mixture
    means = [-np.trapezoid(p * lesson_kl.gaussian_log_pdf(grid, mu, 10), grid) for mu in lesson_kl.mus]
    assert np.diff(means) == pytest.approx(np.diff(lesson_kl.forward_curve))
    at_one_place = -lesson_kl.gaussian_log_pdf(1.0, np.arange(-5.0, 6.0), 2)
    assert np.diff(at_one_place, 2) == pytest.approx(1 / 2**2)


def test_how_the_lesson_fits() -> None:
    states(
        r"표준편차는 양수여야 하므로 $\log\sigma$를 움직이고, 걸음은 경사하강법의 변형인 Adam에 맡깁니다",
        r"The standard deviation must be positive, so we move $\log\sigma$. We leave the steps to Adam",
        r"$\mu$는 성큼성큼, $\log\sigma$는 조금씩 움직이도록 학습률을 따로 줍니다",
        r"We set separate learning rates, so that $\mu$ moves in long strides and $\log\sigma$ in short ones",
    )
    with pytest.raises(ValueError, match="scale"):
        torch.distributions.Normal(0.0, -1.0)
    given: list[list[dict[str, Any]]] = []
    adam = torch.optim.Adam

    def watched(groups: list[dict[str, Any]]) -> torch.optim.Adam:
        given.append(groups)
        return adam(groups)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(torch.optim, "Adam", watched)
        found = lesson_kl.fit("reverse", 145, 20)
    (mu, log_sigma) = given[0]
    assert mu["lr"] > 10 * log_sigma["lr"]
    assert (mu["params"][0].item(), log_sigma["params"][0].exp().item()) == found[:2]


def test_where_the_descents_start() -> None:
    states(
        r"두 방향 모두 $\sigma=10$인 정규분포를 왼쪽과 오른쪽에 하나씩 놓고 출발합니다",
        r"In both directions, we start from a normal distribution with $\sigma=10$, once on the left and"
        " once on the right",
        "역방향은 가운데의 넓은 분포에서도 한 번 더 출발합니다",
        "In the reverse direction, we also start once from a wide distribution in the middle",
    )
    ways: dict[str, list[tuple[int, int]]] = {}
    for way, *start in lesson_kl.starts:
        ways.setdefault(way, []).append(tuple(start))
    (left, right), (*same, middle) = ways["forward"], ways["reverse"]
    assert same == [left, right] and left[1] == right[1] == 10 < middle[1]
    assert left[0] < CHILDREN < middle[0] < ADULTS < right[0]


def test_the_reverse_direction_ends_in_the_valley_that_it_starts_near() -> None:
    states(
        "경사하강법이 어느 골짜기에 닿을지는 출발점에 달려 있습니다",
        "which of them gradient descent reaches depends on where it starts",
        "역방향은 왼쪽에서 출발하면 어린이의 봉우리에, 오른쪽에서 출발하면 어른의 봉우리에 들어앉습니다",
        "In the reverse direction, the curve settles on the children’s peak if it starts on the left, and on"
        " the adults’ peak if it starts on the right",
        "가운데에서 출발하면 둘을 엉성하게 덮은 … 골짜기에 갇힙니다",
        "If the curve starts in the middle, it gets stuck in a … valley, where it covers both peaks, but"
        " only loosely",
        "셋 가운데 가장 좋은 것은 어린이의 봉우리이고 그 값은 …입니다. 가장 나쁜 것은 … 골짜기이고 그 값은"
        " …입니다",
        "The best of the three is the children’s peak, with a value of …. The worst is the … valley, with a"
        " value of …",
        "역방향이라고 해서 반드시 봉우리를 골라내는 것은 아닙니다",
        "So the reverse direction does not always pick out a peak",
        "역방향은 흔히 봉우리 하나를 고릅니다(mode-seeking)",
        "the reverse direction often picks out one (mode-seeking)",
    )
    for start in STARTS:
        mu, sigma = downhill(reverse, *start)
        found = lesson_kl.fits["reverse", *start]
        # The page rounds to one decimal, and both descents stop near the bottom.
        assert found == pytest.approx((mu, sigma, reverse(mu, sigma)), abs=0.01)
    children, adults, both = (lesson_kl.fits["reverse", *start] for start in STARTS)
    assert abs(children[0] - CHILDREN) < 0.1 and abs(adults[0] - ADULTS) < 0.1
    assert CHILDREN < both[0] < ADULTS and both[1] > 15
    assert children[2] < adults[2] < both[2]


def test_each_end_of_the_reverse_direction_is_a_local_minimum() -> None:
    states(
        "두 곳 모두 어느 쪽으로든 조금만 움직이면 KL 발산이 커집니다",
        "In both places, the KL divergence grows if we move even slightly, whichever way we go",
        "어느 쪽으로 조금 움직여도 더 커지는 값. 전체에서 가장 작은 값은 아닐 수 있습니다",
        "A value from which every small move leads to a larger one. It need not be the smallest value of all",
    )
    lows = []
    for start in STARTS:
        mu, sigma = downhill(lesson_kl.reverse_kl, *lesson_kl.fits["reverse", *start][:2])
        lows.append(lesson_kl.reverse_kl(mu, sigma))
        for angle in np.linspace(0, 2 * math.pi, 16):
            moved = lesson_kl.reverse_kl(mu + 0.2 * math.cos(angle), sigma + 0.2 * math.sin(angle))
            assert moved > lows[-1]
    assert lows[0] < lows[1] < lows[2]


def test_the_explorable_starts_at_the_left_with_a_hill_at_the_right() -> None:
    states(
        "벌점의 언덕은 $q$가 내다보지 못한 어른의 봉우리에 솟아 있습니다",
        "a hill of penalty stands at the adults’ peak, where $q$ does not expect anyone",
    )
    costs = lesson_kl.mixture * (lesson_kl.log_mixture - lesson_kl.gaussian_log_pdf(lesson_kl.grid, 110, 10))
    assert abs(lesson_kl.grid[costs.argmax()] - ADULTS) < 5


def test_the_button_of_the_explorable_goes_down_to_a_bottom_nearby() -> None:
    states(
        "‘가장 좋은 값 찾기’는 서 있는 자리에서 고른 방향의 골짜기를 따라 내려갑니다",
        "“Find the best fit” goes down along the valley of the chosen direction from wherever the curve"
        " stands",
        "순방향에서 누르면 곡선이 넓게 퍼지며 두 봉우리를 덮습니다",
        "If you press it in the forward direction, the curve spreads out until it covers both peaks",
        "이번에는 가까운 어린이의 봉우리에 들어앉고, 어른의 봉우리에는 벌점의 언덕이 없습니다",
        "This time the curve settles on the children’s peak, which is near, and there is no hill of penalty"
        " at the adults’ peak",
        r"곡선을 오른쪽 끝에 두고 누르면 어른의 봉우리에, 가운데에 두고 $\sigma$를 20으로 넓혀 누르면 …"
        " 골짜기에 닿습니다",
        "Put the curve at the right end and press the button, and it reaches the adults’ peak. Put it in the"
        r" middle, widen $\sigma$ to 20, and press the button, and it reaches the … valley",
    )
    names = {"weights": "mixture_w", "means": "mixture_mu", "sigmas": "mixture_sigma"}
    of_page = {name: getattr(lesson_kl, ours) for name, ours in names.items()}
    grid, right = lesson_kl.grid, int(lesson_kl.mus[-1])
    starts = [("forward", 110, 10), ("reverse", 110, 10), ("reverse", right, 10), ("reverse", 150, 20)]
    ends = []
    for way, mu, sigma in starts:
        given = way, of_page, {"mu": mu, "sigma": sigma}, grid.tolist()
        (path,) = computed("divergence.js", [("descent", *given)])
        divergence = lesson_kl.forward_kl if way == "forward" else lesson_kl.reverse_kl
        heights = [divergence(one["mu"], one["sigma"]) for one in path]
        assert path[0] == {"mu": mu, "sigma": sigma} and (np.diff(heights) < 1e-9).all()
        ends.append((path[-1]["mu"], path[-1]["sigma"]))
    wide, children, adults, both = ends
    assert wide == pytest.approx((MEAN, DEVIATION), abs=1e-3) and wide[1] > 2 * 10
    assert abs(children[0] - CHILDREN) < 1 and abs(adults[0] - ADULTS) < 1
    assert CHILDREN < both[0] < ADULTS and both[1] > 15
    log_q = lesson_kl.gaussian_log_pdf(grid, *children)
    costs = np.exp(log_q) * (log_q - lesson_kl.log_mixture)
    assert costs[abs(grid - ADULTS) < 15].max() < 1e-3


def test_the_directions_differ_most_where_the_model_cannot_hold_the_data() -> None:
    states(
        "두 방향은 값만 다른 것이 아닙니다. 어느 쪽을 최소화하느냐에 따라 모델이 배우는 것도 달라집니다",
        "The two directions differ not only in value. Depending on which of them we minimize, the model also"
        " learns something different",
        "데이터를 다 담기에는 모델이 너무 단순할 때 그 차이가 뚜렷합니다",
        "This shows most clearly when the model is too simple to capture all the data",
    )
    forwards, reverses = (lesson_kl.fits[way, 110, 10][:2] for way in ("forward", "reverse"))
    assert abs(np.subtract(forwards, reverses)).min() > 10

    def forth(mu: float, sigma: float) -> float:
        return float(lesson_kl.kl_normals(125, 6, mu, sigma))

    def back(mu: float, sigma: float) -> float:
        return float(lesson_kl.kl_normals(mu, sigma, 125, 6))

    for way in (forth, back):
        assert downhill(way, 110, 10) == pytest.approx((125, 6), abs=1e-3)


def test_maximum_likelihood_is_the_forward_direction() -> None:
    states(
        "데이터에서 배우는 언어 모델은 순방향입니다",
        "A language model that learns from data goes in the forward direction",
        "표본의 평균은 …, 표준편차는 …입니다",
        "The mean of the sample is …, and its standard deviation is …",
        "최대가능도 추정값은 표본의 평균과 `np.std`입니다",
        "The maximum likelihood estimates are the mean of the sample and its `np.std`",
        "격자에서 순방향 KL 발산을 최소화하여 찾은 값과 거의 같습니다",
        "They are almost the same as the values that we found by minimizing the forward KL divergence on the"
        " grid",
        "최대가능도 추정은 순방향의 KL 발산을 최소화하는 일이기 때문입니다",
        "maximum likelihood estimation minimizes the forward KL divergence. This is why",
        "최대가능도 추정은 순방향 KL 발산을 최소화하는 일이라는 말을",
        "a sample confirms once more that maximum likelihood estimation minimizes the forward KL divergence",
        "최대가능도 추정은 순방향입니다",
        "Maximum likelihood estimation goes in the forward direction",
        r"그때 가장 좋은 $\mu$가 표본평균이고 가장 좋은 $\sigma$가 표본의 표준편차였듯이",
        r"There, the best $\mu$ was the sample mean, and the best $\sigma$ was the standard deviation of the"
        " sample",
        "남은 차이는 표본이 유한해서 생긴 것입니다",
        "What difference remains is there because the sample is finite",
    )
    people = Draws().people
    assert lesson_kl.people == pytest.approx(people)

    def loss(mu: float, sigma: float) -> float:
        return float(-lesson_kl.gaussian_log_pdf(lesson_kl.people, mu, sigma).mean())

    best = people.mean(), np.std(people)
    assert downhill(loss, 130, 10) == pytest.approx(best, abs=1e-3)
    error = DEVIATION / math.sqrt(len(people))
    found = lesson_kl.fits["forward", 110, 10]
    assert abs(best[0] - found[0]) < 3 * error and abs(best[1] - found[1]) < 3 * error
    shares = lesson_kl.mixture / lesson_kl.mixture.sum()
    more = np.random.default_rng(0).choice(lesson_kl.grid, 1_000_000, p=shares)
    assert abs(more.mean() - found[0]) < error / 3 and abs(more.std() - found[1]) < error / 3
    assert page.said["exercise-sampled-mixture"] == [f"{one:.1f}" for one in best]
