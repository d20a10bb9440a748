"""The commands of scripts/translate.py: what they do and print."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import PurePosixPath

from .environment import ROOT
from .languages import check_language, untitled
from .lessons import each
from .messages import Problem, Problems, say
from .new_language import add_language, left_to_do
from .passing import let_pass
from .project import Project
from .status_page import in_order
from .terminology import wrong_terms_in
from .translating import Translation
from .translation_checks import disparities
from .translations import State


def run_translate(arguments: Namespace) -> int:
    """Do what was asked, say how it went, and return the exit code."""
    commands = {
        "status": _status,
        "start": _start,
        "diff": _diff,
        "done": _done,
        "check": _check,
        "new": _new,
    }
    try:
        return commands[arguments.command](Project.at(ROOT), arguments)
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
    return 0


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
    paths = [translation.find(arguments.page)] if arguments.page else list(translation.originals)
    for path in paths:
        file = f"docs/{translation.language}/{path}"
        if translation.start(path):
            print(say(f"{file}에 원문을 넣었습니다.", f"Put the original's text into {file}."))
        else:
            print(say(f"{file}에 빠진 절이 없습니다.", f"{file} lacks no section."))
    return 0


def _diff(project: Project, arguments: Namespace) -> int:
    translation = Translation(project, arguments.language)
    path = translation.find(arguments.page)
    changes = translation.changes(path)
    for change in changes:
        since = say(f"{change.since} 뒤로 바뀜", f"changed since {change.since}")
        print(f"docs/{translation.language}/{path}:{change.line}: {change.section} ({since})\n")
        print(_only_changes(change.marked) + "\n")
    gone = translation.gone(path)
    for section in gone:
        message = say(
            "원문에서 없어짐, 지우거나 옮길 것", "gone from the original; remove it, or move its text"
        )
        print(f"docs/{translation.language}/{path}:{section.line}: {section.id} ({message})")
    if not changes and not gone:
        print(say("번역한 뒤에 바뀐 절이 없습니다.", "No section has changed since it was translated."))
    print(_summary(translation.count(path)))
    return 0


def _only_changes(marked: str) -> str:
    """Return the paragraphs that hold a change; what stands between them becomes one `⋮`."""
    shown: list[str] = []
    depth = 0
    for paragraph in marked.strip().split("\n\n"):
        marks = [paragraph.count(mark) for mark in ("[-", "{+", "-]", "+}")]
        if depth or any(marks):
            shown.append(paragraph)
        elif shown[-1:] != ["⋮"]:
            shown.append("⋮")
        depth += marks[0] + marks[1] - marks[2] - marks[3]
    return "\n\n".join(shown)


def _done(project: Project, arguments: Namespace) -> int:
    translation = Translation(project, arguments.language)
    path = translation.find(arguments.page)
    recorded = translation.done(path, arguments.sections)
    print(say("새로 적은 절: ", "Newly recorded: ") + (", ".join(recorded) or "—"))
    print(_summary(Translation(project, translation.language).count(path)))
    return 0


def _check(project: Project, arguments: Namespace) -> int:
    translation = Translation(project, arguments.language)
    chosen = {translation.find(arguments.page)} if arguments.page else set(translation.originals)
    pages = {path: page for path, page in translation.pages.items() if path in chosen or not arguments.page}

    def look(path: PurePosixPath) -> None:
        let_pass(translation.originals.get(path), pages[path])
        if problems := disparities(translation.originals, {path: pages[path]}):
            raise Problems(problems)

    each([check_language], lambda check: check(project, translation.language))
    for page in untitled(project, translation.language):
        warning = say(f"내비게이션에 {page}의 제목이 없습니다.", f"The navigation has no title for {page}.")
        print(say("주의: ", "warning: ") + warning, file=sys.stderr)
    each(pages, look)
    if wrong := wrong_terms_in(project, translation.language, translation.originals, pages):
        raise Problems(wrong)
    message = f"쪽 {len(pages)}개가 원문과 맞습니다."
    print(say(message, f"{len(pages)} pages agree with the original."))
    return 0


def _new(project: Project, arguments: Namespace) -> int:
    for file in add_language(project, arguments.language):
        print(f"  {file}")
    translation = Translation(Project.at(ROOT), arguments.language)
    translation.start(translation.find("index"))
    print(f"  docs/{arguments.language}/index.md")
    print(left_to_do(arguments.language))
    return 0
