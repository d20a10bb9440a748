"""Weave a page and its recording into plain Markdown: a pure function that does not run code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..files.digests import text_digest
from ..messages import Problem, did_you_mean, say
from ..reading.blocks import EMPTY_BLOCK, closing, opening
from ..reading.expressions import CODE_SPAN, fill
from ..reading.front_matter import TITLE_LANGUAGE
from ..reading.pages import CellBlock, Line, Page, texts
from ..running.job import CellRecord, Rich
from ..translating.safety.rendered import FIGURE_DIGESTS
from .displays import display, fenced, figure, in_order, is_shortened, output, shortened
from .page_size import check_size
from .passages import Passage, passages
from .recorded_cells import Lesson, description, record_of
from .tables import keep_cells
from .terms import Terms, link_terms

# Marks a cell that runs on the page; other cells are marked with the module that they need.
HERE = "here"
# The number of slashes sets how deep a block is nested. Blocks that the weave adds to cells have three to
# six slashes. Passages go between those and the page's own blocks, whose slashes are multiplied by this.
_ROOM = 3
# Ids of figures, and references to them
_FIGURE_ID = re.compile(r'(\bid="|#)figure-')
# Addresses in links, link definitions and HTML.
_ADDRESS = re.compile(r"(?:\]\(|\]:\s|<|=[\"'])\s*<?(?P<address>[^)\s<>\"']*//[^)\s<>\"']*)")


def weave(
    page: Page,
    lesson: Lesson | None,
    words: Mapping[str, str],
    requirements: Mapping[str, str],
    terms: Terms | None = None,
    blocks: Mapping[str, Callable[[], str]] | None = None,
    absent: Mapping[str, str] | None = None,
) -> str:
    """Return a page as plain Markdown with its code, outputs, figures and values filled in.

    Arguments:
        page: the page.
        lesson: its snippet and recording; None for a page that has none.
        words: the interface words of the page's language.
        requirements: Markdown for each lesson that the front matter `requires`.
        terms: the terms to link at their first use; None for none.
        blocks: functions that write the empty blocks of the page (`/// course`), by name.
        absent: the module that each cell needs and pages do not have, "" for a cell that runs on the page;
            None if no cell does.

    Raises:
        Problem: a cell or value of the page is missing, a figure's text alternative or caption is wrong, or
            the page is too large.
    """
    parts = [_front(page, lesson, words, requirements)]
    values: Mapping[str, str] = {}
    made = blocks or {}
    seen: set[str] = set()
    deepest = max((len(_slashes(text)) for text in texts(page.parts)), default=0) or 2

    def finish(text: str) -> str:
        linked = link_terms(text, terms, seen) if terms else text
        return EMPTY_BLOCK.sub(
            lambda match: made[match["name"]]() if match["name"] in made else match[0], linked
        )

    lines: list[Line] = []
    for part in _passages(page, lesson):
        if isinstance(part, Line):
            lines.append(part)
            continue
        parts += _prose(lines, page.file, values, finish)
        lines = []
        slashes = "/" * (_ROOM * (part.inside or deepest + 1))
        file = part.cell.file or page.file
        before = list(_prose(part.before, page.file, values, finish))
        values = record_of(part.cell, lesson, file).values
        runs = "" if absent is None else f"[data-run={absent[part.cell.name] or HERE}]"
        cell = list(_cell(part.cell, lesson, words, file, finish, runs))
        after = list(_prose(part.after, page.file, values, finish))
        parts += [f"{slashes[1:]} html | div.passage", ""]
        parts += _beside(before, "passage-before", slashes[2:])
        parts += cell
        parts += _beside(after, "passage-after", slashes[2:])
        parts += [slashes[1:], ""]
    parts += _prose(lines, page.file, values, finish)
    if lesson is not None:
        versions = " · ".join(f"{name} {version}" for name, version in lesson.recording.versions.items())
        parts += ["", "/// html | p.made-with", words["made-with"].format(versions=versions), "///", ""]
    text = "\n".join(parts)
    check_size(text, page, {} if lesson is None else lesson.recording.cells)
    return text


def _passages(page: Page, lesson: Lesson | None) -> Iterator[Line | Passage]:
    code = {} if lesson is None else {cell.name: cell.code for cell in lesson.snippet.cells}
    records = {} if lesson is None else lesson.recording.cells
    giving = (
        name
        for name, record in records.items()
        if record.text or record.errors or record.figures or record.rich
    )
    return passages(page.parts, code, frozenset(giving))


def _slashes(text: str) -> str:
    """Return the slashes of a line that opens or closes a block; "" for any other line."""
    block = opening(text)
    return block.fence if block else closing(text)


def _beside(lines: list[str], name: str, slashes: str) -> list[str]:
    """Return the text column beside a cell, or nothing if that text is blank."""
    if not any(line.strip() for line in lines):
        return []
    return [f"{slashes} html | div.{name}", "", *lines, "", slashes, ""]


def _picture(page: Page, lesson: Lesson | None) -> tuple[list[str], list[str]]:
    """Return the first figure of the cell that the front matter names as `picture`: as Markdown, and as SVG.

    Its ids differ from those of the same figure in its cell.
    """
    if "picture" not in page.front:
        return [], []
    name, line = page.front["picture"], page.front_lines.get("picture", 1)
    names = [block.name for block in page.cells]
    block = next((block for block in page.cells if block.name == name), None)
    if block is None:
        message = say(f"이 페이지에 없는 셀입니다: {name}", f"This page does not show the cell {name}.")
        raise Problem(message + did_you_mean(name, names), page.file, line)
    file = block.file or page.file
    record = record_of(block, lesson, file)
    if not record.figures:
        message = say(f"그림을 그리지 않는 셀입니다: {name}", f"The cell {name} does not draw a figure.")
        raise Problem(message, page.file, line)
    drawing = [_FIGURE_ID.sub(r"\1picture-", record.figures[0])]
    caption = _prose(block.caption, file, record.values, str)
    content = figure(drawing, description(block, record, file), list(caption))
    # The cell of an original that is not translated yet has the original's file, `docs/ko/…`.
    language = f" lang={PurePosixPath(block.file).parts[1]}" if block.file else ""
    # Search takes the end of a div inside an excluded div for the end of both.
    head = f"///// html | section.lesson-picture[data-search-exclude=true{language}]"
    return [head, "", *content, "/////", ""], drawing


def _front(
    page: Page, lesson: Lesson | None, words: Mapping[str, str], requirements: Mapping[str, str]
) -> str:
    picture, drawing = _picture(page, lesson)
    kept = {
        key: page.front[key]
        for key in page.front
        if key not in ("requires", "minutes", "picture", FIGURE_DIGESTS)
    }
    if lesson and lesson.recording.recorded:
        kept["recorded"] = lesson.recording.recorded
    records = lesson.recording.cells.values() if lesson else ()
    figures = [svg for record in records for svg in record.figures] + drawing
    if figures:
        kept[FIGURE_DIGESTS] = [text_digest(svg.strip()) for svg in figures]
    head = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in kept.items()
    )
    marks = f" {{ lang={page.front[TITLE_LANGUAGE]} }}" if TITLE_LANGUAGE in page.front else ""
    lines = ["---", head, "---", "", f"# {page.front['title']}{marks}", "", *picture]
    facts = []
    if "minutes" in page.front:
        facts.append(words["minutes"].format(minutes=page.front["minutes"]))
    if requirements:
        facts.append(words["requires"].format(lessons=", ".join(requirements.values())))
    if facts:
        lines += ["/// html | div.lesson-facts", *(f"- {fact}" for fact in facts), "///", ""]
    return "\n".join(lines)


def _prose(
    lines: Iterable[Line], file: str, values: Mapping[str, str], finish: Callable[[str], str]
) -> Iterator[str]:
    """Yield lines with their values filled in; consecutive text lines are finished as paragraphs."""
    above = last = ""
    for kind, run in groupby(lines, key=lambda line: line.kind):
        text = "\n".join(_line(line, line.file or file, values) for line in run)
        # The renderer recognizes a formula only between empty lines.
        if above.strip() and text.split("\n")[0].strip() and "math" in (kind, last):
            yield ""
        above, last = text.split("\n")[-1], kind
        yield finish(keep_cells(text)) if kind == "text" else text


def _line(line: Line, file: str, values: Mapping[str, str]) -> str:
    if line.kind in ("code", "frame"):
        return line.text
    text = fill(line.text, file, line.number, values, form=line.kind)
    if line.kind == "text" and "//" in text:
        _check_addresses(text, file, line.number)
    slashes = _slashes(text)
    return text.replace(slashes, slashes * _ROOM, 1) if slashes else text


def _check_addresses(text: str, file: str, line: int) -> None:
    """Raise Problem for a malformed address, on which MkDocs would stop without naming the line."""
    for match in _ADDRESS.finditer(CODE_SPAN.sub(" ", text)):
        try:
            urlsplit(match["address"])
        except ValueError:
            message = f"주소가 아닙니다: {match['address']}"
            raise Problem(say(message, f"Malformed address: {match['address']}"), file, line) from None


def _cell(
    block: CellBlock,
    lesson: Lesson | None,
    words: Mapping[str, str],
    file: str,
    finish: Callable[[str], str],
    runs: str,
) -> Iterator[str]:
    record = record_of(block, lesson, file)
    assert lesson is not None
    cell = next(cell for cell in lesson.snippet.cells if cell.name == block.name)
    alt = description(block, record, file)
    yield f"////// html | div.cell#cell-{block.name}{runs}"
    yield ""
    code = fenced(cell.code, "python")
    if block.folded:
        yield from ["///// details | " + words["show-code"], "    type: cell-code", "", *code, "/////", ""]
    else:
        yield from code
    results = list(_results(block, record, alt, words, file, finish))
    if results:
        yield from ["///// html | div.cell-results", "", *results, "/////", ""]
    yield "//////"
    yield ""


def _results(
    block: CellBlock,
    record: CellRecord,
    alt: str,
    words: Mapping[str, str],
    file: str,
    finish: Callable[[str], str],
) -> Iterator[str]:
    for number, part in enumerate(in_order(record)):
        if isinstance(part, Rich):
            yield from display(part, alt)
            continue
        name = f"{block.name}-{number}" if number else block.name
        yield from output(shortened(part, block.head_and_tail), words["output"], f"output-{name}")
        if is_shortened(part, block.head_and_tail):
            full = fenced(part, f"{{ .text #all-{name} }}")
            title = "//// details | " + words["show-all"]
            yield from [title, "    type: cell-all", "", *full, "////", ""]
    if record.errors:
        yield from output(record.errors, words["error-output"], f"errors-{block.name}", ".cell-errors")
    if record.figures:
        caption = _prose(block.caption, file, record.values, finish)
        yield from figure(record.figures, alt, list(caption), f"figure-{block.name}")
