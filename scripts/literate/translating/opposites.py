"""Find words in a translation that contradict the original's: right for 왼쪽, four for 세 번.

A block of a translation that names as many poles of an axis (left and right, first and second, …) as its
original must name the same ones in the same order. Languages may name some in other words. A number in words
must be in the original's block too, in words or digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..reading.expressions import MATH_SPAN, blank_out, find
from ..reading.numerals import LANGUAGES, mentioned, numerals
from ..reading.pages import Line

# For each axis the two poles in each language that we know. Axes whose poles also have other meanings are not
# here, such as 위 and 아래 (above on the page, on top of something).
_POLES: list[dict[str, tuple[str, str]]] = [
    {
        "ko": ("왼쪽|왼편", "오른쪽|오른편"),
        "en": (r"\bleft(?:most)?\b", r"\bright(?:most)?\b(?! answer| or wrong)"),
    },
    {"ko": ("가로", "세로"), "en": (r"\bhorizontal", r"\bvertical")},
    {"ko": ("음수|음의(?! 로그)", "양수|양의"), "en": (r"\bnegative\b(?! log)", r"\bpositive\b")},
    {
        "ko": ("가장 (?:크|큰|높|많|길|넓|멀|짙|가파)|최댓값", "가장 (?:작|낮|적|짧|좁|가깝|옅)|최솟값"),
        "en": (
            r"\b(?:larg|high|great|long|wid|farth|dark|steep)est\b|\bmost\b|\bmaxim(?!um likelihood)",
            r"\b(?:small|low|few|short|near|clos|light)est\b|\bleast\b|\bminim",
        ),
    },
    {"ko": ("첫", "두 번째"), "en": (r"\bfirst\b", r"\bsecond\b")},
    {"ko": ("분자", "분모"), "en": (r"\bnumerator", r"\bdenominator")},
    {
        "ko": ("막대 ?그래프|히스토그램", "꺾은선|선 ?그래프|산점도|히트맵|열지도"),
        "en": (
            r"\bbar (?:chart|graph|plot)|\bhistogram",
            r"\b(?:line (?:chart|graph|plot)|scatter ?plot|heat ?map)",
        ),
    },
    {"ko": ("순방향", "역방향"), "en": (r"\bforward", r"\breverse")},
    {
        "ko": (r"(?<![가-힣])행(?!렬|동|위)", r"(?<![가-힣])열(?=[에은이을의마과로]|끼리|\b)"),
        "en": (r"\brows?\b", r"\bcolumns?\b"),
    },
    {
        "ko": ("위 (?:그림|곡선|표)|위는 |쪽 위에|윗줄", "아래 (?:그림|곡선|표)|아래는 |쪽 아래에|아랫줄"),
        "en": (r"\bupper\b", r"\blower (?:one|chart|plot|table|row|curve|left|right)"),
    },
    {
        "ko": ("0(?:보다| )?(?:위|크|큰)", "0(?:보다| )?(?:아래|작)"),
        "en": (r"\b(?:above|greater than) 0", r"\b(?:below|(?:less|smaller) than) 0"),
    },
    {"ko": ("두 배", "절반"), "en": (r"\btwice\b|\bdoubl", r"\bhalf\b|\bhalv")},
    {"ko": ("비트", "나트"), "en": (r"(?<!\ba )\bbits?\b", r"\bnats?\b")},
    {"ko": ("최댓값", "평균"), "en": (r"\bmaxim(?!um likelihood)", r"(?<!not )\bmean\b(?! that)")},
    {"ko": ("위로 볼록", "아래로 볼록"), "en": (r"\bconcave", r"\bconvex")},
    {"ko": ("좁", "넓"), "en": (r"\bnarrow", r"\bwide|\bbroad")},
    {
        "ko": ("앞을|처음(?:과|이|\\()", "뒤를|끝(?:과|이|을|\\()"),
        "en": (r"\bbeginning\b|\bstart of", r"\b(?:their|the|both) ends?\b|\bback of"),
    },
    {"ko": ("학습(?:한|할) ", "떼어 둔 "), "en": (r"\btraining\b", r"\bheld.out\b")},
    {"ko": ("학습(?:한|할) ", "검증 "), "en": (r"\btraining\b", r"\bvalidation\b")},
]
_PATTERNS = [
    {
        language: re.compile(f"(?P<one>{one})|(?P<other>{other})", re.I)
        for language, (one, other) in axis.items()
    }
    for axis in _POLES
]


def opposites(
    ours: Sequence[Line], theirs: Sequence[Line], languages: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield (translation's word, original's word) for each pole that a translation has exchanged.

    Arguments:
        ours: the lines of the original's block.
        theirs: the lines of the translation's block.
        languages: the original's language and the translation's; unknown ones are not compared.
    """
    for patterns in _PATTERNS:
        if patterns.keys() >= set(languages):
            own, other = (
                list(patterns[language].finditer(plain(lines)))
                for language, lines in zip(languages, (ours, theirs), strict=True)
            )
            if len(own) == len(other):
                for one, said in zip(own, other, strict=True):
                    if one.lastgroup != said.lastgroup:
                        yield said[0], one[0]


def strange_numerals(
    ours: Sequence[Line], theirs: Sequence[Line], languages: tuple[str, str], digits: Iterable[str]
) -> list[str]:
    """Return the numbers in words of a translation's block that the original's block does not have.

    Arguments:
        ours, theirs, languages: as in `opposites`.
        digits: the numbers that the original's block has in digits.
    """
    if not LANGUAGES.issuperset(languages):
        return []
    known = {*digits, *in_words(ours, languages[0])}
    return [one.text for one in numerals(plain(theirs), languages[1]) if str(one.value) not in known]


def in_words(lines: Sequence[Line], language: str) -> set[str]:
    """Return the digits of the numbers that lines write in words; none if the language is unknown."""
    return set(map(str, mentioned(plain(lines), language))) if language in LANGUAGES else set()


def plain(lines: Sequence[Line]) -> str:
    """Return the text of lines without formulas, values and code, but with the words that values choose."""
    texts = (_with_words(line.text) for line in lines if line.kind == "text")
    return " ".join(MATH_SPAN.sub("", blank_out(text)) for text in texts)


def _with_words(text: str) -> str:
    for start, end, expression in reversed(list(find(text, "", 0))):
        if expression.words:
            text = f"{text[:start]}{' '.join(expression.words)} {text[end:]}"
    return text
