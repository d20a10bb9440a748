"""A lesson follows the data that it reads, and takes them along to wherever readers run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from literate.recording import memory as remembering
from literate.recording.memory import Memory
from literate.recording.store import Recording
from nbclient import NotebookClient

from tests.support.faults import SHARE, rejected
from tests.support.scratch import KOREAN, change, copy_of, write

if TYPE_CHECKING:
    from literate.project import Project

    from tests.support.scratch import Scratch

READS = (
    'from helpers import count\n\nwords = open("data/words.txt", encoding="utf-8").read().split()\n'
    "print(count(words), words)"
)
HELPER = "import os\n\n\ndef count(words):\n    return len(words), sorted(os.listdir('data'))\n"


@pytest.fixture(scope="module")
def with_data(module_project: Scratch) -> Scratch:
    """The project, one of whose lessons reads data, built. Not to be changed."""
    project = replace(module_project, notebooks=True)
    write(project.root / "snippets" / "helpers.py", HELPER)
    write(project.root / "snippets" / "data" / "words.txt", "나는 학생\n")
    write(project.root / "snippets" / "data" / "list.bin", "")
    change(project.coins, SHARE, READS)
    project.build_well()
    assert "['나는', '학생']" in project.page("fair-coins")
    return project


def test_a_lesson_runs_again_when_data_that_it_reads_or_lists_change(
    with_data: Scratch, tmp_path: Path
) -> None:
    project = replace(copy_of(with_data, tmp_path / "project"), notebooks=True)
    data = project.root / "snippets" / "data"
    write(data / "words.txt", "나는 선생\n")
    run = rejected(project, "--frozen")
    assert "snippets/recorded/fair-coins: Files that snippets/fair_coins.py reads have changed" in run.err
    assert "snippets/data/words.txt. Record it again with `scripts/build.py`." in run.err
    assert "바뀌었습니다: snippets/data/words.txt." in rejected(project, "--frozen", locale=KOREAN).err
    run = project.build_well()
    assert sorted(run.progress) == ["fair-coins: done", "fair-coins: running", "ten-heights: unchanged"]
    assert "['나는', '선생']" in project.page("fair-coins")
    write(data / "more.txt", "")
    project.build_well()
    assert "more.txt" in project.page("fair-coins")
    assert "Nothing has changed" in project.build_well("--frozen").out


def test_the_code_and_the_notebook_of_a_lesson_run_in_an_empty_folder(
    with_data: Scratch, tmp_path: Path
) -> None:
    lesson = with_data.site / "lessons" / "fair-coins"
    page = with_data.page("fair-coins")
    assert '<a href="fair_coins.zip" download>' in page
    with zipfile.ZipFile(lesson / "fair_coins.zip") as archive:
        archive.extractall(tmp_path / "code")
    ran = subprocess.run(
        [sys.executable, "fair_coins.py"],
        cwd=tmp_path / "code",
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
        encoding="utf-8",
    )
    recorded = (with_data.recorded / "fair-coins" / "share.txt").read_text(encoding="utf-8")
    assert recorded in ran.stdout
    (tmp_path / "notebook").mkdir()
    notebook = nbformat.reads((lesson / "fair-coins.ipynb").read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    resources = {"metadata": {"path": str(tmp_path / "notebook")}}
    NotebookClient(notebook, timeout=120, resources=resources).execute()
    outputs = next(cell for cell in notebook.cells if cell.id == "share").outputs
    assert outputs[0].text == recorded
    assert "base64" not in with_data.page("fair-coins/notebook")


def test_a_recording_keeps_digests_and_no_path_of_this_machine(with_data: Scratch) -> None:
    text = (with_data.recorded / "fair-coins" / "recording.json").read_text(encoding="utf-8")
    assert list(json.loads(text)["reads"]) == ["data/", "data/words.txt", "helpers.py"]
    assert str(with_data.root) not in text


def test_another_version_of_a_package_that_was_imported_counts(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, recording = Memory(built), Recording("d", {}, {})
    memory.verify("lesson", recording, {"sentencepiece": "0.2.0"})
    memory.publish("inputs", "frame", {}, whole=True)
    installed = {"sentencepiece": "0.2.0"}
    monkeypatch.setattr(remembering, "_installed", lambda name: installed.get(name, ""))
    assert memory.is_verified("lesson", recording)
    assert memory.is_published("inputs")
    installed["sentencepiece"] = "0.2.1"
    assert not memory.is_verified("lesson", recording)
    assert not memory.is_published("inputs")
