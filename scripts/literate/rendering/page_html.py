"""Finishing touches on a page's HTML: ties particles, marks Korean, is light for browsers and for search."""

from __future__ import annotations

import re

_CODE = re.compile(r"(<pre(?: [^>]*)?>(?:<span></span>)?)<code>(?P<code>.*?)</code>", re.S)
# Names and blanks have the colour of the code around them, and are a third of all its elements.
_COLOURLESS = re.compile(r'<span class="(?:n|w)">([^<]*)</span>')
_PLOT = re.compile(
    r'(<div class="plot"[^>]*)(>\s*<svg[^>]* viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)")'
)
# Material's program puts a table into a box that scrolls. Browsers then style its brothers and sisters anew,
# which among the parts of a page is all that it holds; so a table is an only child.
_TABLE = re.compile(r"<table>.*?</table>", re.S)


def lighten(page: str) -> str:
    """Return a page's HTML with fewer elements in its code, and with the size of code and figures told.

    Browsers need not lay out what is off screen once they know its size: see docs/styles/frame.css.
    Nor may code be translated by a browser that translates the page.
    """

    def lighten_code(match: re.Match[str]) -> str:
        code = _COLOURLESS.sub(r"\1", match["code"])
        lines = len(code.rstrip("\n").splitlines()) or 1
        return f'{match[1]}<code translate="no" style="--lines:{lines}">{code}</code>'

    def tell_proportions(match: re.Match[str]) -> str:
        return f'{match[1]} style="aspect-ratio:{match["width"]}/{match["height"]}"{match[2]}'

    page = _TABLE.sub(r"<div>\g<0></div>", _CODE.sub(lighten_code, page))
    return _PLOT.sub(tell_proportions, page)


# Browsers may break lines after these, whatever `word-break` says. After longer ones they still may.
LONGEST = 24
_PARTICLE = "[가-힣]{1,8}"
_ENDING = f"(?:{_PARTICLE}|[.,;:?!)’”]{{1,3}})"
_PLACES = re.compile(
    r"(?P<kept><(?P<tag>pre|svg|script|h[1-6])\b.*?</(?P=tag)>)"
    r'|(?P<display><div class="arithmatex">.*?</div>)'
    rf'|(?P<formula><span class="arithmatex">\\\((?P<tex>[^<]*)\\\)</span>(?P<ending>{_ENDING})?)'
    rf"|(?P<code><code>(?P<source>[^<]*)</code>{_PARTICLE})"
    r"|(?P<markup><[^>]*>)"
    rf"|(?P<closing>[)’]{_PARTICLE})",
    re.DOTALL,
)


def keep_particles(page: str) -> str:
    """Return a page's HTML with particles tied to short formulas, code and closing signs before them.

    To formulas, which browsers take for pictures, so are commas and the like.

    Arguments:
        page: HTML whose formulas are not set yet.
    """

    def tie(match: re.Match[str]) -> str:
        inside = match["tex"] or match["source"] or ""
        is_alone = match["formula"] and not match["ending"]
        if match["kept"] or match["display"] or match["markup"] or is_alone or len(inside) > LONGEST:
            return match[0]
        return f'<span class="tied">{match[0]}</span>'

    return _PLACES.sub(tie, page)


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


_KOREAN = re.compile(r"[가-힣]+(?:[ ,]+[가-힣]+)*")
_TONGUES_TAG = re.compile(r"<(?P<end>/?)(?P<name>[\w-]+)(?P<rest>[^>]*)>|<!--.*?-->", re.S)
_UNSPOKEN = {"pre", "code", "script", "style", "svg", "math"}


def mark_korean(page: str) -> str:
    """Return a page's HTML with its Korean words marked `lang="ko"` where nothing around them is.

    What is inside code, drawings and scripts stays as it is.
    """

    def mark(text: str) -> str:
        return text if kept else _KOREAN.sub(r'<span lang="ko">\g<0></span>', text)

    written, last = [], 0
    kept: list[str] = []  # the open elements of the name that began what is kept as it is
    for tag in _TONGUES_TAG.finditer(page):
        written += [mark(page[last : tag.start()]), tag[0]]
        last = tag.end()
        name = tag["name"]
        if kept and name == kept[0] and not (tag["rest"] or "").endswith("/"):
            kept = kept[:-1] if tag["end"] else [*kept, name]
        elif not kept and name and not tag["end"] and _keeps(name, tag["rest"]):
            kept = [name]
    return "".join([*written, mark(page[last:])])


def _keeps(name: str, attributes: str) -> bool:
    is_open = not attributes.endswith("/")
    return is_open and (
        name in _UNSPOKEN
        or 'class="katex' in attributes
        or re.search(r"\blang=\"?ko\b", attributes) is not None
    )
