"""Claims of lesson 2-4 on what the solutions of its exercises say."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from literate.checking.claims import lesson, shown, states

from tests.lessons.heights_and_phones import HEIGHTS, PHONES, SHARES, nll_of, phones

nll = lesson("negative_log_likelihood.py")
page = shown("negative_log_likelihood.py")


def test_the_best_sigma_is_the_root_of_the_mean_square() -> None:
    states(
        "도함수는 $\\hat{\\sigma}$의 왼쪽에서 음수, 오른쪽에서 양수이므로 여기가 바닥입니다",
        "The derivative is negative to the left of $\\hat{\\sigma}$ and positive to the right",
        "격자에서는 …, 식으로는 …입니다",
        "The grid gives …, and the formula gives …",
        "`np.std`도 따로 지정하지 않으면 $n$으로 나누므로 같은 값입니다",
        "By default, `np.std` divides by $n$ as well, so it returns the same value",
        "흔히 쓰는 표본표준편차는 $n-1$로 나누므로 이보다 조금 커서 …입니다",
        "The sample standard deviation in common use divides by $n-1$, so it is slightly larger, …",
    )
    assert np.std(HEIGHTS) == HEIGHTS.std(ddof=0) == pytest.approx(nll.best_sigma)
    by_one_less = math.sqrt(sum((HEIGHTS - 168.344) ** 2) / 9)
    assert nll.heights.std(ddof=1) == pytest.approx(by_one_less) and 0 < by_one_less - nll.best_sigma < 0.2
    assert nll.sigmas == pytest.approx(np.arange(1, 8.01, 0.05))
    assert nll.sigma_nlls == pytest.approx([nll_of(HEIGHTS, 168.344, sigma) for sigma in nll.sigmas])
    on_grid = nll.sigmas[np.argmin(nll.sigma_nlls)]
    assert abs(nll.sigmas - nll.best_sigma).argmin() == np.argmin(nll.sigma_nlls)
    numbers = [f"{on_grid:.2f}", f"{nll.best_sigma:.4f}", f"{by_one_less:.4f}"]
    assert page.said["exercise-best-sigma"][1:4] == numbers
    slopes, middles = np.diff(nll.sigma_nlls), (nll.sigmas[1:] + nll.sigmas[:-1]) / 2
    far = abs(middles - nll.best_sigma) > 0.03
    assert ((slopes < 0) == (middles < nll.best_sigma))[far].all()


def test_a_curve_that_is_too_narrow_costs_more_than_one_that_is_too_wide() -> None:
    states(
        "왼쪽 끝에서 가파르게 내려와 …에서 가장 낮고, 그 뒤로는 천천히 올라간다. 가장 낮은 자리에",
        "The curve comes down steeply at the left end, is lowest at …, and then rises slowly",
        "가장 낮은 자리에 세로 점선이 있다",
        "A dashed vertical line stands at the lowest place",
        "표본평균을 평균으로 두었을 때 표준편차에 따른 음의 로그 가능도",
        "as a function of the standard deviation, with the sample mean as the mean",
        "곡선은 바닥의 왼쪽이 훨씬 가파릅니다. 분포를 지나치게 좁게 잡으면, 곧 지나치게 자신하면 손실이",
        "The curve is much steeper to the left of the bottom",
        "If we make the distribution too narrow, that is, if we are too confident, the loss grows quickly",
        "가로축은 표준편차 1부터 8까지, 세로축은 음의 로그 가능도",
        "Standard deviations from 1 to 8 on the horizontal axis and negative log likelihood on",
    )
    axis = page.figures["exercise-best-sigma"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("σ", "negative log likelihood")
    curve, dashed = axis.lines
    sigma, values = curve.get_data()
    assert (sigma[0], sigma[-1]) == (1, 8) and dashed.get_linestyle() == "--"
    assert list(dashed.get_xdata()) == [nll.best_sigma] * 2
    steps = np.diff(values)
    assert -steps[0] > 20 * steps.max() and np.argmin(steps) == 0
    left, right = (nll_of(HEIGHTS, 168.344, nll.best_sigma + far) for far in (-1.5, 1.5))
    assert left - values.min() > 3 * (right - values.min())


def test_more_data_narrow_the_peak() -> None:
    states(
        "두 가능도는 크기가 너무 다르므로, 각각 $p=0.7$일 때의 값으로 나누어 비교하세요",
        "The two likelihoods differ greatly in size, so divide each by its value at $p=0.7$",
        "최댓값이 1이 되도록 맞춘 두 가능도 곡선",
        "Two likelihood curves scaled so that their maximum is 1",
        "열 사람 가운데 일곱 사람인 곡선은 넓고, 백 사람 가운데 일흔 사람인 곡선은 훨씬 좁다",
        "The curve for seven out of ten people is wide, and the curve for seventy out of a hundred people is",
        "두 곡선의 봉우리는 모두 0.7에 있다",
        "Both curves have their peak at 0.7",
        "봉우리의 위치는 같고 너비는 다릅니다",
        "The peaks are in the same place, but their widths differ",
        "두 곡선의 봉우리는 같은 곳에 있습니다",
        "The two curves peak in the same place",
        "최댓값의 절반을 넘는 $p$는 열 사람일 때 격자점의 …이고, 백 사람일 때는 …입니다",
        "the values of $p$ above half of the maximum make up … of the grid points with ten people and …",
        "데이터가 많을수록 가능도는 더 좁은 범위를 가리킵니다",
        "The more data we have, the narrower the range that the likelihood points to",
    )
    for size, line in zip((10, 100), page.figures["exercise-hundred-phones"][0].axes[0].lines, strict=True):
        relative = [(p / 0.7) ** (0.7 * size) * ((1 - p) / 0.3) ** (0.3 * size) for p in SHARES]
        assert line.get_ydata() == pytest.approx(relative) and 0.99 < max(relative) <= 1
        assert line.get_xdata()[np.argmax(relative)] == nll.best_share
        assert nll.widths[size] == sum(one > 0.5 for one in relative) / 100
    assert nll.widths[100] < nll.widths[10] / 2
    assert page.said["exercise-hundred-phones"][:2] == [f"{nll.widths[size]:.0%}" for size in (10, 100)]
    assert phones(0.7, 70, 30) < 1e-20 * PHONES.max()


def test_a_difference_of_nlls_gives_the_ratio_of_likelihoods_that_underflow() -> None:
    states(
        "가능도를 바로 나누지 않고, 음의 로그 가능도의 차를 구한 다음 지수함수의 값을 구합니다",
        "We take the difference of the negative log likelihoods and then its exponential",
        "사람이 훨씬 많아서 가능도가 언더플로로 0이 되더라도 비를 구할 수 있습니다",
        "we can find the ratio even with so many people that the likelihoods themselves would underflow to 0",
    )
    few = nll.binomial_nll(0.7, 70, 100) - nll.binomial_nll(nll.p, 70, 100)
    ratios = nll.binomial_likelihood(nll.p, 70, 100) / nll.binomial_likelihood(0.7, 70, 100)
    assert np.exp(few) == pytest.approx(ratios)
    assert nll.relative == pytest.approx(ratios)
    many = nll.binomial_nll(0.7, 7000, 10_000) - nll.binomial_nll(0.71, 7000, 10_000)
    assert nll.binomial_likelihood(0.7, 7000, 10_000) == 0 < np.exp(many) < 1


def test_after_ten_of_ten_the_logit_never_stops_growing() -> None:
    states(
        "가능도는 $p^{10}$이므로 $p=1$에서 가장 큽니다",
        "The likelihood is $p^{10}$, so it is largest at $p=1$",
        "시그모이드 함수는 1에 다가갈 뿐 1이 되지 않습니다. 그래서 $z$는 멈추지 않고 계속 커집니다",
        "the sigmoid only approaches 1 and never reaches it. So $z$ never stops growing",
        "걸음 수를 열 배로 늘려도 $z$는 조금씩 커질 뿐이지만, 멈추지는 않습니다",
        "Ten times as many steps make $z$ only a little larger, but $z$ does not stop",
        "…걸음 뒤에 … 사람이 iOS를 쓰면 손실은 …나트이고, $p=1$이라면 무한대입니다",
        "After … steps, the loss for an … person who uses iOS is … nats; with $p=1$, it would be infinite",
        "열 사람에게서 보지 못했다고 해서 결코 없다고 말하는 추정은 지나치게 자신합니다",
        "An estimate that rules something out because ten people did not have it is too confident",
    )
    likelihoods = nll.binomial_likelihood(np.array([*nll.p, 1.0]), 10, 10)
    assert (np.diff(likelihoods) > 0).all() and likelihoods[-1] == 1
    shares = nll.torch.sigmoid(nll.torch.arange(31, dtype=nll.torch.float64))
    assert (shares.diff() > 0).all() and shares[-1] < 1
    stops = [float(z) for z in re.findall(r"z = (\S+),", page.printed["exercise-ten-of-ten"])]
    assert len(stops) == 4 and (np.diff(stops) > 0).all() and max(np.diff(stops)[1:]) < math.log(11)
    nexts = list(nll.next_nlls.values())
    assert [*nll.next_nlls] == [0, 10, 100, 1000] and (np.diff(nexts) > 0).all()
    assert nexts[3] == pytest.approx(math.log(1 + math.exp(nll.always.item())), abs=2e-3)  # one step later
    with np.errstate(divide="ignore"):
        assert nll.binomial_nll(np.float64(1), 0, 1) == math.inf


def test_descent_multiplies_the_distance_by_one_minus_rate_times_n_over_variance() -> None:
    states(
        "한 걸음마다 바닥까지의 거리 $\\mu - \\hat{\\mu}$이 $1 - \\eta\\frac{n}{\\sigma^2}$배가 됩니다",
        "so each step multiplies the distance to the bottom, $\\mu - \\hat{\\mu}$, by",
        "$\\eta=0.5$이면 거리가 한 걸음마다 …배로 줄어서, 바닥을 건너뛰지 않고 다가갑니다",
        "With $\\eta=0.5$, each step multiplies the distance by …, and we approach the bottom without",
        "$\\eta=2.5$이면 곱해지는 수가 0이어서 한 걸음에 바닥에 닿습니다",
        "With $\\eta=2.5$, the factor is 0, and one step reaches the bottom",
        "$\\eta=4.9$이면 바닥을 건너뛰면서도 조금씩 다가갑니다",
        "With $\\eta=4.9$, we jump over the bottom and still come a little closer each time",
        "$\\eta=5.1$이면 곱해지는 수의 절댓값이 1보다 커서 점점 멀어집니다",
        "With $\\eta=5.1$, the factor is larger than 1 in absolute value, and we move farther and farther",
        "경계는 그 수가 $-1$이 되는 $\\eta=\\frac{2\\sigma^2}{n}$, 곧 …입니다",
        "The limit is where the factor is $-1$, at $\\eta=\\frac{2\\sigma^2}{n}$, which is …",
    )
    for rate, factor in ((0.5, 0.8), (2.5, 0), (4.9, -0.96), (5, -1), (5.1, -1.04)):
        distance = 161 - 168.344
        moved = 161 - rate * nll.gaussian_nll_gradient(nll.heights, 161, 5)
        assert moved - 168.344 == pytest.approx(factor * distance, rel=1e-12, abs=1e-12)
    ends = re.findall(r"learning rate (\S+): μ = (\S+)", page.printed["exercise-learning-rate"])
    assert [float(rate) for rate, _ in ends] == [0.5, 2.5, 4.9, 5.1]
    start = 168.344 - 160
    at_rest, at_once, closer, farther = (abs(float(end) - 168.344) for _, end in ends)
    assert at_rest < 0.001 and at_once < 0.001 < closer < start < farther
    assert nll.reached == pytest.approx(168.344 + (160 - 168.344) * (1 - 5.1 * 10 / 25) ** 60)
    assert page.said["exercise-learning-rate"] == ["0.4", "0.8", "5"]


def test_without_clearing_each_step_moves_by_the_sum_of_all_gradients() -> None:
    states(
        "오류는 나지 않지만 답이 나오지 않습니다",
        "It raises no error, but it does not find the answer",
        "`zero_grad()`가 빠졌습니다. 파이토치는 새 기울기를 앞의 기울기에 더해 둡니다",
        "The call of `zero_grad()` is missing. PyTorch adds each new gradient to the one before",
        "지우지 않으면 지금까지의 기울기를 모두 더한 만큼 움직이게 됩니다",
        "Without clearing, every step moves by the sum of all gradients so far",
        "바닥에 이르러도 쌓인 값이 남아 있어 그대로 지나쳐 버립니다",
        "Even at the bottom, what has piled up is still there, and we go right past it",
    )
    path, piled = [160.0], [0.0]
    for _ in range(60):
        piled.append(piled[-1] + sum(path[-1] - HEIGHTS) / 25)
        path.append(path[-1] - 0.5 * piled[-1])
    assert nll.broken_path == pytest.approx(path, rel=1e-9)
    assert nll.broken.grad.item() == pytest.approx(piled[-1] + sum(path[-1] - HEIGHTS) / 25)
    first = next(step for step, mu in enumerate(path) if mu > 168.344)
    assert piled[first] < -1 and path[first + 1] > path[first]
    (code,) = (cell.code for cell in page.snippet.cells if cell.name == "exercise-broken-loop")
    assert "zero_grad" not in code and "backward()" in code
    assert abs(nll.broken_path[-1] - nll.sample_mean) > 1


def test_the_mean_settles_with_zero_grad_and_swings_without_it() -> None:
    states(
        "zero_grad()를 부른 선은 160에서 올라가 점선이 가리키는 표본평균에 붙는다",
        "The line with zero_grad() rises from 160 and settles on the sample mean, which a dashed line marks",
        "zero_grad()를 부르지 않은 선은 표본평균의 위아래를 물결처럼 오르내리며 멈추지 않는다",
        "The line without zero_grad() swings above and below the sample mean in waves and does not stop",
        "가로축은 걸음의 수, 세로축은 μ",
        "The number of steps on the horizontal axis and μ on the vertical axis",
        "기울기를 지웠을 때와 지우지 않았을 때",
        "With and without clearing the gradient",
        "…걸음 뒤에 바른 코드는 …, 잘못된 코드는 …에 있습니다",
        "After … steps, the correct code is at … and the broken code at …",
        "손실이 줄지 않고 오르내리기만 한다면 이 줄부터 살펴보세요",
        "If a loss only swings up and down instead of going down, look at this line first",
    )
    axis = page.figures["exercise-broken-loop-path"][0].axes[0]
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("step", "μ")
    without, with_it, dashed = axis.lines
    names = {text.get_color(): text.get_text() for text in axis.texts}
    assert names == {without.get_color(): "without zero_grad()", with_it.get_color(): "with zero_grad()"}
    assert dashed.get_linestyle() == "--" and list(dashed.get_ydata()) == [nll.sample_mean] * 2
    settled = with_it.get_ydata()
    assert settled[0] == 160 and (np.diff(settled) > 0).all()
    assert abs(settled[-1] - nll.sample_mean) < 0.001
    swinging = np.array(without.get_ydata()) - nll.sample_mean
    assert list(without.get_ydata()) == nll.broken_path
    for half in (swinging[:30], swinging[-30:]):
        assert np.count_nonzero((half[1:] > 0) != (half[:-1] > 0)) >= 3 and abs(half).max() > 7
    losses = np.array([nll_of(HEIGHTS, mu) for mu in without.get_ydata()])
    assert np.count_nonzero(np.diff(np.sign(np.diff(losses)))) > 10 and losses[-10:].max() > losses[0] - 5
    said = [f"{settled[-1]:.3f}", f"{nll.broken_path[-1]:.3f}"]
    assert page.said["exercise-broken-loop-path"][1:] == said


def test_a_few_dozen_words_underflow() -> None:
    states(
        "곱이 0이 될 때까지 되풀이하며 횟수를 셉니다",
        "We keep multiplying until the product is 0, and count the factors",
        "`float64`로 곱해도 …번째 토큰에서 0이 됩니다",
        "Even in `float64`, the product becomes 0 at token number …",
        "`float32`라면 토큰 …개 만에 0이 됩니다",
        "In `float32`, it becomes 0 after … tokens",
        "그러나 음의 로그 가능도는 1,000개를 더해도 …나트일 뿐입니다",
        "The negative log likelihood, on the other hand, is only … nats even after 1,000 tokens",
        "토큰 하나에 $\\log 32000$, 곧 …나트입니다",
        "Each token adds $\\log 32000$, which is … nats",
    )
    for lost, least in zip(nll.lost_words, (2.0**-149, 2.0**-1074), strict=True):
        assert -lost * math.log(32_000) < math.log(least) - math.log(2) < -(lost - 1) * math.log(32_000)
    assert nll.word_nll == pytest.approx(math.log(32_000))
    in_32, in_64 = nll.lost_words
    numbers = [f"{in_64}", f"{in_32}", f"{1000 * math.log(32_000):,.1f}", f"{math.log(32_000):.4f}"]
    assert page.said["exercise-word-underflow"] == numbers


def test_the_gradient_by_the_logit_is_bounded_by_the_number_of_people() -> None:
    states(
        "분수가 모두 지워지고 $np - k$만 남았습니다",
        "All the fractions cancel, and only $np - k$ remains",
        "$np$는 모델이 예상한 안드로이드의 수, $k$는 실제로 관측한 수입니다",
        "Here $np$ is the number of Android users that the model expects, and $k$ is the number actually",
        "기울기는 예상에서 관측을 뺀 값입니다",
        "The gradient is the expected number minus the observed number",
        "$p$로 미분한 기울기의 절댓값은 양 끝에서 끝없이 커졌지만",
        "With respect to $p$, the absolute value of the gradient grew without bound at both ends",
        "$z$로 미분한 기울기의 절댓값은 아무리 틀려도 $n$을 넘지 않습니다",
        "With respect to $z$, it never exceeds $n$ in absolute value, however wrong the model is",
        "시그모이드의 도함수는 $\\frac{dp}{dz} = p(1-p)$입니다",
        "The derivative of the sigmoid is $\\frac{dp}{dz} = p(1-p)$",
    )
    generator, torch = np.random.default_rng(0), nll.torch
    for _ in range(1_000):
        n = int(generator.integers(1, 100))
        k, p = int(generator.integers(0, n + 1)), generator.uniform(0, 1)
        by_logit = nll.binomial_nll_gradient(p, k, n) * p * (1 - p)
        assert by_logit == pytest.approx(n * p - k, abs=1e-9) and abs(by_logit) <= n
    z = torch.tensor([-8.0, 0, 8], dtype=torch.float64, requires_grad=True)
    share = torch.sigmoid(z)
    torch.sum(-(7 * torch.log(share) + 3 * torch.log(1 - share))).backward()
    assert z.grad.tolist() == pytest.approx((10 * share - 7).tolist())
    expected = sum(k * math.comb(10, k) * phones(0.6, k, 10 - k) for k in range(11))
    assert expected == pytest.approx(10 * 0.6)
    assert abs(nll.binomial_nll_gradient(np.array([1e-9, 1 - 1e-9]), 7, 10)).min() > 1e9
    assert nll.by_autograd == pytest.approx(nll.n * nll.share - nll.k)
    (by_z,) = torch.autograd.grad(torch.sigmoid(z).sum(), z)
    assert by_z.tolist() == pytest.approx((share * (1 - share)).tolist())
