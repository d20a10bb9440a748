"""Markup that a page begins and does not finish is rejected at its line; what only looks so is not."""

from __future__ import annotations

import pytest
from literate.messages import Problems
from literate.reading.markup import check_markup
from literate.reading.pages import parse_page

HEAD = "---\ntitle: 글\n---\n\n"


@pytest.mark.parametrize(
    ("body", "line", "sign"),
    [
        ('글\n\n<div class="x">\n\n글', 7, "<div>"),
        ("글 <b>글 글\n\n글", 5, "<b>"),
        ("글</div>", 5, "</div>"),
        ('<div>\n<span\n  class="x">\n</div>', 6, "<span>"),
        ("글\n\n**굵게 글", 7, "**"),
        ("글\n글 굵게**", 6, "**"),
        ("** 굵게 **", 5, "**"),
        ("- **하나\n- 둘**", 6, "**"),
        ("| **a | b** |\n|---|---|\n| c | d |", 5, "**"),
        ("| a | b |\n|---|\n| c | d |", 6, "columns"),
        ("글\n\na | `b|c`\n--|--|--\n", 8, "columns"),
        ("[글][nowhere]", 5, "[nowhere]"),
        ("[nowhere][]", 5, "[nowhere]"),
        ("글[^a]입니다.", 5, "[^a]"),
        ("글[^a]\n\n글 [^a]: 글", 7, "[^a]"),
        ("## 글\n\n# 제목", 7, "title"),
        ("/// cell | one\n    alt: 글\n\n그림 **굵게\n///", 8, "**"),
        ("규칙은 이렇습니다.\n- 하나\n- 둘", 6, "list"),
        ("글\n\n규칙은 이렇습니다.\n1. 하나", 8, "list"),
        ("[글] (#here)과 [둘](a.md)", 5, "space"),
        ("[글] (https://example.com)", 5, "space"),
        ("값은 $e^-800$입니다.", 5, "^{-800}"),
        ("글\n\n$$\nx_10 + y\n$$", 8, "_{10}"),
        ("글\n\n/// note | 글\n\n글", 7, "`///`"),
        ("/// note | 글\n글\n////", 7, "does not close"),
        ("글\n\n///\n", 7, "does not close"),
        ("글\n\n//// note\n글\n///\n\n////\n", 9, "does not close"),
        ("//// note | 글\n\n/// note\n글\n\n////\n", 7, "`///`"),
        ("/// note | 글\n\n/// details | 글\n글\n///\n\n///", 5, "line 7"),
        ("/// cell | one\n    alt: 글\n\n/// note\n글\n///\n\n///", 12, "does not close"),
        ("//// cell | one\n    alt: 글\n\n/// note\n글\n////\n", 8, "`///`"),
        ("> /// cell | one\n> ///", 5, "start of a line"),
        ("- /// cell | one\n\n  글", 5, "start of a line"),
    ],
)
def test_what_is_not_finished_is_rejected_at_its_line(body: str, line: int, sign: str) -> None:
    with pytest.raises(Problems) as caught:
        check_markup(parse_page(HEAD + body, "page.md"))
    [problem, *_] = reversed(caught.value.problems)
    assert (problem.file, problem.line) == ("page.md", line)
    assert sign in problem.message


@pytest.mark.parametrize(
    "body",
    [
        '<div class="x">\n<p>글\n\n<br>\n<img src="a.png"/>\n</div>',
        "<likelihood-plot\n  data-x=\"{{ '<b>' }}\"\n></likelihood-plot>",
        "<https://example.com>, <a@example.com>, a < b, $a<b>c$, `<div>`",
        "```\n<div> ** [a][b]\n```",
        "**굵게**와 ***둘***, **두\n줄**, 2 ** 3, \\*\\*, `**`, $a**b$",
        "| **a** | b |\n|---|---|\n| **c** | `**` |",
        "a | b\n--|:-:\nc | d\n\n| a \\| b | $|c|$ |\n|---|---|\n\n글 | 글\n\n---",
        "[글][here]와 [글](a.md), [here][], [글], [PAD][0]\n\n[here]: https://example.com\n[0]: b.md",
        "글[^a]과 `[^b]`\n\n[^a]: 글",
        "<!-- <div> ** -->",
        "글\n\n- 하나\n둘째 줄\n- 둘\n\n    - 안\n\n1. 하나\n2. 둘\n\n2024. 1. 1.에 씀",
        "## 제목\n- 하나\n\n/// note\n- 하나\n///",
        "글 [글] (괄호 안의 글), `[글] (a.md)`",
        "/// note | 글\n\n/// cell | one\n///\n\n글\n\n///\n\n/// note\n글\n///\n\n```\n///\n```",
        "/// note\n\n//// details | 글\n글\n////\n\n///",
        "- 글\n\n    /// note | 글\n    글\n    ///\n\n`///`와 //와 https://example.com",
        "$x^2$, $x_1y$, $e^{-1}$, $x_{10}$, `x^-1`, 2^10",
    ],
)
def test_what_is_finished_or_is_not_markup_is_read(body: str) -> None:
    check_markup(parse_page(HEAD + body, "page.md"))


def test_all_that_is_not_finished_is_reported_in_order() -> None:
    with pytest.raises(Problems) as caught:
        check_markup(parse_page(f"{HEAD}글[^a]\n\n**굵게\n\n<div>\n", "page.md"))
    assert [problem.line for problem in caught.value.problems] == [5, 7, 9]
