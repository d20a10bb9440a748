"""Run scripts/translate.py, and read what it records and prints."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from tests.support.scratch import (
    ENGLISH,
    Run,
    Scratch,
)
from tests.support.two_editions import english_page

HEAVY = ("torch", "matplotlib", "numpy", "IPython", "sympy", "mkdocs", "jupytext", "nbformat")
Translate = Callable[..., Run]


def whole(project: Scratch, *arguments: str, locale: str = ENGLISH, **extra: str) -> Run:
    """Run scripts/translate.py as translators do."""
    process = project.start(*arguments, script="translate.py", locale=locale, **extra)
    out, err = process.communicate(timeout=60)
    return Run(process.returncode, out, err)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def digest_of_record(project: Scratch, section: str) -> str:
    front = yaml.safe_load(english_page(project).read_text(encoding="utf-8").split("---")[1])
    return str(front["translates"][section])
