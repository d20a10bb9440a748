"""One grammar of blocks and headings: every reader takes a line for what the renderer makes of it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest
from literate.messages import Problems
from literate.reading.blocks import block_ends, closing, heading, opening, option
from literate.reading.markup import check_markup
from literate.reading.pages import Line, parse_page
from literate.reading.sections import divide
from literate.translating.parity import headings
from literate.translating.safety.chunks import Chunk
from literate.translating.safety.dangers import find_dangers
from literate.weaving.blocks import _sections
from literate.weaving.notebook_text import Writer
from literate.weaving.passages import passages

from tests.support.weaving import render, text_of

HEAD = "---\ntitle: 키\n---\n\n처음\n\n"
SPELLINGS = [
    "## 끝 {#one}",
    "## 끝 { #one }",
    "## 끝 {#one .wide}",
    "## 끝 {.wide #one}",
    "## 끝 {: #one }",
    "## 끝 {:#one}",
    '## 끝 {#one data-toc-label="#끝 절"}',
    "##\t끝 {#one}",
    "## 끝\t{#one}",
    "##끝 {#one}",
    "##  끝  {#one}  ",
    "## 끝 ## {#one}",
    "## 끝 {#one} ##",
]


def of_tag(tree: Any, tag: str) -> list[Any]:
    return [element for element in tree.iter() if str(element.tag).split("}")[-1] == tag]


@pytest.mark.parametrize("line", SPELLINGS)
def test_every_reader_sees_the_heading_that_the_renderer_makes(line: str) -> None:
    text = f"{HEAD}{line}\n\n글\n"
    page = parse_page(text, "page.md")
    [shown] = of_tag(render(text), "h2")
    assert (shown.get("id"), text_of(shown)) == ("one", "끝¶")

    found = heading(line)
    assert found is not None
    assert (found.level, found.title, found.id) == (2, "끝", "one")
    assert [(one.id, one.title) for one in divide(page, text).sections.values()][1:] == [("one", "끝")]
    assert headings(page) == [("## one", 7)]
    assert _sections(page) == {"one": "끝"}
    writer = Writer(PurePosixPath("page.md"), "", "")
    assert writer.text([Line(line, 7, "text")]) == '<a id="one"></a>\n\n## 끝'


@pytest.mark.parametrize("line", SPELLINGS)
def test_a_heading_of_each_spelling_ends_a_passage(line: str) -> None:
    page = parse_page(f"{HEAD}/// cell | one\n///\n\n{line}\n", "page.md")
    assert [part.text for part in passages(page.parts, {}, frozenset()) if isinstance(part, Line)] == [
        line,
        "",
    ]


@pytest.mark.parametrize("line", ["## 끝 {#one}", "## 끝 { #one }", "## 끝 {: #one }", "##\t끝 {#one}"])
def test_a_translation_may_spell_the_id_of_a_heading_as_it_likes(line: str) -> None:
    def dangers(ids: set[str]) -> list[str]:
        found = find_dangers(Chunk("text", 1, (line,)), frozenset(), frozenset(), frozenset(ids))
        return [one.kind for one in found]

    assert dangers({"one"}) == []
    assert dangers({"two"}) == ["attributes"]


@pytest.mark.parametrize("line", ["", "끝", " ## 끝", "\\## 끝", "##", "#", "끝 ## {#one}"])
def test_other_lines_are_not_headings(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize("rule", ["===", "=", "---", "-", "--- "])
def test_a_heading_that_is_underlined_is_rejected(rule: str) -> None:
    with pytest.raises(Problems, match=r"page\.md:7: .*##"):
        check_markup(parse_page(f"{HEAD}끝 {{#one}}\n{rule}\n", "page.md"))


@pytest.mark.parametrize("body", ["---", "- 하나\n- 둘", "글\n글\n---", "| a | b |\n|---|---|", "## 끝\n---"])
def test_rules_lists_and_tables_are_not_taken_for_headings(body: str) -> None:
    tree = render(HEAD + body)
    assert [*of_tag(tree, "h1"), *of_tag(tree, "h2")] == of_tag(tree, "h2")[: body.startswith("##")]
    check_markup(parse_page(HEAD + body, "page.md"))


def test_an_id_that_touches_the_title_is_rejected_since_the_page_would_show_it() -> None:
    with pytest.raises(Problems, match=r"page\.md:7: .*`{#`"):
        check_markup(parse_page(f"{HEAD}## 끝{{#one}}\n", "page.md"))


def test_a_block_is_read_with_its_kind_and_title() -> None:
    for text in ("/// note | 알아 두기", "///note|알아 두기", "///  note  |  알아 두기  "):
        found = opening(text)
        assert found is not None
        assert (found.fence, found.kind, found.title) == ("///", "note", "알아 두기")
    assert opening("///") is None
    assert opening("// note") is None
    assert (closing("/// "), closing("  /////"), closing("/// note"), closing("//")) == (
        "///",
        "/////",
        "",
        "",
    )
    assert option("    alt: 그림") == ("alt", "그림")
    assert option("  alt: 그림") is None


def test_a_block_ends_at_the_next_line_of_as_many_slashes() -> None:
    texts = ["//// note", "/// details", "글", "///", "////", "/// tip", "글"]
    assert block_ends(texts) == {0: 4, 1: 3}
