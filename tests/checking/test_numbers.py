"""Numbers that an author typed where a value from the code belongs."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from literate.checking.numbers import literals, unbound_numbers, wrong_minutes
from literate.reading.pages import parse_page, read_page

CODE = {
    "grid": "means = np.arange(160, 181)\nsigma = 5",
    "curve": "axis.plot(means)\naxis.text(12.5, 0.3, 'peak at 168')",
    "other": "shares = [0.3, 0.7]",
    "other-curve": "axis.plot(shares)",
    "function": "print(44)\ndef draw(x):\n    y = 33 * x\n    axis.plot(x, y)",
    "drawn-by-a-function": "draw(shares)",
}


def typed(tmp_path: Path, text: str) -> list[str]:
    """Return the numbers that are found in the text of a page."""
    path = tmp_path / "page.md"
    path.write_text(f"---\ntitle: 가능도\n---\n{text}\n", encoding="utf-8")
    return [problem.message.split(":")[0] for problem in unbound_numbers(read_page(path, "page.md"), CODE)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("가장 큰 값은 168.344입니다.", ["168.344"]),
        ("값은 2.59e-12입니다.", ["2.59e-12"]),
        ("모두 32,000개입니다.", ["32,000"]),
        ("42와 43", ["42", "43"]),
        ("-7도", ["7"]),
        ("기울기는 $-8p$입니다.", ["8"]),
        ("지수는 $10-7$입니다.", ["10", "7"]),
        ("2배", ["2"]),
        ("| 6 | {{ heights[5]:.2f }} |", ["6"]),
        ("## 2.5 제목", ["2.5"]),
        ("168-11-29", ["168", "11", "29"]),
    ],
)
def test_a_result_that_is_typed_is_found(tmp_path: Path, sentence: str, found: list[str]) -> None:
    assert typed(tmp_path, sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "0에서 1까지",
        "$x^2$와 $\\frac{1}{2}$",
        "`float32`와 float64, `arange(160, 181)`",
        "값은 {{ best_mean }}이고 {{ 3 }}입니다.",
        "1. 첫째\n2. 둘째\n13. 열셋째",
        "## 3. 제목 {#exercise-3}",
        "2-4 음의 로그 가능도",
        "2021년 3학년 12월 24일",
        "- 2026-11-29: 고친 것",
        "Python 3.11과 CC BY 4.0, NumPy 2.1",
        "[글](chapter-12.md)과 https://example.org/34",
        "```\n168\n```",
    ],
)
def test_a_number_that_is_not_a_result_may_be_typed(tmp_path: Path, sentence: str) -> None:
    assert typed(tmp_path, sentence) == []


def test_an_input_of_the_cell_above_may_be_typed(tmp_path: Path) -> None:
    assert typed(tmp_path, "/// cell | grid\n///\n160부터 180까지, 표준편차 5") == []


def test_an_input_alone_in_a_cell_of_a_table_may_not_be_typed(tmp_path: Path) -> None:
    assert typed(tmp_path, "/// cell | other\n///\n\n0.3과 0.7\n\n| 0.3배 | 0.7 | 0.3 | 0 |") == [
        "0.7",
        "0.3",
    ]
    assert typed(tmp_path, "/// cell | other\n///\n\n$$\n|x| = 0.3\n$$") == []


def test_an_input_of_a_cell_below_in_the_section_may_be_typed(tmp_path: Path) -> None:
    assert typed(tmp_path, "## 격자\n160부터\n\n/// cell | grid\n///") == []


def test_an_input_of_another_section_far_above_may_not_be_typed(tmp_path: Path) -> None:
    cells = "".join(f"/// cell | {name}\n///\n" for name in ("grid", "curve", "other", "other-curve"))
    assert typed(tmp_path, f"{cells}\n## 다음\n160과 0.7") == ["160"]


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("x = 168", ["168"]),
        ("x = \\frac{7}{p} \\\\[6pt]\n y = 3p", ["7", "3"]),
        ("p^{10-7}", ["10", "7"]),
        ("% 이름이 아님\nx = 168", ["168"]),
        ("x = 3.\n% peak", ["3"]),
        ("x^2 + \\frac{1}{2} + 0", []),
        ("x = \\frac{ {{ k }} }{ {{ n - k }} } = {{ 3 }}", []),
        ("% peak\nx = 168 \\\\\n y = 169", []),
    ],
)
def test_a_formula_without_a_name_may_type_no_results(tmp_path: Path, formula: str, found: list[str]) -> None:
    assert typed(tmp_path, f"$$\n{formula}\n$$") == found


def test_a_formula_below_a_named_one_has_no_name(tmp_path: Path) -> None:
    assert typed(tmp_path, "$$\n% peak\nx = 168\n$$\n$$\nx = 169\n$$") == ["169"]


def test_a_formula_in_a_caption_is_left_to_claims_if_it_has_a_name(tmp_path: Path) -> None:
    for name, found in (("% peak\n", []), ("", ["169"])):
        caption = f"$$\n{name}x^2 = 168 + 169\n$$"
        assert typed(tmp_path, f"/// cell | curve\n\n{caption}\n///") == found


def test_a_formula_may_use_the_inputs_that_a_sentence_beside_it_may(tmp_path: Path) -> None:
    formula = "$$\nx = 160 + 0.7\n$$"
    cells = "".join(f"/// cell | {name}\n///\n" for name in ("grid", "curve", "other", "other-curve"))
    assert typed(tmp_path, cells + formula) == []
    assert typed(tmp_path, f"## 식\n{formula}\n{cells}") == []
    assert typed(tmp_path, f"{cells}\n## 다음\n{formula}") == ["160"]


def test_the_place_of_a_label_may_not_be_typed(tmp_path: Path) -> None:
    assert typed(tmp_path, "/// cell | curve\n///\n12.5와 0.3") == ["12.5", "0.3"]


@pytest.mark.parametrize("place", ["    alt: {}\n", "\n{}\n"])
def test_a_description_may_use_inputs_of_the_cells_that_the_figure_is_drawn_from(
    tmp_path: Path, place: str
) -> None:
    shown = (
        "/// cell | grid\n///\n/// cell | curve\n" + place.format("160부터 {{ m }}, 168에서 봉우리") + "///"
    )
    assert typed(tmp_path, shown) == []


@pytest.mark.parametrize("place", ["    alt: {}\n", "\n{}\n"])
def test_a_description_of_another_figure_is_found_out_by_its_numbers(tmp_path: Path, place: str) -> None:
    cells = "/// cell | grid\n///\n/// cell | other\n///\n/// cell | other-curve\n"
    assert typed(tmp_path, cells + place.format("160에서 봉우리, 0.7에서 끝") + "///") == ["160"]


def test_a_description_may_use_what_a_drawing_function_computes_with(tmp_path: Path) -> None:
    drawn = "/// cell | drawn-by-a-function\n\n33배와 44배\n///"
    assert typed(tmp_path, drawn) == ["44"]


def test_the_problem_names_line_and_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: 가능도\n---\n\n값은 168입니다.\n", encoding="utf-8")
    (problem,) = unbound_numbers(read_page(path, "docs/ko/page.md"), CODE)
    assert (problem.file, problem.line) == ("docs/ko/page.md", 5)
    assert "값은 168입니다." in problem.detail


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("x = 3.5", {3.5}),
        ("x = 1_000", {1000.0}),
        ("np.arange(160, 181)", {160.0, 181.0, 180.0}),
        ("range(2, 5)", {2.0, 5.0, 4.0}),
        ("for x in [0.3, 0.5, 0.7]:\n    f(x)", {0.3, 0.5, 0.7, 3.0}),
        ("[f(x) for x in (8, 9, 10, 11)]", {8.0, 9.0, 10.0, 11.0, 4.0}),
        ("axis.set(ylim=(3, 4))", set()),
        ("axis.plot(f(7), 8)", {7.0}),
        ("axis.axhline(0.5, 0.1, 0.9, lw=3)", {0.5}),
        ("axes[3].axvline(x=-170, ymax=0.9, color='C1')", {170.0, 3.0}),
        ("plt.axvspan(20, 30, 0.1, alpha=0.2)", {20.0, 30.0}),
        ("axis.axhspan(4, ymax=5, xmin=0.1)", {4.0, 5.0}),
        ("plt.subplots(figsize=(5, 6))", set()),
        ("flag = True", set()),
        ("name = 'float32'", set()),
    ],
)
def test_the_inputs_of_code_are_its_literals_but_for_places_in_figures(code: str, found: set[float]) -> None:
    assert literals(code) == found


def test_numbers_that_are_larger_than_any_float_are_inputs_too() -> None:
    huge = "0x" + "f" * 5000
    assert literals(f"x = {huge}\ny = range(3, {huge})\nz = 7") == {3.0, 7.0, math.inf}


def test_the_numbers_of_an_exercise_come_from_its_own_solution(tmp_path: Path) -> None:
    text = """
## 격자 {#grid}

/// cell | grid
///

## 연습 {#exercises}

5와 160까지는 위에서 왔습니다.

### 1. 비율 {#exercise-share}

0.3에서 시작하고 5는 아닙니다.

/// cell | other
///
"""
    assert typed(tmp_path, text) == ["5"]


def in_words(text: str, language: str = "ko", is_original: bool = True) -> list[str]:
    page = parse_page(f"---\ntitle: 키\n---\n{text}\n", f"docs/{language}/lessons/heights.md")
    code = {"list": "for share in [0.3, 0.5, 0.7, 0.9]:\n    print(share + 12)"}
    return [one.message.split(":")[0] for one in unbound_numbers(page, code, is_original)]


def test_a_number_in_words_comes_from_the_code_too() -> None:
    cell = "/// cell | list\n///\n\n"
    assert in_words(
        f"{cell}열두 걸음, 네 비율 가운데 세 번째 것과 **일곱** 명, {{{{ n:words }}}} 명, 여덟 명"
    ) == [
        "세 번째",
        "여덟",
    ]
    assert in_words("Twelve steps, the `three` and the fourth.", "en") == ["Twelve", "fourth"]
    assert in_words("열두 걸음", is_original=False) == [] == in_words("열두 걸음", "ja")


def test_the_problem_of_a_number_in_words_names_the_format() -> None:
    page = parse_page("---\ntitle: 키\n---\n\n세 번째 줄", "docs/ko/lessons/heights.md")
    (problem,) = unbound_numbers(page, {})
    assert problem.line == 5 and "{{ expression:ordinal }}" in problem.message


def test_nobody_reads_a_long_page_in_a_minute() -> None:
    text = "---\ntitle: 키\nminutes: {}\n---\n\n" + 3000 * "가"
    assert wrong_minutes(parse_page(text.format(2), "heights.md")) == []
    assert wrong_minutes(parse_page(text.replace("minutes: {}\n", ""), "heights.md")) == []
    (problem,) = wrong_minutes(parse_page(text.format(1), "heights.md"))
    assert problem.line == 3 and "3,000 characters in 1 minutes" in problem.message
