"""The words of whole numbers in the languages that we know: 세 and 세 번째, three and third.

Korean has the native words, which stand before a counter: 세 번, 스물한 개.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..messages import say

_TENS = range(10, 100, 10)
_KOREAN_FIRST = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열".split()
_KOREAN_TENS = "열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split()
_ENGLISH_FIRST = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _words(first: list[str], tens: list[str], between: str, others: Mapping[int, str]) -> dict[int, str]:
    """Return the words from 1 to 99, given the first ones and the tens, with others besides."""
    found = dict(enumerate(first, 1)) | dict(zip(_TENS, tens, strict=True))
    for number in range(len(first) + 1, 100):
        ten, one = number // 10 * 10, number % 10
        if one:
            found[number] = found[ten] + between + found[one]
    return found | others


def _english_ordinal(word: str) -> str:
    before, hyphen, last = word.rpartition("-")
    regular = last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th"
    return before + hyphen + _ENGLISH_ORDINALS.get(last, regular)


_KOREAN = _words(_KOREAN_FIRST, _KOREAN_TENS, "", {20: "스무", 100: "백", 1000: "천"})
_ENGLISH = _words(_ENGLISH_FIRST, _ENGLISH_TENS, "-", {100: "a hundred", 1000: "a thousand"})
# For each language the words that count, and those that order. A language that is not here writes digits.
CARDINALS: dict[str, dict[int, str]] = {"ko": _KOREAN, "en": _ENGLISH}
ORDINALS: dict[str, dict[int, str]] = {
    "ko": {number: f"{word} 번째" for number, word in _KOREAN.items()} | {1: "첫 번째"},
    "en": {number: _english_ordinal(word.removeprefix("a ")) for number, word in _ENGLISH.items()},
}
# The formats of a value that is written in words, such as `{{ len(heights):words }}`.
_FORMS = {"words": CARDINALS, "ordinal": ORDINALS}
FORMS = frozenset([*_FORMS, *(form.capitalize() for form in _FORMS)])


def spelled(number: str, form: str, language: str) -> str:
    """Return a whole number in words.

    Arguments:
        number: its digits.
        form: `words` (three) or `ordinal` (third), or `Words` and `Ordinal`, which begin a sentence.
        language: the code of the language; one that has no words here keeps the digits.

    Raises:
        ValueError: the language has no word for this number; the message is in the user's language.
    """
    words = _FORMS[form.lower()].get(language)
    if words is None:
        return number
    if not number.isdecimal() or int(number) not in words:
        known = say("1부터 99까지의 정수와 100, 1000", "whole numbers from 1 to 99, 100 and 1000")
        raise ValueError(
            say(
                f"{number}: 말로 쓸 수 있는 수는 {known}뿐입니다",
                f"{number}: there are words only for {known}",
            )
        )
    word = words[int(number)]
    return word[0].upper() + word[1:] if form[0].isupper() else word
