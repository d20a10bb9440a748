"""Parse the named formulas of the pages, and compare them with the functions that compute them.

SymPy's ANTLR reader parses its LaTeX after syntax that the reader misreads is rewritten or rejected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing.latex import LaTeXParsingError, parse_latex

from ..messages import Problem, say
from ..reading.pages import MARKS, Page, display_formulas, formula_name

SAMPLES = 50
LENGTH = 7  # of the arrays that replace indexed symbols such as x_i
COUNTS = [sympy.Symbol("n"), sympy.Symbol("K")]  # the symbols of that length in formulas
RELATIVE = 1e-9

Domain = tuple[float, float]
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
        parts = split_at_equals(normalize(self.tex))
        return [self._resolve(self._parse(part), formulas, where) for part in parts[1:] or parts]

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
        return replace(self, tex=tex)

    def derives_by(self, variable: str) -> bool:
        r"""Return whether the left side is a derivative by a variable: `\frac{d}{d\mu}`, `\frac{d …}{dp}`."""
        left = "".join(split_at_equals(normalize(self.tex))[0].split())
        return bool(re.match(rf"\\frac\{{(d|\\partial)(?![a-z]).*?\}}\{{\1\\?{variable}\}}", left))

    def _parse(self, tex: str) -> sympy.Expr:
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
    """Return the lines of the display formulas of a page that have neither a name nor a mark."""
    return [lines[0][1] for lines in display_formulas(page) if lines and not formula_name(lines[0][0])]


def disagreement(
    formula: Formula,
    function: Callable[..., Any],
    formulas: Mapping[str, Formula],
    where: Mapping[str, str],
    domains: Mapping[str, Domain],
) -> str:
    """Return the difference between a formula and a function at random points, or "" if they agree.

    Arguments:
        formula: the formula; each of its right-hand sides is compared.
        function: takes the symbols as keyword arguments; indexed symbols as arrays of shape (LENGTH,).
        formulas, where: see `Formula.sides`.
        domains: the range of each symbol, (low, high).

    Raises:
        Problem: the formula's symbols differ from those of the domains.
    """
    for side in formula.sides(formulas, where):
        for point in random_points(side, domains):
            said, computed = evaluator(formula, side, domains)(**point), function(**point)
            if shape := np.shape(computed):
                return _several(formula.name, function.__name__, shape)
            if not np.isclose(said, float(computed), rtol=RELATIVE, atol=0.0):
                return f"{formula.name} = {said:.12g}, {function.__name__} = {float(computed):.12g}"
    return ""


def _several(name: str, function: str, shape: tuple[int, ...]) -> str:
    """Return how to compare a formula with a function that returns an array."""
    hint = f".at(j=3).agrees(lambda …: {function}(…)[2], …)"
    korean = f"{name}은(는) 수 하나인데 {function}의 값은 모양이 {shape}인 배열입니다. 원소 j를 돌려주세요:"
    english = f"{name} is one number, but {function} returns an array of shape {shape}. Return element j:"
    return f"{say(korean, english)} {hint}"


def random_points(side: sympy.Expr, domains: Mapping[str, Domain]) -> list[dict[str, Any]]:
    """Return random points, the same for every call; indexed symbols are arrays."""
    generator = np.random.default_rng(0)
    arrays = indexed_symbols(side)
    return [
        {
            name: generator.uniform(*domain, LENGTH if name in arrays else None)
            for name, domain in domains.items()
        }
        for _ in range(SAMPLES)
    ]


def indexed_symbols(side: sympy.Expr) -> set[str]:
    """Return the names of the symbols with an index, such as x in x_i."""
    pairs = (re.fullmatch(r"(\w+)_\{(\w+)\}", symbol.name) for symbol in side.atoms(sympy.Symbol))
    return {match[1] for match in pairs if match}


def evaluator(
    formula: Formula, side: sympy.Expr, domains: Mapping[str, Domain], modules: str = "numpy"
) -> Any:
    """Return a function of keyword arguments that computes one side of a formula.

    Raises:
        Problem: a symbol has no domain (SymPy may have misread a command), or a domain has no symbol.
    """
    return _compiled(formula, side, tuple(domains), modules)


@cache
def _compiled(formula: Formula, side: sympy.Expr, domains: tuple[str, ...], modules: str) -> Any:
    arrays = indexed_symbols(side)
    replaced = side.xreplace(
        {
            symbol: sympy.IndexedBase(match[1])[sympy.sympify(match[2], {match[2]: sympy.Symbol(match[2])})]
            for symbol in side.atoms(sympy.Symbol)
            if (match := re.fullmatch(r"(\w+)_\{(\w+)\}", symbol.name))
        }
    )
    if arrays:
        replaced = replaced.subs({one: LENGTH for one in COUNTS if one.name not in arrays})
    replaced = replaced.doit()
    names = {str(base.label) for base in replaced.atoms(sympy.IndexedBase)}
    names |= {symbol.name for symbol in replaced.free_symbols if isinstance(symbol, sympy.Symbol)} - arrays
    if names != set(domains):
        message = say(
            f"식 {formula.name}의 기호는 {sorted(names)}인데, 정의역이 있는 것은 {sorted(domains)}입니다.",
            f"The symbols of {formula.name}, {sorted(names)}, are not those with domains, {sorted(domains)}.",
        )
        raise Problem(message, formula.file, formula.line)
    # Formulas count from 1, arrays from 0.
    elements = {name: [sympy.Symbol(f"{name}__{at}") for at in range(LENGTH)] for name in arrays}
    replaced = replaced.xreplace(
        {one: elements[str(one.base.label)][int(one.indices[0]) - 1] for one in replaced.atoms(sympy.Indexed)}
    )
    if modules == "torch":
        numbers = replaced.atoms(sympy.Number, sympy.NumberSymbol)
        # torch functions do not accept SymPy's √2.
        replaced = replaced.xreplace({number: number.evalf(20) for number in numbers})
    compiled = sympy.lambdify([elements.get(name, sympy.Symbol(name)) for name in domains], replaced, modules)

    def evaluate(**point: Any) -> Any:
        return compiled(*(point[name] for name in domains))

    return evaluate
