"""Find the sentence that a claim quotes on the pages and in the glossary, in any language."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ..messages import Problem, say
from ..project import Project
from ..reading.expressions import VALUE
from ..reading.glossary import GLOSSARY, read_glossary
from ..reading.lessons import Pages
from ..reading.pages import Line, Page, prose

ANY_VALUE = "…"  # stands for each `{{ value }}` in a quotation
_LITERAL = re.compile(r'"([^"\n]+)"')
_TABLE = re.compile(r"\s*(?:\||</?(?:table|thead|tbody|tr)\b)")
_TAG = re.compile(r"<[^>]*>")
# The predicates of Korean sentences that compare or give a direction; 할 때가 많습니다 does not
_COMPARES = re.compile(
    r"(?:[큽컸]|[작높낮]습|(?<!일이 )(?<!때가 )많습|[작많높낮]았습|늘었습|줄었습|(?:보다|더|가장|훨씬) 적습"
    r"|(?:커|작아|많아|높아|낮아|길어|짧아|가까워|멀어)[집졌]|늘어[납났]|줄어[듭들]|(?:올라|내려|다가)[갑갔])"
    r"[가-힣]*니다\.$"
)


@dataclass(frozen=True)
class Written:
    """The prose, captions, text alternatives and definitions in one language, and the place of each line."""

    text: str
    places: list[tuple[str, int]]

    def places_of(self, sentence: str) -> list[tuple[str, int]]:
        """Return the file and line of each occurrence of a sentence."""
        starts = (match.start() for match in re.finditer(re.escape(sentence), self.text))
        return [self.places[self.text.count("\n", 0, start)] for start in starts]


def written(project: Project, pages: Pages) -> list[Written]:
    """Return what the pages and the glossary say in each language, the original's first."""
    found: dict[str, list[tuple[str, tuple[str, int]]]] = {language: [] for language in project.languages}
    for path, page in pages.items():
        found[path.parts[0]] += [(text, (page.file, line)) for text, line in page.written()]
    glossary = project.name(project.docs / GLOSSARY)
    for term in read_glossary(project):
        for language in found.keys() & term.wordings.keys():
            found[language].append((term.wordings[language].definition, (glossary, term.line)))
    return [
        Written(VALUE.sub(ANY_VALUE, "\n".join(text for text, _ in lines)), [place for _, place in lines])
        for lines in found.values()
    ]


def place_of(sentence: str, languages: Sequence[Written]) -> tuple[str, int]:
    """Return the file and line of a sentence in the first language that has it.

    Raises:
        Problem: there is none, or the language has the sentence more than once.
    """
    for language in languages:
        places = language.places_of(sentence)
        if len(places) == 1:
            return places[0]
        if places:
            message = say(
                "주장이 인용한 문장이 여러 번 나옵니다. 더 길게 인용하세요",
                "A claim quotes a sentence that occurs more than once. Quote more of it",
            )
            detail = ", ".join(f"{file}:{line}" for file, line in places)
            raise Problem(f"{message}: {sentence}", detail=f"  {detail}")
    said = {
        one: place
        for language in languages
        for text, place in zip(language.text.split("\n"), language.places, strict=True)
        for one in _sentences(text)
    }
    pairs = {*pairwise(sentence)}
    nearest = max(said, key=lambda one: (len(pairs.intersection(pairwise(one))), -len(one)))
    message = say(
        "주장이 인용한 문장이 없습니다. 아래의 둘째 줄로 바뀌었다면, 그것도 맞는지 보고 주장을 고치세요.",
        "No page has the sentence that a claim quotes. If it became the second one below, see whether that"
        " holds, and change the claim.",
    )
    raise Problem(message, *said[nearest], detail=f"  {sentence}\n  {nearest}")


def unstated(page: Page, quotations: Iterable[tuple[str, int, str]], doubtful: str = "") -> Iterator[Problem]:
    """Yield a problem for each comparison, and each name of a row or column of values, that no claim quotes.

    A comparison that a value chooses, `{{ a > b: … | … }}`, needs no claim; nor does a table without values.

    Arguments:
        page: a page in the original's language.
        quotations: the file, line and text of each quotation.
        doubtful: the code of the claims that did not pass, which may quote more.
    """
    quoted: defaultdict[tuple[str, int], list[str]] = defaultdict(lambda: _LITERAL.findall(doubtful))
    for file, number, quotation in quotations:
        quoted[file, number].append(quotation)
    for line, text, message in _to_be_quoted(list(prose(page.parts))):
        place = line.file or page.file, line.number
        if not any(_overlap(text, one) for one in quoted[place]):
            yield Problem(message, *place, detail=f"  states({json.dumps(text, ensure_ascii=False)})")


def _to_be_quoted(lines: list[Line]) -> Iterator[tuple[Line, str, str]]:
    """Yield each comparison, and each row with words of a table with values; its line; and what to do."""
    compares = say(
        "이 문장의 비교를 인용한 주장이 없습니다. 그것을 확인하는 테스트에 이 줄을 더하세요.",
        "No claim quotes this comparison. Add this line to the test that asserts it.",
    )
    names = say(
        "값에 이름을 붙이는 이 줄을 인용한 주장이 없습니다. 값을 확인하는 테스트에 이 줄을 더하세요.",
        "No claim quotes this row, which names values. Add this line to the test that asserts the values.",
    )
    for is_table, group in groupby(lines, lambda line: bool(_TABLE.match(line.text))):
        rows = [(line, VALUE.sub(ANY_VALUE, line.text).strip()) for line in group]
        has_values = is_table and any(ANY_VALUE in text for _, text in rows)
        for line, text in rows:
            if has_values and re.search(r"[^\W\d_]", _TAG.sub("", text)):
                yield line, text, names
            yield from ((line, one, compares) for one in _sentences(text) if _COMPARES.search(one))


def _overlap(sentence: str, quotation: str) -> bool:
    return sentence in quotation or any(one and one in sentence for one in _sentences(quotation))


def _sentences(text: str) -> list[str]:
    return text.replace(". ", ".\n").splitlines()
