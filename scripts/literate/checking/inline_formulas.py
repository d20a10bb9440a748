r"""Find the formulas in sentences that state something and that nothing compares with the code.

Every formula states something but plain ones: symbols, numbers, lists, calls such as `$H(p, q)$`, and values
such as `$\mu=170$`. A statement needs no name: a claim gives the formula itself. Parts of formulas that are
compared need no claim of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..reading.expressions import CODE_SPAN, MATH_SPAN
from ..reading.pages import Page
from .latex import normalize

_VALUE = re.compile(r"\{\{.*?\}\}")
_SPACE = re.compile(r"\\ |\s+")
_ACCENT = re.compile(r"\\(?:hat|bar|tilde|mathrm|operatorname)\{\\?(\w)\w*\}")
_INDEX = re.compile(r"_(?:\{[^{}]*\}|\\?\w)|\^\\top(?![A-Za-z])")
_SYMBOL = r"(?:d[a-z]|\\(?!log|frac|sqrt|pi|cdot|dots)[A-Za-z]+|[A-Za-z])"
_NUMBER = r"-?(?:\\cdot~?|\\dots~?|[\d.]+(?:,\d{3})*|\\pi|e)"
_ITEM = rf"(?:{_SYMBOL}|{_NUMBER})"
_LIST = rf"{_ITEM}(?:(?:[,;]|\\parallel~?|\\mid~?){_ITEM})*"
# One operation on numbers, which the check of numbers looks at
_OF_NUMBERS = "|".join(
    [
        rf"(?:{_NUMBER})?\\log{_NUMBER}",
        rf"\\sqrt\{{{_NUMBER}\}}",
        rf"\\frac\{{{_NUMBER}\}}\{{{_NUMBER}\}}",
        rf"{_NUMBER}{_NUMBER}",
        rf"{_NUMBER}\^\{{?{_NUMBER}\}}?(?:={_NUMBER})?",
    ]
)
_PLAIN = re.compile(
    rf"\\log|{_LIST}|{_SYMBOL}?\({_LIST}\)|\|{_SYMBOL}\||{_SYMBOL}\^2|{_OF_NUMBERS}"
    rf"|{_SYMBOL}(?:={_SYMBOL})*=(?:{_ITEM}|\({_LIST}\))"
)


def inline_formulas(page: Page) -> Iterator[tuple[str, int]]:
    """Yield each formula in the sentences of a page, and its line."""
    for line in page.lines():
        if line.kind == "text":
            for match in MATH_SPAN.finditer(CODE_SPAN.sub("", line.text)):
                yield match[0][1:-1], line.number


def uncompared(page: Page, compared: Collection[str], claimed: Collection[str]) -> list[tuple[str, int]]:
    """Return the formulas in the sentences of a page that state something and that nothing compares.

    Arguments:
        page: the page.
        compared: the formulas of the page that something compares.
        claimed: the formulas in its sentences that claims name.
    """
    wholes = [bare(tex) for tex in [*compared, *claimed]]
    return [
        (tex, line)
        for tex, line in inline_formulas(page)
        if is_statement(tex)
        and tex not in claimed
        and not any(_is_part(bare(tex), whole) for whole in wholes)
    ]


def is_statement(tex: str) -> bool:
    r"""Return whether a formula states something, as `-\log p` does, and `p`, `H(p)` and `p=0.7` do not."""
    return not _PLAIN.fullmatch(_INDEX.sub("", _ACCENT.sub(r"\1", bare(_VALUE.sub("1", tex)))))


def bare(tex: str) -> str:
    """Return a formula without its name, spacing and layout."""
    spaced = _SPACE.sub("~", normalize(tex))
    # A space may end a command: `\log x`.
    return re.sub(r"(\\[A-Za-z]+~)~*(?=[A-Za-z])|~", lambda match: match[1] or "", spaced)


def _is_part(tex: str, whole: str) -> bool:
    """Return whether a bare formula is within another, with its own exponents, indices and digits."""
    return bool(re.search(rf"(?<![\\^_])(?<!\d(?=\d)){re.escape(tex)}(?![\^_])(?!(?<=\d)\d)", whole))
