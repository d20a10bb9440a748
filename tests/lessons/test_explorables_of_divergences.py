"""Claims on where the explorables of cross_entropy.py and kl_divergence.py start and what they say."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from literate.checking.explorable_claims import explorable

from tests.lessons.two_distributions import FINE, P, Q, forward, kl, log_density, mixture, reverse, surprise

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
