"""Notebooks woven from the sample lesson of `weaving.py`."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from literate.running.job import CellRecord
from literate.weaving.notebook import weave_notebook

from tests.support.weaving import CELLS, HEAD, SNIPPET, WORDS, page_and_lesson

SITE = "https://example.org/nlp/"
ALL_CELLS = "/// cell | imports\n///\n\n/// cell | likelihood\n///\n\n"


def notebook(
    folder: Path,
    body: str,
    cells: dict[str, CellRecord] | None = None,
    site: str = "",
    snippet: str = SNIPPET,
) -> str:
    """Return the notebook of a page with this body, as text."""
    page, lesson = page_and_lesson(folder, HEAD + body, snippet, CELLS | (cells or {}))
    return weave_notebook(page, lesson, WORDS, PurePosixPath("ko/lessons/likelihood.md"), site)


def cells(text: str, kind: str = "") -> list[dict[str, Any]]:
    """Return the cells of a notebook, or those of a kind."""
    return [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == (kind or cell["cell_type"])]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def prose(text: str) -> str:
    """Return all that the Markdown cells of a notebook say."""
    return "\n\n".join(map(source, cells(text, "markdown")))
