"""Every lesson runs in a process of its own, which is the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from literate.messages import Problem
from literate.running import worker

from tests.support.sample_snippets import SNIPPETS

if TYPE_CHECKING:
    from tests.support.runs import Runs


def test_a_process_has_the_same_surroundings_everywhere(runs: Runs) -> None:
    found = runs.surroundings(runs.first)
    assert found["locale"].replace("UTF8", "UTF-8").startswith(("C.UTF-8", "C.utf8", "LC_CTYPE=C.UTF-8"))
    assert found["encoding"].lower().replace("-", "") == "utf8"
    assert found["utf8"] == 1
    assert found["zone"] == ["+0000", "UTC", "UTC"]
    assert found["backend"].lower() == "agg"
    assert found["torch threads"] == 1
    assert found["cuda"] is False
    assert found["threads"] == ["1", "1", "1"]
    assert found["columns"] == "80"


def test_a_snippet_is_the_main_module_of_its_own_file(runs: Runs) -> None:
    found = runs.surroundings(runs.first)
    assert (found["name"], found["file"]) == ("__main__", "surroundings.py")
    assert runs.cells("surroundings")["main"].text == "실행됨\n"
    assert runs.cells("surroundings")["pickled"].text == "True\n"


def test_a_snippet_imports_what_lies_beside_it(runs: Runs) -> None:
    assert runs.surroundings(runs.first)["helper"] == "옆 파일"


def test_a_snippet_works_in_an_empty_folder_that_is_gone_afterwards(runs: Runs) -> None:
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert found["listing"] == again["listing"] == []
    assert found["here"] != again["here"]
    here = Path("/".join(found["here"]))
    assert here.name == "work"
    assert not here.parent.exists()
    assert not (runs.folder / "여기.txt").exists()
    assert here not in (Path.cwd(), runs.folder)


def test_every_lesson_has_a_process_of_its_own(runs: Runs) -> None:
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert len({found["process"], again["process"], os.getpid()}) == 3
    assert runs.cells("unseeded")["global-names"].text == "(False, False)\n"


def test_strings_hash_alike_in_every_run(runs: Runs) -> None:
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert found["hash"] == again["hash"]
    probe = [sys.executable, "-c", "print(hash('가능도'))"]
    expected = subprocess.check_output(probe, env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"})
    assert found["hash"] == int(expected)


def test_random_generators_start_from_the_same_seed(runs: Runs) -> None:
    import random

    import numpy as np
    import torch

    [first, second, third] = map(float, runs.cells("surroundings")["random-numbers"].text.split())
    assert first == random.Random(worker.SEED).random()
    assert second == np.random.RandomState(worker.SEED).rand()
    assert third == torch.rand(1, generator=torch.Generator().manual_seed(worker.SEED)).item()
    assert float(runs.cells("unseeded")["random-module-only"].text) == first


def test_two_runs_give_the_same(runs: Runs) -> None:
    assert list(runs.first) == list(SNIPPETS)
    for lesson in SNIPPETS:
        one, other = runs.first[lesson], runs.second[lesson]
        if isinstance(one, Problem):
            assert isinstance(other, Problem)
            assert str(one).partition(" at 0x")[0] == str(other).partition(" at 0x")[0]
        else:
            assert not isinstance(other, Problem)
            for name in one.cells:
                if (lesson, name) != ("surroundings", "report"):
                    assert one.cells[name] == other.cells[name], (lesson, name)
    found, again = runs.surroundings(runs.first), runs.surroundings(runs.second)
    assert {key for key in found if found[key] != again[key]} == {"here", "process"}
