"""Pages call terms what the glossary calls them, in every language."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from literate.checking.terminology import avoided, contradicting, misnamed
from literate.messages import Problem
from literate.reading.glossary import Term, Wording
from literate.reading.pages import parse_page
from literate.reading.sections import SectionedPage, divide
from literate.weaving.terms import Terms, terms_of

TERMS = [
    Term("likelihood", 1, {"ko": Wording("가능도", "", avoid=("우도",)), "en": Wording("likelihood", "")}),
    Term("log-likelihood", 2, {"ko": Wording("로그 가능도", ""), "en": Wording("log likelihood", "")}),
    Term("nat", 3, {"ko": Wording("나트", "")}),
]
KOREAN = "---\ntitle: 키\n---\n\n처음입니다.\n\n## 하나 {#one}\n\n로그 가능도는 나트로 잽니다. `가능도`\n"


def english(body: str) -> SectionedPage:
    digests = {name: section.digest for name, section in original().sections.items()}
    record = "".join(f"  {name}: '{digest}'\n" for name, digest in digests.items())
    text = f"---\ntitle: Heights\ntranslates:\n{record}---\n\nA start.\n\n## One {{#one}}\n\n{body}\n"
    return divide(parse_page(text, "docs/en/heights.md"), text)


def original(text: str = KOREAN) -> SectionedPage:
    return divide(parse_page(text, "docs/ko/heights.md"), text)


def found(body: str) -> list[Problem]:
    return misnamed(both(), original(), english(body))


def both() -> tuple[Terms, Terms]:
    ours, theirs = terms_of(TERMS, "ko", ""), terms_of(TERMS, "en", "")
    assert ours and theirs
    return ours, theirs


@pytest.mark.parametrize("body", ["Log likelihoods are in nats.", "A **log likelihood**, not a sum"])
def test_a_term_translated_as_the_glossary_says_passes(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize("body", ["The logarithm of the plausibility", "The likelihood", "`log likelihood`"])
def test_a_term_translated_otherwise_is_reported_with_both_places(body: str) -> None:
    [problem] = found(body)
    assert (problem.file, problem.line) == ("docs/en/heights.md", 12)
    assert "log likelihood" in problem.message
    assert problem.detail == "  docs/ko/heights.md:9: 로그 가능도"


def test_what_lags_behind_the_original_and_terms_without_a_wording_are_passed_over() -> None:
    changed = original(KOREAN.replace("잽니다", "쟀습니다"))
    assert misnamed(both(), changed, english("Nothing of the kind")) == []
    assert found("No log likelihood of nats") == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ko", "흰색인 칸과 에폭시, 색인지", ["색인"]),
        ("ko", "색인에서 찾고 에폭마다 셉니다.", ["색인", "에폭"]),
        (
            "en",
            "A costume at all costs; the cost counts, a\u00a0loss\u00a0function too.",
            ["cost", "cost", "loss function"],
        ),
        ("ja", "costs cost", ["cost"]),
    ],
)
def test_words_to_avoid_are_words_not_parts_of_longer_ones(
    language: str, text: str, words: list[str]
) -> None:
    terms = [Term("loss", 1, {language: Wording("x", "", avoid=("색인", "에폭", "cost", "loss function"))})]
    page = original(f"---\ntitle: x\n---\n\n{text}\n")
    found = avoided(terms, language, {PurePosixPath("heights.md"): page})
    assert [problem.message.split("instead of “")[1].split("”")[0] for problem in found] == words


@pytest.mark.parametrize(
    ("language", "term", "word", "text"),
    [
        ("ja", "クロスエントロピー", "エントロピー", "これはクロスエントロピーとエントロピーです。"),
        ("zh", "交叉熵", "熵", "交叉熵和熵"),
        ("en", "cost function", "cost", "Cost\nfunctions have a cost."),
    ],
)
def test_a_word_to_avoid_may_be_a_part_of_a_longer_term(
    language: str, term: str, word: str, text: str
) -> None:
    wordings = (Wording("x", "", avoid=(word,)), Wording(term, ""))
    terms = [Term(str(number), number, {language: one}) for number, one in enumerate(wordings)]
    pages = {PurePosixPath("heights.md"): original(f"---\ntitle: x\n---\n\n{text}\n")}
    [problem] = avoided(terms, language, pages)
    assert f"“{word}”" in problem.message


def test_words_to_avoid_are_reported_where_they_stand_but_not_in_code() -> None:
    text = KOREAN.replace("로그 가능도는", "우도는").replace("`가능도`", "`우도`")
    [problem] = avoided(TERMS, "ko", {PurePosixPath("heights.md"): original(text)})
    assert (problem.file, problem.line) == ("docs/ko/heights.md", 9)
    assert "가능도" in problem.message
    assert avoided(TERMS, "ko", {PurePosixPath("heights.md"): original()}) == []


@pytest.mark.parametrize(
    ("english", "word"),
    [
        ("One bit is log 2 nats.", ""),
        ("One nat is log 2 bits.", "nat"),
        ("One bit is log 3 nats.", "3"),
    ],
)
def test_a_definition_that_says_something_else_in_another_language_is_found(english: str, word: str) -> None:
    terms = [
        Term("bit", 7, {"ko": Wording("비트", "1비트는 log 2나트입니다."), "en": Wording("bit", english)})
    ]
    found = contradicting([*terms, *TERMS], ("ko", "en"), "docs/glossary.yml")
    assert {problem.line for problem in found} == ({7} if word else set())
    assert all(problem.file == "docs/glossary.yml" for problem in found)
    assert not word or any(problem.message.startswith(f"{word}:") for problem in found)
    assert contradicting(terms, ("ko", "ja"), "docs/glossary.yml") == []
