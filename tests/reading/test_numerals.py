"""Whole numbers in words, in Korean and English."""

from __future__ import annotations

import pytest
from literate.reading.numerals import LEAST, mentioned, numerals, spelled


@pytest.mark.parametrize(
    ("number", "korean", "english"),
    [
        ("1", ("한", "첫 번째"), ("one", "first")),
        ("2", ("두", "두 번째"), ("two", "second")),
        ("3", ("세", "세 번째"), ("three", "third")),
        ("5", ("다섯", "다섯 번째"), ("five", "fifth")),
        ("8", ("여덟", "여덟 번째"), ("eight", "eighth")),
        ("11", ("열한", "열한 번째"), ("eleven", "eleventh")),
        ("12", ("열두", "열두 번째"), ("twelve", "twelfth")),
        ("20", ("스무", "스무 번째"), ("twenty", "twentieth")),
        ("21", ("스물한", "스물한 번째"), ("twenty-one", "twenty-first")),
        ("40", ("마흔", "마흔 번째"), ("forty", "fortieth")),
        ("99", ("아흔아홉", "아흔아홉 번째"), ("ninety-nine", "ninety-ninth")),
        ("100", ("백", "백 번째"), ("a hundred", "hundredth")),
        ("1000", ("천", "천 번째"), ("a thousand", "thousandth")),
    ],
)
def test_each_language_has_its_words(number: str, korean: tuple[str, str], english: tuple[str, str]) -> None:
    for language, words in (("ko", korean), ("en", english)):
        assert tuple(spelled(number, format, language) for format in ("words", "ordinal")) == words
    assert spelled(number, "Words", "en") == english[0].capitalize()
    assert spelled(number, "ordinal", "ja") == number


@pytest.mark.parametrize(("language", "after"), [("ko", "{} 걸음"), ("en", "{} steps")])
@pytest.mark.parametrize("format", ["words", "ordinal"])
def test_every_word_that_is_written_is_read(language: str, after: str, format: str) -> None:
    for number in [*range(LEAST, 100), 100, 1000]:
        text = after.format("the " + spelled(str(number), format, language))
        assert [(one.value, one.format) for one in numerals(text, language)] == [(number, format)]
        assert mentioned(text, language) >= {number}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("한 번, 두 분포, 첫 번째 줄, 두 번째 줄", "ko"),
        ("세계, 네모, 열심히, 천천히, 백분율, 모두 세다", "ko"),
        ("행 수와 열 수, 열 번호, 열 하나", "ko"),
        ("세 가지 방법, 네 번째는 식입니다", "ko"),
        ("one word, two words, the second word", "en"),
        ("about a third, two thirds, powers of ten, ten to the power of 3", "en"),
        ("ten thousand pairs, one ten-thousandth, ninth graders, three ways", "en"),
        ("sette parole", "it"),
    ],
)
def test_what_is_not_a_number_or_counts_what_the_text_itself_lists_is_not_read(
    text: str, language: str
) -> None:
    assert list(numerals(text, language)) == []


def test_a_number_may_be_mentioned_without_a_counter() -> None:
    assert mentioned("행이 넷이고 열이 여덟인 표", "ko") >= {4, 8}
    assert mentioned("스물하나 가운데 셋", "ko") == {21, 3}
