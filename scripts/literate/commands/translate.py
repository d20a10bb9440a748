"""Implement scripts/translate.py: its options, and the work and output of each subcommand."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import PurePosixPath

from ..checking.translations import check_translation
from ..environment import ROOT
from ..messages import Problem, Problems, plural, say, use_utf8, warn
from ..project import Project, in_order
from ..reading.words import WORDS_FILE
from ..translating.editing import Translation, find_page, not_started, require_language
from ..translating.navigation import add_to_navigation, missing_titles
from ..translating.new_language import add_language, left_to_do, untranslated_lines
from ..translating.safety.files import SETTINGS_FILE
from ..translating.states import State
from .options import Parser

# Changed words as `marked_words` marks them, not an index such as `heights[-1]`
_MARKED = re.compile(r"\[-.*?-\]|\{\+.*?\+\}", re.DOTALL)


def translate_parser() -> ArgumentParser:
    """Return the parser of scripts/translate.py's commands."""
    use_utf8()
    parser = Parser(
        description=say("번역을 시작하고, 살피고, 기록합니다.", "Start, inspect and record translations.")
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=say("명령", "COMMAND"))
    about = {
        _status: say("번역이 얼마나 되었는지 보입니다", "show the progress of translations"),
        _start: say("원문을 넣은 페이지를 만듭니다", "start a page with a copy of the original's text"),
        _diff: say(
            "번역한 뒤에 원문에서 바뀐 곳을 보입니다", "show changes in the original since it was translated"
        ),
        _done: say("절을 번역했다고 적습니다", "record that sections are translated"),
        _check: say("번역을 원문과 맞추어 봅니다", "compare a translation with the original"),
        _new: say("언어를 더합니다", "add a language"),
    }
    language, page = say("언어", "LANG"), say("페이지", "PAGE")
    for run, help_text in about.items():
        name = run.__name__.removeprefix("_")
        one = commands.add_parser(name, help=help_text, description=help_text)
        one.set_defaults(run=run)
        one.add_argument("language", metavar=language, nargs="?" if name == "status" else None)
        if name in ("start", "check"):
            one.add_argument("page", metavar=page, nargs="?")
        if name in ("diff", "done"):
            one.add_argument("page", metavar=page)
        if name == "done":
            one.add_argument("sections", metavar=say("절", "SECTION"), nargs="*")
    return parser


def run_translate(arguments: Namespace) -> int:
    """Run the chosen subcommand, print the result, and return the exit code."""
    try:
        code: int = arguments.run(Project.at(ROOT), arguments)
        return code
    except (Problem, Problems) as problem:
        print(problem, file=sys.stderr)
        return 1


def _status(project: Project, arguments: Namespace) -> int:
    languages = [arguments.language] if arguments.language else list(project.languages[1:])
    if not languages:
        print(say("아직 번역이 없습니다.", "There are no translations yet."))
    for language in languages:
        translation = Translation(project, language)
        print(f"{language}")
        counts = {path: translation.count(path) for path in in_order(project, translation.originals)}
        width = max((len(path.as_posix()) for path in counts), default=0)
        for path, count in counts.items():
            print(f"  {path.with_suffix('').as_posix():<{width}} {_summary(count)}")
        _print_open_pages(translation, list(counts))
        _print_open_lines(project, language)
    return 0


def _print_open_pages(translation: Translation, paths: list[PurePosixPath]) -> None:
    """Print the file and line of the first section to translate of each started page."""
    for path in paths:
        if path in translation.pages and (line := translation.first_to_translate(path)):
            print(say("번역할 것", "to translate") + f": docs/{translation.language}/{path}:{line}")


def _print_open_lines(project: Project, language: str) -> None:
    """Print how many names and words are still as in the language they come from, and the first line."""
    for name in (SETTINGS_FILE, WORDS_FILE):
        source, lines = untranslated_lines(project, language, name)
        if lines:
            place = f"docs/{language}/{name}:{lines[0]}"
            count = say(f"{source}와 같은 줄 {len(lines)}개", f"{plural(len(lines), 'line')} as in {source}")
            print(say("번역할 것", "to translate") + f": {place} ({count})")


def _summary(count: dict[State, int]) -> str:
    total = sum(count.values())
    parts = [say(f"{total}절 가운데 {count[State.DONE]}절", f"{count[State.DONE]} of {total} sections")]
    words = {
        State.STALE: say("원문이 바뀜", "stale"),
        State.UNCONFIRMED: say("확인할 것", "to confirm"),
        State.UNTRANSLATED: say("번역할 것", "to translate"),
    }
    parts += [f"{word} {count[state]}" for state, word in words.items() if count[state]]
    return ", ".join(parts)


def _start(project: Project, arguments: Namespace) -> int:
    translation = Translation(project, arguments.language)
    originals = translation.originals
    paths = [find_page(originals, arguments.page)] if arguments.page else list(originals)
    for path in paths:
        file = f"docs/{translation.language}/{path}"
        has_page = path in translation.pages
        if translation.start(path) and has_page:
            message = f"{file}의 번역할 절에 지금의 원문을 넣었습니다."
            print(say(message, f"Copied the sections to translate from the current original to {file}."))
        elif not has_page:
            print(say(f"원문을 {file}에 복사했습니다.", f"Copied the original's text to {file}."))
        else:
            print(say(f"{file}에 원문의 모든 절이 있습니다.", f"{file} has every section of the original."))
        if add_to_navigation(project, translation.language, path.as_posix()):
            settings = f"docs/{translation.language}/mkdocs.yml"
            message = f"{settings}의 내비게이션에 {path}를 더했습니다. 제목을 옮기세요."
            print(say(message, f"Added {path} to the navigation in {settings}; translate its title."))
    return 0


def _diff(project: Project, arguments: Namespace) -> int:
    translation = Translation(project, arguments.language)
    path = find_page(translation.originals, arguments.page)
    changes = translation.changes(path)
    for change in changes:
        since = say(f"{change.since} 뒤로 바뀜", f"changed since {change.since}")
        print(f"docs/{translation.language}/{path}:{change.line}: {change.section} ({since})\n")
        print(_only_changes(change.marked) + "\n")
    gone = translation.gone(path)
    for section in gone:
        message = say(
            "원문에서 삭제됨. 제목의 id만 바뀌었다면 따라 바꾸고, 아니면 글을 옮기거나 지우세요",
            "removed from the original; if only the id of its heading has changed, change yours, "
            "otherwise move its text or delete it",
        )
        print(f"docs/{translation.language}/{path}:{section.line}: {section.id} ({message})")
    if not changes and not gone:
        print(say("번역한 뒤에 바뀐 절이 없습니다.", "No section has changed since it was translated."))
    print(_summary(translation.count(path)))
    return 0


def _only_changes(marked: str) -> str:
    """Return the paragraphs that contain a change; paragraphs between them are replaced by one `⋮`."""
    shown: list[str] = []
    for paragraph in marked.strip().split("\n\n"):
        if _MARKED.search(paragraph):
            shown.append(paragraph)
        elif shown[-1:] != ["⋮"]:
            shown.append("⋮")
    return "\n\n".join(shown)


def _done(project: Project, arguments: Namespace) -> int:
    translation = Translation(project, arguments.language)
    path = find_page(translation.originals, arguments.page)
    recorded, left = translation.done(path, arguments.sections)
    if recorded:
        print(say("새로 적은 절: ", "Newly recorded: ") + ", ".join(recorded))
    if left:
        named = ", ".join(left)
        message = f"적지 않은 절: {named}. 원문이 바뀐 뒤에 번역을 고친 흔적이 없습니다."
        english = f"Not recorded: {named}. The original has changed; nothing shows that the translation has."
        print(say(message, english))
        hint = say("번역이 지금의 원문과도 맞으면", "If the translation fits the current original")
        command = f"python3 scripts/translate.py done {arguments.language} {arguments.page}"
        print(f"  {hint}: {command} {' '.join(left)}")
    if not (recorded or left):
        message = "새로 적을 절이 없습니다. 적히지 않은 절에는 원문의 글이 그대로 있습니다."
        print(say(message, "Nothing to record: sections that are not recorded have the original's text."))
    translation = Translation(project, translation.language)
    print(_summary(translation.count(path)))
    _print_open_pages(translation, [path])
    return 0


def _check(project: Project, arguments: Namespace) -> int:
    project, language = project.snapshot(), arguments.language
    require_language(project, language)
    originals, pages = (_paths(project, one) for one in (project.languages[0], language))
    if arguments.page:
        path = find_page(originals, arguments.page)
        if path not in pages:
            raise not_started(language, path)
        pages = [path]
    check_translation(project, language, pages)
    warn(missing_titles(project, language))
    message = f"번역한 페이지 {len(pages)}개를 확인했습니다. 원문과 다른 곳이 없습니다."
    print(say(message, f"{plural(len(pages), 'translated page')} checked; no differences from the original."))
    return 0


def _paths(project: Project, language: str) -> list[PurePosixPath]:
    """Return the paths of a language's pages, without reading them."""
    folder = project.docs / language
    return [PurePosixPath(path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.md"))]


def _new(project: Project, arguments: Namespace) -> int:
    for file in add_language(project, arguments.language):
        print(f"  {file}")
    project = Project.at(ROOT)
    translation = Translation(project, arguments.language)
    translation.start(PurePosixPath("index.md"))
    print(f"  docs/{arguments.language}/index.md")
    print(left_to_do(project, arguments.language))
    return 0
