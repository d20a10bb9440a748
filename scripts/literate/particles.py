"""Keep a Korean particle, or what ends a clause, on the line of what it belongs to."""

from __future__ import annotations

import re

# Browsers may break lines after these, whatever `word-break` says. After longer ones they still may.
LONGEST = 24
_PARTICLE = "[가-힣]{1,8}"
_ENDING = f"(?:{_PARTICLE}|[.,;:?!)’”]{{1,3}})"
_PLACES = re.compile(
    r"(?P<kept><(?P<tag>pre|svg|script|h[1-6])\b.*?</(?P=tag)>)"
    rf'|(?P<formula><span class="arithmatex">\\\((?P<tex>[^<]*)\\\)</span>{_ENDING})'
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
        if match["kept"] or match["markup"] or len(inside) > LONGEST:
            return match[0]
        return f'<span class="tied">{match[0]}</span>'

    return _PLACES.sub(tie, page)
