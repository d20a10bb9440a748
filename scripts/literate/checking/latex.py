r"""Read the LaTeX of formulas with SymPy, after syntax that it misreads is rewritten or rejected.

Names are plain: `mu` for `\mu`, `p_hat` for `\hat{p}`, `x_bar` for `\bar x`, `KL` for
`\operatorname{KL}`, `f_theta` for `f_\theta`; `x_{i}` is an element of x. The index of a function's value is
its last argument: `softmax(z)_j` is `softmax(z, j)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing.latex import LaTeXParsingError, parse_latex

expressions: dict[str, sympy.Expr] = {}  # what `read` has returned, by LaTeX

UNREADABLE = (LaTeXParsingError, ValueError, TypeError)  # what `read` raises
_RELATION = re.compile(r"=|<|>|\\(?:leq?|geq?|approx|leftarrow)(?![A-Za-z])")
# Commands of one letter, and decorations, which SymPy reads as factors or drops; no argument is called x'.
_MISREAD = re.compile(
    r"\\(?:[A-Za-z]|overline|widehat|widetilde|vec|d?dot|check|math(?:bf|it|sf|cal|bb)|bm|boldsymbol|prime)"
    r"(?![A-Za-z])|'"
)
_CONSTANTS = {sympy.Symbol("e"): sympy.E, sympy.Symbol("pi"): sympy.pi}
_ACCENT = "Accent"  # stands for the underscore in p_hat, since SymPy reads any command of letters as a name
_REWRITTEN = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"\((\w)_(\w)\)_(\w)", r"\1(\2, \3)"),  # (e_i)_j
        (r"\\lVert(.*?)\\rVert", r"\\norm (\1)"),
        (r"\((\w)\s*\^\\top\s*\)", rf"\\\1{_ACCENT}top "),
        (r"(\w)_1,\s*(?:\1_2,\s*)?\\dots,\s*\1_(?:\{(.+?)\}|(\w))", r"\\first (\1, \2\3)"),
        (
            r"\\(hat|bar|tilde)(?:\s*\{\\?([A-Za-z]+)\}|\s*\\([A-Za-z]+)|\s+([A-Za-z]))",
            rf"\\\2\3\4{_ACCENT}\1 ",
        ),
        (r"\\(?:mathrm|operatorname)\{([A-Za-z]+)\}", r"\\\1 "),
        (r"\(\s*\\cdot", r"(\\any "),
        (r"\((\w+)\)_(?:\{(\w+)\}|(\w))", r"(\1, \2\3)"),  # an element of a function's value
        (r"\\sum_\{?(\w)\}?(?!\w*=)(?=\s*[^\s^=])", r"\\sum_{\1=1}^{\1}"),
        (r"\\(?:parallel|mid)(?![A-Za-z])", ","),
        (r"\\partial(?![A-Za-z])", "d"),
    ]
]


def read(tex: str) -> sympy.Expr:
    r"""Return the expression of LaTeX without relations, with $e$ and $\pi$ as numbers.

    Raises:
        LaTeXParsingError, ValueError, TypeError: SymPy cannot parse it.
    """
    if tex not in expressions:
        expressions[tex] = _parsed(normalize(tex))
    return expressions[tex]


def _parsed(tex: str) -> sympy.Expr:
    if command := _MISREAD.search(tex):
        raise ValueError(command[0])
    for pattern, replacement in _REWRITTEN:
        tex = pattern.sub(replacement, tex)
    expression = parse_latex(tex, strict=True)
    for function in {call.func for call in expression.atoms(AppliedUndef)}:
        expression = expression.replace(function, sympy.Function(_plain(function)))
    names = {one: sympy.Symbol(_plain(one)) for one in expression.atoms(sympy.Symbol)}
    # SymPy simplifies what it replaces.
    return expression.xreplace({one: name for one, name in names.items() if one != name}).subs(_CONSTANTS)


def _plain(named: Any) -> str:
    return str(named).replace("\\", "").replace(_ACCENT, "_")


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


def renamed(expression: sympy.Expr, given: Mapping[str, sympy.Expr]) -> sympy.Expr:
    """Return an expression with others in place of symbols, of the names of arrays, and of indices."""
    new = {}
    for one in expression.atoms(sympy.Symbol):
        name, _, index = one.name.removesuffix("}").partition("_{")
        if one.name in given:
            new[one] = given[one.name]
        elif name in given or index in given:
            new[one] = sympy.Symbol(f"{given.get(name, name)}_{{{given.get(index, index)}}}")
    return expression.xreplace({one: other for one, other in new.items() if one != other})


def applied(body: sympy.Expr, head: sympy.Expr, call: AppliedUndef) -> sympy.Expr:
    """Return what a call stands for, given the left side of the function's formula, `f(x)`, and its right."""
    given = {str(mine): own for mine, own in zip(head.args, call.args, strict=False)}
    return renamed(body, given)


def outermost(whole: sympy.Sum | sympy.Product) -> tuple[sympy.Expr, sympy.Symbol, sympy.Expr, sympy.Expr]:
    """Return the terms of a sum or product, and its index with its limits; SymPy unites nested ones."""
    *inner, (index, low, high) = whole.limits
    return whole.func(whole.function, *inner) if inner else whole.function, index, low, high
