"""Link a page to the same page in the other languages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ..project import Project
from ..reading.words import read_words


@dataclass(frozen=True)
class EditionLink:
    """A page in one language: `link` is relative to the current page, `address` is absolute if known."""

    language: str
    name: str
    link: str
    address: str
    is_current: bool
    is_original: bool


def edition_links(project: Project, language: str, url: str, site_url: str) -> list[EditionLink]:
    """Return links from a page to its version in every language, if there are several languages.

    Arguments:
        project: the project.
        language: the language of the page's edition.
        url: the page's address below that edition's root; empty for its home page.
        site_url: the absolute address of that edition, empty if unknown.
    """
    original = project.languages[0]
    if len(project.languages) == 1:
        return []
    below = "" if language == original else f"{language}/"
    root = site_url.removesuffix(below) if site_url else ""
    up = "../" * (url.count("/") + below.count("/"))
    links = []
    for one in project.languages:
        path = ("" if one == original else f"{one}/") + url
        link = (up + path) or "./"
        name = read_words(project, one)["language"]
        address = root + path if root else ""
        links.append(EditionLink(one, name, link, address, one == language, one == original))
    return links


def homes(project: Project, language: str, site_url: str) -> dict[str, str]:
    """Return the path of each edition's home page, from the root of the host.

    Arguments:
        project: the project.
        language: the language of the current edition.
        site_url: that edition's address; `/` if it is unknown.
    """
    original = project.languages[0]
    root = urlsplit(site_url).path
    root = root if language == original else root.removesuffix(f"{language}/")
    return {one: root + ("" if one == original else f"{one}/") for one in project.languages}
