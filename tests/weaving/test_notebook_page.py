"""Notebooks as pages of the site: what stands on them, and that Markdown inside elements is rendered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from literate.weaving.notebook_page import notebook_page
from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.utils import yaml as mkdocs_yaml

from tests.support.notebook_weaving import ALL_CELLS, notebook
from tests.support.scratch import MAIN
from tests.support.weaving import CURVE, WORDS


def page_of(folder: Path, body: str) -> str:
    """Return the page of a notebook that is woven from a page with this body."""
    return notebook_page(notebook(folder, body), WORDS)


def of_cells(*cells: dict[str, Any]) -> str:
    """Return the page of a notebook with these cells."""
    empty = {"metadata": {}, "outputs": [], "id": "x"}
    content = {"metadata": {"title": "제목"}, "cells": [empty | cell for cell in cells]}
    return notebook_page(json.dumps(content), WORDS)


def text_cell(*lines: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": ["\n".join(lines)]}


def html_of(page: str) -> str:
    """Return a page as the site's settings render it."""
    settings = mkdocs_yaml.yaml_load((MAIN / "mkdocs.yml").read_text(encoding="utf-8"))
    extensions = {
        name: options or {}
        for one in settings["markdown_extensions"]
        for name, options in (one.items() if isinstance(one, dict) else [(one, {})])
    }
    converter = Markdown(extensions=list(extensions), extension_configs=extensions)
    return str(converter.convert(page.split("---\n", 2)[2]))


def test_the_page_has_its_own_title_and_template_and_is_not_searched(tmp_path: Path) -> None:
    front = yaml.safe_load(page_of(tmp_path, "글\n").split("---\n", 2)[1])
    assert front == {
        "title": WORDS["notebook-title"].format(title="가능도"),
        "template": "notebook.html",
        "search": {"exclude": True},
    }


def test_headings_have_the_ids_of_the_lesson(tmp_path: Path) -> None:
    html = html_of(page_of(tmp_path, "## 로그 가능도 {#log-likelihood}\n"))
    assert '<h1 id="notebook-title">' in html
    assert '<h2 id="log-likelihood">' in html
    assert "<a id=" not in html


def test_markdown_in_nested_elements_is_rendered() -> None:
    html = html_of(
        of_cells(
            text_cell(
                '<div lang="ko">',
                "",
                "<details>",
                "<summary>도움말 $x$</summary>",
                "",
                "**로그**를 취하세요.",
                "",
                "</details>",
                "",
                "다음 **글**",
                "",
                "</div>",
                "",
                "밖의 글",
            )
        )
    )
    outer, after = html.split("</div>")
    assert '<div lang="ko">' in outer
    inner, rest = outer.split("</details>")
    assert "<summary>도움말 " in inner and "<strong>로그</strong>" in inner
    assert "<strong>글</strong>" in rest
    assert after.strip() == "<p>밖의 글</p>"


def test_elements_in_fenced_code_are_shown_as_they_are() -> None:
    html = html_of(of_cells(text_cell("```", '<div lang="ko">', "</div>", "```", "", "끝")))
    assert "///" not in html
    assert "&lt;div" in html and "&lt;/div&gt;" in html


def test_a_caption_stands_under_the_figure_and_not_in_the_text(tmp_path: Path) -> None:
    body = "/// cell | curve\n    alt: 곡선\n\n그림의 **설명**\n///\n\n뒷글\n"
    html = html_of(page_of(tmp_path, body))
    assert html.count("그림의 <strong>설명</strong>") == 1
    assert html.index('<img src="../figures/curve-2.svg"') < html.index("<figcaption>")
    assert html.index("</figcaption>") < html.rindex("</figure>") < html.index("뒷글")


def test_code_and_outputs_are_text_and_not_markup(tmp_path: Path) -> None:
    html = html_of(page_of(tmp_path, ALL_CELLS + CURVE + "\n/// cell | warn\n///\n"))
    assert "둘째 줄 ``` &lt;b&gt; &amp; $x$ {{ y }}\n/// note\n" in html
    assert f'cell-errors"><p>{WORDS["error-output"]}</p>' in html
    assert "UserWarning: careful" in html
    for name in ("imports", "likelihood", "curve", "warn"):
        assert f'<div class="cell" id="cell-{name}">' in html


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"text/html": ["<table><tr><td>1</td></tr></table>"]}, '<div class="cell-rich"><table>'),
        ({"text/latex": ["$$\n", "x^2\n", "$$"]}, '<div class="arithmatex">'),
    ],
)
def test_a_displayed_output_is_shown(data: dict[str, list[str]], shown: str) -> None:
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    html = html_of(of_cells({"cell_type": "code", "source": ["x"], "outputs": [output]}))
    assert shown in html
    assert 'class="cell-rich"' in html


def test_hidden_code_is_folded() -> None:
    hidden = {"cell_type": "code", "source": ["x = 1"], "metadata": {"jupyter": {"source_hidden": True}}}
    assert f'<details class="cell-code"><summary>{WORDS["show-code"]}</summary>' in html_of(of_cells(hidden))
