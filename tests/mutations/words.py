"""Mistakes in words, by somebody who did not know the checks, before claims quoted sentences."""

from __future__ import annotations

from tests.mutations.mutation import Mutation


def on(page: str, old: str, new: str) -> Mutation:
    return Mutation(f"words: {old}", f"docs/{page}", "claims", ((old, new),))


IN_WORDS = [
    on(
        "ko/lessons/word-classification.md",
        "늘어난 손실은 모두 `[UNK]`에서",
        "늘어난 손실은 모두 아는 낱말에서",
    ),
    on("ko/lessons/word-classification.md", "명사가 아닌데 명사라고 한", "명사인데 명사가 아니라고 한"),
    on("ko/lessons/sentence-classification.md", "평균은 나누는 수가 커져서", "평균은 나누는 수가 작아져서"),
    on(
        "ko/lessons/sentence-classification.md",
        "두 모델의 평균보다 많습니다.",
        "두 모델의 평균보다 적습니다.",
    ),
    on(
        "ko/lessons/tokenizer-and-vocabulary.md",
        "왼쪽 아래로 갈수록 좋습니다.",
        "오른쪽 아래로 갈수록 좋습니다.",
    ),
    on("ko/lessons/one-hot-encoding.md", "첫 번째 문장에만 나온 낱말의", "한 번도 나오지 않은 낱말의"),
    on(
        "ko/lessons/matrix-operations.md",
        "곧 위에서 아래로 가고, 1번 축은",
        "곧 왼쪽에서 오른쪽으로 가고, 1번 축은",
    ),
    on("ko/lessons/negative-log-likelihood.md", "바깥에 남은 꼬리를 세지", "바깥에 남은 반올림 오차를 세지"),
    on(
        "ko/lessons/cross-entropy.md", "`CrossEntropyLoss`는 두 번째 축을", "`CrossEntropyLoss`는 마지막 축을"
    ),
    on("ko/lessons/cross-entropy.md", "값을 $\\log 2$로 나누면 비트로", "값에 $\\log 2$를 곱하면 비트로"),
    on(
        "ko/lessons/kl-divergence.md",
        "<th>KL 발산</th><th>교차 엔트로피</th>",
        "<th>교차 엔트로피</th><th>KL 발산</th>",
    ),
    on("ko/lessons/kl-divergence.md", "줄이려면 난수가 백 배", "줄이려면 난수가 열 배"),
    on("ko/lessons/kl-divergence.md", "다듬는 모델을 $\\parallel$ 앞에", "다듬는 모델을 $\\parallel$ 뒤에"),
    on(
        "ko/lessons/cross-entropy.md",
        "나머지 로짓은 0으로 두고 정답의 로짓만",
        "정답의 로짓은 0으로 두고 나머지 로짓만",
    ),
    on("en/lessons/word-classification.md", "worse than fifty-fifty", "better than fifty-fifty"),
    on("en/lessons/sentence-classification.md", "make neither number smaller", "make neither number larger"),
    on("en/lessons/one-hot-encoding.md", "a little toward 0", "a little away from 0"),
    on("en/lessons/kl-divergence.md", "$p$, without a logarithm", "$p$, with a logarithm"),
    on("glossary.yml", "표준편차를 표본 크기의 제곱근으로 나눈", "표준편차를 표본 크기로 나눈"),
    on("glossary.yml", "the more even the probabilities", "the less even the probabilities"),
]
