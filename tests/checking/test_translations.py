"""`translate.py check` compares pages as readers see them, and stops at a page that takes forever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.translate.commands import whole
from tests.support.scratch import change, line_of, write
from tests.support.two_editions import add_english, english_page

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

PAGE = "docs/en/lessons/ten-heights.md"
CLEAN = "4 translated pages checked; no differences from the original.\n"


@pytest.fixture
def two_editions(project: Scratch) -> Scratch:
    run = whole(add_english(project), "start", "en", "fair-coins")
    assert run.code == 0, run.err
    return project


def test_a_link_that_only_the_rendered_page_shows_is_found_with_its_line(two_editions: Scratch) -> None:
    assert whole(two_editions, "check", "en").out == CLEAN
    page = english_page(two_editions)
    for link in ("[x]( fair-coins.md)", "[x](\nfair-coins.md)", "![x]( coins.png)"):
        write(page, page.read_text(encoding="utf-8").replace("We measured", f"{link} We measured"))
        run = whole(two_editions, "check", "en")
        assert run.code == 1
        address = "coins.png" if "!" in link else "fair-coins.md"
        line = line_of(page, address)
        assert run.err == f"{PAGE}:{line}: The original does not have this address: {address}\n"
        change(page, f"{link} We measured", "We measured")
    assert whole(two_editions, "check", "en").out == CLEAN


def test_a_page_that_takes_forever_is_named_and_the_others_are_checked(two_editions: Scratch) -> None:
    page, other = english_page(two_editions), two_editions.root / "docs" / "en" / "index.md"
    change(page, "We measured", ("[" * 2900 + "\n") * 90 + "We measured")
    change(other, "Learn", "<script>Learn")
    run = whole(two_editions, "check", "en")
    assert run.code == 1
    assert f"{PAGE}: Checking this takes longer than 10 s." in run.err
    assert "docs/en/index.md:" in run.err


def test_nesting_without_end_is_a_problem_of_its_page(two_editions: Scratch) -> None:
    for page, words in (
        (two_editions.heights_page, "키를 쟀습니다."),
        (english_page(two_editions), "We measured"),
    ):
        change(page, words, "- " * 1400 + f"x\n\n{words}")
    run = whole(two_editions, "check", "en")
    assert (run.code, run.err) == (1, f"{PAGE}: Lists or blocks are nested too deep.\n")


def test_a_formula_that_katex_cannot_read_is_found_in_the_original_s_words(two_editions: Scratch) -> None:
    korean = two_editions.heights_page
    change(korean, "키를 쟀습니다.", "키를 쟀습니다. $\\frac{1}{$")
    change(english_page(two_editions), "We measured", "$\\frac{1}{$ We measured")
    run = whole(two_editions, "check", "en")
    assert run.code == 1
    line = line_of(english_page(two_editions), "frac")
    assert f"{PAGE}:{line}: KaTeX cannot read this" in run.err


def test_what_has_passed_is_checked_again_when_it_or_its_original_changes(two_editions: Scratch) -> None:
    for _ in range(2):
        assert whole(two_editions, "check", "en").out == CLEAN
    page = english_page(two_editions)
    change(page, "We measured", "<b>We</b> measured")
    assert whole(two_editions, "check", "en").code == 1
    change(page, "<b>We</b> measured", "We measured")
    assert whole(two_editions, "check", "en").out == CLEAN
    change(two_editions.root / "docs" / "en" / "words.yml", "output: Output", "output: <b>Output</b>")
    assert "docs/en/words.yml" in whole(two_editions, "check", "en").err
