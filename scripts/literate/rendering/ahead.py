"""Render bodies of pages into the cache while other lessons still run."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Any

from ..messages import Problem
from .edition import Renderer

# The typical content of lessons: a heading, code, a block
_SAMPLE = "# x {#x}\n\n```python\nx = 1\n```\n\n/// html | div.x\n\n- x\n\n///\n"


class Ahead:
    """Renders bodies of one language's pages that are already in the stage; a context manager.

    Errors are ignored here: the build renders such a page again and reports them.

    Arguments:
        renderer: renders the language, and caches the bodies.
        pages: all pages of the language, by path in the stage, as targets of links.
        nowhere: a folder that need not exist: nothing is written.
        soon: the page to render next; its previous version in the stage may have the same features.
    """

    def __init__(self, renderer: Renderer, pages: Collection[str], nowhere: Path, soon: str = "") -> None:
        self._renderer, self._pages, self._nowhere, self._soon = renderer, pages, nowhere, soon
        self._open = contextlib.ExitStack()
        self._files: Any = None

    def __enter__(self) -> Ahead:
        from mkdocs.structure.files import File, get_files

        with contextlib.suppress(Problem, OSError):
            warnings = self._open.enter_context(self._renderer.told())
            self._config = self._renderer.config(self._nowhere, warnings)
            self._config = self._config.plugins.on_config(self._config)
            # Stops the process that renders formulas.
            self._open.callback(self._config.plugins.on_build_error, error=Exception())
            files = get_files(self._config)
            for file in files.documentation_pages():
                files.remove(file)
            for path in self._pages:
                directories = self._config.docs_dir, self._config.site_dir
                files.append(File(path, *directories, self._config.use_directory_urls))
            self._files = self._config.plugins.on_files(files, config=self._config)
            self._warm()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _warm(self) -> None:
        """Load modules that the first page needs while lessons run."""
        from markdown import Markdown  # type: ignore[import-untyped]

        before, sample = Path(self._config.docs_dir, self._soon), _SAMPLE
        with contextlib.suppress(OSError, ValueError):
            sample = before.read_text(encoding="utf-8")
        extensions, options = self._config.markdown_extensions, self._config.mdx_configs
        hooks: Any = self._config.hooks
        with contextlib.suppress(RecursionError):
            html = Markdown(extensions=extensions, extension_configs=options).convert(sample)
            for hook in hooks.values():
                hook.warm(html)

    def body(self, path: str) -> None:
        """Render the body of a page that is in the stage; the plugin caches the body."""
        from mkdocs.structure.pages import Page

        if self._files is None:
            return
        config, files, plugins = self._config, self._files, self._config.plugins
        file = files.get_file_from_path(path)
        with contextlib.suppress(Problem, OSError), self._renderer.told():
            page = plugins.on_pre_page(Page(None, file, config), config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            page.render(config, files)
            plugins.on_page_content(page.content or "", page=page, config=config, files=files)
        # MkDocs keeps files, and each file keeps its page with the HTML.
        file.page = None
