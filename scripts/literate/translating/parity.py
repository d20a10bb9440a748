"""Compare translations with their originals: cells, values, formulas, code, headings, links and layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..messages import Problem, Problems, say
from ..reading.blocks import heading
from ..reading.expressions import CODE_SPAN, MATH_SPAN, Expression, blank_out, language_of
from ..reading.numerals import FORMATS, LEAST
from ..reading.pages import Line, Page
from ..reading.sections import SectionedPage, SectionedPages
from .alignment import Rows, align, blocks
from .opposites import in_words, opposites, plain, strange_numerals
from .safety.chunks import formulas, without_formula_words
from .states import State, record, states

_LINK = re.compile(r"\]\((?P<target>[^)\s]+)")
_HANGUL, _LETTER = re.compile(r"[가-힣]"), re.compile(r"[^\W\d_]")
FEW_LETTERS = 10  # a line with fewer may quote a Korean word
# Scripts without spaces between words write letters before numbers.
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.\-])-?\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)

Item = tuple[str, int]


def compare(original: Page, translation: Page) -> list[Problem]:
    """Return the differences between a translated page and its original that no language allows."""
    kinds = [
        (say("셀", "cells"), cells),
        (say("값", "values"), values),
        (say("식", "formulas"), formulas),
        (say("문장 속의 식", "inline formulas"), inline_formulas),
        (say("문장 속의 코드", "code spans"), code_spans),
        (say("제목의 단계와 id", "heading levels and ids"), headings),
        (say("링크", "links"), links),
        (say("문단과 목록과 표", "paragraphs, lists and tables"), layout),
    ]
    problems = []
    for title, extract in kinds:
        ours, theirs = extract(original), extract(translation)
        if [one for one, _ in ours] != [one for one, _ in theirs]:
            a, b = _differing(ours, theirs, align(original, translation))
            message = say(f"{title}이(가) 원문과 다릅니다.", f"The {title} differ from the original.")
            detail = f"  {original.file}:{a[1]}: {a[0]}\n  {translation.file}:{b[1]}: {b[0]}"
            problems.append(Problem(message, translation.file, b[1], detail=detail))
    return problems or contradictions(original, translation)


def _differing(ours: list[Item], theirs: list[Item], rows: tuple[Rows, Rows]) -> tuple[Item, Item]:
    """Return the first difference of two lists: an item of each, “—” beside an item that the other lacks."""
    ours_at, theirs_at = rows
    own, other = _surplus(ours, theirs, rows), _surplus(theirs, ours, (theirs_at, ours_at))
    if own is None and other is None:  # the order differs
        return next((a, b) for a, b in zip(ours, theirs, strict=True) if a[0] != b[0])
    if other is None or (own and ours_at.row(own[1]) < theirs_at.row(other[1])):
        assert own is not None
        return own, ("—", theirs_at.line(ours_at.row(own[1])))
    if own is None or theirs_at.row(other[1]) < ours_at.row(own[1]):
        return ("—", ours_at.line(theirs_at.row(other[1]))), other
    return own, other


def _surplus(ours: list[Item], theirs: list[Item], rows: tuple[Rows, Rows]) -> Item | None:
    """Return the first item that the first list has more often, where its row has it more often."""
    more = Counter(name for name, _ in ours) - Counter(name for name, _ in theirs)
    beside = Counter((name, rows[1].row(line)) for name, line in theirs)
    for name, line in sorted(ours, key=lambda item: item[1]):
        place = name, rows[0].row(line)
        if name in more and not beside[place]:
            return name, line
        beside[place] -= 1
    return None


def cells(page: Page) -> list[Item]:
    """Return the cells that a page shows, in order."""
    return [(block.name, block.line) for block in page.cells]


def values(page: Page) -> list[Item]:
    """Return the values of a page in order, each with its cell.

    The order of a translation's sentences follows the original's, so that a value cannot stand for another.
    Numbers in words may come before or after other values, and words that the code chooses anywhere; so they
    are last.
    """

    def place(one: tuple[str, Expression]) -> tuple[bool, str]:
        _, expression = one
        return expression.format in FORMATS, expression.key if expression.words else ""

    asked = sorted(page.asked(), key=place)
    return [(f"{cell}: {expression.key}", expression.line) for cell, expression in asked]


def inline_formulas(page: Page) -> list[Item]:
    r"""Return the formulas in a page's sentences, sorted, without spacing and the words in `\text{…}`."""
    return sorted(
        (without_formula_words(match[0]), line.number)
        for line in _prose(page)
        for match in MATH_SPAN.finditer(CODE_SPAN.sub("", line.text))
    )


def code_spans(page: Page) -> list[Item]:
    """Return the code in a page's sentences, sorted."""
    return sorted((match[0], line.number) for line in _prose(page) for match in CODE_SPAN.finditer(line.text))


def headings(page: Page) -> list[Item]:
    """Return the levels and ids of a page's headings, in order."""
    found = [(heading(line.text), line.number) for line in _prose(page)]
    return [(f"{'#' * one.level} {one.id}", number) for one, number in found if one and one.id]


def links(page: Page) -> list[Item]:
    """Return the targets of a page's links, sorted, because word order differs between languages."""
    return sorted(
        (match["target"], line.number) for line in _prose(page) for match in _LINK.finditer(line.text)
    )


def layout(page: Page) -> list[Item]:
    """Return the kinds of a page's paragraphs, list items, table rows, blocks and captions, in order."""
    return [(kind, lines[0].number) for kind, lines in blocks(page)]


def contradictions(original: Page, translation: Page) -> list[Problem]:
    """Return a problem for each number and opposite of a translation that is not in its original's block."""
    problems = []
    languages = language_of(original.file), language_of(translation.file)
    for (_, ours), (_, theirs) in zip(blocks(original), blocks(translation), strict=False):
        for word, own, message in contradicted(ours, theirs, languages):
            detail = f"  {original.file}:{_line_of(own, ours)}"
            problems.append(Problem(message, translation.file, _line_of(word, theirs), detail=detail))
    return problems


def contradicted(
    ours: list[Line], theirs: list[Line], languages: tuple[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield (word, original's word or "", message) for each number and opposite that the original lacks.

    Languages write some numbers in words, so a translation may lack one. A number in words may be digits in
    the other language.
    """
    known, found = (_NUMBER.findall(plain(lines).replace("−", "-")) for lines in (ours, theirs))
    # One and two stand for much else, as in “one of them”.
    spelled = {number for number in in_words(ours, languages[0]) if int(number) >= LEAST}
    rest = [number for number in found if number in known or number not in spelled]
    strange = Counter(rest) - Counter(known) if len(rest) == len(known) else set(rest) - set(known)
    for word in [*strange, *strange_numerals(ours, theirs, languages, known)]:
        yield (
            word,
            "",
            say(
                f"{word}: 원문의 이 문단에 없는 수입니다.",
                f"{word}: the original's paragraph does not have this number.",
            ),
        )
    for word, own in opposites(ours, theirs, languages):
        yield word, own, say(f"{word}: 원문에는 ‘{own}’입니다.", f"{word}: the original says ‘{own}’.")


def _line_of(word: str, lines: list[Line]) -> int:
    """Return the number of the first line with a word or number, else of the first line with text."""
    whole = re.compile(rf"(?<![A-Za-z0-9_.\-]){re.escape(word)}(?![A-Za-z0-9]|[.,]\d)")
    found = [one.number for one in lines if word and whole.search(plain([one]).replace("−", "-"))]
    return next(iter([*found, *(one.number for one in lines if one.text.strip())]), lines[0].number)


def _prose(page: Page) -> list[Line]:
    return [line for line in page.lines() if line.kind == "text"]


def disparities(originals: SectionedPages, translations: SectionedPages) -> list[Problem]:
    """Return a problem for each difference between a translation and its original.

    A stale section may differ: a note informs its readers.

    Arguments:
        originals: the original pages, by path below their language's folder.
        translations: the pages of one other language.
    """
    problems = []
    for path, page in translations.items():
        if path in originals:
            problems += _order(originals[path], page)
            for one in states(originals[path], page):
                if one.state in (State.DONE, State.UNCONFIRMED):
                    pair = _alone(originals[path], page, one.original.id)
                    problems += [*compare(*pair), *untranslated(*pair)]
    return problems


def untranslated(original: Page, translation: Page) -> list[Problem]:
    """Return a problem for each line of a translation that is mostly in Hangul, if the original is Korean."""
    if not any(_is_korean(line.text) for line in _prose(original)):
        return []
    message = say("이 줄은 아직 번역되지 않았습니다.", "This line is not translated.")
    return [
        Problem(message, translation.file, line.number, detail=f"  {line.text.strip()}")
        for line in _prose(translation)
        if _is_korean(line.text)
    ]


def _is_korean(text: str) -> bool:
    words = MATH_SPAN.sub("", blank_out(text))
    letters = len(_HANGUL.findall(words))
    return letters >= FEW_LETTERS and 2 * letters > len(_LETTER.findall(words))


def compare_section(original: SectionedPage, translation: SectionedPage, name: str) -> None:
    """Check that a section is translated, with the same layout, cells, values and formulas as the original.

    Raises:
        Problems: the differences.
    """
    pair = _alone(original, translation, name)
    if problems := [*compare(*pair), *untranslated(*pair)]:
        raise Problems(problems)


def _alone(original: SectionedPage, translation: SectionedPage, name: str) -> tuple[Page, Page]:
    """Return a section of both pages, each as a separate page."""
    ours = replace(original.page, parts=original.sections[name].parts)
    return ours, replace(translation.page, parts=translation.sections[name].parts)


def _order(original: SectionedPage, translation: SectionedPage) -> list[Problem]:
    """Return a problem for each section that the original never had, or that is out of order."""
    file, problems = translation.page.file, []
    known, recorded = list(original.sections), record(translation.page)
    for name, section in translation.sections.items():
        if name not in known and name not in recorded:
            message = say(
                f"원문에 없는 제목의 id입니다: {name}", f"The original has no heading with the id {name}."
            )
            problems.append(Problem(message, file, section.line))
    ours = [name for name in translation.sections if name in known]
    for name, wanted in zip(ours, (name for name in known if name in ours), strict=True):
        if name != wanted:
            message = say(
                f"절의 순서가 원문과 다릅니다. 여기에 {wanted}이(가) 와야 합니다.",
                f"The sections are not in the original's order: expected {wanted} here.",
            )
            problems.append(Problem(message, file, translation.sections[name].line))
            break
    return problems
