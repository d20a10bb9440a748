"""What claims get of a lesson that ran in another process: its names and figures, as they were there."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from literate.reading.snippets import read_snippet
from literate.running.job import Job, Ran
from literate.running.runner import Runner

from tests.support.scratch import write

LAB = """\
# %% names
import threading

import matplotlib.pyplot as plt
import torch

factor = 2
lock = threading.Lock()


def scaled(number):
    return factor * number


def locked(number):
    with lock:
        return number


class Model(torch.nn.Module):
    def forward(self, x):
        return scaled(x)


weights = torch.tensor([1.0, 2.0], requires_grad=True)
(weights**2).sum().backward()

# %% figure
figure, axis = plt.subplots()
axis.plot([0, 1], [2, 3])
plt.show()
"""


def kept(folder: Path, text: str) -> bytes:
    write(folder / "lab.py", text)
    job = Job("lab", read_snippet(folder / "lab.py", "snippets/lab.py"), is_kept=True)
    outcome = Runner(1, 60).run([job])["lab"]
    assert isinstance(outcome, Ran), outcome
    return outcome.kept


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    found: tuple[dict[str, Any], dict[str, list[Any]]] = pickle.loads(
        kept(tmp_path_factory.mktemp("lab"), LAB)
    )
    return found


def test_functions_and_classes_of_cells_work_elsewhere(lab: tuple[dict[str, Any], Any]) -> None:
    names, _ = lab
    assert names["scaled"](3) == 6
    assert names["Model"]()(5) == 10


def test_a_tensor_keeps_its_gradient(lab: tuple[dict[str, Any], Any]) -> None:
    assert lab[0]["weights"].grad.tolist() == [2.0, 4.0]
    assert lab[0]["weights"].requires_grad


def test_a_figure_keeps_its_lines(lab: tuple[Any, dict[str, list[Any]]]) -> None:
    ((figure,),) = lab[1].values()
    assert figure.axes[0].lines[0].get_ydata().tolist() == [2, 3]


def test_a_value_that_cannot_be_pickled_is_left_out_with_the_functions_that_need_it(
    lab: tuple[dict[str, Any], Any],
) -> None:
    assert not {"lock", "locked"} & lab[0].keys()


def test_the_names_of_the_shell_do_not_belong_to_the_lesson(lab: tuple[dict[str, Any], Any]) -> None:
    assert not {"In", "Out", "get_ipython", "exit"} & lab[0].keys()


def test_nothing_is_kept_with_a_figure_that_cannot_be_pickled(tmp_path: Path) -> None:
    assert kept(tmp_path, LAB.replace("plt.show()", "figure.lock = lock\nplt.show()")) == b""
