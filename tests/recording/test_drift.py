"""A recording is compared with what its lesson gives now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.reading.expressions import Expression
from literate.reading.lessons import Source
from literate.reading.snippets import Cell, Snippet
from literate.recording.drift import SHOWN_LINES, drift, text_diff, unsteady
from literate.recording.store import Recording, digest_of
from literate.running.job import CellRecord

CELLS = (Cell("mean", 2, "print(mean)"), Cell("curve", 5, "plt.show()"))
SOURCE = Source("heights", Snippet(Path("heights.py"), "snippets/heights.py", "", CELLS), {})
RECORDED = {
    "mean": CellRecord("mean 168.344\n", "warning 1\n", [], {"mean:.1f": "168.3"}),
    "curve": CellRecord("", "", ["<svg><path d='M 1.0 2.0'/></svg>", "<svg><text>168</text></svg>"], {}),
}


def found(folder: Path, cell: str, **changes: object) -> list[Problem]:
    """Return what differs when a cell now gives something else than is recorded."""
    now = RECORDED | {cell: replace(RECORDED[cell], **changes)}  # type: ignore[arg-type]
    return drift(SOURCE, Recording(digest_of(SOURCE), {}, RECORDED), now, folder)


def test_a_run_that_gives_what_is_recorded_does_not_drift(tmp_path: Path) -> None:
    assert found(tmp_path, "mean") == []
    of_another_day = Recording(digest_of(SOURCE), {}, RECORDED, recorded="1999-12-31")
    assert drift(SOURCE, of_another_day, RECORDED, tmp_path) == []
    assert found(tmp_path, "mean", text="mean 168.34400001\n") == []
    assert (
        found(tmp_path, "curve", figures=["<svg><path d='M 1.01 2.0'/></svg>", RECORDED["curve"].figures[1]])
        == []
    )


@pytest.mark.parametrize(
    ("changes", "said", "detail"),
    [
        ({"text": "mean 168.345\n"}, "output differs", "-mean 168.344\n  +mean 168.345"),
        ({"errors": ""}, "The stderr output differs", "-warning 1"),
        ({"figures": ["<svg></svg>"]}, "number of figures differs: 0 → 1", ""),
    ],
)
def test_an_output_that_differs_is_shown_with_its_cell(
    tmp_path: Path, changes: dict[str, object], said: str, detail: str
) -> None:
    (problem,) = found(tmp_path, "mean", **changes)
    assert said in problem.message
    assert detail in problem.detail
    assert (problem.file, problem.line, problem.cell) == ("snippets/heights.py", 2, "mean")


def test_what_drifts_is_reported_in_the_users_language(tmp_path: Path, language: str) -> None:
    (problem,) = found(tmp_path, "mean", errors="")
    assert {"ko": "오류 출력이 기록과 다릅니다", "en": "The stderr output differs"}[
        language
    ] in problem.message
    assert "-warning 1" in problem.detail


@pytest.mark.parametrize(("key", "was", "now"), [(".1f", "168.3", "168.4"), (".2f", "None", "168.34")])
def test_a_value_that_differs_is_shown_with_its_place_on_the_page(
    tmp_path: Path, key: str, was: str, now: str
) -> None:
    asked = Expression("mean", key, "docs/ko/heights.md", 9)
    source = replace(SOURCE, expressions={"mean": [asked]})
    given = RECORDED | {"mean": replace(RECORDED["mean"], values={asked.key: now})}
    (problem,) = drift(source, Recording(digest_of(source), {}, RECORDED), given, tmp_path)
    assert f"{{{{ mean:{key} }}}}" in problem.message
    assert problem.detail == f"  - {was}\n  + {now}"
    assert (problem.file, problem.line, problem.cell) == ("docs/ko/heights.md", 9, "mean")


def test_a_figure_that_differs_is_put_beside_the_recorded_one(tmp_path: Path) -> None:
    new = "<svg><text>169</text></svg>"
    (problem,) = found(tmp_path, "curve", figures=[RECORDED["curve"].figures[0], new])
    assert "snippets/recorded/heights/curve.2.svg" in problem.detail
    assert (tmp_path / "heights" / "curve.2.svg").read_text(encoding="utf-8") == new


def test_swapped_figures_both_differ(tmp_path: Path) -> None:
    assert len(found(tmp_path, "curve", figures=RECORDED["curve"].figures[::-1])) == 2


def test_a_recording_of_another_snippet_is_stale(tmp_path: Path) -> None:
    (problem,) = drift(SOURCE, Recording("of another", {}, RECORDED), RECORDED, tmp_path)
    assert problem.file == "snippets/heights.py"


def test_a_recorded_cell_that_is_gone_is_named(tmp_path: Path) -> None:
    now = {"mean": RECORDED["mean"]}
    (problem,) = drift(SOURCE, Recording(digest_of(SOURCE), {}, RECORDED), now, tmp_path)
    assert problem.cell == "curve"


def test_a_cell_that_is_not_recorded_differs(tmp_path: Path) -> None:
    recorded = Recording(digest_of(SOURCE), {}, {"curve": RECORDED["curve"]})
    assert {problem.cell for problem in drift(SOURCE, recorded, RECORDED, tmp_path)} == {"mean"}


def test_a_long_difference_is_cut() -> None:
    lines = [f"{number}\n" for number in range(40)]
    shown = text_diff("", "".join(lines)).splitlines()
    assert len(shown) == SHOWN_LINES + 1
    assert shown[-1].strip() == f"… (+{40 - SHOWN_LINES})"


def test_what_two_runs_give_differently_is_named_with_its_cell() -> None:
    assert unsteady(SOURCE, RECORDED, RECORDED) == []
    changes: list[dict[str, object]] = [
        {"text": "mean 168.34400001\n"},
        {"errors": "warning 2\n"},
        {"values": {"mean:.1f": "168.4"}},
        {"figures": ["<svg/>"]},
    ]
    for change in changes:
        other = RECORDED | {"mean": replace(RECORDED["mean"], **change)}  # type: ignore[arg-type]
        (problem,) = unsteady(SOURCE, RECORDED, other)
        assert (problem.file, problem.line, problem.cell) == ("snippets/heights.py", 2, "mean")
        assert "changes with every run" in problem.message
