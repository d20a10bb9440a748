"""The numbers that explorables say are read with the words before them."""

from __future__ import annotations

import pytest
from literate.checking.explorables import Placed, explorables_of, is_shown, looks_of
from literate.checking.looks import numbers_in
from literate.environment import ROOT
from literate.messages import Problem
from literate.project import Project
from literate.reading.pages import parse_page
from literate.reading.words import read_words

PAGE = """---
title: 비율
---
<div class="explorable">
<share-likelihood label="비율" k="{{ k }}" n="{{ 1 > 0 }}" p="0.5"
  data-recorded="1">
<p>글</p>
</share-likelihood>
</div>
"""
SHARE = Placed("share-likelihood", 4, {"label": "비율", "k": "7", "n": "10", "p": "0.5"})


def test_numbers_are_read_with_their_words_and_digits() -> None:
    found = numbers_in("가능도는 2.37×10⁻¹⁸, 로그 가능도는 −1,040.5입니다.")
    assert [one.words for one in found] == ["가능도는", ", 로그 가능도는"]
    assert [one.value for one in found] == pytest.approx([2.37e-18, -1040.5])
    assert [one.unit for one in found] == pytest.approx([1e-20, 0.1])


def test_a_number_is_shown_to_its_last_digit() -> None:
    assert is_shown("0.3466", 0.34657)
    assert not is_shown("0.3466", 0.34666)
    assert not is_shown("0.3466~0.5", 0.3466)
    assert is_shown("0.3466~0.5", 0.3466, 0.5)


def test_an_explorable_has_the_values_of_its_page() -> None:
    (found,) = explorables_of(parse_page(PAGE, "page.md"), {"k": "7", "1 > 0": "True"})
    assert (found.name, found.line) == ("share-likelihood", 4)
    assert (found.attributes["k"], found.attributes["n"], found.attributes["p"]) == ("7", "True", "0.5")


def test_a_script_says_what_it_computes_in_the_words_of_a_language() -> None:
    words = read_words(Project.at(ROOT), "en")
    (look,) = looks_of([SHARE], words, "en")
    assert look.starts == [["p", 0.5, "Share p", "share 0.50", "from 0.01 to 0.99 by 0.01"]]
    assert look.rows[0] == ["Likelihood L", "0.0009766"]
    assert look.sentences["likelihood-plot"].endswith("share of 0.50, at height 0.0009766.")
    assert look.controls == "Share p Find the best fit Start over"


def test_a_placeholder_that_the_script_does_not_know_is_a_problem() -> None:
    words = {**read_words(Project.at(ROOT), "ko"), "explore-share-is": "비율 {share}"}
    with pytest.raises(Problem, match="placeholder"):
        looks_of([SHARE], words, "ko")
