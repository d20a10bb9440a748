"""Wrong numbers that pages write in words, chosen before a check read them."""

from __future__ import annotations

from tests.mutations.mutation import Mutation


def wrong(lesson: str, old: str, new: str, language: str = "ko") -> Mutation:
    """Return the mistake of another number in words on the page of a lesson."""
    file = f"docs/{language}/lessons/{lesson}.md"
    return Mutation(f"{lesson}, in {language}: “{new}”", file, "numbers", ((old, new),))


IN_NUMERALS = [
    wrong("word-classification", "앞에서 두 에포크만", "앞에서 세 에포크만"),
    wrong("word-classification", "고르지 않고, 열두 에포크를", "고르지 않고, 열한 에포크를"),
    wrong("word-classification", "열 시드 가운데", "아홉 시드 가운데"),
    wrong("word-classification", "that twelve epochs are", "that eleven epochs are", "en"),
    wrong("sentence-classification", "\n시드 열 개의 결과와", "\n시드 아홉 개의 결과와"),
    wrong("sentence-classification", "모델의 시드 열 개로", "모델의 시드 스무 개로"),
    wrong("matrix-operations", "아홉 개가 나왔습니다", "여섯 개가 나왔습니다"),
    wrong("matrix-operations", "외적이고, 네 번째 표는", "외적이고, 다섯 번째 표는"),
    wrong("matrix-operations", "the fourth is their sum", "the fifth is their sum", "en"),
    wrong("tokenizer-and-vocabulary", "‘선생님’이 세 번 만에", "‘선생님’이 다섯 번 만에"),
    wrong("tokenizer-and-vocabulary", "글자는 아홉 바이트", "글자는 여덟 바이트"),
    wrong("tokenizer-and-vocabulary", "takes six bytes", "takes five bytes", "en"),
    wrong("tokenizer-and-vocabulary", "점 다섯 개. 낱말은", "점 일곱 개. 낱말은"),
    wrong("one-hot-encoding", "나머지 다섯 행은", "나머지 여섯 행은"),
    wrong("one-hot-encoding", "여덟 낱말의 거리를", "일곱 낱말의 거리를"),
    wrong(
        "one-hot-encoding",
        "with four rows and eight columns. The vert",
        "with five rows and eight columns. The vert",
        "en",
    ),
    wrong("negative-log-likelihood", "후보 스물한 개의 로그", "후보 스무 개의 로그"),
    wrong("negative-log-likelihood", "왼쪽 끝에 점 네 개", "왼쪽 끝에 점 여섯 개"),
    wrong("negative-log-likelihood", "평균을 내면 열 명으로", "평균을 내면 아홉 명으로"),
    wrong("negative-log-likelihood", "내려가는 처음 열한 걸음", "내려가는 처음 열두 걸음"),
    wrong("negative-log-likelihood", "백 사람 가운데 일흔 사람이", "백 사람 가운데 예순 사람이"),
    wrong("negative-log-likelihood", "Of the twenty-one candidates", "Of the twenty candidates", "en"),
    wrong("cross-entropy", "소수점 아래 열두 자리까지", "소수점 아래 열네 자리까지"),
    wrong("cross-entropy", "정답의 확률은 열 걸음 만에", "정답의 확률은 스무 걸음 만에"),
    wrong("cross-entropy", "네 모델 모두에서", "다섯 모델 모두에서"),
    wrong("cross-entropy", "Seven out of ten people", "Eight out of ten people", "en"),
    wrong("kl-divergence", "여섯 명은 어린이, 네 명은", "일곱 명은 어린이, 세 명은"),
    wrong("kl-divergence", "\n처음 스무 걸음의", "\n처음 서른 걸음의"),
    wrong("kl-divergence", "네 곳 모두에서", "다섯 곳 모두에서"),
    wrong("kl-divergence", "Six out of ten are", "Seven out of ten are", "en"),
]
