"""Words and formulas of figures: text where pages can set it, and an error where no font can."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from literate import messages
from literate.running.figure_fonts import MissingGlyph
from literate.running.figures import themed_svg
from matplotlib.figure import Figure

from tests.support.figure_drawing import SVG, drawn, parsed, plenty, texts

pytestmark = pytest.mark.usefixtures("course_style")
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_words_are_text_in_the_pages_own_font() -> None:
    svg = drawn(plenty)
    assert {"Likelihood", "density", "μ − σ, p < 1 & q", "line 5"} <= set(texts(svg))
    assert "font-family" not in svg
    assert "DejaVu" not in svg


def test_minus_signs_on_axes_are_true_ones() -> None:
    svg = drawn(lambda figure: figure.subplots().plot([-2, -1], [-2, -1]))
    assert "−2.0" in texts(svg)
    assert not [text for text in texts(svg) if "-" in text]


@pytest.mark.parametrize(
    "formula", [r"$\sigma^2 = 1$", r"$10^{-2}$", r"$p_i \leq \mathbf{W}$", r"높이 $\mu$"]
)
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
        assert "`$…$`" in said or 'rcParams["font.family"]' in said


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
def test_a_font_that_is_not_here_changes_nothing(family: str, caplog: pytest.LogCaptureFixture) -> None:
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


def test_figures_are_drawn_again_after_one_was_rejected() -> None:
    with pytest.raises(MissingGlyph):
        drawn(lambda figure: figure.text(0.5, 0.5, "🐍"))
    assert texts(drawn(lambda figure: figure.text(0.5, 0.5, "ga"))) == ["ga"]
