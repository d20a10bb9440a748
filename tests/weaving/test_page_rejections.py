"""What a page asks for in vain is rejected with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import messages
from literate.messages import Problem
from literate.reading.pages import read_page
from literate.reading.snippets import read_snippet
from literate.recording.store import Recording
from literate.running.job import CellRecord
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson

from tests.support.weaving import CURVE, FILE, HEAD, WORDS, woven


def rejection(folder: Path, body: str, cells: dict[str, CellRecord] | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        woven(folder, body, cells)
    assert caught.value.file == FILE
    return caught.value


def test_a_cell_on_a_page_without_a_snippet_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("---\ntitle: 소개\n---\n" + CURVE, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        weave(read_page(tmp_path / "about.md", FILE), None, WORDS, {})
    assert (caught.value.file, caught.value.line, caught.value.cell) == (FILE, 4, "curve")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("/// cell | curve\n///\n", 5),
        ("/// cell | curve\n    alt:\n\n설명\n///\n", 5),
        ("/// cell | likelihood\n    code: folded\n    alt: 그림이 없는데\n///\n", 7),
        ("/// cell | likelihood\n\n설명\n///\n", 5),
        ("/// cell | imports\n    lines: 1, 1\n///\n", 5),
    ],
)
def test_a_description_that_does_not_fit_its_cell_is_rejected(body: str, line: int, tmp_path: Path) -> None:
    assert rejection(tmp_path, body).line == line


@pytest.mark.parametrize(
    ("name", "reason"),
    [("curves", "This page does not show the cell curves."), ("likelihood", "does not draw a figure")],
)
def test_a_picture_that_the_page_does_not_draw_is_rejected(
    name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    head = HEAD.replace("\n---\n", f"\npicture: {name}\n---\n")
    with pytest.raises(Problem, match=reason) as caught:
        woven(tmp_path, CURVE + "\n/// cell | likelihood\n///\n", head=head)
    assert (caught.value.file, caught.value.line) == (FILE, 4)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (CURVE + "\n{{ worst }}\n", 9),
        ("/// cell | likelihood\n///\n\n{{ best }}\n", 8),
        ("/// cell | curve\n    code: folded\n    alt: 곡선 {{ worst }}\n///\n", 7),
        ("/// cell | curve\n    alt: 곡선\n\n{{ worst }}\n///\n", 8),
        (CURVE + "\n$$\n{{ worst }}\n$$\n", 10),
    ],
)
def test_a_value_that_was_not_recorded_is_rejected_with_its_line(
    body: str, line: int, tmp_path: Path
) -> None:
    assert rejection(tmp_path, body).line == line


def test_a_cell_that_the_recording_lacks_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "likelihood.py").write_text("# %% new\n1\n", encoding="utf-8")
    (tmp_path / "likelihood.md").write_text(HEAD + "/// cell | new\n///\n", encoding="utf-8")
    lesson = Lesson(read_snippet(tmp_path / "likelihood.py"), Recording("d", {}, {}))
    with pytest.raises(Problem):
        weave(read_page(tmp_path / "likelihood.md", FILE), lesson, WORDS, {})


@pytest.mark.parametrize(
    "text",
    ["[a](http://[::1)", "[a](<//[x>)", "[a]: https://[x]y/", "<http://[>", '<a href="http://[">b</a>'],
)
def test_an_address_that_is_none_is_rejected_with_its_line(text: str, tmp_path: Path) -> None:
    assert rejection(tmp_path, f"글\n\n{text}\n").line == 7
    assert f"`{text}`" in woven(tmp_path, f"글\n\n`{text}`\n")


@pytest.mark.parametrize("korean", [True, False])
@pytest.mark.parametrize(
    "large", [CellRecord("x" * 650_000), CellRecord(figures=["<svg>" + " " * 700_000 + "</svg>"])]
)
def test_a_page_that_is_too_large_is_rejected_at_its_largest_cell(
    large: CellRecord, korean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: korean)
    alt = "    alt: 그림\n" if large.figures else ""
    problem = rejection(
        tmp_path, f"/// cell | likelihood\n///\n\n/// cell | imports\n{alt}///\n", {"imports": large}
    )
    assert (problem.line, problem.cell) == (8, "imports")
    assert "600 KB" in problem.message
    assert ("너무 큽니다" if korean else "too large") in problem.message


def test_a_page_that_is_just_small_enough_is_woven(tmp_path: Path) -> None:
    assert woven(tmp_path, "/// cell | imports\n///\n", {"imports": CellRecord("x" * 590_000)})
