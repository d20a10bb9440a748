"""Style the course's figures: Matplotlib's settings, and colors that pages replace by their own."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING, Any

from .figure_fonts import FAMILIES, register_korean_font

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The page's light palette (docs/styles/palette.css), so that mixed colors and images match it; the paper
# color is nearly white, because authors may choose white itself.
INK, GRID, PAPER = "#1d2733", "#e3e5e7", "#fffffe"
LINES = ["#1f5fbf", "#c2410c", "#157a3c", "#9b2c9b", "#8a6100", "#0e7490"]
# The fallback in `var()` is for viewers without the page's styles, such as GitHub.
PALETTE = {
    INK: "currentColor",
    GRID: "var(--figure-grid, #8886)",
    PAPER: "var(--md-default-bg-color, #fff)",
} | {
    color: f"var(--figure-{index}, {fallback})"
    for index, (color, fallback) in enumerate(
        zip(LINES, ["#3366cc", "#c2410c", "#15803d", "#a21caf", "#a16207", "#0e7490"], strict=True)
    )
}

# The class of a figure with any other color: pages show it on a paper background, see palette.css.
OWN_COLORS = "own-colors"

# Matplotlib's rcParams; `use_style` adds the property cycle, since this module must not import
# Matplotlib.
STYLE: dict[str, Any] = {
    "figure.figsize": (5.0, 3.1),
    "figure.constrained_layout.h_pad": 0.08,
    "font.size": 10,
    "font.sans-serif": FAMILIES,
    "axes.titlesize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.8,
    "legend.frameon": False,
    "legend.edgecolor": GRID,
    "grid.color": GRID,
    "svg.fonttype": "none",
    "svg.hashsalt": "literate",
    **{f"{part}.color": INK for part in ("text", "xtick", "ytick")},
    **{f"axes.{part}color": INK for part in ("label", "title", "edge")},
    **{f"boxplot.{part}props.color": INK for part in ("box", "cap", "whisker", "flier")},
    **dict.fromkeys(("patch.edgecolor", "boxplot.flierprops.markeredgecolor"), INK),
    **{f"axes3d.{axis}axis.panecolor": "none" for axis in "xyz"},
    **dict.fromkeys(("axes.facecolor", "figure.facecolor", "figure.edgecolor"), PAPER),
}


def use_style() -> None:
    """Set the course's figure style for every figure drawn from now on in this process."""
    import matplotlib
    from cycler import cycler

    register_korean_font()
    # `rcdefaults` would keep the time zone, epoch and backend of a user's matplotlibrc.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        matplotlib.rcParams.update(matplotlib.rcParamsDefault)
    style: Any = STYLE | {"axes.prop_cycle": cycler(color=LINES)}
    matplotlib.rcParams.update(style)
    # Pages have their own fonts, and a missing character is reported when the figure is drawn.
    warnings.filterwarnings("ignore", "Glyph .* missing from")
    for name in ("matplotlib.font_manager", "matplotlib.mathtext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A figure is shown at the end of its cell.
    warnings.filterwarnings("ignore", ".*is non-interactive, and thus cannot be shown")


def clear_grounds(figure: Figure) -> bool:
    """Make unpainted backgrounds transparent, and return whether the figure contains a pie chart.

    Axes on top of others keep their background. The slices of a pie are filled by default, and have labels.
    """
    from matplotlib.axes import Axes
    from matplotlib.colors import to_hex
    from matplotlib.figure import FigureBase
    from matplotlib.patches import Wedge

    own: Any = figure.axes
    every: Any = figure.findobj(lambda artist: isinstance(artist, Axes))
    below: list[Any] = []
    grounds: list[Any] = figure.findobj(lambda artist: isinstance(artist, FigureBase))
    for axes in sorted(every, key=lambda axes: axes not in own):
        if not any(axes.bbox.overlaps(box) for box in below):
            grounds.append(axes)
        if axes.patch.get_visible():
            below.append(axes.bbox)
    for part in grounds:
        if to_hex(part.patch.get_facecolor()) == PAPER:
            part.patch.set(facecolor="none", edgecolor="none")
    return any(isinstance(patch, Wedge) for axes in every for patch in axes.patches)
