"""Compare a translation with its original as it was then: `translate.py diff`."""

from __future__ import annotations

from tests.commands.translate.commands import Translate
from tests.support.scratch import (
    Scratch,
    change,
    line_of,
)
from tests.support.two_editions import commit, english_page


def test_only_the_paragraphs_that_changed_are_shown_with_their_words_marked(
    project: Scratch, translate: Translate
) -> None:
    commit(project.root)
    unchanged = "No section has changed since it was translated.\n3 of 3 sections\n"
    assert translate("diff", "en", "ten-heights").out == unchanged
    change(project.heights_page, "가장 큰 키와 가장 작은 키의 차이는", "두 끝의 차이는")
    run = translate("diff", "en", "ten-heights")
    head, _, text = run.out.partition("\n\n")
    line = line_of(english_page(project), "{#data}")
    assert head.startswith(f"docs/en/lessons/ten-heights.md:{line}: data (changed since 2")
    assert "[-가장-]{+두+} [-큰 키와 가장 작은 키의-]{+끝의+} 차이는" in text
    assert [part for part in text.strip().split("\n\n") if "차이는" not in part] == [
        "⋮",
        "⋮",
        "2 of 3 sections, stale 1",
    ]


def test_an_index_from_the_end_is_not_taken_for_a_changed_word(
    project: Scratch, translate: Translate
) -> None:
    for page in (project.heights_page, english_page(project)):
        change(page, "{{ spread:.3f }}", "{{ heights[-1]:.2f }}")
    translate("done", "en", "ten-heights", "data")
    commit(project.root)
    change(project.heights_page, "가장 작은 키는", "제일 작은 키는")
    text = translate("diff", "en", "ten-heights").out
    assert "[-가장-]{+제일+} 작은 키는" in text and "heights[-1]" not in text


def test_without_history_a_comparison_says_what_is_missing(project: Scratch, translate: Translate) -> None:
    change(project.heights_page, "첫째 값은", "처음 값은")
    commit(project.root)
    run = translate("diff", "en", "ten-heights")
    assert run.code == 1
    assert "scale: The git history does not contain the translated version" in run.err


def test_a_page_that_is_not_started_is_reported_with_how_to_start_it(translate: Translate) -> None:
    for command in ("diff", "done"):
        run = translate(command, "en", "fair-coins")
        assert run.code == 1
        assert "docs/en/lessons/fair-coins.md: The translation of this page has not been started." in run.err
        assert "`python3 scripts/translate.py start en fair-coins`" in run.err
