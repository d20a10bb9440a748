"""Which statements above a cell it needs, and which cells run in the Python of a page."""

from __future__ import annotations

import ast

import pytest
from literate.reading.needed import LessonCode, is_present


def needed(*cells: str) -> list[str]:
    """Return the statements that the last of some cells needs, as code."""
    lesson = LessonCode({f"cell-{number}": code for number, code in enumerate(cells)})
    return [ast.unparse(one.node) for one in lesson.needed(lesson.cells[-1])]


def absent(*cells: str) -> list[str]:
    """Return the absent module that each of some cells needs."""
    lesson = LessonCode({f"cell-{number}": code for number, code in enumerate(cells)})
    return [lesson.absent(cell) for cell in lesson.cells]


def test_only_the_statements_that_bind_a_needed_name_are_needed() -> None:
    assert needed("a = 1\nb = 2", "c = a + 1\nprint(b)", "print(c)") == ["a = 1", "c = a + 1"]


def test_a_value_that_is_replaced_is_not_needed() -> None:
    assert needed("a = slow()", "a = 2", "print(a)") == ["a = 2"]
    assert needed("a = 1", "if flag:\n    a = 2", "print(a)")[:1] == ["a = 1"]
    assert needed("a = 1", "for a in range(3):\n    pass", "print(a)") == ["for a in range(3):\n    pass"]


@pytest.mark.parametrize(
    "change",
    [
        "a.append(2)",
        "a[0] = 2",
        "a.b = 2",
        "a += [2]",
        "del a[0]",
        "change(a)",
        "for one in [2, 3]:\n    a.append(one)",
        "b = a.pop()",
        "a[0].b.append(2)",
    ],
)
def test_statements_that_may_change_a_needed_value_are_needed(change: str) -> None:
    assert needed("a = [1]", change, "print(a)") == ["a = [1]", change]


def test_a_function_needs_what_it_uses_when_it_is_called() -> None:
    first = "def f(x):\n    return g(x) + shift"
    cells = [first, "def g(x):\n    return x * scale", "scale = 2\nshift = 1\nother = 3"]
    assert needed(*cells, "print(f(1))") == [first, cells[1], "scale = 2", "shift = 1"]
    assert (
        needed("scale = 2", "class A:\n    def m(self):\n        return scale", "a = A()", "a.m()")[0]
        == "scale = 2"
    )
    assert needed("scale = 2", "h = lambda x: x * scale", "print(h(1))")[0] == "scale = 2"


def test_names_inside_of_functions_and_comprehensions_are_not_those_outside() -> None:
    assert needed("x = 1", "def f(x):\n    y = x\n    return y", "print(f(2), [x for x in (1, 2)])") == [
        "def f(x):\n    y = x\n    return y"
    ]
    assert needed("x = 1", "print([x for x in (1, 2)], x)") == ["x = 1"]
    assert needed("n = 1", "[n := one for one in (1, 2)]", "print(n)") == ["[(n := one) for one in (1, 2)]"]


def test_the_state_of_modules_is_needed_by_all_that_use_them() -> None:
    imports = "import numpy as np\nimport random"
    printing = "np.set_printoptions(precision=2)"
    assert printing in needed(imports, printing, "print(np.pi)")
    assert printing not in needed(imports, printing, "print(random.random())")
    drawn = "first = random.random()"
    assert drawn in needed(imports, drawn, "print(random.random())")
    assert "a = np.random.normal()" in needed(imports, "a = np.random.normal()", "np.random.normal()")
    assert "a = np.random.default_rng(0)" not in needed(
        imports, "a = np.random.default_rng(0)", "print(np.e)"
    )
    draws = ["generator = np.random.default_rng(0)", "a = generator.normal()"]
    assert needed(imports, *draws, "generator.normal()") == ["import numpy as np", *draws]
    quiet = 'warnings.simplefilter("ignore")'
    assert quiet in needed("import warnings", quiet.replace('"', "'"), "1 + 1")[1].replace("'", '"')


def test_a_cell_that_needs_a_module_or_a_name_from_one_that_does_is_not_offered() -> None:
    assert absent(
        "import torch\nimport numpy as np", "a = np.ones(2)", "t = torch.ones(2)", "print(t, a)"
    ) == [
        "torch",
        "",
        "torch",
        "torch",
    ]
    assert absent(
        "from torch import nn", "def f():\n    return nn.Linear(1, 1)", "f()", "f = 1", "f + 1"
    ) == [
        "torch",
        "torch",
        "torch",
        "",
        "",
    ]
    assert absent(
        "import torch", "a = []", "for one in range(2):\n    a.append(torch.ones(one))", "len(a)"
    ) == [
        "torch",
        "",
        "torch",
        "torch",
    ]
    # A function that torch only looks at
    assert absent("import torch", "a = [1]", "torch.tensor(a)", "len(a)") == ["torch", "", "torch", ""]


def test_what_pages_do_not_have() -> None:
    assert [
        name for name in ("math", "numpy.linalg", "matplotlib.pyplot", "random") if not is_present(name)
    ] == []
    wanted = (
        "torch",
        "helper",
        "subprocess",
        "threading",
        "sqlite3",
        "kiwipiepy",
        "urllib.request",
        "pandas",
    )
    assert [name for name in wanted if is_present(name)] == []
    assert absent("display(1)", "def display(x):\n    print(x)", "display(1)") == ["IPython", "", ""]
    assert absent("from . import helper", "helper") == ["helper", "helper"]


def test_changed_cells_affect_those_below_that_need_them() -> None:
    lesson = LessonCode(
        {"a": "a = 1", "b": "b = a", "c": "c = 1", "d": "print(b)", "e": "a = 2", "f": "print(a)"}
    )
    assert lesson.affected({"a"}) == ["b", "d"]
    assert lesson.affected({"e"}) == ["f"]
    assert lesson.affected(set()) == []


def test_code_that_is_not_python_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError):
        LessonCode({"a": "def ("})
