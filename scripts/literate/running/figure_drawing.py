"""Draw a figure with Matplotlib's SVG backend: lay it out, measure text once, limit its size."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..messages import say
from .figure_fonts import FigureProblem, check_characters, glyph_missing_from, is_set_by_pages, measured_in
from .limits import LimitedText, TextTooLong

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Lines and points larger than half of a page's 600 KB are rasterized, which takes a tenth of the size.
LINES_CHARACTERS = 300_000
# A figure larger than this, even if rasterized, takes the whole size limit of its page.
FIGURE_CHARACTERS = 400_000
# Regardless of a lesson's settings, keep text as text, embed images, and use the same ids in every run.
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "literate", "svg.image_inline": True}
_PLACES = ("left", "right", "bottom", "top", "wspace", "hspace")
# Rasterized parts have twice the resolution of the page.
_PICTURE_DPI = 144
_NO_LAYOUT = (
    "constrained_layout not applied|There are no gridspecs|Tight layout not applied|This figure includes Axes"
)
_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def svg_of(figure: Figure) -> str:
    """Return a figure as Matplotlib's SVG.

    Lines and points that are too large become an image inside the SVG; text, axes and legends do not.

    Raises:
        FigureProblem: a character is missing from all fonts, or the figure is too large for a page.
    """
    try:
        svg = _drawn(figure, LINES_CHARACTERS)
    except TextTooLong:
        _draw_as_pictures(figure, _heavy_parts(figure))
        svg = _drawn(figure)
    if "<filter" in svg:  # Gouraud shading, which browsers do not blend
        _draw_as_pictures(figure, _meshes(figure))
        svg = _drawn(figure)
    if len(svg) > FIGURE_CHARACTERS:
        size, most = f"{len(svg) / 1000:,.0f} KB", f"{FIGURE_CHARACTERS / 1000:,.0f} KB"
        raise FigureProblem(
            say(
                f"그림이 너무 큽니다({size}, 한도 {most}). 점을 줄이거나 figsize를 줄이세요.",
                f"The figure is too large ({size}, limit {most}). Draw fewer points or reduce figsize.",
            )
        )
    return svg


def _drawn(figure: Figure, most: float = float("inf")) -> str:
    """Return a figure as from Matplotlib's `savefig`, without the extra drawing for the layout."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = LimitedText(most)
    canvas: Any = FigureCanvasSVG(figure)
    try:
        with warnings.catch_warnings(), _our_renderer(), matplotlib.rc_context(_SETTINGS):
            warnings.filterwarnings("error", message="Glyph .* missing from")
            if _is_not_laid_out(figure):
                # The layout is ours, so authors must not see its warnings.
                warnings.filterwarnings("ignore", message=_NO_LAYOUT)
                _lay_out(figure, canvas.fixed_dpi)
            canvas.print_svg(buffer, metadata=_METADATA)
    except UserWarning as warning:
        raise glyph_missing_from(str(warning)) from None
    return buffer.getvalue()


def _is_not_laid_out(figure: Figure) -> bool:
    """Return whether the author has not positioned the axes."""
    from matplotlib.figure import SubplotParams

    default = SubplotParams()
    is_default = all(getattr(figure.subplotpars, name) == getattr(default, name) for name in _PLACES)
    return figure.get_layout_engine() is None and is_default


def _lay_out(figure: Figure, dpi: float) -> None:
    if not _has_empty_rows(figure):
        figure.set_layout_engine("constrained")
        return
    # Ticks depend on the space left for them; constrained layout runs twice by itself.
    figure.set_layout_engine("tight")
    engine, own = figure.get_layout_engine(), figure.dpi
    figure.dpi = dpi
    if engine is not None:
        engine.execute(figure)
    figure.dpi = own


def _has_empty_rows(figure: Figure) -> bool:
    """Return whether rows or columns around axes have zero size, as with colorbars.

    Constrained layout divides by their size.
    """
    places = [axes.get_subplotspec() for axes in figure.axes]
    grids: list[Any] = [place.get_gridspec() for place in places if place is not None]
    return any(0 in (*grid.get_height_ratios(), *grid.get_width_ratios()) for grid in grids)


@contextlib.contextmanager
def _our_renderer() -> Iterator[None]:
    """Draw figures with a renderer that measures each text once and outlines formulas if necessary."""
    from matplotlib.backends import backend_svg

    backend: Any = backend_svg
    own = backend.RendererSVG
    backend.RendererSVG = _renderer(own)
    try:
        yield
    finally:
        backend.RendererSVG = own


def _renderer(base: Any) -> Any:
    import matplotlib

    measured: dict[tuple[str, Any, Any], Any] = {}

    class Renderer(base):  # type: ignore[misc]
        """Shares text measurements between the renderer of the layout and the one of the drawing."""

        def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> Any:
            key = s, prop, ismath
            if key not in measured:
                found = measured_in(s, prop, bool(ismath))
                measured[key] = super().get_text_width_height_descent(s, found, ismath)
            return measured[key]

        def draw_text(
            self,
            gc: Any,
            x: float,
            y: float,
            s: str,
            prop: Any,
            angle: float,
            ismath: Any = False,
            mtext: Any = None,
        ) -> None:
            prop = measured_in(s, prop, bool(ismath))
            kind = "none"
            if not ismath:
                check_characters(s)
            elif not is_set_by_pages(s, prop):
                kind = "path"
            with matplotlib.rc_context({"svg.fonttype": kind}):
                super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)

    return Renderer


def _draw_as_pictures(figure: Figure, parts: Iterator[Any]) -> None:
    with warnings.catch_warnings():
        # Some parts cannot be rasterized; if the figure is then too large, it is rejected.
        warnings.filterwarnings("ignore", "Rasterization of .* will be ignored")
        for part in parts:
            part.set_rasterized(True)
    figure.dpi = _PICTURE_DPI


def _heavy_parts(figure: Figure) -> Iterator[Any]:
    """Yield the artists of axes other than frames, text and legends."""
    for axes in figure.findobj(lambda artist: hasattr(artist, "collections")):
        every: Any = axes
        yield from (*every.collections, *every.lines, *every.patches)


def _meshes(figure: Figure) -> Iterator[Any]:
    from matplotlib.collections import QuadMesh, TriMesh

    yield from figure.findobj(lambda artist: isinstance(artist, (QuadMesh, TriMesh)))
