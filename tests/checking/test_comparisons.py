"""Words that say which of two values is greater."""

from __future__ import annotations

import pytest
from literate.checking.comparisons import wrong_comparisons
from literate.reading.pages import parse_page

FILE = "docs/ko/lessons/heights.md"


def found(sentence: str, is_original: bool = True) -> list[tuple[str, int]]:
    page = parse_page(f"---\ntitle: 키\n---\n\n/// cell | one\n    alt: 점.\n///\n\n{sentence}\n", FILE)
    return [(str(one), one.line) for one in wrong_comparisons(page, is_original)]


@pytest.mark.parametrize(
    "words",
    [
        "{{ p > q: 큽니다 | 작습니다 }}",
        "{{ p < q: 적고 | 많고 }}",
        "{{ p >= q: 짧지 않습니다 | 짧습니다 }}",
        "{{ p > q: more | fewer }} than",
        "{{ p < q: below | above }}",
        "{{ p == q: 같습니다 | 다릅니다 }}",
        "{{ is_even(p): 짝수 | 홀수 }}",
    ],
)
def test_words_that_fit_the_sign_pass(words: str) -> None:
    assert found(f"값은 {words}.") == []


@pytest.mark.parametrize(
    "words",
    [
        "{{ p > q: 작습니다 | 큽니다 }}",
        "{{ p < q: 많고 | 적고 }}",
        "{{ p > q: 크지 않습니다 | 큽니다 }}",
        "{{ p > q: fewer | more }} than",
        "{{ p <= q: above | below }}",
    ],
)
def test_words_that_say_the_opposite_of_the_sign_are_reported(words: str) -> None:
    problems = found(f"값은 {words}.", is_original=False)
    assert [line for _, line in problems] == [9, 9]
    assert "opposite of the sign" in problems[0][0]


@pytest.mark.parametrize(
    "sentence",
    [
        "손실은 {{ p:.4f }}로, 모델의 {{ q:.4f }}보다 오히려 큽니다.",
        "기준선 {{ q }}개보다는 훨씬 많지만, 부족합니다.",
        "격자의 최솟값 {{ q }}보다도 조금 작습니다.",
    ],
)
def test_a_comparison_with_a_value_that_is_typed_is_reported_in_the_original(sentence: str) -> None:
    ((problem, line),) = found(sentence)
    assert line == 9 and "let the code choose the word" in problem
    assert found(sentence, is_original=False) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "이 평균은 {{ q }}보다 작아질 수 없습니다.",
        "줄이면 음의 로그 가능도는 {{ q }}보다 더 작아집니다.",
        "값은 {{ q }}보다 {{ p > q: 큽니다 | 작습니다 }}.",
        "0보다 작은 수는 없습니다.",
    ],
)
def test_what_can_become_greater_or_less_is_not_a_comparison(sentence: str) -> None:
    assert found(sentence) == []
