"""Find the sentence that a claim quotes on the pages and in the glossary, in any language."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from ..messages import Problem, say
from ..project import Project
from ..reading.expressions import VALUE
from ..reading.glossary import GLOSSARY, read_glossary
from ..reading.lessons import Pages

ANY_VALUE = "…"  # stands for each `{{ value }}` in a quotation


@dataclass(frozen=True)
class Paragraph:
    """A line of prose, a caption, a text alternative or a definition, and its place."""

    text: str
    file: str
    line: int


def paragraphs(project: Project, pages: Pages) -> dict[str, list[Paragraph]]:
    """Return what the pages and the glossary say, by language, the original's first."""
    found: dict[str, list[Paragraph]] = {language: [] for language in project.languages}
    for path, page in pages.items():
        found[path.parts[0]] += [
            Paragraph(VALUE.sub(ANY_VALUE, text), page.file, line) for text, line in page.written()
        ]
    for term in read_glossary(project):
        for language, wording in term.wordings.items():
            if language in found:
                place = project.name(project.docs / GLOSSARY), term.line
                found[language].append(Paragraph(wording.definition, *place))
    return found


def quoted(sentence: str, written: Mapping[str, list[Paragraph]]) -> Paragraph:
    """Return the paragraph that contains a sentence, of the first language that has it.

    Raises:
        Problem: there is none, or the language has the sentence more than once.
    """
    for paragraphs in written.values():
        found = [one for one in paragraphs for _ in range(one.text.count(sentence))]
        if len(found) == 1:
            return found[0]
        if found:
            places = ", ".join(f"{one.file}:{one.line}" for one in found)
            message = say(
                "주장이 인용한 문장이 여러 번 나옵니다. 더 길게 인용하세요",
                "A claim quotes a sentence that occurs more than once. Quote more of it",
            )
            raise Problem(f"{message}: {sentence}", detail=f"  {places}")
    said = {text: one for one in itertools.chain(*written.values()) for text in _sentences(one.text)}
    (nearest,) = difflib.get_close_matches(sentence, said, n=1, cutoff=0.0)
    message = say(
        "주장이 인용한 문장이 없습니다. 아래의 둘째 줄로 바뀌었다면, 그것도 맞는지 보고 주장을 고치세요.",
        "No page has the sentence that a claim quotes. If it became the second one below, see whether that"
        " holds, and change the claim.",
    )
    place = said[nearest]
    raise Problem(message, place.file, place.line, detail=f"  {sentence}\n  {nearest}")


def _sentences(text: str) -> list[str]:
    return text.replace(". ", ".\n").splitlines()
