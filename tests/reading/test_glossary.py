"""The glossary, and the links to it where terms first stand on a page."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from literate.messages import Problem
from literate.project import Project
from literate.reading.glossary import read_glossary
from literate.reading.words import read_words
from literate.translating.composing import read_pages
from literate.weaving.blocks import Around
from literate.weaving.page import weave
from literate.weaving.terms import Terms, link_terms, terms_of

from tests.support.scratch import MAIN, write
from tests.support.two_languages import words
from tests.support.weaving import render, text_of

GLOSSARY = """\
density:
  lesson: heights#density
  ko: {term: 밀도, forms: [확률밀도], definition: '높이 "f(x)" | <b>1보다 *커도* 됩니다.'}
  en: {term: density, forms: [densities], definition: A height.}
probability-density-function:
  ko: {term: 확률밀도함수, also: [PDF], definition: 밀도를 정하는 함수.}
  en: {term: probability density function, also: [PDF], definition: What gives densities.}
likelihood:
  ko: {term: 가능도, also: [우도], definition: 얼마나 어울리는가.}
  en: {term: likelihood, definition: How consistent.}
log-likelihood:
  lesson: one-hot-encoding
  ko: {term: 로그 가능도, avoid: [로그가능도], definition: 가능도의 로그.}
  en: {term: log likelihood, definition: Its logarithm.}
negative-log-likelihood:
  ko: {term: 음의 로그 가능도, definition: 부호를 바꾼 것.}
  en: {term: negative log likelihood, also: [NLL], definition: With its sign changed.}
"""


@pytest.fixture
def project(built: Project) -> Project:
    """A project in two languages with a glossary."""
    write(built.docs / "glossary.yml", GLOSSARY)
    for language in ("ko", "en"):
        write(built.docs / language / "glossary.md", "---\ntitle: 용어집\n---\n\n/// glossary\n///\n")
    own = {"planned": "{title} (준비 중)", "same-as": "같은 말: {terms}", "explained-in": "설명: {place}"}
    write(built.docs / "ko/words.yml", words(**own))
    write(built.docs / "ko/lessons/heights.md", "---\ntitle: 키\n---\n\n## 높이 {#density}\n")
    write(built.docs / "en/lessons/heights.md", "---\ntitle: Heights\n---\n\n## Height {#density}\n")
    return built


def terms(project: Project, language: str = "ko") -> Terms:
    found = terms_of(read_glossary(project), language, "../glossary.md")
    assert found is not None
    return found


def linked(text: str, project: Project, language: str = "ko") -> list[tuple[str, str]]:
    """Return (text, term) for each link to the glossary in a text as the site renders it."""
    tree = render("---\n---\n" + link_terms(text, terms(project, language), set()))
    links = [one for one in tree.iter("a") if "term" in str(one.get("class"))]
    return [(text_of(one), str(one.get("href")).split("#")[1]) for one in links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("음의 로그 가능도는 작을수록 좋습니다.", [("음의 로그 가능도", "negative-log-likelihood")]),
        ("로그 가능도와", [("로그 가능도", "log-likelihood")]),
        ("확률밀도함수의", [("확률밀도함수", "probability-density-function")]),
        ("확률밀도에서는", [("확률밀도", "density")]),
        ("가능도에서만이라도", [("가능도", "likelihood")]),
        ("가능도들을, (가능도)", [("가능도", "likelihood")]),
        ("우도라고도 합니다. 가능도", [("우도", "likelihood")]),
        ("‘밀도’입니다", [("밀도", "density")]),
        ("함수(PDF)는", [("PDF", "probability-density-function")]),
    ],
)
def test_a_term_is_found_by_its_longest_name_whatever_particle_follows(
    text: str, expected: list[tuple[str, str]], project: Project
) -> None:
    assert linked(text, project) == expected


@pytest.mark.parametrize(
    "text",
    [
        "정밀도와 재현율",
        "밀도함수론",
        "우도국",
        "PDFs",
        "`가능도`와 ``가 ` 가능도``",
        "$가능도$와 $x \\text{ 가능도 }$",
        "[가능도](lessons/heights.md)와 [그 가능도][1]",
        '![가능도](가능도.png "가능도")',
        "## 가능도 {#likelihood}",
        "/// note | 가능도",
        "/// details | 풀이\n    type: 가능도",
        '<div title="가능도">\n가능도\n</div>',
        '<abbr title="가능도">x</abbr>와 <kbd>가능도</kbd>',
        '글 { title="가능도" }',
        "[^1]: 가능도",
        "*[가능도]: 뜻",
        "<!-- 가능도 -->",
        "https://example.org/가능도",
        "[여러 줄에 걸친\n가능도](lessons/heights.md)",
    ],
)
def test_what_is_not_prose_or_not_a_whole_word_stays_as_it_is(text: str, project: Project) -> None:
    assert link_terms(text, terms(project), set()) == text


def test_a_term_may_begin_with_a_letter_that_does_not_come_back_from_its_capital(project: Project) -> None:
    text = GLOSSARY.replace("en: {term: density,", "en: {term: ßeta, also: [ŉ-gram],")
    write(project.docs / "glossary.yml", text)
    for word in ("ßeta", "SSeta", "ŉ-gram", "ʼN-gram"):
        assert f"[{word}](" in link_terms(f"The {word}.", terms(project, "en"), set())


def test_only_the_first_use_is_linked_also_over_several_texts(project: Project) -> None:
    seen: set[str] = set()
    known = terms(project)
    assert link_terms("가능도와 가능도", known, seen).count("(../glossary.md#likelihood") == 1
    assert link_terms("우도, 가능도", known, seen) == "우도, 가능도"
    assert link_terms("로그 가능도", known, seen).startswith("[로그 가능도](")


def test_a_longer_term_that_was_seen_does_not_give_its_words_away(project: Project) -> None:
    assert linked("로그 가능도, 로그 가능도", project) == [("로그 가능도", "log-likelihood")]


def test_a_term_in_bold_stays_bold(project: Project) -> None:
    text = link_terms("**가능도**(likelihood)입니다.", terms(project), set())
    [strong] = render("---\n---\n" + text).iter("strong")
    assert [text_of(one) for one in strong.iter("a")] == ["가능도"]
    assert strong.tail == "(likelihood)입니다."


@pytest.mark.parametrize("around", ["{}", "| {} | 값 |\n|---|---|\n| a | b |", "- {}\n- 둘", "> {}"])
def test_the_title_says_the_definition_to_the_letter(around: str, project: Project) -> None:
    text = link_terms(around.format("밀도는"), terms(project), set())
    [link] = render("---\n---\n" + text).iter("a")
    assert link.get("title") == '높이 "f(x)" | <b>1보다 *커도* 됩니다.'
    assert link.get("class") == "term"


def test_a_term_may_stand_on_two_lines(project: Project) -> None:
    assert linked("음의 로그\n가능도는", project) == [("음의 로그\n가능도", "negative-log-likelihood")]


def test_english_terms_begin_sentences_and_have_plurals(project: Project) -> None:
    text = "Likelihoods and densities, but no unlikelihood; the NLL."
    assert linked(text, project, "en") == [
        ("Likelihoods", "likelihood"),
        ("densities", "density"),
        ("NLL", "negative-log-likelihood"),
    ]


def woven(project: Project, path: str) -> str:
    below, pages = PurePosixPath(path), read_pages(project)
    around = Around(project, pages, below.parts[0], read_words(project, below.parts[0]))
    return weave(pages[below], None, {}, {}, around.terms(below), around.blocks(below))


def test_pages_link_to_the_glossary_and_code_in_them_does_not(project: Project) -> None:
    page = "---\ntitle: 가능도\n---\n\n```\n가능도\n```\n\n$$\n\\text{가능도}\n$$\n\n가능도\n"
    write(project.docs / "ko/lessons/heights.md", page)
    (project.docs / "en/lessons/heights.md").unlink()
    text = woven(project, "ko/lessons/heights.md")
    assert text.count("glossary.md") == 1
    assert '\n[가능도](../glossary.md#likelihood "얼마나 어울리는가."){ .term }\n' in text


def test_the_glossary_lists_its_terms_in_the_order_of_the_language(project: Project) -> None:
    tree = render(woven(project, "ko/glossary.md"))
    headings = [(one.get("id"), text_of(one).rstrip("¶")) for one in tree.iter("h2")]
    assert headings == [
        ("likelihood", "가능도(likelihood)"),
        ("log-likelihood", "로그 가능도(log likelihood)"),
        ("density", "밀도(density)"),
        ("negative-log-likelihood", "음의 로그 가능도(negative log likelihood)"),
        ("probability-density-function", "확률밀도함수(probability density function)"),
    ]
    assert [one.get("href") for one in tree.iter("a") if one.get("class") is None] == [
        "lessons/heights.md#density"
    ]
    for more in (
        "같은 말: 우도",
        "설명: 키 › 높이",
        "설명: 2-3 원-핫 인코딩 (준비 중)",
        '높이 "f(x)" | <b>1보다 *커도* 됩니다.',
    ):
        assert more in text_of(tree)
    assert not [one for one in tree.iter("a") if "term" in str(one.get("class"))]


def test_a_project_without_a_glossary_links_nothing(project: Project) -> None:
    for language in ("ko", "en"):
        (project.docs / language / "glossary.md").unlink()
    assert "glossary" not in woven(project, "ko/lessons/heights.md")
    (project.docs / "glossary.yml").unlink()
    assert read_glossary(project) == []
    assert terms_of([], "ko", "glossary.md") is None


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  ko: {term: 가능도, also", "  ko: {term: 가능도, allso", 9),
        ("lesson: heights", "leson: heights", 2),
        ("lesson: heights#density", "lesson: Heights.md", 2),
        (", definition: A height.}", "}", 4),
        ("A height.", "''", 4),
        ("A height.", "The height `f`.", 4),
        ("A height.", "$f$", 4),
        ("A height.", "[1]", 4),
        ("forms: [densities]", "forms: densities", 4),
        ("  ko: {term: 가능도, also: [우도], definition: 얼마나 어울리는가.}\n", "", 8),
        ("log-likelihood:\n  lesson", "density:\n  lesson", 11),
        ("log-likelihood:\n  lesson", "Log likelihood:\n  lesson", 11),
        ("also: [우도]", "also: [밀도]", 8),
        ("avoid: [로그가능도]", "avoid: [우도]", 11),
        ("likelihood:\n  ko: {term: 가능도", "- likelihood:\n  ko: {term: 가능도", 8),
        ("log-likelihood:\n  lesson", "[log, likelihood]:\n  lesson", 11),
        ("avoid: [로그가능도]", "avoid: &all [*all]", 13),
        ("definition: Its logarithm.", "definition: !!str x", 14),
    ],
)
def test_what_is_wrong_in_the_glossary_is_reported_with_its_line(
    old: str, new: str, line: int, project: Project
) -> None:
    assert GLOSSARY.count(old) == 1
    write(project.docs / "glossary.yml", GLOSSARY.replace(old, new))
    with pytest.raises(Problem) as caught:
        read_glossary(project)
    assert (caught.value.file, caught.value.line) == ("docs/glossary.yml", line)


@pytest.mark.parametrize("lesson", ["heights#densities", "weights#density", "weights"])
def test_a_lesson_that_explains_nothing_is_reported_with_its_line(lesson: str, project: Project) -> None:
    write(project.docs / "glossary.yml", GLOSSARY.replace("heights#density", lesson))
    with pytest.raises(Problem) as caught:
        woven(project, "ko/glossary.md")
    assert (caught.value.file, caught.value.line) == ("docs/glossary.yml", 1)


def test_the_glossary_of_this_project_explains_every_term_in_korean_and_english() -> None:
    found = read_glossary(Project(MAIN))
    assert {"가능도", "교차 엔트로피", "경사하강법"} <= {term.wordings["ko"].term for term in found}
    assert [term.name for term in found if not {"ko", "en"} <= term.wordings.keys()] == []


def test_a_term_without_a_name_in_a_language_is_left_out_there(project: Project) -> None:
    entry = "  en: {term: density, forms: [densities], definition: A height.}\n"
    assert GLOSSARY.count(entry) == 1
    write(project.docs / "glossary.yml", GLOSSARY.replace(entry, "  ja: {term: 密度, definition: 高さ}\n"))
    assert "밀도" in woven(project, "ko/glossary.md")
    english = woven(project, "en/glossary.md")
    assert "density" in english, "another term's name holds the word"
    assert "#density" not in english
    assert link_terms("A density.", terms(project, "en"), set()) == "A density."


@pytest.mark.parametrize(
    ("language", "name", "text", "linked"),
    [
        ("ja", "密度", "確率密度です。", True),
        ("zh-TW", "密度", "密度f", True),
        ("ja", "NLL", "このNLLは", True),
        ("ja", "NLL", "NLLs, XNLL", False),
        ("de", "Dichte", "Wahrscheinlichkeitsdichte, Dichten", False),
        ("de", "Dichte", "die Dichte.", True),
    ],
)
def test_a_term_is_found_in_languages_with_and_without_blanks_between_words(
    language: str, name: str, text: str, linked: bool, project: Project
) -> None:
    write(project.docs / "glossary.yml", GLOSSARY + f"  {language}: {{term: {name}, definition: x}}\n")
    assert (f"[{name}](" in link_terms(text, terms(project, language), set())) is linked
