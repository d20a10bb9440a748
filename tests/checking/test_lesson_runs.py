"""Claims know the English names that a page gives in parentheses."""

from __future__ import annotations

from literate.checking.lesson_runs import introduced
from literate.reading.pages import parse_page

PAGE = """---
title: 모으기
---

$p$의 순방향(forward), **최댓값 풀링**(max pooling), 평균 풀링(mean pooling).

교사 모델(teacher)과 학생 모델(student), 놀라움(surprise, surprisal), `shape(a)`.
"""


def test_each_word_of_a_name_in_parentheses_is_known_but_not_one_with_two_names() -> None:
    names = {"순방향": ("forward",), "최댓값": ("max",), "평균": ("mean",), "풀링": ("pooling",)}
    assert introduced(parse_page(PAGE, "pooling.md")) == names
