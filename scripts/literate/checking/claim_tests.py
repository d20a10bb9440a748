"""Run the tests that make claims, and read them: which formulas and cells they are about."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..messages import Problem, say
from ..project import Project
from ..reading.snippets import read_snippet


def concerned(test: Path, name: str, snippets: Path) -> list[str]:
    """Return the cells that a claim is about, as `file:line: cell`: those whose names it mentions.

    Arguments:
        test: a file of tests/lessons/.
        name: a test function in it.
        snippets: the folder of the snippet files.
    """
    tree = ast.parse(test.read_text(encoding="utf-8"))
    function = next(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name
    )
    nodes = list(ast.walk(function))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    files = {
        str(ast.literal_eval(call.args[0])): None
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("lesson", "shown")
    }
    places = []
    for file in files:
        for cell in read_snippet(snippets / file, f"snippets/{file}").cells:
            if cell.name in texts or names.intersection(_defined(cell.code)):
                places.append(f"snippets/{file}:{cell.line}: {cell.name}")
    return places


def _defined(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef):
            yield node.name


def claimed_names(folder: Path) -> dict[str, str]:
    """Return the names of formulas that tests in a folder mention, each with file and line."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        for name, line in _formulas_in(path.read_text(encoding="utf-8")):
            found[name] = f"{path.name}:{line}"
    return found


@lru_cache(maxsize=64)
def _formulas_in(test: str) -> list[tuple[str, int]]:
    """Return the formulas that a test file mentions, each with its line."""
    calls = (node for node in ast.walk(ast.parse(test)) if isinstance(node, ast.Call))
    return [
        (str(argument.value), call.lineno)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "formula"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def failing_claims(project: Project) -> list[Problem]:
    """Run the claims in tests/lessons, and return those that fail."""
    command = [sys.executable, "-m", "pytest", "tests/lessons", "-q", "--tb=line", "-p", "no:cacheprovider"]
    quiet = os.environ | {"PYTEST_ADDOPTS": "", "COLUMNS": "1000"}  # room for the reasons
    done = subprocess.run(
        command, cwd=project.root, env=quiet, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode == 0:
        return []
    lines = done.stdout.splitlines()
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    message = say("주장이 맞지 않습니다.", "A claim does not hold.")
    if not failed:
        return [Problem(message, "tests/lessons", detail=done.stdout + done.stderr)]
    return [_failing_claim(project, line, message) for line in failed]


def _failing_claim(project: Project, line: str, message: str) -> Problem:
    """Return the problem that a line `FAILED tests/lessons/test_x.py::test_y - reason` tells of."""
    head, _, reason = line.partition(" - ")
    file, _, name = head.split(" ", 1)[1].partition("::")
    test = name.split("[")[0]
    has_place = re.search(r":\d+: ", reason)
    cells = concerned(project.root / file, test, project.snippets) if test and not has_place else []
    return Problem(message, file, detail="\n".join(f"  {part}" for part in [head, reason, *cells] if part))
