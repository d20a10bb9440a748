"""Find the lessons of a project: each snippet, the pages that show it, and the values that they use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..messages import Problem, Problems, did_you_mean, each, say
from ..project import Project
from .expressions import Expression
from .pages import Page
from .snippets import Snippet, read_snippet

Pages = dict[PurePosixPath, Page]


@dataclass(frozen=True)
class Source:
    """A lesson before it runs: its snippet, and the values that its pages use, by cell name."""

    name: str
    snippet: Snippet
    expressions: dict[str, list[Expression]]


def lesson_name(path: PurePosixPath) -> str:
    """Return the name of a page's lesson: the page's file name, which is the same in every language."""
    return path.stem


def address_of(path: PurePosixPath) -> str:
    """Return the address of a page, given its path, both below the folder of a language."""
    parts = [*path.parent.parts, *([] if path.stem == "index" else [path.stem])]
    return "".join(f"{part}/" for part in parts)


def choose(sources: dict[str, Source], names: Sequence[str], pages: Pages) -> dict[str, Source]:
    """Return the named lessons, by name, or all lessons if no name is given.

    Raises:
        Problem: a lesson with such a name does not exist, or its page names no snippets.
    """
    for name in names:
        if name not in sources:
            if page := next((page for path, page in pages.items() if lesson_name(path) == name), None):
                message = say(
                    "머리글에 snippets가 없어 실행할 코드가 없습니다. 코드가 있는 과라면 "
                    "`snippets: 파일.py`를 적고, 글뿐이라면 과의 이름 없이 실행하세요.",
                    "The front matter names no snippets, so there is no code to run. If this lesson has "
                    "code, write `snippets: FILE.py`; if not, run the command without its name.",
                )
                raise Problem(message, page.file, 1)
            message = say(f"{name}(이)라는 과가 없습니다.", f"The lesson {name} does not exist.")
            raise Problem(message + did_you_mean(name, sorted(sources)))
    return {name: sources[name] for name in sorted(names or sources)}


def find_sources(project: Project, pages: Pages) -> dict[str, Source]:
    """Read the snippet of each lesson and collect the values that its pages use.

    Raises:
        Problems: a snippet is missing or malformed, or a page uses an unknown cell or an invalid value.
    """
    # Pages can show files of this folder only, and not every text is a valid file name.
    known = sorted(file.name for file in project.snippets.glob("*.py") if file.is_file())
    by_lesson: dict[str, list[Page]] = {}
    for path, page in pages.items():
        if "snippets" in page.front:
            by_lesson.setdefault(lesson_name(path), []).append(page)

    def find(lesson: str) -> tuple[str, Source]:
        of_lesson = by_lesson[lesson]
        snippet = _snippet(project, of_lesson[0], known)
        expressions: dict[str, list[Expression]] = {}
        for page in of_lesson:
            if page.front["snippets"] != of_lesson[0].front["snippets"]:
                message = say(
                    "다른 언어의 페이지와 스니펫 파일이 다릅니다.",
                    "The page in another language names a different snippet file.",
                )
                raise Problem(message, page.file, page.front_lines["snippets"])
            _check_cells(page, snippet)
            for cell, expression in page.expressions():
                expressions.setdefault(cell, []).append(expression)
        return lesson, Source(lesson, snippet, expressions)

    return dict(each(by_lesson, find))


def _snippet(project: Project, page: Page, known: list[str]) -> Snippet:
    name = page.front["snippets"]
    if name not in known:
        missing = say(f"snippets/{name} 파일이 없습니다.", f"snippets/{name} does not exist.")
        message = missing + did_you_mean(name, known)
        raise Problem(message, page.file, page.front_lines["snippets"])
    path = project.snippets / name
    return read_snippet(path, project.name(path))


def _check_cells(page: Page, snippet: Snippet) -> None:
    problems = []
    for block in page.cells:
        if block.name not in snippet.names:
            unknown = say(f"{snippet.file}에 없는 셀입니다.", f"{snippet.file} does not have this cell.")
            message = unknown + did_you_mean(block.name, snippet.names)
            problems.append(Problem(message, page.file, block.line, block.name))
    if problems:
        raise Problems(problems)


def unshown_cells(sources: dict[str, Source], pages: Pages) -> list[Problem]:
    """Return a warning for each snippet with cells that are not on any page."""
    shown: dict[str, set[str]] = {}
    for path, page in pages.items():
        shown.setdefault(lesson_name(path), set()).update(block.name for block in page.cells)
    warnings = []
    for source in sources.values():
        cells = [cell for cell in source.snippet.cells if cell.name not in shown[source.name]]
        if cells:
            names = ", ".join(cell.name for cell in cells)
            message = say(
                f"어느 페이지에도 나오지 않는 셀이 있습니다: {names}", f"No page shows these cells: {names}"
            )
            warnings.append(Problem(message, source.snippet.file, cells[0].line))
    return warnings
