"""Wrong numbers that pages write in words, chosen before a check read them."""

from __future__ import annotations

from tests.mutations.mutation import Mutation


def wrong(lesson: str, old: str, new: str, caught_by: str = "numbers") -> Mutation:
    """Return the mistake of another number in words on the page of a lesson."""
    file = f"docs/ko/lessons/{lesson}.md"
    return Mutation(f"{lesson}: “{new.strip()}”", file, caught_by, ((old, new),))


def wrong_in_translation(lesson: str, old: str, new: str) -> Mutation:
    """Return the mistake of another number in words on the English page of a lesson."""
    file = f"docs/en/lessons/{lesson}.md"
    return Mutation(f"{lesson}, in English: “{new}”", file, "languages", ((old, new),))


IN_NUMERALS = [
    wrong("cross-entropy", "{{ p_given[1, 0]:g }} | {{ p_given[1, 1]:g }}", "0.75 | 0.25"),
    wrong("word-classification", "앞에서 두 에포크만", "앞에서 세 에포크만"),
    wrong("word-classification", "고르지 않고, {{ len(history):words }} 에", "고르지 않고, 열한 에"),
    wrong("word-classification", "시드 {{ len(by_word):words }} 개 가운데", "시드 아홉 개 가운데"),
    wrong_in_translation("word-classification", "{{ len(slow):words }} epochs are", "eleven epochs are"),
    wrong("sentence-classification", "\n시드 열 개의 결과와", "\n시드 아홉 개의 결과와"),
    wrong(
        "sentence-classification", '모델의 시드 {{ len(correct["mean"]):words }} 개', "모델의 시드 스무 개"
    ),
    wrong("matrix-operations", "{{ (weights - weights.reshape(3, 1)).size:words }} 개가", "여섯 개가"),
    wrong("matrix-operations", "외적이고, {{ len(axes):ordinal }} 표는", "외적이고, 다섯 번째 표는"),
    wrong_in_translation(
        "matrix-operations", "the {{ len(axes):ordinal }} is their sum", "the fifth is their sum"
    ),
    wrong_in_translation("matrix-operations", "\nThe third table is never", "\nThe fourth table is never"),
    wrong(
        "tokenizer-and-vocabulary",
        '{{ ["".join(pair) for pair in learned].index("▁선생님") + 1:words }} 번 만에',
        "다섯 번 만에",
        "claims",
    ),
    wrong("tokenizer-and-vocabulary", "{{ len(jamo.encode()):words }} 바이트", "여덟 바이트"),
    wrong_in_translation(
        "tokenizer-and-vocabulary", "{{ len(jamo[:2].encode()):words }} bytes", "five bytes"
    ),
    wrong("tokenizer-and-vocabulary", "점 {{ len(rows):words }} 개. 낱말은", "점 일곱 개. 낱말은"),
    wrong(
        "one-hot-encoding", "나머지 {{ (table.grad == 0).all(dim=1).sum():words }} 행은", "나머지 여섯 행은"
    ),
    wrong("one-hot-encoding", "{{ len(words):words }} 낱말의 거리를", "일곱 낱말의 거리를", "claims"),
    wrong_in_translation(
        "one-hot-encoding",
        "with four rows and eight columns. The v",
        "with five rows and eight columns. The v",
    ),
    wrong("negative-log-likelihood", "후보 {{ len(means):words }} 개의 로그", "후보 스무 개의 로그"),
    wrong("negative-log-likelihood", "점 {{ (heights < 167).sum():words }} 개", "점 여섯 개"),
    wrong("negative-log-likelihood", "평균을 내면 {{ 10:words }} 명으로", "평균을 내면 아홉 명으로"),
    wrong("negative-log-likelihood", "처음 {{ len(mean_stops) - 1:words }} 걸음", "처음 열두 걸음", "claims"),
    wrong("negative-log-likelihood", "{{ 10 * k:words }} 사람이 안", "예순 사람이 안"),
    wrong_in_translation(
        "negative-log-likelihood", "Of the {{ len(means):words }} candidates", "Of the twenty candidates"
    ),
    wrong("cross-entropy", "소수점 아래 {{ 12:words }} 자리까지", "소수점 아래 열네 자리까지"),
    wrong(
        "cross-entropy",
        "확률은 {{ sum(share < 0.92 for share in once_path):words }} 걸음 만에",
        "확률은 스무 걸음 만에",
        "claims",
    ),
    wrong("cross-entropy", "네 모델 모두에서", "다섯 모델 모두에서"),
    wrong_in_translation("cross-entropy", "{{ 7:Words }} out of ten people", "Eight out of ten people"),
    wrong("kl-divergence", "여섯 명은 어린이, {{ 10 - 6:words }} 명은", "일곱 명은 어린이, 세 명은"),
    wrong("kl-divergence", "처음 {{ len(axis.lines[0].get_xdata()) - 1:words }} 걸음", "처음 서른 걸음"),
    wrong("kl-divergence", "네 곳 모두에서", "다섯 곳 모두에서"),
    wrong_in_translation("kl-divergence", "Six out of ten are", "Seven out of ten are"),
    wrong("matrix-operations", "칸은 {{ A.argmax() // 3 + 1:ordinal }} 글의", "칸은 첫 번째 글의", "claims"),
    Mutation(
        "one or two in words",
        "docs/ko/lessons/matrix-operations.md",
        "claims",
        (("두 번째 표는 ‘숙제’", "첫 번째 표는 ‘숙제’"),),
    ),
]
