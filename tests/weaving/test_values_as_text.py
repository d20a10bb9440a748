"""Values come out as the text that they are, formulas as they are written, lists with their numbers."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from literate.messages import Problem, Problems
from literate.reading.expressions import fill
from literate.reading.markup import check_markup
from literate.reading.pages import parse_page
from literate.reading.typesetting import typeset
from literate.rendering.katex import Katex
from literate.weaving.notebook_text import filled
from literate.weaving.page import _prose
from literate.weaving.tables import keep_cells

from tests.support.weaving import code_of, of_class, render, text_of

HEAD = "---\ntitle: 값\n---\n\n"
TEXTS = [
    "<unk>",
    "<s>",
    "<b>",
    "</div>",
    "__init__",
    "a*b*c",
    "**굵게**",
    "a_b_c",
    "# x",
    "나|는",
    "▁나는",
    "[PAD]",
    "[CLS](x)",
    "[^1]",
    "['[CLS]', '<unk>']",
    "&lt;",
    "a\\*b",
    "C:\\new",
    "`x` ``",
    "$x$",
    "$",
    "\\(x\\)",
    "~~~",
    "---",
    "===",
    "- x",
    "+ x",
    "> x",
    "1. x",
    "1.",
    "    x",
    "/// note",
    "{.x}",
    "{: #x }",
    "!!! note",
    "<!-- x -->",
    "\"x\" 'y'",
    "https://example.com/x",
    "<https://example.com>",
    "{{ x }}",
    "&#60;",
    "😀 é ①",
]


def shown(body: str, value: str) -> Any:
    """Return the page that a body becomes, in which `x` has a value, as a browser reads it."""
    page = parse_page(HEAD + body, "page.md")
    check_markup(page)
    lines = [part for part in page.parts if not hasattr(part, "caption")]
    text = "\n".join(_prose(lines, "page.md", {"x": value, "x:markdown": value}, lambda text: text))
    return render(HEAD + text)


def words(element: Any) -> str:
    return " ".join(text_of(element).replace("¶", "").split())


def of_tag(tree: Any, tag: str) -> list[Any]:
    return [one for one in tree.iter() if str(one.tag).split("}")[-1] == tag]


@pytest.mark.parametrize("value", TEXTS)
@pytest.mark.parametrize(
    ("body", "tag", "before", "after"),
    [
        ("{{ x }}", "p", "", ""),
        ("{{ x }} 다음", "p", "", " 다음"),
        ("값은 {{ x }}입니다.", "p", "값은 ", "입니다."),
        ("**{{ x }}**와 *글*", "strong", "", ""),
        ("- {{ x }}", "li", "", ""),
        ("## {{ x }} {#one}", "h2", "", ""),
        ("> {{ x }}", "blockquote", "", ""),
        ("| a | b |\n|---|---|\n| {{ x }} | 값 |", "td", "", ""),
        ("`{{ x }}`", "code", "", ""),
        ("`p({{ x }})`", "code", "p(", ")"),
        ("| a | b |\n|---|---|\n| `{{ x }}` | 값 |", "code", "", ""),
        ("<span>{{ x }}</span>", "span", "", ""),
    ],
)
def test_a_value_is_shown_as_it_is(value: str, body: str, tag: str, before: str, after: str) -> None:
    [first, *others] = of_tag(shown(body, value), tag)
    assert words(first) == " ".join((before + value + after).split())
    assert [words(one) for one in others] == (["값"] if tag == "td" else [])


def test_a_value_in_the_target_of_a_link_is_part_of_an_address() -> None:
    [link] = of_tag(shown("[{{ x }}](https://example.com/{{ x }}?a=1)", "a_b (1).md"), "a")
    assert (words(link), link.get("href")) == ("a_b (1).md", "https://example.com/a_b%20%281%29.md?a=1")


@pytest.mark.parametrize("value", TEXTS)
def test_a_value_in_an_attribute_is_as_it_is(value: str) -> None:
    [box] = of_class(shown('<div class="box" data-x="{{ x }}"></div>', value), "box")
    assert box.get("data-x") == value


def test_a_value_is_text_in_a_formula() -> None:
    with Katex() as katex:
        for value in TEXTS:
            formula = katex.set(typeset(value, "math"), display=False, output="mathml")
            found = unescape(re.sub("<[^>]*>", "", formula.partition("<annotation")[0]))
            wanted = value.replace("`", "ˋ").replace("'", "’").replace(" ", "").replace("é", "eˊ")
            assert "".join(found.split()) == wanted, value


def test_two_backticks_in_a_formula_are_not_code() -> None:
    tree = shown("$p({{ x }})$와 `코드`", "`x`")
    assert code_of(tree) == ["코드"]
    assert [text_of(one) for one in of_class(tree, "arithmatex")] == [r"\(p(\text{ˋxˋ})\)"]


def test_a_value_is_markdown_where_the_page_asks_for_it() -> None:
    assert [words(one) for one in of_tag(shown("값은 {{ x:markdown }}", "**굵게**"), "strong")] == ["굵게"]
    assert (
        fill("$ x$ $y = {{ x:markdown }}$", "", 1, {"x:markdown": r"\frac12"})
        == r"&#36; x&#36; $y = \frac12$"
    )


def test_a_value_in_a_notebook_is_as_it_is_on_the_page() -> None:
    [_, line] = parse_page(HEAD + "`{{ x }}`와 {{ x }}", "page.md").parts
    assert filled(line, "", {"x": "a|b"}).text == "<code>a&#124;b</code>와 a&#124;b"  # type: ignore[arg-type]


# Formulas


@pytest.mark.parametrize(
    ("cell", "tex"),
    [
        ("$|x|$", r"\(\vert x\vert\)"),
        ("$p(x|y)$", r"\(p(x\vert y)\)"),
        (r"$\|x\|$", r"\(\Vert x\Vert\)"),
        (r"$\left|x\right|$", r"\(\left\vert x\right\vert\)"),
        (r"$p(x \mid y)$", r"\(p(x \mid y)\)"),
    ],
)
def test_a_bar_in_a_formula_cuts_no_cell_of_a_table(cell: str, tex: str) -> None:
    tree = shown(
        f"글 $|z|$\n\n| 기호 | 뜻 |\n|---|---|\n| {cell} | 뜻풀이 |\n| `a | b` | 또는 |\n\n$|z|$", ""
    )
    assert [words(one) for one in of_tag(tree, "td")] == [tex, "뜻풀이", "a | b", "또는"]
    assert [text_of(one) for one in of_class(tree, "arithmatex")] == [r"\(|z|\)", tex, r"\(|z|\)"]


def test_a_bar_in_a_formula_or_in_code_cuts_no_cell_of_a_notebooks_table() -> None:
    table = "기호 | 뜻\n--- | ---\n$|x|$ | `a | b`"
    assert keep_cells(table, as_html=True).split("\n")[2] == r"$\vert x\vert$ | <code>a &#124; b</code>"
    assert keep_cells("$|x|$ | `a | b`", as_html=True) == "$|x|$ | `a | b`"


@pytest.mark.parametrize(
    "body",
    [
        "\\[\nx = {{ x }}\n\\]",
        "\\[ x \\]",
        "식 \\(x\\)입니다.",
        "\\begin{align}\nx\n\\end{align}",
        "$$ x = 1 $$",
        "글 $$x$$ 글",
        "$x +\ny$",
        "$t",
        "t$ 글",
        "5$",
        "$$\nx\n\ny\n$$",
    ],
)
def test_a_formula_in_a_spelling_that_is_not_read_everywhere_is_rejected_at_its_line(body: str) -> None:
    with pytest.raises(Problems) as caught:
        check_markup(parse_page(HEAD + body, "page.md"))
    [first, *_] = caught.value.problems
    assert (first.file, first.line) == ("page.md", 7 if "x\n\n" in body else 5)


@pytest.mark.parametrize(
    "body",
    [
        "$5입니다.",
        "$5와 $6",
        "$5~$10",
        "US$5-$6",
        "\\$5",
        "`$x`와 $1",
        "\\[PAD\\] 토큰",
        "`\\(x\\)`",
        "```\n\\[\n```",
    ],
)
def test_prices_code_and_brackets_are_not_formulas(body: str) -> None:
    assert of_class(shown(body, ""), "arithmatex") == []


def test_a_formula_below_a_sentence_is_one() -> None:
    tree = shown("글\n$$\nx = {{ x }}\n$$\n글", "3")
    assert [text_of(one).split() for one in of_class(tree, "arithmatex")] == [["\\[", "x", "=", "3", "\\]"]]
    assert [words(one) for one in of_tag(tree, "p")] == ["글", "글"]


# Lists and comments


def test_a_list_goes_on_with_the_number_that_is_written() -> None:
    tree = shown("1. 첫째\n\n글\n\n2. 둘째\n3. 셋째\n\n글\n\n4. 넷째", "")
    assert [one.get("start", "1") for one in of_tag(tree, "ol")] == ["1", "2", "4"]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("글<!-- {{ none }} -->입니다.", ["글입니다."]),
        ("글\n\n<!--\n/// cell | none\n///\n\n## 끝 {#end}\n-->\n\n뒷글", ["글", "뒷글"]),
        ("<!-- a --> 글 <!-- b\n--> 뒷글", ["글 뒷글"]),
        ("`<!--` 글 `-->`", ["<!-- 글 -->"]),
    ],
)
def test_comments_are_not_on_the_page_and_code_is(body: str, kept: list[str]) -> None:
    assert [words(one) for one in of_tag(shown(body, ""), "p")] == kept


def test_a_comment_in_a_block_of_code_is_code_and_one_left_open_is_rejected() -> None:
    assert code_of(shown("```\n<!-- x -->\n```", "")) == ["<!-- x -->\n"]
    with pytest.raises(Problem, match=r"page\.md:6: .*-->"):
        parse_page(HEAD + "글\n글 <!-- x\n\n글\n", "page.md")
