"""Print chapters as a PDF with a browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
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
        folder: a folder for temporary files.

    Raises:
        Problem: the browser cannot read the book.
    """
    from playwright.sync_api import Error, sync_playwright

    katex = NODE / "node_modules" / "katex" / "dist" / "katex.min.css"
    values = {**about, "chapters": chapters, "katex": katex.as_uri(), "fonts": _fonts(folder)}
    source = folder / "print.xhtml"
    source.write_text(filled(source.name, values), encoding="utf-8")
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


def _fonts(folder: Path) -> dict[str, str]:
    """Return the addresses of the book's fonts, the same on every machine.

    Browsers reject the Korean font because of empty tables of the tool that hinted it.
    """
    from fontTools.ttLib import TTFont

    found = {}
    for name, source in zip(("regular", "bold"), korean_fonts(), strict=True):
        font = TTFont(source, lazy=True)
        for table in ("TSI0", "TSI1", "TSI2", "TSI3", "TSI5"):
            del font[table]
        font.save(folder / source.name)
        found[name] = (folder / source.name).as_uri()
    matplotlib = find_spec("matplotlib")
    assert matplotlib is not None and matplotlib.origin is not None
    code = Path(matplotlib.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSansMono.ttf"
    return {**found, "code": code.as_uri()}
