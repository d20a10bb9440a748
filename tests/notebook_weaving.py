"""Notebooks woven from the sample lesson of `weaving.py`."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from literate.cells import read_snippet
from literate.notebooks import weave_notebook
from literate.pages import read_page
from literate.recording import CellRecord, Recording
from literate.weave import Lesson

from tests.weaving import CELLS, FILE, HEAD, SNIPPET, WORDS

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
    (folder / "likelihood.py").write_text(snippet, encoding="utf-8")
    (folder / "likelihood.md").write_text(HEAD + body, encoding="utf-8")
    read = read_snippet(folder / "likelihood.py", "snippets/likelihood.py")
    records = {name: CellRecord() for name in read.names} | CELLS | (cells or {})
    recording = Recording("d", {"Python": "3.11.7", "NumPy": "2.4.6"}, records)
    page = read_page(folder / "likelihood.md", FILE)
    return weave_notebook(
        page, Lesson(read, recording), WORDS, PurePosixPath("ko/lessons/likelihood.md"), site
    )


def cells(text: str, kind: str = "") -> list[dict[str, Any]]:
    """Return the cells of a notebook, or those of a kind."""
    return [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == (kind or cell["cell_type"])]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def prose(text: str) -> str:
    """Return all that the Markdown cells of a notebook say."""
    return "\n\n".join(map(source, cells(text, "markdown")))
