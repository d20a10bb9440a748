"""Values in sentences: `{{ expression:format }}`, found in page text, evaluated in a snippet, typeset."""

from __future__ import annotations

import ast
import contextlib
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..messages import Problem, say

_VALUE = re.compile(r"\{\{(?P<source>.*?)\}\}")
_UNCLOSED = re.compile(r"\{\{(?!.*\}\})")
# Searches are many times faster for patterns that begin with a sign than for those that look behind first.
CODE_SPAN = re.compile(r"(`(?<!``)`*)(?!`).+?(?<!`)\1(?!`)")
MATH_SPAN = re.compile(r"\$(?<![\\$]\$)(?!\s).+?(?<![\\\s])\$(?!\$)")
_ID = re.compile(r"\{#[^}]*\}")
_TARGET = re.compile(r"(?<=\])\([^)]*\)|<?https?://[^\s>)]+>?")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LONGEST = 1000
# What reading and compiling code raise beside SyntaxError: zeros, and nesting deeper than they go.
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_SCIENTIFIC = re.compile(r"(?P<digits>[-+]?\d+(?:\.\d+)?)e(?P<sign>[-+]?)0*(?P<power>\d+)")


@dataclass(frozen=True)
class Expression:
    """A Python expression and a format specification, with the place in the page that asks for it."""

    code: str
    format: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """What a recording files the value under."""
        return f"{self.code}:{self.format}" if self.format else self.code

    @property
    def is_constant(self) -> bool:
        """Whether this is a number as such, `{{ 3 }}`, which needs no snippet."""
        return _is_number(self.code)


def parse(source: str, file: str, line: int) -> Expression:
    """Split `expression:format` at the first colon behind which no expression goes on.

    Raises:
        Problem: no part of the source is a Python expression, or it is far too long.
    """
    source = source.strip()
    end = _end_of_code(source)
    if end is None:
        message = say(f"{{{{ {source} }}}}는 파이썬 식이 아닙니다.", f"{{{{ {source} }}}} is no expression.")
        raise Problem(message, file, line)
    return Expression(source[:end].strip(), source[end + 1 :].strip(), file, line)


# A page's values are looked at many times: what they ask for, whether translations ask for the same.
@lru_cache(maxsize=10_000)
def _end_of_code(source: str) -> int | None:
    if len(source) > LONGEST:  # each colon may be the one
        return None
    for end in [*(match.start() for match in re.finditer(":", source)), len(source)]:
        with contextlib.suppress(*_UNREADABLE):
            _tree(source[:end])
            return end
    return None


def _tree(code: str) -> ast.Expression:
    """Parse an expression without warnings, which would tell no place."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code.strip(), mode="eval")


@lru_cache(maxsize=10_000)
def _is_number(code: str) -> bool:
    node = _tree(code).body
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def find(text: str, file: str, line: int) -> Iterator[tuple[int, int, Expression]]:
    """Yield (start, end, expression) for each value that a line of page text asks for.

    Code spans are left alone.
    """
    if "{{" not in text:
        return
    code = [match.span() for match in CODE_SPAN.finditer(text)]
    last = 0
    for match in _VALUE.finditer(text):
        if match.start() >= last and not any(start <= match.start() < end for start, end in code):
            last, expression = _parse_from(text, match, file, line)
            yield match.start(), last, expression
    for match in _UNCLOSED.finditer(text):
        spans = code + [found.span() for found in MATH_SPAN.finditer(text)]
        if not any(start <= match.start() < end for start, end in spans):
            message = say(
                "`{{`가 같은 줄에서 `}}`로 닫히지 않았습니다.", "`{{` is not closed by `}}` on its line."
            )
            raise Problem(message, file, line)


def _parse_from(text: str, match: re.Match[str], file: str, line: int) -> tuple[int, Expression]:
    """Parse a value up to the first `}}` at which it is an expression: dictionaries end so too."""
    start, end = match.start() + 2, match.end() - 2
    while end >= 0:
        with contextlib.suppress(Problem):
            return end + 2, parse(text[start:end], file, line)
        end = text.find("}}", end + 1)
    return match.end(), parse(match["source"], file, line)


def blank_out(text: str) -> str:
    """Return a line of page text with all that is no prose replaced by spaces: values, code, links, ids."""
    for pattern in (CODE_SPAN, _VALUE, _ID, _TARGET):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def evaluate(expression: Expression, namespace: Mapping[str, Any]) -> str:
    """Return the formatted value of an expression in a snippet's namespace.

    Raises:
        Problem: the expression cannot be evaluated, its format does not fit, or it takes several lines.
    """
    shown = f"{{{{ {expression.key} }}}}"
    try:
        value = eval(compile(expression.code, "<value>", "eval"), dict(namespace))
    except NameError as error:
        message = say(f"{shown}: 스니펫에 없는 이름입니다: {error}", f"{shown}: unknown name: {error}")
        raise Problem(message, expression.file, expression.line) from None
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        message = say(f"{shown}: 계산하지 못했습니다: {reason}", f"{shown} failed: {reason}")
        raise Problem(message, expression.file, expression.line) from None
    try:
        text = format(value, expression.format)
    except Exception as error:
        message = say(
            f"{shown}: 형식 {expression.format!r}이 값에 맞지 않습니다: {error}",
            f"{shown}: the format {expression.format!r} does not fit: {error}",
        )
        raise Problem(message, expression.file, expression.line) from None
    if "\n" in text:
        message = say(f"{shown}: 값이 여러 줄입니다.", f"{shown}: the value takes several lines.")
        raise Problem(message, expression.file, expression.line)
    return text


def typeset(value: str, form: str) -> str:
    r"""Write a formatted value as print does.

    Arguments:
        value: what `format` gave, such as `-2.59e-12`.
        form: where it goes: `text` (−2.59×10<sup>−12</sup>), `plain`, without markup (−2.59×10⁻¹²), or
            `math` (-2.59\times10^{-12}).
    """

    def scientific(match: re.Match[str]) -> str:
        power = ("-" if match["sign"] == "-" else "") + match["power"]
        if form == "math":
            return rf"{match['digits']}\times10^{{{power}}}"
        raised = power.translate(_SUPERSCRIPT) if form == "plain" else f"<sup>{power}</sup>"
        return f"{match['digits']}×10{raised}"

    if not re.fullmatch(r"[-+]?[\d,]+(?:\.\d+)?(?:e[-+]?\d+)?%?", value):
        return value
    text = _SCIENTIFIC.sub(scientific, value)
    return text.replace("%", r"\%").replace(",", "{,}") if form == "math" else text.replace("-", "−")


def fill(text: str, file: str, line: int, values: Mapping[str, str], form: str = "text") -> str:
    """Put typeset values in the place of the expressions in one line of page text.

    Arguments:
        text: one line.
        file, line: its place, for messages.
        values: formatted values by expression key.
        form: what the line is, as in `typeset`; `$…$` in a text is recognised as math.

    Raises:
        Problem: a value is not among `values`.
    """
    math = [match.span() for match in MATH_SPAN.finditer(text)]
    parts, last = [], 0
    for start, end, expression in find(text, file, line):
        if expression.is_constant:
            value = evaluate(expression, {})
        elif expression.key in values:
            value = values[expression.key]
        else:
            message = say(
                f"{{{{ {expression.key} }}}}의 값이 기록에 없습니다.",
                f"The recording has no value for {{{{ {expression.key} }}}}.",
            )
            raise Problem(message, file, line)
        in_math = form == "text" and any(left <= start < right for left, right in math)
        parts += [text[last:start], typeset(value, "math" if in_math else form)]
        last = end
    return "".join([*parts, text[last:]])
