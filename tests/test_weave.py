"""Woven pages: plain Markdown that the site's own extensions render as meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import html5lib
import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from literate import messages
from literate.cells import read_snippet
from literate.messages import Problem
from literate.pages import read_page
from literate.recording import CellRecord, Recording
from literate.weave import Lesson, weave

ROOT = Path(__file__).resolve().parent.parent
WORDS: dict[str, str] = yaml.safe_load((ROOT / "docs" / "ko" / "words.yml").read_text(encoding="utf-8"))
FILE = "docs/ko/lessons/likelihood.md"

SNIPPET = '''\
# %% imports
import numpy as np

# %% likelihood
def likelihood(p, k, n):
    """`k` of `n`: {{ not_a_value }} & <b>"""

    return p**k * (1 - p) ** (n - k)


print("```")

# %% curve
draw()

# %% warn
import warnings
warnings.warn("careful")
'''
SVG = """\
<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">
 <text x="1" y="2">p &lt; {}</text>
</svg>
"""
CELLS = {
    "imports": CellRecord(),
    "likelihood": CellRecord(
        "한 줄\n\n  둘째 줄 ``` <b> & $x$ {{ y }}\n/// note\n", values={"p:.2e": "1.50e-05"}
    ),
    "curve": CellRecord(
        "μ = 168\n",
        figures=[SVG.format("one"), SVG.format("two")],
        values={"best": "168", "p:.2e": "-2.50e-05"},
    ),
    "warn": CellRecord(errors="UserWarning: careful\n"),
}
HEAD = "---\ntitle: 가능도\nsnippets: likelihood.py\n---\n"
CURVE = "/// cell | curve\n    alt: 곡선\n///\n"


def woven(
    folder: Path,
    body: str,
    cells: dict[str, CellRecord] | None = None,
    head: str = HEAD,
    requires: dict[str, str] | None = None,
) -> str:
    (folder / "likelihood.py").write_text(SNIPPET, encoding="utf-8")
    (folder / "likelihood.md").write_text(head + body, encoding="utf-8")
    snippet = read_snippet(folder / "likelihood.py", "snippets/likelihood.py")
    recording = Recording("d", {"Python": "3.11.7", "NumPy": "2.4.6"}, CELLS | (cells or {}))
    page = read_page(folder / "likelihood.md", FILE)
    return weave(page, Lesson(snippet, recording), WORDS, requires or {})


def refusal(folder: Path, body: str, cells: dict[str, CellRecord] | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        woven(folder, body, cells)
    assert caught.value.file == FILE
    return caught.value


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml without MkDocs."""


_Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)


def extensions() -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return the Markdown extensions of mkdocs.yml and their settings."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Tolerant)
    names, options = [], {}
    for entry in settings["markdown_extensions"]:
        name, option = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        names.append(name)
        options[name] = option or {}
    return names, options


def render(text: str) -> Any:
    """Render Markdown as the site does, and return the HTML as a browser reads it."""
    names, options = extensions()
    body = text.split("---\n", 2)[2]
    html = markdown.markdown(body, extensions=names, extension_configs=options)
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    return parser.parse(html)


def of_class(tree: Any, name: str) -> list[Any]:
    return [element for element in tree.iter() if name in str(element.get("class", "")).split()]


def by_id(tree: Any, name: str) -> Any:
    [element] = [element for element in tree.iter() if element.get("id") == name]
    return element


def text_of(element: Any) -> str:
    return "".join(element.itertext())


def code_of(element: Any) -> list[str]:
    return [text_of(code) for code in element.iter("code")]


def all_tags(element: Any) -> list[str]:
    return [str(one.tag).rsplit("}", 1)[-1] for one in element.iter()]


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
    assert (open_ones, deepest) == ([], 4)


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


def test_values_in_code_are_left_alone(tmp_path: Path) -> None:
    body = CURVE + "\n`{{ best }}`라고 쓰면 {{ best }}\n\n```text\n{{ best }}\n/// cell | curve\n```\n"
    tree = render(woven(tmp_path, body))
    assert code_of(tree)[2:] == ["{{ best }}", "{{ best }}\n/// cell | curve\n"]
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
    assert front == {"title": '가능도: "최대"', "hide": ["toc"]}
    tree = render(text)
    assert [one.text for one in tree.iter("h1")] == ['가능도: "최대"']
    [facts] = of_class(tree, "lesson-facts")
    assert [text_of(one) for one in facts.iter("li")] == [
        WORDS["minutes"].format(minutes=30),
        WORDS["requires"].format(lessons="행렬, 원-핫 (준비 중)"),
    ]
    assert [one.get("href") for one in facts.iter("a")] == ["matrix.md"]


def test_weaving_is_a_function_of_its_arguments(tmp_path: Path) -> None:
    body = f"{CURVE}\n{{{{ best }}}}\n"
    assert woven(tmp_path, body) == woven(tmp_path, body)


@pytest.mark.parametrize("korean", [True, False])
def test_a_cell_that_the_snippet_lacks_is_refused_with_a_suggestion(
    korean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    problem = refusal(tmp_path, "글\n\n/// cell | likelihod\n///\n")
    assert (problem.line, problem.cell) == (7, "likelihod")
    assert ("혹시 likelihood인가요?" if korean else "Did you mean likelihood?") in problem.message


def test_a_cell_on_a_page_without_a_snippet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("---\ntitle: 소개\n---\n" + CURVE, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        weave(read_page(tmp_path / "about.md", FILE), None, WORDS, {})
    assert (caught.value.file, caught.value.line, caught.value.cell) == (FILE, 4, "curve")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("/// cell | curve\n///\n", 5),
        ("/// cell | curve\n    alt:\n\n설명\n///\n", 5),
        ("/// cell | likelihood\n    code: folded\n    alt: 그림이 없는데\n///\n", 7),
        ("/// cell | likelihood\n\n설명\n///\n", 5),
        ("/// cell | imports\n    lines: 1, 1\n///\n", 5),
    ],
)
def test_a_description_that_does_not_fit_its_cell_is_refused(body: str, line: int, tmp_path: Path) -> None:
    assert refusal(tmp_path, body).line == line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (CURVE + "\n{{ worst }}\n", 9),
        ("/// cell | likelihood\n///\n\n{{ best }}\n", 8),
        ("/// cell | curve\n    code: folded\n    alt: 곡선 {{ worst }}\n///\n", 7),
        ("/// cell | curve\n    alt: 곡선\n\n{{ worst }}\n///\n", 8),
        (CURVE + "\n$$\n{{ worst }}\n$$\n", 10),
    ],
)
def test_a_value_that_was_not_recorded_is_refused_with_its_line(body: str, line: int, tmp_path: Path) -> None:
    assert refusal(tmp_path, body).line == line


def test_a_cell_that_the_recording_lacks_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "likelihood.py").write_text("# %% new\n1\n", encoding="utf-8")
    (tmp_path / "likelihood.md").write_text(HEAD + "/// cell | new\n///\n", encoding="utf-8")
    lesson = Lesson(read_snippet(tmp_path / "likelihood.py"), Recording("d", {}, {}))
    with pytest.raises(Problem):
        weave(read_page(tmp_path / "likelihood.md", FILE), lesson, WORDS, {})
