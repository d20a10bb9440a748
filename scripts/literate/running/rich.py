"""What a cell displays other than text: HTML, Markdown, formulas and pictures, as pages can show them."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

import nh3

from ..messages import say
from .job import Rich

# What Jupyter prefers comes first.
_KINDS = {"text/html": "html", "text/markdown": "markdown", "text/latex": "latex"}
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
_TAGS = nh3.ALLOWED_TAGS - {"area", "img", "map"}
_CELLS = {"colspan", "rowspan", "scope"}
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "td": _CELLS, "th": _CELLS}
# What formulas are known by
_CLASSES = {"div": {"arithmatex"}, "span": {"arithmatex"}}
_DOLLARS = re.compile(r"(\$\$|\$)(?:\\displaystyle)?\s*(?P<tex>.*?)\s*\1", re.DOTALL)


class Unshowable(Exception):
    """A cell displays what no page can show."""


def rich_output(data: Mapping[str, Any], at: int) -> Rich | None:
    """Return what to show of something that has several forms, or None if that is its text.

    Arguments:
        data: the forms by MIME type, as IPython gives them.
        at: how many characters of text stand before it.

    Raises:
        Unshowable: it has a form that is not text, but none that pages can show.
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
    """Return HTML without styles, scripts and all else that is not structure, in one line."""
    kept = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES)
    return kept.strip().replace("\n", "&#10;" if "<pre" in kept else " ")


def formula(latex: str) -> str:
    """Return the TeX of one formula, without the dollars around it."""
    match = _DOLLARS.fullmatch(latex.strip())
    return "\n".join(filter(str.strip, (match["tex"] if match else latex).split("\n")))
