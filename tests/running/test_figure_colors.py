"""Colors of figures: those of the course follow the page's palette, those of the author stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from literate.running.figure_style import INK, LINES, PALETTE, PAPER
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from tests.support.figure_drawing import drawn, painted, parsed, plenty, styles

pytestmark = pytest.mark.usefixtures("course_style")
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_no_colour_is_left_that_the_palette_should_have_replaced() -> None:
    svg = drawn(plenty)
    for colour in PALETTE:
        assert not re.search(rf"(?<!, ){colour}", svg), colour


def test_ink_follows_the_pages_text_and_lines_its_palette() -> None:
    svg = drawn(plenty)
    strokes = {style["stroke"] for style in styles(svg) if "stroke" in style}
    assert {"currentColor", "var(--figure-grid, #8886)", "var(--md-default-bg-color, #fff)"} <= strokes
    assert {PALETTE[line] for line in LINES} <= strokes
    colours = strokes | {style["fill"] for style in styles(svg) if "fill" in style}
    assert {colour for colour in colours if not colour.startswith("var(")} == {"currentColor", "none"}


def test_the_palette_names_a_line_by_its_place_in_the_cycle() -> None:
    svg = drawn(lambda figure: figure.subplots().plot([1, 2], color="C3"))
    assert "stroke: var(--figure-3, #a21caf)" in svg
    assert not re.search(r"--figure-[0-24-9]", svg)


@pytest.mark.parametrize(("color", "paint"), [("black", "#000000"), ("white", "#ffffff"), ("0.5", "#808080")])
def test_a_color_that_the_author_chooses_stays(color: str, paint: str) -> None:
    def draw(figure: Figure) -> None:
        axis = figure.subplots()
        axis.set(xticks=[], yticks=[])
        axis.plot([1, 2], color=color, lw=7)
        axis.bar([1], [1], color=color, hatch="/", alpha=0.5)
        axis.text(0, 0, "x", color=color)
        axis.text(0, 0, "$x$", color=color)
        axis.text(0, 0, r"$\sqrt{x}$", color=color)
        axis.scatter([1], [2], color=color)

    svg = drawn(draw)
    assert [style["stroke"] for style in styles(svg) if style.get("stroke-width") == "7"] == [paint]
    assert painted(svg, "text", "fill")[0] == painted(svg, "tspan", "fill")[0] == paint
    # The bar, the marker of the scatter, and the root of the formula
    assert painted(svg, "path", "fill").count(paint) >= 1
    assert paint in painted(svg, "use", "fill")
    assert is_on_paper(svg)


def is_on_paper(svg: str) -> bool:
    return parsed(svg).get("class") == "own-colors"


def on_color(figure: Figure) -> None:
    figure.subplots().set_facecolor("lightgray")


def on_a_colored_figure(figure: Figure) -> None:
    figure.set_facecolor("lightyellow")
    figure.subplots()


def in_a_box(figure: Figure) -> None:
    figure.subplots().text(0, 0, "x", bbox={"facecolor": "wheat"})


def over_a_picture(figure: Figure) -> None:
    figure.subplots().imshow([[1, 2], [3, 4]], cmap="Greys")


def over_a_mesh(figure: Figure) -> None:
    figure.subplots().pcolormesh([[1, 2], [3, 4]], cmap="Greys")


def a_pie(figure: Figure) -> None:
    figure.subplots().pie([1, 2], labels=["a", "b"])


def in_another_style(figure: Figure) -> None:
    with plt.style.context("dark_background"):
        figure.set_facecolor(mpl.rcParams["figure.facecolor"])
        figure.subplots().plot([1, 2])


ON_PAPER = [on_color, on_a_colored_figure, in_a_box, over_a_picture, over_a_mesh, a_pie, in_another_style]


@pytest.mark.parametrize("draw", ON_PAPER)
def test_a_figure_with_colors_of_its_own_stands_on_paper(draw: Callable[[Figure], object]) -> None:
    assert is_on_paper(drawn(draw))


def three_dimensions(figure: Figure) -> None:
    figure.add_subplot(projection="3d").plot([1, 2], [1, 2], [1, 2])


def round_axes(figure: Figure) -> None:
    figure.add_subplot(projection="polar").plot([1, 2])


def boxes(figure: Figure) -> None:
    figure.subplots().boxplot([1, 2, 3, 9])


def framed_legend(figure: Figure) -> None:
    axis = figure.subplots()
    axis.plot([1, 2], label="a")
    axis.legend(frameon=True)


def hatched(figure: Figure) -> None:
    figure.subplots().bar([1], [1], hatch="/")


@pytest.mark.parametrize("draw", [plenty, three_dimensions, round_axes, boxes, framed_legend, hatched])
def test_a_figure_of_the_courses_colors_follows_the_palette(draw: Callable[[Figure], object]) -> None:
    svg = drawn(draw)
    assert not is_on_paper(svg)
    paints = {style[name] for style in styles(svg) for name in ("fill", "stroke") if name in style}
    assert all(paint in ("none", "currentColor") or paint.startswith(("var(", "url(")) for paint in paints)


def test_grounds_that_the_author_paints_stay() -> None:
    for draw, paint in (
        (on_color, "#d3d3d3"),
        (on_a_colored_figure, "#ffffe0"),
        (in_another_style, "#000000"),
    ):
        assert paint in painted(drawn(draw), "path", "fill")


def test_axes_over_others_hide_what_is_below() -> None:
    def draw(figure: Figure) -> None:
        axis = figure.subplots()
        axis.inset_axes((0.4, 0.1, 0.4, 0.4))
        figure.add_axes((0.2, 0.6, 0.2, 0.2))

    assert painted(drawn(draw), "path", "fill").count(PALETTE[PAPER]) == 2


def test_shades_of_a_line_are_shades_of_what_readers_see() -> None:
    assert mpl.colors.to_hex("C0") == LINES[0]
    sheet = (SCRIPTS.parent / "docs" / "styles" / "palette.css").read_text(encoding="utf-8")
    light = sheet.split("@media screen")[0]
    assert re.findall(r"--figure-\d: (#\w+);", light) == LINES
    assert f"--md-default-fg-color: {INK};" in light


def test_a_hatched_area_follows_the_palette() -> None:
    svg = drawn(lambda figure: figure.subplots().bar([1], [1], hatch="/"))
    assert "<pattern" in svg
    assert not [colour for colour in PALETTE if colour in svg]


def test_a_figure_has_no_background_of_its_own() -> None:
    svg = drawn(lambda figure: figure.subplots())
    first, second = styles(svg)[:2]
    assert (first, second) == ({"fill": "none"}, {"fill": "none"})
