"""Render the stage into a site with MkDocs, and say what MkDocs found wrong in terms of the pages."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from .messages import Problem, say
from .project import Project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains (?:a|an \w+ \w+) link '(?P<link>[^']*)', but (?P<why>.*)"
)
_UNRECOGNISED = re.compile(r"Doc file '(?P<page>[^']+)' contains an? [\w ]*link '(?P<link>[^']*)'(?P<why>.*)")


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render(project: Project, language: str, into: Path) -> list[Problem]:
    """Render a language's stage into an empty folder.

    Returns:
        What MkDocs warns of: broken links and anchors, pages missing from the navigation, ….

    Raises:
        Problem: MkDocs cannot render at all.
    """
    # Gzipped files carry a time; a fixed one makes the same site the same bytes.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    warnings, logger = _Warnings(), logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    logger.propagate = False
    try:
        config: MkDocsConfig = load_config(str(project.root / "mkdocs.yml"), site_dir=str(into))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (MkDocsException, SystemExit) as error:
        detail = "\n".join(warnings.messages)
        message = say(f"MkDocs가 멈췄습니다: {error}", f"MkDocs stopped: {error}")
        raise Problem(message, "mkdocs.yml", detail=detail) from None
    finally:
        logger.removeHandler(warnings)
    return [_problem(message, project, language) for message in warnings.messages]


def _problem(warning: str, project: Project, language: str) -> Problem:
    """Say where in the page's own text the link stands that MkDocs saw in the stage."""
    match = _LINK.match(warning) or _UNRECOGNISED.match(warning)
    if not match:
        return Problem(warning, "mkdocs.yml")
    page = project.docs / language / match["page"]
    lines = page.read_text(encoding="utf-8").splitlines() if page.exists() else []
    line = next((number for number, text in enumerate(lines, 1) if match["link"] in text), 0)
    message = say(f"끊어진 링크입니다: {match['link']}", f"Broken link: {match['link']}")
    return Problem(message, project.name(page), line, detail=match["why"])
