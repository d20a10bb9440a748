"""Mistakes in text alternatives and in sentences below figures: charts, directions, slopes, axes, shades."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

LESSONS = "docs/ko/lessons/"
MISTAKES = [
    (
        "negative-log-likelihood",
        "0.5에서 출발해 오른쪽 아래로 내려간다",
        "0.5에서 출발해 오른쪽 위로 올라간다",
    ),
    ("negative-log-likelihood", "160에서 출발해 오른쪽 아래로", "160에서 출발해 왼쪽 아래로"),
    ("cross-entropy", "왼쪽으로 갈수록 점점 가파르게", "오른쪽으로 갈수록 점점 가파르게"),
    ("cross-entropy", "곡선은 오른쪽으로 갈수록 0에 가까워진다", "곡선은 왼쪽으로 갈수록 0에 가까워진다"),
    (
        "kl-divergence",
        "솟은 곡선 children과 오른쪽 봉우리에서 솟은 곡선 adults가",
        "솟은 곡선 adults와 오른쪽 봉우리에서 솟은 곡선 children이",
    ),
    ("kl-divergence", "오른쪽으로 갈수록 짧아진다", "오른쪽으로 갈수록 길어진다"),
    ("kl-divergence", "왼쪽 골짜기가 조금 더 깊다", "오른쪽 골짜기가 조금 더 깊다"),
    ("kl-divergence", "위는 교차 엔트로피, 아래는 KL 발산이다", "위는 KL 발산, 아래는 교차 엔트로피이다"),
    ("kl-divergence", "가로축은 걸음, 세로축은 나트", "가로축은 나트, 세로축은 걸음"),
    ("cross-entropy", "가로축은 확률 a, 세로축은 놀라움", "가로축은 놀라움, 세로축은 확률 a"),
    ("one-hot-encoding", "선은 낮은 곳에서 가로로 평평하다", "선은 높은 곳에서 가로로 평평하다"),
    ("one-hot-encoding", "오른쪽 위로 곧게 올라가고", "오른쪽 아래로 곧게 내려가고"),
    ("matrix-operations", "수가 큰 칸일수록 색이 짙고", "수가 큰 칸일수록 색이 옅고"),
    ("tokenizer-and-vocabulary", "낱말은 왼쪽 위에 홀로", "낱말은 왼쪽 아래에 홀로"),
    ("tokenizer-and-vocabulary", "오른쪽으로 갈수록 낮아져", "오른쪽으로 갈수록 높아져"),
    ("word-classification", "절반 가까이에 그은 점선이다", "절반 가까이에 그은 실선이다"),
    ("cross-entropy", "막대그래프 두 개. 위 그림의 로짓", "선 그래프 두 개. 위 그림의 로짓"),
    ("kl-divergence", "위아래 두 막대그래프. 위 그림에서 p는", "위아래 두 산점도. 위 그림에서 p는"),
    ("one-hot-encoding", "위아래 두 막대그래프. 가로축", "위아래 두 히트맵. 가로축"),
    ("sentence-classification", "행은 라벨, 열은 모델의 답이다", "열은 라벨, 행은 모델의 답이다"),
    ("matrix-operations", "위의 행에는 2, 0, 1이, 아래", "위의 행에는 2, 1, 0이, 아래"),
    (
        "kl-divergence",
        "순방향의 곡선은 바닥이 하나인 포물선이다. 역방향의 곡선에는",
        "역방향의 곡선은 바닥이 하나인 포물선이다. 순방향의 곡선에는",
    ),
]
BELOW_FIGURES = [
    ("kl-divergence", "오른쪽으로 갈수록 막대가 짧아지고 점이", "왼쪽으로 갈수록 막대가 짧아지고 점이"),
    ("kl-divergence", "왼쪽 골짜기가 조금 더 깊습니다", "오른쪽 골짜기가 조금 더 깊습니다"),
    ("kl-divergence", "왼쪽으로 갈수록 두 분포는 서로", "오른쪽으로 갈수록 두 분포는 서로"),
    (
        "negative-log-likelihood",
        "왼쪽 비탈이 오른쪽 비탈보다 길어서",
        "오른쪽 비탈이 왼쪽 비탈보다 길어서",
    ),
    ("negative-log-likelihood", "곡선은 바닥의 왼쪽이 훨씬", "곡선은 바닥의 오른쪽이 훨씬"),
]
IN_ALTERNATIVES = [
    Mutation(f"alternative: {new}", f"{LESSONS}{lesson}.md", "claims", ((old, new),))
    for lesson, old, new in MISTAKES
] + [
    Mutation(f"below a figure: {new}", f"{LESSONS}{lesson}.md", "claims", ((old, new),))
    for lesson, old, new in BELOW_FIGURES
]
