"""How the course's figures look: Matplotlib's settings, and stand-in colours for those of the page."""

from __future__ import annotations

import warnings
from typing import Any

INK, GRID, PAPER = "#010203", "#010204", "#010205"
LINES = [f"#0100c{index}" for index in range(6)]
# What stands behind `var()` is for readers of the bare file, such as a reviewer on GitHub.
PALETTE = {
    INK: "currentColor",
    "#000000": "currentColor",
    GRID: "var(--figure-grid, #8886)",
    PAPER: "var(--md-default-bg-color, #fff)",
    "#ffffff": "var(--md-default-bg-color, #fff)",
} | {
    colour: f"var(--figure-{index}, {fallback})"
    for index, (colour, fallback) in enumerate(
        zip(LINES, ["#3366cc", "#c2410c", "#15803d", "#a21caf", "#a16207", "#0e7490"], strict=True)
    )
}

# Matplotlib's rcParams; the property cycle is added in `use_style`, since this module must import
# without Matplotlib.
STYLE: dict[str, Any] = {
    "figure.figsize": (5.0, 3.1),
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.08,
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.8,
    "legend.frameon": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "patch.edgecolor": INK,
    "grid.color": GRID,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "svg.fonttype": "none",
    "svg.hashsalt": "literate",
}


def use_style() -> None:
    """Set the course's figure style for every figure drawn from now on in this process."""
    import matplotlib
    from cycler import cycler

    # `rcdefaults` would leave what a user's matplotlibrc says of time zones, epochs and windows.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        matplotlib.rcParams.update(matplotlib.rcParamsDefault)
    style: Any = STYLE | {"axes.prop_cycle": cycler(color=LINES)}
    matplotlib.rcParams.update(style)
