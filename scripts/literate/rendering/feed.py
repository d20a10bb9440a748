"""Write what the site had wrong as a feed (Atom): the dated items of its page of corrections."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from ..files.writing import writing
from ..messages import Problem, say
from ..project import Project

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

PAGE, FEED = "corrections", "corrections.xml"
_MIDNIGHT = "T00:00:00Z"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_feeds(project: Project, site: Path) -> None:
    """Write the feed of each language whose page of corrections has items that begin with a date.

    A date is a `time` element. A feed needs absolute addresses, so there is none while the address of the
    site is unknown.

    Arguments:
        project: the project.
        site: the folder of the rendered site, with all languages.

    Raises:
        Problem: an item has a date in another form.
    """
    for language in project.languages if project.site_address else ():
        edition = project.edition(language)
        page = site / edition / PAGE / "index.html"
        if not page.is_file():
            continue
        # Most builds do not know the address.
        from selectolax.lexbor import LexborHTMLParser

        article = LexborHTMLParser(page.read_text(encoding="utf-8")).css("article")[0]
        name = str((project.settings(project.languages[0]) | project.settings(language))["site_name"])
        feed = _feed(article, project.site_address + edition, name, language)
        if feed:
            with writing(site / edition / FEED):
                (site / edition / FEED).write_bytes(feed)


def _feed(article: LexborNode, address: str, name: str, language: str) -> bytes:
    """Return the feed of a page of corrections; b"" if it has no dated item."""
    items = article.css("li:has(> time)")
    if not items:
        return b""
    # Formulas are on the page twice: for eyes and for screen readers.
    for formula in article.css(".katex-mathml"):
        formula.decompose()
    page = f"{address}{PAGE}/"
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    SubElement(feed, "id").text = page
    SubElement(feed, "title").text = f"{name}: {article.css('h1')[0].text(deep=False).strip()}"
    SubElement(SubElement(feed, "author"), "name").text = name
    SubElement(feed, "link", {"rel": "self", "href": address + FEED})
    SubElement(feed, "link", {"href": page})
    dates = [item.css("time")[0].text() for item in items]
    for date in dates:
        if not _DATE.fullmatch(date):
            message = say(
                f"2026-11-29처럼 적은 날짜가 아닙니다: {date}", f"Not a date such as 2026-11-29: {date}"
            )
            raise Problem(message, f"docs/{language}/{PAGE}.md")
    SubElement(feed, "updated").text = max(dates) + _MIDNIGHT
    seen: Counter[str] = Counter()
    for item, date in zip(items, dates, strict=True):
        seen[date] += 1
        text = " ".join(item.text().split())
        entry = SubElement(feed, "entry")
        SubElement(entry, "id").text = f"{page}#{date}-{seen[date]}"
        SubElement(entry, "title").text = text.partition(". ")[0].rstrip(".")
        SubElement(entry, "link", {"href": page})
        SubElement(entry, "updated").text = date + _MIDNIGHT
        SubElement(entry, "summary").text = text
    written: bytes = tostring(feed, "utf-8", xml_declaration=True)
    return written
