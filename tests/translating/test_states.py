"""How far a translation has come, and what passes of it when the original moves on."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from literate.messages import Problem, Problems
from literate.reading.sections import OPENING, SectionedPage
from literate.translating.composing import let_pass
from literate.translating.parity import disparities
from literate.translating.states import State, record, states

from tests.support.translating import FILE, ORIGINAL, SOURCE, TRANSLATION, recorded, sectioned

DONE, STALE, UNCONFIRMED, UNTRANSLATED = State


def state_of(original: str, translation: str | None) -> dict[str, State]:
    page = None if translation is None else sectioned(translation)
    return {one.original.id: one.state for one in states(sectioned(original), page)}


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


# States


def test_what_is_recorded_is_done() -> None:
    assert state_of(ORIGINAL, recorded(TRANSLATION)) == {OPENING: DONE, "data": DONE, "end": DONE}


def test_a_page_that_is_not_there_is_to_be_translated_as_a_whole() -> None:
    assert state_of(ORIGINAL, None) == {OPENING: UNTRANSLATED, "data": UNTRANSLATED, "end": UNTRANSLATED}


def test_words_that_nobody_has_said_to_be_done_are_to_be_confirmed() -> None:
    assert set(state_of(ORIGINAL, TRANSLATION).values()) == {UNCONFIRMED}
    assert state_of(ORIGINAL, recorded(TRANSLATION, end="untranslated"))["end"] is UNCONFIRMED


def test_the_originals_own_text_is_to_be_translated() -> None:
    assert set(state_of(ORIGINAL, ORIGINAL).values()) == {UNTRANSLATED}


@pytest.mark.parametrize("space", ["", "\n", "  \n\n"])
def test_spaces_make_no_translation(space: str) -> None:
    assert state_of(ORIGINAL, ORIGINAL + space)["end"] is UNTRANSLATED


def test_a_title_alone_does_not_make_the_opening_a_translation() -> None:
    assert state_of(ORIGINAL, changed(ORIGINAL, "title: 키", "title: Heights"))[OPENING] is UNTRANSLATED
    bare = "---\ntitle: 키\n---\n\n## 끝 {#end}\n"
    assert state_of(bare, changed(bare, "키", "Heights"))[OPENING] is UNCONFIRMED


def test_a_section_that_is_missing_is_to_be_translated() -> None:
    page = recorded(TRANSLATION[: TRANSLATION.index("## The end")])
    assert state_of(ORIGINAL, page) == {OPENING: DONE, "data": DONE, "end": UNTRANSLATED}


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("키를 쟀습니다.", "사람들의 키를 쟀습니다.", OPENING),
        ("title: 키", "title: 사람들의 키", OPENING),
        ("## 데이터", "## 자료", "data"),
        ("{{ low:.2f }}입니다.", "{{ low:.2f }}이고 이렇게 셉니다.", "data"),
        ("갑니다.\n", "갑니다.\n\n끝.\n", "end"),
    ],
)
def test_when_the_original_changes_exactly_the_section_concerned_is_stale(
    old: str, new: str, section: str
) -> None:
    found = state_of(changed(ORIGINAL, old, new), recorded(TRANSLATION))
    assert found == {OPENING: DONE, "data": DONE, "end": DONE} | {section: STALE}


def test_a_section_that_moved_is_not_stale() -> None:
    head, data, end = (one.body for one in sectioned(ORIGINAL).sections.values())
    moved = f"{sectioned(ORIGINAL).head}\n{head}\n{end}\n\n{data}"
    assert set(state_of(moved, recorded(TRANSLATION)).values()) == {DONE}


def test_a_new_section_of_the_original_is_to_be_translated_and_the_rest_stays_done() -> None:
    found = state_of(ORIGINAL + "\n## 더 {#more}\n\n글\n", recorded(TRANSLATION))
    assert found == {OPENING: DONE, "data": DONE, "end": DONE, "more": UNTRANSLATED}


def test_a_section_that_is_gone_from_the_original_counts_no_more() -> None:
    original = ORIGINAL[: ORIGINAL.index("## 끝")]
    assert state_of(original, recorded(TRANSLATION)) == {OPENING: DONE, "data": DONE}


def test_text_that_was_put_in_place_stays_untranslated_when_the_original_moves_on() -> None:
    digest = sectioned(ORIGINAL).sections["end"].digest
    started = recorded(ORIGINAL, end=f"untranslated {digest}")
    moved_on = changed(ORIGINAL, "으로 갑니다.", "으로 돌아갑니다.")
    assert state_of(moved_on, started)["end"] is UNTRANSLATED
    at_work = changed(started, "[처음](#data)으로 갑니다.", "Back to the [start](#data).")
    assert state_of(ORIGINAL, at_work)["end"] is UNCONFIRMED
    assert state_of(moved_on, at_work)["end"] is STALE


@pytest.mark.parametrize(("value", "expected"), [("1234", "1234"), ("12e4", "12e4"), ("'0012'", "0012")])
def test_digests_are_texts_even_where_yaml_reads_numbers(value: str, expected: str) -> None:
    page = sectioned(changed(TRANSLATION, "title: Heights", f"title: Heights\ntranslates:\n  data: {value}"))
    assert record(page.page) == {"data": expected}


@pytest.mark.parametrize("value", ["yes", "[data]", "5", "text"])
def test_a_record_that_is_none_is_a_problem_with_its_line(value: str) -> None:
    page = sectioned(changed(TRANSLATION, "title: Heights", f"title: Heights\ntranslates: {value}"))
    with pytest.raises(Problem, match=r"translate\.py done") as caught:
        states(sectioned(ORIGINAL), page)
    assert (caught.value.file, caught.value.line) == (FILE, 3)


def test_an_empty_record_says_nothing() -> None:
    page = changed(TRANSLATION, "title: Heights", "title: Heights\ntranslates:")
    assert set(state_of(ORIGINAL, page).values()) == {UNCONFIRMED}


# What is compared


def differing(original: str, translation: str) -> list[tuple[int, str]]:
    path = PurePosixPath("lessons/heights.md")
    found = disparities({path: sectioned(original, SOURCE)}, {path: sectioned(translation)})
    return [(one.line, one.detail) for one in found]


@pytest.mark.parametrize("translation", [TRANSLATION, recorded(TRANSLATION)])
def test_a_section_that_claims_to_translate_the_original_must_show_what_it_shows(translation: str) -> None:
    assert differing(ORIGINAL, translation) == []
    [(line, detail)] = differing(ORIGINAL, changed(translation, "{{ low:.2f }}", "164.25"))
    assert "docs/ko/lessons/heights.md:14: heights: low:.2f" in detail
    lines = changed(translation, "{{ low:.2f }}", "164.25").split("\n")
    assert lines[line - 1] == "The smallest height is 164.25."


def test_a_section_that_the_original_has_moved_on_from_may_differ() -> None:
    moved_on = changed(ORIGINAL, "{{ low:.2f }}", "{{ low:.3f }}")
    assert differing(moved_on, recorded(TRANSLATION)) == []
    assert differing(moved_on, TRANSLATION) != []


def test_a_section_that_the_original_never_had_is_reported_and_one_that_it_had_is_not() -> None:
    more = TRANSLATION + "\n## More {#more}\n"
    assert [line for line, _ in differing(ORIGINAL, more)] == [18]
    assert differing(ORIGINAL, recorded(more, more="0123456789ab")) == []


def test_sections_stand_in_the_originals_order() -> None:
    swapped = TRANSLATION.replace("{#data}", "{#0}").replace("{#end}", "{#data}").replace("{#0}", "{#end}")
    assert (7, "") in differing(ORIGINAL, swapped)


# What passes


def passes(original: str, translation: str) -> SectionedPage:
    return let_pass(sectioned(original, SOURCE), sectioned(translation))


def test_a_translation_of_the_original_as_it_is_passes_as_a_whole() -> None:
    for translation in (TRANSLATION, recorded(TRANSLATION)):
        assert passes(ORIGINAL, translation).sections == sectioned(translation).sections


def test_a_value_that_the_original_no_longer_asks_for_does_not_reject_the_page() -> None:
    page = passes(changed(ORIGINAL, "{{ low:.2f }}", "낮은 값"), recorded(TRANSLATION))
    assert {OPENING, "end"} <= page.sections.keys()


def test_a_section_is_left_out_where_it_holds_html_that_the_original_no_longer_holds() -> None:
    original, translation = (text + "\n<b>!</b>\n" for text in (ORIGINAL, TRANSLATION))
    done = recorded(translation, original)
    assert list(passes(original, done).sections) == [OPENING, "data", "end"]
    assert list(passes(ORIGINAL, done).sections) == [OPENING, "data"]


def test_a_section_that_holds_an_older_original_does_not_reject_the_page() -> None:
    older = changed(ORIGINAL, "{{ low:.2f }}", "{{ low:.2f }}, $x$, [밖](https://example.org/)")
    digest = sectioned(older, SOURCE).sections["data"].digest
    translation = recorded(older, data=f"untranslated {digest}")
    assert list(passes(ORIGINAL, translation).sections) == [OPENING, "end"]
    assert list(passes(older, translation).sections) == [OPENING, "data", "end"]


def test_a_section_is_left_out_where_its_formula_is_no_longer_the_originals() -> None:
    original, translation = (text.replace("{{ low:.2f }}", "$x$") for text in (ORIGINAL, TRANSLATION))
    done = recorded(translation, original)
    assert list(passes(original, done).sections) == [OPENING, "data", "end"]
    assert list(passes(changed(original, "$x$", "$y$"), done).sections) == [OPENING, "end"]


def test_a_section_that_is_gone_from_the_original_is_left_out_whatever_it_holds() -> None:
    original = ORIGINAL[: ORIGINAL.index("## 데이터")]
    assert list(passes(original, recorded(TRANSLATION)).sections) == [OPENING]


def test_front_matter_that_is_not_translated_is_left_out() -> None:
    own = "title: Heights\nsnippets: other.py\nminutes: 7\ntemplate: evil.html\nhide: [toc]"
    page = passes(ORIGINAL, changed(TRANSLATION, "title: Heights", own))
    assert list(page.page.front) == ["title"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ low.__class__ }}", "[x](javascript:alert(1))"]
)
@pytest.mark.parametrize("is_recorded", [True, False])
def test_what_was_never_in_the_original_is_rejected_with_its_line(text: str, is_recorded: bool) -> None:
    hostile = changed(TRANSLATION, "We measured heights.", text)
    with pytest.raises(Problems) as caught:
        passes(ORIGINAL, recorded(hostile) if is_recorded else hostile)
    assert {(one.file, one.line) for one in caught.value.problems} == {(FILE, 9 if is_recorded else 5)}


def test_a_forged_record_gets_nothing_hostile_past() -> None:
    hostile = changed(TRANSLATION, "We measured heights.", "<script>alert(1)</script>")
    page = passes(ORIGINAL, recorded(hostile, opening="0123456789ab"))
    assert list(page.sections) == ["data", "end"]
    assert not any("script" in str(part) for part in page.page.parts)


def test_a_page_that_the_original_does_not_have_is_rejected() -> None:
    with pytest.raises(Problems):
        let_pass(None, sectioned(TRANSLATION))
