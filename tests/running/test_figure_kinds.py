"""A figure of every kind is run, recorded, woven, and stands on a translated page as it was drawn."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from literate.messages import Problem
from literate.reading.snippets import read_snippet
from literate.running.job import CellRecord, Job
from literate.running.runner import Runner
from literate.translating.safety.rendered import FIGURE_DIGESTS, unsafe, without_figures
from literate.weaving.notebook import weave_notebook
from literate.weaving.page import weave
from PIL import Image

from tests.support.figure_kinds import KINDS, SNIPPET
from tests.support.weaving import WORDS, extensions, page_and_lesson

PAGE = "---\ntitle: Kinds\nsnippets: likelihood.py\n---\n\n/// cell | {}\n    alt: a figure\n///\n"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, CellRecord]]:
    """What two runs gave, each in a process of its own."""
    path = tmp_path_factory.mktemp("kinds") / "kinds.py"
    path.write_text(SNIPPET, encoding="utf-8")
    snippet = read_snippet(path, "snippets/kinds.py")
    outcomes = Runner(2, 300).run([Job("one", snippet), Job("two", snippet)])
    records: list[dict[str, CellRecord]] = []
    for outcome in outcomes.values():
        assert not isinstance(outcome, Problem), f"{outcome}\n{outcome.detail}"
        records.append(outcome.cells)
    return records


def html_of(text: str) -> tuple[str, list[str]]:
    """Return a woven page as HTML, and the digests of the figures that it says are its own."""
    names, options = extensions()
    _, head, body = text.split("---\n", 2)
    html = markdown.markdown(body, extensions=names, extension_configs=options)
    return html, yaml.safe_load(head)[FIGURE_DIGESTS]


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_of_this_kind_stands_on_a_translated_page(
    kind: str, twice: list[dict[str, CellRecord]], tmp_path: Path
) -> None:
    record = twice[0][kind]
    assert record.errors == "", "a figure of ours warns of nothing"
    [svg] = record.figures
    page, lesson = page_and_lesson(tmp_path, PAGE.format(kind), SNIPPET, {kind: record})
    html, figures = html_of(weave(page, lesson, WORDS, {}))
    assert svg.strip() in html
    assert unsafe(without_figures(html, figures)) is None
    notebook = weave_notebook(page, lesson, WORDS | {}, Path("ko/lessons/kinds.md"), "")  # type: ignore[arg-type]
    assert "data:image/svg+xml" in notebook


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_of_this_kind_is_the_same_bytes_again(kind: str, twice: list[dict[str, CellRecord]]) -> None:
    assert twice[0][kind].figures == twice[1][kind].figures


@pytest.mark.parametrize(
    "kind", ["imshow", "spy", "hatch", "rasterized", "offset-image", "tripcolor-gouraud"]
)
def test_the_same_in_a_translations_text_would_be_rejected(
    kind: str, twice: list[dict[str, CellRecord]]
) -> None:
    svg = twice[0][kind].figures[0]
    assert unsafe(svg)
    assert unsafe(without_figures(svg, []))
    hostile = svg.replace("<svg ", '<svg onload="alert(1)" ', 1).strip()
    assert unsafe(without_figures(hostile, [])) == hostile.split(">")[0] + ">"


def test_smooth_shading_is_a_picture_of_its_colors(twice: list[dict[str, CellRecord]]) -> None:
    for kind in ("pcolormesh-gouraud", "tripcolor-gouraud"):
        svg = twice[0][kind].figures[0]
        assert not re.search("<filter|Gradient", svg)
        [image] = ElementTree.fromstring(svg).iter(f"{SVG}image")
        data = base64.b64decode(image.get("href", "").partition(",")[2])
        with Image.open(io.BytesIO(data)) as picture:
            assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 500


def test_nothing_in_a_figure_could_act(twice: list[dict[str, CellRecord]]) -> None:
    for record in twice[0].values():
        for svg in record.figures:
            for element in ElementTree.fromstring(svg).iter():
                assert element.tag.removeprefix(SVG) in {
                    *("svg", "g", "defs", "clipPath", "path", "rect", "use", "text", "tspan", "image"),
                    *("pattern", "a"),
                }
                for name, value in element.attrib.items():
                    assert not name.lower().startswith("on")
                    if name.endswith("href"):
                        assert re.match(r"#|data:image/png;base64,|https://example\.org/", value)
