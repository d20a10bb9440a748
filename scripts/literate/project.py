"""Where things are in a project, and what mkdocs.yml says about it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from .messages import Problem, did_you_mean, say
from .plain_yaml import (
    UNREADABLE,
    read_plain_yaml,
    refuse_unwritable,
    with_our_lines,
    yaml_problem,
)
from .reading import read_utf8

PLANNED_KEYS = ("title", "about", "requires")

ORIGINAL = "ko"


@dataclass(frozen=True)
class Project:
    """The folders of one project, and its languages.

    `workspace` is where everything that is made goes; inside the project if not given.
    """

    root: Path
    languages: tuple[str, ...] = (ORIGINAL,)
    workspace: Path | None = None

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the project in a folder, with all languages that have settings below docs/."""
        others = sorted(path.parent.name for path in (root / "docs").glob("*/mkdocs.yml"))
        return cls(root, (ORIGINAL, *others))

    @property
    def docs(self) -> Path:
        """Prose, one folder a language, beside the theme."""
        return self.root / "docs"

    @property
    def snippets(self) -> Path:
        """Snippet files."""
        return self.root / "snippets"

    @property
    def recorded(self) -> Path:
        """Recordings, one folder a lesson."""
        return self.snippets / "recorded"

    @property
    def stage(self) -> Path:
        """Woven pages, one folder a language, which the site generator reads."""
        return (self.workspace or self.root) / "build"

    @property
    def cache(self) -> Path:
        """What a build remembers for the next one on this machine."""
        return self.stage / "cache"

    @property
    def site(self) -> Path:
        """The published site."""
        return (self.workspace or self.root) / "site"

    def settings_file(self, language: str) -> Path:
        """MkDocs's settings of a language's edition."""
        return (self.root if language == self.languages[0] else self.docs / language) / "mkdocs.yml"

    def name(self, path: Path) -> str:
        """How messages name a file: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def planned(self, language: str) -> dict[str, str]:
        """Titles of lessons that are announced but not written, by lesson, as a language's edition says."""
        return {lesson: entry["title"] for lesson, entry in self.planned_entries(language).items()}

    def planned_entries(self, language: str) -> dict[str, dict[str, Any]]:
        """What `extra.planned` says of lessons that are not written: title, about, requires, by lesson.

        Only the original announces lessons; a translation gives them titles.

        Raises:
            Problem: an entry is neither a title nor has one, or has what is none of these.
        """
        found: dict[str, Any] = {}
        for one in dict.fromkeys((self.languages[0], language)):
            extra = self.settings(one).get("extra") or {}
            planned = extra.get("planned") or {} if isinstance(extra, dict) else None
            if not isinstance(planned, dict):
                message = say(
                    "extra.planned가 `과: 제목`이 아닙니다.", "extra.planned is not `lesson: title`."
                )
                raise Problem(message, self.name(self.settings_file(one)))
            for name, entry in planned.items():
                if one != self.languages[0] and str(name) not in found:
                    continue
                known = found.get(str(name), {})
                found[str(name)] = known | _planned(str(name), entry, known)
        return found

    def navigation(self, language: str) -> Any:
        """The `nav` of a language's edition.

        Raises:
            Problem: it is no list of pages, each with or without a title, and of lists of such with a title.
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
        """Where the site is published, with a slash at its end; "" if that is not known."""
        address = str(
            self.settings(self.languages[0]).get("site_url") or os.environ.get("SITE_URL", "")
        ).strip()
        return address.rstrip("/") + "/" if address else ""

    def settings(self, language: str) -> dict[str, Any]:
        """What MkDocs's settings of a language's edition say, without what they inherit.

        Raises:
            Problem: they are missing, not UTF-8 or no YAML; tags, which could run Python, only the original's
                may have.
        """
        if language not in self._settings:
            path = self.settings_file(language)
            file = self.name(path)
            try:
                text = read_utf8(path, file)
            except FileNotFoundError:
                raise Problem(say("파일이 없습니다.", "This file is missing."), file) from None
            is_original = language == self.languages[0]
            found = _read_tolerantly(text, file) if is_original else read_plain_yaml(text, file)
            self._settings[language] = found if isinstance(found, dict) else {}
        return self._settings[language]

    def forget_settings(self) -> None:
        """Read settings again when they are next asked for: they may have changed."""
        self.__dict__.pop("_settings", None)

    @cached_property
    def _settings(self) -> dict[str, dict[str, Any]]:
        return {}


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
        english = f"extra.planned: {name} has no title, or its requires is no list."
        raise Problem(say(message, english), "mkdocs.yml")
    for key in found:
        if key not in PLANNED_KEYS:
            message = say(
                f"extra.planned: {name}: 모르는 항목 {key!r}입니다.",
                f"extra.planned: {name}: unknown {key!r}.",
            )
            raise Problem(message + did_you_mean(key, list(PLANNED_KEYS)), "mkdocs.yml")
    settled = {"title": str(found["title"]), "requires": [str(one) for one in needed]}
    return {"about": "", **found, **settled}


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs: a tag such as `!ENV` becomes nothing. No value may hold itself."""

    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if self.check_event(yaml.AliasEvent):
            node = self.anchors.get(event.anchor)
            if node is not None and node.end_mark is None:  # it is still being read
                raise yaml.composer.ComposerError(None, None, "a value that holds itself", event.start_mark)
        node = super().compose_node(parent, index)
        refuse_unwritable(node)
        return node


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)


@lru_cache(maxsize=4)  # what is served is read with every change
def _read_tolerantly(text: str, file: str) -> Any:
    text = with_our_lines(text)
    try:
        return yaml.load(text, _TolerantLoader)
    except (yaml.YAMLError, *UNREADABLE) as error:
        raise yaml_problem(error, file, 1, text) from None
