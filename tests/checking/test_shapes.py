"""The words of a text alternative fit what the figure draws, as far as data can settle it."""

from __future__ import annotations

import numpy as np
import pytest
from literate.checking.shapes import false_charts, false_words
from matplotlib.figure import Figure

from tests.support.figure_drawing import X, curves


def bars(*heights: float) -> list[Figure]:
    figure = Figure()
    figure.subplots().bar(["a", "b", "c"], heights)
    return [figure]


def lying_bars(*lengths: float) -> list[Figure]:
    figure = Figure()
    figure.subplots().barh(["a", "b", "c"], lengths)
    return [figure]


def dashed() -> list[Figure]:
    figure = Figure()
    figure.subplots().axhline(1, ls="--")
    return [figure]


VALLEY, HILL = curves((X - 1) ** 2), curves(np.exp(-((X - 2) ** 2)))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("아래로 볼록한 곡선이 1에서 가장 낮다.", VALLEY),
        ("위로 볼록한 곡선", curves(-((X - 1) ** 2), X)),
        ("2에서 봉우리를 이루는 좌우 대칭 종 모양 곡선", HILL),
        ("가로축은 로그 눈금으로 그린 t, 세로축은 값.", curves(X, xscale="log", xlabel="t")),
        ("가로 점선이 1의 높이에 있다.", dashed()),
        ("막대는 b에서 가장 높고 a에서 가장 낮다.", bars(1, 3, 2)),
        ("곡선은 한가운데에서 가장 높다.", VALLEY),
        ("가로축은 x, 세로축은 y(x).", curves(X, xlabel="x", ylabel="y(x)")),
        ("막대의 높이는 1, 3, 2이다.", bars(1, 3, 2)),
        ("막대의 높이는 4, 5, 6이다.", bars(1, 3, 2)),
        ("글만 있다.", []),
    ],
)
def test_words_that_fit_are_right(text: str, figures: list[Figure]) -> None:
    assert false_words(text, figures) == []


@pytest.mark.parametrize(
    ("text", "figures", "found"),
    [
        ("위로 볼록한 곡선", VALLEY, ["위로 볼록"]),
        ("아래로 볼록한 곡선", HILL, ["아래로 볼록"]),
        ("1에서 가장 높다.", VALLEY, ["1에서 가장 높"]),
        ("2에서 가장 낮다.", VALLEY, ["2에서 가장 낮"]),
        ("3에서 봉우리", HILL, ["3에서 봉우리"]),
        ("대칭 곡선", VALLEY, ["대칭"]),
        ("막대의 높이는 1, 2, 3이다.", bars(1, 3, 2), ["1, 2, 3"]),
        ("막대의 길이는 1, 2, 3이다.", lying_bars(1, 3, 2), ["1, 2, 3"]),
        ("종 모양", VALLEY, ["종 모양"]),
        (
            "가로축은 값, 세로축은 로그 눈금으로 그린 t.",
            curves(X, xscale="log", xlabel="t"),
            ["세로축은 로그 눈금으로 그린 t", "t"],
        ),
        ("로그 눈금", VALLEY, ["로그 눈금"]),
        ("점선", VALLEY, ["점선"]),
        ("막대", VALLEY, ["막대"]),
        ("a에서 가장 높고 b에서 가장 낮다.", bars(1, 3, 2), ["a에서 가장 높", "b에서 가장 낮"]),
    ],
)
def test_words_that_the_figure_contradicts_are_found(
    text: str, figures: list[Figure], found: list[str]
) -> None:
    assert false_words(text, figures) == found


def drawn(kind: str, *arguments: object, **style: object) -> list[Figure]:
    """Return a figure of a kind of chart, with a line at 0."""
    figure = Figure()
    axes = figure.subplots()
    getattr(axes, kind)(*arguments, **style)
    axes.axhline(0)
    return [figure]


CHARTS = {
    "막대그래프": [bars(1, 2, 3), drawn("hist", [1, 2, 2])],
    "꺾은선그래프": [drawn("plot", [0, 1], [2, 3], marker="o")],
    "산점도": [drawn("scatter", [0, 1], [2, 3]), drawn("plot", [0, 1], [2, 3], "o")],
    "히트맵": [drawn("imshow", [[0, 1]]), drawn("pcolormesh", [[0, 1]])],
}


@pytest.mark.parametrize("said", CHARTS)
@pytest.mark.parametrize("shown", CHARTS)
def test_a_chart_is_called_what_it_draws(said: str, shown: str) -> None:
    for figures in CHARTS[shown]:
        assert bool(false_charts(f"{said} 하나", figures)) == (said != shown)
