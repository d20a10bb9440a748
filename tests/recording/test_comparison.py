"""Outputs that differ in their last digits only are the same output."""

from __future__ import annotations

import base64
import io

import pytest
from literate.recording.comparison import same_svg, same_text
from PIL import Image

SAME = [
    ("", ""),
    ("평균 168\n", "평균 168\n"),
    ("평균 168.0000000\n", "평균 168.0000001\n"),
    ("1.000000", "1.0000009"),
    ("2.591234567e-12", "2.591234999e-12"),
    ("-26.9137", "-26.91371"),
    ("[0.1 .25 3.]", "[0.10000001 .25 3.0]"),
    ("1e-3", "0.001"),
    ("nan inf", "nan inf"),
    ("0.0", "-0.0"),
]
DIFFERENT = [
    ("1.000000", "1.000002"),
    ("1.0", "1.001"),
    ("2.59e-12", "2.60e-12"),
    ("2.59e-12", "2.59e-11"),
    ("0.0", "1e-9"),
    ("1.5", "-1.5"),
    ("1.5", "+1.5"),
    ("평균 168", "평균 168 "),
    ("평균 168", "중앙값 168"),
    ("[1 2]", "[1 2 3]"),
    ("[1 2]", "[1  2]"),
    ("1 2", "2 1"),
    ("1.0", "nan"),
    ("nan", "inf"),
    ("a1", "a"),
    ("텐서", "텐서\n"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_texts_are_the_same_when_numbers_agree_to_a_millionth(one: str, other: str) -> None:
    assert same_text(one, other)
    assert same_text(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_texts_differ_in_anything_else(one: str, other: str) -> None:
    assert not same_text(one, other)
    assert not same_text(other, one)


def test_figures_are_the_same_when_coordinates_agree_to_a_twentieth_of_a_point() -> None:
    one = '<path d="M 46.27 189.2 L 357 16.6" style="stroke: var(--figure-0, #3366cc)" />'
    assert same_svg(one, one.replace("189.2", "189.24").replace("357", "356.96"))
    assert not same_svg(one, one.replace("189.2", "189.26"))
    assert not same_svg(one, one.replace("L 357", "H 357"))
    assert not same_svg(one, one.replace("figure-0", "figure-1"))
    assert not same_svg(one, one.replace("L 357 16.6", "L 357"))


@pytest.mark.parametrize("transform", ["scale({})", "matrix({} 0 0 0.3 1 2)"])
def test_figures_differ_when_a_factor_does(transform: str) -> None:
    svg = '<svg><image width="5000" transform="' + transform + '" /></svg>'
    assert same_svg(svg.format("0.0718423"), svg.format("0.0718425"))
    assert not same_svg(svg.format("0.0718423"), svg.format("0.0728423"))


def picture(level: int, width: int = 3) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (width, 2), (level, 0, 0)).save(buffer, "png")
    return f'<svg><image href="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}" /></svg>'


def test_pictures_are_the_same_when_they_look_the_same() -> None:
    assert same_svg(picture(100), picture(102))
    assert not same_svg(picture(100), picture(103))
    assert not same_svg(picture(100), picture(100, width=4))
    assert not same_svg(picture(100), "<svg><image /></svg>")


@pytest.mark.parametrize(("old", "new"), [("0.70", "0.72"), ("0", "0.02"), ("가능도", "밀도")])
def test_figures_differ_when_their_words_and_labels_do(old: str, new: str) -> None:
    svg = '<svg><text x="10" y="5.5">{}</text></svg>'
    assert not same_svg(svg.format(old), svg.format(new))
