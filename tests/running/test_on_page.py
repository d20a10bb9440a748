"""What runs cells in the Python of a page, here in ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from literate.environment import ROOT
from literate.running.on_page import answer

CELLS = {
    "imports": "import matplotlib.pyplot as plt\nimport numpy as np\nimport random\nimport warnings",
    "data": 'print("read")\nwords = open("data/words.txt", encoding="utf-8").read().split()\nlen(words)',
    "draw": "number = np.random.normal()\nnumber",
    "figure": "figure, axis = plt.subplots()\naxis.plot([1, 2])\nplt.show()",
    "list": "found = []",
    "more": "found.append(1)\nprint(found)",
    "warn": 'warnings.warn("careful")',
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like that of a snippet, in which cells run."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.txt").write_text("a b c", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(cell: str, changed: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Run a cell, with the code of some cells changed."""
    cells = CELLS | (changed or {})
    request = {
        "file": "words.py",
        "cells": list(cells.items()),
        "recorded": list(CELLS.items()),
        "cell": cell,
    }
    more = {"prepare": False, "check": False, "solution": [], **more}
    result: dict[str, Any] = json.loads(
        answer(json.dumps(request | {"changed": sorted(changed or {})} | more))
    )
    return result


@pytest.mark.usefixtures("place")
class TestACell:
    def test_shows_what_it_prints_and_its_last_expression(self) -> None:
        assert run("data")["text"] == "read\n3\n"
        assert run("data", {"data": CELLS["data"] + ";"})["text"] == "read\n"

    def test_does_not_show_what_the_cells_above_print(self) -> None:
        assert run("more", {"list": 'print("above")\nfound = [0]'})["text"] == "[0, 1]\n"

    def test_runs_anew_each_time(self) -> None:
        assert [run("more")["text"] for _ in range(2)] == ["[1]\n", "[1]\n"]
        assert run("draw")["text"] == run("draw")["text"] != ""
        once = run("draw", {"list": "np.set_printoptions(precision=1)\nfound = np.pi * np.ones(1)"})
        assert once["failure"] is None
        assert run("list", {"list": "print(np.pi * np.ones(1))"})["text"] == "[3.14159265]\n"

    def test_draws_in_the_course_style(self) -> None:
        (figure,) = run("figure")["figures"]
        assert 'id="run-figure-figure-1-1"' in figure
        assert "var(--figure-0, #3366cc)" in figure

    def test_reports_an_error_with_its_own_lines(self) -> None:
        failure = run("more", {"more": "found.append(1)\n\nfound[7]"})["failure"]
        assert (failure["cell"], failure["line"]) == ("more", 3)
        assert failure["text"].startswith('  File "more", line 3, in <module>\n    found[7]')
        assert failure["text"].endswith("IndexError: list index out of range")
        assert ".py" not in failure["text"]

    def test_reports_an_error_of_a_cell_above(self) -> None:
        failure = run("more", {"list": "found = nothing"})["failure"]
        assert (failure["cell"], failure["line"]) == ("list", 1)

    def test_reports_code_that_is_not_python(self) -> None:
        failure = run("more", {"more": "found.append(1)\nfound ="})["failure"]
        assert (failure["cell"], failure["line"]) == ("more", 2)
        assert "SyntaxError" in failure["text"]

    def test_ends_with_exit_and_not_the_worker(self) -> None:
        assert "SystemExit" in run("more", {"more": "raise SystemExit"})["failure"]["text"]

    def test_names_the_cells_that_depend_on_a_change(self) -> None:
        assert run("list", {"list": "found = [5]"})["affected"] == ["more"]
        assert run("list", {"list": "pass"})["affected"] == ["more"], "it no longer has its name"
        assert run("list")["affected"] == []

    def test_is_prepared_without_being_run(self) -> None:
        assert run("more", {"more": "1 / 0"}, prepare=True)["failure"] is None
        assert run("more", {"list": "1 / 0\nfound = []"}, prepare=True)["failure"] is None, (
            "it needs only `found`"
        )
        assert run("more", {"list": "found = 1 / 0"}, prepare=True)["failure"]["cell"] == "list"

    def test_is_compared_with_the_solution_that_it_answers(self) -> None:
        cells = {"size": "size = 3", "solution": "import random\nbest = size + random.randint(1, 9)\n1 / 0"}
        own = {"own": "best = size - 1"}
        request = {"file": "words.py", "recorded": list(cells.items()), "changed": [], "cell": "own"}
        given = request | {"cells": list(({"size": cells["size"]} | own | cells).items())}

        def ask(**more: object) -> dict[str, Any]:
            found: dict[str, Any] = json.loads(answer(json.dumps(given | {"solution": ["solution"]} | more)))
            return found

        prepared = ask(prepare=True, check=False)
        assert (prepared["answers"], prepared["compared"]) == (["best"], [])
        (one,) = ask(prepare=False, check=True)["compared"]
        assert (one["name"], one["how"]) == ("best", "below")
        assert ask(prepare=False, check=False)["compared"] == []
        two = {"solution": ["size", "more"], "recorded": [*cells.items(), ("more", "other = best")]}
        assert ask(prepare=True, check=False, **two)["answers"] == ["other"]
        assert ask(prepare=False, check=True, cells=[["own", "1 / 0"]])["compared"] == []


def test_warnings_are_shown_without_paths() -> None:
    # In a process of its own, since pytest takes the warnings in this one.
    cells = list(CELLS.items())
    request = {"file": "words.py", "cells": cells, "recorded": cells, "cell": "warn", "prepare": False}
    code = "import sys; from literate.running.on_page import answer; print(answer(sys.argv[1]))"
    command = [sys.executable, "-c", code, json.dumps(request | {"solution": [], "changed": []})]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)["errors"] == "UserWarning: careful\n"
