"""The feed of what the site had wrong: the dated items of a page, where the site's address is known."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.rendering.feed import write_feeds

from tests.support.scratch import write

ATOM = {"": "http://www.w3.org/2005/Atom"}
SETTINGS = "site_name: Coins & heights\nsite_url: {address}\nnav: [corrections.md]\n"
LIST = """<ul>
<li><time>2026-11-29</time>: We wrote that
<span class="katex"><span class="katex-mathml"><math><mi>d</mi></math></span
><span class="katex-html">d</span></span>
&lt; 1. It is 1.</li>
<li><time>2026-12-01</time>: Another.</li>
<li><time>2026-12-01</time>: A third.</li>
<li>No date.</li>
</ul>"""


def feed_of(root: Path, body: str, address: str = "https://example.org/nlp") -> ElementTree.Element | None:
    """The feed of a site whose page of corrections has this body; None if none is written."""
    write(root / "mkdocs.yml", SETTINGS.format(address=address))
    (root / "docs/ko").mkdir(parents=True)
    page = f'<article><h1 id="_1">Corrections<a class="headerlink">¶</a></h1>{body}</article>'
    write(root / "site/corrections/index.html", page)
    write_feeds(Project.at(root), root / "site")
    feed = root / "site/corrections.xml"
    return ElementTree.parse(feed).getroot() if feed.exists() else None


def texts(element: ElementTree.Element, name: str) -> list[str | None]:
    return [one.text for one in element.iterfind(name, ATOM)]


def test_each_dated_item_is_an_entry_with_its_date_and_text(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, LIST)
    assert feed is not None
    assert texts(feed, "title") == ["Coins & heights: Corrections"]
    assert texts(feed, "entry/title") == [
        "2026-11-29: We wrote that d < 1",
        "2026-12-01: Another",
        "2026-12-01: A third",
    ]
    assert texts(feed, "entry/summary")[0] == "2026-11-29: We wrote that d < 1. It is 1."
    assert texts(feed, "entry/updated")[:2] == ["2026-11-29T00:00:00Z", "2026-12-01T00:00:00Z"]
    assert texts(feed, "updated") == ["2026-12-01T00:00:00Z"]


def test_entries_have_ids_of_their_own_and_absolute_links(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, LIST)
    assert feed is not None
    page = "https://example.org/nlp/corrections/"
    assert texts(feed, "entry/id") == [f"{page}#2026-11-29-1", f"{page}#2026-12-01-1", f"{page}#2026-12-01-2"]
    links = [link.attrib["href"] for link in feed.iterfind("link", ATOM)]
    assert links == ["https://example.org/nlp/corrections.xml", page]
    assert {link.attrib["href"] for link in feed.iterfind("entry/link", ATOM)} == {page}


@pytest.mark.parametrize(("body", "address"), [("<ul><li>No date.</li></ul>", "https://a.org"), (LIST, '""')])
def test_without_a_date_or_an_address_no_feed_is_written(tmp_path: Path, body: str, address: str) -> None:
    assert feed_of(tmp_path, body, address) is None


@pytest.mark.parametrize("date", ["29.11.2026", "2026-11", "2026-11-29T10:00:00Z", ""])
def test_a_date_in_another_form_is_reported(tmp_path: Path, date: str) -> None:
    with pytest.raises(Problem, match=r"docs/ko/corrections\.md: .*" + date):
        feed_of(tmp_path, f"<ul><li><time>{date}</time>: Wrong.</li></ul>")
