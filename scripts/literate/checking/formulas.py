"""Parse the named formulas of the pages.

A display formula whose first line is `% name` is named; one of MARKS, with a reason, tells instead why no
code computes it: `% definition: reason`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sympy
from sympy.core.function import AppliedUndef

from ..messages import Problem, did_you_mean, say
from ..reading.pages import MARKS, Page, display_formulas, formula_name
from .latex import UNREADABLE, applied, read, split_at_relations

_MARK = re.compile(rf"^%\s*(?:{'|'.join(MARKS)}):\s*\S.*\s\S")  # a reason has several words


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
        (_, first), *others = split_at_relations(self.tex)
        # No function agrees with an inequality: with its sign, a side cannot be parsed.
        parts = [part if sign == "=" else sign + part for sign, part in others] or [first]
        return [self._resolve(self.parsed(part), formulas, where) for part in parts]

    @property
    def left(self) -> str:
        """The LaTeX before the first relation."""
        return split_at_relations(self.tex)[0][1]

    def arguments(self) -> list[str]:
        r"""Return the names in the left side's parentheses, in order: p and q in `H(p, q)`."""
        inside = re.search(r"\(([^()]*)\)", self.left)
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

    def derives_by(self, variable: str) -> bool:
        r"""Return whether the left side is a derivative by a variable: `\frac{d}{d\mu}`, `\frac{d …}{dp}`."""
        left = "".join(self.left.split())
        variable = re.sub(r"_(\d+)$", r"_\\{\1\\}", variable)
        return bool(re.match(rf"\\frac\{{(d|\\partial)(?![a-z]).*?\}}\{{\1\\?{variable}\}}", left))

    def parsed(self, tex: str) -> sympy.Expr:
        """Return the expression of a part of this formula.

        Raises:
            Problem: SymPy cannot parse it.
        """
        try:
            return read(tex)
        except UNREADABLE as error:
            reason = str(error).strip().splitlines()[0]
            message = say(
                f"식 {self.name}을(를) 읽지 못했습니다: {reason}", f"Cannot parse {self.name}: {reason}"
            )
            raise Problem(message, self.file, self.line) from None

    def _resolve(
        self, expression: sympy.Expr, formulas: Mapping[str, Formula], where: Mapping[str, str]
    ) -> sympy.Expr:
        for call in expression.atoms(AppliedUndef):
            name, meant = call.func.__name__, call
            if (plain := re.sub("[{}]", "", name)) in where:
                other = formula_named(where[plain], formulas)
                meant = applied(other.sides(formulas, where)[-1], other.parsed(other.left), call)
            elif len(call.args) == 1:
                # SymPy parses p(1-p) as a function p of 1-p; where p is a number, it is a product.
                meant = sympy.Symbol(name) * call.args[0]
            expression = expression.subs(call, meant)
        has_arrays = any("_{" in one.name for one in expression.atoms(sympy.Symbol))
        # A sum of n terms without arrays is also meant where n is not an integer.
        return expression if has_arrays else expression.doit()


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


def formula_named(name: str, formulas: Mapping[str, Formula]) -> Formula:
    """Return the formula with a name.

    Raises:
        Problem: there is none.
    """
    if name not in formulas:
        message = say(
            f"{name}(이)라는 식은 어느 페이지에도 없습니다.", f"No page has a formula named {name}."
        )
        raise Problem(message + did_you_mean(name, sorted(formulas)))
    return formulas[name]


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
