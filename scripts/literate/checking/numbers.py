"""Find typed numbers in sentences that need a value from the code.

CONTRIBUTING.md explains the rule. A number is plain, and may be typed, if it is

- 0 or 1, or in mathematics 2: bounds, units, exponents, halves;
- part of a name, outside mathematics: `float32`, a list or section number (1., 2-4), a year (2021년), a
  date (2026-11-29), a school year (3학년), a version (`Python 3.11`, CC BY 4.0);
- an input of nearby code: a literal in a cell of the same section or in one of the three cells above (in an
  exercise, only in a cell of its own solution), but not a literal that only positions something in a figure,
  and not alone in a cell of a table, whose place tells what the number is.
  The description of a figure (caption, text alternative) may only use inputs of its own cell and of the cells
  and functions that define the cell's names, and numbers in the figure's own text, so that a misplaced
  caption is found.

The rule holds for sentences and for display formulas without a name; claims check named formulas instead.
It also holds for the numbers in words that `numerals` finds. Any other number must come from the code:
`{{ expression:format }}`, or `{{ 3 }}` or `{{ 3:words }}` if the rule is wrong.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..messages import Problem, say
from ..reading.blocks import heading
from ..reading.expressions import MATH_SPAN, blank_out, dotted, language_of
from ..reading.numerals import numerals
from ..reading.pages import CellBlock, Line, Page
from .formulas import formulas_on

PLAIN = {0.0, 1.0}
PLAIN_IN_MATH = PLAIN | {2.0}
CELLS_ABOVE = 3
EXERCISE = "exercise-"  # the ids of exercises begin so
FASTEST = 1500  # characters that somebody can read in a minute

_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?(?![\d])")
_NAMES = re.compile(
    r"^\s*(?:#+\s+)?\d+\.\s"  # 1. in a list or heading
    r"|(?<![\d-])\d+-\d+(?![\d-])"  # section 2-4
    r"|(?<!\d)\d+(?:학년|월|일|st|nd|rd|th)"
    r"|(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])"  # a date
    r"|(?<!\d)(?:19|20)\d\d(?=년|[)\].])"
    r"|\b(?:Python|파이썬|NumPy|PyTorch|파이토치|Matplotlib|BY|저작자표시|Attribution|v|version)\s?\d+(?:\.\d+)*",
    re.IGNORECASE,
)
_CELL = re.compile(r"(?<=\|) *[\d.,]+ *(?=\|)")  # of a table
_LENGTH = re.compile(r"(?<=[\[{])-?[\d.]+(?:pt|em|ex|mu)(?=[\]}])")  # \\[6pt]
# The first arguments of these calls are values at which a line or band has a meaning.
_VALUES = {"axhline": ["y"], "axvline": ["x"], "axhspan": ["ymin", "ymax"], "axvspan": ["xmin", "xmax"]}
_PLACING = {"axis", "axes", "figure", "plt", "upper", "lower", "left", "right"}


@dataclass(frozen=True)
class _Sentence:
    text: str
    line: int
    file: str
    near: frozenset[str] = frozenset()
    figure: str = ""
    is_math: bool = False


def unbound_numbers(page: Page, code: Mapping[str, str], is_original: bool = True) -> list[Problem]:
    """Return a problem for each number in the sentences, unnamed formulas and descriptions of a page.

    Arguments:
        page: the page.
        code: the code of its snippet's cells, by name.
        is_original: whether it is an original. `parity` compares numbers in words of a translation with it.
    """
    inputs = {name: literals(source) for name, source in code.items()}
    of_figures = _figure_inputs(code)
    problems = []
    for sentence in _sentences(page):
        if sentence.figure:
            known = of_figures.get(sentence.figure, frozenset())
        else:
            known = frozenset[float]().union(*(inputs.get(name, ()) for name in sentence.near))
        for number, value, form in _numbers(sentence, is_original):
            if value not in known:
                message = say(
                    f"{number}: 코드에서 오지 않은 수입니다. {{{{ 식:{form or '형식'} }}}} 꼴로 쓰세요.",
                    f"{number}: this number does not come from the code. "
                    f"Write {{{{ expression:{form or 'format'} }}}}.",
                )
                problems.append(
                    Problem(message, sentence.file, sentence.line, detail="  " + sentence.text.strip())
                )
    return problems


def wrong_minutes(page: Page) -> list[Problem]:
    """Return a problem if nobody can read a page in the minutes that it says it takes."""
    letters = sum(len(text) for text, _ in page.written())
    minutes = page.front.get("minutes", letters)
    if letters <= FASTEST * minutes:
        return []
    message = say(
        f"{letters:,}자를 {minutes}분에 읽지는 않습니다. minutes를 고치세요.",
        f"Nobody reads {letters:,} characters in {minutes} minutes. Correct minutes.",
    )
    return [Problem(message, page.file, page.front_lines["minutes"])]


def _numbers(sentence: _Sentence, reads_words: bool) -> Iterator[tuple[str, float, str]]:
    """Yield (number, its value, its format if it is in words) for each typed number that is not plain."""
    text = blank_out(sentence.text)
    for number, in_math in _digits(text, sentence.is_math):
        value = float(number.replace(",", ""))
        if value not in (PLAIN_IN_MATH if in_math else PLAIN):
            yield number, value, ""
    if reads_words and not sentence.is_math:
        for one in numerals(dotted(MATH_SPAN, text), language_of(sentence.file)):
            yield one.text, one.value, one.format


def _digits(text: str, is_math: bool) -> Iterator[tuple[str, bool]]:
    """Yield (number, whether it is in math) for each typed number in a line without values and code."""
    math = [(0, len(text))] if is_math else [match.span() for match in MATH_SPAN.finditer(text)]
    names = [match.span() for match in _NAMES.finditer(text)]
    lengths = [match.span() for match in _LENGTH.finditer(text)]
    for match in _NUMBER.finditer(text):
        in_math = _is_within(match.start(), math)
        if not _is_within(match.start(), lengths if in_math else names):
            yield match[0].rstrip(","), in_math


def _is_within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _sentences(page: Page) -> Iterator[_Sentence]:
    """Yield the text lines of a page, each with its nearby cells or the cell that it describes."""
    parts = list(page.parts)
    claimed = {line for formula in formulas_on(page) for line in formula.lines}
    section, is_exercise = 0, False
    sections, exercises = [], []
    for part in parts:
        found = heading(part.text) if isinstance(part, Line) and part.kind == "text" else None
        if found and (found.level == 2 or found.id.startswith(EXERCISE)):
            section, is_exercise = section + 1, found.id.startswith(EXERCISE)
        sections.append(section)
        exercises.append(is_exercise)
    shown = [(at, part.name) for at, part in enumerate(parts) if isinstance(part, CellBlock)]
    for at, part in enumerate(parts):
        file = part.file or page.file
        if isinstance(part, CellBlock):
            yield _Sentence(part.alt, part.alt_line, file, figure=part.name)
            for line in (line for line in part.caption if line.number not in claimed):
                yield _Sentence(line.text, line.number, file, figure=part.name, is_math=line.kind == "math")
        elif part.kind != "code" and part.number not in claimed:
            same = {name for where, name in shown if sections[where] == sections[at]}
            above = [name for where, name in shown if where <= at and not exercises[at]][-CELLS_ABOVE:]
            near, text = frozenset(same.union(above)), part.text
            if part.kind == "text" and text.startswith("|"):
                yield _Sentence(" | ".join(_CELL.findall(text)), part.number, file)
                text = _CELL.sub("", text)
            yield _Sentence(text, part.number, file, near, is_math=part.kind == "math")


def _figure_inputs(code: Mapping[str, str]) -> dict[str, frozenset[float]]:
    """Return for each cell its inputs and the inputs of the cells and functions that define its names."""
    found: dict[str, frozenset[float]] = {}
    owners: dict[str, frozenset[float]] = {}
    for cell, source in code.items():
        given, taken, functions = _names_in(source)
        own = literals(source)
        found[cell] = own.union(_written(source), *(owners[name] for name in taken & owners.keys()))
        owners |= dict.fromkeys(given, own) | {name: literals(body) for name, body in functions}
    return found


def _names_in(code: str) -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, str], ...]]:
    """Return the names that code assigns, the names that it only reads, and its functions with their code."""
    nodes = list(ast.walk(ast.parse(code)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    given = frozenset(node.id for node in names if isinstance(node.ctx, ast.Store))
    functions = ((node.name, ast.unparse(node)) for node in nodes if isinstance(node, ast.FunctionDef))
    return given, frozenset(node.id for node in names) - given, tuple(functions)


def _written(code: str) -> frozenset[float]:
    """Return the numbers in string literals of code, such as titles and labels."""
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    texts = " ".join(node.value for node in nodes if isinstance(node.value, str))
    return frozenset(float(match[0].replace(",", "")) for match in _NUMBER.finditer(texts))


def literals(code: str) -> frozenset[float]:
    """Return the input numbers of code: its literals, the last values of its ranges, and turns of its loops.

    A loop over a list has as many turns as the list has items.

    Direct arguments of a drawing call, such as the position of a label, are excluded; the values of straight
    lines and bands, such as `axhline(0.5)`, are inputs.
    """
    found: set[float] = set()
    placing: set[ast.Constant] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _is_drawing(node):
            values = _VALUES.get(node.func.attr, []) if isinstance(node.func, ast.Attribute) else []
            named = (keyword.value for keyword in node.keywords if keyword.arg not in values)
            placing |= {
                number for argument in (*node.args[len(values) :], *named) for number in _flat(argument)
            }
        elif isinstance(node, ast.Call) and _name(node.func) in ("range", "arange") and len(node.args) > 1:
            stop = node.args[1]
            if isinstance(stop, ast.Constant) and isinstance(stop.value, int):
                found.add(_as_float(stop.value - 1))
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.List | ast.Tuple):
            found.add(len(node.iter.elts))
        elif (
            isinstance(node, ast.Constant)
            and node not in placing
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
        ):
            found.add(_as_float(node.value))
    return frozenset(found)


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _is_drawing(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and _name(call.func.value) in _PLACING


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _flat(node: ast.expr) -> Iterable[ast.Constant]:
    """Yield the numbers in an argument, including tuples, lists, signs and sums, but not calls."""
    if isinstance(node, ast.Constant):
        yield node
    elif not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _flat(child)
