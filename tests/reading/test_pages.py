"""Pages: their front matter, their cell blocks, the values that they ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import messages
from literate.messages import Problem
from literate.reading.pages import CellBlock, Line, Page, read_page

FILE = "docs/ko/lessons/likelihood.md"
HEAD = "---\ntitle: 가능도\n---\n"


def read(folder: Path, text: str) -> Page:
    path = folder / "likelihood.md"
    path.write_text(text, encoding="utf-8")
    return read_page(path, FILE)


def rejection(folder: Path, text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        list(read(folder, text).expressions())
    assert caught.value.file == FILE
    return caught.value


def only_cell(page: Page) -> CellBlock:
    assert len(page.cells) == 1
    return page.cells[0]


def prose(page: Page) -> list[Line]:
    return [part for part in page.parts if isinstance(part, Line)]


def test_front_matter_is_read_with_its_lines(tmp_path: Path) -> None:
    text = (
        "---\ntitle: '음의 로그: 가능도'\nsnippets: negative_log_likelihood.py\n\n"
        "requires: [one-hot-encoding, matrix-operations]\nminutes: 30\n---\n본문\n"
    )
    page = read(tmp_path, text)
    assert page.front == {
        "title": "음의 로그: 가능도",
        "snippets": "negative_log_likelihood.py",
        "requires": ["one-hot-encoding", "matrix-operations"],
        "minutes": 30,
    }
    lines = {key: page.front_lines[key] for key in page.front}
    assert lines == {"title": 2, "snippets": 3, "requires": 5, "minutes": 6}
    assert prose(page)[0] == Line("본문", 8, "text")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("# 가능도\n", 1),
        ("\n---\ntitle: 가능도\n---\n", 1),
        ("---\ntitle: 가능도\n\n본문\n", 1),
        ("---\n---\n", 1),
        ("---\nminutes: 3\n---\n", 1),
        ("---\ntitle:\n---\n", 2),
        ("---\nminutes: 3\ntitle: 3\n---\n", 3),
        ("---\ntitle: 가능도\nminutes: 서른\n---\n", 3),
        ("---\ntitle: 가능도\n\nrequires: one-hot-encoding\n---\n", 4),
        ("---\ntitle: 가능도\nrequires: [1]\n---\n", 3),
        ("---\ntitle: 가능도\nsnippets: [a.py]\n---\n", 3),
        ("---\ntitle: 가능도\nminuets: 30\n---\n", 3),
        ("---\n- title\n---\n", 2),
        ("---\n: [\n---\n", 2),
        ("---\ntitle: 가능도\nminutes: 3: 4\n---\n", 3),
        ("---\ntitle: 가능도\n\tminutes: 3\n---\n", 3),
        ("---\ntitle: 가능도\nminutes: 30\nrequires: ]\n---\n", 4),
    ],
)
def test_a_mistake_in_the_front_matter_is_rejected_with_its_line(
    text: str, line: int, tmp_path: Path
) -> None:
    assert rejection(tmp_path, text).line == line


@pytest.mark.parametrize("korean", [True, False])
def test_a_misspelt_front_matter_key_is_rejected_with_a_suggestion(
    korean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    message = rejection(tmp_path, "---\ntitle: 가능도\nsnipets: a.py\n---\n").message
    assert "'snipets'" in message
    assert ("혹시 snippets인가요?" if korean else "Did you mean snippets?") in message


@pytest.mark.parametrize(
    "key", ["description: 설명", "hide: [toc]", "template: home.html", "search: {boost: 2}"]
)
def test_what_the_theme_understands_may_stand_in_the_front_matter(key: str, tmp_path: Path) -> None:
    assert key.split(":")[0] in read(tmp_path, f"---\ntitle: 가능도\n{key}\n---\n").front


def test_a_page_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "likelihood.md").write_bytes("---\ntitle: 가능도\n---\n".encode("euc-kr"))
    with pytest.raises(Problem) as caught:
        read_page(tmp_path / "likelihood.md", FILE)
    assert (caught.value.file, "UTF-8" in caught.value.message) == (FILE, True)


def test_a_cell_block_is_read_with_its_options_and_caption(tmp_path: Path) -> None:
    text = (
        HEAD + "앞\n\n/// cell | likelihood-curve\n    alt: 평균 {{ best_mean }}에서\n"
        "      봉우리를 이루는 곡선\n    code: folded\n    lines: 3, 2\n\n"
        "평균을 바꿔 가며 그린\n\n**가능도**\n\n///\n\n뒤\n"
    )
    page = read(tmp_path, text)
    cell = only_cell(page)
    assert (cell.name, cell.line) == ("likelihood-curve", 6)
    assert (cell.alt, cell.alt_line) == ("평균 {{ best_mean }}에서 봉우리를 이루는 곡선", 7)
    assert (cell.folded, cell.head_and_tail) == (True, (3, 2))
    assert [(line.text, line.number) for line in cell.caption] == [
        ("평균을 바꿔 가며 그린", 12),
        ("", 13),
        ("**가능도**", 14),
    ]
    assert [(line.text, line.number) for line in prose(page)] == [
        ("앞", 4),
        ("", 5),
        ("", 17),
        ("뒤", 18),
        ("", 19),
    ]


def test_a_cell_needs_no_options(tmp_path: Path) -> None:
    cell = only_cell(read(tmp_path, HEAD + "/// cell | imports\n///\n"))
    assert cell == CellBlock("imports", 4, "", 4, False, None, ())


def test_an_alternative_text_may_begin_on_the_line_below_its_name(tmp_path: Path) -> None:
    text = HEAD + "/// cell | curve\n    alt:\n      첫째 줄\n        둘째 줄\n\n///\n"
    cell = only_cell(read(tmp_path, text))
    assert (cell.alt, cell.alt_line) == ("첫째 줄 둘째 줄", 5)


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    text = HEAD + "/// cell | curve\n    alt: 곡선\n\n설명\n///\n$$\nx\n$$\n끝\n"
    expected = read(tmp_path, text)
    (tmp_path / "likelihood.md").write_bytes(text.replace("\n", "\r\n").encode())
    assert read_page(tmp_path / "likelihood.md", FILE) == expected


def test_more_slashes_let_a_caption_hold_blocks(tmp_path: Path) -> None:
    text = HEAD + "//// cell | curve\n\n설명\n\n/// note\n알아 둘 것\n///\n////\n뒤\n"
    page = read(tmp_path, text)
    assert [line.text for line in only_cell(page).caption] == ["설명", "", "/// note", "알아 둘 것", "///"]
    assert [line.text for line in prose(page)] == ["뒤", ""]


@pytest.mark.parametrize("korean", [True, False])
def test_a_misspelt_option_is_rejected_with_a_suggestion(
    korean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    problem = rejection(tmp_path, HEAD + "\n/// cell | curve\n    alt: 곡선\n    line: 3, 2\n///\n")
    assert (problem.line, problem.cell) == (7, "curve")
    assert ("혹시 lines인가요?" if korean else "Did you mean lines?") in problem.message
    assert "'line'" in problem.message


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("    code: hidden", 5),
        ("\talt: 곡선", 5),
        ("\u3000\u3000alt：곡선", 5),
        ("    code: folded\n  lines: 3, 2", 6),
        ("    code:", 5),
        ("    lines: 3", 5),
        ("    lines: 3, x", 5),
        ("    lines: -1, 2", 5),
        ("    lines:", 5),
        ("    접힘", 5),
        ("    alt:곡선", 5),
        ("    alt: 곡선\n    이어지는 글", 6),
        ("      alt: 곡선", 5),
    ],
)
def test_a_malformed_option_is_rejected_with_its_line(option: str, line: int, tmp_path: Path) -> None:
    problem = rejection(tmp_path, HEAD + f"/// cell | curve\n{option}\n///\n")
    assert (problem.line, problem.cell) == (line, "curve")


@pytest.mark.parametrize(
    "block",
    [
        "/// cell\n///",
        "/// cell |\n///",
        "- 목록\n\n    /// cell | curve\n    ///",
        " /// cell | curve\n ///",
    ],
)
def test_a_cell_without_a_name_or_away_from_the_margin_is_rejected(block: str, tmp_path: Path) -> None:
    lines = (HEAD + block).split("\n")
    expected = next(number for number, line in enumerate(lines, 1) if "/// cell" in line)
    assert rejection(tmp_path, HEAD + block + "\n").line == expected


@pytest.mark.parametrize("opening", ["/// cell | curve\n", "//// cell | curve\n\n설명\n///\n"])
def test_an_unclosed_cell_is_rejected_where_it_opens(opening: str, tmp_path: Path) -> None:
    problem = rejection(tmp_path, HEAD + "\n" + opening + "\n설명\n")
    assert (problem.line, problem.cell) == (5, "curve")


def test_a_cell_shown_twice_is_rejected_with_the_line_of_the_first(tmp_path: Path) -> None:
    problem = rejection(tmp_path, HEAD + "/// cell | curve\n///\n\n/// cell | curve\n///\n")
    assert (problem.line, problem.cell) == (7, "curve")
    assert "4" in problem.message


def test_lines_are_told_apart_as_text_math_and_code(tmp_path: Path) -> None:
    text = HEAD + "글\n$$\n% gaussian-pdf\nf(x)\n$$\n글\n```python\n$$\n```\n글\n~~~~\n```\n~~~~\n글"
    kinds = [line.kind for line in prose(read(tmp_path, text))]
    assert kinds == [*["text"], *["math"] * 4, "text", *["code"] * 3, "text", *["code"] * 3, "text"]


def test_a_shorter_or_other_fence_does_not_close_a_fence(tmp_path: Path) -> None:
    text = HEAD + "````text\n```\n~~~~\n/// cell | curve\n{{ 1 + }}\n````\n글"
    page = read(tmp_path, text)
    assert [line.kind for line in prose(page)] == [*["code"] * 6, "text"]
    assert (page.cells, list(page.expressions())) == ([], [])


def test_a_line_that_begins_with_a_code_span_opens_no_fence(tmp_path: Path) -> None:
    page = read(tmp_path, HEAD + "```x``` 는 코드입니다.\n\n/// cell | curve\n///\n")
    assert [cell.name for cell in page.cells] == ["curve"]


def test_cells_stand_inside_the_blocks_of_the_page(tmp_path: Path) -> None:
    text = HEAD + "//// details | 풀이\n\n/// cell | curve\n///\n////\n"
    page = read(tmp_path, text)
    assert [part.text if isinstance(part, Line) else part.name for part in page.parts] == [
        "//// details | 풀이",
        "",
        "curve",
        "////",
        "",
    ]


def test_a_value_belongs_to_the_last_cell_above_it(tmp_path: Path) -> None:
    text = (
        HEAD + "글\n/// cell | heights\n///\n가장 작은 키는 {{ heights.min():.2f }}.\n\n"
        "/// cell | curve\n    alt: {{ best }}에서\n      봉우리 {{ peak:.3g }}\n\n설명 {{ caption }}\n///\n"
        "$$\nx = {{ x }}\n$$\n`{{ code }}`\n```\n{{ fence }}\n```\n끝 {{ end }}\n"
    )
    found = [(cell, one.key, one.line) for cell, one in read(tmp_path, text).expressions()]
    assert found == [
        ("heights", "heights.min():.2f", 7),
        ("curve", "best", 10),
        ("curve", "peak:.3g", 10),
        ("curve", "caption", 13),
        ("curve", "x", 16),
        ("curve", "code", 18),
        ("curve", "end", 22),
    ]


def test_a_value_above_the_first_cell_is_rejected(tmp_path: Path) -> None:
    problem = rejection(tmp_path, HEAD + "글\n{{ best_mean }}\n\n/// cell | curve\n///\n")
    assert problem.line == 5


def test_a_value_that_is_not_an_expression_is_rejected_with_its_line(tmp_path: Path) -> None:
    assert rejection(tmp_path, HEAD + "/// cell | curve\n///\n\n{{ 평균 은 }}\n").line == 7


@pytest.mark.parametrize("math", ["$$\nx = 1\n", "글\n\n$$ x = 1\n$$\n"])
def test_a_cell_is_not_swallowed_by_a_formula_that_nothing_closes(math: str, tmp_path: Path) -> None:
    text = HEAD + math + "\n/// cell | curve\n///\n"
    try:
        page = read(tmp_path, text)
    except Problem as problem:
        assert 4 <= problem.line <= 7
    else:
        assert [cell.name for cell in page.cells] == ["curve"]


def test_a_formula_or_fence_that_a_caption_leaves_open_does_not_swallow_the_next_cell(tmp_path: Path) -> None:
    text = HEAD + "/// cell | one\n\n```\n///\n\n/// cell | two\n///\n"
    try:
        page = read(tmp_path, text)
    except Problem as problem:
        assert problem.line >= 4
    else:
        assert [cell.name for cell in page.cells] == ["one", "two"]
