"""Find numbers that an author typed into a sentence where a value from the code belongs.

The rule stands in CONTRIBUTING.md. A number is plain, and may be typed, when it is

- 0 or 1, or in mathematics 2: bounds, units, exponents, halves;
- part of a name: `float32`, a list or section number (1., 2-4), a year (2021년), a school year (3학년), a
  version (`Python 3.11`, CC BY 4.0);
- an input of code that the reader sees nearby: a literal in a cell shown in the same section or one of the
  three cells above, but not one that only places something in a figure. What describes a figure (caption,
  text alternative) may only use inputs of its own cell and of the cells and functions from which that takes
  names, and numbers in the figure's own words, so that a caption of another figure is found out.

Any other number must come from the code: `{{ expression:format }}`, or `{{ 3 }}` where the rule is wrong.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .expressions import MATH_SPAN, blank_out
from .messages import Problem, say
from .pages import CellBlock, Line, Page

PLAIN = {0.0, 1.0}
PLAIN_IN_MATH = PLAIN | {2.0}
CELLS_ABOVE = 3

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?(?![\d])")
_NAMES = re.compile(
    r"^\s*(?:#+\s+)?\d+\.\s"  # 1. in a list or heading
    r"|(?<![\d-])\d+-\d+(?![\d-])"  # section 2-4
    r"|(?<!\d)\d+(?:학년|월|일|st|nd|rd|th)"
    r"|(?<!\d)(?:19|20)\d\d(?=년|[)\].])"
    r"|\b(?:Python|파이썬|NumPy|PyTorch|파이토치|Matplotlib|BY|v|version)\s?\d+(?:\.\d+)*",
    re.IGNORECASE,
)
_PLACING = {"axis", "axes", "figure", "plt", "upper", "lower", "left", "right"}


@dataclass(frozen=True)
class _Sentence:
    text: str
    line: int
    near: frozenset[str] = frozenset()
    figure: str = ""


def unbound_numbers(page: Page, code: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each number in the sentences, captions and text alternatives of a page.

    Arguments:
        page: the page.
        code: the code of its snippet's cells, by name.
    """
    inputs = {name: literals(source) for name, source in code.items()}
    of_figures = _figure_inputs(code)
    problems = []
    for sentence in _sentences(page):
        if sentence.figure:
            known = of_figures.get(sentence.figure, set())
        else:
            known = set().union(*(inputs.get(name, set()) for name in sentence.near))
        for number, in_math in _numbers(sentence.text):
            value = float(number.replace(",", ""))
            if value not in known and value not in (PLAIN_IN_MATH if in_math else PLAIN):
                message = say(
                    f"{number}: 코드에서 오지 않은 수입니다. {{{{ 식:형식 }}}}으로 쓰세요.",
                    f"{number}: this number does not come from the code. Write {{{{ expression:format }}}}.",
                )
                problems.append(
                    Problem(message, page.file, sentence.line, detail="  " + sentence.text.strip())
                )
    return problems


def _numbers(text: str) -> Iterator[tuple[str, bool]]:
    """Yield (number, whether it stands in math) for each number typed in a line of page text."""
    text = blank_out(text)
    text = _NAMES.sub(lambda match: " " * len(match[0]), text)
    math = [match.span() for match in MATH_SPAN.finditer(text)]
    for match in _NUMBER.finditer(text):
        yield match[0].rstrip(","), any(start <= match.start() < end for start, end in math)


def _sentences(page: Page) -> Iterator[_Sentence]:
    """Yield the lines of text of a page, each with the cells that count as near or the one it describes."""
    parts = list(page.parts)
    section = 0
    sections = []
    for part in parts:
        section += isinstance(part, Line) and part.kind == "text" and part.text.startswith("## ")
        sections.append(section)
    shown = [(at, part.name) for at, part in enumerate(parts) if isinstance(part, CellBlock)]
    for at, part in enumerate(parts):
        if isinstance(part, CellBlock):
            lines = [(part.alt, part.alt_line), *((line.text, line.number) for line in part.caption)]
            yield from (_Sentence(text, number, figure=part.name) for text, number in lines)
        elif part.kind == "text":
            same = {name for where, name in shown if sections[where] == sections[at]}
            above = [name for where, name in shown if where <= at][-CELLS_ABOVE:]
            yield _Sentence(part.text, part.number, frozenset(same.union(above)))


def _figure_inputs(code: Mapping[str, str]) -> dict[str, set[float]]:
    """Return for each cell its inputs and those of the cells, or functions, that it takes names from."""
    found: dict[str, set[float]] = {}
    owners: dict[str, set[float]] = {}
    for cell, source in code.items():
        nodes = list(ast.walk(ast.parse(source)))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        given = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        taken = {node.id for node in names} - given
        own = literals(source)
        found[cell] = own.union(_written(source), *(owners[name] for name in taken & owners.keys()))
        owners |= dict.fromkeys(given, own)
        owners |= {
            node.name: literals(ast.unparse(node)) for node in nodes if isinstance(node, ast.FunctionDef)
        }
    return found


def _written(code: str) -> set[float]:
    """Return the numbers in the texts that stand in code, such as titles and labels."""
    nodes = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    texts = " ".join(node.value for node in nodes if isinstance(node.value, str))
    return {float(match[0].replace(",", "")) for match in _NUMBER.finditer(texts)}


def literals(code: str) -> set[float]:
    """Return the numbers that stand in code as inputs: its literals, and the last values of its ranges.

    Numbers handed straight to a drawing call, such as the place of a label, are left out.
    """
    found: set[float] = set()
    placing: set[ast.Constant] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _is_drawing(node):
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            placing |= {number for argument in arguments for number in _flat(argument)}
        elif isinstance(node, ast.Call) and _name(node.func) in ("range", "arange") and len(node.args) > 1:
            stop = node.args[1]
            if isinstance(stop, ast.Constant) and isinstance(stop.value, int):
                found.add(float(stop.value - 1))
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float) and node not in placing:
            found.add(float(str(node.value)))
    return found


def _is_drawing(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and _name(call.func.value) in _PLACING


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _flat(node: ast.expr) -> Iterable[ast.Constant]:
    """Yield the numbers in an argument, also in tuples, lists, signs and sums, but not in calls."""
    if isinstance(node, ast.Constant):
        yield node
    elif not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _flat(child)
