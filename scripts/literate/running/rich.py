"""Convert a cell's HTML, Markdown, formulas and images to forms that pages can show."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

import nh3

from ..messages import say
from .job import Rich

# In Jupyter's order of preference.
_KINDS = {"text/html": "html", "text/markdown": "markdown", "text/latex": "latex"}
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
_TAGS = nh3.ALLOWED_TAGS - {"area", "img", "map"}
_CELLS = {"colspan", "rowspan", "scope"}
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "td": _CELLS, "th": _CELLS}
# The delimiters of formulas
_CLASSES = {"div": {"arithmatex"}, "span": {"arithmatex"}}
_DOLLARS = re.compile(r"(\$\$|\$)(?:\\displaystyle)?\s*(?P<tex>.*?)\s*\1", re.DOTALL)


class Unshowable(Exception):
    """A cell displays an object that pages cannot show."""


def rich_output(data: Mapping[str, Any], at: int) -> Rich | None:
    """Return the form of a displayed object to show, or None if that is its text.

    Arguments:
        data: the forms by MIME type, as IPython gives them.
        at: the number of characters of text before it.

    Raises:
        Unshowable: it has forms other than text, but pages cannot show any of them.
    """
    for mime, kind in _KINDS.items():
        if content := data.get(mime):
            shown = clean(content) if kind == "html" else content
            if kind == "html" and not re.sub(r"<[^>]*>|\s", "", shown):
                raise Unshowable(
                    say("HTML에 동적 콘텐츠만 있습니다", "the HTML contains only active content")
                )
            return Rich(kind, formula(shown) if kind == "latex" else shown, at)
    for mime in _PICTURES:
        if content := data.get(mime):
            if mime == "image/svg+xml":
                content = base64.b64encode(content.encode("utf-8"))
            code = content.decode("ascii") if isinstance(content, bytes) else "".join(content.split())
            return Rich("picture", f"data:{mime};base64,{code}", at)
    others = sorted(data.keys() - {"text/plain"})
    if others:
        raise Unshowable(", ".join(others))
    return None


def clean(html: str) -> str:
    """Return sanitized HTML, only its structure without styles and scripts, in one line."""
    kept = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES)
    return kept.strip().replace("\n", "&#10;" if "<pre" in kept else " ")


def formula(latex: str) -> str:
    """Return the TeX of one formula, without the dollars around it."""
    match = _DOLLARS.fullmatch(latex.strip())
    return "\n".join(filter(str.strip, (match["tex"] if match else latex).split("\n")))
