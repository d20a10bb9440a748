"""Claims on where each explorable starts, and on the numbers in its table and sentences, by their words."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from literate.checking.claims import lesson
from literate.checking.explorable_claims import explorable

from tests.lessons.heights_and_phones import HEIGHTS, density, nll_of, slope
from tests.lessons.two_distributions import FINE, P, Q, forward, kl, log_density, mixture, reverse, surprise

matrices, one = lesson("matrix_operations.py"), lesson("one_hot_encoding.py")
words = lesson("word_classification.py")
# Lessons whose pages are judged here: negative_log_likelihood.py, cross_entropy.py, kl_divergence.py

HALF_WRONG = [(a + b) / 2 for a, b in zip([0.25] * 4, P[::-1], strict=True)]


def starting(**distributions: list[float]) -> dict[str, float]:
    return {
        f"{name}{at}": share for name, shares in distributions.items() for at, share in enumerate(shares, 1)
    }


def bars(p: list[float], q: list[float]) -> list[tuple[str, float]]:
    labels = ["학생", "선생님", "좋은", "매우"]
    return [*zip(labels, p, strict=True), *zip(labels, q, strict=True)]


def test_the_distributions_of_the_cross_entropy() -> None:
    found = explorable("cross-entropy", "two-distributions")
    found.starts(**starting(p=P, q=HALF_WRONG))
    entropies, crossed = (
        (surprise(P, P), surprise(HALF_WRONG, HALF_WRONG)),
        (surprise(P, HALF_WRONG), surprise(HALF_WRONG, P)),
    )
    found.shows(
        ("엔트로피 H(p)", entropies[0]),
        ("엔트로피 H(q)", entropies[1]),
        ("교차 엔트로피 H(p, q)", crossed[0]),
        ("교차 엔트로피 H(q, p)", crossed[1]),
    )
    found.says("bars", *bars(P, HALF_WRONG))
    found.says(
        "sums",
        ("p를 q로 예측할 때 엔트로피", entropies[0]),
        ("교차 엔트로피", crossed[0]),
        ("q를 p로 예측할 때 엔트로피", entropies[1]),
        ("교차 엔트로피", crossed[1]),
    )


def test_the_distributions_of_the_divergence() -> None:
    found = explorable("kl-divergence", "two-distributions")
    found.starts(**starting(p=P, q=Q))
    found.shows(
        ("엔트로피 H(p)", surprise(P, P)),
        ("엔트로피 H(q)", surprise(Q, Q)),
        ("교차 엔트로피 H(p, q)", surprise(P, Q)),
        ("교차 엔트로피 H(q, p)", surprise(Q, P)),
        ("KL 발산 KL(p‖q)", kl(P, Q)),
        ("KL 발산 KL(q‖p)", kl(Q, P)),
    )
    found.says("bars", *bars(P, Q))
    found.says(
        "sums",
        ("p를 q로 예측할 때 엔트로피", surprise(P, P)),
        ("KL 발산", kl(P, Q)),
        ("교차 엔트로피", surprise(P, Q)),
        ("q를 p로 예측할 때 엔트로피", surprise(Q, Q)),
        ("KL 발산", kl(Q, P)),
        ("교차 엔트로피", surprise(Q, P)),
    )


def test_the_normal_over_two_peaks() -> None:
    found = explorable("kl-divergence", "normal-fit")
    found.starts(mu=110, sigma=10)
    ways = forward(110, 10), reverse(110, 10)
    found.shows(("순방향 KL(p‖q)", ways[0]), ("역방향 KL(q‖p)", ways[1]))
    found.says(
        "fit-plot",
        ("평균", 110),
        ("표준편차", 10),
        ("순방향 KL 발산은", ways[0]),
        ("역방향 KL 발산은", ways[1]),
    )
    places = FINE[FINE % 1 == 0]
    cost = mixture(places) * (np.log(mixture(places)) - log_density(places, NormalDist(110, 10)))
    highest = places[np.argmax(cost)]
    zeros = [("곡선입니다.", 0), ("위의 넓이에서", 0)]
    found.says("cost-plot", *zeros, ("뺀 값은", ways[0]), ("가장 높은 곳은", highest))


def test_the_normal_over_heights() -> None:
    found = explorable("negative-log-likelihood", "normal-likelihood")
    found.starts(mu=160, sigma=5)
    densities = density(HEIGHTS, 160, 5)
    nll, likelihood = nll_of(HEIGHTS, 160), float(np.prod(densities))
    ends = [("밀도의 범위는", densities.min()), ("~", densities.max())]
    found.shows(
        ("밀도 f(x)", densities.min(), densities.max()),
        ("가능도 L", likelihood),
        ("로그 가능도 ℓ", -nll),
        ("음의 로그 가능도 NLL", nll),
    )
    normal = [("평균", 160), ("표준편차", 5), ("곡선에 값", 10)]
    found.says("density-plot", *normal, *ends, ("가능도는", likelihood), ("로그 가능도는", -nll))
    found.says("nll-plot", ("표준편차가", 5), ("점은 평균", 160), ("높이", nll))


def test_the_share_of_the_phones() -> None:
    found = explorable("negative-log-likelihood", "share-likelihood")
    found.starts(p=0.5)
    likelihood, nll = 0.5**10, 10 * math.log(2)
    found.shows(
        ("가능도 L", likelihood),
        ("로그 가능도 ℓ", -nll),
        ("음의 로그 가능도 NLL", nll),
        ("기울기 −7/p + 3/(1−p)", slope(0.5)),
    )
    point = ("점은 비율", 0.5)
    found.says("likelihood-plot", point, ("높이", likelihood))
    found.says("log-likelihood-plot", point, ("높이", -nll))
    found.says("nll-plot", point, ("높이", nll), ("기울기는", slope(0.5)))


def test_the_two_vectors() -> None:
    found = explorable("matrix-operations", "two-vectors")
    a, b = matrices.a, matrices.b
    found.starts(a1=a[0], a2=a[1], b1=b[0], b2=b[1])
    dot, angle = float(a @ b), float(np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))))
    scale = dot / float(b @ b)
    found.shows(
        ("내적 a · b", dot),
        ("길이 ‖a‖", np.linalg.norm(a)),
        ("길이 ‖b‖", np.linalg.norm(b)),
        ("코사인 cos θ", np.cos(np.radians(angle))),
        ("각 θ", angle),
        ("정사영의 배수 t", scale),
    )
    places = [("벡터 a는 (", a[0]), (",", a[1]), ("벡터 b는 (", b[0]), (",", b[1])]
    found.says("plane", *places, ("내적은", dot), ("각은", angle), ("정사영은 b에", scale))


def test_the_product_of_two_matrices() -> None:
    found = explorable("matrix-operations", "matrix-product")
    found.starts(row=0, column=0)
    A, W = matrices.A, matrices.W
    terms = [number for pair in zip(A[0], W[:, 0], strict=True) for number in pair]
    signs = ["칸은", "×", "+", "×", "+", "×"]
    found.says(
        "product",
        *(("곱의", 0), ("번 행,", 0), *zip(signs, terms, strict=True), ("=", (A @ W)[0, 0])),
        *(("왼쪽 행렬의", 0), ("오른쪽 행렬의", 0)),
    )


def test_the_row_that_a_word_picks() -> None:
    found = explorable("one-hot-encoding", "picked-row")
    found.starts(word=0)
    row = one.W[0].tolist()
    found.says("picked", ("원-핫 벡터 x는", 0), ("칸만", 1), *zip(("곱은", ",", ","), row, strict=True))


def test_the_scores_of_a_sentence() -> None:
    found = explorable("word-classification", "word-scores")
    found.starts(sentence=3)
    expected = []
    for at, word in enumerate(words.examples[3].split()):
        number = words.x_examples[3, at].item()
        vector = words.small_model.embedding.weight[number].tolist()
        scores = words.z_examples[3, at].tolist()
        expected += [(f"{word}:", number), ("벡터 (", vector[0]), *((",", value) for value in vector[1:])]
        expected += [("로짓", scores[0]), (",", scores[1]), ("명사일 확률", words.q_examples[3, at].item())]
    found.says("scores", *expected)
