"""MkDocs hooks that adjust settings, files, templates and pages, in `mkdocs build` and `mkdocs serve` too."""

from __future__ import annotations

import logging
import os
import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from literate.environment import ROOT
from literate.project import ORIGINAL, Project, navigation
from literate.reading.words import read_words
from literate.rendering.edition_links import EditionLink, edition_links, homes
from literate.rendering.katex import shared_katex
from literate.rendering.page_html import keep_particles, lighten, mark_korean
from literate.rendering.places import number_places
from literate.rendering.readings import READINGS
from literate.translating.safety.rendered import FIGURE_DIGESTS, ORIGINAL_TAGS, unsafe, without_figures
from literate.translating.states import UNTRANSLATED
from literate.weaving.notebook_page import TEMPLATE
from literate.weaving.take_along import lesson_of, links, repository_address
from mkdocs.exceptions import PluginError

_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
_log = logging.getLogger("mkdocs.hooks.formulas")
_katex = shared_katex()
_files: Any = None


def _project(config: Any) -> Project:
    """Return the project that the build has read, or read it if plain `mkdocs` is running."""
    bodies = config.plugins.get("known-bodies")
    return bodies.project if bodies else Project.at(ROOT)


def on_config(config: Any, **_: object) -> None:
    """Set what an edition cannot inherit: its own address, its navigation, and words inside lists."""
    project, language = _project(config), config.theme["language"]
    words = read_words(project, language)
    _katex.readings.folder = project.root / READINGS
    if config.site_url and language != project.languages[0]:
        config.site_url = f"{config.site_url.rstrip('/')}/{language}/"
    if language != project.languages[0]:
        config.nav = navigation(project, language)
    config.extra["alternate"] = len(project.languages) > 1
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = words["permalink"]
    config.mdx_configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = words["footnote"].format(number="{}")
    for palette in config.theme["palette"]:
        palette["toggle"]["name"] = words["palette-" + palette.get("scheme", "auto")]


def on_files(files: Any, config: Any, **_: object) -> None:
    """Remove files that no page requests: Material's source maps, and style sheets that site.css contains.

    Also remove the scripts that run cells if no page does.
    """
    unused = r"assets/(stylesheets/|.*\.(map|room\.css)$)" + ("" if _python(config) else "|assets/run/")
    for file in list(files):
        if re.match(unused, file.src_uri):
            files.remove(file)


def on_env(env: Any, config: Any, files: Any, **_: object) -> None:
    """Give templates the words of the language, and the repository's address, "" if it is unknown."""
    global _files
    _files, language = files, config.theme["language"]
    env.globals["words"] = read_words(_project(config), language)
    env.globals["homes"] = homes(_project(config), language, config.site_url or "/")
    up, python = "" if language == ORIGINAL else "../", _python(config)
    env.globals["python"] = f"{up}assets/{python.name}/" if python else ""
    env.globals["repository"] = repository_address(config.repo_url, os.environ) or ""


def on_page_markdown(markdown: str, page: Any, config: Any, **_: object) -> None:
    """Have search engines index the original alone of an untranslated page, which repeats it."""
    if UNTRANSLATED in page.meta and config.site_url:
        page.canonical_url = next(one.address for one in _editions(page, config) if one.is_original)


def on_page_content(html: str, page: Any, config: Any, **__: object) -> str:
    """Number figures and formulas of a page, render the formulas, tie particles to them, and shrink the HTML.

    Reject active content on a translated page first.
    """
    language = config.theme["language"]
    if _is_notebook(page):
        # Problems of formulas and links are reported for the lesson's page, which also has permalinks.
        page.links_to_anchors = {}
        return _katex.set_all(_PERMALINK.sub("", html), "mathml", language)[0]
    if Path(config.docs_dir).name != ORIGINAL:
        _reject_unsafe(html, page)
    words = read_words(_project(config), language)
    html, formulas = number_places(html, words)
    page.present_anchor_ids |= formulas
    html = keep_particles(html)
    set_html, problems = _katex.set_all(html, "htmlAndMathml", language, words["read-aloud"])
    for tex, reason in problems:
        _log.warning("Doc file '%s' contains a formula '%s', but %s", page.file.src_uri, tex, reason)
    return lighten(set_html)


def on_page_context(context: dict[str, Any], page: Any, config: Any, **_: object) -> None:
    """Give a page's template its editions, its source file, and its downloads."""
    path, language = PurePosixPath(page.file.src_uri), config.theme["language"]
    context["editions"] = _editions(page, config)
    source = Path("docs", language, path)
    context["source"] = source.as_posix() if (ROOT / source).is_file() else ""
    lesson = page
    if _is_notebook(page):
        path = lesson_of(path)
        lesson = _files.get_file_from_path(path.as_posix()).page
        page.canonical_url = lesson.canonical_url
        context["lesson"] = lesson
    if "snippets" in lesson.meta and not page.is_homepage:

        def address(wanted: PurePosixPath) -> str:
            file = _files.get_file_from_path(wanted.as_posix())
            return file.url_relative_to(page.file) if file else ""

        repository = repository_address(config.repo_url, os.environ)
        context["take_along"] = links(path, lesson.meta["snippets"], language, repository, address)


def _python(config: Any) -> Path | None:
    """Return the folder of the files that run cells, in the original's edition, if there is one."""
    found = Path(config.docs_dir).parent.glob(f"{ORIGINAL}/assets/python-*/sizes.json")
    return next((file.parent for file in found), None)


def _reject_unsafe(html: str, page: Any) -> None:
    html = without_figures(html, page.meta.get(FIGURE_DIGESTS, ()))
    if found := unsafe(html, page.meta.get(ORIGINAL_TAGS, ())):
        raise PluginError(f"Doc file '{page.file.src_uri}' contains active content: '{found}'")


def on_post_page(output: str, page: Any, config: Any, **_: object) -> str:
    """Mark Korean, in contents and menus too, in other editions."""
    if config.theme["language"] == ORIGINAL:
        return output
    head, tag, body = output.partition("<body")
    return head + mark_korean(tag + body)


def _editions(page: Any, config: Any) -> list[EditionLink]:
    url = page.url.removeprefix("./")
    return edition_links(_project(config), config.theme["language"], url, config.site_url or "")


def _is_notebook(page: Any) -> bool:
    return bool(page.meta.get("template") == TEMPLATE)
