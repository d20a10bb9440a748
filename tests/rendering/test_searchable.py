"""Search finds the same in what it is given to read as in the whole page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from literate.building.builder import Builder, Options
from literate.environment import ROOT
from literate.project import ORIGINAL, Project
from literate.rendering import body_plugin as known_bodies
from literate.rendering.katex import Katex
from literate.rendering.page_html import searchable
from literate.running.progress import Progress
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]

CASES = {
    "a formula in a line": '<p>If <span class="arithmatex">\\(p\\)</span>is one, <b>then</b></p>',
    "a tall formula": '<p><span class="arithmatex">\\(\\sqrt{\\frac{a b}{\\hat c}}\\ d\\)</span> x</p>',
    "a formula of its own": '<div class="arithmatex">\\[x = 1\\]</div><p>after</p>',
    "a figure": '<div class="plot" data-search-exclude><div><svg><text>in</text></svg></div></div><p>out</p>',
    "an output": '<div data-search-exclude="true"><pre><code>1</code></pre></div><p>a</p>',
    "code": '<pre><span></span><code><a id="l"></a><span class="k">if</span> <span>x</span>:\n'
    '<span class="w">    </span><span>y</span>  <span> </span>&lt; 1\n</code></pre><p>a</p>',
    "a heading": '<h2 id="x">One <a class="headerlink" href="#x">¶</a></h2><p>text</p>',
    "nothing to close it": "<p data-search-exclude>open",
    "what never ends": "<div data-search-exclude><div>open<p>x</p>",
}


def entries(html: str) -> list[dict[str, Any]]:
    index = SearchIndex()
    page = SimpleNamespace(meta={}, content=html, toc=[], url="", title="Title")
    index.add_entry_from_context(page)
    found: list[dict[str, Any]] = index.entries
    return found


@pytest.mark.parametrize("name", CASES)
def test_search_finds_the_same(name: str) -> None:
    with Katex() as katex:
        html, problems = katex.set_all(CASES[name])
    assert not problems
    assert entries(searchable(html)) == entries(html)
    assert entries(html)


def test_search_finds_the_same_in_every_page_of_this_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def keep(html: str) -> str:
        read.append(html)
        return searchable(html)

    monkeypatch.setattr(known_bodies, "searchable", keep)
    apart = Project(ROOT, (ORIGINAL,), tmp_path)
    Builder(apart, Options(frozen=True, notebooks=False), Progress(silent=True)).build()
    assert len(read) == len(list((ROOT / "docs" / ORIGINAL).rglob("*.md")))
    assert sum("data-search-exclude" in html for html in read) >= 3
    for html in read:
        assert entries(searchable(html)) == entries(html)
