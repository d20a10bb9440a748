"""Claims of lesson 2-6 on the formulas in its sentences, on integrals, and on what its formulas choose."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
from literate.checking.claims import formula, inline, lesson, states

from tests.lessons.two_distributions import P, Q, surprise

lesson_kl = lesson("kl_divergence.py")

LESSON = "kl-divergence"
ARRAYS = {"p": np.array(P), "q": np.array(Q)}
ONE, OTHER = (0.3, 1.1), (-0.2, 1.6)
GRID = np.linspace(-15, 15, 3001)


def density(mu: float, sigma: float) -> Any:
    return partial(lesson_kl.gaussian_pdf, mu=mu, sigma=sigma)


def test_all_choose_the_model_nearest_to_the_data() -> None:
    states(
        "결국 다음 세 가지는 한 가지 일입니다",
        "the following three tasks turn out to be one and the same",
        "가능도를 최대화하는 일, 교차 엔트로피를 최소화하는 일, 모델을 데이터의 분포에 가까이 가져가는 일이"
        " 모두 같습니다",
        "Maximizing the likelihood, minimizing the cross entropy, and bringing the model close to the"
        " distribution of the data are all the same task",
    )
    # None of the models is that of the data, where both directions of the divergence are 0.
    x = np.array([0] * 5 + [1] * 3 + [2] * 2)
    models = [np.array(one) for one in ([0.6, 0.399, 0.001], [0.2, 0.3, 0.5], [0.01, 0.01, 0.98])]
    p_hat = np.bincount(x) / len(x)
    assert lesson_kl.kl_divergence(p_hat, models[0]) > lesson_kl.kl_divergence(p_hat, models[1])
    assert lesson_kl.kl_divergence(models[0], p_hat) < lesson_kl.kl_divergence(models[1], p_hat)
    formula("best-by-divergence").chooses(
        models,
        L=lambda q, x: np.prod(q[x]),
        H=lesson_kl.cross_entropy,
        KL=lesson_kl.kl_divergence,
        p_hat=p_hat,
        x=x,
    )


def test_the_divergence_of_densities() -> None:
    densities = {"f": density(*ONE), "g": density(*OTHER)}
    exact = lesson_kl.kl_normals(*ONE, *OTHER)
    formula("divergence-of-densities").holds(KL=lambda f, g: exact, x=GRID, **densities)
    draws = np.random.default_rng(1).normal(0, 1, 50)
    estimate = formula("monte-carlo")
    estimate.gives(lesson_kl.monte_carlo(draws)[0], f=density(0, 1), g=density(1, 2), n=len(draws), x=draws)


def test_the_terms_of_a_divergence() -> None:
    states(
        r"$-\log p_k$를 같은 값인 $\log\frac{1}{p_k}$로 계산합니다",
        r"The code computes $\log\frac{1}{p_k}$, which is the same as $-\log p_k$",
    )
    inline(LESSON, r"-\log p_k").at(k=2).gives(math.log(1 / P[1]), p=P)
    inline(LESSON, r"\log\frac{1}{p_k}").at(k=2).gives(-math.log(P[1]), p=P)
    inline(LESSON, r"-\log_2 p_k").at(k=2).gives(2, p=P)
    inline(LESSON, r"-\log q_y").at(y=1).gives(surprise([1, 0, 0, 0], Q), q=Q)
    inline(LESSON, r"-\log q").agrees(lambda q: surprise([1], [q]), q=(0.05, 0.95))
    factor = inline(LESSON, r"e^{\operatorname{KL}(p \parallel q)}")
    factor.gives(math.exp(surprise(P, Q)) / math.exp(surprise(P, P)), KL=lesson_kl.kl_divergence, **ARRAYS)
    assert lesson_kl.kl_divergence(ARRAYS["p"], ARRAYS["p"]) == 0
    inline(LESSON, r"\frac{q_k}{p_k}=1").at(k=3).holds(p=P, q=P)


def test_the_tangent_of_the_logarithm() -> None:
    logarithm = inline(LESSON, r"\log x")
    logarithm.agrees(lambda x: np.log(x), x=(0.1, 3))
    inline(LESSON, r"\frac{1}{x}").is_derivative_of(logarithm, "x", x=(0.1, 3))


def test_two_normals_of_one_deviation() -> None:
    shorter = inline(LESSON, r"\frac{(\mu_1-\mu_2)^2}{2\sigma^2}")
    shorter.gives(lesson_kl.kl_normals(1.2, 0.7, -0.4, 0.7), mu=[1.2, -0.4], sigma=0.7)
    mean_square = inline(LESSON, r"\sigma_1^2 + (\mu_1-\mu_2)^2")
    shares = lesson_kl.gaussian_pdf(GRID, *ONE)
    mean_square.gives(
        np.trapezoid(shares * (GRID - OTHER[0]) ** 2, GRID), mu=[ONE[0], OTHER[0]], sigma=[ONE[1], OTHER[1]]
    )


def test_the_logarithms_of_the_mixture() -> None:
    functions = {"q": density(125, 6), "p": lambda x: lesson_kl.mixture_w[0] * density(125, 6)(x)}
    missed = inline(LESSON, r"\log\frac{q(x)}{p(x)}")
    missed.gives(-math.log(lesson_kl.mixture_w[0]), x=120, **functions)
    inline(LESSON, r"\log\frac{1}{ {{ mixture_w[0] }} }").gives(-math.log(lesson_kl.mixture_w[0]))
    inline(LESSON, r"\log\frac{1}{ {{ mixture_w[1] }} }").gives(-math.log(lesson_kl.mixture_w[1]))
    inline(LESSON, r"-\log q(x)").gives(-lesson_kl.gaussian_log_pdf(1.3, *ONE), q=density(*ONE), x=1.3)
    inline(LESSON, r"\log q").agrees(lambda q: -surprise([1], [q]), q=(0.05, 0.95))


def test_the_deviation_that_is_learned_is_positive() -> None:
    inline(LESSON, r"\log\sigma").is_definition(
        "the lesson moves the logarithm, so that its exponential is positive"
    )


def test_distributions_that_meet_less_and_less() -> None:
    for t, (one, other) in zip(lesson_kl.overlaps, lesson_kl.twos, strict=True):
        inline(LESSON, r"(1-t, t)").gives(one, t=t)
        inline(LESSON, r"(t, 1-t)").gives(other, t=t)


def test_the_way_round() -> None:
    ways = {name: getattr(lesson_kl, name) for name in "abc"}
    around = inline(LESSON, r"\operatorname{KL}(a \parallel b) + \operatorname{KL}(b \parallel c)")
    around.gives(lesson_kl.around, KL=lesson_kl.kl_divergence, **ways)


def test_the_deviation_of_draws() -> None:
    states(
        "`ddof=1`은 표준편차를 구할 때 $n$이 아니라 $n-1$로 나누라는 뜻입니다",
        "With `ddof=1`, the standard deviation is computed by dividing not by $n$ but by $n-1$",
    )
    draws = np.array([1.0, 2.5, 4.0, 0.5])
    ratio = np.sum((draws - draws.mean()) ** 2) / draws.std(ddof=1) ** 2
    inline(LESSON, r"n-1").gives(ratio, n=len(draws))
