"""Korean words in other languages' pages say that they are Korean."""

from __future__ import annotations

import pytest
from literate.rendering.page_html import mark_korean


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>for 나는 학생 입니다 here</p>", "나는 학생 입니다"),
        ("<div lang='ko'>나는</div>".replace("'", '"') + "<p>좋은</p>", "좋은"),
        ("<pre><code>나는</code></pre>좋은", "좋은"),
        ('<div lang="ko"><div>나는</div>매우</div><img alt="매우">좋은', "좋은"),
        ('<svg><path d="M0"/><text>나는</text></svg>좋은', "좋은"),
    ],
)
def test_words_are_marked_where_nothing_around_them_is(page: str, marked: str) -> None:
    assert mark_korean(page) == page.replace(marked, f'<span lang="ko">{marked}</span>')


@pytest.mark.parametrize(
    "page", ["<p>none</p>", '<img alt="매우">', "<!-- 나는 <b>학생</b> -->", "<p>a &lt; b</p>"]
)
def test_all_else_stays_as_it_is(page: str) -> None:
    assert mark_korean(page) == page
