"""Draw the preview image of links: the site's name and description in a language, and a recorded figure."""

from __future__ import annotations

import html
import io
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..environment import find_browser
from ..files.digests import digest
from ..messages import say, use_utf8
from ..project import Project
from ..weaving.light_figures import light_figure
from .options import Parser

# The file in each language's folder; an edition without one uses the original's.
PREVIEW = "preview.png"
FIGURE = "negative-log-likelihood/best-density.svg"
WIDTH, HEIGHT = 1200, 630
_MOST_COLORS = 64
_SOURCE = "source"
_PAGE = """\
<!doctype html><html lang="{language}"><meta charset="utf-8"><style>
body {{ margin: 0; box-sizing: border-box; width: 1200px; height: 630px; padding: 0 72px 0 80px;
  display: grid; grid-template-columns: 430px 1fr; gap: 64px; align-items: center; background: #fff;
  border-bottom: 14px solid #0b6e63; color: #1d2733; word-break: keep-all;
  font-family: "Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif }}
h1 {{ margin: 0 0 28px; font-size: 62px; line-height: 1.28; letter-spacing: -0.01em; text-wrap: balance }}
p {{ margin: 0; font-size: 29px; line-height: 1.5; color: #4a5563; text-wrap: pretty }}
svg {{ width: 100%; height: auto; font-family: inherit }}
</style><div><h1>{name}</h1><p>{promise}</p></div>{figure}</html>
"""


def preview_page(project: Project, language: str) -> str:
    """Return the web page whose screenshot is a language's preview.

    Raises:
        Problem: the settings cannot be read.
        OSError: the figure's recording is missing.
    """
    settings = project.settings(language)
    figure = light_figure((project.recorded / FIGURE).read_text(encoding="utf-8"))
    name, promise = (html.escape(str(settings.get(key, ""))) for key in ("site_name", "site_description"))
    return _PAGE.format(language=language, name=name, promise=promise, figure=figure)


def is_current(project: Project, language: str) -> bool:
    """Return whether a language's preview is a screenshot of the current preview page."""
    with Image.open(project.docs / language / PREVIEW) as picture:
        return bool(picture.info.get(_SOURCE) == digest(preview_page(project, language)))


def preview_parser() -> ArgumentParser:
    """Return the parser of scripts/preview.py's options."""
    use_utf8()
    about = "링크에 따라가는 그림을 언어마다 그립니다. 그 언어의 글꼴이 있는 컴퓨터에서 실행하세요."
    english = "Draw the preview image of links. Run this on a machine with fonts for the language."
    parser = Parser(description=say(about, english))
    parser.option(
        "languages",
        "이 언어의 그림만 그립니다. 예: en (기본: 모든 언어)",
        "draw only the images of these languages, such as en (default: all)",
        nargs="*",
        metavar=say("언어", "LANG"),
    )
    return parser


def draw_previews(project: Project, languages: Sequence[str]) -> int:
    """Draw the previews of some languages, or of all, print their names, and return the exit code."""
    from playwright.sync_api import sync_playwright

    if unknown := [one for one in languages if one not in project.languages]:
        message = f"{unknown[0]}: 그런 언어가 없습니다."
        print(say(message, f"{unknown[0]}: this language does not exist."), file=sys.stderr)
        return 1
    browser = find_browser()
    if browser is None:
        print(say("브라우저를 찾지 못했습니다.", "No browser was found."), file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser).new_page(
            viewport={"width": WIDTH, "height": HEIGHT}
        )
        for language in languages or project.languages:
            source = preview_page(project, language)
            page.set_content(source)
            path = project.docs / language / PREVIEW
            _write(page.screenshot(), path, digest(source))
            print(f"  {project.name(path)}")
    return 0


def _write(screenshot: bytes, path: Path, source: str) -> None:
    """Write an image in few colors, with the digest of the page that it shows."""
    note = PngInfo()
    note.add_text(_SOURCE, source)
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(_MOST_COLORS)
    picture.save(path, optimize=True, pnginfo=note)
