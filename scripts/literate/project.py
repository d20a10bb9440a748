"""Find the folders and files of a project, and read its mkdocs.yml."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from .files.texts import decoded, read_plain_yaml, read_tolerantly
from .messages import Problem, did_you_mean, say

PLANNED_KEYS = ("title", "about", "requires")

ORIGINAL = "ko"

Found = TypeVar("Found")


@dataclass(frozen=True)
class Project:
    """The folders of one project, and its languages.

    `workspace` is the folder for generated files; by default the project's own.
    """

    root: Path
    languages: tuple[str, ...] = (ORIGINAL,)
    workspace: Path | None = None
    _known: dict[Any, Any] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the project in a folder, with all languages that have settings below docs/."""
        others = sorted(path.parent.name for path in (root / "docs").glob("*/mkdocs.yml"))
        return cls(root, (ORIGINAL, *others))

    def snapshot(self) -> Project:
        """Return the project as it is now: it reads each file once, and ignores later changes."""
        return replace(self, _known={})

    def once(self, read: Callable[..., Found], *about: Hashable) -> Found:
        """Return the result of a function that reads the project; a snapshot calls it once and caches it.

        Arguments:
            read: the function, which takes the project.
            about: its other arguments.
        """
        if self._known is None:
            return read(self, *about)
        key = read.__qualname__, self.languages, *about
        if key not in self._known:
            self._known[key] = read(self, *about)
        found: Found = self._known[key]
        return found

    def content(self, path: Path) -> bytes:
        """Return the bytes of a file that people write.

        Raises:
            OSError: it is missing or cannot be read.
        """
        return self.once(Project._content, path)

    def _content(self, path: Path) -> bytes:
        return path.read_bytes()

    def text(self, path: Path) -> str:
        """Return the text of a file that people write, as `decoded` does.

        Raises:
            Problem: it is missing or not UTF-8.
            OSError: it cannot be read.
        """
        file = self.name(path)
        try:
            content = self.content(path)
        except FileNotFoundError:
            raise Problem(say("파일이 없습니다.", "This file is missing."), file) from None
        return decoded(content, file)

    @property
    def docs(self) -> Path:
        """The folder of prose, with one subfolder per language, and of the theme."""
        return self.root / "docs"

    @property
    def snippets(self) -> Path:
        """The folder of snippet files."""
        return self.root / "snippets"

    @property
    def recorded(self) -> Path:
        """The folder of recordings, with one subfolder per lesson."""
        return self.snippets / "recorded"

    @property
    def stage(self) -> Path:
        """The folder of woven pages, with one subfolder per language, which MkDocs reads."""
        return (self.workspace or self.root) / "build"

    @property
    def cache(self) -> Path:
        """The folder in which a build caches data for the next build on this machine."""
        return self.stage / "cache"

    @property
    def site(self) -> Path:
        """The folder of the published site."""
        return (self.workspace or self.root) / "site"

    def settings_file(self, language: str) -> Path:
        """Return the file of MkDocs's settings for a language's edition."""
        return (self.root if language == self.languages[0] else self.docs / language) / "mkdocs.yml"

    def edition(self, language: str) -> str:
        """Return the path of a language's edition in the site: "" for the original, `en/` for English."""
        return "" if language == self.languages[0] else f"{language}/"

    def name(self, path: Path) -> str:
        """Return a file's name in messages: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def planned(self, language: str) -> dict[str, str]:
        """Return the titles of planned lessons in a language, by lesson."""
        return {lesson: entry["title"] for lesson, entry in self.planned_entries(language).items()}

    def planned_entries(self, language: str) -> dict[str, dict[str, Any]]:
        """Return the `extra.planned` entries (title, about, requires) of planned lessons, by lesson.

        Only the original can plan lessons; a translation translates their titles.

        Raises:
            Problem: the title of an entry is missing, or the entry has an unknown key.
        """
        found: dict[str, Any] = {}
        for one in dict.fromkeys((self.languages[0], language)):
            extra = self.settings(one).get("extra") or {}
            planned = extra.get("planned") or {} if isinstance(extra, dict) else None
            if not isinstance(planned, dict):
                message = say(
                    "extra.planned는 `과: 제목` 꼴이어야 합니다.",
                    "extra.planned must map lessons to titles (`lesson: title`).",
                )
                raise Problem(message, self.name(self.settings_file(one)))
            for name, entry in planned.items():
                if one != self.languages[0] and str(name) not in found:
                    continue
                known = found.get(str(name), {})
                found[str(name)] = known | _planned(str(name), entry, known)
        return found

    def navigation(self, language: str) -> Any:
        """Return the `nav` of a language's edition.

        Raises:
            Problem: it is not a list of pages and titled lists of pages.
        """
        found = self.settings(language).get("nav")
        if not _is_navigation(found or []):
            message = say(
                "nav는 `- 제목: 파일`의 목록이어야 합니다.", "nav must list pages as `- title: file`."
            )
            raise Problem(message, self.name(self.settings_file(language)))
        return found

    @property
    def site_address(self) -> str:
        """The address of the published site, with a slash at its end; "" if it is unknown."""
        address = str(
            self.settings(self.languages[0]).get("site_url") or os.environ.get("SITE_URL", "")
        ).strip()
        return address.rstrip("/") + "/" if address else ""

    def settings(self, language: str) -> dict[str, Any]:
        """Return MkDocs's settings of a language's edition, without inherited ones.

        Raises:
            Problem: the file is missing, is not UTF-8 or is not YAML, or a translation's has tags, which
                could run Python.
        """
        return self.once(Project._read_settings, language)

    def _read_settings(self, language: str) -> dict[str, Any]:
        path = self.settings_file(language)
        file, text = self.name(path), self.text(path)
        is_original = language == self.languages[0]
        found = read_tolerantly(text, file) if is_original else read_plain_yaml(text, file)
        return found if isinstance(found, dict) else {}


def _is_navigation(found: object) -> bool:
    if not isinstance(found, list):
        return False
    below = [value for one in found if isinstance(one, dict) for value in one.values()]
    return all(isinstance(one, str) or (isinstance(one, dict) and len(one) == 1) for one in found) and all(
        isinstance(value, str) or _is_navigation(value) for value in below
    )


def _planned(name: str, entry: object, known: dict[str, Any]) -> dict[str, Any]:
    found = {str(key): value for key, value in entry.items()} if isinstance(entry, dict) else {"title": entry}
    needed = found.get("requires", known.get("requires", []))
    if not found.get("title") or not isinstance(needed, list):
        message = f"extra.planned: {name}에 title이 없거나 requires가 목록이 아닙니다."
        english = f"extra.planned: {name} must have a title, and its requires must be a list."
        raise Problem(say(message, english), "mkdocs.yml")
    for key in found:
        if key not in PLANNED_KEYS:
            message = say(
                f"extra.planned: {name}: 모르는 항목 {key!r}입니다.",
                f"extra.planned: {name}: unknown key {key!r}.",
            )
            raise Problem(message + did_you_mean(key, list(PLANNED_KEYS)), "mkdocs.yml")
    settled = {"title": str(found["title"]), "requires": [str(one) for one in needed]}
    return {"about": "", **found, **settled}


def untitled(project: Project, language: str) -> list[str]:
    """Return the pages of the original's navigation whose title is missing from a translation."""
    known = set(targets(project.navigation(language)))
    return [page for page in targets(project.navigation(project.languages[0])) if page not in known]


def navigation(project: Project, language: str) -> list[Any]:
    """Return the original's navigation with a translation's titles, where it has them.

    So an author can add a page to the original without naming it in every language.
    """

    def translate(entries: Any, ours: Any) -> list[Any]:
        translated: list[Any] = []
        for entry in entries or ():
            [(title, value)] = entry.items() if isinstance(entry, dict) else [("", entry)]
            pages = set(targets([entry]))
            own = next(
                (one for one in ours or () if isinstance(one, dict) and pages & set(targets([one]))), {}
            )
            [(own_title, own_value)] = own.items() or [(title, [])]
            below = own_value if isinstance(own_value, list) else []
            new = value if isinstance(value, str) else translate(value, below)
            translated.append({own_title: new} if own_title else new)
        return translated

    return translate(project.navigation(project.languages[0]), project.navigation(language))


def titles(navigation: Any) -> Iterator[tuple[str, str]]:
    """Yield the path and the title of each page of a navigation, in order; the title is "" if it has none."""
    for entry in navigation if isinstance(navigation, list) else ():
        for title, value in entry.items() if isinstance(entry, dict) else [("", entry)]:
            yield from [(value, str(title))] if isinstance(value, str) else titles(value)


def targets(navigation: Any) -> list[str]:
    """Return the pages of a navigation, in order."""
    return [path for path, _ in titles(navigation)]


def in_order(project: Project, paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Return paths of pages in the order of the navigation."""
    order = [PurePosixPath(target) for target in targets(project.navigation(project.languages[0]))]
    return sorted(paths, key=lambda path: order.index(path) if path in order else len(order))
