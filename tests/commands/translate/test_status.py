"""See how far translations have come: `translate.py status`."""

from __future__ import annotations

from tests.commands.translate.commands import Translate, digest_of_record, lines
from tests.support.scratch import (
    Scratch,
    change,
)
from tests.support.two_editions import english_page


def test_status_counts_the_sections_of_every_page_in_the_order_of_the_site(translate: Translate) -> None:
    run = translate("status")
    assert lines(run.out) == [
        "en",
        "index 1 of 1 sections",
        "lessons/ten-heights 3 of 3 sections",
        "lessons/fair-coins 0 of 2 sections, to translate 2",
        "translation-status 1 of 1 sections",
    ]
    assert translate("status", "en") == run


def test_status_tells_what_is_stale_and_what_nobody_has_confirmed(
    project: Scratch, translate: Translate
) -> None:
    change(project.heights_page, "첫째 값은", "처음 값은")
    change(english_page(project), digest_of_record(project, "opening"), "untranslated")
    reported = "1 of 3 sections, stale 1, to confirm 1"
    assert f"lessons/ten-heights {reported}" in lines(translate("status", "en").out)


def test_a_language_that_is_not_there_is_reported_with_how_to_add_it(translate: Translate) -> None:
    run = translate("status", "ja")
    assert run.code == 1
    assert run.err == "ja: this translation does not exist. Add it with `translate.py new ja`.\n"
    run = translate("status", "ko")
    assert (run.code, run.err) == (1, "ko: this is the language of the original.\n")
