"""A page in two languages has the same cells, values, formulas, heading ids and links."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.reading.pages import Page, read_page
from literate.translating.parity import compare, untranslated

KOREAN = """\
---
title: 가능도
---

## 가능도 {#likelihood}

[처음](../index.md)과 [끝](#end)에서 $p > 0$이면 `mean()`을 부릅니다.

- $p$
- 둘

| 표 | $q$ |
|---|---|
| 하나 | 둘 |

/// cell | mean
///

평균은 {{ mean:.3f }}, 가장 큰 값은 {{ peak }}입니다.

/// cell | curve
    alt: {{ peak }}에서 봉우리

봉우리 {{ peak:.1f }}
///

$$
% mean
m = \\frac{1}{n} \\text{합}
$$

### 끝 {#end}
"""

ENGLISH = """\
---
title: Likelihood
---

## Likelihood {#likelihood}

If $p > 0$, the [end](#end) and the [start](../index.md) call `mean()`.

- $p$
- two

| table | $q$ |
|---|---|
| one | two |

/// cell | mean
///

With the mean {{ mean:.3f }}, the peak is at {{ peak }}.

/// cell | curve
    alt: A peak at {{ peak }}

Peak {{ peak:.1f }}
///

$$
% mean
m = \\frac{1}{n}\\text{sum}
$$

### End {#end}
"""


def page(folder: Path, text: str, language: str) -> Page:
    path = folder / f"{language}.md"
    path.write_text(text, encoding="utf-8")
    return read_page(path, f"docs/{language}/likelihood.md")


def test_words_and_their_order_are_free(tmp_path: Path) -> None:
    assert compare(page(tmp_path, KOREAN, "ko"), page(tmp_path, ENGLISH, "en")) == []


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("/// cell | curve\n", "/// cell | curves\n", "cells", 21),
        ("/// cell | mean", "/// cell | means", "cells", 16),
        ("{{ mean:.3f }}", "{{ mean:.2f }}", "values", 19),
        ("{{ mean:.3f }}", "168.344", "values", 19),
        ("A peak at {{ peak }}", "A peak at {{ mean }}", "values", 22),
        ("Peak {{ peak:.1f }}", "Peak", "values", 24),
        ("frac{1}{n}", "frac{2}{n}", "formulas", 28),
        ("% mean", "% average", "formulas", 28),
        ("{#end}", "{#the-end}", "heading levels and ids", 32),
        (" {#end}", "", "heading levels and ids", 32),
        ("../index.md", "../start.md", "links", 7),
        ("(#end)", "(#likelihood)", "links", 7),
        ("$p > 0$", "$p < 0$", "inline formulas", 7),
        ("$p > 0$, the", "it is, the", "inline formulas", 7),
        ("| $q$ |", "| $p$ |", "inline formulas", 12),
        ("`mean()`", "`median()`", "code spans", 7),
        ("`mean()`.", "it.", "code spans", 7),
        ("### End", "## End", "heading levels and ids", 32),
        ("- two\n", "", "paragraphs, lists and tables", 9),
        ("| one | two |\n", "", "paragraphs, lists and tables", 12),
        ("\nPeak {{ peak:.1f }}", "\n", "values", 22),
        ("With the mean", "Here.\n\nWith the mean", "paragraphs, lists and tables", 19),
        (
            "mean {{ mean:.3f }}, the peak is at {{ peak }}",
            "peak {{ peak }}, the mean is at {{ mean:.3f }}",
            "values",
            19,
        ),
    ],
)
def test_what_no_language_changes_is_compared(
    tmp_path: Path, old: str, new: str, said: str, line: int
) -> None:
    assert ENGLISH.count(old) == 1
    problems = compare(page(tmp_path, KOREAN, "ko"), page(tmp_path, ENGLISH.replace(old, new), "en"))
    first = problems[0]
    assert said in first.message
    assert first.file == "docs/en/likelihood.md"
    assert first.line == line
    assert "docs/ko/likelihood.md:" in first.detail


def test_what_differs_is_reported_at_the_paragraphs_that_correspond(tmp_path: Path) -> None:
    head, again = "---\ntitle: x\n---\n\n", "[글](#a) `b` $x$ {{ n }}\n\n$$\nx\n$$\n\n10개 중 1개\n\n"
    original = page(tmp_path, head + again * 3, "ko")

    def places(second: str) -> tuple[int, str]:
        (problem,) = compare(original, page(tmp_path, head + again + second + again, "en"))
        return problem.line, problem.detail.split(": ")[0].strip()

    for gone in ("[글](#a)", "`b`", "$x$", "{{ n }}"):
        assert places(again.replace(gone, "")) == (13, "docs/ko/likelihood.md:13")
    assert places(again.replace("$$\nx\n$$\n\n", "")) == (13, "docs/ko/likelihood.md:16")
    assert places(again.replace("10개 중 1개\n\n", "")) == (16, "docs/ko/likelihood.md:19")
    assert places(again + "2개\n\n") == (21, "docs/ko/likelihood.md:19")
    assert places(again.replace(" 1개", "\n2개")) == (20, "docs/ko/likelihood.md:19")


def test_what_differs_is_reported_in_the_users_language(tmp_path: Path, language: str) -> None:
    changed = ENGLISH.replace("/// cell | curve\n", "/// cell | curves\n")
    problem = compare(page(tmp_path, KOREAN, "ko"), page(tmp_path, changed, "en"))[0]
    assert {"ko": "셀이 원문과 다릅니다", "en": "cells"}[language] in problem.message
    assert (problem.file, problem.line) == ("docs/en/likelihood.md", 21)


def test_a_formula_may_begin_beside_its_sign(tmp_path: Path) -> None:
    head, same, other = "---\ntitle: x\n---\n", "$$ x\n= 1\n$$\n\n$$\ny\n$$\n", "$$ x\n= 2\n$$\n\n$$\ny\n$$\n"
    original = page(tmp_path, head + same, "ko")
    assert compare(original, page(tmp_path, head + "$$\nx = 1\n$$\n\n$$\ny\n$$\n", "en")) == []
    assert [one.line for one in compare(original, page(tmp_path, head + other, "en"))] == [4]
    assert compare(original, page(tmp_path, head + "$$$\n$$\n", "en"))


def test_a_number_that_the_original_does_not_have_there_is_found(tmp_path: Path) -> None:
    head = "---\ntitle: x\n---\n"
    original = page(tmp_path, head + "빈자리는 −1, 나머지는 0과 10,000 사이입니다.\n\n- 둘\n- 2배\n", "ko")
    right = "Empty places are −1, others from zero to 10,000.\n\n- two\n- twice\n"
    assert compare(original, page(tmp_path, head + right, "en")) == []
    for old, new, line in [("−1", "1", 4), ("10,000", "10", 4), ("two", "2", 6), ("twice", "`3` times 4", 7)]:
        problems = compare(original, page(tmp_path, head + right.replace(old, new), "en"))
        assert [one.line for one in problems] == [line]


def test_digits_may_stand_for_words_and_are_read_beside_letters_of_any_script(tmp_path: Path) -> None:
    head = "---\ntitle: x\n---\n"
    original = page(tmp_path, head + "열 사람 가운데 일곱 사람의 평균은 170입니다.", "ko")
    right = "10人のうち7人の平均は170です。"
    assert compare(original, page(tmp_path, head + right, "ja")) == []
    for old, new in [("7人", "8人"), ("170で", "180で")]:
        (problem,) = compare(original, page(tmp_path, head + right.replace(old, new), "ja"))
        assert problem.message.startswith(new[:-1] + ":")


@pytest.mark.parametrize(
    ("own", "right", "wrong"),
    [
        ("점은 왼쪽에 있습니다.", "The dot is on the left.", "The dot is on the right."),
        ("왼쪽은 1, 오른쪽은 0입니다.", "Left is 1, right is 0.", "Right is 1, left is 0."),
        ("가로축은 키입니다.", "Height is on the horizontal axis.", "Height is on the vertical axis."),
        ("가장 큰 값입니다.", "It is the largest value.", "It is the smallest value."),
        ("기울기는 음수입니다.", "The gradient is negative.", "The gradient is positive."),
        ("첫 번째 낱말입니다.", "It is the first word.", "It is the second word."),
        ("문장의 뒤를 채웁니다.", "It fills their end.", "It fills their beginning."),
        ("순방향 KL입니다.", "This is the forward KL.", "This is the reverse KL."),
        ("행마다 합이 하나입니다.", "There is one sum for each row.", "There is one sum for each column."),
        ("W의 두 배입니다.", "They are twice those of W.", "They are half those of W."),
        ("막대는 0 위로 뻗습니다.", "The bar rises above 0.", "The bar falls below 0."),
        ("평균을 냅니다.", "It takes the mean.", "It takes the maximum."),
        ("떼어 둔 데이터로 봅니다.", "Look at the held-out data.", "Look at the training data."),
        ("검증 데이터로 봅니다.", "Look at the validation data.", "Look at the training data."),
        ("나트로 셉니다.", "This is a bit more.", "It is counted in bits."),
        ("최댓값은 아닙니다.", "That does not mean so.", "It is not the mean."),
        ("왼쪽 위에 있습니다.", "It is at the upper left.", "It is at the lower left."),
    ],
)
def test_a_word_that_says_the_opposite_of_the_original_is_found(
    own: str, right: str, wrong: str, tmp_path: Path
) -> None:
    head = "---\ntitle: x\n---\n"
    original = page(tmp_path, head + own, "ko")
    assert compare(original, page(tmp_path, head + right, "en")) == []
    found = compare(original, page(tmp_path, head + wrong, "en"))
    assert found and all("the original says" in problem.message for problem in found)
    # Another translation may do without the word, and no language that we do not know is compared.
    assert compare(original, page(tmp_path, head + "It is there.", "en")) == []
    assert compare(original, page(tmp_path, head + wrong, "ja")) == []


def test_a_number_that_is_there_more_often_than_in_the_original_is_found(tmp_path: Path) -> None:
    head = "---\ntitle: x\n---\n"
    original = page(tmp_path, head + "합은 1이고 차는 0입니다. 곱은 0입니다.", "ko")
    other = "The sum is 1, the difference 1, the product 0."
    assert len(compare(original, page(tmp_path, head + other, "en"))) == 1


def test_a_line_in_hangul_is_not_translated(tmp_path: Path) -> None:
    left = ENGLISH + "\n평균은 모든 값을 더하여 그 수로 나눈 것입니다. It is $m$.\n"
    original = page(tmp_path, KOREAN, "ko")
    assert untranslated(original, page(tmp_path, ENGLISH + "\nThe word 나는 means I.\n", "en")) == []
    assert [one.line for one in untranslated(original, page(tmp_path, left, "en"))] == [34]
    assert untranslated(page(tmp_path, ENGLISH, "en"), page(tmp_path, KOREAN, "ko")) == []


def test_a_number_in_words_is_in_the_originals_block_in_words_or_digits(tmp_path: Path) -> None:
    head = "---\ntitle: x\n---\n"
    own = "표는 넷이고, 세 번째 줄에 열 낱말과 12개의 점이 있습니다. 순서는 하나입니다."
    original = page(tmp_path, head + own, "ko")
    right = "There are four tables, and ten words and twelve dots in the third line. There is one order."
    assert compare(original, page(tmp_path, head + right, "en")) == []
    for old, new in [
        ("four", "five"),
        ("ten words", "eleven words"),
        ("twelve", "twenty"),
        ("third", "fifth"),
    ]:
        (problem,) = compare(original, page(tmp_path, head + right.replace(old, new), "en"))
        assert problem.message.startswith(new.split()[0]) and problem.line == 4
    assert compare(original, page(tmp_path, head + right.replace("four", "five"), "ja")) == []


def test_a_value_in_words_may_come_before_another_value_but_not_before_another_in_words(
    tmp_path: Path,
) -> None:
    head = "---\ntitle: x\n---\n\n/// cell | one\n///\n\n"
    original = page(tmp_path, head + "{{ n:words }} 걸음 만에 {{ p:.2f }}, {{ k + 1:ordinal }} 줄", "ko")
    right = "{{ p:.2f }} in {{ n:Words }} steps, the {{ k + 1:ordinal }} line"
    assert compare(original, page(tmp_path, head + right, "en")) == []
    for wrong in (
        "{{ p:.2f }} in {{ k + 1:words }} steps, the {{ n:ordinal }} line",
        "{{ p:.2f }} in three steps, the {{ k + 1:ordinal }} line",
    ):
        assert compare(original, page(tmp_path, head + wrong, "en"))
