"""The last import of the fork server: initialize once what every lesson would initialize."""

from __future__ import annotations

import gc
import sys

# Modules that IPython's shell imports at its first start
import IPython.core.completerlib
import IPython.core.magics  # noqa: F401


def _draw() -> None:
    """Draw a typical figure: the first one takes ten times as long as the next."""
    import matplotlib.pyplot as plt

    from .figure_style import use_style
    from .figures import themed_svg

    use_style()
    figure, axis = plt.subplots()
    axis.plot([0, 1], [0, 1], "o--", label="$x^2$")
    axis.bar([0, 1], [1, 2], label="text")
    axis.fill_between([0, 1], [0, 1], alpha=0.2)
    axis.annotate("text", (0, 0), (1, 1), arrowprops={"arrowstyle": "->"})
    axis.set(title="text", xlabel="$\\frac{1}{2}$", ylabel="text")
    axis.legend()
    themed_svg(figure, "warm")
    plt.close("all")


if "numpy" in sys.modules:
    import numpy.random  # noqa: F401
if "matplotlib.pyplot" in sys.modules:
    _draw()
gc.collect()
