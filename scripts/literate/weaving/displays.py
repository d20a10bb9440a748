"""Write the printed and displayed outputs of a cell, in order, as Markdown of a page."""

from __future__ import annotations

import html
from collections.abc import Iterator

from markdown import markdown  # type: ignore[import-untyped]

from ..running.job import CellRecord, Rich
from ..running.rich import clean, formula

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
        yield from ["$$", *formula(shown.content).split("\n"), "$$"]
    else:
        yield f"<div>{as_html(shown, alt)}</div>"
    yield from ["", "////", ""]
