"""Write what a page needs to run a lesson's cells: which of them run there, their code and data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from ..reading.needed import LessonCode
from ..reading.snippets import Snippet
from .companions import companions
from .recorded_cells import Lesson

# The cells of a lesson for the script that runs them, beside its downloads
CELLS = "cells.json"
# The words that this script says; the button that loads it is in the page.
_WORDS = "run-"


@lru_cache(maxsize=64)  # every language asks for each lesson
def absent_modules(snippet: Snippet) -> Mapping[str, str]:
    """Return the module that each cell needs and pages do not have, "" for a cell that runs on pages."""
    lesson = LessonCode({cell.name: cell.code for cell in snippet.cells})
    return {name: lesson.absent(name) for name in snippet.names}


def cells_file(lesson: Lesson, words: Mapping[str, str]) -> str:
    """Return the content of a page's cells.json, with the interface words of the page's language."""
    content: dict[str, Any] = {
        "words": {name: word for name, word in words.items() if name.startswith(_WORDS)},
        "file": lesson.snippet.path.name,
        "cells": {cell.name: cell.code for cell in lesson.snippet.cells},
        "data": {
            name: content.decode("utf-8")
            for name, content in companions(lesson).items()
            if PurePosixPath(name).suffix == ".txt"
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
