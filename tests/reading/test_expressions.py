"""Values in sentences: found, split from their format, evaluated, typeset, put in place."""

from __future__ import annotations

import datetime
import math
from types import SimpleNamespace
from typing import Any

import pytest
from literate import messages
from literate.messages import Problem
from literate.reading.expressions import Expression, evaluate, fill, find, parse
from literate.reading.typesetting import typeset

FILE = "docs/ko/lessons/가능도.md"


def value_of(source: str, **names: Any) -> str:
    return evaluate(parse(source, FILE, 7), names)


def rejection(source: str, **names: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        value_of(source, **names)
    assert (caught.value.file, caught.value.line) == (FILE, 7)
    return caught.value


@pytest.mark.parametrize(
    ("source", "code", "format"),
    [
        ("best_mean", "best_mean", ""),
        ("  best_mean  ", "best_mean", ""),
        ("best_mean:", "best_mean", ""),
        ("p:.3g", "p", ".3g"),
        (" p : .3g ", "p", ".3g"),
        ("ratio:,d", "ratio", ",d"),
        ("ratio:,.0f", "ratio", ",.0f"),
        ("share:.0%", "share", ".0%"),
        ("gradient:+z.4f", "gradient", "+z.4f"),
        ("likelihoods.max():.3g", "likelihoods.max()", ".3g"),
        ("path[1:3]", "path[1:3]", ""),
        ("path[1:3]:>10", "path[1:3]", ">10"),
        ("path[::2][0]:.2f", "path[::2][0]", ".2f"),
        ("{'a': 1}['a']:03d", "{'a': 1}['a']", "03d"),
        ("counts['a:b']:,d", "counts['a:b']", ",d"),
        ('": ".join(words)', '": ".join(words)', ""),
        ("f'{p:.2f}'", "f'{p:.2f}'", ""),
        ("(lambda x: x)(1):d", "(lambda x: x)(1)", "d"),
        ("when:%H:%M", "when", "%H:%M"),
        ("p if p > q else q:.2f", "p if p > q else q", ".2f"),
    ],
)
def test_an_expression_ends_at_the_first_colon_behind_which_none_goes_on(
    source: str, code: str, format: str
) -> None:
    assert parse(source, FILE, 3) == Expression(code, format, FILE, 3)


@pytest.mark.parametrize("source", ["", "  ", ":.2f", "1 +", "p!r", "x = 1", "가능도 는", "path[1:"])
def test_what_is_not_an_expression_is_rejected(source: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(source, FILE, 9)
    assert (caught.value.file, caught.value.line) == (FILE, 9)
    assert source.strip() in caught.value.message


@pytest.mark.parametrize(("source", "key"), [("p : .3g", "p:.3g"), ("p", "p"), ("d['a:b']", "d['a:b']")])
def test_a_value_is_filed_under_its_expression_and_format(source: str, key: str) -> None:
    assert parse(source, FILE, 1).key == key


def test_values_are_found_where_they_stand() -> None:
    text = "평균 {{ best_mean }}에서 {{ likelihoods.max():.3g }}입니다."
    found = list(find(text, FILE, 5))
    assert [text[start:end] for start, end, _ in found] == ["{{ best_mean }}", "{{ likelihoods.max():.3g }}"]
    assert [(one.code, one.format, one.line) for _, _, one in found] == [
        ("best_mean", "", 5),
        ("likelihoods.max()", ".3g", 5),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("`{{ a }}`라고 쓰면 {{ b }}", ["a", "b"]),
        ("``{{ a }} ` {{ a }}``, {{ b }}", ["a", "a", "b"]),
        ("`{{`와 `}}` 사이의 {{ c }}", ["c"]),
        ("`닫히지 않은 {{ a }}", ["a"]),
        ("``엇갈린 {{ a }}`", ["a"]),
        ("{{ a }}{{ b:.2f }}", ["a", "b:.2f"]),
    ],
)
def test_values_are_found_in_code_spans_too(text: str, keys: list[str]) -> None:
    assert [one.key for _, _, one in find(text, FILE, 1)] == keys


def test_a_dictionary_inside_a_dictionary_may_end_in_two_braces() -> None:
    found = list(find("값은 {{ {'a': {'b': 1}}['a']['b']:.1f }}입니다.", FILE, 1))
    assert [one.key for _, _, one in found] == ["{'a': {'b': 1}}['a']['b']:.1f"]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("mean", "168.5"),
        ("mean:.0f", "168"),
        ("tiny:.3g", "2.59e-12"),
        ("many:,d", "1,234,567"),
        ("share:.0%", "69%"),
        ("path[1:3]", "[2, 3]"),
        ("path[-1]:03d", "004"),
        ("sum(x for x in path if x > mean / 100):d", "9"),
        ("word:>4", "  가능"),
        ("when:%H:%M", "09:30"),
        ("math.comb(10, 7)", "120"),
        ("args.steps", "60"),
    ],
)
def test_a_value_is_formatted_as_python_formats(source: str, value: str) -> None:
    names = {
        "mean": 168.5,
        "tiny": 2.591e-12,
        "many": 1234567,
        "share": 0.6931,
        "path": [1, 2, 3, 4],
        "word": "가능",
        "when": datetime.time(9, 30),
        "math": math,
        "args": SimpleNamespace(steps=60),
    }
    assert value_of(source, **names) == value


def test_an_evaluation_leaves_the_snippets_names_alone() -> None:
    names = {"x": 1}
    assert evaluate(parse("(x := 5)", FILE, 1), names) == "5"
    assert names == {"x": 1}


@pytest.mark.parametrize("korean", [True, False])
def test_an_unknown_name_is_rejected_in_the_users_language(
    korean: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    problem = rejection("bset_mean:.2f", best_mean=168)
    assert "{{ bset_mean:.2f }}" in problem.message
    assert ("없는 이름" if korean else "unknown name") in problem.message


def test_what_cannot_be_computed_is_rejected_with_the_reason() -> None:
    assert "ZeroDivisionError" in rejection("1 / x", x=0).message
    assert "IndexError" in rejection("path[9]", path=[]).message


def test_a_format_that_does_not_fit_is_rejected() -> None:
    assert "'.2f'" in rejection("word:.2f", word="가").message


def test_a_value_of_several_lines_is_rejected() -> None:
    assert "{{ text }}" in rejection("text", text="한 줄\n두 줄").message


@pytest.mark.parametrize(
    ("value", "text", "math", "plain"),
    [
        ("168", "168", "168", "168"),
        ("-0.5", "−0.5", "-0.5", "−0.5"),
        ("2.59e-12", "2.59×10<sup>−12</sup>", r"2.59\times10^{-12}", "2.59×10⁻¹²"),
        ("-2.59e-12", "−2.59×10<sup>−12</sup>", r"-2.59\times10^{-12}", "−2.59×10⁻¹²"),
        ("1e-05", "1×10<sup>−5</sup>", r"1\times10^{-5}", "1×10⁻⁵"),
        ("+1.5e+03", "+1.5×10<sup>3</sup>", r"+1.5\times10^{3}", "+1.5×10³"),
        ("1e+100", "1×10<sup>100</sup>", r"1\times10^{100}", "1×10¹⁰⁰"),
        ("0e+00", "0×10<sup>0</sup>", r"0\times10^{0}", "0×10⁰"),
        ("-1,234.5", "−1,234.5", "-1{,}234.5", "−1,234.5"),
        ("69%", "69%", r"69\%", "69%"),
        ("kl-divergence", "kl-divergence", r"\text{kl{-}divergence}", "kl-divergence"),
        ("[-1, 2]", "&#91;-1, 2&#93;", r"\text{[{-}1, 2]}", "[-1, 2]"),
        ("나", "나", r"\text{나}", "나"),
    ],
)
def test_numbers_are_typeset_for_text_for_math_and_for_plain_places(
    value: str, text: str, math: str, plain: str
) -> None:
    assert [typeset(value, form) for form in ("text", "math", "plain")] == [text, math, plain]


def test_values_are_put_in_the_place_of_expressions() -> None:
    values = {"mean": "168", "tiny:.3g": "2.59e-12"}
    text = "평균 {{ mean }}에서 {{ tiny:.3g }}, `{{ mean }}`"
    assert fill(text, FILE, 1, values) == "평균 168에서 2.59×10<sup>−12</sup>, <code>168</code>"
    assert fill(text, FILE, 1, values, form="plain") == "평균 168에서 2.59×10⁻¹², `168`"
    assert fill("x = {{ tiny : .3g }}", FILE, 1, values, form="math") == r"x = 2.59\times10^{-12}"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        (r"$p={{ p }}$와 {{ p }}", r"$p=1\times10^{-5}$와 1×10<sup>−5</sup>"),
        (r"{{ p }}, $x$, {{ p }}, $y$", "1×10<sup>−5</sup>, $x$, 1×10<sup>−5</sup>, $y$"),
        (r"값은 \${{ p }}, 곧 \$1", r"값은 \$1×10<sup>−5</sup>, 곧 \$1"),
        (r"$5와 {{ p }}", r"&#36;5와 1×10<sup>−5</sup>"),
        (r"$5~$10", r"&#36;5~&#36;10"),
    ],
)
def test_a_value_between_dollar_signs_is_typeset_as_math(text: str, filled: str) -> None:
    assert fill(text, FILE, 1, {"p": "1e-05"}) == filled


def test_a_value_that_was_not_recorded_is_rejected() -> None:
    with pytest.raises(Problem) as caught:
        fill("{{ mean }}, {{ mean:.2f }}", FILE, 12, {"mean": "168"})
    assert (caught.value.file, caught.value.line) == (FILE, 12)
    assert "{{ mean:.2f }}" in caught.value.message


def test_a_value_left_open_is_rejected_but_not_in_code_or_mathematics() -> None:
    with pytest.raises(Problem) as caught:
        list(find("값은 {{ best_mean }입니다", "page.md", 7))
    assert (caught.value.file, caught.value.line) == ("page.md", 7)
    assert list(find("`{{` 다음에 식을 쓰고, $e^{{x}$처럼 씁니다", "page.md", 7)) == []


@pytest.mark.parametrize(
    "source", ["'\0'", "(" * 900, "x.y:" * 251, "x" * 1001, "-" * 90_000 + "1", "9" * 900 + "\0"]
)
def test_what_no_parser_takes_is_rejected(source: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(source, FILE, 9)
    assert (caught.value.file, caught.value.line) == (FILE, 9)


def test_a_value_as_long_as_any_on_a_page_is_read() -> None:
    assert parse("x" * 990 + ":.2f", FILE, 9).format == ".2f"


def test_a_choice_of_words_is_filed_without_them_since_each_language_has_its_own() -> None:
    choice = parse("p > q: 크다 | 작다", FILE, 3)
    assert (choice.key, choice.words) == ("p > q:|", ("크다", "작다"))
    assert choice.key == parse("p > q:larger|smaller", FILE, 3).key
    assert value_of("p > q: 크다 | 작다", p=2, q=1) == "True"


@pytest.mark.parametrize(("recorded", "word"), [("True", "크다"), ("False", "작다")])
def test_the_code_chooses_the_word(recorded: str, word: str) -> None:
    assert fill("p가 {{ p > q: 크다 | 작다 }}.", FILE, 3, {"p > q:|": recorded}) == f"p가 {word}."


@pytest.mark.parametrize("source", ["p: 크다 | 작다", "p > q: 크다 |작다|같다"])
def test_a_choice_needs_true_or_false_and_two_words(source: str) -> None:
    assert "two words" in str(rejection(source, p=2, q=1))


def test_a_number_in_words_is_filed_as_digits_which_every_language_writes_in_its_own_words() -> None:
    assert parse("len(words):words", FILE, 3).key == parse("len(words):Ordinal", FILE, 3).key == "len(words)"
    assert value_of("n:words", n=21) == "21"
    text, values = "{{ n:words }} 개, {{ n:ordinal }} 줄, {{ 3:words }} 명", {"n": "21"}
    assert fill(text, FILE, 3, values) == "스물한 개, 스물한 번째 줄, 세 명"
    assert fill("{{ n:Words }}", "docs/en/page.md", 3, values) == "Twenty-one"
    assert fill("{{ n:words }}", "docs/ja/page.md", 3, values) == "21"


@pytest.mark.parametrize("value", [0, -3, 101, 2.0, True, "셋"])
def test_a_number_without_a_word_is_rejected_with_its_line(value: object) -> None:
    assert "only whole numbers from 1 to 99" in str(rejection("n:words", n=value))
    with pytest.raises(Problem) as caught:
        fill("{{ n:ordinal }}", FILE, 5, {"n": str(value)})
    assert (caught.value.file, caught.value.line) == (FILE, 5)
