"""Reject source pages of translations with active content, so that building and previewing them is safe.

A translation may contain everything that its original contains, and otherwise only words: Markdown without
its own HTML, attributes, includes and values. A line is rejected if its rendering is ambiguous.
`safety.rendered` checks the rendered page again.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from ...messages import Problem, Problems, say
from ...reading import expressions
from ...reading.pages import Page
from ...reading.sections import TRANSLATED_FRONT_MATTER, SectionedPage
from .chunks import Chunk, chunks, code_spans, formulas, math_spans
from .dangers import Finding, find_dangers, shown, without_choice
from .letters import foreign_letters

LONGEST_TITLE = 300
MOST_PROBLEMS = 50
# Templates copy titles into attributes without escaping them.
NOT_IN_TITLES = frozenset('<>"')


class _Known:
    """The content of an original: whole chunks, spans of code and formulas, values, active content.

    Active content is computed only if a translation contains some of its kind, which is rare.
    """

    def __init__(self, original: Page) -> None:
        self._every = list(chunks(original.parts))
        self.chunks = frozenset(chunk.key for chunk in self._every)
        self.spans = frozenset(
            span for chunk in self._every for spans in (code_spans, math_spans) for span in spans(chunk)
        )
        self.values = _values(original, self._every)
        self.formulas = frozenset(tex for tex, _ in formulas(original))

    def has(self, finding: Finding) -> bool:
        """Return whether the original contains a finding anywhere."""
        if finding.kind == "html":
            return finding.text in self.html
        return (finding.kind, finding.text) in self._others

    @cached_property
    def html(self) -> frozenset[str]:
        """The original's closed HTML tags outside of code and formulas."""
        return frozenset(
            finding.text
            for chunk in self._every
            if chunk.kind == "text" and any("<" in line for line in chunk.lines)
            for finding in find_dangers(chunk, self.spans, self.values, frozenset())
            if finding.kind == "html" and finding.text.endswith(">")
        )

    @cached_property
    def _others(self) -> frozenset[tuple[str, str]]:
        """Other active content outside of code, as (kind, text)."""
        return frozenset(
            (finding.kind, finding.text)
            for chunk in self._every
            if chunk.kind != "code"
            for finding in find_dangers(chunk, frozenset(code_spans(chunk)), self.values, frozenset())
        )


def accept(original: SectionedPage | None, translation: SectionedPage) -> None:
    """Check that a translation does not contain active content that its original does not contain.

    Raises:
        Problems: the original does not exist, or the translation contains other active content.
    """
    page = translation.page
    if original is None:
        message = say(
            "원문에 없는 페이지입니다. 원문의 이름이 바뀌었다면 이 페이지와 mkdocs.yml의 줄도 따라 바꾸세요.",
            "This page has no original. If the original was renamed, rename this page and its line in "
            "mkdocs.yml.",
        )
        raise Problems([Problem(message, page.file, 1)])
    foreign = foreign_letters(_text(page), _text(original.page))
    problems = list(_front_matter(original.page, page, foreign))
    problems += islice(_rejections(original, translation, foreign), MOST_PROBLEMS)
    if problems:
        raise Problems(sorted(problems, key=lambda problem: problem.line))


def _rejections(
    original: SectionedPage, translation: SectionedPage, foreign: frozenset[str]
) -> Iterator[Problem]:
    known, page = _Known(original.page), translation.page
    for tex, line in formulas(page):
        if tex not in known.formulas:
            yield Finding(line, "formula", tex).rejection(page.file)
    for section in translation.sections.values():
        ids = frozenset({section.id} & original.sections.keys())
        for chunk in chunks(section.parts):
            for finding in _unknown(chunk, known, ids, foreign):
                yield finding.rejection(page.file)


def _text(page: Page) -> str:
    """Return the text of a page that a translation writes, with its entities decoded."""
    titles = [str(page.front.get(key, "")) for key in TRANSLATED_FRONT_MATTER]
    alternatives = [block.alt for block in page.cells]
    return html.unescape("\n".join([*titles, *(line.text for line in page.lines()), *alternatives]))


def dangers_in(text: str, foreign: frozenset[str] = frozenset()) -> set[str]:
    """Return the active content, and the misleading and foreign characters, in a text."""
    nothing: frozenset[str] = frozenset()
    chunk = Chunk("text", 1, tuple(text.split("\n")))
    return {finding.text for finding in find_dangers(chunk, nothing, nothing, nothing, foreign)}


def raw_html(original: Page) -> frozenset[str]:
    """Return the tags of an original page's own HTML, outside of code and formulas."""
    return _Known(original).html


def _unknown(chunk: Chunk, known: _Known, ids: frozenset[str], foreign: frozenset[str]) -> Iterator[Finding]:
    if chunk.is_alone and chunk.key in known.chunks:
        return
    for finding in find_dangers(chunk, known.spans, known.values, ids, foreign):
        if not known.has(finding):
            yield finding


def _values(page: Page, every: Iterable[Chunk]) -> frozenset[str]:
    """Return the values of a page as they are written, without words to choose from."""
    found = set()
    for chunk in every:
        for number, line in enumerate(chunk.lines, chunk.line):
            if chunk.kind != "code":
                for start, end, _ in expressions.find(line, page.file, number):
                    found.add(without_choice(line[start + 2 : end - 2].strip()))
    return frozenset(found)


def title_problem(text: object, foreign: frozenset[str] = frozenset()) -> str:
    """Return why a text cannot be a title, or "" if it can: templates do not escape titles."""
    if not isinstance(text, str) or "\n" in text or len(text) > LONGEST_TITLE:
        return say("한 줄의 글이어야 합니다", "This must be one line of text")
    if NOT_IN_TITLES & set(text):
        return say('< > "는 쓸 수 없습니다(“ ”는 됩니다)', 'This cannot contain < > " (use “ ” instead)')
    if dangers := dangers_in(text, foreign):
        return say("여기에는 쓸 수 없습니다", "This cannot be used here") + f": {shown(sorted(dangers)[0])}"
    return ""


def _front_matter(original: Page, page: Page, foreign: frozenset[str]) -> Iterator[Problem]:
    for key, value in page.front.items():
        # The original replaces all other front matter.
        is_own = key in TRANSLATED_FRONT_MATTER and original.front.get(key) != value
        if is_own and (reason := title_problem(value, foreign)):
            yield Problem(f"{key}: {reason}", page.file, page.front_lines.get(key, 1))
