"""Claims of lesson 2-5 on the formulas in its sentences, on gradients, and on what its formulas choose."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from literate.checking.claims import formula, inline, lesson, states

ce = lesson("cross_entropy.py")

LESSON = "cross-entropy"
GENERATOR = np.random.default_rng(5)
P, Q = GENERATOR.dirichlet([1] * 4), GENERATOR.dirichlet([1] * 4)
Z = GENERATOR.normal(0, 2, 7)
LOGIT = (-4, 4)
# Ten results out of four, counted from 1, and how often each occurs
X = GENERATOR.integers(1, 5, 10)
COUNTS = np.bincount(X - 1, minlength=4)


def mean_nll(q: np.ndarray, x: np.ndarray) -> float:
    return float(ce.mean_nll(q, x - 1))


def test_the_mean_nll_is_a_cross_entropy() -> None:
    states(
        "모델이 결과 $k$에 주는 확률이 $q_k$이므로, $i$번째 데이터에 준 확률은 $q_{x_i}$입니다",
        "The model gives outcome $k$ the probability $q_k$, so it gave the $i$th data point the probability"
        " $q_{x_i}$",
        "결과 $k$가 $n_k$번 나왔다면, 같은 항 $\\log q_k$를 $n_k$번 더하게 됩니다",
        "if outcome $k$ came $n_k$ times, we add the same term $\\log q_k$ a total of $n_k$ times",
        "$\\frac{n_k}{n}$는 바로 경험분포의 확률 $\\hat{p}_k$입니다",
        "The fraction $\\frac{n_k}{n}$ is just the probability $\\hat{p}_k$ of the empirical distribution",
        "식에서는 결과의 번호를 1부터 세었지만 코드에서는 0부터 셉니다",
        "The formulas number the outcomes from 1, but the code numbers them from 0",
    )
    of_data = {"n": len(X), "K": 4, "x": X, "q": Q, "n_": COUNTS, "p_hat": COUNTS / len(X)}
    functions = {"H": ce.cross_entropy, "NLL": lambda q, x: len(x) * mean_nll(q, x)}
    formula("mean-nll-by-counts").holds(**of_data, **functions)
    inline(LESSON, r"\frac{n_k}{n}").at(k=2).gives(np.mean(X == 2), n=len(X), n_=COUNTS)


def test_all_three_choose_the_same_model() -> None:
    models = [np.array([share, 1 - share]) for share in np.linspace(0.01, 0.99, 99)]
    formula("best-by-cross-entropy").chooses(
        models,
        L=lambda q, x: np.prod(q[x]),
        NLL=lambda q, x: len(x) * ce.mean_nll(q, x),
        H=ce.cross_entropy,
        p_hat=ce.p_hat,
        x=ce.phones,
    )


def test_the_mean_loss_is_a_mean_over_contexts() -> None:
    states(
        "손실은 짝마다 겪은 놀라움의 평균입니다",
        "the loss is the mean of the surprisals of the pairs",
        "$\\hat{p}(\\cdot \\mid c)$는 앞말이 $c$일 때 관측한 비율로 만든 경험분포이고",
        "$\\hat{p}(\\cdot \\mid c)$ is the empirical distribution of the words observed in context $c$",
        "앞말이 같은 짝끼리 묶으면, 앞에서 한 계산이 앞말마다 되풀이됩니다",
        "Collect the pairs that have the same context, and the calculation above repeats itself for each"
        " context",
    )
    contexts, words = GENERATOR.integers(1, 3, 30), GENERATOR.integers(1, 5, 30)
    model = GENERATOR.dirichlet([1] * 4, 2)
    observed = np.array([[np.mean(words[contexts == c] == y) for y in range(1, 5)] for c in (1, 2)])

    def given(table: np.ndarray, y: int | None, c: int) -> Any:
        return table[c - 1] if y is None else table[c - 1, y - 1]

    formula("mean-loss-by-context").holds(
        n=30,
        n_=[np.sum(contexts == c) for c in (1, 2)],
        c_=contexts,
        c=2,
        y=words,
        q=lambda y, c: given(model, y, c),
        p_hat=lambda y, c: given(observed, y, c),
        H=ce.cross_entropy,
    )


def test_the_chain_rule() -> None:
    states(
        "확률은 연쇄법칙에 따라 조건부확률의 곱입니다",
        "By the chain rule of probability, the probability of a text $y_1, y_2, \\dots, y_n$ is a product of"
        " conditional probabilities",
        "$i=1$일 때는 앞에 토큰이 없으므로 조건 없는 확률 $p(y_1)$을 곱합니다",
        "For $i=1$, no token comes before, so the factor is the unconditional probability $p(y_1)$",
        "연쇄법칙은 언제나 맞지만, 하나만 보아도 된다는 것은 모델이 정한 가정입니다",
        "The chain rule of probability always holds; that one token is enough is an assumption of the model",
    )
    joint = GENERATOR.dirichlet([1] * 27).reshape(3, 3, 3)

    def probability(*given: Any) -> float:
        """Return the probability of three values, or of the next one after the first ones."""
        if isinstance(given[0], tuple):
            return float(joint[tuple(given[0])])
        y, before = given
        begun = joint[tuple(before)]
        return float(begun[y].sum() / begun.sum())

    formula("chain-rule").holds(p=probability, y=(2, 0, 1), n=3)
    assert probability(2, ()) == pytest.approx(joint[2].sum())
    after_one = joint.sum(axis=0)[0, 1] / joint.sum(axis=0)[0].sum()
    assert probability(2, ()) * probability(0, (2,)) * after_one != pytest.approx(joint[2, 0, 1])


@pytest.mark.parametrize("j", [1, 4, 7])
def test_the_gradients_by_logits(j: int) -> None:
    of_total = formula("log-sum-exp-gradient").where(softmax="softmax").at(j=j)
    of_total.is_derivative_of("log-sum-exp", f"z_{j}", z=LOGIT, m=LOGIT)
    for y in (1, 4):
        claimed = formula("cross-entropy-gradient").at(j=j, y=y)
        claimed.is_derivative_of("cross-entropy-loss", f"z_{j}", z=LOGIT, t=np.eye(7)[y - 1])


def test_surprises() -> None:
    surprise = {"p": ce.surprise(P), "q": ce.surprise(Q)}
    inline(LESSON, r"\log\frac{1}{a}").agrees(ce.surprise, a=(0.05, 0.95))
    inline(LESSON, r"-\log p_k").at(k=2).gives(surprise["p"][1], p=P)
    inline(LESSON, r"-p_k \log q_k").at(k=2).gives(P[1] * surprise["q"][1], p=P, q=Q)
    inline(LESSON, r"-a\log a").agrees(lambda a: a * ce.surprise(a), a=(0.05, 0.95))


def test_the_loss_of_one_logit() -> None:
    inline(LESSON, r"z - zy + \log(1+e^{-z})").agrees(ce.bce_with_logits, z=(-8, 8), y=(0, 1))
    inline(LESSON, r"-zy + \log(1+e^{z})").agrees(ce.bce_with_logits, z=(-8, 8), y=(0, 1))
    inline(LESSON, r"\log(1+x)").agrees(lambda x: np.log1p(x), x=(0, 5))
    inline(LESSON, r"r(1-r)").agrees(slope_of_sigmoid, r=(0.1, 0.9))


def slope_of_sigmoid(r: float) -> float:
    """Return the derivative of a probability by its logit."""
    z = np.log(r / (1 - r)) + 1e-20j
    return float((1 / (1 + np.exp(-z))).imag / 1e-20)


def test_the_loss_of_several_logits() -> None:
    def softmax(z: np.ndarray, y: int) -> float:
        return float(ce.softmax(z)[y - 1])

    loss = inline(LESSON, r"-\log\operatorname{softmax}(z)_y")
    loss.gives(ce.cross_entropy_loss(Z, 2), softmax=softmax, z=Z, y=3)
    total = Z.max() + np.log(np.sum(np.exp(Z - Z.max())))
    assert ce.log_sum_exp(Z) == pytest.approx(total)
    inline(LESSON, r"e^m").gives(np.sum(np.exp(Z)) / np.sum(np.exp(Z - Z.max())), m=Z.max())


def test_the_gap_between_the_logits_of_a_smoothed_target() -> None:
    smooth = ce.smooth(np.eye(4)[1], 0.1)
    gap = inline(LESSON, r"\log\frac{\tilde{t}_y}{\tilde{t}_k}").at(y=2, k=1)
    logits = np.log(smooth) + 3.7
    gap.gives(logits[1] - logits[0], t_tilde=smooth)
    assert math.isclose(ce.softmax(logits)[1], smooth[1])
