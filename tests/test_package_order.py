"""Packages stand in the order in which data flows, and import only from those above them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

LIBRARY = Path(__file__).resolve().parents[1] / "scripts" / "literate"
ORDER = (
    "messages",
    "interrupts",
    "environment",
    "files",
    "page_python",
    "project",
    "reading",
    "running",
    "translating",
    "recording",
    "weaving",
    "rendering",
    "building",
    "checking",
    "commands",
)


def _modules() -> dict[str, Path]:
    """Return the modules of the library by dotted name, without `literate.`."""
    files = (path for path in LIBRARY.rglob("*.py") if path != LIBRARY / "__init__.py")
    return {
        ".".join(path.relative_to(LIBRARY).with_suffix("").parts).removesuffix(".__init__"): path
        for path in files
    }


def _imported(module: str, path: Path, known: set[str]) -> Iterator[str]:
    """Yield the modules of the library that a module imports, those for types included."""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                start = package[: len(package) - (node.level - 1)]
            elif node.module and node.module.split(".")[0] == "literate":
                start = []
            else:
                continue
            inside = node.module.removeprefix("literate").lstrip(".") if node.module else ""
            base = [*start, *(inside.split(".") if inside else [])]
            for alias in node.names:
                name = ".".join([*base, alias.name])
                target = name if name in known else ".".join(base)
                if target and target != module:
                    yield target
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("literate.")
                for alias in node.names
                if alias.name.startswith("literate.")
            )


MODULES = _modules()
IMPORTS = {module: set(_imported(module, path, set(MODULES))) for module, path in MODULES.items()}


def _place(module: str) -> int:
    return ORDER.index(module.split(".")[0])


def test_every_module_belongs_to_a_package_of_the_order() -> None:
    assert {module.split(".")[0] for module in MODULES} == set(ORDER)
    assert sum(len(imported) for imported in IMPORTS.values()) > len(MODULES)
    assert {target for imported in IMPORTS.values() for target in imported} <= set(MODULES)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_from_its_own_package_or_from_those_above(module: str) -> None:
    upward = sorted(target for target in IMPORTS[module] if _place(target) > _place(module))
    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    TopologicalSorter(IMPORTS).prepare()


@pytest.mark.parametrize("path", _modules().values(), ids=_modules())
def test_no_module_imports_a_private_name(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = [one.name for node in nodes if isinstance(node, ast.ImportFrom) for one in node.names]
    assert [name for name in names if name.startswith("_")] == []
