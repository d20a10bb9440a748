"""What a translator does: start a page, see what changed, say that sections are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from .history import find_version, marked_words
from .lessons import each, read_language
from .messages import Problem, did_you_mean, say
from .project import Project
from .safety import accept
from .sections import SectionedPage
from .translation_checks import compare_section
from .translations import RECORD, UNTRANSLATED, State, record, states


@dataclass(frozen=True)
class Change:
    """A section whose original has changed since it was translated; `marked` has its words marked."""

    section: str
    line: int
    since: str
    marked: str


class Translation:
    """The pages of one language beside their originals.

    Raises:
        Problem: the project has no such language.
    """

    def __init__(self, project: Project, language: str) -> None:
        first, *others = project.languages
        if language not in others:
            unknown = say(f"{language}: 그런 번역이 없습니다.", f"{language}: there is no such translation.")
            hint = say(
                f" `translate.py new {language}`로 더합니다.", f" `translate.py new {language}` adds it."
            )
            raise Problem(unknown + (did_you_mean(language, list(others)) or hint))
        self._project, self.language = project, language
        self.originals = read_language(project, first)
        self.pages = read_language(project, language)

    def find(self, name: str) -> PurePosixPath:
        """Return the path of a page, which may be named without folder and suffix.

        Raises:
            Problem: the original has no such page.
        """
        for path in self.originals:
            if name in (path.as_posix(), path.with_suffix("").as_posix(), path.stem):
                return path
        unknown = say(f"{name}: 그런 쪽이 없습니다.", f"{name}: there is no such page.")
        raise Problem(unknown + did_you_mean(name, sorted(path.stem for path in self.originals)))

    def count(self, path: PurePosixPath) -> dict[State, int]:
        """Return how many sections of a page are in each state."""
        found = [one.state for one in states(self.originals[path], self.pages.get(path))]
        return {state: found.count(state) for state in State}

    def start(self, path: PurePosixPath) -> bool:
        """Put the original's text where a page or some of its sections are missing.

        Returns:
            Whether anything was missing.
        """
        original, page = self.originals[path], self.pages.get(path)
        source = self._project.docs / self._project.languages[0] / path
        if page is None:
            recorded = dict.fromkeys(original.sections, UNTRANSLATED)
            self._write(path, _with_record(source.read_text(encoding="utf-8"), recorded))
            return True
        if all(name in page.sections for name in original.sections):
            return False
        recorded, texts = record(page.page), [page.head]
        for name, section in original.sections.items():
            recorded.setdefault(name, UNTRANSLATED)
            texts.append((page.sections.get(name) or section).body)
        recorded = {name: recorded[name] for name in original.sections}
        self._write(path, _with_record("\n".join(texts), recorded))
        return True

    def changes(self, path: PurePosixPath) -> list[Change]:
        """Return what changed in the original since each stale section of a page was translated.

        Raises:
            Problem: the history does not hold the original as it was translated.
        """
        page, file = self._page(path), self.originals[path].page.file
        recorded = record(page.page)
        found = []
        for one in states(self.originals[path], page):
            if one.state is State.STALE and one.translation:
                name = one.original.id
                old = find_version(self._project.root, file, name, recorded[name])
                since = f"{old.date} {old.commit}"
                marked = marked_words(old.section.text, one.original.text)
                found.append(Change(name, one.translation.line, since, marked))
        return found

    def done(self, path: PurePosixPath, names: Sequence[str]) -> list[str]:
        """Record that sections translate the original as it is now.

        Arguments:
            path: the page.
            names: the sections' ids; if none are given, all that are not still the original's text.

        Returns:
            The sections that are newly recorded.

        Raises:
            Problem, Problems: a section is unknown, or shows something else than the original.
        """
        original, page = self.originals[path], self._page(path)
        for name in names:
            if name not in original.sections or name not in page.sections:
                unknown = say(f"{name}: 그런 절이 없습니다.", f"{name}: there is no such section.")
                raise Problem(unknown + did_you_mean(name, list(page.sections)), page.page.file)
        accept(original, page)
        own = [one.original.id for one in states(original, page) if one.state is not State.UNTRANSLATED]
        chosen = list(names) or [name for name in own if name in page.sections]
        each(chosen, lambda name: compare_section(original, page, name))
        recorded = dict.fromkeys(original.sections, UNTRANSLATED) | record(page.page)
        recorded |= {name: original.sections[name].digest for name in chosen}
        recorded = {name: recorded[name] for name in original.sections}
        file = self._project.docs / self.language / path
        self._write(path, _with_record(file.read_text(encoding="utf-8"), recorded))
        before = record(page.page)
        return [name for name in chosen if recorded[name] != before.get(name)]

    def _page(self, path: PurePosixPath) -> SectionedPage:
        if path in self.pages:
            return self.pages[path]
        message = say("아직 시작하지 않은 쪽입니다.", "This page is not started yet.")
        command = f"`python3 scripts/translate.py start {self.language} {path.stem}`"
        raise Problem(f"{message} {command}", f"docs/{self.language}/{path}")

    def _write(self, path: PurePosixPath, text: str) -> None:
        file = self._project.docs / self.language / path
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(file.name + ".new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(file)


def _with_record(text: str, recorded: dict[str, str]) -> str:
    """Return a page's text with the record in its front matter replaced, or added at its end."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = lines.index("---", 1)
    front = lines[:end]
    if f"{RECORD}:" in front:
        start = front.index(f"{RECORD}:")
        after = next((at for at in range(start + 1, end) if not front[at].startswith(" ")), end)
        front = front[:start] + front[after:]
    entry = yaml.safe_dump({RECORD: recorded}, sort_keys=False, allow_unicode=True, width=200)
    return "\n".join([*front, *entry.rstrip().split("\n"), *lines[end:]])
