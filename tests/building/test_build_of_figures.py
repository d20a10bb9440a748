"""Figures that hold pictures, hatches and Korean are built in every language, with notebooks."""

from __future__ import annotations

import re

import pytest

from tests.support.scratch import Scratch, change, copy_of
from tests.support.two_editions import add_english, english_page

DRAWN = """\
figure, (left, right) = plt.subplots(1, 2)
figure.colorbar(left.imshow([heights, heights], cmap="Greys"), ax=left)
right.bar(["나는", "학생"], [1, 2], hatch="//")
right.text(0, 1, "1", color="black", url="https://example.org/")
figure.suptitle(r"$\\mathcal{L} = \\sqrt{x}$")
plt.show()
"""
CURVE = """\
figure, axis = plt.subplots()
axis.plot(heights, color="C0")
axis.set(title=f"Mean {mean:.4f}")
plt.show()
"""


@pytest.fixture(scope="module")
def project(built_project: Scratch, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """The sample project in two languages, with such a figure."""
    copy = add_english(copy_of(built_project, tmp_path_factory.mktemp("figures").resolve() / "project"))
    change(copy.heights, CURVE, DRAWN)
    copy.build_well()
    return copy


@pytest.mark.parametrize("edition", ["", "en/"])
def test_the_figure_is_on_the_page_of_every_language(project: Scratch, edition: str) -> None:
    page = (project.site / f"{edition}lessons/ten-heights/index.html").read_text(encoding="utf-8")
    [svg] = re.findall(r'<svg[^>]*class="own-colors".*?</svg>', page, re.DOTALL)
    for part in ("data:image/png;base64,", "<pattern", ">나는<", "#000000", "https://example.org/"):
        assert part in svg
    recorded = (project.recorded / "ten-heights" / "curve.svg").read_text(encoding="utf-8")
    assert recorded.strip() == svg


def test_a_translation_cannot_bring_such_a_figure_itself(project: Scratch) -> None:
    recorded = (project.recorded / "ten-heights" / "curve.svg").read_text(encoding="utf-8")
    before = english_page(project).read_text(encoding="utf-8")
    english_page(project).write_text(f"{before}\n{recorded}", encoding="utf-8")
    run = project.build()
    assert run.code == 1
    assert "docs/en/lessons/ten-heights.md" in run.err
    english_page(project).write_text(before, encoding="utf-8")
