"""Give figures and display formulas of a page numbers, and formulas ids, so that readers can cite both."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping

from ..reading.pages import MARKS, formula_name

# The section of formulas above the first heading with an id that all languages share
_OPENING = "opening"
_PLACES = re.compile(
    r'<h(?P<level>[1-6]) id="(?P<section>[^"]+)"'
    r'|<figure class="cell-figure" id="(?P<figure>[^"]+)"'
    r"|(?P<below><figcaption|</figure>)"
    r'|(?P<formula><div class="arithmatex">\\\[(?P<tex>.*?)\\\]</div>)',
    re.S,
)


def number_places(page: str, words: Mapping[str, str]) -> tuple[str, set[str]]:
    """Return a page's HTML with a link at each figure and display formula, and the ids of the formulas.

    The id of a formula is its name; that of a formula without one is the id of its section with the number
    of such formulas in this section so far. Other names and numbers do not change it.

    Arguments:
        page: HTML whose formulas are not rendered yet.
        words: the interface words of the page's language.
    """
    section, ids = _OPENING, set()
    unnamed: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    figure = ""

    def link(kind: str, name: str) -> str:
        numbers[kind] += 1
        text = html.escape(words[f"{kind}-number"].format(number=numbers[kind]))
        return f'<a class="headerlink" href="#{name}" data-search-exclude="true">{text}</a>'

    def mark(match: re.Match[str]) -> str:
        nonlocal section, figure
        if match["section"]:
            section = match["section"] if match["level"] != "1" else _OPENING
        elif match["figure"]:
            figure = match["figure"]
        elif match["below"] and figure:
            name, figure = figure, ""
            return link("figure", name) + match[0]
        elif match["formula"]:
            name = formula_name(html.unescape(match["tex"]).strip().split("\n")[0])
            if name in ("", *MARKS):
                unnamed[section] += 1
                name = f"{section}-formula-{unnamed[section]}"
            else:
                name = f"formula-{name}"
            ids.add(name)
            return f'<div class="formula" id="{name}">{link("formula", name)}{match[0]}</div>'
        return match[0]

    return _PLACES.sub(mark, page), ids
