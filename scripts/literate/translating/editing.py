"""Do a translator's tasks: start a page, list changes, record finished sections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from ..messages import Problem, did_you_mean, each, say
from ..project import Project
from ..reading.pages import CellBlock
from ..reading.sections import OPENING, TRANSLATED_FRONT_MATTER, Section, SectionedPage, essence
from .composing import only, read_language
from .history import find_versions, marked_words, translated_before
from .parity import compare_section
from .safety.written import accept
from .states import TRANSLATES, UNTRANSLATED, State, digest_in, record, states, to_translate


@dataclass(frozen=True)
class Change:
    """A section whose original has changed since its translation; `marked` contains the marked words."""

    section: str
    line: int
    since: str
    marked: str


def require_language(project: Project, language: str) -> None:
    """Raise Problem if a project does not have a translation into a language."""
    first, *others = project.languages
    if language == first:
        raise Problem(
            say(f"{language}: 원문의 언어입니다.", f"{language}: this is the language of the original.")
        )
    if language not in others:
        unknown = say(f"{language}: 그런 번역이 없습니다.", f"{language}: this translation does not exist.")
        hint = say(
            f" `translate.py new {language}`로 더합니다.", f" Add it with `translate.py new {language}`."
        )
        raise Problem(unknown + (did_you_mean(language, others) or hint))


def find_page(paths: Collection[PurePosixPath], name: str) -> PurePosixPath:
    """Return the path of a page, given with or without folder and suffix.

    Raises:
        Problem: there is no such page.
    """
    for path in paths:
        if name in (path.as_posix(), path.with_suffix("").as_posix(), path.stem):
            return path
    unknown = say(f"{name}: 그런 페이지가 없습니다.", f"{name}: this page does not exist.")
    raise Problem(unknown + did_you_mean(name, sorted(path.stem for path in paths)))


class Translation:
    """The pages of one language and their originals.

    Raises:
        Problem: the project does not have the language.
    """

    def __init__(self, project: Project, language: str) -> None:
        require_language(project, language)
        first = project.languages[0]
        self._project, self.language = project, language
        self.originals = read_language(project, first)
        self.pages = read_language(project, language)

    def count(self, path: PurePosixPath) -> dict[State, int]:
        """Return the number of a page's sections in each state."""
        found = [one.state for one in states(self.originals[path], self.pages.get(path))]
        return {state: found.count(state) for state in State}

    def first_to_translate(self, path: PurePosixPath) -> int:
        """Return the line of a started page's first section with the original's text, 0 if there is none."""
        for one in states(self.originals[path], self.pages[path]):
            if one.state is State.UNTRANSLATED and one.translation:
                return one.translation.line
        return 0

    def start(self, path: PurePosixPath) -> bool:
        """Write the original's text in place of a missing page or missing sections.

        Returns:
            Whether anything was missing.

        Raises:
            Problem: a section that the original no longer has shows the same cells as a missing section.
        """
        original, page = self.originals[path], self.pages.get(path)
        wanted = {one.original.id for one in states(original, page) if one.state is State.UNTRANSLATED}
        if page is None:
            ours = original.page.front
            front = {key: ours[key] for key in TRANSLATED_FRONT_MATTER if key in ours}
            texts, recorded = [f"---\n{_yaml(front)}\n---"], {}
            followers: dict[str, list[Section]] = {}
        else:
            if all(name in page.sections and _is_current(original, page, name) for name in wanted):
                return False
            self._reject_gone(path, wanted)
            texts, recorded, followers = [page.head], record(page.page), _followers(original, page)
        for name, section in original.sections.items():
            if name in wanted or page is None:
                recorded[name] = to_translate(section)
                texts.append(section.body)
            else:
                texts.append(page.sections[name].body)
            texts += [one.body for one in followers.get(name, [])]
        self._write(path, _with_record("\n".join(texts), self._in_order(path, recorded)))
        return True

    def gone(self, path: PurePosixPath) -> list[Section]:
        """Return the sections of a page that the original no longer has; readers do not see them."""
        page, known = self.pages.get(path), self.originals[path].sections
        return [one for name, one in page.sections.items() if name not in known] if page else []

    def _reject_gone(self, path: PurePosixPath, wanted: Collection[str]) -> None:
        """Raise Problem for a section that only the page has and that shows cells of a wanted section."""
        parts = [part for name in wanted for part in self.originals[path].sections[name].parts]
        cells = {part.name for part in parts if isinstance(part, CellBlock)}
        for section in self.gone(path):
            if any(isinstance(part, CellBlock) and part.name in cells for part in section.parts):
                message = say(
                    f"원문에 이제 없는 절입니다: {section.id}. 제목의 id만 바뀌었다면 따라 바꾸고, "
                    "아니면 글을 옮기고 지운 다음 다시 시작하세요.",
                    f"The original no longer has the section {section.id}. If only the id of its heading has "
                    "changed, change yours; otherwise move its text, remove it, and start again.",
                )
                raise Problem(message, self.pages[path].page.file, section.line)

    def _in_order(self, path: PurePosixPath, recorded: dict[str, str]) -> dict[str, str]:
        """Return a record in the original's order, followed by sections that only the page still has."""
        gone = [one.id for one in self.gone(path) if one.id in recorded]
        return {name: recorded.get(name, UNTRANSLATED) for name in [*self.originals[path].sections, *gone]}

    def changes(self, path: PurePosixPath) -> list[Change]:
        """Return the changes of the original since each stale section of a page was translated.

        Raises:
            Problem: the history does not contain the translated version of the original.
        """
        page, original = self._page(path), self.originals[path]
        stale = self._stale(path)
        versions = find_versions(self._project.root, original.page.file, stale)
        found = []
        for name in stale:
            since = f"{versions[name].date} {versions[name].commit}"
            marked = marked_words(versions[name].section.text, original.sections[name].text)
            found.append(Change(name, page.sections[name].line, since, marked))
        return found

    def _stale(self, path: PurePosixPath) -> dict[str, str]:
        """Return the recorded digests of a page's stale sections, by id."""
        page = self._page(path)
        stale = [one.original.id for one in states(self.originals[path], page) if one.state is State.STALE]
        return {name: digest_in(record(page.page)[name]) for name in stale}

    def untouched(self, path: PurePosixPath) -> list[str]:
        """Return a page's stale sections that, as far as git can tell, are as before the original changed."""
        page, stale = self._page(path), self._stale(path)
        try:
            before = translated_before(
                self._project.root, self.originals[path].page.file, page.page.file, stale
            )
        except Problem:  # Without a history, no section is known to have changed.
            return list(stale)
        return [
            name for name in stale if name not in before or before[name].digest == page.sections[name].digest
        ]

    def done(self, path: PurePosixPath, names: Sequence[str]) -> tuple[list[str], list[str]]:
        """Record that sections translate the current original.

        Arguments:
            path: the page.
            names: the sections' ids; if empty, all sections whose text differs from the original's, except
                those that are `untouched`.

        Returns:
            The newly recorded sections, and the untouched ones that are left.

        Raises:
            Problem, Problems: a section is unknown, or its cells, values or links differ from the original's.
        """
        original, page = self.originals[path], self._page(path)
        for name in names:
            if name not in original.sections or name not in page.sections:
                unknown = say(f"{name}: 그런 절이 없습니다.", f"{name}: this section does not exist.")
                raise Problem(unknown + did_you_mean(name, list(page.sections)), page.page.file)
        own = [one.original.id for one in states(original, page) if one.state is not State.UNTRANSLATED]
        left = [] if names else self.untouched(path)
        chosen = list(names) or [name for name in own if name not in left]
        accept(original, only(page, chosen))
        each(chosen, lambda name: compare_section(original, page, name))
        before = record(page.page)
        recorded = before | {name: original.sections[name].digest for name in chosen}
        text = (self._project.docs / self.language / path).read_text(encoding="utf-8")
        self._write(path, _with_record(text, self._in_order(path, recorded)))
        return [name for name in chosen if recorded[name] != before.get(name)], left

    def _page(self, path: PurePosixPath) -> SectionedPage:
        if path not in self.pages:
            raise not_started(self.language, path)
        return self.pages[path]

    def _write(self, path: PurePosixPath, text: str) -> None:
        file = self._project.docs / self.language / path
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(file.name + ".new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(file)


def not_started(language: str, path: PurePosixPath) -> Problem:
    """Return the problem of a page without a translation."""
    message = say("아직 시작하지 않은 페이지입니다.", "The translation of this page has not been started.")
    command = f"`python3 scripts/translate.py start {language} {path.stem}`"
    return Problem(f"{message} {command}", f"docs/{language}/{path}")


def _with_record(text: str, recorded: dict[str, str]) -> str:
    """Return a page's text with the record in its front matter replaced or added at the end."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    front = lines[:end]
    start = next((at for at, line in enumerate(front) if line.startswith(f"{TRANSLATES}:")), end)
    after = next((at for at in range(start + 1, end) if front[at][:1].strip()), end)
    return "\n".join([*front[:start], *front[after:], _yaml({TRANSLATES: recorded}), *lines[end:]])


def _yaml(entries: dict[str, Any]) -> str:
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=10_000).rstrip()


def _is_current(original: SectionedPage, page: SectionedPage, name: str) -> bool:
    """Return whether an untranslated section contains the current text of the original."""
    return essence(page.sections[name].body) == essence(original.sections[name].body)


def _followers(original: SectionedPage, page: SectionedPage) -> dict[str, list[Section]]:
    """Return the sections that only the translation has, by the section above them."""
    found: dict[str, list[Section]] = {}
    above = OPENING
    for name, section in page.sections.items():
        if name in original.sections:
            above = name
        else:
            found.setdefault(above, []).append(section)
    return found
