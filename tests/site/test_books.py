"""The books of the real course: what EPUBCheck says of each EPUB, and what each PDF holds."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import psutil
import pytest
from literate.project import Project
from literate.rendering.books import write_books
from pypdf import PageObject, PdfReader

from tests.support.epub_check import complaints
from tests.support.machine import slowness
from tests.support.scratch import MAIN, Scratch, change
from tests.support.this_project import THIS, titles

LANGUAGES = THIS.languages
LEFT_OUT = 2  # the home page and the table of translations
SMALLEST_CODE = 8.0  # points
SECONDS = 10
LESSON = "lessons/negative-log-likelihood/index.html"
WIDTH, MARGIN = 595, 50
EM = 0.602  # the width of a character of code


def edition(site: Path, language: str) -> Path:
    return site / ("" if language == LANGUAGES[0] else language)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@dataclass
class Text:
    """A piece of text on a printed page."""

    text: str
    font: str
    size: float
    left: float
    bottom: float


@dataclass
class Book:
    """A printed book: its headings as (level, title, page, top), and the texts of its pages once read."""

    reader: PdfReader
    headings: list[tuple[int, str, int, float]] = field(default_factory=list)
    known: dict[int, list[Text]] = field(default_factory=dict)

    def texts(self, number: int) -> list[Text]:
        if number not in self.known:
            self.known[number] = list(texts(self.reader.pages[number]))
        return self.known[number]


def texts(page: PageObject) -> Iterator[Text]:
    found: list[Text] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip() and font:
            left, bottom = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            found.append(Text(text.strip(), font["/BaseFont"], size * abs(tm[3] * cm[3]), left, bottom))

    page.extract_text(visitor_text=visit)
    return iter(found)


@cache
def printed(edition: Path) -> Book:
    found = Book(PdfReader(edition / "book.pdf"))

    def gather(outline: Any, level: int) -> None:
        for one in outline:
            if isinstance(one, list):
                gather(one, level + 1)
            else:
                page = found.reader.get_destination_page_number(one)
                assert page is not None
                found.headings.append((level, one.title, page, float(one.top)))

    gather(found.reader.outline, 0)
    return found


@pytest.fixture
def book(site: Path) -> Book:
    """The book in the original language, for what is the same in all of them."""
    return printed(site)


def test_epubcheck_finds_neither_an_error_nor_a_warning(site: Path, language: str) -> None:
    assert complaints(edition(site, language) / "book.epub") == []


def test_an_epub_holds_the_course_with_its_figures_and_formulas(site: Path, language: str) -> None:
    with zipfile.ZipFile(edition(site, language) / "book.epub") as packed:
        files = {name: packed.read(name).decode("utf-8") for name in packed.namelist() if "xhtml" in name}
    named = re.findall(r'<li><a href="[^"#]+">([^<]+)</a>', files["contents.xhtml"])
    wanted = [title for title in titles(language) if title in named]
    assert named == wanted
    assert len(named) == len(titles(language)) - LEFT_OUT
    lesson = files["lessons-negative-log-likelihood.xhtml"]
    page = (edition(site, language) / LESSON).read_text(encoding="utf-8")
    alternatives = re.findall(r'<div class="plot" role="img" (aria-label="[^"]+")', page)
    shown = re.findall(r'<div class="plot" role="img" (aria-label="[^"]+")[^>]*>\s*<svg', lesson)
    # The picture at the top of the page is one of its figures.
    assert set(shown) == set(alternatives)
    assert len(shown) == len(alternatives) - 1
    assert lesson.count("<math ") == page.count("<math ") > 0
    assert all("katex-html" not in text and "<script" not in text for text in files.values())
    assert all(f'lang="{language}"' in text for text in files.values())


def test_a_pdf_is_tagged_and_names_its_language_and_title(site: Path, language: str) -> None:
    book = printed(edition(site, language))
    root: Any = book.reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == language
    assert book.reader.metadata is not None
    assert book.reader.metadata.title == THIS.settings(language)["site_name"]


def test_the_outline_of_a_pdf_is_the_course(site: Path, language: str) -> None:
    book = printed(edition(site, language))
    top = [title for level, title, _, _ in book.headings if level == 0]
    lessons = [title for title in titles(language) if re.match(r"\d", title)]
    # The heading of a page that is not translated is the original's, with the number of the navigation.
    numbers = [title.split()[0] for title in lessons]
    assert [title.split()[0] for title in top if re.match(r"\d", title)] == numbers
    assert [title for title in top if title in lessons] == lessons or language not in {"ko", "en"}
    assert len(top) == len(titles(language)) - LEFT_OUT + 1  # its contents too
    assert sum(level == 1 for level, *_ in book.headings) > 10 * len(lessons)
    pages = [page for _, _, page, _ in book.headings]
    assert pages == sorted(pages)


def test_pages_are_numbered_but_the_first(book: Book) -> None:
    count = len(book.reader.pages)
    for number in (1, 2, count // 2, count - 1):
        lowest = min(book.texts(number), key=lambda one: one.bottom)
        assert lowest.text == str(number + 1)
        assert lowest.bottom < MARGIN
    assert all(one.bottom > MARGIN for one in book.texts(0))


@pytest.fixture
def sample(book: Book) -> range:
    """Some pages of a lesson with many formulas, figures and cells."""
    (start,) = (page for level, title, page, _ in book.headings if level == 0 and title.startswith("2-4 "))
    return range(start, start + 15)


def test_all_fonts_are_those_that_the_build_brings(site: Path, language: str) -> None:
    resources: list[Any] = [page["/Resources"] for page in printed(edition(site, language)).reader.pages]
    fonts = [font.get_object() for one in resources for font in one.get("/Font", {}).values()]
    names = {str(font.get("/BaseFont", font["/Subtype"])).rpartition("+")[2] for font in fonts}
    dejavu = {"DejaVuSans", "DejaVuSansMono", "DejaVuSansMono-Bold"}
    assert {one for one in names if "KaTeX" not in one} == {"NanumGothic", "NanumGothicBold"} | dejavu


def test_code_is_not_too_small_and_stays_within_the_margins(book: Book, sample: range) -> None:
    found = [one for number in sample for one in book.texts(number)]
    code = [one for one in found if "Mono" in one.font]
    assert sum(len(one.text) for one in code) > 2000
    assert min(one.size for one in code) >= SMALLEST_CODE
    assert max(one.left + len(one.text) * EM * one.size for one in code) < WIDTH - MARGIN


def test_links_lead_into_the_book_or_to_the_web(book: Book, sample: range) -> None:
    links = [one.get_object() for number in sample for one in book.reader.pages[number].get("/Annots", [])]
    inside = [link for link in links if "/Dest" in link]
    outside = [str(link["/A"]["/URI"]) for link in links if "/A" in link]
    assert inside
    assert all(re.match("https?://", address) for address in outside)
    assert len(inside) + len(outside) == len(links)


def test_headings_stay_with_their_text(book: Book, sample: range) -> None:
    headings = [one for one in book.headings if one[2] in sample]
    assert len(headings) > 5
    for _, title, number, top in headings:
        size = max(one.size for one in book.texts(number) if one.font.endswith("Bold"))
        below = [one for one in book.texts(number) if MARGIN < one.bottom < top - 2 * size]
        assert below, f"{title} is the last line of page {number + 1}"


def test_figures_have_alternatives_and_stay_with_their_captions(book: Book) -> None:
    figures = list(structure(book.reader.trailer["/Root"]["/StructTreeRoot"], "/Figure"))  # type: ignore[index]
    captioned = [(one, list(structure(one, "/Caption"))) for one in figures]
    captioned = [(one, captions) for one, captions in captioned if captions]
    assert len(captioned) > 50
    for figure, captions in captioned:
        inner = [one for one in structure(figure, "/Figure") if one.get("/Alt")]
        assert inner
        assert len({page for part in (*inner, *captions) for page in pages_of(part)}) == 1


def test_formulas_in_a_pdf_have_their_readings(book: Book, site: Path) -> None:
    figures = structure(book.reader.trailer["/Root"]["/StructTreeRoot"], "/Figure")  # type: ignore[index]
    alternatives = {str(one["/Alt"]) for one in figures if "/Alt" in one}
    page = (site / LESSON).read_text(encoding="utf-8")
    readings = {unescape(one) for one in re.findall(r'<span class="spoken">([^<]+)<', page)}
    assert len(readings) > 50
    assert readings - alternatives == set()


def structure(element: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of a kind in a structure tree, the outer ones first."""
    for child in children(element):
        if child.get("/S") == kind:
            yield child
        yield from structure(child, kind)


def children(element: Any) -> list[Any]:
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    found = [one.get_object() for one in (below if isinstance(below, list) else [below])]
    return [one for one in found if hasattr(one, "get")]


def pages_of(element: Any) -> Iterator[int]:
    """Yield the object numbers of the pages on which an element has content."""
    if "/Pg" in element:
        yield element.raw_get("/Pg").idnum
    for child in children(element):
        yield from pages_of(child)


def seconds_of_processor() -> dict[int, float]:
    """Return how long each process that this one has started, and it itself, has been at work."""
    found = {}
    for one in (own := psutil.Process(), *own.children(recursive=True)):
        with suppress(psutil.Error):  # it has just ended
            found[one.pid] = sum(one.cpu_times()[:2])
    return found


@pytest.mark.alone
def test_the_books_of_the_course_in_a_language_take_less_than_ten_seconds_of_the_processor_together(
    site: Path, tmp_path: Path
) -> None:
    project = Project(MAIN, LANGUAGES[:1], tmp_path)
    project.stage.mkdir()
    shutil.copytree(site, project.site, ignore=shutil.ignore_patterns("book.*", "python-*", *LANGUAGES[1:]))
    before, seconds = seconds_of_processor(), dict[int, float]()
    with ThreadPoolExecutor(1) as thread:
        written = thread.submit(write_books, project, project.site)
        while not written.done():
            seconds |= seconds_of_processor()
            wait([written], timeout=0.1)
    written.result()
    assert (project.site / "book.pdf").is_file()
    taken = sum(seconds[number] - before.get(number, 0) for number in seconds)
    assert 2 < taken / slowness() < SECONDS


def test_the_home_page_links_to_the_books(site: Path, language: str) -> None:
    home = (edition(site, language) / "index.html").read_text(encoding="utf-8")
    for name in ("book.epub", "book.pdf"):
        assert f'<a href="{name}" download=' in home
        assert (edition(site, language) / name).is_file()


def test_books_are_written_on_request_and_go_with_their_links(project: Scratch) -> None:
    change(project.heights_page, "키를 쟀습니다.", "키를 쟀습니다. <br>")
    assert "book.pdf" in project.build_well("--frozen", "--book").out
    with zipfile.ZipFile(project.site / "book.epub") as packed:
        assert "키를 쟀습니다. <br></br>" in packed.read("lessons-ten-heights.xhtml").decode("utf-8")
    assert "book.pdf" in (project.site / "index.html").read_text(encoding="utf-8")
    assert "Nothing has changed" in project.build_well("--book").out

    project.build_well("--frozen")
    assert not list(project.site.glob("book.*"))
    assert "book." not in (project.site / "index.html").read_text(encoding="utf-8")
