"""Which text introduces a cell, and which reads what it gave."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.reading.pages import CellBlock, Line, read_page
from literate.reading.snippets import read_snippet
from literate.weaving.passages import BESIDE, Passage, passages

from tests.support.weaving import ROOT, by_id, of_class, render, text_of, woven

CODE = {
    "imports": "import numpy as np\n",
    "heights": "heights = np.array([168, 172])\nprint(heights)\n",
    "density": "def density(x):\n    return x\n\n\nprint(density(1))\n",
    "curve": "draw(heights)\n",
}
GIVING = frozenset(CODE) - {"imports"}
LONG = "긴 글 " * (BESIDE // 4)


def cell(name: str) -> str:
    return f"/// cell | {name}\n///\n"


def grouped(folder: Path, body: str) -> list[str | tuple[str, str, str]]:
    """Return the text and passages of a page: text alone as it is, passages as (before, cell, after)."""
    (folder / "page.md").write_text(f"---\ntitle: 쪽\n---\n{body}", encoding="utf-8")
    page = read_page(folder / "page.md", "page.md")
    found: list[str | tuple[str, str, str]] = []
    in_order: list[Line | CellBlock] = []
    for part in passages(page.parts, CODE, GIVING):
        if isinstance(part, Passage):
            found.append((shown(part.before), part.cell.name, shown(part.after)))
            in_order += [*part.before, part.cell, *part.after]
        else:
            in_order.append(part)
            if part.text.strip():
                found.append(part.text)
    assert in_order == list(page.parts)
    return found


def shown(lines: tuple[Line, ...]) -> str:
    return " / ".join(line.text for line in lines if line.text.strip())


def test_text_above_the_first_cell_introduces_it_and_text_below_the_last_reads_it(tmp_path: Path) -> None:
    body = f"## 키 {{#heights}}\n\n하나\n\n둘\n\n{cell('heights')}\n셋\n\n넷\n\n## 끝 {{#end}}\n\n다섯\n"
    assert grouped(tmp_path, body) == [
        "## 키 {#heights}",
        ("하나 / 둘", "heights", "셋 / 넷"),
        "## 끝 {#end}",
        "다섯",
    ]


def test_text_that_would_not_be_read_beside_the_cell_stands_alone(tmp_path: Path) -> None:
    assert grouped(tmp_path, f"앞\n\n{LONG}\n\n마지막\n\n{cell('heights')}") == [
        "앞",
        LONG,
        ("마지막", "heights", ""),
    ]


def test_text_is_as_long_as_its_values_are_not_as_their_expressions(tmp_path: Path) -> None:
    value = f"앞 {{{{ {'+'.join(['0.5'] * 100)}:.3f }}}}"
    assert grouped(tmp_path, f"{value}\n\n마지막\n\n{cell('heights')}") == [
        (f"{value} / 마지막", "heights", ""),
    ]


def test_the_last_paragraph_introduces_a_cell_however_long_it_is(tmp_path: Path) -> None:
    assert grouped(tmp_path, f"앞\n\n{LONG}{LONG}\n\n{cell('heights')}") == [
        "앞",
        (LONG + LONG, "heights", ""),
    ]


def test_a_formula_stays_with_the_sentences_around_it(tmp_path: Path) -> None:
    body = f"{LONG}\n\n밀도는 이렇습니다.\n\n$$\nf(x)\n\n$$\n\n$x$는 키입니다.\n\n{cell('density')}"
    assert grouped(tmp_path, body) == [
        LONG,
        ("밀도는 이렇습니다. / $$ / f(x) / $$ / $x$는 키입니다.", "density", ""),
    ]


@pytest.mark.parametrize("more", ["- 하나\n- 둘", "1. 하나", "| 키 |\n|---|\n| 168 |", "    들여쓴 글"])
def test_a_list_or_table_goes_on_with_the_paragraph_above_it(more: str, tmp_path: Path) -> None:
    body = f"{cell('heights')}\n읽는 글\n\n다음과 같습니다.\n\n{more}\n\n{cell('curve')}"
    together = " / ".join(["다음과 같습니다.", *more.split("\n")])
    assert grouped(tmp_path, body) == [("", "heights", "읽는 글"), (together, "curve", "")]


def test_between_two_cells_the_last_paragraph_introduces_the_next(tmp_path: Path) -> None:
    body = f"{cell('heights')}\n하나\n\n둘\n\n셋\n\n{cell('curve')}"
    assert grouped(tmp_path, body) == [("", "heights", "하나 / 둘"), ("셋", "curve", "")]


def test_a_value_that_the_upper_cell_computed_makes_text_read_that_cell(tmp_path: Path) -> None:
    body = f"{cell('heights')}\n하나\n\n키는 {{{{ heights.max() }}}}입니다.\n\n{cell('curve')}\n끝\n"
    assert grouped(tmp_path, body) == [
        ("", "heights", "하나 / 키는 {{ heights.max() }}입니다."),
        ("", "curve", "끝"),
    ]


def test_a_value_from_a_cell_further_up_does_not(tmp_path: Path) -> None:
    body = f"{cell('heights')}\n{cell('density')}\n{{{{ heights.max() }}}}\n\n{cell('curve')}"
    assert grouped(tmp_path, body)[1:] == [("", "density", ""), ("{{ heights.max() }}", "curve", "")]


def test_a_function_that_the_upper_cell_defined_counts_as_computed(tmp_path: Path) -> None:
    body = f"{cell('density')}\n{{{{ density(2) }}}}\n\n{cell('curve')}"
    assert grouped(tmp_path, body) == [("", "density", "{{ density(2) }}"), ("", "curve", "")]


def test_nobody_reads_a_cell_that_gave_nothing(tmp_path: Path) -> None:
    body = f"{cell('imports')}\n하나\n\n둘\n\n{cell('heights')}"
    assert grouped(tmp_path, body) == [("", "imports", ""), ("하나 / 둘", "heights", "")]


def test_a_block_without_cells_is_part_of_the_text(tmp_path: Path) -> None:
    note = "/// note | 알아 둘 것\n첫째\n\n## 제목 아님\n\n둘째\n///"
    body = f"{cell('heights')}\n앞\n\n{note}\n\n뒤\n\n{cell('curve')}"
    inside = "/// note | 알아 둘 것 / 첫째 / ## 제목 아님 / 둘째 / ///"
    assert grouped(tmp_path, body) == [("", "heights", f"앞 / {inside}"), ("뒤", "curve", "")]


def test_no_passage_crosses_a_block_that_holds_cells(tmp_path: Path) -> None:
    body = f"앞\n\n//// details | 풀이\n속\n\n{cell('heights')}\n속뒤\n////\n\n뒤\n\n{cell('curve')}"
    assert grouped(tmp_path, body) == [
        "앞",
        "//// details | 풀이",
        ("속", "heights", "속뒤"),
        "////",
        ("뒤", "curve", ""),
    ]


def test_what_looks_like_a_heading_or_block_in_code_is_code(tmp_path: Path) -> None:
    code = "```python\n## 주석\n\n//// details | 글\n```"
    body = f"{cell('heights')}\n앞\n\n{code}\n\n뒤\n\n{cell('curve')}"
    assert grouped(tmp_path, body)[1] == ("뒤", "curve", "")


@pytest.mark.parametrize("within", ["", "/// details | 풀이", "///// details | 풀이"])
def test_a_passage_renders_as_text_cell_text(within: str, tmp_path: Path) -> None:
    note = "/// note | 알아 둘 것\n속\n///"
    body = f"앞글\n\n/// cell | curve\n    alt: 곡선\n///\n\n뒷글\n\n{note}\n"
    if within:
        body = f"{within}\n{body.replace(note, '')}\n{within.split()[0]}\n"
    [passage] = of_class(render(woven(tmp_path, body)), "passage")
    before, shown_cell, after = list(passage)
    assert (before.get("class"), text_of(before).strip()) == ("passage-before", "앞글")
    assert shown_cell is by_id(passage, "cell-curve")
    assert [one.get("class") for one in shown_cell] == ["highlight", "cell-results"]
    assert (after.get("class"), text_of(after).split()[0]) == ("passage-after", "뒷글")
    assert len(of_class(after, "note")) == (0 if within else 1)


def test_nearly_every_cell_of_the_lesson_stands_beside_text() -> None:
    page = read_page(ROOT / "docs" / "ko" / "lessons" / "negative-log-likelihood.md", "page.md")
    snippet = read_snippet(ROOT / "snippets" / "negative_log_likelihood.py")
    code = {one.name: one.code for one in snippet.cells}
    found = [
        part
        for part in passages(page.parts, code, frozenset(code) - {"imports", "gaussian-pdf"})
        if isinstance(part, Passage)
    ]
    assert [part.cell for part in found] == page.cells
    assert [part.cell.name for part in found if not shown(part.before) + shown(part.after)] == []
    by_name = {part.cell.name: part for part in found}
    assert "이 식을 함수로 그대로 옮깁니다" in shown(by_name["gaussian-pdf"].before)
    assert "% gaussian-pdf" in shown(by_name["gaussian-pdf"].before)
    assert shown(by_name["x-grid"].after) == ""
    assert "넓이는 둘 다" in shown(by_name["same-heights-in-meters"].after)
    assert "안쪽의 점" in shown(by_name["phone-likelihoods"].before)
