"""Print chapters as a PDF with a browser."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..environment import NODE, find_browser
from ..messages import Problem, say
from ..running.figure_fonts import korean_fonts
from .chapters import Chapter
from .epub import filled


def print_pdf(path: Path, chapters: Sequence[Chapter], about: Mapping[str, str], folder: Path) -> None:
    """Print a book, tagged and with an outline.

    Arguments:
        path: the file to write.
        chapters, about: as for an EPUB.
        folder: an empty folder for temporary files.

    Raises:
        Problem: the browser cannot read the book.
    """
    from playwright.sync_api import Error, sync_playwright

    _gather_fonts(folder)
    source = folder / "print.xhtml"
    source.write_text(filled(source.name, {**about, "chapters": chapters}), encoding="utf-8")
    message = say("브라우저가 책을 인쇄하지 못했습니다.", "The browser could not print the book.")
    with sync_playwright() as playwright:
        try:
            # Otherwise a page on the disk cannot load fonts from the disk.
            options = ["--allow-file-access-from-files"]
            browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
            page = browser.new_page(java_script_enabled=False, offline=True)
            page.goto(source.as_uri())
            if errors := page.locator("parsererror").all_text_contents():
                raise Problem(message, detail="\n".join(errors))
            page.evaluate("Promise.all([...document.fonts].map(font => font.load()))")
            page.pdf(path=path, tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
        except Error as error:
            raise Problem(message, detail=str(error)) from None


def _gather_fonts(folder: Path) -> None:
    """Copy KaTeX's style sheet and the fonts of the book, the same on every machine, into a folder."""
    from fontTools.ttLib import TTFont
    from matplotlib import get_data_path

    katex = NODE / "node_modules" / "katex" / "dist"
    shutil.copy(katex / "katex.min.css", folder)
    shutil.copytree(katex / "fonts", folder / "fonts")
    for name in ("DejaVuSans", "DejaVuSansMono", "DejaVuSansMono-Bold"):
        shutil.copy(Path(get_data_path(), "fonts", "ttf", f"{name}.ttf"), folder)
    for path in korean_fonts():
        font = TTFont(path, lazy=True)
        # Browsers reject a font with these tables, which only the tool reads that made it.
        for table in ("TSI0", "TSI1", "TSI2", "TSI3", "TSI5"):
            del font[table]
        font.save(folder / path.name)
