"""Refuse translations that could act: a stranger's page can be built and previewed without fear.

A translation may hold whatever the original holds, and beside that only words: Markdown without HTML,
attributes, includes and values of its own. What the page becomes is looked at once more when it is
rendered, see `rendered_safety`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .expressions import CODE_SPAN, MATH_SPAN
from .messages import Problem, Problems, say
from .pages import CellBlock, Line, Page
from .sections import SectionedPage
from .translations import TRANSLATED_FRONT_MATTER

HARMLESS_SCHEMES = {"", "http", "https", "mailto"}
_HEADING_ID = re.compile(r"\{#[\w-]+\}\s*$")
_VALUE = re.compile(r"\{\{.*?\}\}")
_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^)]*)|^\s*\[[^\]]+\]:\s*<?(?P<reference>\S*)|<(?P<auto>\w[\w+.-]*:)"
)
_SCHEME = re.compile(r"\s*(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLOCK = re.compile(r"^\s*/{3,}\s*(?P<kind>[\w-]+)\b(?P<rest>.*)$")
_PLAIN_BLOCKS = {"cell", "note", "tip", "warning", "details", "admonition"}
_NOT_SEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# What each of these finds has to be found in the original too.
_DANGERS = (
    (re.compile(r"<[a-zA-Z/!?][^>]*>?"), ("HTML", "HTML")),
    (re.compile(r"(?<!\{)\{[^{}]*[=.#:%!][^{}]*\}(?!\})"), ("속성", "attributes")),
    (re.compile(r"^\s*(?:`{3,}|~{3,})\s*[^\s`~].*"), ("코드", "code")),
    (re.compile(r"^ {4,}[\w-]+:.*"), ("블록의 옵션", "an option of a block")),
    (re.compile(r"-+8<-+.*|\{[%!].*|!include.*", re.IGNORECASE), ("끼워 넣기", "an include")),
    (
        re.compile(r"\\(?:href|url|html\w*|includegraphics|[gex]?def|let|\w*newcommand|input)\b.*"),
        ("식의 명령", "a command of formulas"),
    ),
)


def accept(original: SectionedPage | None, translation: SectionedPage) -> None:
    """Let a translation pass.

    Arguments:
        original: the page that it translates, if there is one.
        translation: the page as it is written.

    Raises:
        Problems: it translates no page, or holds something that could act and that the original lacks.
    """
    page = translation.page
    if original is None:
        message = say("원문에 없는 쪽입니다.", "The original has no such page.")
        raise Problems([Problem(message, page.file, 1)])
    known = {text for _, _, text in _findings(original.page, frozenset())}
    spans = frozenset(span for line in _lines(original.page) for span in _spans(line.text))
    problems = [
        _refusal(page, line, what, text) for line, what, text in _findings(page, spans) if text not in known
    ]
    problems += [*_front_matter(original.page, page), *_values(original.page, page)]
    if problems:
        raise Problems(sorted(problems, key=lambda problem: problem.line))


def _refusal(page: Page, line: int, what: tuple[str, str], text: str) -> Problem:
    message = say(
        f"원문에 없는 것은 쓸 수 없습니다({what[0]})", f"The original has no such thing ({what[1]})"
    )
    return Problem(f"{message}: {text.strip()}", page.file, line)


def _findings(page: Page, spans: frozenset[str]) -> Iterator[tuple[int, tuple[str, str], str]]:
    """Yield (line, what it is, its text) for all on a page that could act.

    Spans of code and formulas are passed over only where they are the original's, `spans`: what looks
    like a span to us need not be one to the renderer.
    """
    for line in _lines(page):
        text = _HEADING_ID.sub("", line.text)
        for span in _spans(text):
            if span in spans:
                text = text.replace(span, " ")
        text = _VALUE.sub(" ", text)
        if unseen := _NOT_SEEN.search(text):
            yield line.number, ("보이지 않는 글자", "an invisible character"), f"U+{ord(unseen[0]):04X}"
        text = html.unescape(text)
        for pattern, what in _DANGERS:
            for found in pattern.finditer(text):
                yield line.number, what, " ".join(found[0].split())
        for found in _TARGET.finditer(text):
            target = "".join(found[found.lastgroup or 0].split())
            scheme = _SCHEME.match(target.replace("\\", ""))
            if scheme and scheme["scheme"].lower() not in HARMLESS_SCHEMES:
                yield line.number, ("링크", "a link"), target
        block = _BLOCK.match(text)
        if block and (block["kind"] not in _PLAIN_BLOCKS or "[" in block["kind"]):
            yield line.number, ("블록", "a block"), " ".join(text.split())


def dangers_in(text: str) -> set[str]:
    """Return what in a text of one line could act."""
    return {found for _, _, found in _findings(Page("", {}, {}, (Line(text, 1, "text"),)), frozenset())}


def _lines(page: Page) -> Iterator[Line]:
    for key in ("title", "description"):
        yield Line(str(page.front.get(key, "")), page.front_lines.get(key, 1), "text")
    for part in page.parts:
        if isinstance(part, CellBlock):
            yield from part.caption
        else:
            yield part


def _spans(text: str) -> list[str]:
    return [match[0] for pattern in (CODE_SPAN, MATH_SPAN) for match in pattern.finditer(text)]


def _front_matter(original: Page, page: Page) -> Iterator[Problem]:
    if set('<>"') & set(str(page.front.get("description", ""))):
        message = say('description에는 < > "를 쓸 수 없습니다.', 'description cannot hold < > ".')
        yield Problem(message, page.file, page.front_lines["description"])
    for key, value in page.front.items():
        if key not in TRANSLATED_FRONT_MATTER and original.front.get(key) != value:
            message = say(f"{key}의 값이 원문과 다릅니다.", f"{key} is not the original's.")
            yield Problem(message, page.file, page.front_lines.get(key, 1))


def _values(original: Page, page: Page) -> Iterator[Problem]:
    known = {expression.code for _, expression in original.asked()}
    for _, expression in page.asked():
        if expression.code not in known:
            message = say(
                f"원문에 없는 값입니다: {{{{ {expression.key} }}}}",
                f"The original has no such value: {{{{ {expression.key} }}}}",
            )
            yield Problem(message, page.file, expression.line)
