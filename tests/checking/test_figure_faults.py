"""What is wrong with a figure whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pytest
from literate.checking.figure_faults import faults

X = np.linspace(0, 1, 50)


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_curves_of_one_color_and_style_are_found() -> None:
    drawn, axes = plt.subplots()
    axes.plot(X, X, color="C0", label="p")
    axes.plot(X, X**2, color="C0", label="q")
    assert faults([drawn]) == ["Two curves have one color and style: C0 -"]


def test_curves_that_differ_in_color_style_or_axes_are_right() -> None:
    drawn, (left, right) = plt.subplots(1, 2)
    left.plot(X, X, color="C0")
    left.plot(X, X**2, color="C0", ls="--")
    left.plot(X, X**3, color="C1")
    left.plot([0, 1], [0, 0], color="C0")
    right.plot(X, X, color="C0")
    assert faults([drawn]) == []


def test_a_legend_entry_without_a_curve_is_found() -> None:
    drawn, axes = plt.subplots()
    (gone,) = axes.plot(X, X, color="C1", label="gone")
    axes.plot(X, X**2, color="C0", label="there")
    axes.legend()
    assert faults([drawn]) == []
    gone.remove()
    assert faults([drawn]) == ["The legend entry “gone” does not have a curve."]


def test_the_entries_of_bars_areas_and_points_have_their_parts() -> None:
    drawn, axes = plt.subplots()
    axes.bar([0, 1], [1, 2], color="C0", label="bars")
    axes.fill_between(X, X, alpha=0.2, color="C1", label="area")
    axes.scatter([0, 1], [1, 1], color="C2", label="points")
    axes.errorbar([0, 1], [1, 2], yerr=0.1, color="C3", label="errors")
    axes.legend()
    assert faults([drawn]) == []


@pytest.mark.parametrize(("limits", "is_in_view"), [((0, 2), True), ((0.3, 2), False), ((2, 0.3), False)])
def test_the_lowest_point_of_a_curve_is_in_view(limits: tuple[float, float], is_in_view: bool) -> None:
    drawn, axes = plt.subplots()
    axes.plot(X, (X - 0.5) ** 2 + 0.1)
    axes.set_ylim(limits)
    assert bool(faults([drawn])) is not is_in_view


def test_a_curve_may_leave_the_view_at_its_ends() -> None:
    drawn, axes = plt.subplots()
    axes.plot(X, np.exp(-((X - 0.5) ** 2)))
    axes.set_xlim(0.2, 0.8)
    assert faults([drawn]) == []


def test_categories_dates_and_other_projections_are_not_out_of_view() -> None:
    drawn, axes = plt.subplots()
    axes.plot(["a", "b", "c"], [1, 3, 2], marker="o")
    dated, other = plt.subplots()
    other.plot(np.array(["2026-01-01", "2026-02-01"], dtype="datetime64[D]"), [1, 2], "o")
    solid, space = plt.subplots(subplot_kw={"projection": "3d"})
    space.plot(X, X, 9 * X, marker="o")
    assert faults([drawn, dated, solid]) == []


def test_a_marker_is_in_view() -> None:
    drawn, axes = plt.subplots()
    axes.plot(0.5, 3, "o")
    axes.axvline(9, color="C1")
    axes.set(xlim=(0, 1), ylim=(0, 4))
    assert faults([drawn]) == []
    axes.set_ylim(0, 2)
    assert faults([drawn]) == ["The point (0.5, 3) is out of view."]
