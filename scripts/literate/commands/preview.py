"""Draw the preview image of links: the site's name and description in a language, and a recorded figure."""

from __future__ import annotations

import html
import io
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..environment import find_browser
from ..files.digests import digest
from ..messages import Problem, Problems, each, say, use_utf8
from ..project import Project
from ..weaving.light_figures import light_figure
from .options import Parser

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
# Returns the letters that the page shows as it shows a character that no font has.
_MISSING = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 96, height: 96 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.font = `48px ${getComputedStyle(document.body).fontFamily}`;
  const drawn = (letter) => {
    context.clearRect(0, 0, 96, 96);
    context.fillText(letter, 24, 64);
    return context.getImageData(0, 0, 96, 96).data.join();
  };
  const texts = [...document.querySelectorAll("h1, p, text")].map((one) => one.textContent);
  const box = drawn("\\u{10ffff}");
  // The box may be empty, as spaces are.
  const letters = texts.join("").match(/[^\\s\\p{M}\\p{Cf}]/gu);
  return [...new Set(letters)].filter((letter) => drawn(letter) === box);
}"""
_MOST_SHOWN = 10


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

        def draw(language: str) -> None:
            print(f"  {project.name(draw_preview(page, project, language))}")

        try:
            each(languages or project.languages, draw)
        except Problems as problems:
            print(problems, file=sys.stderr)
            return 1
    return 0


def draw_preview(page: Page, project: Project, language: str) -> Path:
    """Draw the preview of a language on a page of a browser, write it, and return its file.

    Raises:
        Problem: the settings cannot be read, or no font of this machine has a letter of the preview.
        OSError: the figure's recording is missing.
    """
    source = preview_page(project, language)
    page.set_content(source)
    if missing := page.evaluate(_MISSING):
        letters = " ".join(missing[:_MOST_SHOWN])
        message = say(
            f"이 컴퓨터의 글꼴에 없는 글자가 있어 그림을 그리지 않았습니다: {letters}. 글꼴을 설치하고 다시 "
            "실행하세요. Debian과 Ubuntu에서는 한국어, 중국어, 일본어의 글꼴을 "
            "`sudo apt-get install fonts-noto-cjk`로, 다른 언어의 글꼴을 "
            "`sudo apt-get install fonts-noto-core`로 설치합니다.",
            f"No image was drawn, since the fonts of this machine do not have {letters}. Install a font and "
            "run this again; on Debian and Ubuntu: `sudo apt-get install fonts-noto-cjk` (Chinese, Japanese, "
            "Korean) or `sudo apt-get install fonts-noto-core` (other languages).",
        )
        raise Problem(message, project.name(project.settings_file(language)))
    path = project.docs / language / PREVIEW
    _write(page.screenshot(), path, digest(source))
    return path


def _write(screenshot: bytes, path: Path, source: str) -> None:
    """Write an image in few colors, with the digest of the page that it shows."""
    note = PngInfo()
    note.add_text(_SOURCE, source)
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(_MOST_COLORS)
    picture.save(path, optimize=True, pnginfo=note)
