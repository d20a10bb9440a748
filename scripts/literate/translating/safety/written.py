"""Refuse translations that could act: a stranger's page can be built and previewed without fear.

A translation may hold whatever the original holds, and beside that only words: Markdown without HTML,
attributes, includes and values of its own. Where it is not plain what the renderer will make of a line, it
is refused. What the page becomes is looked at once more when it is rendered, see `rendered_safety`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from ...messages import Problem, Problems, say
from ...reading import expressions
from ...reading.pages import Page
from ...reading.sections import SectionedPage
from ..states import RECORD, TRANSLATED_FRONT_MATTER
from .dangers import Chunk, Finding, chunks, code_spans, find_dangers, math_spans, shown

LONGEST_TITLE = 300
MOST_PROBLEMS = 50
# Templates put titles into attributes as they are.
NOT_IN_TITLES = frozenset('<>"')


class _Known:
    """What an original holds: chunks as they are, spans of code and formulas, values, what could act.

    The last is looked for when a translation holds something of its kind: not many do.
    """

    def __init__(self, original: Page) -> None:
        self._every = list(chunks(original.parts))
        self.chunks = frozenset((chunk.kind, chunk.lines) for chunk in self._every)
        self.spans = frozenset(
            span for chunk in self._every for spans in (code_spans, math_spans) for span in spans(chunk)
        )
        self.values = _values(original, self._every)

    def has(self, finding: Finding) -> bool:
        """Whether the original allows something anywhere."""
        if finding.kind == "html":
            return finding.text in self.html
        return (finding.kind, finding.text) in self._others

    @cached_property
    def html(self) -> frozenset[str]:
        """The original's HTML, tag by tag; not in code or formulas, and none that is left open."""
        return frozenset(
            finding.text
            for chunk in self._every
            if chunk.kind == "text" and any("<" in line for line in chunk.lines)
            for finding in find_dangers(
                chunk, frozenset([*code_spans(chunk), *math_spans(chunk)]), self.values, frozenset()
            )
            if finding.kind == "html" and finding.text.endswith(">")
        )

    @cached_property
    def _others(self) -> frozenset[tuple[str, str]]:
        """What else could act, as (kind, text), outside of code."""
        return frozenset(
            (finding.kind, finding.text)
            for chunk in self._every
            if chunk.kind != "code"
            for finding in find_dangers(chunk, frozenset(code_spans(chunk)), self.values, frozenset())
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
    problems = [*_front_matter(original.page, page), *islice(_refusals(original, translation), MOST_PROBLEMS)]
    if problems:
        raise Problems(sorted(problems, key=lambda problem: problem.line))


def _refusals(original: SectionedPage, translation: SectionedPage) -> Iterator[Problem]:
    known = _Known(original.page)
    for section in translation.sections.values():
        ids = frozenset({section.id} & original.sections.keys())
        for chunk in chunks(section.parts):
            for finding in _unknown(chunk, known, ids):
                yield finding.refusal(translation.page.file)


def dangers_in(text: str) -> set[str]:
    """Return what in a text could act."""
    found = find_dangers(Chunk("text", 1, tuple(text.split("\n"))), frozenset(), frozenset(), frozenset())
    return {finding.text for finding in found}


def raw_html(original: Page) -> frozenset[str]:
    """Return the HTML that an original page itself holds, outside of code and formulas, tag by tag."""
    return _Known(original).html


def _unknown(chunk: Chunk, known: _Known, ids: frozenset[str]) -> Iterator[Finding]:
    if chunk.is_alone and (chunk.kind, chunk.lines) in known.chunks:
        return
    for finding in find_dangers(chunk, known.spans, known.values, ids):
        if not known.has(finding):
            yield finding


def _values(page: Page, every: Iterable[Chunk]) -> frozenset[str]:
    """Return the values that a page asks for, as they are written."""
    found = set()
    for chunk in every:
        for number, line in enumerate(chunk.lines, chunk.line):
            if chunk.kind != "code":
                for start, end, _ in expressions.find(line, page.file, number):
                    found.add(line[start + 2 : end - 2].strip())
    return frozenset(found)


def title_problem(text: object) -> str:
    """Return why a text cannot be a title, or nothing: templates take titles as they are."""
    if not isinstance(text, str) or "\n" in text or len(text) > LONGEST_TITLE:
        return say("한 줄의 글이어야 합니다", "This must be one line of text")
    if NOT_IN_TITLES & set(text):
        return say('< > "는 쓸 수 없습니다(“ ”는 됩니다)', 'This cannot hold < > " (“ ” will do)')
    if dangers := dangers_in(text):
        return say("여기에는 쓸 수 없습니다", "This cannot stand here") + f": {shown(sorted(dangers)[0])}"
    return ""


def _front_matter(original: Page, page: Page) -> Iterator[Problem]:
    for key, value in page.front.items():
        # The rest is taken from the original, whatever stands here.
        is_own = key in TRANSLATED_FRONT_MATTER and key != RECORD and original.front.get(key) != value
        if is_own and (reason := title_problem(value)):
            yield Problem(f"{key}: {reason}", page.file, page.front_lines.get(key, 1))
