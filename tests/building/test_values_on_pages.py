"""Values, formulas and lists on a page that is built for real, and what is wrong with them at its line."""

from __future__ import annotations

from tests.support.scratch import Scratch, seen

CELL = '\n# %% token\ntoken = "<unk>|*a*"\nprint(token)\n'
TEXT = r"""
/// cell | token
///

조각은 {{ token }}, `{{ token }}`입니다. <!-- {{ nothing }} --> 값은 $5입니다.

$P(\text{확률(비)는})$, $p({{ token }})$

| 기호 | 뜻 |
|---|---|
| $|x|$ | {{ token }} |

1. 하나

글

2. 둘
"""


def test_values_formulas_and_lists_are_shown_as_they_are_written(project: Scratch) -> None:
    for path, text in ((project.heights, CELL), (project.heights_page, TEXT)):
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    project.build_well()
    html = project.page("ten-heights")
    assert "조각은 <unk>|*a*, <unk>|*a*" in seen(html)
    assert "값은 $5입니다." in seen(html)
    assert r'<annotation encoding="application/x-tex">P(\text{확률(비)는})</annotation>' in html
    assert html.count("<td>") == 2
    assert '<ol start="2">' in html


def test_a_formula_in_another_spelling_is_reported_once_at_its_line(project: Scratch) -> None:
    text = project.heights_page.read_text(encoding="utf-8") + "\n\\[\nx = 1\n\\]\n"
    project.heights_page.write_text(text, encoding="utf-8")
    run = project.build("--frozen")
    assert run.code == 1
    place = f"docs/ko/lessons/ten-heights.md:{text.count(chr(10)) - 2}: "
    assert run.err.count(place) == 1, run.err
