"""Find outputs of the lessons that no claim has checked, with a line to paste for each."""

from __future__ import annotations

from collections.abc import Collection, Container
from pathlib import PurePosixPath
from typing import Any

from ..messages import Problem, say
from . import claims
from .drawn import parts_of
from .explorable_claims import unclaimed_explorables, write_explorables
from .facts import Fact
from .lesson_runs import LessonRun
from .looks import NUMBER, describe, same_look, title_look
from .records import write_text
from .sentences import unstated


class _Known:
    """The parts of lessons, (file, name, kind), that claims are about, or may be if they did not pass."""

    def __init__(self, facts: Collection[Fact], doubtful: str) -> None:
        self._facts = {(fact.file, fact.name, fact.detail or fact.kind) for fact in facts}
        self._doubtful = doubtful
        # The claims on all descriptions name no part.
        are_looks_judged = any(kind.startswith("looks") for _, _, kind in self._facts)
        self._doubts_looks = "described" in doubtful and not are_looks_judged

    def __contains__(self, part: object) -> bool:
        _, name, kind = part if isinstance(part, tuple) else ("", "", "")
        is_named = any(f"{sign}{name}{sign}" in self._doubtful for sign in ("'", '"'))
        return part in self._facts or is_named or (self._doubts_looks and kind.startswith("looks"))


def uncovered(facts: Collection[Fact], doubtful: str = "") -> list[Problem]:
    """Return a problem for each output, comparison, sentence with values and named formula without a fact.

    Arguments:
        facts: the facts of all claims.
        doubtful: the code of the claims that did not pass; a part that it names is not reported.
    """
    known = _Known(facts, doubtful)
    found = []
    for page in claims.judged_pages():
        if snippet := page.front.get("snippets"):
            found += _of_lesson(claims.lesson_run(snippet), known)
    files = {page.file for page in claims.judged_pages()}
    quotations = [(fact.file, fact.line, fact.name) for fact in facts if fact.kind == "states"]
    found += [one for page in claims.judged_pages() for one in unstated(page, quotations, doubtful)]
    found += unclaimed_explorables(known)
    mentioned = [(fact.file, fact.line, fact.name) for fact in sorted(facts) if fact.kind == "inline"]
    named = [(one.file, one.line, one.name) for one in claims.named().values()]
    for file, line, name in [*named, *mentioned]:
        if file in files and all((file, name, kind) not in known for kind in ("agrees", "derivative")):
            message = say(
                f"식 {name}을(를) 확인하는 주장이 없습니다.",
                f"No claim compares the formula {name} with code.",
            )
            paste = f'formula("{name}").agrees(lesson("….py").function, x=(0.1, 0.9))'
            found.append(Problem(message, file, line, detail=f"  {paste}"))
    return found


def _of_lesson(lesson: LessonRun, known: Container[tuple[str, str, str]]) -> list[Problem]:
    found = []
    for cell in lesson.snippet.cells:
        ran, file = lesson.cells[cell.name], lesson.snippet.file
        numbers = ", ".join(match[0].replace(",", "") for match in NUMBER.finditer(ran.printed))
        values = ", ".join(f'"{value}"' for value in ran.said)
        description = describe(ran.printed, ran.figures, ran.rows.values())
        stem = lesson.snippet.path.stem
        looks, tests = f"{claims.LOOKS}/{stem}.txt", f"{claims.CLAIMS}/test_{stem}.py"
        command = f"`python3 scripts/check.py --describe {PurePosixPath(lesson.page.file).stem}`"
        describe_it = say(f"{command}로 {looks}에 적으세요.", f"{command} writes it to {looks}.")
        add_it = say(f"{tests}의 테스트에 이 줄을 더하세요.", f"Add this line to a test in {tests}.")
        due = [
            ("looks", description, f"## {cell.name}\n{description}", describe_it),
            ("prints", numbers, f'page.prints("{cell.name}", {numbers})', add_it),
            ("says", values, f'page.says("{cell.name}", {values})', add_it),
        ]
        for kind, there, paste, advice in due:
            if there and (file, cell.name, kind) not in known:
                message = say(f"이 셀에 대한 {kind} 주장이 없습니다.", f"No `{kind}` claim checks this cell.")
                message += f" {advice}"
                detail = "\n".join(f"  {line}" for line in paste.splitlines())
                found.append(Problem(message, file, cell.line, cell.name, detail))
        for look, paste in _drawn(cell.name, ran.figures).items():
            if (file, cell.name, look) not in known:
                message = say(
                    f"그림의 이 부분에 대한 주장이 없습니다: {look}. {add_it}",
                    f"No claim is about this part of the figure: {look}. {add_it}",
                )
                found.append(Problem(message, file, cell.line, cell.name, f"  {paste}"))
    return found


def _drawn(cell: str, figures: list[Any]) -> dict[str, str]:
    """Return the claim to paste for each title, line, bars, and name of these, by what describes them."""
    titled = [axes for figure in figures for axes in figure.axes if axes.get_title()]
    titles = ", ".join(repr(axes.get_title()) for axes in titled)
    found = {title_look(axes): f'page.writes("{cell}", {titles})' for axes in titled}
    for part in parts_of(figures):
        claim = f'page.draws_bars("{cell}", […]' if part.x is None else f'page.draws("{cell}", […], […]'
        found[part.look] = f"{claim})"
        found |= {name.look: f"{claim}, {name.words!r})" for name in part.names}
    return found


def write_descriptions() -> list[str]:
    """Write descriptions of the lessons' current output to tests/lessons/looks/; return the changed files.

    Descriptions that still hold are not changed.
    """
    changed = []
    known = {(snippet, cell): text for snippet, cell, text in claims.described()}
    for page in claims.judged_pages():
        if snippet := page.front.get("snippets"):
            parts = []
            for cell, ran in claims.lesson_run(snippet).cells.items():
                new = describe(ran.printed, ran.figures, ran.rows.values())
                old = known.get((snippet, cell), "")
                if new:
                    parts.append(f"## {cell}\n{old if same_look(new, old) else new}\n")
            name = f"{claims.LOOKS}/{snippet.removesuffix('.py')}.txt"
            changed += write_text(claims.project, name, "\n".join(parts))
    return [*changed, *write_explorables()]
