"""Record what is translated, and check it: `translate.py done` and `check`."""

from __future__ import annotations

import pytest

from tests.commands.translate.commands import Translate, digest_of_record, lines
from tests.support.scratch import (
    Scratch,
    change,
    line_of,
    write,
)
from tests.support.two_editions import HEIGHTS, commit, digest, english_page


def test_done_records_the_sections_named_and_leaves_the_others(
    project: Scratch, translate: Translate
) -> None:
    for old, new in (("첫째 값은", "처음 값은"), ("가장 작은 키는", "제일 작은 키는")):
        change(project.heights_page, old, new)
    run = translate("done", "en", "ten-heights", "scale")
    assert run.out == "Newly recorded: scale\n2 of 3 sections, stale 1\n"
    assert digest_of_record(project, "scale") == digest(project, "scale")
    assert digest_of_record(project, "data") != digest(project, "data")
    text = english_page(project).read_text(encoding="utf-8")
    assert text.split("---\n", 2)[2] == HEIGHTS.split("---\n", 2)[2]


def test_done_without_names_records_all_that_is_translated(project: Scratch, translate: Translate) -> None:
    commit(project.root)
    change(project.heights_page, "첫째 값은", "처음 값은")
    change(english_page(project), "The first value is", "The value that comes first is")
    change(project.heights_page, "## 눈금", "## 사이 {#between}\n\n사이 글\n\n## 눈금")
    translate("start", "en", "ten-heights")
    run = translate("done", "en", "ten-heights")
    line = 1 + english_page(project).read_text(encoding="utf-8").split("\n").index("## 사이 {#between}")
    hint = f"to translate: docs/en/lessons/ten-heights.md:{line}"
    assert run.out == f"Newly recorded: scale\n3 of 4 sections, to translate 1\n{hint}\n"
    assert digest_of_record(project, "between") == f"untranslated {digest(project, 'between')}"


@pytest.mark.parametrize("is_committed", [True, False])
def test_done_without_names_leaves_a_stale_section_that_nobody_has_changed_and_says_how_to_record_it(
    is_committed: bool, project: Scratch, translate: Translate
) -> None:
    if is_committed:
        commit(project.root)
    for old, new in (("첫째 값은", "처음 값은"), ("가장 작은 키는", "제일 작은 키는")):
        change(project.heights_page, old, new)
    change(english_page(project), "The smallest height", "The least height")
    run = translate("done", "en", "ten-heights")
    stale = "scale" if is_committed else "data, scale"
    assert f"Not recorded: {stale}. The original has changed; nothing shows" in run.out
    assert f"translate.py done en ten-heights {stale.replace(',', '')}\n" in run.out
    assert run.out.startswith("Newly recorded: data\n") == is_committed
    assert digest_of_record(project, "scale") != digest(project, "scale")
    assert translate("done", "en", "ten-heights", "scale").out.startswith("Newly recorded: scale\n")


def test_what_differs_from_the_original_is_rejected_with_both_lines(
    project: Scratch, translate: Translate
) -> None:
    page = english_page(project)
    change(page, "{{ spread:.3f }}", "7.500")
    change(page, "[the data](#data)", "the data")
    before = page.read_bytes()
    run = translate("done", "en", "ten-heights")
    assert run.code == 1
    korean = line_of(project.heights_page, "{{ spread:.3f }}")
    assert f"docs/ko/lessons/ten-heights.md:{korean}: spread: spread:.3f" in run.err
    korean = line_of(project.heights_page, "[데이터](#data)")
    assert f"docs/ko/lessons/ten-heights.md:{korean}: #data" in run.err
    assert "docs/en/lessons/ten-heights.md" in run.err
    assert page.read_bytes() == before
    assert translate("done", "en", "ten-heights", "opening").code == 0


def test_what_could_act_cannot_be_recorded(project: Scratch, translate: Translate) -> None:
    change(english_page(project), "We measured heights.", "<script>alert(1)</script>")
    line = line_of(english_page(project), "<script>")
    run = translate("done", "en", "ten-heights")
    assert run.code == 1
    assert (
        f"docs/en/lessons/ten-heights.md:{line}: A translation cannot contain this unless the original does"
        in run.err
    )


def test_a_section_that_is_not_there_is_reported_with_the_nearest(translate: Translate) -> None:
    run = translate("done", "en", "ten-heights", "scales")
    assert run.code == 1
    assert run.err.endswith("scales: this section does not exist. Did you mean scale?\n")


@pytest.mark.parametrize(
    "record",
    ["translates: {data: 123, scale: 4}", "translates:\n    data: '1'\n    # a remark\n", "translates:"],
)
def test_a_record_is_replaced_however_it_was_written(
    record: str, project: Scratch, translate: Translate
) -> None:
    write(english_page(project), HEIGHTS.replace("title: Heights", f"{record.rstrip()}\ntitle: Heights"))
    assert translate("done", "en", "ten-heights", "data").code == 0
    text = english_page(project).read_text(encoding="utf-8")
    assert text.count("translates:") == 1
    assert digest_of_record(project, "data") == digest(project, "data")
    assert "title: Heights\n" in text


def test_windows_line_ends_are_accepted(project: Scratch, translate: Translate) -> None:
    for page in (english_page(project), project.heights_page):
        page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert "lessons/ten-heights 3 of 3 sections" in lines(translate("status").out)
    assert translate("done", "en", "ten-heights").code == 0
    assert "lessons/ten-heights 3 of 3 sections" in lines(translate("status").out)


def test_check_reports_every_page_at_once_or_one(project: Scratch, translate: Translate) -> None:
    change(english_page(project), "{{ spread:.3f }}", "7.500")
    change(project.root / "docs/en/index.md", "[coins](lessons/fair-coins.md)", "coins")
    run = translate("check", "en")
    assert run.code == 1
    assert "The values differ from the original." in run.err
    assert "The links differ from the original." in run.err
    assert "links" not in translate("check", "en", "ten-heights").err
    assert (
        translate("check", "en", "translation-status").out
        == "1 translated page checked; no differences from the original.\n"
    )


def test_check_of_a_page_that_was_not_started_fails(project: Scratch, translate: Translate) -> None:
    english_page(project).unlink()
    run = translate("check", "en", "ten-heights")
    assert run.code == 1
    assert "docs/en/lessons/ten-heights.md: The translation of this page has not been started." in run.err
