"""One name has one meaning in a lesson, whose lines fit beside the text at 1440 pixels."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from literate.reading.flow import statements
from literate.reading.snippets import Snippet, read_snippet

LESSONS = sorted((Path(__file__).resolve().parents[1] / "snippets").glob("*.py"))
# Each figure starts anew with these, as in the documentation of Matplotlib.
LONGEST_LINE = 100  # Hangul letters count twice
OF_FIGURES = {"figure", "axis", "axes", "top", "bottom"}


class WhatLasts(ast.NodeTransformer):
    """Drop names that end with their loop, and names of exceptions, which Python deletes."""

    def drop(self, node: ast.AST) -> ast.AST:
        return ast.Pass()

    visit_For = visit_While = drop

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        node.name = None
        return self.generic_visit(node)


def bound(code: str) -> set[str]:
    """Return the names that a cell binds, apart from those inside its functions and comprehensions."""
    return {name for one in statements("cell", code) for name in one.binds} - OF_FIGURES


def bound_twice(snippet: Snippet) -> dict[str, list[str]]:
    """Return each name that lasts and that more than one cell binds, with these cells."""
    cells = {cell.name: bound(cell.code) for cell in snippet.cells}
    lasting = {
        name for cell in snippet.cells for name in bound(ast.unparse(WhatLasts().visit(ast.parse(cell.code))))
    }
    found = {name: [cell for cell, names in cells.items() if name in names] for name in sorted(lasting)}
    return {name: binding for name, binding in found.items() if len(binding) > 1}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_name_is_bound_in_two_cells(path: Path) -> None:
    snippet = read_snippet(path)
    assert any(bound(cell.code) for cell in snippet.cells)
    assert bound_twice(snippet) == {}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_line_is_cut_off_beside_the_text(path: Path) -> None:
    wide = {"W", "F"}
    for line in path.read_text(encoding="utf-8").splitlines():
        assert len(line) + sum(unicodedata.east_asian_width(sign) in wide for sign in line) <= LONGEST_LINE, (
            line
        )


def test_there_are_lessons_to_look_at() -> None:
    assert {"word_classification", "kl_divergence"} <= {path.stem for path in LESSONS}


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("x = 1", "x = 2", ["x"]),
        ("x = 1", "for x in [1, 2]:\n    print(x)", ["x"]),
        ("for _ in [1]:\n    loss = 1", "loss = 2", ["loss"]),
        ("x, (y, *z) = 1, (2, 3)", "y = z = 1", ["y", "z"]),
        ("if (n := 3) > 2:\n    print(n)", "import math as n", ["n"]),
        ("with open('a') as file:\n    text = file.read()", "def text():\n    pass", ["text"]),
        ("for x in [1]:\n    y = x", "for x in [2]:\n    y = x", []),
        ("def f(x):\n    y = x", "y = [x for x in [1]]", []),
        ("x = [1]", "x.append(2)\nprint(x)", []),
        ("figure, axis = 1, 2", "figure, axis = 3, 4", []),
        ("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(error)",) * 2 + ([],),
    ],
)
def test_a_name_that_a_second_cell_binds_is_found(
    one: str, other: str, names: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "lesson.py"
    path.write_text(f"# %% one\n{one}\n\n# %% other\n{other}\n", encoding="utf-8")
    assert bound_twice(read_snippet(path)) == {name: ["one", "other"] for name in names}
