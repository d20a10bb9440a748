"""Write and read whole numbers in words, in the languages that we know: 세 번, 네 번째; twenty-one, fourth.

Korean has the native words, which stand before a counter: 세 번, 스물한 개.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..messages import say

# One and two are not read: 한 and one are often articles, and 두 분포 counts what the sentence introduces.
LEAST = 3
_TENS = range(10, 100, 10)
_ONE_TO_TEN = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_KOREAN_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ONE_TO_NINETEEN = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_ENGLISH_ORDINALS |= {"nine": "ninth", "twelve": "twelfth"}


def _words(
    first: Sequence[str], tens: Sequence[str], between: str, others: Mapping[int, str]
) -> dict[int, str]:
    """Return the words from 1 to 99, given the first ones and the tens, with others besides."""
    found = dict(enumerate(first, 1)) | dict(zip(_TENS, tens, strict=True))
    for number in range(len(first) + 1, 100):
        ten, one = number // 10 * 10, number % 10
        if one:
            found[number] = found[ten] + between + found[one]
    return found | dict(others)


def _english_ordinal(word: str) -> str:
    before, hyphen, last = word.removeprefix("a ").rpartition("-")
    regular = last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th"
    return before + hyphen + _ENGLISH_ORDINALS.get(last, regular)


_KOREAN = _words(_ONE_TO_TEN, _KOREAN_TENS, "", {20: "스무", 100: "백", 1000: "천"})
_ENGLISH = _words(_ONE_TO_NINETEEN, _ENGLISH_TENS, "-", {100: "a hundred", 1000: "a thousand"})
# The words by format and language, for a value such as `{{ len(heights):words }}`. A language that is not
# here writes digits.
_SPELLED: dict[str, dict[str, dict[int, str]]] = {
    "words": {"ko": _KOREAN, "en": _ENGLISH},
    "ordinal": {
        "ko": {number: f"{word} 번째" for number, word in _KOREAN.items()} | {1: "첫 번째"},
        "en": {number: _english_ordinal(word) for number, word in _ENGLISH.items()},
    },
}
FORMATS = frozenset([*_SPELLED, *(format.capitalize() for format in _SPELLED)])


def spelled(number: str, format: str, language: str) -> str:
    """Return a whole number in words.

    Arguments:
        number: its digits.
        format: `words` (three) or `ordinal` (third), or `Words` and `Ordinal`, which begin a sentence.
        language: the code of the language; one that has no words here keeps the digits.

    Raises:
        ValueError: the language has no word for this number; the message is in the user's language.
    """
    words = _SPELLED[format.lower()].get(language)
    if words is None:
        return number
    if not number.isdecimal() or int(number) not in words:
        message = say(
            f"{number}: 말로 쓸 수 있는 수는 1부터 99까지의 정수와 100, 1000뿐입니다",
            f"{number}: only whole numbers from 1 to 99, 100 and 1000 have words",
        )
        raise ValueError(message)
    word = words[int(number)]
    return word[0].upper() + word[1:] if format[0].isupper() else word


@dataclass(frozen=True)
class Numeral:
    """A number in words, its value, and the format that writes it so: `words` or `ordinal`."""

    text: str
    value: int
    format: str


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_VALUES = {
    (format, language): {word: number for number, word in words.items() if number >= LEAST}
    for format, languages in _SPELLED.items()
    for language, words in languages.items()
}
_PATTERNS = {
    # A counter or another noun follows; 가지 counts what the text itself lists, and a column is 열 too.
    "ko": re.compile(
        rf"(?<![가-힣])(?!열 (?:개수|수|번호|이름|벡터|방향|합|하나|둘|(?:{_any(_KOREAN.values())}) ))"
        rf"(?:(?P<ordinal>{_any(_VALUES['ordinal', 'ko'])})|(?P<words>{_any(_VALUES['words', 'ko'])}))"
        r"(?= \**(?!가지|번째)[가-힣])"
    ),
    # Not a part (a third), a power of ten, a school year (ninth graders) or a larger number (ten thousand).
    "en": re.compile(
        r"(?<![\w-])(?<!powers of )(?<!power of )(?<!factor of )"
        rf"(?:(?<!\ba )(?<!one )(?<!two )(?P<ordinal>{_any(_VALUES['ordinal', 'en'])})"
        rf"|(?P<words>{_any(_VALUES['words', 'en'])}))"
        r"(?![\w-]| (?:hundred|thousand|million|to the power|grade|kinds|things|ways))",
        re.IGNORECASE,
    ),
}
LANGUAGES = frozenset(_PATTERNS)
# Without a counter: 넷 for four
_ALONE = {
    "ko": _words(("하나", "둘", "셋", "넷", *_ONE_TO_TEN[4:]), _KOREAN_TENS, "", {}),
    "en": _ENGLISH,
}
_MENTIONED = {
    language: {
        word: number
        for words in (_ALONE[language], *(_SPELLED[format][language] for format in _SPELLED))
        for number, word in words.items()
    }
    for language in LANGUAGES
}
_MENTIONS = {
    language: re.compile(rf"(?<![가-힣\w])(?:{_any(words)})", re.IGNORECASE)
    for language, words in _MENTIONED.items()
}


def numerals(text: str, language: str) -> Iterator[Numeral]:
    """Yield the numbers from 3 on that a text writes in words, if the language is one that we know.

    Arguments:
        text: the text, without values, code and formulas.
        language: its code, such as `ko`.
    """
    for match in _PATTERNS[language].finditer(text) if language in _PATTERNS else ():
        format = str(match.lastgroup)
        yield Numeral(match[0], _VALUES[format, language][match[0].lower()], format)


def mentioned(text: str, language: str) -> set[int]:
    """Return every number that a text may mention in words, also without a counter: 넷.

    Arguments:
        text: the text, without values, code and formulas.
        language: its code, one of `LANGUAGES`.
    """
    return {_MENTIONED[language][match[0].lower()] for match in _MENTIONS[language].finditer(text)}
