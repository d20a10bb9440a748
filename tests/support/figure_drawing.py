"""Figures drawn in the course's style, and what stands in their SVG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import numpy as np
from literate.running.figure_style import PAPER
from literate.running.figures import themed_svg
from matplotlib.figure import Figure

X = np.linspace(0, 4, 41)
SVG = "{http://www.w3.org/2000/svg}"


def curves(*of: Any, **settings: Any) -> list[Figure]:
    """Return a figure with some curves above X."""
    figure = Figure()
    axis = figure.subplots()
    for y in of:
        axis.plot(X, y)
    axis.set(**settings)
    return [figure]


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
