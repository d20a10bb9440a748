"""Check the words that say which of two values is greater.

`{{ a > b: 큽니다 | 작습니다 }}` picks its word by the code. The words must fit the sign, and the original
must not type a comparison with a value: `{{ b }}보다 큽니다`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..messages import Problem, say
from ..reading.expressions import Expression, find
from ..reading.pages import Page

_KOREAN = ("크큽컸큰높많길긴깁넓", "작낮적짧좁")  # the first syllables of words for greater and for less
_ENGLISH = (
    "more|greater|larger|higher|longer|bigger|wider|above",
    "less|fewer|smaller|lower|shorter|narrower|below",
)
_WAYS = [
    (re.compile(rf"[{syllables}]|\b(?:{words})\b"), way)
    for syllables, words, way in zip(_KOREAN, _ENGLISH, (1, -1), strict=True)
]
_SIGNS: dict[type[ast.cmpop], int] = {ast.Gt: 1, ast.GtE: 1, ast.Lt: -1, ast.LtE: -1}
# Endings of statements, so not those of what can or cannot become greater.
_TYPED = re.compile(
    rf"\}}\}}[가-힣]{{0,4}}보다[도는]? (?:[^\s{{]+ ){{0,2}}[{''.join(_KOREAN)}]"
    r"(?:습니다|니다|고|지만|은데|다)(?![가-힣])"
)


def wrong_comparisons(page: Page, is_original: bool) -> list[Problem]:
    """Return a problem for each comparison whose words do not fit its sign, or that is typed."""
    return [
        Problem(message, page.file, line)
        for text, line in page.written()
        for message in (*_unfit(text, page.file, line), *(_typed(text) if is_original else ()))
    ]


def _unfit(text: str, file: str, line: int) -> Iterator[str]:
    for _, _, expression in find(text, file, line):
        if expression.words and (sign := _sign(expression)):
            for word, way in zip(expression.words, (sign, -sign), strict=False):
                if not _may_say(word, way):
                    yield say(
                        f"{{{{ {expression.code} }}}}: ‘{word}’의 뜻이 부등호와 반대입니다.",
                        f'{{{{ {expression.code} }}}}: the meaning of "{word}" is the opposite of the sign.',
                    )


def _typed(text: str) -> Iterator[str]:
    for match in _TYPED.finditer(text):
        yield say(
            f"‘{match[0][2:].strip()}’: 비교하는 말도 코드에서 고르세요: {{{{ a > b: 큽니다 | 작습니다 }}}}",
            f"'{match[0][2:].strip()}': let the code choose the word: {{{{ a > b: greater | less }}}}",
        )


def _sign(expression: Expression) -> int:
    """Return 1 if an expression asks whether its left side is greater, -1 for less, and 0 for others."""
    node = ast.parse(expression.code, mode="eval").body
    return _SIGNS.get(type(node.ops[0]), 0) if isinstance(node, ast.Compare) and len(node.ops) == 1 else 0


def _may_say(word: str, way: int) -> bool:
    """Return whether a word says greater (1) or less (-1), or neither."""
    is_negated = "않" in word or "n’t" in word or "not " in word
    said = {-known if is_negated else known for pattern, known in _WAYS if pattern.search(word)}
    return not said or way in said
