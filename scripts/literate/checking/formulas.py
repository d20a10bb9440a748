"""Parse the named formulas of the pages.

A display formula whose first line is `% name` is named; one of MARKS, with a reason, tells instead why no
code computes it: `% definition: reason`. SymPy's ANTLR reader parses its LaTeX after syntax that the reader
misreads is rewritten or rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing.latex import LaTeXParsingError, parse_latex

from ..messages import Problem, say
from ..reading.pages import MARKS, Page, display_formulas, formula_name

_MARK = re.compile(rf"^%\s*(?:{'|'.join(MARKS)}):\s*\S.*\s\S")  # a reason has several words
_RELATION = re.compile(r"=|<|>|\\(?:leq?|geq?|approx|leftarrow)(?![A-Za-z])")
_LETTER = re.compile(r"\\[A-Za-z](?![A-Za-z])")
_CONSTANTS = {sympy.Symbol("e"): sympy.E, sympy.Symbol("pi"): sympy.pi}


@dataclass(frozen=True)
class Formula:
    """A named display formula: its LaTeX, and its place."""

    name: str
    tex: str
    file: str
    line: int

    @property
    def lines(self) -> range:
        """The line numbers of the formula, starting with its name."""
        return range(self.line, self.line + len(self.tex.split("\n")) + 1)

    def sides(self, formulas: Mapping[str, Formula], where: Mapping[str, str]) -> list[sympy.Expr]:
        r"""Return the right side of each equals sign (the whole formula if it has none).

        Arguments:
            formulas: all named formulas.
            where: the formula that a function in this one stands for, such as `f_theta="gaussian-pdf"`.

        Raises:
            Problem: SymPy cannot parse the formula, or a function in it is not defined.
        """
        parts = split_at_equals(normalize(self._written_out(formulas, where)))
        return [self._resolve(self.parsed(part), formulas, where) for part in parts[1:] or parts]

    def argument(self) -> sympy.Symbol | None:
        r"""Return the argument of the left side's function: x in `f(x)`, None in `L(\theta \mid x)`."""
        left = split_at_equals(normalize(self.tex))[0]
        match = re.search(r"\(\s*\\?([A-Za-z]+)\s*\)\s*$", left)
        return sympy.Symbol(match[1]) if match else None

    def arguments(self) -> list[str]:
        r"""Return the names in the left side's parentheses, in order: p and q in `H(p, q)`."""
        inside = re.search(r"\(([^()]*)\)", split_at_equals(normalize(self.tex))[0])
        names = re.split(r",|\\parallel|\\mid", inside[1]) if inside else []
        return [name.strip().lstrip("\\") for name in names]

    def at(self, indices: Mapping[str, int]) -> Formula:
        r"""Return this formula for one element: with 3 for the index j, `z_j` is the third element of z."""
        tex = self.tex
        for index, place in indices.items():
            tex = re.sub(rf"_(?:\{{{index}\}}|{index}(?![A-Za-z]))", f"_{{{place}}}", tex)
        # SymPy sorts the indices of a matrix, so they become arguments: A_{ik} is A(1,k).
        tex = re.sub(
            r"(?<![A-Za-z}])([A-Za-z]|\(\w\^\\top\))_\{([a-z])([a-z])\}",
            lambda match: (
                f"{match[1]}({indices.get(match[2], match[2])},{indices.get(match[3], match[3])})"
                if {match[2], match[3]} & {*indices}
                else match[0]
            ),
            tex,
        )
        return replace(self, tex=tex)

    def _written_out(self, formulas: Mapping[str, Formula], where: Mapping[str, str]) -> str:
        r"""Return the LaTeX with formulas for elements of functions: `\operatorname{softmax}(z)_{3}`."""
        tex = self.tex
        for name, other in where.items():
            head = rf"\\operatorname\{{{name}\}}\(\w\)_"
            whole = formulas[other]
            indices = re.findall(rf"{head}\{{?([a-z])", whole.tex)
            for place in re.findall(rf"{head}\{{(\d+)\}}", tex) if indices else ():
                element = split_at_equals(normalize(whole.at({indices[0]: int(place)}).tex))[-1]
                tex = re.sub(rf"{head}\{{{place}\}}", rf"({element})".replace("\\", r"\\"), tex)
        return tex

    def derives_by(self, variable: str) -> bool:
        r"""Return whether the left side is a derivative by a variable: `\frac{d}{d\mu}`, `\frac{d …}{dp}`."""
        left = "".join(split_at_equals(normalize(self.tex))[0].split())
        variable = re.sub(r"_(\d+)$", r"_\\{\1\\}", variable)
        return bool(re.match(rf"\\frac\{{(d|\\partial)(?![a-z]).*?\}}\{{\1\\?{variable}\}}", left))

    def parsed(self, tex: str) -> sympy.Expr:
        """Return the expression of a part of this formula.

        Raises:
            Problem: SymPy cannot parse it.
        """
        try:
            if command := _LETTER.search(tex):  # SymPy parses the constant as a symbol
                raise ValueError(command[0])
            return _read(tex)
        except (LaTeXParsingError, ValueError, TypeError) as error:
            reason = str(error).strip().splitlines()[0]
            message = say(
                f"식 {self.name}을(를) 읽지 못했습니다: {reason}", f"Cannot parse {self.name}: {reason}"
            )
            raise Problem(message, self.file, self.line) from None

    def _resolve(
        self, expression: sympy.Expr, formulas: Mapping[str, Formula], where: Mapping[str, str]
    ) -> sympy.Expr:
        for call in expression.atoms(AppliedUndef):
            name = _plain(call.func.__name__)
            if name == "max":
                expression = expression.subs(call, sympy.Max(*call.args))
            elif name in where:
                other = formulas[where[name]]
                meant = other.sides(formulas, where)[-1]
                argument = other.argument()
                if argument is not None and len(call.args) == 1:
                    meant = meant.subs(argument, call.args[0])
                expression = expression.subs(call, meant)
            elif name not in where and len(call.args) == 1:
                # SymPy parses p(1-p) as a function p of 1-p; where p is a number, it is a product.
                expression = expression.subs(call, sympy.Symbol(name) * call.args[0])
        return expression.subs(_CONSTANTS)


@cache
def _read(tex: str) -> sympy.Expr:
    return parse_latex(tex, strict=True)


def parse(tex: str) -> sympy.Expr:
    r"""Return the expression of LaTeX without relations, with $e$ and $\pi$ as numbers.

    Raises:
        LaTeXParsingError, ValueError, TypeError: SymPy cannot parse it.
    """
    return _read(normalize(tex)).subs(_CONSTANTS)


def normalize(tex: str) -> str:
    r"""Return LaTeX without syntax that SymPy misreads: `{a \over b}`, `{}_{n}\mathrm{C}_{k}`, `\left`."""
    tex = re.sub(r"(?<!\\)%.*|\\(?:begin|end)\{aligned\}|&", "", tex)
    while match := re.search(r"\{([^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*?)\\over\b", tex):
        depth, end = 1, match.end()
        while depth and end < len(tex):
            depth += {"{": 1, "}": -1}.get(tex[end], 0)
            end += 1
        tex = tex[: match.start()] + rf"\frac{{{match[1]}}}{{{tex[match.end() : end - 1]}}}" + tex[end:]
    combination = r"(?:\{\})?_\{?(\w+)\}?\s*(?:\\mathrm\{C\}|C)_\{?(\w+)\}?"
    tex = re.sub(combination, r"\\binom{\1}{\2}", tex)
    tex = re.sub(r"(?<!\\);", ",", tex)  # L(\theta; x) is a function of both
    return re.sub(r"\\(?:,|;|!|:|quad|qquad|left|right)(?![A-Za-z])|\\\\", " ", tex).strip()


def split_at_equals(tex: str) -> list[str]:
    """Return the sides of the equals signs that are outside braces and parentheses."""
    parts, depth, last = [], 0, 0
    for place, character in enumerate(tex):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(character, 0)
        if character == "=" and depth == 0:
            parts.append(tex[last:place])
            last = place + 1
    return [*parts, tex[last:]]


def split_at_relations(tex: str) -> list[tuple[str, str]]:
    """Return the sides of all relations outside braces and parentheses, each with the sign before it."""
    tex = normalize(tex)
    outside = [
        one
        for one in _RELATION.finditer(tex)
        if all(tex.count(a, 0, one.start()) == tex.count(b, 0, one.start()) for a, b in ("{}", "()"))
    ]
    signs, starts = ["", *(one[0] for one in outside)], [0, *(one.end() for one in outside)]
    ends = [*(one.start() for one in outside), len(tex)]
    return [(sign, tex[start:end]) for sign, start, end in zip(signs, starts, ends, strict=True)]


def _plain(name: str) -> str:
    return name.replace("{", "").replace("}", "").replace("\\", "")


def named_formulas(pages: Iterable[Page]) -> dict[str, Formula]:
    """Return the named formulas of some pages, by name.

    Raises:
        Problem: two formulas have the same name.
    """
    found: dict[str, Formula] = {}
    for page in pages:
        for formula in formulas_on(page):
            if formula.name in found:
                first = found[formula.name]
                message = say(
                    f"식 이름 {formula.name}은(는) {first.file}:{first.line}에 이미 있습니다.",
                    f"The formula name {formula.name} is already used at {first.file}:{first.line}.",
                )
                raise Problem(message, formula.file, formula.line)
            found[formula.name] = formula
    return found


def formulas_on(page: Page) -> list[Formula]:
    """Return the named formulas of one page, in order."""
    found = []
    for lines in display_formulas(page):
        name = formula_name(lines[0][0]) if lines else ""
        if name not in ("", *MARKS):
            first, *rest = lines
            found.append(Formula(name, "\n".join(text for text, _ in rest), page.file, first[1]))
    return found


def unnamed_formulas(page: Page) -> list[int]:
    """Return the lines of the display formulas of a page that have neither a name nor a reason."""
    known = {formula.line for formula in formulas_on(page)}
    return [
        lines[0][1]
        for lines in display_formulas(page)
        if lines and lines[0][1] not in known and not _MARK.match(lines[0][0])
    ]
