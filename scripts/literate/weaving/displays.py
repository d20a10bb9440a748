"""Write the code, outputs and figures of a cell as Markdown, and displayed outputs as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown import markdown  # type: ignore[import-untyped]

from ..running.job import CellRecord, Rich
from ..running.rich import clean

_MATHS = {"pymdownx.arithmatex": {"generic": True}}


def in_order(record: CellRecord) -> Iterator[str | Rich]:
    """Yield the printed and displayed outputs of a cell in order, without empty text."""
    last = 0
    for one in record.rich:
        if record.text[last : one.at]:
            yield record.text[last : one.at]
        yield one
        last = one.at
    if record.text[last:]:
        yield record.text[last:]


def has_pictures(record: CellRecord) -> bool:
    """Return whether a cell displays a picture, which needs a text alternative."""
    return bool(record.figures) or any(one.kind == "picture" for one in record.rich)


def as_html(shown: Rich, alt: str) -> str:
    """Return a displayed output, not a formula, as sanitized HTML; `alt` is a picture's text alternative."""
    if shown.kind == "picture":
        return f'<img alt="{html.escape(alt)}" src="{html.escape(shown.content)}">'
    if shown.kind == "markdown":
        extensions = ["tables", "fenced_code", *_MATHS]
        return clean(markdown(shown.content, extensions=extensions, extension_configs=_MATHS))
    return clean(shown.content)


def display(shown: Rich, alt: str) -> Iterator[str]:
    """Yield a displayed output as lines of a page; `alt` is the text alternative of a picture."""
    yield from ["//// html | div.cell-rich[data-search-exclude=true]", ""]
    if shown.kind == "latex":
        yield from ["$$", *shown.content.split("\n"), "$$"]
    else:
        yield f"<div>{as_html(shown, alt)}</div>"
    yield from ["", "////", ""]


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
