"""Lines, lines drawn together and bars are the parts of a figure, and texts in their colors name them."""

from __future__ import annotations

from literate.checking.drawn import parts_of
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure


def test_parts_have_the_names_in_their_color_on_their_axes() -> None:
    figure = Figure()
    upper, lower = figure.subplots(2)
    upper.plot([0, 1], [3, 5], color="#111111", label="rising")
    upper.axhline(4, color="#222222")
    upper.legend()
    upper.text(0, 4, "level", color="#222222")
    upper.text(0, 5, "nothing", color="#333333")
    lower.barh([0, 1], [3, 5], color="#222222")
    lower.vlines([1, 2], 0, [3, 4], color="#111111")
    lower.scatter([1], [2])
    lower.add_collection(LineCollection([[(0, 1), (1, 2)], [(0, 1), (1, 2), (2, 4)]], colors=["#444444"]))
    found = [(part.look, [name.words for name in part.names]) for part in parts_of([figure])]
    assert found == [
        ("line #111111 - (0, 3) (1, 5)", ["rising"]),
        ("line #222222 - (0, 4) (1, 4)", ["level"]),
        ("LineCollection #111111 (1, 0) (1, 3) (2, 0) (2, 4)", []),
        ("LineCollection #444444 (0, 1) (1, 2) (0, 1) (1, 2) (2, 4)", []),
        ("LineCollection #444444 (0, 1) (1, 2) (0, 1) (1, 2) (2, 4)", []),
        ("bars #222222 (1.5, 0.4) (2.5, 1.4)", []),
    ]
    *_, bars = parts_of([figure])
    assert (bars.x, bars.y) == (None, [3, 5])
