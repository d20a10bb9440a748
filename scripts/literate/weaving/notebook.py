"""Weave a lesson's notebook from the same page and recording as its page: a pure function."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin

from ..messages import Problem, say
from ..reading.expressions import fill
from ..reading.pages import CellBlock, Line, Page
from ..running.figure_fonts import KOREAN_PACKAGE
from ..running.figure_style import OWN_COLORS
from ..running.job import CellRecord, Rich
from .displays import as_html, in_order
from .light_figures import has_own_colors, notebook_image, size
from .notebook_text import Block, Part, Writer, blocks, filled
from .recorded_cells import Lesson

CAPTION = "caption"
# The id of the setup cell; names of snippet cells do not contain an underscore.
SET_UP = "set_up"
_KOREAN_TEXT = re.compile("[가-힣]")
_TONGUE = re.compile(r"\[lang=(?P<language>[\w-]+)")
_NOTE_LINK = re.compile(r'<a href="(?P<target>[^"]*)">(?P<text>.*?)</a>')

Node = dict[str, Any]


def weave_notebook(
    page: Page, lesson: Lesson, words: Mapping[str, str], path: PurePosixPath, site: str, set_up: str = ""
) -> str:
    """Return a lesson's notebook: prose, code, outputs and figures, formatted as Jupyter saves the file.

    The notebook runs from top to bottom: its cells follow the order of the snippet, including the cells that
    the page does not show.

    Arguments:
        page: the lesson's page.
        lesson: its snippet and recording.
        words: the interface words of the page's language.
        path: the page's path below docs/, `ko/lessons/….md`.
        site: the address of the language's site, with a trailing slash; "" if it is not known.
        set_up: code for an additional first cell; "" for none.

    Raises:
        Problem: a cell or a value of the page is missing from the recording.
    """
    for cell in lesson.snippet.cells:
        if cell.name not in lesson.recording.cells:
            message = say("이 셀의 기록이 없습니다.", "This cell is missing from the recording.")
            raise Problem(message, lesson.snippet.file, cell.line, cell.name)
    return _Weaver(page, lesson, words, path, site).notebook(set_up)


def cell_id(name: str) -> str:
    """Return the id of a cell in the notebook: its name, which nbformat limits to 64 characters."""
    if len(name) <= 64:
        return name
    return f"{name[:51]}-{hashlib.sha256(name.encode('utf-8')).hexdigest()[:12]}"


class _Weaver:
    def __init__(
        self, page: Page, lesson: Lesson, words: Mapping[str, str], path: PurePosixPath, site: str
    ) -> None:
        self._page, self._lesson, self._words, self._language = page, lesson, words, path.parts[0]
        below = PurePosixPath(*path.parts[1:])
        address = Writer(below, site, "").address(below.name)
        title = str(page.front["title"])
        self._address = address
        self._linked_title = f"[{title}]({address})" if address else title
        elsewhere = words["notebook-explorable"].format(lesson=self._linked_title)
        self._writer = Writer(below, site, f"> {elsewhere}")
        self._cells: list[Node] = []
        self._text: list[str] = []
        # The language of the current text, if it is not translated.
        self._tongue = ""
        self._waiting = list(lesson.snippet.cells)

    def notebook(self, set_up: str) -> str:
        source = self._words["notebook-source"].format(lesson=self._linked_title)
        self._say(f"# {self._page.front['title']}\n\n{source} {self._words['notebook-licence']}")
        if set_up:
            self._add_code(SET_UP, set_up, is_hidden=True)
        self._install_korean_font()
        self._parts(blocks(self._page, self._lesson.recording))
        self._run_up_to(None)
        versions = " · ".join(f"{name} {one}" for name, one in self._lesson.recording.versions.items())
        self._say(self._words["notebook-made-with"].format(versions=versions))
        self._end_text()
        content = {
            "cells": self._cells,
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {
                    "file_extension": ".py",
                    "mimetype": "text/x-python",
                    "name": "python",
                    "pygments_lexer": "ipython3",
                    "version": self._lesson.recording.versions.get("Python", ""),
                },
                "lang": self._language,
                "title": str(self._page.front["title"]),
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def _install_korean_font(self) -> None:
        """Add a first cell that installs a Korean font if figures contain Korean: Colab has none."""
        figures = [svg for record in self._lesson.recording.cells.values() for svg in record.figures]
        imports = KOREAN_PACKAGE in self._lesson.snippet.imports
        if not imports and not any(_KOREAN_TEXT.search(svg) for svg in figures):
            return
        code = f"%pip install -q {KOREAN_PACKAGE.replace('_', '-')}"
        self._add_code("korean_font", code if imports else f"{code}\nimport {KOREAN_PACKAGE}")

    def _say(self, text: str) -> None:
        if self._tongue and text.strip():
            text = f'<div lang="{self._tongue}">\n\n{text}\n\n</div>'
        self._text.append(text)

    def _end_text(self, tags: Iterable[str] = ()) -> None:
        """Add the text since the last cell as a Markdown cell."""
        text = "\n\n".join(filter(None, (text.strip("\n") for text in self._text)))
        self._text = []
        if text:
            metadata = {"tags": list(tags)} if tags else {}
            cell = {"cell_type": "markdown", "id": f"text_{len(self._cells)}", "metadata": metadata}
            self._cells.append(cell | {"source": _lines(text)})

    def _parts(self, parts: Iterable[Part]) -> None:
        lines: list[Line] = []
        for part in parts:
            if isinstance(part, Line):
                lines.append(part)
                continue
            self._say(self._writer.text(lines))
            lines = []
            if isinstance(part, CellBlock):
                self._show(part)
            elif part.kind == "html" and "explorable" in part.title:
                self._say(self._writer.elsewhere)
            elif "translation-note" in part.title:
                self._say(self._note(part))
            elif part.kind == "html" and (foreign := _TONGUE.search(part.title)):
                self._tongue = foreign["language"]
                self._parts(part.parts)
                self._tongue = ""
            elif part.has_cells:
                # A notebook cannot put cells into a collapsible block, so a heading replaces it.
                self._say(self._writer.heading(part.title) if part.kind == "details" else self._bold(part))
                self._parts(part.parts)
            else:
                self._say(self._block_text(part))
        self._say(self._writer.text(lines))

    def _note(self, block: Block) -> str:
        """Return a note to readers of a translation, with absolute links."""

        def link(match: re.Match[str]) -> str:
            if not self._address:
                return match["text"]
            return f"[{match['text']}]({urljoin(self._address, match['target'])})"

        text = " ".join(line.text for line in block.parts if isinstance(line, Line)).strip()
        return "> " + _NOTE_LINK.sub(link, text).removeprefix("<p>").removesuffix("</p>")

    def _bold(self, block: Block) -> str:
        return f"**{self._writer.links(block.title)}**" if block.title and block.kind != "html" else ""

    def _block_text(self, block: Block) -> str:
        """Return a block that does not contain cells as Markdown."""
        inner, lines = [], []
        for part in block.parts:
            if isinstance(part, Line):
                lines.append(part)
            elif isinstance(part, Block):
                inner += [self._writer.text(lines), self._block_text(part)]
                lines = []
        text = "\n\n".join([*inner, self._writer.text(lines)]).strip()
        if block.kind == "html":
            return text
        if block.kind == "details":
            title = html.escape(html.unescape(block.title), quote=False)
            return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"
        quoted = "\n\n".join(filter(None, [self._bold(block), text]))
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))

    def _show(self, block: CellBlock) -> None:
        record = self._lesson.recording.cells[block.name]
        file = block.file or self._page.file
        alt = fill(block.alt, file, block.alt_line, record.values, form="plain")
        self._run_up_to(block.name, " ".join(alt.split()), block.folded)
        if block.caption:
            caption = [filled(line, file, record.values) for line in block.caption]
            self._say(self._writer.text(caption))
            self._end_text([CAPTION])

    def _run_up_to(self, name: str | None, alt: str = "", folded: bool = False) -> None:
        """Add the snippet's cells up to this one; a cell that a later cell already added stays in place."""
        names = [cell.name for cell in self._waiting]
        if name is not None and name not in names:
            return
        count = len(names) if name is None else names.index(name) + 1
        self._end_text()
        for cell in self._waiting[:count]:
            is_shown, record = cell.name == name, self._lesson.recording.cells[cell.name]
            outputs = _outputs(record, alt if is_shown else "", self._tongue)
            self._add_code(cell_id(cell.name), cell.code, outputs, is_shown and folded)
        del self._waiting[:count]

    def _add_code(self, name: str, code: str, outputs: Iterable[Node] = (), is_hidden: bool = False) -> None:
        self._end_text()
        cell = {
            "cell_type": "code",
            "execution_count": 1 + sum(one["cell_type"] == "code" for one in self._cells),
            "id": name,
            "metadata": {"jupyter": {"source_hidden": True}} if is_hidden else {},
            "outputs": list(outputs),
            "source": _lines(code),
        }
        self._cells.append(cell)


def _outputs(record: CellRecord, alt: str, language: str) -> Iterator[Node]:
    for part in in_order(record):
        if isinstance(part, Rich):
            yield {"data": _data(part, alt), "metadata": {}, "output_type": "display_data"}
        else:
            yield {"name": "stdout", "output_type": "stream", "text": _lines(part)}
    if record.errors:
        yield {"name": "stderr", "output_type": "stream", "text": _lines(record.errors)}
    for svg in record.figures:
        # As HTML: Jupyter does not show bare SVG in a notebook that is not trusted yet, and bare SVG
        # has no text alternative there.
        width, height = size(svg)
        data = {"text/html": [notebook_image(svg, alt, language)], "text/plain": [f"<Figure: {alt}>"]}
        marks = {"lang": language, "class": OWN_COLORS if has_own_colors(svg) else ""}
        shown = {"alt": alt, "height": height, "width": width}
        metadata = {"text/html": shown | {name: mark for name, mark in marks.items() if mark}}
        yield {"data": data, "metadata": metadata, "output_type": "display_data"}


def _data(shown: Rich, alt: str) -> dict[str, list[str]]:
    """Return a displayed output by MIME type, as notebook files store it."""
    if shown.kind == "latex":
        return {"text/latex": _lines(f"$$\n{shown.content}\n$$"), "text/plain": _lines(shown.content)}
    plain = alt if shown.kind == "picture" else shown.content
    return {"text/html": _lines(as_html(shown, alt)), "text/plain": _lines(plain)}


def _lines(text: str) -> list[str]:
    """Return text as notebook files store it: a list of lines with their line ends."""
    return text.splitlines(keepends=True)
