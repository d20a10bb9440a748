"""Notebooks woven from page and recording: what they say, and that they are valid."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

import nbformat
import pytest
from literate.messages import Problem
from literate.reading.pages import Line
from literate.running.job import CellRecord
from literate.weaving.light_figures import COLORS, light_figure, size
from literate.weaving.notebook import cell_id, weave_notebook
from literate.weaving.notebook_text import filled

from tests.support.notebook_weaving import ALL_CELLS, SITE, cells, notebook, prose, source
from tests.support.scratch import MAIN
from tests.support.weaving import CELLS, CURVE, HEAD, SNIPPET, WORDS, page_and_lesson

# Prose


def test_values_are_in_the_prose_as_on_the_page(tmp_path: Path) -> None:
    body = (
        CURVE + "\n평균은 {{ best }}, 확률은 {{ p:.2e }}, 식으로는 $p={{ p:.2e }}$입니다. `{{ best }}`도.\n"
    )
    text = prose(notebook(tmp_path, body))
    assert "평균은 168, 확률은 −2.50×10<sup>−5</sup>, 식으로는 $p=-2.50\\times10^{-5}$입니다." in text
    assert "<code>168</code>도." in text


def test_a_formula_loses_the_name_that_is_for_our_checks(tmp_path: Path) -> None:
    text = prose(notebook(tmp_path, "앞글\n\n$$\n% gaussian-pdf\nf(x) = 1\n$$\n\n뒷글\n"))
    assert "앞글\n\n$$\nf(x) = 1\n$$\n\n뒷글" in text


def test_headings_keep_the_ids_of_the_page_as_anchors(tmp_path: Path) -> None:
    text = prose(
        notebook(tmp_path, "## 로그 가능도 {#log-likelihood}\n\n### 이름 없는 제목\n\n### 또 하나\n")
    )
    assert '<a id="log-likelihood"></a>\n\n## 로그 가능도\n' in text
    assert "{#" not in text
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors)) == 3


def test_links_lead_to_the_site_if_its_address_is_known_and_else_are_text(tmp_path: Path) -> None:
    body = (
        "[키](../index.md#outline), [다른 과](entropy.md), [여기](#here), [밖](https://example.com/a.md), "
        "`[코드](a.md)`, $[a](b)$, [**굵게**](entropy.md){.external}\n"
    )
    known, unknown = (prose(notebook(tmp_path, body, site=site)) for site in (SITE, ""))
    assert (
        f"[키]({SITE}#outline), [다른 과]({SITE}lessons/entropy/), [여기](#here), "
        "[밖](https://example.com/a.md), "
        f"`[코드](a.md)`, $[a](b)$, [**굵게**]({SITE}lessons/entropy/)\n"
    ) in known + "\n"
    assert (
        "키, 다른 과, [여기](#here), [밖](https://example.com/a.md), `[코드](a.md)`, $[a](b)$, **굵게**"
        in unknown
    )


def test_a_link_to_a_page_whose_name_ends_in_index_keeps_the_name(tmp_path: Path) -> None:
    assert f"[색인]({SITE}lessons/word-index/)" in prose(
        notebook(tmp_path, "[색인](word-index.md)\n", site=SITE)
    )


def test_a_fold_without_cells_folds_and_one_with_cells_becomes_a_heading(tmp_path: Path) -> None:
    body = (
        "## 연습 {#exercise}\n\n//// details | 도움말\n로그를 취하세요.\n////\n\n"
        "//// details | 풀이\n먼저 $p$를 구합니다.\n\n" + CURVE + "\n평균은 {{ best }}입니다.\n////\n\n끝\n"
    )
    woven = notebook(tmp_path, body)
    text = prose(woven)
    assert "<details>\n<summary>도움말</summary>\n\n로그를 취하세요.\n\n</details>" in text
    assert '<a id="exercise-fold"></a>\n\n### 풀이\n\n먼저 $p$를 구합니다.' in text
    assert "평균은 168입니다.\n\n끝" in text
    assert "///" not in text
    assert "curve" in [cell["id"] for cell in cells(woven, "code")]


def test_a_note_becomes_a_quotation_with_its_title(tmp_path: Path) -> None:
    body = "/// note | θ의 확률이 아닙니다\n    attrs: {class: wide}\n\n첫 문단\n\n둘째 문단\n///\n\n뒷글\n"
    text = prose(notebook(tmp_path, body))
    assert "> **θ의 확률이 아닙니다**\n>\n> 첫 문단\n>\n> 둘째 문단\n\n뒷글" in text


@pytest.mark.parametrize(
    "explorable",
    [
        '<div class="explorable" data-search-exclude>\n<share-likelihood k="7">\n<p>표</p>\n'
        "</share-likelihood>\n</div>\n",
        "/// html | div.explorable\n<share-likelihood></share-likelihood>\n///\n",
    ],
)
def test_what_moves_on_the_site_is_only_pointed_to(explorable: str, tmp_path: Path) -> None:
    text = prose(notebook(tmp_path, f"앞글\n\n{explorable}\n뒷글\n", site=SITE))
    assert "share-likelihood" not in text
    assert f"앞글\n\n> 이 자리의 움직이는 그림은 사이트의 [가능도]({SITE}lessons/likelihood/)" in text
    assert "뒷글" in text


def test_the_first_cell_says_where_the_notebook_comes_from_and_how_it_may_be_used(tmp_path: Path) -> None:
    first = source(cells(notebook(tmp_path, "글\n", site=SITE))[0])
    assert first.startswith(
        f"# 가능도\n\n‘코드로 확인하는 자연어처리’의 [가능도]({SITE}lessons/likelihood/) 페이지"
    )
    assert "CC BY 4.0" in first
    assert "Python 3.11.7 · NumPy 2.4.6" in source(cells(notebook(tmp_path, "글\n"))[-1])


# Cells


def test_cells_stand_with_their_outputs_in_the_order_in_which_they_run(tmp_path: Path) -> None:
    code = cells(notebook(tmp_path, ALL_CELLS + CURVE + "\n/// cell | warn\n///\n"), "code")
    assert [cell["id"] for cell in code] == ["imports", "likelihood", "curve", "warn"]
    assert [cell["execution_count"] for cell in code] == [1, 2, 3, 4]
    assert source(code[0]) == "import numpy as np"
    assert code[0]["outputs"] == []
    [printed] = code[1]["outputs"]
    assert (printed["name"], "".join(printed["text"])) == (
        "stdout",
        "한 줄\n\n  둘째 줄 ``` <b> & $x$ {{ y }}\n/// note\n",
    )
    [warned] = code[3]["outputs"]
    assert (warned["name"], warned["text"]) == ("stderr", ["UserWarning: careful\n"])


@pytest.mark.parametrize(
    "body", ["글\n", "/// cell | warn\n///\n", CURVE, "/// cell | warn\n///\n\n" + CURVE]
)
def test_all_cells_of_the_snippet_are_there_once_whatever_the_page_shows(body: str, tmp_path: Path) -> None:
    code = cells(notebook(tmp_path, body), "code")
    assert [cell["id"] for cell in code] == ["imports", "likelihood", "curve", "warn"]


def test_a_figure_is_an_image_with_its_text_alternative_and_its_caption_follows(tmp_path: Path) -> None:
    head = '/// cell | curve\n    alt: 평균 {{ best }}의 "곡선" & <값>\n'
    body = head + "\n그림의 **설명** {{ best }}\n///\n\n뒷글\n"
    woven = notebook(tmp_path, body)
    curve = next(cell for cell in cells(woven) if cell["id"] == "curve")
    figures = [output for output in curve["outputs"] if output["output_type"] == "display_data"]
    assert len(figures) == 2
    for figure, word in zip(figures, ("one", "two"), strict=True):
        assert figure["data"]["text/plain"] == ['<Figure: 평균 168의 "곡선" & <값>>']
        image = ElementTree.fromstring("".join(figure["data"]["text/html"]).replace(">", "/>"))
        assert image.get("alt") == '평균 168의 "곡선" & <값>'
        kind, _, picture = str(image.get("src")).partition(",")
        assert kind == "data:image/svg+xml;charset=utf-8"
        assert "".join(ElementTree.fromstring(unquote(picture)).itertext()).strip() == f"p < {word}"
    after = cells(woven)[cells(woven).index(curve) + 1 :]
    assert source(after[0]) == "그림의 **설명** 168"
    assert after[0]["metadata"]["tags"] == ["caption"]
    assert source(after[1]).startswith("뒷글")


def test_code_that_the_page_folds_is_folded(tmp_path: Path) -> None:
    woven = notebook(tmp_path, "/// cell | curve\n    alt: 곡선\n    code: folded\n///\n")
    folded = [cell["id"] for cell in cells(woven, "code") if cell["metadata"].get("jupyter")]
    assert folded == ["curve"]


def test_figures_have_the_colours_of_the_light_palette(tmp_path: Path) -> None:
    palette = (MAIN / "docs" / "styles" / "palette.css").read_text(encoding="utf-8").split("slate")[0]
    for name, color in COLORS.items():
        if name != "--md-default-bg-color":
            assert f"{name}: {color};" in palette
    light = light_figure(
        '<svg viewBox="0 0 9 9">\n <path d="M 1 2" style="stroke: var(--figure-1, #000)" />\n</svg>\n'
    )
    assert "stroke:#c2410c" in light
    assert 'color="#1d2733"' in light
    recorded = list((MAIN / "snippets" / "recorded").glob("*/*.svg"))
    assert recorded
    for path in recorded:
        assert "var(" not in light_figure(path.read_text(encoding="utf-8"))


# The file


@pytest.mark.parametrize("name", ["a" * 80, "b" * 65])
def test_a_long_cell_name_still_makes_a_valid_id(name: str) -> None:
    assert len(cell_id(name)) == 64
    assert cell_id(name) != cell_id(name + "c")


def test_a_notebook_is_valid_and_written_as_jupyter_writes_it(tmp_path: Path) -> None:
    long_name = "a-" * 40 + "b"
    snippet = SNIPPET + f"\n# %% {long_name}\nx = 1\n"
    records = {"warn": CellRecord("50%\r100%\n\x0c\n", "careful")}
    woven = notebook(tmp_path, ALL_CELLS + CURVE, records, snippet=snippet)
    read = nbformat.reads(woven, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(read)
    assert nbformat.writes(read) + "\n" == woven  # type: ignore[no-untyped-call]
    assert read.metadata.kernelspec.name == "python3"
    assert read.metadata.lang == "ko"
    assert woven == notebook(tmp_path, ALL_CELLS + CURVE, records, snippet=snippet)


# What a recording may lack or say


def test_a_cell_that_is_on_no_page_must_be_recorded_all_the_same(tmp_path: Path) -> None:
    page, lesson = page_and_lesson(tmp_path, HEAD + CURVE, SNIPPET, CELLS)
    del lesson.recording.cells["imports"]
    with pytest.raises(Problem) as caught:
        weave_notebook(page, lesson, WORDS, PurePosixPath("ko/lessons/likelihood.md"), "")
    assert (caught.value.file, caught.value.line, caught.value.cell) == (
        "snippets/likelihood.py",
        2,
        "imports",
    )


@pytest.mark.parametrize("view", ["1.1.1 9", ". .", f"{'9' * 400} 1", "-1 5", ""])
def test_a_figure_that_tells_no_size_has_the_usual_one(view: str) -> None:
    assert size('<svg viewBox="0 0 90 30.75">') == (120, 41)
    assert size(f'<svg viewBox="0 0 {view}">') == (480, 300)


KOREAN_FIGURE = '<svg viewBox="0 0 9 9"><text x="1" y="2">낱말</text></svg>\n'


@pytest.mark.parametrize(
    ("figure", "imports", "code"),
    [
        (KOREAN_FIGURE, "", "%pip install -q koreanize-matplotlib\nimport koreanize_matplotlib"),
        (KOREAN_FIGURE, "import koreanize_matplotlib\n", "%pip install -q koreanize-matplotlib"),
        ('<svg viewBox="0 0 9 9" />\n', "", ""),
    ],
)
def test_a_notebook_with_korean_in_its_figures_brings_a_font(
    figure: str, imports: str, code: str, tmp_path: Path
) -> None:
    snippet = SNIPPET.replace("# %% imports\n", f"# %% imports\n{imports}")
    woven = notebook(tmp_path, ALL_CELLS, {"curve": CellRecord(figures=[figure])}, snippet=snippet)
    first = cells(woven, "code")[0]
    assert (source(first) if first["id"] == "korean_font" else "") == code
    nbformat.validate(json.loads(woven))


def test_a_figure_on_paper_is_not_turned_over_on_dark_pages(tmp_path: Path) -> None:
    figures = ['<svg viewBox="0 0 9 9" class="own-colors"><image /></svg>\n', '<svg viewBox="0 0 9 9" />\n']
    [drawn] = [
        cell
        for cell in cells(notebook(tmp_path, ALL_CELLS, {"curve": CellRecord(figures=figures)}), "code")
        if cell["id"] == "curve"
    ]
    marks = [output["metadata"]["text/html"].get("class") for output in drawn["outputs"]]
    assert marks == ["own-colors", None]


def test_a_number_in_words_of_a_text_that_is_not_translated_is_in_the_originals_language() -> None:
    line = Line("{{ 21:words }} 개", 3, "text", "docs/ko/lessons/heights.md")
    assert filled(line, "docs/en/lessons/heights.md", {}).text == "스물한 개"
