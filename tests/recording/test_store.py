"""Recordings: one file per output, damage that shows, bytes that stay."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.recording.store import INDEX, Recording, read_recording, same_record, settle, write_recording
from literate.running.job import CellRecord

SVG = '<svg xmlns="http://www.w3.org/2000/svg">\n <path d="M 10 20.5" />\n <text>μ</text>\n</svg>\n'


def example() -> Recording:
    cells = {
        "imports": CellRecord(),
        "mean": CellRecord("평균 168.4\n", values={"mean:.1f": "168.4", "d['가:나']": "한글"}),
        "curve": CellRecord("<곡선>\n", "UserWarning: 조심\n", [SVG, SVG.replace("μ", "σ")]),
        "silent": CellRecord(errors="경고\n"),
    }
    return Recording("d1", {"Python": "3.11.7", "NumPy": "2.4.6"}, cells, recorded="2026-11-20")


def written(folder: Path, recording: Recording) -> Path:
    write_recording(folder / "recorded" / "likelihood", recording, folder / "beside" / "likelihood")
    return folder / "recorded" / "likelihood"


def stand(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.iterdir()
    }


def test_a_recording_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    found = read_recording(written(tmp_path, example()))
    assert found == example()
    assert list(found.cells) == list(example().cells)
    assert list(found.cells["mean"].values) == list(example().cells["mean"].values)


@pytest.mark.parametrize(
    "text", ["10%\r20%\r30%\n", "한 줄\r\n두 줄\r\n", "\n\n", " ", "\x1b[31m빨강\x1b[0m\n", "\f"]
)
def test_an_output_is_read_back_to_the_character(text: str, tmp_path: Path) -> None:
    recording = Recording("d", {}, {"bar": CellRecord(text, text)})
    assert read_recording(written(tmp_path, recording)) == recording


def test_a_recording_is_one_file_per_output(tmp_path: Path) -> None:
    folder = written(tmp_path, example())
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != INDEX}
    figures = {name: content for name, content in files.items() if name.endswith(".svg")}
    assert {name: content for name, content in files.items() if name not in figures} == {
        "mean.txt": "평균 168.4\n",
        "curve.txt": "<곡선>\n",
        "curve.stderr.txt": "UserWarning: 조심\n",
        "silent.stderr.txt": "경고\n",
    }
    assert figures["curve.svg"] == SVG
    assert sorted(figures.values()) == sorted(example().cells["curve"].figures)
    assert all(name.startswith("curve") for name in figures)
    index = (folder / INDEX).read_text(encoding="utf-8")
    assert '"d[\'가:나\']": "한글"' in index
    assert b"\r" not in (folder / INDEX).read_bytes()


def test_every_output_has_a_file_name_of_its_own() -> None:
    cells = {
        "curve": CellRecord("1", figures=[SVG, SVG, SVG]),
        "curve-2": CellRecord("2", figures=[SVG.replace("μ", "π")]),
    }
    files = Recording("d", {}, cells).files()
    assert len(files) == 1 + 2 + 4
    assert any("π" in content for name, content in files.items() if name != INDEX)


def change_a_text(folder: Path) -> None:
    (folder / "mean.txt").write_text("평균 168.5\n", encoding="utf-8")


def change_a_figure(folder: Path) -> None:
    path = folder / "curve.svg"
    path.write_text(path.read_text(encoding="utf-8").replace("20.5", "20.6"), encoding="utf-8")


def make_a_text_binary(folder: Path) -> None:
    (folder / "mean.txt").write_bytes(b"\xff\xfe\x00")


def change_the_date(folder: Path) -> None:
    text = (folder / INDEX).read_text(encoding="utf-8")
    (folder / INDEX).write_text(text.replace("2026-11-20", "2026-11-21"), encoding="utf-8")


def put_a_folder_in_a_files_place(folder: Path) -> None:
    (folder / "mean.txt").unlink()
    (folder / "mean.txt").mkdir()


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (change_a_text, "mean.txt"),
        (change_a_figure, "curve.svg"),
        (make_a_text_binary, "mean.txt"),
        (put_a_folder_in_a_files_place, "mean.txt"),
        (change_the_date, INDEX),
        (lambda folder: written(folder.parents[1], replace(example(), recorded="어제")), INDEX),
        (lambda folder: written(folder.parents[1], replace(example(), recorded="2026-02-30")), INDEX),
        (lambda folder: (folder / "curve.stderr.txt").unlink(), "curve.stderr.txt"),
        (lambda folder: (folder / INDEX).unlink(), INDEX),
        (lambda folder: (folder / INDEX).write_text("{"), INDEX),
        (lambda folder: (folder / INDEX).write_text(""), INDEX),
        (lambda folder: (folder / INDEX).write_text("[]"), INDEX),
        (lambda folder: (folder / INDEX).write_text("{}"), INDEX),
        (lambda folder: (folder / INDEX).write_text('{"digest": "", "versions": {}, "cells": []}'), INDEX),
        (lambda folder: (folder / INDEX).write_text('{"versions": {}, "cells": {}}'), INDEX),
        (
            lambda folder: (folder / INDEX).write_text('{"digest": "", "versions": {}, "cells": {"a": 1}}'),
            INDEX,
        ),
        (lambda folder: (folder / INDEX).write_bytes(b"\xff"), INDEX),
    ],
)
def test_a_damaged_recording_is_a_problem_that_names_the_file(
    damage: Callable[[Path], object], file: str, tmp_path: Path
) -> None:
    folder = written(tmp_path, example())
    damage(folder)
    with pytest.raises(Problem) as caught:
        read_recording(folder, "snippets/recorded/likelihood")
    assert caught.value.file == f"snippets/recorded/likelihood/{file}"


def test_a_recording_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_recording(tmp_path / "likelihood")
    assert caught.value.file == f"likelihood/{INDEX}"


def test_a_recording_that_is_the_same_is_not_touched(tmp_path: Path) -> None:
    folder = written(tmp_path, example())
    before, itself = stand(folder), folder.stat().st_ino
    assert written(tmp_path, example()) == folder
    assert (stand(folder), folder.stat().st_ino) == (before, itself)


def test_a_recording_that_changed_is_written_whole(tmp_path: Path) -> None:
    written(tmp_path, example())
    new = example()
    del new.cells["silent"]
    new.cells["curve"].figures.pop()
    new.cells["mean"].text = "평균 169\n"
    folder = written(tmp_path, new)
    assert read_recording(folder) == new
    assert {path.name for path in folder.iterdir()} == set(new.files())
    assert not (tmp_path / "beside" / "likelihood").exists()


def test_a_file_that_does_not_belong_to_a_recording_goes(tmp_path: Path) -> None:
    folder = written(tmp_path, example())
    (folder / "renamed-cell.txt").write_text("옛 출력")
    written(tmp_path, example())
    assert {path.name for path in folder.iterdir()} == set(example().files())


@pytest.mark.parametrize("damage", [change_a_text, make_a_text_binary, put_a_folder_in_a_files_place])
def test_a_damaged_recording_is_written_anew(damage: Callable[[Path], None], tmp_path: Path) -> None:
    folder = written(tmp_path, example())
    damage(folder)
    assert read_recording(written(tmp_path, example())) == example()


def test_what_an_interrupted_build_left_beside_does_not_get_in(tmp_path: Path) -> None:
    (tmp_path / "beside" / "likelihood").mkdir(parents=True)
    (tmp_path / "beside" / "likelihood" / "half.txt").write_text("반쯤")
    folder = written(tmp_path, example())
    assert read_recording(folder) == example()
    assert not (folder / "half.txt").exists()


def test_without_an_old_recording_the_new_one_is_kept() -> None:
    assert settle(example(), None) == example()


def last_digits_changed(recording: Recording) -> Recording:
    changed = copy.deepcopy(recording)
    changed.cells["mean"].text = "평균 168.40000001\n"
    changed.cells["mean"].values["mean:.1f"] = "168.40000001"
    changed.cells["curve"].figures[0] = SVG.replace("20.5", "20.51")
    changed.cells["silent"].errors = "경고\n"
    return changed


def test_noise_in_last_digits_leaves_every_old_byte() -> None:
    old, new = example(), last_digits_changed(example())
    new.versions, new.recorded = {"Python": "3.13.0", "NumPy": "2.4.6"}, "2026-11-29"
    assert new != old
    assert settle(new, old).files() == old.files()


def test_the_digest_is_the_new_one_whatever_the_outputs() -> None:
    new = last_digits_changed(example())
    new.digest = "d2"
    settled = settle(new, example())
    assert settled.digest == "d2"
    assert settled.cells == example().cells


def test_a_real_change_is_taken_and_noise_beside_it_is_not() -> None:
    new = last_digits_changed(example())
    new.versions = {"Python": "3.13.0"}
    new.cells["mean"].text = "평균 169\n"
    settled = settle(new, example())
    assert settled.cells["mean"] == new.cells["mean"]
    assert settled.cells["curve"] == example().cells["curve"]
    assert settled.versions == {"Python": "3.13.0"}


def drop_a_cell(recording: Recording) -> None:
    del recording.cells["silent"]


def add_a_cell(recording: Recording) -> None:
    recording.cells["new"] = CellRecord("새 셀\n")


def change_a_value(recording: Recording) -> None:
    recording.cells["mean"].values["mean:.1f"] = "168.5"


def ask_for_another_value(recording: Recording) -> None:
    recording.cells["mean"].values["mean"] = "168.41"


def ask_for_a_value_less(recording: Recording) -> None:
    del recording.cells["mean"].values["mean:.1f"]


def change_errors(recording: Recording) -> None:
    recording.cells["silent"].errors = "다른 경고\n"


def draw_a_figure_less(recording: Recording) -> None:
    recording.cells["curve"].figures.pop()


def swap_figures(recording: Recording) -> None:
    recording.cells["curve"].figures.reverse()


@pytest.mark.parametrize(
    "change",
    [
        drop_a_cell,
        add_a_cell,
        change_a_value,
        ask_for_another_value,
        ask_for_a_value_less,
        change_errors,
        draw_a_figure_less,
        swap_figures,
    ],
)
def test_every_kind_of_change_is_taken(change: Callable[[Recording], None]) -> None:
    new = example()
    change(new)
    new.versions, new.recorded = {"Python": "3.13.0"}, "2026-11-29"
    settled = settle(new, example())
    assert settled == new
    assert settled.files() == new.files()


def test_cells_are_kept_in_their_new_order() -> None:
    new = example()
    new.cells = dict(reversed(new.cells.items()))
    assert list(settle(new, example()).cells) == list(new.cells)


def test_two_runs_of_a_cell_are_the_same_but_for_last_digits() -> None:
    one, other = example().cells["curve"], last_digits_changed(example()).cells["curve"]
    assert same_record(one, other)
    assert not same_record(one, CellRecord(one.text, one.errors, one.figures[:1]))


def test_a_recording_is_the_same_bytes_wherever_it_is_written(tmp_path: Path) -> None:
    one, other = written(tmp_path / "하나", example()), written(tmp_path / "둘", example())
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }
    assert json.loads((one / INDEX).read_bytes())["versions"] == example().versions
