"""Find the sentence that a claim quotes on the pages and in the glossary, in any language."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..messages import Problem, say
from ..project import Project
from ..reading.expressions import VALUE
from ..reading.glossary import GLOSSARY, read_glossary
from ..reading.lessons import Pages
from ..reading.pages import Page, prose

ANY_VALUE = "…"  # stands for each `{{ value }}` in a quotation
_LITERAL = re.compile(r'"([^"\n]+)"')
# The predicates of Korean sentences that compare or give a direction
_COMPARES = re.compile(
    r"(?:[큽컸]|[작많높낮]습|[작많높낮]았습|(?:커|작아|많아|높아|낮아|길어|짧아)[집졌]|늘었습|줄었습|늘어[납났]"
    r"|줄어[듭들]|올라[갑갔]|내려[갑갔]|다가[갑갔]|(?:가까|멀)[워어][집졌]|(?:보다|더|가장|훨씬) 적습)[가-힣]*니다\.$"
)


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


def unstated(page: Page, quotations: Iterable[tuple[str, int, str]], doubtful: str = "") -> Iterator[Problem]:
    """Yield a problem for each sentence of a page that compares and that no claim quotes.

    A comparison that a value chooses, `{{ a > b: … | … }}`, needs no claim.

    Arguments:
        page: a page in the original's language.
        quotations: the file, line and text of each quotation.
        doubtful: the code of the claims that did not pass, which may quote more.
    """
    quoted: defaultdict[tuple[str, int], list[str]] = defaultdict(lambda: _LITERAL.findall(doubtful))
    for file, number, quotation in quotations:
        quoted[file, number].append(quotation)
    for line in prose(page.parts):
        for sentence in _sentences(VALUE.sub(ANY_VALUE, line.text)):
            place = line.file or page.file, line.number
            if _COMPARES.search(sentence) and not any(_overlap(sentence, one) for one in quoted[place]):
                message = say(
                    "이 문장의 비교를 인용한 주장이 없습니다. 그것을 확인하는 테스트에 이 줄을 더하세요.",
                    "No claim quotes this comparison. Add this line to the test that asserts it.",
                )
                yield Problem(message, *place, detail=f'  states("{sentence}")')


def _overlap(sentence: str, quotation: str) -> bool:
    return sentence in quotation or any(one and one in sentence for one in _sentences(quotation))


def _sentences(text: str) -> list[str]:
    return text.replace(". ", ".\n").splitlines()
