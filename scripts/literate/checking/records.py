"""Compare texts with their committed records, and rewrite these, whose changed lines a reviewer reads."""

from __future__ import annotations

import difflib
import re

from ..messages import Problem, say
from ..project import Project


def check_text(project: Project, name: str, wanted: str, what: str) -> list[Problem]:
    """Return a problem, that `what` differs, at the first line of a record that differs from a text."""
    old, new = _text(project, name).split("\n"), wanted.split("\n")
    lines = list(difflib.unified_diff(old, new, lineterm="", n=0))
    if not lines:
        return []
    message = what + say(
        " 뜻한 대로라면 `python3 scripts/check.py --describe`로 다시 적으세요.",
        " If that is intended, `python3 scripts/check.py --describe` rewrites it.",
    )
    line = int(re.findall(r"\d+", lines[2])[0])  # after ---, +++: @@ -LINE
    changes = [one for one in lines if not one.startswith(("---", "+++", "@@"))]
    return [Problem(message, name, line, detail="\n".join(f"  {one}" for one in changes))]


def write_text(project: Project, name: str, wanted: str) -> list[str]:
    """Write a record; return its name if it changed."""
    if _text(project, name) == wanted:
        return []
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(wanted, encoding="utf-8", newline="\n")
    return [name]


def _text(project: Project, name: str) -> str:
    path = project.root / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
