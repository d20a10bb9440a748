"""Woven pages: plain Markdown that the site's own extensions render as meant."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from literate.files.digests import text_digest
from literate.reading.pages import CellBlock, read_page
from literate.running.job import CellRecord
from literate.weaving.page import weave

from tests.support.weaving import (
    CELLS,
    CURVE,
    FILE,
    HEAD,
    SNIPPET,
    SVG,
    WORDS,
    all_tags,
    by_id,
    code_of,
    extensions,
    of_class,
    page_and_lesson,
    render,
    text_of,
    woven,
)


def test_the_site_has_the_extensions_that_the_weave_writes_for() -> None:
    names = extensions()[0]
    assert {"attr_list", "pymdownx.superfences", "pymdownx.highlight"} <= set(names)
    assert {"pymdownx.blocks.html", "pymdownx.blocks.details", "pymdownx.blocks.admonition"} <= set(names)


@pytest.mark.parametrize(
    ("opening", "closing", "outer"),
    [
        ("", "", "body"),
        ("/// details | 풀이\n\n", "\n///\n", "details"),
        ("//// details | 풀이\n\n", "\n////\n", "details"),
        ("/// note | 알아 두기\n\n", "\n///\n", "div"),
        ("///// note | 알아 두기\n\n//// details | 풀이\n\n", "\n////\n\n/////\n", "details"),
        ("//// note | 알아 두기\n\n/// details | 풀이\n\n", "\n///\n\n////\n", "details"),
        ("/// html | section.wide\n\n", "\n///\n", "section"),
    ],
)
@pytest.mark.parametrize("folded", [True, False])
def test_a_cell_renders_whole_inside_whatever_encloses_it(
    opening: str, closing: str, outer: str, folded: bool, tmp_path: Path
) -> None:
    cell = (
        '/// cell | curve\n    alt: 평균 {{ best }}에서 "봉우리" & <값>\n'
        + "    code: folded\n" * folded
        + "\n평균 **{{ best }}**의 $x$ 설명\n\n- 둘째 문단\n///\n"
    )
    tree = render(
        woven(tmp_path, f"앞글\n\n{opening}안의 앞글\n\n{cell}\n안의 뒷글 {{{{ best }}}}\n{closing}\n뒷글\n")
    )
    assert "///" not in text_of(tree)
    block = by_id(tree, "cell-curve")
    outers = [one for one in tree.iter(outer) if block in list(one.iter()) and one is not block]
    assert "안의 앞글" in text_of(outers[-1])
    assert "안의 뒷글 168" in text_of(outers[-1])
    if opening:
        assert not re.search(r"(?<!안의 )(앞글|뒷글)", text_of(outers[-1]))
    assert "앞글" not in text_of(block)
    assert "뒷글" not in text_of(block)
    assert code_of(block) == ["draw()\n", "μ = 168\n"]
    assert [text_of(one) for one in of_class(block, "cell-label")] == ["실행 결과"]
    [figure] = block.iter("figure")
    assert figure.get("id") == "figure-curve"
    [plot] = of_class(figure, "plot")
    assert plot.get("role") == "img"
    assert plot.get("aria-label") == '평균 168에서 "봉우리" & <값>'
    assert all_tags(plot) == ["div", "svg", "text", "svg", "text"]
    assert text_of(plot).split() == ["p", "<", "one", "p", "<", "two"]
    [caption] = figure.iter("figcaption")
    assert [text_of(one) for one in caption.iter("strong")] == ["168"]
    assert [text_of(one) for one in caption.iter("li")] == ["둘째 문단"]
    assert [text_of(one) for one in of_class(caption, "arithmatex")] == [r"\(x\)"]
    details = of_class(block, "cell-code")
    assert [one.tag for one in details] == ["details"] * folded
    if folded:
        assert code_of(details[0]) == ["draw()\n"]
        assert [text_of(one) for one in details[0].iter("summary")] == ["코드 보기"]
        assert details[0].get("open") is None


@pytest.mark.parametrize("slashes", ["///", "////", "//////"])
def test_a_block_has_more_slashes_than_the_blocks_inside_it(slashes: str, tmp_path: Path) -> None:
    cell = "/// cell | curve\n    code: folded\n    alt: 곡선\n    lines: 0, 0\n\n설명\n///\n"
    outputs = CellRecord("1\n2\n", "경고\n", [SVG])
    text = woven(tmp_path, f"{slashes} details | 풀이\n\n{cell}\n{slashes}\n", {"curve": outputs})
    open_ones: list[int] = []
    deepest = 0
    for line in text.split("\n"):
        if block := re.match(r"(/{3,})( \S)?", line):
            if block[2]:
                assert not open_ones or len(block[1]) < open_ones[-1], line
                open_ones.append(len(block[1]))
                deepest = max(deepest, len(open_ones))
            else:
                assert open_ones.pop() == len(block[1])
    assert (open_ones, deepest) == ([], 6)


def test_blocks_inside_a_caption_render_inside_it(tmp_path: Path) -> None:
    cell = "//// cell | curve\n    alt: 곡선\n\n설명\n\n/// note | 알아 둘 것\n속\n///\n\n끝\n////\n"
    tree = render(woven(tmp_path, f"///// details | 풀이\n\n{cell}\n/////\n"))
    [caption] = by_id(tree, "cell-curve").iter("figcaption")
    [note] = of_class(caption, "admonition")
    assert text_of(note).split() == ["알아", "둘", "것", "속"]
    assert text_of(caption).split() == ["설명", "알아", "둘", "것", "속", "끝"]


def test_code_and_output_come_through_to_the_character(tmp_path: Path) -> None:
    block = by_id(render(woven(tmp_path, "/// cell | likelihood\n///\n")), "cell-likelihood")
    [code, output] = code_of(block)
    assert code == SNIPPET.split("# %% likelihood\n")[1].split("\n\n# %%")[0] + "\n"
    assert output == CELLS["likelihood"].text
    [shown] = of_class(block, "cell-output")
    assert code_of(shown) == [output]


@pytest.mark.parametrize(
    "text",
    [
        "한 줄",
        "\n\n",
        "``````\n",
        "```\n끝\n",
        "```text\n끝\n````\n",
        "    들여쓴 줄\n",
        "<div>\n",
        "끝 \n\n\n",
        "::: {#a}\n",
    ],
)
def test_any_output_stays_inside_its_box(text: str, tmp_path: Path) -> None:
    tree = render(woven(tmp_path, "/// cell | curve\n///\n\n뒷글\n", {"curve": CellRecord(text)}))
    [shown] = of_class(tree, "cell-output")
    [output] = code_of(shown)
    assert output.rstrip("\n") == text.rstrip("\n")
    assert text_of(tree).count("뒷글") == 1
    assert "뒷글" not in text_of(by_id(tree, "cell-curve"))


def test_a_cell_that_gives_nothing_shows_its_code_only(tmp_path: Path) -> None:
    block = by_id(render(woven(tmp_path, "/// cell | imports\n///\n")), "cell-imports")
    assert code_of(block) == ["import numpy as np\n"]
    assert not of_class(block, "cell-output") + of_class(block, "cell-figure") + list(block.iter("details"))


def test_errors_are_set_apart_from_output(tmp_path: Path) -> None:
    block = by_id(render(woven(tmp_path, "/// cell | warn\n///\n")), "cell-warn")
    [errors] = of_class(block, "cell-errors")
    assert code_of(errors) == ["UserWarning: careful\n"]
    assert [text_of(one) for one in of_class(errors, "cell-label")] == ["오류 출력"]


def test_outputs_are_kept_out_of_the_search_index(tmp_path: Path) -> None:
    block = by_id(render(woven(tmp_path, CURVE)), "cell-curve")
    assert [one.get("data-search-exclude") for one in of_class(block, "cell-output")] == ["true"]
    assert [one.get("data-search-exclude") for one in of_class(block, "plot")] == [""]


def test_a_figure_without_a_caption_has_none(tmp_path: Path) -> None:
    block = by_id(render(woven(tmp_path, CURVE)), "cell-curve")
    assert all_tags(block).count("figure") == 1
    assert "figcaption" not in all_tags(block)


@pytest.mark.parametrize(
    ("option", "count", "shown"),
    [
        ("2, 1", 9, "1\n2\n⋮\n9\n"),
        ("2, 1", 5, "1\n2\n⋮\n5\n"),
        ("2, 1", 4, None),
        ("2, 1", 3, None),
        ("0, 2", 9, "⋮\n8\n9\n"),
        ("3, 0", 9, "1\n2\n3\n⋮\n"),
    ],
)
def test_a_long_output_is_shortened_to_head_and_tail(
    option: str, count: int, shown: str | None, tmp_path: Path
) -> None:
    text = "".join(f"{number}\n" for number in range(1, count + 1))
    body = f"/// cell | curve\n    lines: {option}\n///\n"
    block = by_id(render(woven(tmp_path, body, {"curve": CellRecord(text)})), "cell-curve")
    assert code_of(of_class(block, "cell-output")[0]) == [shown or text]
    folded = of_class(block, "cell-all")
    assert [(one.tag, code_of(one)) for one in folded] == ([("details", [text])] if shown else [])
    assert [text_of(one.find("summary")) for one in folded] == ["전체 출력 보기"] * len(folded)


def test_values_are_those_after_the_last_cell_above(tmp_path: Path) -> None:
    body = (
        "/// cell | likelihood\n///\n\n값 {{ p:.2e }}, $p={{ p:.2e }}$\n\n$$\np = {{ p:.2e }}\n$$\n\n"
        "/// cell | curve\n    alt: 곡선 {{ p:.2e }}\n///\n\n값 {{ p:.2e }}\n"
    )
    tree = render(woven(tmp_path, body))
    paragraphs = [text_of(one) for one in tree.iter("p") if text_of(one).startswith("값")]
    assert paragraphs == [r"값 1.50×10−5, \(p=1.50\times10^{-5}\)", "값 −2.50×10−5"]
    assert [text_of(one) for one in tree.iter("sup")] == ["−5", "−5"]
    assert r"p = 1.50\times10^{-5}" in text_of(of_class(tree, "arithmatex")[1])
    assert of_class(tree, "plot")[0].get("aria-label") == "곡선 −2.50×10⁻⁵"


def test_values_in_spans_of_code_are_filled_in_and_those_in_blocks_of_code_are_left_alone(
    tmp_path: Path,
) -> None:
    body = CURVE + "\n`{{ best }}`라고 쓰면 {{ best }}\n\n```text\n{{ best }}\n/// cell | curve\n```\n"
    tree = render(woven(tmp_path, body))
    assert code_of(tree)[2:] == ["168", "{{ best }}\n/// cell | curve\n"]
    assert "라고 쓰면 168" in text_of(tree)


def test_a_page_without_cells_needs_no_snippet(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("---\ntitle: 소개\n---\n\n글 **굵게**\n", encoding="utf-8")
    text = weave(read_page(tmp_path / "about.md", FILE), None, WORDS, {})
    tree = render(text)
    assert [one.text for one in tree.iter("h1")] == ["소개"]
    assert [text_of(one) for one in tree.iter("strong")] == ["굵게"]
    assert not of_class(tree, "made-with") + of_class(tree, "lesson-facts")


def test_a_page_of_a_lesson_tells_what_ran_it(tmp_path: Path) -> None:
    [made] = of_class(render(woven(tmp_path, CURVE)), "made-with")
    assert made.tag == "p"
    assert text_of(made) == WORDS["made-with"].format(versions="Python 3.11.7 · NumPy 2.4.6")


def test_a_page_begins_with_its_title_and_facts(tmp_path: Path) -> None:
    head = HEAD.replace("가능도\n", "'가능도: \"최대\"'\nminutes: 30\nrequires: [a, b]\nhide: [toc]\n")
    text = woven(tmp_path, "글\n", head=head, requires={"a": "[행렬](matrix.md)", "b": "원-핫 (준비 중)"})
    front = yaml.safe_load(text.split("---\n")[1])
    figures = [text_digest(SVG.format(name).strip()) for name in ("one", "two")]
    expected = {"title": '가능도: "최대"', "snippets": "likelihood.py", "hide": ["toc"], "figures": figures}
    assert front == expected | {"recorded": "2026-11-20"}
    tree = render(text)
    assert [one.text for one in tree.iter("h1")] == ['가능도: "최대"']
    [facts] = of_class(tree, "lesson-facts")
    assert [text_of(one) for one in facts.iter("li")] == [
        WORDS["minutes"].format(minutes=30),
        WORDS["requires"].format(lessons="행렬, 원-핫 (준비 중)"),
    ]
    assert [one.get("href") for one in facts.iter("a")] == ["matrix.md"]


def test_a_page_begins_with_the_picture_that_its_front_matter_names(tmp_path: Path) -> None:
    svg = '<svg viewBox="0 0 9 9"><path id="figure-curve-1" /><use href="#figure-curve-1" /></svg>'
    cells = {"curve": CellRecord(figures=[svg, svg], values={"best": "168"})}
    body = "/// cell | curve\n    alt: 봉우리는 {{ best }}\n\n**두** 곡선\n///\n"
    text = woven(tmp_path, body, cells, HEAD.replace("\n---\n", "\npicture: curve\n---\n"))
    tree = render(text)
    [picture] = of_class(tree, "lesson-picture")
    plots = of_class(tree, "plot")
    assert [one.get("aria-label") for one in plots] == ["봉우리는 168"] * 2
    assert plots[0] in list(picture.iter())
    assert [text_of(one).strip() for one in picture.iter("figcaption")] == ["두 곡선"]
    assert all_tags(picture).count("svg") == 1
    assert all_tags(by_id(picture, "picture-curve-1")) == ["path"]
    assert [one.get("href") for one in picture.iter() if one.get("href")] == ["#picture-curve-1"]
    drawn = svg.replace("figure-curve", "picture-curve")
    assert text_digest(drawn) in yaml.safe_load(text.split("---\n")[1])["figures"]


def test_the_picture_of_a_cell_that_is_not_translated_says_its_language(tmp_path: Path) -> None:
    cells = {"curve": CellRecord(figures=["<svg></svg>"])}
    head = HEAD.replace("\n---\n", "\npicture: curve\n---\n")
    text = f"{head}/// cell | curve\n    alt: 봉우리\n///\n"
    page, lesson = page_and_lesson(tmp_path, text, SNIPPET, CELLS | cells)
    foreign = [
        replace(part, file="docs/ko/likelihood.md") if isinstance(part, CellBlock) else part
        for part in page.parts
    ]
    for parts, language in ((page.parts, None), (tuple(foreign), "ko")):
        [picture] = of_class(render(weave(replace(page, parts=parts), lesson, WORDS, {})), "lesson-picture")
        assert picture.get("lang") == language


def test_weaving_is_a_function_of_its_arguments(tmp_path: Path) -> None:
    body = f"{CURVE}\n{{{{ best }}}}\n"
    assert woven(tmp_path, body) == woven(tmp_path, body)
