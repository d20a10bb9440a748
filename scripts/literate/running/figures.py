"""Convert figures to SVG elements that use the page's light or dark palette, or keep their own colors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

from ..messages import say
from .figure_drawing import svg_of
from .figure_fonts import FigureProblem
from .figure_style import OWN_COLORS, PALETTE, clear_grounds

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"^#(.+)|url\(#([^)]+)\)")
_COORDINATES = ("d", "x", "y", "width", "height", "points", "viewBox")
# `scale(…)` and the first four numbers of `matrix(…)` multiply large coordinates: keep their digits.
_STEP = re.compile(r"(?P<name>[a-z]+)\((?P<numbers>[^)]*)\)", re.IGNORECASE)
_FACTORS = {"scale": 2, "matrix": 4}
_PAINTS = ("fill", "stroke", "stop-color")
_PAINT_RULE = re.compile(rf"(?<![\w-])(?:{'|'.join(_PAINTS)}): ([^;]+)")
_FONT = re.compile(
    r"(?:(?P<style>italic|oblique) )?(?:(?P<variant>small-caps) )?(?:(?P<weight>\w+) )?(?P<size>[\d.]+px) .*"
)
_UNPAINTED = ("none", "currentColor")
_LINKS = ("http", "https", "mailto")
_DRAWN = {
    f"{{{_SVG}}}{name}" for name in ("path", "rect", "text", "tspan", "use", "circle", "ellipse", "polygon")
}
_DROPPED = {f"{{{_SVG}}}{name}" for name in ("metadata", "style")}
_DEFINED = {f"{{{_SVG}}}{name}" for name in ("clipPath", "defs")}


def themed_svg(figure: Figure, prefix: str) -> str:
    """Return a figure as one `<svg>` element, byte-identical for the same figure.

    Arguments:
        figure: a Matplotlib figure, drawn in the course's style.
        prefix: the prefix of the ids in the SVG, unique on a page.

    Returns:
        The element: text as text in the page's own font, no background, black as `currentColor`, line
        colors as CSS variables, coordinates in points to two decimals, no style sheet, no metadata. A figure
        with colors outside the palette has the class `own-colors`: pages show it on a paper background.

    Raises:
        FigureProblem: a character is missing from all fonts, a link is active content, or it is too large.
    """
    holds_pies = clear_grounds(figure)
    root = ElementTree.fromstring(svg_of(figure))
    _drop_head(root)
    _name_ids(root, prefix)
    for element in root.iter():
        _restyle(element)
        _check_link(element)
    _paint_black(root)
    if holds_pies or _holds_own_colors(root):
        root.set("class", OWN_COLORS)
    _unwrap_groups(root)
    return _serialise(root)


def _drop_head(root: ElementTree.Element) -> None:
    # Matplotlib writes this in a style sheet, whose rule would apply to the whole page.
    root.set("stroke-linejoin", "round")
    root.set("fill", "currentColor")
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)


def _name_ids(root: ElementTree.Element, prefix: str) -> None:
    """Keep the referenced ids, and rename them to the prefix and a number."""
    values = [value for element in root.iter() for value in element.attrib.values() if "#" in value]
    used = {one or other for value in values for one, other in _REFERENCE.findall(value)}
    names: dict[str, str] = {}
    for element in root.iter():
        old = element.attrib.pop("id", "")
        if old in used:
            names[old] = f"{prefix}-{len(names) + 1}"
            element.set("id", names[old])
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == _HREF and value.startswith("#"):
                element.set(key, "#" + names[value[1:]])
            elif "url(#" in value:
                element.set(key, re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{names[m[1]]})", value))


def _restyle(element: ElementTree.Element) -> None:
    for key in _COORDINATES:
        if key in element.attrib:
            element.set(key, " ".join(_two_decimals(element.attrib[key]).split()))
    if "transform" in element.attrib:
        element.set("transform", _rounded_steps(element.attrib["transform"]))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for name in ("fill", "stroke"):
        if element.get(name, "").lower() in PALETTE:
            element.set(name, PALETTE[element.attrib[name].lower()])
    rules = [rule.split(":", 1) for rule in element.attrib.pop("style", "").split(";") if ":" in rule]
    kept = {name.strip(): value.strip() for name, value in rules if name.strip() != "font-family"}
    # Before 3.9, Matplotlib writes all properties of a font in one.
    if font := _FONT.fullmatch(kept.pop("font", "")):
        kept = {f"font-{name}": value for name, value in font.groupdict().items() if value} | kept
    if float(kept.get("fill-opacity", 1)) == 0:
        kept |= {"fill": "none"}
    if kept:
        themed = {name: PALETTE.get(value.lower(), value) for name, value in kept.items()}
        element.set("style", "; ".join(f"{name}: {value}" for name, value in themed.items()))


def _rounded_steps(transform: str) -> str:
    def rounded(step: re.Match[str]) -> str:
        numbers = step["numbers"].replace(",", " ").split()
        factors = _FACTORS.get(step["name"], 0)
        kept = [f"{float(number):.6g}" for number in numbers[:factors]]
        return f"{step['name']}({' '.join([*kept, *map(_two_decimals, numbers[factors:])])})"

    return " ".join(_STEP.sub(rounded, transform).split())


def _check_link(element: ElementTree.Element) -> None:
    address = element.get(_HREF, "")
    if element.tag == f"{{{_SVG}}}a" and urlsplit(address).scheme not in _LINKS:
        korean = f"그림의 링크(url)는 http, https, mailto 주소여야 합니다: {address!r}"
        raise FigureProblem(
            say(korean, f"A link (url) in a figure must use http, https or mailto: {address!r}")
        )


def _paint_black(element: ElementTree.Element) -> None:
    """Write the fill color black, which Matplotlib omits because it is SVG's default."""
    for child in element:
        if child.tag in _DEFINED or "fill" in child.attrib or "fill:" in child.get("style", ""):
            continue
        if child.tag in _DRAWN and not any(one.tag in _DRAWN for one in child):
            child.set("style", "; ".join(filter(None, ["fill: #000000", child.get("style", "")])))
        else:
            _paint_black(child)


def _holds_own_colors(root: ElementTree.Element) -> bool:
    """Return whether the figure contains an image or a color outside the palette."""
    paints = [
        paint
        for element in root.iter()
        for paint in [
            *(element.get(name, "none") for name in _PAINTS),
            *_PAINT_RULE.findall(element.get("style", "")),
        ]
    ]
    is_own = any(not (paint in _UNPAINTED or paint.startswith(("var(", "url("))) for paint in paints)
    return is_own or root.find(f".//{{{_SVG}}}image") is not None


def _unwrap_groups(element: ElementTree.Element) -> None:
    """Unwrap groups without attributes, and drop style sheets, metadata and empty definitions."""
    children: list[ElementTree.Element] = []
    for child in element:
        _unwrap_groups(child)
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            children.extend(child)
        elif child.tag not in _DROPPED and (child.tag != f"{{{_SVG}}}defs" or len(child)):
            children.append(child)
    element[:] = children


def _two_decimals(numbers: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), numbers)


def _serialise(root: ElementTree.Element) -> str:
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
        if _HREF in element.attrib:
            element.set("href", element.attrib.pop(_HREF))
        if element.tag != "text" and element.tag != "tspan":
            element.text = element.tail = None
        elif element.tag == "text":
            element.tail = None
    root.set("xmlns", _SVG)
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"
