"""Claims on the glossary's definitions that state mathematics of distributions and of learning."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from literate.checking.claims import lesson, states

nll = lesson("negative_log_likelihood.py")
ce = lesson("cross_entropy.py")
kl = lesson("kl_divergence.py")

X = np.linspace(100, 240, 14_001)


def test_densities() -> None:
    states(
        "연속확률분포에서는 밀도 곡선 아래의 넓이입니다",
        "For a continuous distribution, it is an area under the density curve",
        "곡선 아래의 전체 넓이는 1입니다",
        "The total area under its curve is 1",
        "확률밀도함수의 높이. 확률이 아니어서 1보다 커도 됩니다",
        "It is not a probability, so it may be greater than 1",
        "값 하나에는 확률이 아니라 밀도가 있습니다",
        "A single value has a density, not a probability",
        "평균 μ에서 가장 높고 좌우가 대칭인 종 모양의 연속확률분포. 너비는 표준편차 σ가 정합니다",
        "symmetric about its mean μ and highest there. Its standard deviation σ sets the width",
    )
    density = nll.gaussian_pdf(X, 170, 5)
    assert np.trapezoid(density, X) == pytest.approx(1)
    within = abs(X - 170) <= 5
    assert np.trapezoid(density[within], X[within]) == pytest.approx(math.erf(math.sqrt(0.5)), rel=1e-3)
    assert nll.gaussian_pdf(1.7, 1.7, 0.05) > 1 > np.trapezoid(density[within], X[within])
    assert X[density.argmax()] == pytest.approx(170) and density == pytest.approx(density[::-1])
    widths = [np.ptp(X[(one := nll.gaussian_pdf(X, 170, sigma)) > one.max() / 2]) for sigma in (2, 4, 8)]
    assert np.diff(np.log2(widths)) == pytest.approx([1, 1], rel=1e-2)  # on a grid


def test_discrete_and_other_distributions() -> None:
    states(
        "값마다 확률이 있고, 모두 더하면 1입니다",
        "Each value has a probability, and the probabilities add up to 1",
        "확률이 p인 일을 서로 독립으로 n번 시도할 때, 그 일이 일어나는 횟수의 분포",
        "The distribution of the number of times that something with probability p happens in n independent",
        "독립인 사건이 함께 일어날 확률은 각 확률의 곱입니다",
        "The probability that independent events all happen is the product of their probabilities",
        "데이터에서 관측한 비율을 그대로 확률로 삼은 분포",
        "The distribution whose probabilities are the proportions observed in the data",
        "몇 개의 분포를 일정한 비율로 섞은 분포. 봉우리가 여럿일 수 있습니다",
        "A distribution made of several others, mixed in fixed proportions. It may have several peaks",
    )
    assert ce.p.sum() == 1 and (ce.p > 0).all()
    outcomes = [(first % 2 == 0, second > 3) for first, second in np.ndindex(6, 6)]
    shares = [
        np.mean([one(outcome) for outcome in outcomes]) for one in (all, lambda o: o[0], lambda o: o[1])
    ]
    assert shares[0] == pytest.approx(shares[1] * shares[2])
    counts = [math.comb(10, k) * nll.binomial_likelihood(0.7, k, 10) for k in range(11)]
    assert sum(counts) == pytest.approx(1) and counts[7] == max(counts)
    flips = [math.prod(row) for row in np.stack(np.meshgrid(*[[0.7, 0.3]] * 10), -1).reshape(-1, 10)]
    assert sum(one for one in flips if one == pytest.approx(0.7**7 * 0.3**3)) == pytest.approx(counts[7])
    assert ce.p_hat.tolist() == [sum(ce.phones == one) / len(ce.phones) for one in (0, 1)] == [0.7, 0.3]
    mixed = 0.6 * nll.gaussian_pdf(kl.grid, 125, 6) + 0.4 * nll.gaussian_pdf(kl.grid, 168, 7)
    assert kl.mixture == pytest.approx(mixed)
    assert ((mixed[1:-1] > mixed[:-2]) & (mixed[1:-1] > mixed[2:])).sum() == 2


def test_spread_and_errors() -> None:
    states(
        "값이 평균에서 얼마나 흩어져 있는지를 나타내는 수 σ. 분산의 제곱근입니다",
        "It is the square root of the variance",
        "평균과의 차이를 제곱하여 평균을 낸 값 σ². 표준편차의 제곱입니다",
        "The mean of the squared differences from the mean, σ². It is the square of the standard deviation",
        "예측과 관측의 차를 제곱하여 평균한 값",
        "The mean of the squared differences between predictions and observations",
        "이 값을 최소화하는 일은 음의 로그 가능도를 최소화하는 일과 같습니다",
        "minimizing it is the same as minimizing the negative log likelihood",
        "표본의 값을 모두 더해 개수로 나눈 값. 정규분포의 평균을 최대가능도로 추정하면 이 값입니다",
        "It is the maximum likelihood estimate of the mean of a normal distribution",
        "표준편차를 표본 크기의 제곱근으로 나눈 값입니다",
        "It is the standard deviation divided by the square root of the sample size",
        "난수를 많이 뽑아 평균을 내어 값을 어림하는 방법",
        "Estimating a value as a mean over many random numbers",
    )
    x = nll.heights
    assert nll.best_sigma == pytest.approx(math.sqrt(np.mean((x - sum(x) / 10) ** 2)))
    assert nll.mean_squared_error(x, 168) == pytest.approx(np.mean((x - 168) ** 2))
    means = np.linspace(160, 180, 2001)
    mse = np.array([nll.mean_squared_error(x, mean) for mean in means])
    loss = np.array([nll.negative_log_likelihood(x, mean, 5) for mean in means])
    assert mse.argmin() == loss.argmin() and np.ptp(loss - 10 / (2 * 25) * mse) < 1e-9
    assert means[loss.argmin()] == pytest.approx(x.sum() / 10, abs=0.005)  # half a step of the grid
    draws = np.random.default_rng(0).normal(0, 1, 4000)
    mean, error = kl.monte_carlo(draws)
    log_ratios = kl.gaussian_log_pdf(draws, 0, 1) - kl.gaussian_log_pdf(draws, 1, 2)
    assert error == pytest.approx(np.std(log_ratios, ddof=1) / math.sqrt(4000))
    assert abs(mean - kl.exact) < 3 * error and error < kl.monte_carlo(draws[:100])[1]


def test_likelihoods() -> None:
    states(
        "서로 독립인 표본이라면 각 점의 밀도(이산확률분포에서는 확률)를 모두 곱합니다",
        "For an independent sample, it is the product of the densities at its points",
        "가능도에 로그를 취한 값. 곱이 합으로 바뀌어 언더플로를 피할 수 있고, 가장 좋은 매개변수는 달라지지",
        "The product becomes a sum, which avoids underflow, and the best parameters stay the same",
        "로그 가능도의 부호를 바꾼 값. 작을수록 표본과 잘 어울리므로 손실 함수로 씁니다",
        "The log likelihood with its sign flipped. The smaller it is, the better the fit",
        "가능도가 가장 커지는 매개변수를 고르는 방법.",
        "Choosing the parameters that make the likelihood as large as possible.",
        "함수의 가장 큰 값이 아니라, 값을 가장 크게 만드는 입력",
        "Not the largest value of a function but the input that gives it",
        "컴퓨터로 나타낼 수 있는 가장 작은 양수에도 한참 못 미쳐 0이 되는 일",
        "is so far below the smallest positive number that a computer can represent that it becomes 0",
        "여러 일이 함께 일어날 확률은 앞의 일들이 주어졌을 때 다음 일의 조건부확률을 차례로 곱한 것이라는",
        "is the product of the conditional probabilities of each, given those before it",
        "일정한 간격으로 놓은 점들. 격자에서 찾은 답은 간격만큼 거칩니다",
        "Evenly spaced points. An answer found on a grid is only as fine as the spacing of the points",
    )
    x = nll.heights
    assert nll.likelihood(x, 168, 5) == pytest.approx(math.prod(nll.gaussian_pdf(one, 168, 5) for one in x))
    assert nll.log_likelihood(x, 168, 5) == pytest.approx(math.log(nll.likelihood(x, 168, 5)))
    assert nll.negative_log_likelihood(x, 168, 5) == -nll.log_likelihood(x, 168, 5)
    assert nll.likelihoods.argmax() == nll.log_likelihoods.argmax() == nll.nlls.argmin() == nll.best_index
    assert nll.means[nll.likelihoods.argmax()] == nll.best_mean != nll.likelihoods.max()
    assert np.prod(nll.many_densities) == 0 and math.isfinite(nll.sum_of_logs) and 1e-400 == 0 < 5e-324
    assert len(set(np.diff(nll.means))) == 1 and 0 < abs(nll.best_mean - nll.sample_mean) <= 0.5
    assert np.allclose(ce.as_first[:, None] * ce.by_counting, ce.joint)


def test_derivatives_and_steps() -> None:
    states(
        "입력을 아주 조금 바꿀 때 함수의 값이 얼마나 빠르게 바뀌는지를 점마다 나타낸 함수",
        "how fast another function changes when its input changes slightly",
        "도함수를 한 번 더 미분한 함수. 늘 양수이면 곡선은 어디서나 아래로 볼록합니다",
        "The derivative of the derivative. If it is always positive, the curve is convex everywhere",
        "매개변수를 조금 키울 때 손실이 늘어나는 빠르기. 음수이면 매개변수를 키워야 손실이 줄어듭니다",
        "How fast the loss grows as a parameter increases. Where it is negative, increasing the parameter",
        "기울기의 반대쪽으로 조금씩 움직이기를 되풀이하여 손실이 가장 작은 곳을 찾는 방법",
        "by repeatedly moving a little in the direction opposite to the gradient",
        "한 걸음의 크기를 정하는 수 η. 너무 크면 바닥을 건너뛰고, 너무 작으면 오래 걸립니다",
        "step in gradient descent. If it is too large, we jump over the bottom; if it is too small, it",
        "어느 쪽으로 조금 움직여도 더 커지는 값. 전체에서 가장 작은 값은 아닐 수 있습니다",
        "A value from which every small move leads to a larger one. It need not be the smallest value of all",
        "학습은 이 값을 줄이는 일입니다",
        "Learning means making that number smaller",
    )
    p = np.linspace(0.05, 0.95, 91)
    slopes = (nll.binomial_nll(p + 1e-6, 7, 10) - nll.binomial_nll(p - 1e-6, 7, 10)) / 2e-6
    gradient = nll.binomial_nll_gradient(p, 7, 10)
    assert gradient == pytest.approx(slopes, abs=1e-6)
    assert (7 / p**2 + 3 / (1 - p) ** 2 > 0).all() and (np.diff(gradient) > 0).all()
    assert (np.diff(nll.binomial_nll(p, 7, 10), 2) > 0).all()
    longer = nll.binomial_nll(p + 0.001, 7, 10)
    falling = gradient < -0.1
    assert falling.any() and (longer < nll.binomial_nll(p, 7, 10))[falling].all()

    def walk(rate: float, steps: int) -> list[float]:
        mu = [160.0]
        for _ in range(steps):
            mu.append(mu[-1] - rate * nll.gaussian_nll_gradient(nll.heights, mu[-1], 5))
        return mu

    assert walk(0.5, 60)[-1] == pytest.approx(nll.sample_mean) and walk(4, 1)[1] > nll.sample_mean > 160
    assert abs(walk(0.005, 60)[-1] - nll.sample_mean) > 5
    assert len(kl.valleys) == 2
    depths = [kl.reverse_kl(mu, 10) for mu in kl.valleys]
    assert depths[0] != pytest.approx(depths[1])
    assert nll.share_losses == sorted(nll.share_losses, reverse=True)


def test_from_logits_to_probabilities() -> None:
    states(
        "어떤 실수든 0과 1 사이의 수로 바꾸는 함수 1/(1+e⁻ᶻ)",
        "The function 1/(1+e⁻ᶻ), which turns any real number into a number between 0 and 1",
        "시그모이드나 소프트맥스를 거치면 확률이 됩니다",
        "A real number z that the sigmoid or softmax function turns into a probability",
        "로짓 여러 개를 합이 1인 확률들로 바꾸는 함수. 각 로짓에서 구한 지수함수의 값을 그 합으로 나눕니다",
        "It divides the exponential of each logit by the sum of all the exponentials",
        "가장 큰 로짓을 빼고 계산한 다음 다시 더하면 오버플로를 피할 수 있습니다",
        "Subtracting the largest logit first and adding it back at the end avoids overflow",
        "로짓마다 구한 지수함수의 값을 모두 더해 로그를 취한 값",
        "The logarithm of the sum of the exponentials of the logits",
        "소프트맥스의 로그. 확률을 거치지 않고 로짓에서 log-sum-exp를 빼어 구합니다",
        "It is each logit minus the log-sum-exp, so it is computed without going through probabilities",
        "컴퓨터의 실수로 나타낼 수 있는 가장 큰 수를 넘어 무한대가 되는 일",
        "beyond the largest number that a computer can represent, so that it becomes infinity",
        "소프트맥스에 넣기 전에 로짓을 나누는 수 T. 클수록 확률이 고르게 됩니다",
        "A number T that the logits are divided by before they go into softmax. The higher it is, the more",
    )
    z = ce.logits
    sigmoid = torch.sigmoid(torch.tensor([-8.0, 0.0, 8.0]))
    assert sigmoid.tolist() == pytest.approx([1 / (1 + math.exp(-one)) for one in (-8, 0, 8)])
    assert ce.softmax(z) == pytest.approx(np.exp(z) / sum(math.exp(one) for one in z))
    assert ce.softmax(z).sum() == pytest.approx(1)
    assert ce.log_sum_exp(z) == pytest.approx(math.log(sum(math.exp(one) for one in z)))
    assert math.isfinite(ce.log_sum_exp(z + 1000))
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(z.max() + 1000))
    assert ce.log_softmax(z) == pytest.approx(np.log(ce.softmax(z)))
    assert ce.log_softmax(ce.far)[1] == -800 and ce.softmax(ce.far)[1] == 0
    spreads = [np.ptp(ce.softmax(z / t)) for t in (0.5, 1, 2, 8)]
    entropies = [ce.entropy(ce.softmax(z / t)) for t in (0.5, 1, 2, 8)]
    assert spreads == sorted(spreads, reverse=True) and entropies == sorted(entropies)
