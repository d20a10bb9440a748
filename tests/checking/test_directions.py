"""Directions in a text alternative fit where the figure draws things."""

from __future__ import annotations

import numpy as np
import pytest
from literate.checking.directions import false_directions
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tests.support.figure_drawing import X, curves

TWO_VALLEYS = (X - 1) ** 2 * (X - 3) ** 2 + 0.1 * X
TERMS = {
    "순방향": ("forward",),
    "역방향": ("reverse",),
    "최댓값": ("max",),
    "평균": ("mean",),
    "놀라움": ("surprisal",),
    "교차 엔트로피": ("cross entropy",),
    "확률": ("probability",),
}


def labeled(xlabel: str = "surprisal", ylabel: str = "probability") -> list[Figure]:
    figures = curves(np.exp(-((X - 1) ** 2)), np.exp(-((X - 3) ** 2)) + 1, xlabel=xlabel, ylabel=ylabel)
    figures[0].axes[0].text(1, 0.5, "children")
    figures[0].axes[0].text(3, 1.5, "cross entropy")
    return figures


def two_named() -> list[Figure]:
    """Return a figure with a curve of one valley, called forward, and one of two, called reverses."""
    figures = curves((X - 2) ** 2, TWO_VALLEYS)
    figures[0].axes[0].text(3, 5, "forward", color="C0")
    figures[0].axes[0].text(1, 2, "reverses", color="C1")
    figures[0].axes[0].lines[0].set_color("C0")
    figures[0].axes[0].lines[1].set_color("C1")
    return figures


def two_rows() -> list[Figure]:
    figure = Figure()
    axis = figure.subplots()
    axis.plot([1, 2], [0, 1], "o")
    axis.set(yticks=[0, 1], yticklabels=["max", "mean"])
    return [figure]


def points() -> list[Figure]:
    figure = Figure()
    figure.subplots().scatter([0, 1, 2], [2, 0.5, 0])
    return [figure]


def straight(style: str) -> list[Figure]:
    figure = Figure()
    figure.subplots().axhline(1, ls=style)
    return [figure]


def cells() -> list[Figure]:
    figure = Figure()
    axis = figure.subplots()
    for place in range(3):
        axis.add_patch(Rectangle((place, 0), 1, 1, alpha=0.2 * place))
        axis.text(place + 0.5, 0.5, f"{place}")
    axis.set(xlim=(0, 3))
    return [figure]


def shrinking() -> list[Figure]:
    figure = Figure()
    figure.subplots().vlines([1, 2, 3], [0, 0, 0], [3, 2, 1])
    return [figure]


RISING, FALLING = curves(np.exp(X)), curves(np.exp(-3 * X), yscale="linear")


@pytest.mark.parametrize(
    ("right", "wrong", "figures"),
    [
        ("오른쪽으로 갈수록 올라간다", "왼쪽으로 갈수록 올라간다", RISING),
        ("왼쪽으로 갈수록 낮아진다", "오른쪽으로 갈수록 낮아진다", RISING),
        ("오른쪽으로 갈수록 0에 가까", "왼쪽으로 갈수록 0에 가까", FALLING),
        ("오른쪽으로 갈수록 짧아", "오른쪽으로 갈수록 길어", shrinking()),
        ("오른쪽 위로 곧게 올라", "오른쪽 아래로 곧게 내려", RISING),
        ("왼쪽 위에 점", "오른쪽 위에 점", points()),
        ("낮은 곳에서 평평", "높은 곳에서 평평", FALLING),
        ("왼쪽 골짜기가 조금 더 깊", "오른쪽 골짜기가 조금 더 깊", curves(TWO_VALLEYS)),
        ("오른쪽 골짜기가 더 얕", "왼쪽 골짜기가 더 얕", curves(TWO_VALLEYS)),
        ("오른쪽 봉우리가 더 낮", "왼쪽 봉우리가 더 낮", curves(-TWO_VALLEYS)),
        ("골짜기가 두 개", "골짜기가 하나", curves(TWO_VALLEYS)),
        ("순방향의 곡선은 바닥이 하나", "reverses의 곡선은 바닥이 하나", two_named()),
        ("순방향의 선에는 바닥이 하나", "역방향의 선에는 바닥이 하나", two_named()),
        ("아래 줄은 최댓값, 위 줄은 평균.", "위 줄은 최댓값, 아래 줄은 평균.", two_rows()),
        ("수가 큰 칸일수록 색이 짙", "수가 커지고 색이 옅", cells()),
        (
            "왼쪽 봉우리는 children, 오른쪽은 교차 엔트로피.",
            "왼쪽 봉우리는 교차 엔트로피, 오른쪽은 children.",
            labeled(),
        ),
        ("아래는 children이고 위는 교차 엔트로피.", "위는 children이고 아래는 교차 엔트로피.", labeled()),
        ("가로축은 놀라움, 세로축은 확률", "세로축은 놀라움", labeled()),
        ("가로축은 평균 μ, 세로축은 값", "가로축은 표준편차 σ", labeled("μ", "KL")),
    ],
)
def test_a_direction_fits_its_figure_and_the_opposite_does_not(
    right: str, wrong: str, figures: list[Figure]
) -> None:
    assert false_directions(right, figures, TERMS) == []
    (found,) = false_directions(wrong, figures, TERMS)
    assert found in wrong


def test_a_solid_line_is_not_dashed() -> None:
    assert false_directions("가로 실선", straight("-"), TERMS) == []
    assert false_directions("가로 실선", straight("--"), TERMS) == ["가로 실선"]


@pytest.mark.parametrize(
    "text", ["오른쪽으로 갈수록 올라간다", "왼쪽 위에 점이 있다", "가로 실선", "가로축은 놀라움"]
)
def test_a_figure_without_such_things_is_not_judged(text: str) -> None:
    assert false_directions(text, [Figure()], TERMS) == []


def test_a_place_lower_than_another_is_not_low() -> None:
    assert false_directions("그보다 낮은 곳에서 평평해진다", curves(2 - np.exp(-3 * X)), TERMS) == []
