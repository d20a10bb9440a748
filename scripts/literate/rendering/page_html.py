"""Postprocess a page's HTML: tie particles, mark Korean, reduce the work of browsers and search."""

from __future__ import annotations

import re

_CODE = re.compile(r"(<pre(?: [^>]*)?>(?:<span></span>)?)<code>(?P<code>.*?)</code>", re.S)
# Names and whitespace have the color of the surrounding code, and are a third of the elements in it.
_COLORLESS = re.compile(r'<span class="(?:n|w)">([^<]*)</span>')
_PLOT = re.compile(
    r'(<div class="plot"[^>]*)(>\s*<svg[^>]* viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)")'
)
# Scripts wrap a table in a scrollable box and add a button before a solution. Browsers then restyle all the
# siblings of what is added, which can be the whole page; so it gets a parent of its own.
_TABLE = re.compile(r"<table>.*?</table>", re.S)
_SOLUTION = "<details>"


def lighten(page: str) -> str:
    """Return a page's HTML with fewer elements in its code, and with the sizes of code and figures.

    Browsers skip the layout of off-screen elements whose size they know: see docs/styles/frame.css.
    Code is also marked so that browsers do not translate it.
    """

    def lighten_code(match: re.Match[str]) -> str:
        code = _COLORLESS.sub(r"\1", match["code"])
        lines = len(code.rstrip("\n").splitlines()) or 1
        return f'{match[1]}<code translate="no" style="--lines:{lines}">{code}</code>'

    page = _TABLE.sub(r"<div>\g<0></div>", _CODE.sub(lighten_code, page))
    page = page.replace(_SOLUTION, f"<div></div>{_SOLUTION}")
    return _PLOT.sub(r'\1 style="aspect-ratio:\g<width>/\g<height>"\2', page)


# Browsers may break lines after these, despite `word-break`. After longer ones the break is allowed.
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

    Punctuation after a formula is tied too, because browsers treat a formula as an image.

    Arguments:
        page: HTML whose formulas are not rendered yet.
    """

    def tie(match: re.Match[str]) -> str:
        inside = match["tex"] or match["source"] or ""
        is_alone = match["formula"] and not match["ending"]
        if match["kept"] or match["display"] or match["markup"] or is_alone or len(inside) > LONGEST:
            return match[0]
        return f'<span class="tied">{match[0]}</span>'

    return _PLACES.sub(tie, page)


# Material's search ignores elements with this attribute. It still reads the letters of inline formulas,
# which are nested spans, so a sentence remains complete in its list of results.
_LEFT_OUT = re.compile(
    r"<(?P<tag>(?!span\b)\w+)\b[^<>]*\bdata-search-exclude\b[^<>]*>"
    r'|<(?P<source>span) class="katex-mathml"[^<>]*>'
    r'|<(?P<letters>span) class="katex-html"[^<>]*>'
    r"|<(?P<code>pre)\b[^<>]*>"
)
# Elements that color code and number its lines
_COLOR_TAG = re.compile(r"</?(?:span|a)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r">\s+<")


def searchable(html: str) -> str:
    """Return a page's HTML reduced to the elements that search reads, with the same search results."""
    parts, at = [], 0
    while opening := _LEFT_OUT.search(html, at):
        start, end = opening.end(), _end(html, str(opening[opening.lastgroup or 0]), opening.end())
        parts.append(html[at:start])
        inside = html[start:end]
        if opening["letters"]:
            parts.append(inside if _BLANK.search(inside) else _TAG.sub("", inside))
        elif opening["code"]:
            parts.append(_COLOR_TAG.sub("", inside))
        at = end
    return "".join([*parts, html[at:]])


def _end(html: str, tag: str, start: int) -> int:
    """Return the end of the content of an element that begins at `start`; `start` if it is not closed."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^<>]*>").finditer(html, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.start()
    return start


_KOREAN = re.compile(r"[가-힣]+(?:[ ,]+[가-힣]+)*")
_TONGUES_TAG = re.compile(r"<(?P<end>/?)(?P<name>[\w-]+)(?P<rest>[^>]*)>|<!--.*?-->", re.S)
_UNMARKED = re.compile(r'class="katex|\blang="?ko\b')
_UNSPOKEN = {"pre", "code", "script", "style", "svg", "math", "textarea", "option"}


def mark_korean(page: str) -> str:
    """Return a page's HTML with `lang="ko"` on Korean words outside Korean elements.

    Code, drawings and scripts are not changed.
    """

    def mark(text: str) -> str:
        return text if kept else _KOREAN.sub(r'<span lang="ko">\g<0></span>', text)

    written, last = [], 0
    kept: list[str] = []  # open elements with the name of the element whose content is not changed
    for tag in _TONGUES_TAG.finditer(page):
        written += [mark(page[last : tag.start()]), tag[0]]
        last = tag.end()
        name = tag["name"]
        if kept and name == kept[0] and not (tag["rest"] or "").endswith("/"):
            kept = kept[:-1] if tag["end"] else [*kept, name]
        elif name and not (kept or tag["end"] or tag["rest"].endswith("/")):
            kept = [name] if name in _UNSPOKEN or _UNMARKED.search(tag["rest"]) else []
    return "".join([*written, mark(page[last:])])
