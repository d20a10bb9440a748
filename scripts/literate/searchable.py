"""What search reads of a page: formulas and figures are most of its HTML, and hardly anything of its text."""

from __future__ import annotations

import re

# Material's search leaves out what is marked so; of formulas within a line, which are spans in spans, it
# nevertheless reads the letters, and so a sentence stays whole in its list of results.
_LEFT_OUT = re.compile(
    r"<(?P<tag>(?!span\b)\w+)\b[^<>]*\bdata-search-exclude\b[^<>]*>"
    r'|<(?P<source>span) class="katex-mathml">'
    r'|<(?P<letters>span) class="katex-html"[^<>]*>'
    r"|<(?P<code>pre)\b[^<>]*>"
)
# What colours code, and numbers its lines
_COLOUR = re.compile(r"</?(?:span|a)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r">\s+<")


def searchable(html: str) -> str:
    """Return a page's HTML such that search finds the same in it and has a fraction of it to read."""
    parts, at = [], 0
    while opening := _LEFT_OUT.search(html, at):
        start, end = opening.end(), _end(html, str(opening[opening.lastgroup or 0]), opening.end())
        parts.append(html[at:start])
        inside = html[start:end]
        if opening["letters"]:
            parts.append(inside if _BLANK.search(inside) else _TAG.sub("", inside))
        elif opening["code"]:
            parts.append(_COLOUR.sub("", inside))
        at = end
    return "".join([*parts, html[at:]])


def _end(html: str, tag: str, start: int) -> int:
    """Return where the content of an element ends that begins at `start`; there, if it never ends."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^<>]*>").finditer(html, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.start()
    return start
