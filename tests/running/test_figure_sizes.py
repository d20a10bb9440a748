"""Figures of very many parts are drawn as pictures, and those that no page can hold are rejected."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest
from literate.running.figure_drawing import FIGURE_CHARACTERS, LINES_CHARACTERS
from literate.running.figure_fonts import FigureProblem
from matplotlib.figure import Figure

from tests.support.figure_drawing import SVG, drawn, parsed, texts

pytestmark = pytest.mark.usefixtures("course_style")
MANY = np.random.default_rng(0).normal(size=(2, 6000))


def many_points(figure: Figure) -> None:
    figure.subplots().scatter(MANY[0], MANY[1], s=2)


def a_fine_mesh(figure: Figure) -> None:
    figure.subplots().pcolormesh(np.outer(np.arange(50), np.arange(50)))


def a_rough_surface(figure: Figure) -> None:
    figure.add_subplot(projection="3d").scatter(*MANY, MANY[0])


HEAVY = [many_points, a_fine_mesh, a_rough_surface]


@pytest.mark.parametrize("draw", HEAVY)
def test_very_many_parts_become_a_picture_beside_words_that_stay(draw: Callable[[Figure], None]) -> None:
    def draw_with_words(figure: Figure) -> None:
        draw(figure)
        axis = figure.axes[0]
        axis.set(title="very many")
        axis.plot([], [], label="a legend")
        axis.legend(loc="upper left")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = drawn(draw_with_words)
    assert len(svg) < LINES_CHARACTERS
    assert len(list(parsed(svg).iter(f"{SVG}image"))) >= 1
    assert {"very many", "a legend"} <= set(texts(svg))
    assert len(texts(svg)) > 6


def test_few_parts_stay_lines() -> None:
    svg = drawn(lambda figure: figure.subplots().scatter(*MANY[:, :500]))
    assert not list(parsed(svg).iter(f"{SVG}image"))


def test_a_figure_that_no_page_can_hold_is_rejected_with_advice() -> None:
    noise = np.random.default_rng(0).random((800, 800, 3))

    def draw(figure: Figure) -> None:
        figure.set_size_inches(9, 9)
        figure.subplots().imshow(noise)

    with pytest.raises(FigureProblem) as caught:
        drawn(draw)
    assert "figsize" in str(caught.value)
    assert f"{FIGURE_CHARACTERS / 1000:,.0f} KB" in str(caught.value)
