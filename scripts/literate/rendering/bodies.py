"""What rendering a page's Markdown gave, kept from one build to the next by all that it depends on."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ..files.digests import text_digest

# So many times what one build uses may lie there, for pages that come back as they were.
_ROOM = 3


@dataclass(frozen=True)
class Facts:
    """What a site needs to know of a page that it does not write.

    `meta` is its front matter, `contents` its headings as a tree, `anchors` the ids that it has if they are
    known, `links` the anchors that it links to, by page and anchor, each as it is written; `entries` are its
    sections in the search index.
    """

    meta: dict[str, Any]
    contents: list[dict[str, Any]]
    anchors: list[str] | None
    links: dict[str, dict[str, str]]
    entries: list[dict[str, Any]]


class Bodies:
    """Bodies in a folder, each in two files named by the digest of all that it depends on.

    Arguments:
        folder: where they lie.
        frame: a digest of what every page depends on beside its own text: settings, scripts, list of pages.
    """

    def __init__(self, folder: Path, frame: str) -> None:
        self._folder, self._frame = folder, frame
        self._used: set[str] = set()

    def key(self, path: str, *parts: str) -> str:
        """Return the name under which a page's body is kept.

        Arguments:
            path: the page's path in the stage, with its language.
            parts: a digest of the page's Markdown, and what else its body depends on.
        """
        return text_digest(self._frame, path, *parts)

    def facts(self, key: str) -> Facts | None:
        """Return the facts of a page, or None if its body is not known."""
        self._used.add(key)
        try:
            found = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
            is_whole = found.keys() == {field.name for field in fields(Facts)}
            return Facts(**found) if is_whole and (self._folder / f"{key}.html").is_file() else None
        except (OSError, ValueError, AttributeError):
            return None

    def html(self, key: str) -> str:
        """Return the HTML of a body that is known.

        Raises:
            OSError: it cannot be read.
        """
        return (self._folder / f"{key}.html").read_text(encoding="utf-8")

    def keep(self, key: str, facts: Facts, html: str) -> bool:
        """Write a body, and return whether that could be done; if not, it is rendered again next time."""
        self._used.add(key)
        # The facts come last: where they are, all is.
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
        """Remove what has not been used for longest, where far more lies there than was used."""
        kept = sorted(self._folder.glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in kept[2 * _ROOM * len(self._used) :]:
            if path.stem not in self._used:
                path.unlink(missing_ok=True)
