"""Write chapters as an EPUB 3 book."""

from __future__ import annotations

import datetime
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .chapters import Chapter

TEMPLATES = Path(__file__).resolve().parents[2] / "book"
_ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
# Reading systems recognize a book by this file, which is the first and is not compressed.
_MIMETYPE = "mimetype", "application/epub+zip"


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a template of the book with its values."""
    return _ENVIRONMENT.get_template(template).render(values)


def write_epub(path: Path, chapters: Sequence[Chapter], about: Mapping[str, str], cover: bytes) -> None:
    """Write a book.

    Arguments:
        path: the file to write.
        chapters: its chapters.
        about: its `language`, `title`, `description`, `rights`, `address`, and the word for its `contents`.
        cover: its cover, a PNG; b"" for none.
    """
    now = datetime.datetime.now(datetime.UTC)
    values = {
        **about,
        "chapters": chapters,
        "has_cover": bool(cover),
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{about['address']} {about['title']}"),
        "modified": f"{now:%Y-%m-%dT%H:%M:%SZ}",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(*_MIMETYPE, compress_type=zipfile.ZIP_STORED)
        for name in ("META-INF/container.xml", "book.opf", "contents.xhtml", "title.xhtml", "book.css"):
            packed.writestr(name, filled(Path(name).name, values))
        if cover:
            packed.writestr("cover.png", cover)
        for chapter in chapters:
            packed.writestr(f"{chapter.name}.xhtml", filled("chapter.xhtml", values | {"chapter": chapter}))
