"""Make MkDocs render only changed pages: reuse cached bodies and published pages."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils.templates import TemplateContext

from ..files.digests import text_digest
from ..project import Project
from .bodies import Bodies, Facts
from .page_html import searchable

_FIRST, _LAST = 100, -100
_SEARCH = "material/search"
# Material's search processes these slowly.
_MARK = re.compile(r' data-search-\w+="[^"]+"')


class KnownBodies(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """A MkDocs plugin for one build: it reuses cached bodies, and caches the bodies that MkDocs renders.

    Arguments:
        project: the project, so that hooks do not read its files again.
        bodies: the cache of bodies.
        digests: known digests of pages' Markdown, by path in the stage.
        warnings: the warnings of MkDocs so far; a page with a warning is not cached.
        published: the published site of the language, from which pages that are not `wanted` are copied.
        wanted: the pages whose templates to render again; None for all.
    """

    def __init__(
        self,
        project: Project,
        bodies: Bodies,
        digests: Mapping[str, str],
        warnings: Collection[str],
        published: Path,
        wanted: Collection[str] | None,
    ) -> None:
        super().__init__()
        self.project = project
        self._bodies, self._digests, self._warnings = bodies, digests, warnings
        self._published, self._wanted = published, wanted
        self._reading = True
        self._files: list[File] = []
        self._entries: dict[str, list[dict[str, Any]]] = {}
        self._key, self._warned = "", 0
        self._facts: Facts | None = None
        self._keys: dict[str, str] = {}

    @event_priority(_LAST)
    def on_config(self, config: MkDocsConfig) -> None:
        """Stop search from parsing pages: the cache holds their search entries with their bodies."""
        search: Any = config.plugins[_SEARCH]
        search.search_index.add_entry_from_context = lambda page: None

    @event_priority(_LAST)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Mark each file as modified or as already present in the published site."""
        self._files = list(files)
        if self._wanted is not None:
            for file in self._files:
                file.is_modified = partial(self._is_due, file)  # type: ignore[method-assign]

    def _is_due(self, file: File) -> bool:
        old = self._published / file.dest_uri
        if file.is_documentation_page():
            return self._reading or self._is_wanted(file)
        if file.abs_src_path is None or not old.is_file():
            return True
        one, other = Path(file.abs_src_path).stat(), old.stat()
        return one.st_size != other.st_size or one.st_mtime_ns >= other.st_mtime_ns

    @event_priority(_LAST)
    def on_pre_page(self, page: Page, /, *, config: MkDocsConfig, files: Files) -> None:
        """Look up the page's body in the cache."""
        path, warned = page.file.src_uri, len(self._warnings)
        digest = self._digests.get(path) or text_digest(_text(page))
        self._key, self._warned = self._bodies.key(path, digest), warned
        self._facts = facts = self._bodies.facts(self._key)
        if facts is not None:
            page.read_source = lambda config: _know(facts, page)  # type: ignore[method-assign]
            page.render = lambda config, files: _use(facts, page, files)  # type: ignore[method-assign]

    def _is_wanted(self, file: File) -> bool:
        if self._wanted is None or file.src_uri in self._wanted:
            return True
        return not (self._published / file.dest_uri).is_file()

    @event_priority(_LAST)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Cache the body of a rendered page and read it again when MkDocs renders the template.

        The bodies of all pages together would take hundreds of MB of memory.
        """
        path, facts, kept = page.file.src_uri, self._facts, True
        page.markdown = ""  # The Markdown of all pages would take hundreds of MB of memory too.
        if facts is None:
            facts = _facts(html, page, config)
            html = _MARK.sub("", html)
            kept = len(self._warnings) == self._warned and self._bodies.keep(self._key, facts, html)
        else:
            page.toc = get_toc(facts.contents)  # type: ignore[arg-type]
        self._entries[path] = facts.entries
        if not kept:
            return html
        self._keys[path] = self._key
        return ""

    @event_priority(_LAST)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Load the page's body while MkDocs renders the template. Search has read it before."""
        if page.file.src_uri in self._keys:
            page.content = self._bodies.html(self._keys[page.file.src_uri])

    @event_priority(_LAST)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> None:
        """Release the page's body."""
        page.content = ""

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> None:
        """Start writing: MkDocs has read all pages and now writes the modified ones."""
        self._reading = False

    @event_priority(_FIRST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the search index, and take unmodified files from the published site."""
        search: Any = config.plugins[_SEARCH]
        index = search.search_index
        for file in self._files:
            index.entries += self._entries.get(file.src_uri, [])
            if self._wanted is not None:
                take(self._published / file.dest_uri, Path(config.site_dir, file.dest_uri))


def take(old: Path, new: Path) -> None:
    """Link or copy an existing file to a second path unless that path exists."""
    if new.exists() or not old.is_file():
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _text(page: Page) -> str:
    return Path(str(page.file.abs_src_path)).read_text(encoding="utf-8")


def _know(facts: Facts, page: Page) -> None:
    page.markdown = ""  # Nothing reads it.
    page.meta = dict(facts.meta)


def _use(facts: Facts, page: Page, files: Files) -> None:
    # Hooks get an empty page; on_page_context sets the content after them.
    page.content = ""
    page.present_anchor_ids = None if facts.anchors is None else set(facts.anchors)
    found = {files.get_file_from_path(path): links for path, links in facts.links.items()}
    page.links_to_anchors = {file: links for file, links in found.items() if file is not None}


def _facts(html: str, page: Page, config: MkDocsConfig) -> Facts:
    return Facts(
        dict(page.meta),
        [_branch(link) for link in page.toc],
        None if page.present_anchor_ids is None else sorted(page.present_anchor_ids),
        {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
        _entries(html, page, config),
    )


def _branch(link: AnchorLink) -> dict[str, Any]:
    children = [_branch(child) for child in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _entries(html: str, page: Page, config: MkDocsConfig) -> list[dict[str, Any]]:
    plugin: Any = config.plugins[_SEARCH]
    index = type(plugin.search_index)(**plugin.config)
    seen = SimpleNamespace(
        meta=page.meta, content=searchable(html), toc=page.toc, url=page.url, title=page.title
    )
    index.add_entry_from_context(seen)
    entries: list[dict[str, Any]] = index.entries
    return entries
