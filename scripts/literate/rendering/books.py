"""Write the book of each language into the site: an EPUB and a PDF of its pages."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..files.writing import writing
from ..project import Project
from ..reading.words import read_words
from .chapters import read_chapters
from .epub import write_epub
from .pdf import print_pdf

EPUB, PDF = "book.epub", "book.pdf"
_COVER = "preview.png"


def write_books(project: Project, site: Path) -> None:
    """Write the books of all languages, each at the root of its edition.

    Arguments:
        project: the project.
        site: the folder of the rendered site, with all languages.

    Raises:
        Problem: a page was not rendered, or the browser cannot read the book.
    """
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda language: _write_book(project, language, site), project.languages))


def _write_book(project: Project, language: str, site: Path) -> None:
    original = project.languages[0]
    settings = project.settings(original) | project.settings(language)
    about = {
        "language": language,
        "title": str(settings["site_name"]),
        "description": str(settings.get("site_description") or ""),
        "rights": str(settings.get("copyright") or ""),
        "address": project.site_address,
        "contents": read_words(project, language)["book-contents"],
    }
    edition = site / project.edition(language)
    covers = (folder / _COVER for folder in (edition, site))
    cover = next((path.read_bytes() for path in covers if path.is_file()), b"")
    chapters = read_chapters(project, language, site)
    with writing(edition), tempfile.TemporaryDirectory(dir=project.stage) as temporary:
        write_epub(edition / EPUB, chapters, about, cover)
        print_pdf(edition / PDF, chapters, about, Path(temporary))
