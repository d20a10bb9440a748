"""A recording whose seal fits is rejected all the same where it leads elsewhere or is not a recording."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from literate.messages import Problem
from literate.recording import store as recording
from literate.recording.store import INDEX, Recording, read_recording
from literate.running.job import CellRecord

SECRET = "nobody may read this\n"


def sealed(folder: Path, change: Callable[[dict[str, Any]], object] = lambda head: None) -> Path:
    """Write a recording whose index was changed and then sealed again."""
    files = Recording("d", {"Python": "3.11.7"}, {"mean": CellRecord("168\n", values={"x": "168"})}).files()
    head = json.loads(files[INDEX])
    change(head)
    head["seal"] = recording._seal(head)
    recorded = folder / "recorded"
    recorded.mkdir()
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    for name, text in {**files, INDEX: json.dumps(head)}.items():
        (recorded / name).write_text(text, encoding="utf-8")
    return recorded


def rejection(folder: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        read_recording(folder, "recorded")
    assert SECRET not in str(caught.value)
    return caught.value


def test_what_is_sealed_and_unchanged_is_read(tmp_path: Path) -> None:
    assert read_recording(sealed(tmp_path)).cells["mean"].text == "168\n"


@pytest.mark.parametrize(
    "name", ["../secret.txt", "secret.txt", "/etc/hostname", "mean\0.txt", "x" * 10_000, "", "."]
)
@pytest.mark.parametrize("kind", ["text", "errors", "figures"])
def test_a_file_that_is_not_its_cells_own_is_not_read(name: str, kind: str, tmp_path: Path) -> None:
    outputs = {kind: {name: recording._digest(SECRET)}}
    folder = sealed(tmp_path, lambda head: head["cells"].update(mean=outputs))
    assert rejection(folder).file == f"recorded/{INDEX}"


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    outputs = {"text": {"mean.txt": recording._digest(SECRET)}}
    folder = sealed(tmp_path, lambda head: head["cells"].update(mean=outputs))
    (folder / "mean.txt").unlink()
    (folder / "mean.txt").symlink_to("../secret.txt")
    assert rejection(folder).file == "recorded/mean.txt"


@pytest.mark.parametrize("name", ["../mean", "Mean", "", "a/b", "a\0b"])
def test_a_cell_whose_name_is_none_is_rejected(name: str, tmp_path: Path) -> None:
    assert (
        rejection(sealed(tmp_path, lambda head: head["cells"].update({name: {}}))).file == f"recorded/{INDEX}"
    )


@pytest.mark.parametrize("value", [3, None, [], {}, "\ud800", 10**30])
@pytest.mark.parametrize("place", ["digest", "versions", "values"])
def test_what_is_not_text_is_rejected(place: str, value: object, tmp_path: Path) -> None:
    def change(head: dict[str, Any]) -> None:
        if place == "digest":
            head["digest"] = value
        else:
            (head["versions"] if place == "versions" else head["cells"]["mean"]["values"])["x"] = value

    assert rejection(sealed(tmp_path, change)).file == f"recorded/{INDEX}"


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"a":' * 100_000, "9" * 5000, "null", "[]", '{"seal": 3}']
)
def test_an_index_that_is_none_is_rejected(content: str, tmp_path: Path) -> None:
    folder = sealed(tmp_path)
    (folder / INDEX).write_text(content, encoding="utf-8")
    assert rejection(folder).file == f"recorded/{INDEX}"
