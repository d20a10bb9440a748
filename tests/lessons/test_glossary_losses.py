"""Claims on the glossary's definitions that state mathematics of entropies and losses."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from literate.checking.claims import lesson, states

ce = lesson("cross_entropy.py")
kl = lesson("kl_divergence.py")
wc = lesson("word_classification.py")
sc = lesson("sentence_classification.py")


def pairs() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    random = np.random.default_rng(0)
    yield from random.dirichlet(np.ones(4), size=(50, 2))


def test_entropies() -> None:
    states(
        "확률이 p인 일이 일어났을 때 얼마나 놀라운지를 나타내는 값 −log p. 확률이 낮을수록 큽니다",
        "The lower the probability, the larger the surprisal",
        "분포가 얼마나 불확실한지를 나타내는 값. −log p의 평균입니다",
        "A measure of how uncertain a distribution is. It is the mean of −log p",
        "값마다 확률을 곱해 모두 더한 평균",
        "A mean in which every value is multiplied by its probability before the values are added up",
        "분포 p에서 나온 값을 분포 q로 예측할 때 겪는 −log q의 평균",
        "The mean of −log q when values drawn from a distribution p are predicted with a distribution q",
        "모든 결과의 확률이 같은 분포. 결과가 K개이면 엔트로피는 log K로 가장 큽니다",
        "With K outcomes, its entropy is log K, which is the largest possible",
        "밑이 2인 로그로 잰 값의 단위. 1비트는 log 2나트입니다",
        "One bit is log 2 nats",
        "밑이 e인 로그. 이 사이트에서 log는 모두 자연로그입니다",
        "The logarithm to base e",
        "자연로그로 잰 정보량의 단위",
        "The unit of information when it is measured with the natural logarithm",
        "교차 엔트로피를 지수로 하여 e를 거듭제곱한 값. 모델이 토큰 몇 개를 놓고 똑같이 헷갈리는 셈인지를",
        "It says how many equally probable tokens would leave the model just as uncertain",
    )
    surprises = [ce.surprise(one) for one in (0.9, 0.5, 0.1)]
    assert surprises == sorted(surprises) and surprises[1] == pytest.approx(-math.log(0.5))
    for p, q in pairs():
        assert ce.entropy(p) == pytest.approx(sum(-a * math.log(a) for a in p))
        assert ce.cross_entropy(p, q) == pytest.approx(
            sum(-a * math.log(b) for a, b in zip(p, q, strict=True))
        )
        assert ce.entropy(p) < ce.entropy(ce.uniform) == pytest.approx(math.log(4))
    assert ce.entropy(ce.p) == pytest.approx(ce.entropy_in_bits * math.log(2))
    assert ce.perplexity(ce.cross_entropy(ce.uniform, ce.uniform)) == pytest.approx(4)
    assert ce.perplexity(1.0) == pytest.approx(math.e)


def test_losses() -> None:
    states(
        "결과가 둘일 때의 교차 엔트로피. 확률 하나로, 또는 로짓 하나로 구합니다",
        "The cross entropy for two outcomes. A single probability, or a single logit, is enough",
        "원-핫 정답의 몫을 조금 덜어 모든 결과에 고르게 나누어 주는 방법. 모델의 지나친 확신을 막습니다",
        "Taking a small share from the one-hot target and spreading it evenly over all outcomes",
        "It keeps the model from becoming too confident",
        "더하거나 평균할 때 값마다 중요도를 달리하려고 곱하는 수",
        "A factor that makes a value count more or less in a sum or a mean",
        "손실의 평균에서는 빼야 합니다",
        "It must be left out of the mean loss",
        "모델이 맞힌 데이터의 수를 전체 데이터의 수로 나눈 값",
        "The number of data points that a model gets right, divided by the number of all",
        "라벨과 모델의 답이 짝을 이루는 칸마다 데이터의 수를 적은 표. 대각선이 맞힌 것입니다",
        "A table of how many data points have each pair of label and answer. The diagonal holds the right",
        "모델이 학습한 데이터에만 맞추어져, 떼어 둔 데이터의 손실이 커지는 것",
        "When a model fits only the data that it learned from, and its loss on held-out data grows",
        "어떤 라벨의 데이터 가운데 모델이 찾은 것의 비율",
        "The share of the data points with some label that a model finds",
    )
    two = np.array([0.3, 0.7])
    for y in (0, 1):
        expected = ce.cross_entropy(np.eye(2)[y], two)
        assert ce.binary_cross_entropy(0.7, y) == pytest.approx(expected)
        assert ce.bce_with_logits(math.log(0.7 / 0.3), y) == pytest.approx(expected)
    assert ce.smooth(np.eye(4)[1], 0.1) == pytest.approx([0.025, 0.925, 0.025, 0.025])
    assert ce.hard_curve.argmin() == len(ce.gaps) - 1 > ce.soft_curve.argmin()
    losses = np.array([1.0, 2.0])
    assert (
        ce.weighted_mean(losses, np.array([3, 1]))
        < losses.mean()
        < ce.weighted_mean(losses, np.array([1, 3]))
    )
    assert ce.counted != pytest.approx(ce.ignored) and ce.ignored == pytest.approx(math.log(5))
    diagonal = wc.counts[0, 0] + wc.counts[1, 1]
    assert diagonal == wc.best_correct == wc.total - len(wc.mistakes) and wc.counts.sum() == wc.total
    assert wc.history[-1][0][0] < wc.history[wc.best][0][0]
    assert wc.history[-1][1][0] > wc.history[wc.best][1][0]
    found = ((sc.guesses == 1) & (sc.y_held == 1)).sum() / (sc.y_held == 1).sum()
    assert sc.recalled / (sc.recalled + sc.missed) == pytest.approx(found.item())


def test_divergences() -> None:
    states(
        "교차 엔트로피에서 엔트로피를 뺀 것으로, 두 분포가 같을 때만 0입니다",
        "It is the cross entropy minus the entropy, and it is 0 only if the two distributions are the same",
        "KL 발산은 0보다 작아지지 않고, 두 분포가 같을 때만 0이라는 사실",
        "The fact that the KL divergence is never below 0, and is 0 only if the two",
        "두 분포를 반씩 섞은 분포까지의 KL 발산을 양쪽에서 구해 평균한 값. 대칭이고, log 2를 넘지 않습니다",
        "It is symmetric and never exceeds log 2",
    )
    for p, q in pairs():
        assert kl.kl_divergence(p, q) == pytest.approx(ce.cross_entropy(p, q) - ce.entropy(p))
        assert kl.kl_divergence(p, q) > 1e-6 and kl.kl_divergence(p, p) == 0
        halves = [kl.kl_divergence(one, (p + q) / 2) for one in (p, q)]
        assert kl.jensen_shannon(p, q) == pytest.approx(sum(halves) / 2)
        assert kl.jensen_shannon(p, q) < math.log(2)
        assert kl.jensen_shannon(p, q) == pytest.approx(kl.jensen_shannon(q, p))
    assert kl.jensen_shannon(kl.left, kl.right) == pytest.approx(math.log(2))
