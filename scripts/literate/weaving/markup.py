"""Write the code, outputs and figures of a cell as Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator


def fenced(text: str, language: str) -> list[str]:
    """Return a fenced block of code that may itself contain backticks."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence} {language}", *text.rstrip("\n").split("\n"), fence, ""]


def output(text: str, label: str, name: str, kind: str = "") -> Iterator[str]:
    """Yield the printed output of a cell under a label; `kind` is an additional class, as `.name`."""
    yield f"//// html | div.cell-output{kind}[data-search-exclude=true]"
    yield ""
    yield f'<p class="cell-label">{html.escape(label)}</p>'
    yield ""
    # Material copies from the nearest id, and derives the id of code from it.
    yield from fenced(text, f"{{ .text .no-copy #{name} }}")
    yield "////"
    yield ""


def is_shortened(text: str, head_and_tail: tuple[int, int] | None) -> bool:
    """Return whether more than one line is left out between head and tail."""
    return head_and_tail is not None and len(text.rstrip("\n").split("\n")) > sum(head_and_tail) + 1


def shortened(text: str, head_and_tail: tuple[int, int] | None) -> str:
    """Return the head and tail of a long output; omitting a single line would save nothing."""
    if head_and_tail is None or not is_shortened(text, head_and_tail):
        return text
    head, tail = head_and_tail
    lines = text.rstrip("\n").split("\n")
    return "\n".join([*lines[:head], "⋮", *lines[len(lines) - tail :]])


def figure(figures: list[str], alt: str, caption: list[str], name: str = "") -> Iterator[str]:
    """Yield the figures of a cell as SVG, with their text alternative and caption; `name` is their id."""
    yield "//// html | figure.cell-figure" + (f"#{name}" if name else "")
    yield ""
    yield f'<div class="plot" role="img" aria-label="{html.escape(alt)}" data-search-exclude>'
    for svg in figures:
        yield svg.rstrip("\n")
    yield "</div>"
    yield ""
    if caption:
        yield from ["/// html | figcaption", "", *caption, "", "///", ""]
    yield "////"
    yield ""
