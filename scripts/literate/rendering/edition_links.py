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
    root = site_url.removesuffix(project.edition(language))
    up = "../" * (project.edition(language) + url).count("/")
    links = []
    for one in project.languages if len(project.languages) > 1 else ():
        path = project.edition(one) + url
        name, is_original = read_words(project, one)["language"], one == project.languages[0]
        address = root + path if root else ""
        links.append(EditionLink(one, name, up + path or "./", address, one == language, is_original))
    return links


def homes(project: Project, language: str, site_url: str) -> dict[str, str]:
    """Return the path of each edition's home page, from the root of the host.

    Arguments:
        project: the project.
        language: the language of the current edition.
        site_url: that edition's address; `/` if it is unknown.
    """
    root = urlsplit(site_url).path.removesuffix(project.edition(language))
    return {one: root + project.edition(one) for one in project.languages}
