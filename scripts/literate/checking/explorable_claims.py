"""Define the claims that can be made about an explorable of a page, as readers first see it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from ..files.texts import read_utf8
from ..messages import Problem, did_you_mean, say
from ..project import Project
from ..reading.pages import Page, read_page
from ..reading.words import WORDS_FILE, read_words
from . import claims
from .claimable import Claimable
from .explorables import Look, Placed, explorables_of, is_shown, looks_of
from .facts import Fact, note
from .javascript import FOLDER
from .looks import differing, is_printed, numbers_in, read_looks, same_look
from .records import write_text

DESCRIPTIONS = "tests/lessons/explorables.txt"


class Explored(Claimable):
    """An explorable at its start, in one language."""

    def __init__(self, page: Page, placed: Placed, look: Look, language: str) -> None:
        self._page, self._placed, self._look, self._language = page, placed, look, language
        scripts = (claims.project.root / FOLDER).glob("*.js")
        own = claims.project.docs / language
        translated = own / "lessons" / PurePosixPath(page.file).name
        for path in (*sorted(scripts), own / WORDS_FILE, translated):
            note(Fact(claims.project.name(path), 1, "", "shows"))

    def _note(self, kind: str) -> str:
        fact = Fact(self._page.file, self._placed.line, self._placed.name, kind)
        note(fact)
        return str(fact)

    def starts(self, **values: float) -> None:
        """Claim the values of all parameters.

        Raises:
            AssertionError: a parameter starts at another value, or is not claimed.
        """
        place = self._note("starts")
        found = {name: value for name, value, *_ in self._look.starts}
        assert found == values, say(f"{place}: 시작하는 값은 {found}입니다.", f"{place} starts at {found}")

    def shows(self, *rows: tuple[Any, ...]) -> None:
        """Claim the label and the numbers of each row of the table.

        Raises:
            AssertionError: a row differs, or is not claimed.
        """
        place = self._note("shows")
        found = self._look.rows
        is_same = [label for label, _ in found] == [label for label, *_ in rows]
        assert is_same, say(f"{place}: 표의 행은 {found}입니다.", f"{place} shows {found}")
        for (label, text), (_, *values) in zip(found, rows, strict=True):
            assert is_shown(text, *values), say(
                f"{place}: {label}의 값은 {text}입니다. 주장은 {values}입니다.",
                f"{place} shows {label} {text}, not {values}",
            )

    def says(self, plot: str, *numbers: tuple[str, float]) -> None:
        """Claim all numbers in the sentence that describes a plot, each after the words before it.

        Raises:
            AssertionError: a number differs, stands after other words, or is not claimed.
            Problem: the explorable has no such plot.
        """
        place = self._note(f"says {plot}")
        if plot not in self._look.sentences:
            message = say(f"{plot}에 대한 문장이 없습니다.", f"No sentence describes {plot}.")
            hint = did_you_mean(plot, list(self._look.sentences))
            raise Problem(message + hint, self._page.file, self._placed.line)
        sentence = self._look.sentences[plot]
        found = numbers_in(sentence)
        assert len(found) == len(numbers), say(
            f"{place}: 문장에 있는 수는 {len(found)}개입니다: {sentence}",
            f"{place} says {len(found)} numbers: {sentence}",
        )
        for number, (words, value) in zip(found, numbers, strict=True):
            is_said = number.words.endswith(words) and is_printed(number, value)
            assert is_said, say(
                f"{place}: 문장은 ‘{number.words} {number.value}’, 주장은 ‘{words} {value}’입니다.",
                f"{place} says {number.words} {number.value}, not {words} {value}",
            )

    def looks(self, description: str) -> None:
        """Claim all words and numbers, as `Look` writes them.

        Raises:
            AssertionError: they differ.
        """
        place = self._note(f"looks {self._language}")
        differences = differing(str(self._look), description)
        assert not differences, (
            say(f"{place}: 적어 둔 것과 다릅니다.", f"{place} looks different") + f"\n{differences}"
        )


def explorable(lesson: str, element: str, language: str = "") -> Explored:
    """Return the claims about an explorable of a lesson, in the original's language or another one.

    Raises:
        Problem: there is no such lesson, it does not have this explorable, or its script does not run.
    """
    language = language or languages()[0]
    page = claims.page_of(lesson)
    found = {placed.name: (placed, look) for placed, look in _on(page, language)}
    if element not in found:
        message = say(f"{element}(이)라는 요소가 없습니다.", f"The page does not have an element {element}.")
        raise Problem(message + did_you_mean(element, list(found)), page.file)
    return Explored(page, *found[element], language)


def _on(page: Page, language: str) -> list[tuple[Placed, Look]]:
    """Return the explorables of an original page as they look in a language, with its own attributes."""
    if not any('class="explorable"' in line.text for line in page.lines()):
        return []
    values = claims.values_of(page)
    placed = {one.name: one for one in explorables_of(page, values)}
    translated = claims.project.root / page.file.replace(f"/{languages()[0]}/", f"/{language}/", 1)
    if translated.is_file():
        own = read_page(translated, claims.project.name(translated))
        placed |= {one.name: one for one in explorables_of(own, values)}
    words = read_words(replace(claims.project, languages=languages()), language)
    return list(zip(placed.values(), looks_of([*placed.values()], words, language), strict=True))


def languages() -> tuple[str, ...]:
    """Return the languages of the project, the original's first; claims only read the original's pages."""
    return Project.at(claims.project.root).languages


def described_explorables() -> Iterator[tuple[str, str, str, str]]:
    """Yield lesson, element, language and description for each explorable that is described."""
    judged = {PurePosixPath(page.file).stem for page in claims.judged_pages()}
    yield from ((*head, text) for head, text in _described().items() if head[0] in judged)


def _described() -> dict[tuple[str, str, str], str]:
    """Return all descriptions by lesson, element and language."""
    path = claims.project.root / DESCRIPTIONS
    looks = read_looks(read_utf8(path, DESCRIPTIONS)) if path.is_file() else {}
    for head in looks:
        if len(head.split()) != 3:
            message = f"## {head}: " + say("과, 요소, 언어를 적으세요.", "give lesson, element and language.")
            raise Problem(message, DESCRIPTIONS)
    return {
        (lesson, element, language): text
        for head, text in looks.items()
        for lesson, element, language in [head.split()]
    }


def unclaimed_explorables(known: Container[tuple[str, str, str]]) -> list[Problem]:
    """Return a problem for each part of an explorable, (file, name, kind), that is not known."""
    found = []
    for page in claims.judged_pages():
        for language in languages():
            for placed, look in _on(page, language):
                is_own = language == languages()[0]
                own = ("starts", *(f"says {plot}" for plot in look.sentences)) if is_own else ()
                for kind in (f"looks {language}", *own):
                    if (page.file, placed.name, kind) not in known:
                        message = say(
                            f"{placed.name}에 대한 {kind} 주장이 없습니다.",
                            f"No `{kind}` claim checks {placed.name}.",
                        )
                        detail = "\n".join(f"  {line}" for line in str(look).splitlines())
                        found.append(Problem(message, page.file, placed.line, detail=detail))
    return found


def write_explorables() -> list[str]:
    """Write what the explorables of the judged pages show to DESCRIPTIONS; return its name if it changed.

    Descriptions that still hold, and those of other pages, are not changed.
    """
    known, judged = _described(), claims.judged_pages()
    parts: list[str] = []
    for page in claims.own_pages():
        lesson = PurePosixPath(page.file).stem
        if page not in judged:
            kept = (f"## {' '.join(head)}\n{text}\n" for head, text in known.items() if head[0] == lesson)
            parts += kept
            continue
        for language in languages():
            for placed, look in _on(page, language):
                head = (lesson, placed.name, language)
                old = known.get(head, "")
                parts.append(f"## {' '.join(head)}\n{old if same_look(str(look), old) else look}\n")
    return write_text(claims.project, DESCRIPTIONS, "\n".join(parts))
