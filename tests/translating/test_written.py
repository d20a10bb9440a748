"""Translations that could act are rejected where they are written."""

from __future__ import annotations

import time
from pathlib import PurePosixPath
from timeit import timeit

import pytest
from literate import messages
from literate.messages import Problem, Problems
from literate.reading.pages import parse_page
from literate.reading.sections import SectionedPage, divide
from literate.translating.composing import compose, let_pass
from literate.translating.safety.files import LARGEST_TEXT, LONGEST_LINE
from literate.translating.safety.written import accept

from tests.support.hostile import BENIGN, FORMULAS, HOSTILE, MISLEADING, ORIGINAL, TRANSLATION, Hostile
from tests.support.weaving import WORDS

FILE = "docs/en/lessons/likelihood.md"


def sections(text: str) -> SectionedPage:
    return divide(parse_page(text, FILE), text)


def rejections(translation: str, original: str = ORIGINAL) -> list[Problem]:
    try:
        accept(sections(original), sections(translation))
    except Problem as problem:
        return [problem]
    except Problems as problems:
        return problems.problems
    return []


def with_text(text: str) -> str:
    return TRANSLATION.replace("HOSTILE", text)


def test_there_are_many_hostile_pages() -> None:
    assert len({one.page for one in (*HOSTILE, *FORMULAS)}) >= 85
    assert len({one.page for one in MISLEADING}) >= 90


@pytest.mark.parametrize("hostile", [*HOSTILE, *FORMULAS, *MISLEADING], ids=lambda hostile: hostile.name)
def test_a_hostile_page_is_rejected_where_it_is_written(hostile: Hostile) -> None:
    first = rejections(hostile.page)[0]
    assert (first.file, first.line) == (FILE, hostile.page_line)


@pytest.mark.parametrize("name", BENIGN)
def test_a_page_that_only_looks_hostile_passes(name: str) -> None:
    assert rejections(with_text(BENIGN[name])) == []


def test_a_misleading_letter_is_named_by_its_code_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    [problem] = rejections(with_text("The w\u043erd."))
    assert str(problem).endswith("(a character that is invisible or looks like another): U+043E")


RUSSIAN = "Мы измеряем рост людей и смотрим на среднее значение PyTorch в каждой строке таблицы."


@pytest.mark.parametrize(
    "text",
    [
        "身長を測り、平均をPyTorchで計算します。カタカナとひらがな、漢字です。長い文章も書けますし、表や図の説明にも使えます。",
        RUSSIAN,
        "Đo chiều cao của mười người rồi tính giá trị trung bình.",
        "Medimos la altura de diez niños: la 1.ª es «así».",
        "Ölçülen boyların ortalaması ışık gibi.",
        "Μετράμε το ύψος δέκα ανθρώπων και υπολογίζουμε τον μέσο όρο τους εδώ.",
        "हम ऊँचाई मापते हैं।",
        "เราวัดส่วนสูงและคำนวณค่าเฉลี่ย กำ",
        "❤️ 1️⃣ 👩\u200d💻",
    ],
)
def test_a_page_may_be_written_in_the_letters_of_its_language(text: str) -> None:
    assert rejections(with_text(text)) == []


def test_a_page_in_another_script_does_not_mix_it_with_latin_in_one_word() -> None:
    assert [one.line for one in rejections(with_text(f"{RUSSIAN} Р\u0430ge."))] == [16]


def test_letters_of_the_original_may_stand_in_the_translation() -> None:
    original = ORIGINAL.replace("키를 잽니다", "키를 μ로 잽니다")
    assert rejections(with_text("Take μ."), original) == []
    assert rejections(with_text("Take μ."))


def test_words_in_a_formula_are_translated_and_nothing_else_in_it() -> None:
    original = ORIGINAL.replace("x_i<y", "x_i<y \\text{ 키 }")
    line = "$$\n\\sum_{i=1}^{n} x_i<y \\text{WORDS}\n$$"
    assert rejections(with_text(line.replace("WORDS", "height")), original) == []
    assert rejections(with_text(line.replace("WORDS", "\\rule500em500em")), original)


def test_a_rejection_says_what_it_is_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_text("[x](javascript:alert(1))")
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    assert [str(one) for one in rejections(page)] == [
        f"{FILE}:16: A translation cannot contain this unless the original does (a link): javascript:alert"
    ]
    monkeypatch.setattr(messages, "speaks_korean", lambda: True)
    assert [str(one) for one in rejections(page)] == [
        f"{FILE}:16: 원문에 없는 것은 쓸 수 없습니다(링크): javascript:alert"
    ]


def test_a_rejection_does_nothing_to_the_terminal() -> None:
    [first, *_] = rejections(with_text("<b \x1b[2J\u202e>"))
    assert all("\x1b" not in str(one) for one in rejections(with_text("<b \x1b[2J\u202e>")))
    assert "U+001B" in str(first)


@pytest.mark.parametrize(
    "line",
    [
        "title: <script>alert(1)</script>",
        "title: \"x\\n\\n/// html | div[onclick='x']\"",
        'title: a" onclick="alert(1)',
        "title: '[x](javascript:alert(1))'",
        "title: '**a**{: onclick=alert(1) }'",
        "title: '{{ 60:c }}'",
        "description: 'a\" http-equiv=\"refresh'",
    ],
)
def test_front_matter_that_could_act_is_rejected(line: str) -> None:
    key = line.partition(":")[0]
    kept = [one for one in TRANSLATION.split("\n") if not one.startswith(f"{key}:")]
    page = "\n".join([kept[0], line, *kept[1:]])
    assert [(one.file, one.line) for one in rejections(page)] == [(FILE, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "title: &a [x]\ntranslates: [*a, *a]",
        "title: !!python/object/apply:os.system [id]",
        "title: 2021-13-45",
        "title: " + "[" * 1500,
        "title: " + "9" * 5000,
    ],
)
def test_front_matter_that_is_not_plain_yaml_is_rejected(line: str) -> None:
    with pytest.raises(Problem) as caught:
        sections(f"---\n{line}\n---\n")
    assert caught.value.file == FILE


@pytest.mark.parametrize(
    ("original", "hostile"),
    [
        ("`<script>`", "<script>"),
        ("&lt;script&gt;", "<script>"),
        ("```\n<script>alert(1)</script>\n```", "<script>alert(1)</script>"),
        ("```\n/// html | div[onclick='x']\n```", "/// html | div[onclick='x']"),
        ("$$\n0<p, q>1\n$$", "0<p, q>1"),
        ("If 0 <b", "If 0 <b\nonclick=alert(1) >"),
        ("If 0 <b", "Or 0 <b"),
        ("`{: onclick=alert(1) }`", "x\n{: onclick=alert(1) }"),
        ("`[x](javascript:alert(1))`", "[x](javascript:alert(1))"),
    ],
)
def test_what_the_original_only_shows_is_not_let_act(original: str, hostile: str) -> None:
    page = "---\ntitle: x\n---\n\n"
    assert rejections(page + original + "\n", page + original + "\n") == []
    assert rejections(page + hostile + "\n", page + original + "\n")


@pytest.mark.parametrize("line", ["template: evil.html", "hide: [toc]", "minutes: 5", "snippets: other.py"])
def test_front_matter_that_is_not_translated_is_the_originals_whatever_a_translation_says(line: str) -> None:
    key = line.partition(":")[0]
    kept = [one for one in TRANSLATION.split("\n") if not one.startswith(f"{key}:")]
    page = sections("\n".join([kept[0], line, *kept[1:]]))
    original = sections(ORIGINAL)
    words = dict.fromkeys(WORDS, "")
    composed = compose(
        original, let_pass(original, page), "ko", words, PurePosixPath("lessons/likelihood.md")
    )
    assert composed.front.get(key) == original.page.front.get(key)


@pytest.mark.parametrize("value", ["{{ old:.2f }}", "{{ 11:<>2x }}", "{{ a b }}"])
def test_a_section_that_the_original_moved_on_from_gives_way_if_it_asks_for_what_is_gone(value: str) -> None:
    page = with_text(value).replace("---\ntitle", "---\ntranslates:\n  data: '1'\n  old: '2'\ntitle", 1)
    assert "data" not in let_pass(sections(ORIGINAL), sections(page)).sections
    gone = with_text("x") + f"\n## Old {{#old}}\n\n{value}\n"
    gone = gone.replace("---\ntitle", "---\ntranslates:\n  old: '2'\ntitle", 1)
    assert "old" not in let_pass(sections(ORIGINAL), sections(gone)).sections


def test_a_page_that_the_original_lacks_is_rejected() -> None:
    with pytest.raises(Problems) as caught:
        accept(None, sections(with_text("x")))
    assert [problem.line for problem in caught.value.problems] == [1]


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "``a`",
        "$a ",
        "{",
        "{=",
        "{{",
        "{{ :",
        "}} {{",
        "<a ",
        "[",
        "](",
        "]:",
        "///",
        "\\",
        "&#",
        "*",
        " ",
    ],
)
@pytest.mark.parametrize("start", ["", "# ", "# {#a"])
def test_no_line_takes_long(piece: str, start: str) -> None:
    line = (start + piece * LONGEST_LINE)[:LONGEST_LINE]
    text = with_text("\n\n".join([line] * (LARGEST_TEXT // LONGEST_LINE // 10)))
    assert timeit(lambda: rejections(text), number=1, timer=time.process_time) < 0.5
