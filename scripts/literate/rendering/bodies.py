"""Cache the rendered bodies of pages between builds, by a digest of every dependency."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ..files.digests import text_digest

# The cache may hold this many times the entries of one build, for pages that return to an earlier state.
_ROOM = 3


@dataclass(frozen=True)
class Facts:
    """The facts that a site needs about a page whose body it does not render.

    `meta` is its front matter, `contents` its headings as a tree, `anchors` its ids if they are known,
    `links` the linked anchors by page and anchor, each as it is written; `entries` are its search entries.
    """

    meta: dict[str, Any]
    contents: list[dict[str, Any]]
    anchors: list[str] | None
    links: dict[str, dict[str, str]]
    entries: list[dict[str, Any]]


class Bodies:
    """A cache folder of bodies, two files for each body, named by the digest of its dependencies.

    Arguments:
        folder: the cache folder.
        frame: a digest of the dependencies that all pages share: settings, scripts, list of pages.
    """

    def __init__(self, folder: Path, frame: str) -> None:
        self._folder, self._frame = folder, frame
        self._used: set[str] = set()

    def key(self, path: str, page: str) -> str:
        """Return the cache key of a page's body.

        Arguments:
            path: the page's path in the stage, with its language.
            page: a digest of the page's Markdown.
        """
        return text_digest(self._frame, path, page)

    def facts(self, key: str) -> Facts | None:
        """Return the facts of a page, or None if its body is not in the cache."""
        self._used.add(key)
        try:
            found = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
            is_whole = found.keys() == {field.name for field in fields(Facts)}
            return Facts(**found) if is_whole and (self._folder / f"{key}.html").is_file() else None
        except (OSError, ValueError, AttributeError):
            return None

    def html(self, key: str) -> str:
        """Return the HTML of a cached body.

        Raises:
            OSError: the file cannot be read.
        """
        return (self._folder / f"{key}.html").read_text(encoding="utf-8")

    def keep(self, key: str, facts: Facts, html: str) -> bool:
        """Write a body to the cache and return whether this succeeded; if not, the next build renders it."""
        self._used.add(key)
        # The facts are written last, so that their presence means that the body is complete.
        texts = {"html": html, "json": json.dumps(asdict(facts), ensure_ascii=False)}
        with contextlib.suppress(OSError, TypeError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for kind, text in texts.items():
                new = self._folder / f"{key}.new"
                new.write_text(text, encoding="utf-8")
                new.replace(self._folder / f"{key}.{kind}")
            return True
        return False

    def forget_old(self) -> None:
        """Remove the least recently used entries if the cache is much larger than one build needs."""
        kept = sorted(self._folder.glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in kept[2 * _ROOM * len(self._used) :]:
            if path.stem not in self._used:
                path.unlink(missing_ok=True)
