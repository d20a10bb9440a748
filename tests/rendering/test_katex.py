"""Formulas are set while the site is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from literate.messages import Problem
from literate.rendering import katex as katex_module
from literate.rendering.katex import Katex

from tests.support.faults import rejected
from tests.support.scratch import ENGLISH, KOREAN, change, line_of

if TYPE_CHECKING:
    from tests.support.scratch import Scratch


@pytest.fixture(scope="module")
def katex() -> Iterator[Katex]:
    with Katex() as katex:
        yield katex


def test_a_formula_becomes_html_and_mathml(katex: Katex) -> None:
    html = katex.set(r"\frac{1}{n}", display=False)
    assert 'class="katex-html"' in html
    assert "<mfrac>" in html
    assert "katex-display" not in html
    assert "katex-display" in katex.set(r"\frac{1}{n}", display=True)


def test_the_comment_that_names_a_formula_is_not_set(katex: Katex) -> None:
    source = re.compile("<annotation.*?</annotation>", re.S)
    named, plain = katex.set("% gaussian-pdf\nf(x)", display=True), katex.set("f(x)", display=True)
    assert named != plain
    assert source.sub("", named) == source.sub("", plain)


@pytest.mark.parametrize("tex", [r"\frac{1}{", r"\lgo p", "x^2^3"])
def test_a_formula_that_cannot_be_read_says_why_and_the_next_one_is_set(katex: Katex, tex: str) -> None:
    with pytest.raises(ValueError, match="KaTeX parse error"):
        katex.set(tex, display=False)
    assert "katex" in katex.set("x", display=False)


def test_a_formula_that_takes_too_long_says_so_and_the_next_one_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(katex_module, "FORMULA_SECONDS", 1.0)
    with Katex() as katex:
        assert "katex" in katex.set("x", display=False)
        with pytest.raises(ValueError, match=r"longer than 1 s|1초를"):
            katex.set("x+" * 400_000 + "x", display=False)
        assert "katex" in katex.set("y", display=False)


def test_sizes_that_a_formula_asks_for_are_capped(katex: Katex) -> None:
    assert "width:10em" in katex.set(r"\rule{500em}{500em}", display=False)
    assert "<a" not in katex.set(r"\href{https://example.org/}{x}", display=False).partition("<annotation")[0]


def test_a_pages_formulas_are_set_and_nothing_else_is_touched(katex: Katex) -> None:
    page = (
        '<p>값은 <span class="arithmatex">\\(a &lt; b\\)</span>입니다. <code>\\(x\\)</code></p>'
        '<div class="arithmatex">\\[\n% name\n\\sum_i x_i\n\\]</div>'
    )
    html, problems = katex.set_all(page)
    assert problems == []
    assert "<mo>&lt;</mo>" in html
    assert html.startswith("<p>값은 <span")
    assert "<code>\\(x\\)</code>" in html
    assert html.count('data-search-exclude="true"') == 2


def test_a_pages_unreadable_formulas_are_reported_and_left(katex: Katex) -> None:
    page = '<span class="arithmatex">\\(\\lgo\\)</span>'
    html, problems = katex.set_all(page)
    assert html == page
    assert [tex for tex, _ in problems] == [r"\lgo"]


def test_formulas_that_katex_cannot_read_stop_the_build_and_each_is_reported_with_its_line(
    project: Scratch,
) -> None:
    page, sentence = project.heights_page, "가장 작은 키는 {{ heights.min():.2f }}입니다."
    unreadable = (r"\frac{1}{", r"\sqrt{x", r"\lgo p")
    broken = "".join(f"\n$$\n% broken\n{tex}\n$$\n" for tex in unreadable)
    change(page, "minutes: 5\n---\n", f"minutes: 5\n---\n\n첫 문단\n{broken}")
    change(page, sentence, f"{sentence}\n\n값 $\\wi {{{{ heights.min():.2f }}}} + q$\n")
    english, korean = (f"\n{rejected(project, locale=locale).err}" for locale in (ENGLISH, KOREAN))
    for tex in (*unreadable, r"\wi {{"):
        place = f"\ndocs/ko/lessons/ten-heights.md:{line_of(page, tex)}: "
        assert place + "KaTeX cannot read this formula." in english
        assert place + "KaTeX가 읽지 못하는 식입니다." in korean
    assert english.count("KaTeX parse error") == 4


def test_a_process_that_died_is_reported_and_not_blamed_on_a_formula() -> None:
    katex = Katex()
    katex.set("x", display=False)
    assert katex._process is not None
    katex._process.kill()
    katex._process.wait()
    with pytest.raises(Problem, match="Node"):
        katex.set("y", display=False)
    katex.close()
    assert "katex" in katex.set("y", display=False)
    katex.close()
