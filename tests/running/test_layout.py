"""Figures are laid out as Matplotlib lays them out, and each text is measured once."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from literate.running.figures import themed_svg
from matplotlib import pyplot as plt
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

pytestmark = pytest.mark.usefixtures("course_style")


def one_curve(figure: Figure) -> None:
    axis = figure.subplots()
    axis.plot([150, 190], [0, 0.08], label="density")
    axis.set(title="Likelihood", xlabel="μ", ylabel="density")
    axis.legend()


def long_labels(figure: Figure) -> None:
    axis = figure.subplots()
    axis.plot([0, 1], [-1_234_567.5, 2_345_678.5])
    axis.set(title="two\nlines", ylabel="two\nlines", xlabel="two\nlines")


def side_by_side(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    left.barh(["a very long name", "b"], [1, 2])
    right.plot([0, 1000], [0, 0.001], label="a line")
    right.twinx().set(ylabel="the other side", ylim=(0, 5000))
    figure.suptitle("both")


def with_a_colour_bar(figure: Figure) -> None:
    axis = figure.subplots()
    figure.colorbar(axis.imshow([[1, 2000], [3, 4000]]), ax=axis, label="count")


def hidden(figure: Figure) -> None:
    for axis in figure.subplots(2, 2).flat:
        axis.set_title("x")
    figure.axes[1].set_visible(False)
    figure.axes[2].axis("off")


@pytest.mark.parametrize("draw", [one_curve, long_labels, side_by_side, hidden])
def test_axes_stand_where_matplotlib_itself_would_put_them(draw: Callable[[Figure], object]) -> None:
    ours, theirs = Figure(), Figure()
    for figure in (ours, theirs):
        draw(figure)
    themed_svg(ours, "figure-a-1")
    theirs.set_layout_engine("constrained")
    theirs.savefig(io.StringIO(), format="svg")
    points = 72 * ours.get_size_inches()
    for one, other in zip(ours.axes, theirs.axes, strict=True):
        places = zip(one.get_position().get_points(), other.get_position().get_points(), strict=True)
        assert all(
            abs(mine - its).max() < 0.01 for mine, its in ((a * points, b * points) for a, b in places)
        )


@pytest.mark.parametrize("draw", [one_curve, long_labels, side_by_side, with_a_colour_bar, hidden])
def test_nothing_stands_out_of_a_figure(draw: Callable[[Figure], object]) -> None:
    figure = Figure()
    draw(figure)
    themed_svg(figure, "figure-a-1")
    figure.dpi = 72
    width, height = 72 * figure.get_size_inches()
    for axis in figure.axes:
        box = axis.get_tightbbox(for_layout_only=True)
        if box is not None:
            assert min(box.x0, box.y0, width - box.x1, height - box.y1) > -2


def test_what_the_author_lays_out_stays_and_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tight, adjusted = plt.figure(), plt.figure()
        for figure in (tight, adjusted):
            side_by_side(figure)
            with_a_colour_bar(figure)
        tight.tight_layout()
        adjusted.subplots_adjust(left=0.31, wspace=0.5)
        places = [
            [axis.get_position(original=True).bounds for axis in figure.axes] for figure in (tight, adjusted)
        ]
        for figure in (tight, adjusted):
            themed_svg(figure, "figure-a-1")
    assert places == [
        [axis.get_position(original=True).bounds for axis in figure.axes] for figure in (tight, adjusted)
    ]
    assert adjusted.axes[0].get_position().x0 == pytest.approx(0.31)
    plt.close("all")


@pytest.mark.parametrize("size", [(0.4, 0.3), (5, 3)])
def test_a_layout_of_ours_that_finds_no_room_warns_of_nothing(size: tuple[float, float]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = Figure(figsize=size)
        long_labels(figure)
        figure.add_axes((0.1, 0.1, 0.2, 0.2))
        assert themed_svg(figure, "figure-a-1").startswith("<svg")
        alone = Figure()
        alone.add_axes((0.1, 0.1, 0.8, 0.8))
        assert themed_svg(alone, "figure-a-1").startswith("<svg")


def test_each_text_of_a_figure_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []
    measure: Any = RendererSVG.get_text_width_height_descent

    def count(renderer: Any, text: str, properties: Any, is_math: Any) -> Any:
        measured.append(text)
        return measure(renderer, text, properties, is_math)

    monkeypatch.setattr(RendererSVG, "get_text_width_height_descent", count)
    figure = Figure()
    one_curve(figure)
    themed_svg(figure, "figure-a-1")
    # "lp" tells how high a line of a font is.
    assert {"Likelihood", "μ", "density", "150", "0.08"} <= set(measured)
    assert all(measured.count(text) <= 2 for text in set(measured) - {"lp"})
    assert RendererSVG.get_text_width_height_descent is count
