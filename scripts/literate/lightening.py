"""Make the HTML of a page lighter for the browser, without a difference to be seen."""

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
