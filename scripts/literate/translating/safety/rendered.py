"""Check the rendered HTML of a translated page, and reject every tag that is not on an allowlist.

Every `<` has to begin a tag in the exact syntax of the renderer, so that browsers cannot parse it in
another way. HTML of the original is allowed too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from ...files.digests import text_digest
from .dangers import HARMLESS_SCHEMES, TEX_COMMAND, without_words

_TAG = re.compile(
    r"</[a-zA-Z][\w-]*>|<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\s+[\w:-]+(?:=\"[^\"<>]*\")?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"\s+(?P<name>[\w:-]+)(?:=\"(?P<value>[^\"]*)\")?")
_EXPLORABLE = re.compile(r"<[a-z]+-[a-z-]+\s")
_VALUES = re.compile(r'="x(?: x)*"')
_FORMULA = re.compile(r'class="arithmatex">(?P<tex>[^<]*)<')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")
# Tables align their cells with the first, and `course` positions the lessons with the second.
_STYLES = re.compile(r"text-align: (?:left|right|center);|(?:--[a-z]+:\d+;?)+")
_FIGURE_STYLES = re.compile(
    r"(?:[a-z-]+: (?:[\w.,%# -]|var\(--[\w-]+, #[0-9a-f]+\)|'[\w -]+'|&quot;[\w -]+&quot;)+(?:; |;$|$))*"
)
# The names of allowed attributes, and their values.
_WORDS = r"[\w :.,()%#/-]*"
_ATTRIBUTES = {
    "title|alt|aria-label|lang|open|start|d|points": r"(?s).*",
    "colspan|rowspan|scope|role|data-run|data-search-exclude|aria-hidden|focusable|xmlns": _WORDS,
    "x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|viewbox|preserveaspectratio|transform": _WORDS,
    "fill|stroke|stroke-linejoin": _WORDS,
    "clip-path": r"url\(#[\w-]+\)",
    # The theme's scripts search for other ids and classes.
    "id": r"(?!__).+",
    "class": r"(?!.*\b(?:mermaid|md-(?!button\b))).*",
}

_HTML_TAGS = re.compile(
    "a|abbr|b|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure"
    "|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|section|small|span|strong|sub|summary|sup|table|tbody|td"
    "|tfoot|th|thead|tr|u|ul|var|wbr"
)
_FIGURE_TAGS = re.compile("svg|g|path|defs|use|text|tspan|clippath|rect|line|circle|ellipse|polyline|polygon")


def _is_link(value: str) -> bool:
    target = "".join(value.split()).lower()
    if any(ord(sign) < 32 for sign in value):
        return False
    scheme = _SCHEME.match(target)
    return (scheme[0] if scheme else "") in HARMLESS_SCHEMES


def _is_own_picture(value: str) -> bool:
    # Or a picture that a cell displays, which the page embeds; pictures do not run scripts.
    return bool(re.fullmatch(r"(?!//)[\w./%-]+|data:image/(?:svg\+xml|png|jpeg);base64,[\w+/=]+", value))


# A woven page lists the figures of its lesson's recording here, each by the digest of its SVG.
FIGURE_DIGESTS = "figures"
# A woven translation lists the tags of its original here, which it may contain.
ORIGINAL_TAGS = "original-tags"
_FIGURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def without_figures(page: str, figures: Collection[str]) -> str:
    """Return a page without the figures of our own runner, because a translation cannot change them.

    Arguments:
        page: the page's content as HTML.
        figures: digests of the figures in the lesson's recording.
    """
    return _FIGURE.sub(lambda figure: "" if text_digest(figure[0]) in figures else figure[0], page)


def unsafe(page: str, own: Collection[str] = ()) -> str | None:
    """Return the first active content of a page as it is written, or None.

    Arguments:
        page: the page's content as HTML, before its formulas are rendered.
        own: allowed tags: those of the original.
    """
    tags: list[str] = re.findall(r"<[^<>]*>", page)
    if len(tags) != page.count("<"):
        found = re.search(r"<[^<>]*(?:<|$)", page)
        return found[0] if found else "<"
    known = [_as_rendered(tag) for tag in own]
    for tag in dict.fromkeys(tags):
        plain = without_words(" ".join(tag.split()))
        if not (_is_harmless(tag) or any(pattern.fullmatch(plain) for pattern in known)):
            return tag
    for formula in _FORMULA.finditer(page):
        if command := TEX_COMMAND.search(html.unescape(formula["tex"])):
            return str(command[0])
    return None


def _as_rendered(tag: str) -> re.Pattern[str]:
    """Return the rendered form of an original's tag: values of an explorable are replaced by `x`."""
    if not _EXPLORABLE.match(tag):
        return re.compile(re.escape(tag))
    parts = (re.escape(part) for part in _VALUES.split(tag))
    return re.compile('="[^"<>]*"'.join(parts))


def _is_harmless(tag: str) -> bool:
    match = _TAG.fullmatch(tag)
    if match is None:
        return False
    if match["name"] is None:
        return True
    name = match["name"].lower()
    in_figure = bool(_FIGURE_TAGS.fullmatch(name))
    if not (in_figure or _HTML_TAGS.fullmatch(name)):
        return False
    return all(
        _is_harmless_attribute(name, found["name"].lower(), found["value"] or "", in_figure)
        for found in _ATTRIBUTE.finditer(match["attributes"])
    )


def _is_harmless_attribute(tag: str, name: str, value: str, in_figure: bool) -> bool:
    if name == "style":
        return bool((_FIGURE_STYLES if in_figure else _STYLES).fullmatch(value))
    value = html.unescape(value)
    if name == "href":
        return value.startswith("#") if in_figure else tag == "a" and _is_link(value)
    if name == "src":
        return tag == "img" and _is_own_picture(value)
    return any(
        re.fullmatch(names, name) and re.fullmatch(values, value) for names, values in _ATTRIBUTES.items()
    )
