"""Color recorded figures for use outside the site's pages, where no style sheet sets the palette."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from ..running.figure_style import INK, LINES, OWN_COLORS

# The light palette of docs/styles/palette.css.
COLORS = {
    "--figure-grid": "#1d273320",
    **{f"--figure-{index}": line for index, line in enumerate(LINES)},
    "--md-default-bg-color": "#fff",
    "--md-default-fg-color": INK,
}
_VARIABLE = re.compile(r"var\((?P<name>--[\w-]+)(?:,\s*(?P<fallback>[^()]*))?\)")
_VIEW = re.compile(r'viewBox="0 0 (?P<width>\d{1,5}(?:\.\d{1,9})?) (?P<height>\d{1,5}(?:\.\d{1,9})?)"')
_PIXELS_PER_POINT = 4 / 3


def light_figure(svg: str) -> str:
    """Return a recorded figure as a standalone SVG file in the light palette, with no background."""
    plain = _VARIABLE.sub(lambda match: COLORS.get(match["name"], match["fallback"] or INK), svg)
    head = f'<svg color="{INK}" font-family="system-ui, sans-serif" '
    return _compact(plain).replace("<svg ", head, 1)


def notebook_image(svg: str, alt: str, language: str) -> str:
    """Return a recorded figure as an HTML image with inline data, on white because notebooks may be dark.

    A percent-encoded data URL is a quarter shorter than a Base64 one. `language` is the language of the text
    alternative if it differs from the notebook's, else "".
    """
    start, end, rest = light_figure(svg).partition(">")
    grounded = f'{start}{end}<rect width="100%" height="100%" fill="#fff"/>{rest}'
    single = re.sub("<[^>]*>", lambda tag: tag[0].replace("'", "&apos;").replace('"', "'"), grounded)
    width, height = size(svg)
    picture = quote(single, safe=" '/:;=,()")
    marks = f'lang="{language}" ' if language else ""
    return (
        f'<img {marks}alt="{html.escape(alt)}" width="{width}" height="{height}" '
        f'src="data:image/svg+xml;charset=utf-8,{picture}">'
    )


def has_own_colors(svg: str) -> bool:
    """Return whether a recorded figure has a color outside the palette, so that it needs white paper."""
    return f'class="{OWN_COLORS}"' in svg.partition(">")[0]


def size(svg: str) -> tuple[int, int]:
    """Return a recorded figure's width and height in CSS pixels."""
    view = _VIEW.search(svg)
    if view is None:
        return 480, 300
    return round(float(view["width"]) * _PIXELS_PER_POINT), round(float(view["height"]) * _PIXELS_PER_POINT)


def _compact(svg: str) -> str:
    """Return an SVG without indentation and without elements that draw nothing."""
    svg = re.sub(r'<path d="[^"]*" style="fill: none" ?/>', "", svg)
    svg = re.sub(r' d="[^"]*"', lambda path: re.sub(r" ?([MLQCz]) ?", r"\1", path[0]), svg)
    svg = re.sub(r' style="[^"]*"', lambda style: re.sub("([:;]) ", r"\1", style[0]), svg)
    return re.sub(r">\s*\n\s*<", "><", svg.strip()).replace(" />", "/>")
