"""Figures as SVG: the same bytes for the same figure, following the page's palette, with nothing amiss."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from literate import messages
from literate.running.figure_fonts import MissingGlyph
from literate.running.figure_problems import FigureProblem
from literate.running.figure_style import INK, LINES, PALETTE, PAPER, use_style
from literate.running.figures import themed_svg
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
    axis.bar([1, 2], [3, 2], color="C1", edgecolor=PAPER)
    axis.fill_between([1, 2], [0, 1], alpha=0.3)
    axis.axvline(2, ls=":")
    axis.text(1.5, 1, "μ − σ, p < 1 & q", color="C2")
    axis.text(1.5, 2, r"$\mu = x_i^2$")
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


def painted(svg: str, tag: str, name: str) -> list[str]:
    """Return what elements are painted with, whether they or what is around them say so."""
    found: list[str] = []

    def look(element: ElementTree.Element, above: str) -> None:
        style = dict(rule.split(": ", 1) for rule in element.get("style", "").split("; ") if rule)
        paint = style.get(name, element.get(name, above))
        if element.tag == f"{SVG}{tag}":
            found.append(paint)
        for child in element:
            look(child, paint)

    look(parsed(svg), "")
    return found


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
    with mpl.style.context("dark_background"):
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
    for draw, paint in ((on_color, "#d3d3d3"), (on_a_colored_figure, "#ffffe0"), (in_another_style, "#000000")):
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


def test_words_are_text_in_the_pages_own_font() -> None:
    svg = drawn(plenty)
    assert {"Likelihood", "density", "μ − σ, p < 1 & q", "line 5"} <= set(texts(svg))
    assert "font-family" not in svg
    assert "DejaVu" not in svg


def test_minus_signs_on_axes_are_true_ones() -> None:
    svg = drawn(lambda figure: figure.subplots().plot([-2, -1], [-2, -1]))
    assert "−2.0" in texts(svg)
    assert not [text for text in texts(svg) if "-" in text]


@pytest.mark.parametrize("formula", [r"$\sigma^2 = 1$", r"$10^{-2}$", r"$p_i \leq \mathbf{W}$", r"높이 $\mu$"])
def test_formulas_of_letters_and_signs_are_text_too(formula: str) -> None:
    svg = drawn(lambda figure: figure.text(0.5, 0.5, formula))
    [text] = texts(svg)
    assert len(text) >= 3
    assert "<use" not in svg


@pytest.mark.parametrize(
    "formula",
    [
        r"$\mathcal{L}$",
        r"$\mathbb{R}$",
        r"$\mathfrak{g}$",
        r"$\sqrt{x}$",
        r"$\frac{1}{n}$",
        r"$\sum_i x_i$",
        r"$\prod x$",
        r"$\int x$",
        r"$\hat{\mu}$",
        r"$\bar{x}$",
        r"$\left(\frac{a}{b}\right)$",
        r"$\overline{xy}$",
        r"$x'$",
        r"손실 $\mathcal{L}$",
    ],
)
def test_what_the_pages_fonts_do_not_set_right_is_drawn(formula: str) -> None:
    svg = drawn(lambda figure: figure.text(0.5, 0.5, formula))
    assert not texts(svg)
    drawings = [use.get("href", "")[1:] for use in parsed(svg).iter(f"{SVG}use")]
    assert drawings
    outlines = {path.get("id"): path.get("d") for path in parsed(svg).iter(f"{SVG}path") if path.get("id")}
    assert drawings[0] in outlines
    assert len([name for name in drawings if outlines[name]]) >= len(drawings) - 1  # a space has none


def test_outlines_are_as_wide_as_the_formula_is_measured() -> None:
    svg = drawn(lambda figure: figure.text(0.5, 0.5, r"$\sqrt{x}$"))
    scales = [float(number) for number in re.findall(r"scale\((\S+?)[ )]", svg)]
    # An em is 64 · 32 units of the outlines, then 100 units of the formula.
    assert sorted(set(scales))[0] == pytest.approx(0.015625)
    assert 0.1 in scales


def test_coordinates_have_two_decimals_at_most() -> None:
    svg = drawn(plenty)
    for element in parsed(svg).iter():
        for name in ("d", "x", "y", "width", "height", "points", "viewBox"):
            assert not re.search(r"\.\d{3}|\.\d*0(?!\d)|\s{2}|\n", element.get(name, "")), element.attrib


@pytest.mark.parametrize("shape", [(20, 5000), (28, 28), (3, 100_000)])
def test_a_picture_fills_its_axes(shape: tuple[int, int]) -> None:
    figure = Figure()
    axis = figure.subplots()
    axis.imshow(np.zeros(shape), aspect="auto", interpolation="none")
    [image] = parsed(themed_svg(figure, "figure-a-1")).iter(f"{SVG}image")
    steps = dict(re.findall(r"(\w+)\(([^)]*)\)", image.get("transform", "")))
    factors = [float(number) for number in (steps.get("matrix") or steps["scale"]).split()]
    width = float(image.get("width", "0")) * factors[0]
    height = float(image.get("height", "0")) * abs(factors[3 if "matrix" in steps else 1])
    room = np.array(axis.get_position().bounds[2:]) * 72 * figure.get_size_inches()
    assert (width, height) == pytest.approx(tuple(room), rel=0.001)


def put(text: str, place: str) -> Callable[[Figure], None]:
    def draw(figure: Figure) -> None:
        axis = figure.subplots()
        if place == "title":
            axis.set_title(text)
        elif place == "label":
            axis.set_xticks([0], [text])
        elif place == "text":
            axis.text(0.5, 0.5, text)
        else:
            axis.plot([1, 2], label=text)
            axis.legend()

    return draw


PLACES = ["title", "label", "text", "legend"]


@pytest.mark.parametrize("text", ["🐍", "평균 ᚠ", "\ue000", "$가$", r"$\mathrm{키} = x$", "키 $가$"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("korean", [True, False])
def test_a_character_that_no_font_has_is_named_with_the_cure(
    text: str, place: str, korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    character = max(text.replace("키 $", "").replace("평균", ""))
    for _ in range(2):  # Matplotlib remembers formulas, and warns of the first one only
        with pytest.raises(MissingGlyph) as caught:
            drawn(put(text, place))
        said = str(caught.value)
        assert f"U+{ord(character):04X}" in said
        assert "DejaVu Sans, NanumGothic" in said
        assert ("쓰" in said) == korean
        assert ("`$`" in said or 'rcParams["font.family"]' in said)


@pytest.mark.parametrize("text", ["나는", "평균 μ", "높이 − 1", "學生", "평균 $\\mu$ 높이"])
@pytest.mark.parametrize("place", PLACES)
def test_korean_is_text_and_takes_the_room_that_it_needs(text: str, place: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = texts(drawn(put(text, place)))
    if "$" not in text:
        assert text in found
    else:
        [formula] = [one for one in found if "μ" in one]
        assert set("평균높이") <= set(formula)


@pytest.mark.parametrize("family", ["Malgun Gothic", "AppleGothic", "NanumGothic", "serif", "monospace"])
def test_a_font_that_is_not_here_is_no_matter(family: str, caplog: pytest.LogCaptureFixture) -> None:
    mpl.rcParams["font.family"] = family
    assert "나는 −1" in texts(drawn(lambda figure: figure.text(0.5, 0.5, "나는 −1")))
    assert not caplog.records


def test_korean_is_as_wide_as_korean_letters_are() -> None:
    figure = Figure()
    figure.text(0, 0.5, "가나다라마바사아자차")
    boxes: list[float] = []

    def measure(figure: Figure) -> None:
        axis = figure.subplots()
        axis.set_yticks([0], ["가나다라마바사아자차"])

    axis_figure = Figure()
    measure(axis_figure)
    themed_svg(axis_figure, "figure-a-1")
    boxes.append(axis_figure.axes[0].get_position().x0 * 360)
    # Ten letters of ten points each, less the little that a letter of this font is narrower than its size
    assert 85 < boxes[0] < 110


def test_figures_are_drawn_again_after_one_was_refused() -> None:
    with pytest.raises(MissingGlyph):
        drawn(lambda figure: figure.text(0.5, 0.5, "🐍"))
    assert texts(drawn(lambda figure: figure.text(0.5, 0.5, "ga"))) == ["ga"]


def test_other_warnings_of_a_figure_stay_warnings() -> None:
    with pytest.warns(UserWarning, match="careful"):
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
    assert [link.get("href") for link in parsed(svg).iter(f"{SVG}a")] == ["https://example.org/a"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "file:///etc/passwd", "x"])
def test_a_link_that_could_act_is_rejected(url: str) -> None:
    with pytest.raises(FigureProblem) as caught:
        drawn(lambda figure: figure.text(0.5, 0.5, "source", url=url))
    assert url in str(caught.value)


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
