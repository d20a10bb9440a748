"""Figures and display formulas get numbers, and formulas ids that other formulas do not change."""

from __future__ import annotations

import re

from literate.rendering.places import number_places

WORDS = {"figure-number": "그림 {number}", "formula-number": "식 <{number}>"}
PLOT = '<div class="plot"></div>'


def formula(first: str) -> str:
    return f'<div class="arithmatex">\\[\n{first}\nx &lt; 1\n\\]</div>'


def heading(section: str, level: int = 2) -> str:
    return f'<h{level} id="{section}">제목</h{level}>'


def figure(name: str, caption: str = "<figcaption><p>설명</p></figcaption>") -> str:
    return f'<figure class="cell-figure" id="figure-{name}">{PLOT}{caption}</figure>'


def ids_of(*parts: str) -> list[str]:
    page, ids = number_places("".join(parts), WORDS)
    found = re.findall('<div class="formula" id="([^"]+)"', page)
    assert set(found) == ids
    return found


def test_a_formula_has_its_name_or_else_its_place_in_its_section_as_id() -> None:
    parts = [heading("x1", 1), formula("y")]
    parts += [heading("spread"), formula("% variance"), formula("% definition"), formula("z % w")]
    parts += [heading("mean", 3), f"<ul><li>{formula('% argument')}</li></ul>"]
    parts += [heading("spread-again"), formula("% picture")]
    assert ids_of(*parts) == [
        "opening-formula-1",
        "formula-variance",
        "spread-formula-1",
        "spread-formula-2",
        "mean-formula-1",
        "spread-again-formula-1",
    ]


def test_a_name_given_later_changes_no_other_id() -> None:
    before = ids_of(heading("spread"), formula("y"), heading("mean"), formula("z"))
    after = ids_of(heading("spread"), formula("% new"), formula("y"), heading("mean"), formula("z"))
    assert [one for one in after if one != "formula-new"] == before


def test_figures_and_formulas_are_counted_apart_and_link_to_themselves() -> None:
    parts = [figure("a"), formula("% f"), figure("b", ""), formula("% g")]
    page, _ = number_places("".join(parts), WORDS)
    links = re.findall('<a class="headerlink" href="#([^"]+)" data-search-exclude="true">([^<]*)</a>', page)
    assert links == [
        ("figure-a", "그림 1"),
        ("formula-f", "식 &lt;1&gt;"),
        ("figure-b", "그림 2"),
        ("formula-g", "식 &lt;2&gt;"),
    ]
    assert f"{PLOT}<a" in page and "</a><figcaption>" in page and "</a></figure>" in page
    assert re.sub("<a .*?</a>|<div class=.formula.[^>]*>|</div>(?=</div>)", "", page) == re.sub(
        "</div>(?=</div>)", "", "".join(parts)
    )


def test_nothing_else_on_a_page_is_changed() -> None:
    page = (
        f'<h2>제목</h2><figure class="cell-figure">{PLOT}<figcaption>설명</figcaption></figure>'
        '<figure id="figure-x"><figcaption>설명</figcaption></figure>'
        '<p><span class="arithmatex">\\(x\\)</span></p><pre><code>\\[x\\]</code></pre>'
    )
    assert number_places(page, WORDS) == (page, set())
