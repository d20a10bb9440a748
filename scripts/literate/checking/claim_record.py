"""Compare the claims with their committed record, so that no claim disappears or weakens unseen.

The record has a line for each claim: a digest of its code, its comparisons and tolerances, and the parts of
the lessons that it names. `check.py --describe` rewrites it, and a reviewer reads the lines that change.
"""

from __future__ import annotations

import ast
import hashlib
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

from ..files.texts import read_utf8
from ..messages import Problem, say
from ..project import Project
from .claim_run import CLAIMS, claim_files
from .claim_tests import parsed
from .explorable_claims import Explored
from .formula_claims import Claimed
from .records import check_text, write_text
from .shown import Shown

CLAIMS_FILE = f"{CLAIMS}/claims.txt"
LOOSE = 1e-3  # a tolerance above this one needs a reason in a comment beside it
LONG = 80  # characters of a value that the record shows
_TOLERANCES = ("rel", "abs", "rtol", "atol")
_MAKERS = (Claimed, Shown, Explored)  # what their methods and these functions claim
_ABOUT = {"formula", "inline", "explorable", "states", *(name for one in _MAKERS for name in vars(one))}


def check_record(project: Project) -> list[Problem]:
    """Return a problem if claims differ from the record, and for each loose tolerance without a reason.

    Raises:
        Problem: a file is not UTF-8 or not Python.
    """
    what = say("주장이 기록과 다릅니다.", "The claims differ from their record.")
    problems = check_text(project, CLAIMS_FILE, _record(project.root), what)
    for name in claim_files(project.root):
        problems += _loose(name, (project.root / name).read_text(encoding="utf-8"))
    return problems


def write_record(project: Project) -> list[str]:
    """Write the record of the claims; return its name if it changed."""
    return write_text(project, CLAIMS_FILE, _record(project.root))


def _record(root: Path) -> str:
    return "\n".join([*_lines(root), ""])


def _lines(root: Path) -> Iterator[str]:
    for name in claim_files(root):
        text = read_utf8(root / name, name)
        tree = parsed(text, name)
        if lines := [*_inputs(tree, text), *_claims(tree, text)]:
            yield f"## {Path(name).relative_to(CLAIMS).as_posix()}"
            yield from lines


def _inputs(tree: ast.Module, text: str) -> Iterator[str]:
    """Yield the values that a file names, such as domains and expected values; a long one by its digest."""
    lines = text.splitlines()
    for node in tree.body:
        if isinstance(node, ast.Assign):
            code = " ".join("\n".join(lines[node.lineno - 1 : node.end_lineno]).split())
            yield code if len(code) <= LONG else f"{ast.unparse(node.targets[0])} {_digest(code)}"


def _digest(code: str) -> str:
    return hashlib.sha256("".join(code.split()).encode("utf-8")).hexdigest()[:6]


def _claims(tree: ast.Module, text: str) -> Iterator[str]:
    lines = text.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            parts = [*_cases(node), *_comparisons(node)]
            if parts or node.name.startswith("test"):
                digest = _digest("\n".join(lines[node.lineno - 1 : node.end_lineno]))
                yield f"{node.name} {digest}: {'; '.join(parts)}"


def _cases(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the number of cases of each parametrization that lists them."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and len(decorator.args) > 1:
            cases = decorator.args[1]
            count = len(cases.elts) if isinstance(cases, ast.List | ast.Tuple) else ast.unparse(cases)
            yield f"cases {count}"
        else:
            yield f"@{ast.unparse(decorator)}"


def _comparisons(function: ast.FunctionDef) -> Iterator[str]:
    """Yield each assertion with its signs and tolerances, and each call that makes a claim, in order."""
    found: list[tuple[int, int, str]] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            signs = [
                _written(sign) for one in ast.walk(node) if isinstance(one, ast.Compare) for sign in one.ops
            ]
            found.append((node.lineno, node.col_offset, " ".join(["assert", *signs])))
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            keywords = [
                f"{one.arg}={ast.unparse(one.value)}"
                for one in node.keywords
                if called in _ABOUT or one.arg in _TOLERANCES
            ]
            if called in _ABOUT:
                keywords = [ast.unparse(one) for one in node.args[:1]] + keywords
            if called in _ABOUT or called.startswith(("assert_", "approx", "isclose", "allclose", "raises")):
                found.append((node.lineno, node.col_offset, " ".join([called, *keywords])))
    yield from (" ".join(text.split()) for _, _, text in sorted(found))


def _written(sign: ast.cmpop) -> str:
    name = ast.Name("_")
    return ast.unparse(ast.Compare(name, [sign], [name])).strip("_ ")


def _loose(name: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each tolerance above LOOSE without a comment on its line or the line above."""
    loose = [
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.keyword) and node.arg in _TOLERANCES and isinstance(node.value, ast.Constant)
        if isinstance(node.value.value, float | int) and node.value.value > LOOSE
    ]
    tokens = tokenize.generate_tokens(io.StringIO(text if loose else "").readline)
    explained = {token.start[0] for token in tokens if token.type == tokenize.COMMENT}
    for tolerance in loose:
        if not {tolerance.lineno, tolerance.lineno - 1} & explained:
            message = say(
                f"허용 오차 {tolerance.value!r}이(가) {LOOSE}보다 큽니다. 까닭을 주석으로 적으세요.",
                f"The tolerance {tolerance.value!r} is above {LOOSE}. Give the reason in a comment.",
            )
            yield Problem(message, name, tolerance.lineno)
