"""What MkDocs does with our pages beside rendering them, in `mkdocs build` and `mkdocs serve` too."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from literate.environment import ROOT
from literate.katex import Katex
from literate.lightening import lighten
from literate.particles import keep_particles
from literate.project import Project
from literate.typefaces import keep_used_typefaces
from literate.words import read_words

_log = logging.getLogger("mkdocs.hooks.formulas")
_katex = Katex()


def repository_address(repo_url: str | None) -> str:
    """Return the address of the repository on GitHub, or nothing where that is not known."""
    name = os.environ.get("GITHUB_REPOSITORY", "")
    return (repo_url or "").rstrip("/") or (name and f"https://github.com/{name}")


def on_env(env: Any, config: Any, **_: object) -> None:
    """Give templates the words of the language as `words`, and where the `repository` is."""
    env.globals["repository"] = repository_address(config.repo_url)
    env.globals["words"] = read_words(Project(ROOT), config.theme["language"])


def on_page_context(context: dict[str, Any], page: Any, config: Any, **_: object) -> None:
    """Tell a page's template where in the repository its text is, if that is written by hand."""
    source = Path("docs", config.theme["language"], page.file.src_uri)
    context["source"] = source.as_posix() if (ROOT / source).is_file() else ""


def on_files(files: Any, **_: object) -> None:
    """Leave out what no reader's browser asks for: the source maps of Material's programs and styles."""
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_uri.endswith(".map"):
            files.remove(file)


def on_page_content(html: str, page: Any, **_: object) -> str:
    """Set the formulas of a page, each on one line with the particle behind it, and make it lighter."""
    set_html, problems = _katex.set_all(keep_particles(html))
    for tex, reason in problems:
        _log.warning("Doc file '%s' contains a formula '%s', but %s", page.file.src_uri, tex, reason)
    return lighten(set_html)


def on_post_build(config: Any, **_: object) -> None:
    """End the process that sets formulas, and publish the fonts that they use."""
    _katex.close()
    sheet = Path(config.docs_dir, "assets", "site.css").read_text(encoding="utf-8")
    keep_used_typefaces(Path(config.site_dir), sheet)


def on_build_error(**_: object) -> None:
    """End the process that sets formulas."""
    _katex.close()
