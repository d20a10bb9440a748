"""The fonts that are published are those that a browser asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.project import Project
from literate.rendering.katex import Katex
from literate.rendering.styles import keep_used_typefaces, style_files

from tests.site.served import served
from tests.site.test_accessibility import pages_of
from tests.site.windows import Windows
from tests.support.scratch import MAIN, write

LOADED = """async () => {
  document.querySelectorAll("details").forEach(box => box.open = true)
  document.head.insertAdjacentHTML("beforeend", "<style>* { content-visibility: visible !important }</style>")
  document.body.getBoundingClientRect()
  await document.fonts.ready
}"""


def fonts_asked_for(windows: Windows, folder: Path, pages: list[str]) -> set[str]:
    """Return the names of the font files that the pages of a folder make a browser fetch."""
    asked: set[str] = set()
    page = windows.open_new()
    page.on("request", lambda request: asked.add(request.url.split("/")[-1]))
    with served(folder) as address:
        for path in pages:
            page.goto(address + path, wait_until="load")
            page.evaluate(LOADED)
    page.close()
    return {name for name in asked if name.endswith(".woff2")}


def test_the_site_publishes_just_the_fonts_that_its_pages_ask_for(windows: Windows, site: Path) -> None:
    published = {path.name for path in (site / "assets" / "katex").iterdir()}
    assert {"KaTeX_Main-Regular.woff2", "KaTeX_Math-Italic.woff2"} <= published
    assert published == fonts_asked_for(windows, site, pages_of(site))
    sheet = (site / "assets" / "site.css").read_text(encoding="utf-8")
    assert sheet.count("@font-face") == len(published)


FORMULAS = [
    r"x + 1",
    r"\mathbf{x} \boldsymbol{\theta}",
    r"\text{a \textbf{b} \textit{c \textbf{d}}} \textsf{a \textbf{b}} \texttt{c}",
    r"\Biggl( \sum_{i=1}^n \prod \sqrt{\frac{a}{\frac{b}{c}}} \Biggr) \operatorname*{arg\,max}_\mu \hat{\mu}",
    r"\mathbb{E} \mathcal{L} \mathfrak{g} \mathscr{F} \mathsf{x} \mathtt{y} \mathit{z}",
    r"\left\{\begin{matrix} a \\ b \\ c \\ d \end{matrix}\right\} \lesssim",
]


@pytest.fixture(scope="module")
def everything() -> dict[str, bytes]:
    """The style sheet and all fonts that there are, by path."""
    return {path.as_posix(): content for path, content in style_files(Project(MAIN)).items()}


@pytest.mark.parametrize("formula", [*FORMULAS[:4], " ".join(FORMULAS)])
def test_no_font_that_a_formula_asks_for_is_left_out(
    windows: Windows, everything: dict[str, bytes], tmp_path: Path, formula: str
) -> None:
    with Katex() as katex:
        page = (
            f'<!doctype html><link rel="stylesheet" href="assets/site.css">{katex.set(formula, display=True)}'
        )
    asked = {}
    for name in ("all", "used"):
        folder = tmp_path / name
        for path, content in everything.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        write(folder / "index.html", page)
        if name == "used":
            keep_used_typefaces(folder, everything["assets/site.css"].decode("utf-8"))
        asked[name] = fonts_asked_for(windows, folder, [""])
    assert asked["used"] == asked["all"]
    kept = {path.name for path in (tmp_path / "used" / "assets" / "katex").iterdir()}
    assert asked["all"] <= kept
    assert len(kept) <= len(asked["all"]) + 4
