"""Pages woven, and rendered as the site renders them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import markdown  # type: ignore[import-untyped]
import yaml
from literate.files.texts import read_tolerantly
from literate.reading.pages import Page, read_page
from literate.reading.snippets import read_snippet
from literate.recording.store import Recording
from literate.running.job import CellRecord
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson

ROOT = Path(__file__).resolve().parents[2]
WORDS: dict[str, str] = yaml.safe_load((ROOT / "docs" / "ko" / "words.yml").read_text(encoding="utf-8"))
FILE = "docs/ko/lessons/likelihood.md"

SNIPPET = '''\
# %% imports
import numpy as np

# %% likelihood
def likelihood(p, k, n):
    """`k` of `n`: {{ not_a_value }} & <b>"""

    return p**k * (1 - p) ** (n - k)


print("```")

# %% curve
draw()

# %% warn
import warnings
warnings.warn("careful")
'''
SVG = """\
<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">
 <text x="1" y="2">p &lt; {}</text>
</svg>
"""
CELLS = {
    "imports": CellRecord(),
    "likelihood": CellRecord(
        "한 줄\n\n  둘째 줄 ``` <b> & $x$ {{ y }}\n/// note\n", values={"p:.2e": "1.50e-05"}
    ),
    "curve": CellRecord(
        "μ = 168\n",
        figures=[SVG.format("one"), SVG.format("two")],
        values={"best": "168", "p:.2e": "-2.50e-05"},
    ),
    "warn": CellRecord(errors="UserWarning: careful\n"),
}
HEAD = "---\ntitle: 가능도\nsnippets: likelihood.py\n---\n"
CURVE = "/// cell | curve\n    alt: 곡선\n///\n"


def woven(
    folder: Path,
    body: str,
    cells: dict[str, CellRecord] | None = None,
    head: str = HEAD,
    requires: dict[str, str] | None = None,
) -> str:
    page, lesson = page_and_lesson(folder, head + body, SNIPPET, CELLS | (cells or {}))
    return weave(page, lesson, WORDS, requires or {})


def page_and_lesson(
    folder: Path, text: str, snippet: str, cells: dict[str, CellRecord]
) -> tuple[Page, Lesson]:
    """Return a page with this text, and its lesson with what its snippet's cells gave, none if not named."""
    (folder / "likelihood.py").write_text(snippet, encoding="utf-8")
    (folder / "likelihood.md").write_text(text, encoding="utf-8")
    read = read_snippet(folder / "likelihood.py", "snippets/likelihood.py")
    records = {name: CellRecord() for name in read.names} | cells
    recording = Recording("d", {"Python": "3.11.7", "NumPy": "2.4.6"}, records, recorded="2026-11-20")
    return read_page(folder / "likelihood.md", FILE), Lesson(read, recording)


def extensions() -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return the Markdown extensions of mkdocs.yml and their settings."""
    settings = read_tolerantly((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), "mkdocs.yml")
    names, options = [], {}
    for entry in settings["markdown_extensions"]:
        name, option = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        names.append(name)
        options[name] = option or {}
    return names, options


def render(text: str) -> Any:
    """Render Markdown as the site does, and return the HTML as a browser reads it."""
    names, options = extensions()
    body = text.split("---\n", 2)[2]
    html = markdown.markdown(body, extensions=names, extension_configs=options)
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    return parser.parse(html)


def of_class(tree: Any, name: str) -> list[Any]:
    return [element for element in tree.iter() if name in str(element.get("class", "")).split()]


def by_id(tree: Any, name: str) -> Any:
    [element] = [element for element in tree.iter() if element.get("id") == name]
    return element


def text_of(element: Any) -> str:
    return "".join(element.itertext())


def code_of(element: Any) -> list[str]:
    return [text_of(code) for code in element.iter("code")]


def all_tags(element: Any) -> list[str]:
    return [str(one.tag).rsplit("}", 1)[-1] for one in element.iter()]
