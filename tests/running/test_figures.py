"""Figures as SVG: the same bytes for the same figure, following the page's palette, with nothing amiss."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from literate.running.figure_style import LINES, PALETTE, use_style
from literate.running.figures import MissingGlyph, themed_svg
from matplotlib.figure import Figure

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
SVG = "{http://www.w3.org/2000/svg}"

DRAW = r"""
import sys
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
from literate.running.figure_style import use_style
from literate.running.figures import themed_svg

use_style()
if sys.argv[1] == "second":
    plt.figure().subplots().plot([9, 8, 7])
    themed_svg(plt.gcf(), "figure-warm-up-1")
figure, axis = plt.subplots()
axis.plot([165, 170, 175], [0.05, 0.08, 0.05], "o--", label="density")
axis.fill_between([165, 175], [0.02, 0.06], alpha=0.2)
axis.set(title=r"$\hat{\mu} = \frac{1}{n}$", xlabel="height (cm)")
axis.legend()
sys.stdout.write(themed_svg(figure, "figure-curve-1"))
"""


@pytest.fixture(autouse=True)
def course_style() -> Iterator[None]:
    with mpl.rc_context():
        use_style()
        yield


def drawn(draw: Callable[[Figure], object], prefix: str = "figure-likelihood-curve-1") -> str:
    figure = Figure()
    draw(figure)
    return themed_svg(figure, prefix)


def plenty(figure: Figure) -> None:
    """Draw a bit of everything that lessons draw."""
    axis = figure.subplots()
    for index in range(6):
        axis.plot([1, 2, 3], [index, index + 1.5, index - 1], "o-", label=f"line {index}")
    axis.plot([1, 3], [0, 0], color="black")
    axis.bar([1, 2], [3, 2], color="C1", edgecolor="white")
    axis.fill_between([1, 2], [0, 1], alpha=0.3)
    axis.axvline(2, ls=":")
    axis.text(1.5, 1, "μ − σ, p < 1 & q", color="C2")
    axis.text(1.5, 2, r"$\frac{1}{n}\sum_i x_i^2$")
    axis.set(title="Likelihood", xlabel="μ", ylabel="density")
    axis.legend()


def parsed(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()).strip() for element in parsed(svg).iter(f"{SVG}text")]


def styles(svg: str) -> list[dict[str, str]]:
    found = [element.get("style", "") for element in parsed(svg).iter()]
    return [dict(rule.split(": ", 1) for rule in style.split("; ")) for style in found if style]


def test_a_figure_is_the_same_bytes_from_two_processes() -> None:
    command = [sys.executable, "-c", DRAW]
    runs = [
        subprocess.Popen(
            [*command, name],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(SCRIPTS), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )
        for name, seed in [("first", "1"), ("second", "2")]
    ]
    one, other = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert "height (cm)" in one
    assert one == other


def test_a_figure_is_one_svg_element_and_nothing_else() -> None:
    svg = drawn(plenty)
    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>\n")
    assert svg.count("<svg") == 1
    root = parsed(svg)
    assert root.get("viewBox") == "0 0 360 223.2"
    assert not {"width", "height", "version"} & root.attrib.keys()


def test_nothing_is_left_of_style_sheets_metadata_and_dates() -> None:
    svg = drawn(plenty)
    tags = {element.tag.removeprefix(SVG) for element in parsed(svg).iter()}
    assert tags <= {"svg", "g", "defs", "clipPath", "path", "rect", "use", "text", "tspan"}
    for word in ("<style", "metadata", "rdf", "matplotlib", "Matplotlib", "20[0-9][0-9]-", "<!--", r"<\?xml"):
        assert not re.search(word, svg), word


def test_every_id_carries_the_prefix_and_is_referred_to() -> None:
    svg = drawn(plenty, "figure-best-density-2")
    ids = [element.get("id", "") for element in parsed(svg).iter() if "id" in element.attrib]
    assert ids == [f"figure-best-density-2-{number}" for number in range(1, len(ids) + 1)]
    referred = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg))
    assert {one or other for one, other in referred} == set(ids)
    assert ids


def test_two_figures_on_a_page_share_no_id() -> None:
    both = drawn(plenty, "figure-curve-1") + drawn(plenty, "figure-curve-2")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) > 2


def test_no_colour_is_left_that_the_palette_should_have_replaced() -> None:
    svg = drawn(plenty)
    for colour in PALETTE:
        assert colour not in svg, colour


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


def test_a_line_painted_black_follows_the_pages_text() -> None:
    svg = drawn(lambda figure: figure.subplots().plot([1, 2], color="black", lw=7))
    assert [style["stroke"] for style in styles(svg) if style.get("stroke-width") == "7"] == ["currentColor"]


def test_a_text_painted_black_follows_the_pages_text() -> None:
    svg = drawn(lambda figure: figure.text(0.5, 0.5, "black", color="black"))
    root = parsed(svg)
    text = next(element for element in root.iter(f"{SVG}text") if element.text == "black")
    assert "fill: currentColor" in text.get("style", "") or root.get("fill") == "currentColor"


def test_an_area_painted_black_follows_the_pages_text() -> None:
    svg = drawn(lambda figure: figure.subplots().bar([1], [1], color="black", width=0.5))
    root = parsed(svg)
    silent = [
        element
        for element in root.iter(f"{SVG}path")
        if element.get("clip-path") and "fill" not in element.get("style", "")
    ]
    assert not silent or root.get("fill") == "currentColor"


def test_a_hatched_area_follows_the_palette() -> None:
    svg = drawn(lambda figure: figure.subplots().bar([1], [1], hatch="/"))
    assert "<pattern" in svg
    assert not [colour for colour in PALETTE if colour in svg]


def test_a_figure_has_no_background_of_its_own() -> None:
    svg = drawn(lambda figure: figure.subplots())
    first, second = styles(svg)[:2]
    assert (first, second) == ({"fill": "none"}, {"fill": "none"})


def test_words_are_text_in_the_pages_own_font() -> None:
    svg = drawn(plenty)
    assert {"Likelihood", "density", "μ − σ, p < 1 & q", "line 5"} <= set(texts(svg))
    assert "font-family" not in svg
    assert "DejaVu" not in svg


def test_minus_signs_on_axes_are_true_ones() -> None:
    svg = drawn(lambda figure: figure.subplots().plot([-2, -1], [-2, -1]))
    assert "−2.0" in texts(svg)
    assert not [text for text in texts(svg) if "-" in text]


def test_formulas_are_text_too() -> None:
    svg = drawn(lambda figure: figure.text(0.5, 0.5, r"$\sigma^2 = \frac{1}{n}$"))
    [formula] = texts(svg)
    assert set("σ2=1n") <= set(formula)


def test_coordinates_have_two_decimals_at_most() -> None:
    svg = drawn(plenty)
    for element in parsed(svg).iter():
        for name in ("d", "x", "y", "width", "height", "transform", "points", "viewBox"):
            assert not re.search(r"\.\d{3}|\.\d*0(?!\d)|\s{2}|\n", element.get(name, "")), element.attrib


@pytest.mark.parametrize("text", ["가", "평균 μ", "$가$", r"$\mathrm{키} = x$"])
@pytest.mark.parametrize("place", ["title", "label", "text", "legend"])
def test_a_character_that_the_font_lacks_is_refused(text: str, place: str) -> None:
    def draw(figure: Figure) -> None:
        axis = figure.subplots()
        if place == "title":
            axis.set_title(text)
        elif place == "label":
            axis.set_xlabel(text)
        elif place == "text":
            axis.text(0.5, 0.5, text)
        else:
            axis.plot([1, 2], label=text)
            axis.legend()

    mpl.mathtext.MathTextParser._parse_cached.cache_clear()  # type: ignore[attr-defined]
    with pytest.raises(MissingGlyph, match=r"(?i)glyph"):
        drawn(draw)


def test_figures_are_drawn_again_after_one_was_refused() -> None:
    with pytest.raises(MissingGlyph):
        drawn(lambda figure: figure.text(0.5, 0.5, "가"))
    assert texts(drawn(lambda figure: figure.text(0.5, 0.5, "ga"))) == ["ga"]


def test_other_warnings_of_a_figure_stay_warnings() -> None:
    with pytest.warns(UserWarning, match="careful"):
        import warnings

        class Careful(Figure):
            def draw(self, renderer: object) -> None:
                warnings.warn("careful", stacklevel=1)
                super().draw(renderer)  # type: ignore[arg-type]

        assert themed_svg(Careful(), "figure-a-1").startswith("<svg")


def test_a_picture_of_an_array_can_be_drawn() -> None:
    svg = drawn(lambda figure: figure.subplots().imshow([[1, 2], [3, 4]]))
    images = list(parsed(svg).iter(f"{SVG}image"))
    assert [image.get("href", "").split(",")[0] for image in images] == ["data:image/png;base64"]


def test_a_figure_may_link_somewhere() -> None:
    svg = drawn(lambda figure: figure.text(0.5, 0.5, "source", url="https://example.org/a"))
    assert "https://example.org/a" in svg


def test_the_style_holds_whatever_was_set_before() -> None:
    mpl.rcParams["lines.linewidth"] = 9
    mpl.rcParams["xtick.major.size"] = 9
    use_style()
    assert mpl.rcParams["lines.linewidth"] == 1.8
    assert mpl.rcParams["xtick.major.size"] == mpl.rcParamsDefault["xtick.major.size"]
    assert mpl.rcParams["axes.prop_cycle"].by_key() == {"color": LINES}


def test_the_module_imports_without_matplotlib() -> None:
    modules = "literate.running.figures, literate.recording.store"
    code = f"import sys; sys.modules['matplotlib'] = None; import {modules}"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(SCRIPTS)}, check=False
    )
    assert done.returncode == 0
