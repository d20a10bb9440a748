"""Figures as SVG that follow the page's light or dark palette, measured once."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from .figure_style import PALETTE

if TYPE_CHECKING:
    from matplotlib.figure import Figure


_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"^#(.+)|url\(#([^)]+)\)")
_COORDINATES = ("d", "x", "y", "width", "height", "transform", "points", "viewBox")


class MissingGlyph(Exception):
    """A figure asks for a character that its font does not have."""


def themed_svg(figure: Figure, prefix: str) -> str:
    """Return a figure as one `<svg>` element, the same bytes for the same figure.

    Arguments:
        figure: a Matplotlib figure, drawn in the course's style.
        prefix: what the ids in the SVG begin with, unique on a page.

    Returns:
        The element: text as text in the page's own font, no background, ink in `currentColor`, lines in
        CSS variables, coordinates in points to two decimals, no style sheet, no metadata.

    Raises:
        MissingGlyph: the figure holds a character that the font does not have.
    """
    root = ElementTree.fromstring(_matplotlib_svg(figure))
    _drop_head(root)
    _name_ids(root, prefix)
    for element in root.iter():
        _restyle(element)
    _unwrap_groups(root)
    return _serialise(root)


class _MathtextGlyphs(logging.Handler):
    """Matplotlib warns of a glyph missing in a formula in its log only."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "does not have a glyph" in record.getMessage():
            self.missing.append(record.getMessage())


def _matplotlib_svg(figure: Figure) -> str:
    """Return a figure as Matplotlib's `savefig` does, without the extra drawing that only lays it out."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = io.StringIO()
    canvas: Any = FigureCanvasSVG(figure)
    mathtext, logger = _MathtextGlyphs(), logging.getLogger("matplotlib.mathtext")
    logger.addHandler(mathtext)
    try:
        with warnings.catch_warnings(), measuring_once():
            warnings.filterwarnings("error", message="Glyph .* missing from font")
            _make_transparent(figure)
            canvas.print_svg(buffer, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    except UserWarning as warning:
        raise MissingGlyph(str(warning)) from None
    finally:
        logger.removeHandler(mathtext)
    if mathtext.missing:
        raise MissingGlyph(mathtext.missing[0])
    return buffer.getvalue()


def _make_transparent(figure: Figure) -> None:
    for part in figure.findobj(lambda artist: hasattr(artist, "patch")):
        part.patch.set(facecolor="none", edgecolor="none")  # type: ignore[attr-defined]


def _drop_head(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    # Matplotlib says this in a style sheet, whose rule would reach the whole page.
    root.set("stroke-linejoin", "round")
    # Matplotlib leaves black out, since that is what SVG fills with.
    root.set("fill", "currentColor")
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)


def _name_ids(root: ElementTree.Element, prefix: str) -> None:
    """Keep the ids that something refers to, and number them behind the prefix."""
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
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for name in ("fill", "stroke"):
        if element.get(name, "").lower() in PALETTE:
            element.set(name, PALETTE[element.attrib[name].lower()])
    rules = [rule.split(":", 1) for rule in element.attrib.pop("style", "").split(";") if ":" in rule]
    kept = {name.strip(): value.strip() for name, value in rules if name.strip() != "font-family"}
    if kept:
        themed = {name: PALETTE.get(value.lower(), value) for name, value in kept.items()}
        element.set("style", "; ".join(f"{name}: {value}" for name, value in themed.items()))


def _unwrap_groups(element: ElementTree.Element) -> None:
    """Take the children out of groups that say nothing, and drop empty definitions."""
    children: list[ElementTree.Element] = []
    for child in element:
        _unwrap_groups(child)
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            children.extend(child)
        elif child.tag != f"{{{_SVG}}}defs" or len(child):
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


@contextlib.contextmanager
def measuring_once() -> Iterator[None]:
    """Have each text measured once: figures are laid out by one renderer, and drawn by another like it."""
    from matplotlib.backends.backend_svg import RendererSVG

    backend: Any = RendererSVG
    measure = backend.get_text_width_height_descent
    known: dict[tuple[str, Any, Any], Any] = {}

    def look(renderer: Any, text: str, properties: Any, is_math: Any) -> Any:
        key = text, properties, is_math
        if key not in known:
            known[key] = measure(renderer, *key)
        return known[key]

    backend.get_text_width_height_descent = look
    try:
        yield
    finally:
        backend.get_text_width_height_descent = measure
