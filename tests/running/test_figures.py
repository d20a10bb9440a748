"""Figures as SVG: the same bytes for the same figure, with nothing amiss."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from literate.running.figure_fonts import FigureProblem
from literate.running.figure_style import LINES, use_style
from literate.running.figures import themed_svg
from matplotlib.figure import Figure

from tests.support.figure_drawing import SVG, drawn, parsed, plenty

pytestmark = pytest.mark.usefixtures("course_style")
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"

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


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "file:///etc/passwd", "x"]
)
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
