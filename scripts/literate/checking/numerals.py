"""Read the whole numbers that a sentence writes in words: 세 걸음, 스물한 개, 네 번째; twenty-one, the fourth.

In Korean a counter or another noun follows the word. One and two are not read: 한 and one are often articles,
and 두 분포 counts what the sentence itself introduces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..reading.numerals import CARDINALS, ORDINALS

LEAST = 3
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def _counted(words: dict[str, dict[int, str]], language: str) -> dict[str, int]:
    return {word: number for number, word in words[language].items()}


_WORDS = {language: _counted(CARDINALS, language) for language in ("ko", "en")}
_ENGLISH_ORDINALS = _counted(ORDINALS, "en")
_PATTERNS = {
    # A column is 열 too.
    "ko": re.compile(
        rf"(?<![가-힣])(?!열 (?:개수|수|번호|이름|벡터|방향|합|하나|둘|(?:{_any(_WORDS['ko'])}) ))"
        rf"(?P<cardinal>{_any(_WORDS['ko'])})(?: (?P<ordinal>번째)|(?= \**[가-힣]))"
    ),
    # A part is a third too, a power of ten is a notation, and ninth graders have a name.
    "en": re.compile(
        r"(?<![\w-])(?<!powers of )(?<!power of )(?<!factor of )(?:"
        rf"(?P<cardinal>{_any(_WORDS['en'])})(?: (?P<scale>{_any(_SCALES)}))?(?! to the power)"
        rf"|(?<!\ba )(?<!one )(?<!two )(?P<ordinal>{_any(_ENGLISH_ORDINALS)})(?! grade)"
        r")(?![\w-])",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class Numeral:
    """A number in words, its value, and the format that writes it so: `words` or `ordinal`."""

    text: str
    value: float
    format: str


def numerals(text: str, language: str) -> Iterator[Numeral]:
    """Yield the numbers from 3 on that a text writes in words, if the language is one that we know.

    Arguments:
        text: the text, without values, code and formulas.
        language: its code, such as `ko`.
    """
    for match in _PATTERNS[language].finditer(text) if language in _PATTERNS else ():
        found = match.groupdict()
        if cardinal := found["cardinal"]:
            value = _WORDS[language][cardinal.lower()] * _SCALES.get((found.get("scale") or "").lower(), 1)
        else:
            value = _ENGLISH_ORDINALS[match["ordinal"].lower()]
        if value >= LEAST:
            yield Numeral(match[0], value, "ordinal" if match["ordinal"] else "words")
