"""Draw the preview image of links: the site's name and description in a language, and a recorded figure."""

from __future__ import annotations

import html
import io
import sys
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..environment import find_browser
from ..files.digests import digest
from ..messages import say
from ..project import Project
from ..weaving.light_figures import light_figure

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


def draw_previews(project: Project) -> int:
    """Draw the previews of all languages, print their names, and return the exit code."""
    from playwright.sync_api import sync_playwright

    browser = find_browser()
    if browser is None:
        print(say("브라우저를 찾지 못했습니다.", "No browser was found."), file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser).new_page(
            viewport={"width": WIDTH, "height": HEIGHT}
        )
        for language in project.languages:
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
