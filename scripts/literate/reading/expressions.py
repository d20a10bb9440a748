"""Find, evaluate and typeset the values `{{ expression:format }}` in sentences."""

from __future__ import annotations

import ast
import contextlib
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..messages import Problem, say
from .numerals import FORMATS, spelled
from .typesetting import at_line_start, literal, typeset

VALUE = re.compile(r"\{\{(?P<source>.*?)\}\}")
_UNCLOSED = re.compile(r"\{\{(?!.*\}\})")
# A pattern that begins with a character is many times faster than one that begins with a lookbehind.
CODE_SPAN = re.compile(r"(`(?<!``)`*)(?!`).+?(?<!`)\1(?!`)")
# The renderer's formulas, except that a `$` before a digit does not end one: two prices are not a formula.
# Weaving escapes all other dollar signs, so that the renderer does not read a formula there either.
MATH_SPAN = re.compile(r"\$(?<![\\$]\$)(?![\s$])(?:\\.|[^\\$\n])+?(?<!\s)\$(?![\d$])")
_DOLLAR = re.compile(r"\$(?<!\\\$)")
_ID = re.compile(r"\{#[^}]*\}")
_TARGET = re.compile(r"(?<=\])\([^)]*\)|<?https?://[^\s>)]+>?")
# The format of a value that contains Markdown, or TeX in a formula.
MARKDOWN = "markdown"
LONGEST = 1000
# Parsing and compiling code raise these besides SyntaxError: for NUL characters, and for deep nesting.
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_IN_TARGET = re.compile(r"\]\([^()\s]*$")
# The text of a line before a value, if the value may begin a block.
_LINE_START = re.compile(r"(?:[\s>]|[-*+]\s|\d+\.\s)*")


@dataclass(frozen=True)
class Expression:
    """A Python expression and a format specification, with its location in the page."""

    code: str
    format: str
    file: str
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words for true and for false of a format such as `크다 | 작다`; none in other formats."""
        return tuple(word.strip() for word in self.format.split("|")) if "|" in self.format else ()

    @property
    def python_format(self) -> str:
        """The format for Python: none if a word stands for the value, or if the value is Markdown."""
        return "" if self.words or self.format in FORMATS or self.format == MARKDOWN else self.format

    @property
    def key(self) -> str:
        """The key of the value in a recording, without words, which differ between languages."""
        format = "|" if self.words else "" if self.format in FORMATS else self.format
        return f"{self.code}:{format}" if format else self.code

    def shown(self, value: str) -> str:
        """Return what the page shows for a recorded value: the value itself, or the word for it.

        Raises:
            Problem: the language of the page has no word for the number.
        """
        if self.format in FORMATS:
            try:
                return spelled(value, self.format, language_of(self.file))
            except ValueError as error:
                raise Problem(f"{{{{ {self.code}:{self.format} }}}}: {error}", self.file, self.line) from None
        return self.words[value != "True"] if self.words else value

    @property
    def is_constant(self) -> bool:
        """Return whether this is a literal number, `{{ 3 }}`, which does not need a snippet."""
        return _is_number(self.code)


def language_of(file: str) -> str:
    """Return the language of a page, given its file as messages name it, `docs/ko/….md`; "" for others."""
    docs, *parts = file.split("/")
    return parts[0] if docs == "docs" and len(parts) > 1 else ""


def parse(source: str, file: str, line: int) -> Expression:
    """Split `expression:format` at the first colon that is not part of the expression.

    Raises:
        Problem: the source does not begin with a Python expression, or it is too long.
    """
    source = source.strip()
    end = _end_of_code(source)
    if end is None:
        message = say(
            f"{{{{ {source} }}}}는 파이썬 식이 아닙니다.", f"{{{{ {source} }}}} is not a Python expression."
        )
        raise Problem(message, file, line)
    return Expression(source[:end].strip(), source[end + 1 :].strip(), file, line)


# The values of a page are parsed many times, for evaluation and for comparing translations.
@lru_cache(maxsize=10_000)
def _end_of_code(source: str) -> int | None:
    if len(source) > LONGEST:  # try each colon
        return None
    for end in [*(match.start() for match in re.finditer(":", source)), len(source)]:
        with contextlib.suppress(*_UNREADABLE):
            _tree(source[:end])
            return end
    return None


def _tree(code: str) -> ast.Expression:
    """Parse an expression without warnings, which would not name the page."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code.strip(), mode="eval")


@lru_cache(maxsize=10_000)
def _is_number(code: str) -> bool:
    node = _tree(code).body
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def find(text: str, file: str, line: int) -> Iterator[tuple[int, int, Expression]]:
    """Yield (start, end, expression) for each value in a line of page text, in code spans too."""
    code = [match.span() for match in CODE_SPAN.finditer(text)]
    last = 0
    # A `{{` after the last `}}` is not closed, and searching for the end of each `{{` is slow.
    for match in VALUE.finditer(text, 0, text.rfind("}}") + 2):
        # Text that begins in a code span and ends outside it is not a value.
        if match.start() >= last and not any(a <= match.start() < b < match.end() for a, b in code):
            last, expression = _parse_from(text, match, file, line)
            yield match.start(), last, expression
    for match in _UNCLOSED.finditer(text):
        spans = code + math_spans(text)
        if not any(start <= match.start() < end for start, end in spans):
            message = say(
                "`{{`가 같은 줄에서 `}}`로 닫히지 않았습니다.", "`{{` is not closed by `}}` on the same line."
            )
            raise Problem(message, file, line)


def _parse_from(text: str, match: re.Match[str], file: str, line: int) -> tuple[int, Expression]:
    """Parse a value up to the first `}}` that completes an expression: dictionaries may end in `}}` too."""
    start, end = match.start() + 2, match.end() - 2
    while end >= 0:
        with contextlib.suppress(Problem):
            return end + 2, parse(text[start:end], file, line)
        end = text.find("}}", end + 1)
    return match.end(), parse(match["source"], file, line)


def blank_out(text: str) -> str:
    """Return a line of page text with dots in place of values, code, links and ids."""
    text = without_values(dotted(CODE_SPAN, text))
    return dotted(_TARGET, dotted(_ID, text))


def without_values(text: str) -> str:
    """Return a line of page text with dots in place of values."""
    end = text.rfind("}}") + 2 if "}}" in text else 0  # see `find`
    return dotted(VALUE, text[:end]) + text[end:]


def dotted(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with dots in place of each match of a pattern."""
    return pattern.sub(lambda match: "·" * len(match[0]), text)


def evaluate(expression: Expression, namespace: Mapping[str, Any]) -> str:
    """Return the formatted value of an expression in a snippet's namespace.

    Raises:
        Problem: the expression cannot be evaluated, its format does not fit, or its value has several lines.
    """
    shown = f"{{{{ {expression.key} }}}}"
    try:
        value = eval(compile(expression.code, "<value>", "eval"), dict(namespace))
    except NameError as error:
        message = say(
            f"{shown}: 위에 보인 셀까지는 없는 이름입니다: {error}",
            f"{shown}: unknown name, no cell shown above defines it: {error}",
        )
        raise Problem(message, expression.file, expression.line) from None
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        message = say(f"{shown}: 계산하지 못했습니다: {reason}", f"{shown} failed: {reason}")
        raise Problem(message, expression.file, expression.line) from None
    try:
        text = format(value, expression.python_format)
        if expression.words and (len(expression.words) != 2 or text not in ("True", "False")):
            raise ValueError(say("참이나 거짓에 말이 둘 있어야 합니다", "two words need True or False"))
    except Exception as error:
        message = say(
            f"{shown}: 형식 {expression.format!r}이(가) 값에 맞지 않습니다: {error}",
            f"{shown}: the format {expression.format!r} does not fit the value: {error}",
        )
        raise Problem(message, expression.file, expression.line) from None
    if "\n" in text:
        message = say(f"{shown}: 값이 여러 줄입니다.", f"{shown}: the value spans several lines.")
        raise Problem(message, expression.file, expression.line)
    expression.shown(text)  # report a number without a word before it is recorded
    return text


def math_spans(text: str) -> list[tuple[int, int]]:
    """Return the positions of the formulas in a line of text."""
    return [match.span() for match in MATH_SPAN.finditer(dotted(CODE_SPAN, text))]


def lone_dollars(text: str) -> list[int]:
    """Return the positions of the dollar signs outside formulas and code in a line of text."""
    return [match.start() for match in _DOLLAR.finditer(dotted(MATH_SPAN, dotted(CODE_SPAN, text)))]


def fill(text: str, file: str, line: int, values: Mapping[str, str], form: str = "text") -> str:
    """Replace the expressions in one line of page text by typeset values.

    Arguments:
        text: one line.
        file, line: its location, for messages.
        values: formatted values by expression key.
        form: the form of the line, as in `typeset`; `$…$` and code in a text are recognized.

    Raises:
        Problem: a value is missing from `values`.
    """
    pieces = [
        (start, end, _value(expression, values, file, line), expression.format == MARKDOWN)
        for start, end, expression in find(text, file, line)
    ]
    if form != "text":
        return _joined(text, [(a, b, value if raw else typeset(value, form)) for a, b, value, raw in pieces])
    math, found = math_spans(text), []
    for span in CODE_SPAN.finditer(text) if pieces else ():
        if inside := [piece for piece in pieces if span.start() <= piece[0] < span.end()]:
            found.append((*span.span(), _code(text, span, inside)))
    in_code = list(found)
    for start, end, value, is_raw in pieces:
        if not _is_within(start, in_code):
            in_math = any(left <= start < right for left, right in math)
            place = "math" if in_math else "target" if _IN_TARGET.search(text, 0, start) else "text"
            shown = value if is_raw else typeset(value, place)
            if not is_raw and place == "text" and _LINE_START.fullmatch(text, 0, start):
                shown = at_line_start(shown, text[end:])
            found.append((start, end, shown))
    dollars = [at for at in lone_dollars(text) if not _is_within(at, found)]
    return _joined(text, sorted([*found, *((at, at + 1, "&#36;") for at in dollars)]))


def _is_within(place: int, pieces: list[tuple[int, int, str]]) -> bool:
    return any(start <= place < end for start, end, _ in pieces)


def _value(expression: Expression, values: Mapping[str, str], file: str, line: int) -> str:
    if expression.is_constant:
        return expression.shown(evaluate(expression, {}))
    if expression.key in values:
        return expression.shown(values[expression.key])
    message = say(
        f"{{{{ {expression.key} }}}}의 값이 기록에 없습니다.",
        f"The value of {{{{ {expression.key} }}}} is missing from the recording.",
    )
    raise Problem(message, file, line)


def _code(text: str, span: re.Match[str], pieces: list[tuple[int, int, str, bool]]) -> str:
    """Return a code span with its values, as HTML so that it can contain any character."""
    ticks = len(span[1])
    ends = [(span.end() - ticks, len(text), ""), (0, span.start() + ticks, "")]
    inside = _joined(text, sorted([*ends, *(piece[:3] for piece in pieces)]))
    return f"<code>{literal(inside.strip(), 'code')}</code>"


def _joined(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with some of its parts replaced."""
    parts, last = [], 0
    for start, end, new in pieces:
        parts += [text[last:start], new]
        last = end
    return "".join([*parts, text[last:]])
