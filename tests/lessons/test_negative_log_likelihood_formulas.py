"""Claims of lesson 2-4 on the formulas in its sentences, and on what its formulas choose."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import formula, inline, lesson, states

from tests.lessons.heights_and_phones import HEIGHTS, MEANS

nll = lesson("negative_log_likelihood.py")

LESSON = "negative-log-likelihood"
MU, SIGMA = 168.3, 4.2
SHARE, K, N = 0.37, 3, 8
X = np.array(HEIGHTS)
ANDROID = [True, True, False]


def likelihood_of(mu: float, x: np.ndarray) -> float:
    return float(nll.likelihood(x, mu, 5))


def nll_of(mu: float, x: np.ndarray) -> float:
    return float(nll.negative_log_likelihood(x, mu, 5))


def chance(is_android: bool) -> float:
    return SHARE if is_android else 1 - SHARE


def test_what_is_chosen_by_likelihood_is_chosen_by_nll() -> None:
    formula("most-likely").chooses(list(MEANS), L=likelihood_of, x=X, theta_hat=nll.best_mean)
    formula("best-by-nll").chooses(list(MEANS), L=likelihood_of, NLL=nll_of, x=X)


def test_one_step_downhill() -> None:
    def of_share(p: complex) -> Any:
        return nll.binomial_nll(p, K, N)

    downhill = SHARE - 0.01 * nll.binomial_nll_gradient(SHARE, K, N)
    formula("gradient-step").gives(downhill, theta=SHARE, eta=0.01, NLL=of_share)
    inline(LESSON, r"1 - \eta\frac{n}{\sigma^2}").gives(0, eta=2.5, n=len(X), sigma=5)
    mu, best = 160.0, X.mean()
    stepped = mu - 2 * nll.gaussian_nll_gradient(X, mu, 5)
    inline(LESSON, r"1 - \eta\frac{n}{\sigma^2}").gives(
        (stepped - best) / (mu - best), eta=2, n=len(X), sigma=5
    )
    inline(LESSON, r"\frac{n}{\sigma^2}(\mu - \hat{\mu})").gives(
        nll.gaussian_nll_gradient(X, mu, 5), n=len(X), sigma=5, mu=mu, mu_hat=best
    )
    inline(LESSON, r"\eta=\frac{2\sigma^2}{n}").holds(eta=5, n=len(X), sigma=5)
    inline(LESSON, r"1 - \eta\frac{n}{\sigma^2}").gives(-1, eta=5, n=len(X), sigma=5)


def test_the_likelihood_of_what_three_people_answer() -> None:
    states(
        "독립인 관측값의 확률 $p_\\theta(x_i)$를 모두 곱한 값입니다. $\\prod$ 기호는 모두 곱하라는",
        "is the product of the probabilities $p_\\theta(x_i)$ of independent observations",
        "The symbol $\\prod$ tells us to multiply all the factors",
        "앞에서 본 $\\prod_{i=1}^{n} p_\\theta(x_i)$와 같은 식입니다",
        "This is the same formula as $\\prod_{i=1}^{n} p_\\theta(x_i)$ above",
    )
    expected = math.prod(map(chance, ANDROID))
    formula("discrete-likelihood").gives(expected, x=ANDROID, n=3, p_theta=chance)
    inline(LESSON, r"p \times p \times (1-p)").gives(expected, p=SHARE)
    inline(LESSON, r"\prod_{i=1}^{n} p_\theta(x_i)").gives(
        nll.binomial_likelihood(SHARE, 2, 3), x=ANDROID, n=3, p_theta=chance
    )


def test_a_thin_slice_is_the_density_times_its_width() -> None:
    states(
        "이 과부터 식에서는 번호를 1부터 셉니다. 코드에서는 여전히 0부터 셉니다",
        "From this lesson on, formulas count from 1; code still counts from 0",
        "앞에서 본 대로 키 하나가 관측될 확률은 대략 $f_\\theta(x_i)\\Delta$입니다",
        "the probability of observing one height is about $f_\\theta(x_i)\\Delta$",
        "키가 관측될 확률은 이것을 모두 곱한",
        "The probability of observing the heights of $n$ people is the product of these",
    )

    def density(x: float) -> float:
        return float(nll.gaussian_pdf(x, 170, 5))

    slices = [density(x) * 0.1 for x in X]
    inline(LESSON, r"f(x)\Delta").gives(nll.rectangle, f=density, x=172, Delta=nll.width)
    inline(LESSON, r"f_\theta(x_i)\Delta").at(i=2).gives(slices[1], f_theta=density, x=X, Delta=0.1)
    inline(LESSON, r"\Delta^n \prod_{i=1}^{n} f_\theta(x_i)").gives(
        math.prod(slices), f_theta=density, x=X, n=len(X), Delta=0.1
    )


def test_a_is_likelier_than_b() -> None:
    values = {"L": lambda theta, x: nll.likelihood(x, *theta), "theta": (170, 5)}
    inline(LESSON, r"L(\theta; a) > L(\theta; b)").holds(a=nll.sample_a, b=nll.sample_b, **values)


def test_the_terms_of_the_nll_of_normals() -> None:
    states(
        "로그 밀도의 부호를 바꾸면 $\\mu$가 들어 있는 항은 $\\frac{(x_i-\\mu)^2}{2\\sigma^2}$뿐이고",
        "In the log density with its sign flipped, the only term that contains $\\mu$ is",
        "나머지는 상수라서 미분하면 사라집니다",
        "The rest is constant and disappears when we differentiate",
        "음의 로그 가능도에서 $\\sigma$가 들어 있는 항은 $n\\log\\sigma",
        "The terms of the negative log likelihood that contain $\\sigma$ are $n\\log\\sigma",
    )
    squared = inline(LESSON, r"\frac{(x_i-\mu)^2}{2\sigma^2}").at(i=3)
    log_terms = [nll.gaussian_log_pdf(X[2], mu, SIGMA) for mu in (MU, X[2])]
    squared.gives(log_terms[1] - log_terms[0], x=X, mu=MU, sigma=SIGMA)
    slope = inline(LESSON, r"\frac{\mu-x_i}{\sigma^2}").at(i=3)
    slope.is_derivative_of(squared, "mu", x=(160, 175), mu=(165, 172), sigma=(4, 8))
    near, far = (nll.negative_log_likelihood(X, mu, SIGMA) for mu in (X.mean(), MU))
    errors = [nll.mean_squared_error(X, mu) for mu in (X.mean(), MU)]
    inline(LESSON, r"\frac{n}{2\sigma^2}").gives(
        (far - near) / (errors[1] - errors[0]), n=len(X), sigma=SIGMA
    )
    whole = inline(LESSON, r"n\log\sigma + \frac{1}{2\sigma^2}\sum_{i=1}^{n}(x_i-\mu)^2")
    constant = len(X) * math.log(2 * math.pi) / 2
    whole.gives(nll.negative_log_likelihood(X, MU, SIGMA) - constant, n=len(X), sigma=SIGMA, mu=MU, x=X)
    inline(LESSON, r"\frac{1}{2}\log 2\pi").gives(constant / len(X))


def test_the_terms_of_the_nll_of_phones() -> None:
    bend = inline(LESSON, r"\frac{k}{p^2} + \frac{n-k}{(1-p)^2}")
    bend.is_derivative_of("binomial-nll-gradient", "p", p=(0.1, 0.9), k=(1, 5), n=(6, 10))
    inline(LESSON, r"\hat{p} = \frac{k}{n}").holds(p_hat=0.7, k=nll.k, n=nll.n)
    assert nll.binomial_nll_gradient(nll.k / nll.n, nll.k, nll.n) == pytest.approx(0)
    inline(LESSON, r"{}_{10}\mathrm{C}_{7}").gives(math.comb(10, 7))
    inline(LESSON, r"p^{10}").gives(nll.binomial_likelihood(SHARE, 10, 10), p=SHARE)
    inline(LESSON, r"n-k=0").holds(n=10, k=10)
    inline(LESSON, r"{{ k }}\log\frac{1}{0.7} + {{ n - k }}\log\frac{1}{ {{ 1 - k / n:.1f }} }").gives(
        nll.least_phone_nll
    )


def line(w: complex, t: complex) -> complex:
    return w * t


def exponential(w: complex, t: complex) -> Any:
    return np.exp(w * t)


def test_the_slopes_of_two_models_are_those_of_their_formulas() -> None:
    states(
        "하나는 직선 $wt$로, 다른 하나는 지수함수 $e^{wt}$으로 예측합니다",
        "one predicts a size by the line $wt$, and the other by the exponential function $e^{wt}$",
        "손실은 오차의 제곱을 더해 2로 나눈 값이고, 코드의 두 함수는 이 손실을 $w$로 미분한 것",
        "The loss is the sum of the squared errors divided by 2, and the two functions in the code are",
    )
    inline(LESSON, "wt").agrees(line, w=(-1, 1), t=(1, 3))
    inline(LESSON, r"e^{wt}").agrees(exponential, w=(-1, 1), t=(1, 3))
    inline(LESSON, r"e^w").gives(exponential(0.3, 1), w=0.3)
    for model, slope in ((line, nll.slope_of_line), (exponential, nll.slope_of_exponential)):
        moved = sum(
            (model(0.3 + 1e-20j, t) - size) ** 2 / 2 for t, size in zip(nll.days, nll.sizes, strict=True)
        )
        assert moved.imag / 1e-20 == pytest.approx(slope(0.3))


def test_the_other_denominator_of_a_deviation() -> None:
    spread = np.sum((X - X.mean()) ** 2) / X.std(ddof=1) ** 2
    inline(LESSON, r"n-1").gives(round(spread), n=len(X))
