"""What authors do in lessons comes out right, or is a problem of its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import messages
from literate.messages import Problem
from literate.reading.expressions import parse
from literate.reading.snippets import read_snippet
from literate.running.job import Job, Ran
from literate.running.runner import Runner

from tests.support.scratch import write

# Code of one cell, and what it must print.
RIGHT = {
    "a loader with workers, for many epochs": (
        "import torch\nfrom torch.utils.data import DataLoader\n\n"
        "loader = DataLoader(torch.arange(4), batch_size=2, num_workers=2, shuffle=True)\n"
        "print([[batch.tolist() for batch in loader] for _ in range(40)][0])",
        "[[2, 1], [3, 0]]\n",
    ),
    "processes": (
        "import multiprocessing\n\n\ndef tell(x):\n    print('child', x)\n\n\nprint('start')\n"
        "child = multiprocessing.Process(target=tell, args=(1,))\nchild.start()\nchild.join()\nprint('end')\n"
        "queue = multiprocessing.Queue()\nchild = multiprocessing.Process(target=queue.put, args=(2,))\n"
        "child.start()\nprint(queue.get())\nchild.join()\n"
        "with multiprocessing.Manager() as manager:\n    print(manager.list([3]))\n"
        "with multiprocessing.Pool(2) as pool:\n    print(pool.map(abs, [-4]))",
        "start\nchild 1\nend\n2\n[3]\n[4]\n",
    ),
    "arguments": ("import sys\nprint(sys.argv, __file__)", "['lab.py'] lab.py\n"),
    "an empty folder": ("import os\nprint(os.listdir())", "[]\n"),
    "cleared output": (
        "from IPython.display import clear_output\nfor step in range(3):\n    clear_output(wait=True)\n"
        "    print('step', step)",
        "step 2\n",
    ),
    "several displays": ("from IPython.display import display\ndisplay(1, '가')", "1\n'가'\n"),
    "a helper named like our library": ("import literate\nprint(literate.WORD)", "ours? no\n"),
    "a helper named like a script": ("from check import WORD\nprint(WORD)", "check\n"),
    "seeds of what a helper imports": (
        "from numbers_helper import numbers\nprint(*numbers())",
        "0.844 0.549 0.496\n",
    ),
}
HELPERS = {
    "literate.py": "WORD = 'ours? no'\n",
    "check.py": "WORD = 'check'\n",
    "numbers_helper.py": "import random\nimport numpy\nimport torch\n\n\ndef numbers():\n"
    "    drawn = random.random(), numpy.random.rand(), torch.rand(1).item()\n"
    "    return [f'{one:.3f}' for one in drawn]\n",
    "draw_helper.py": "import matplotlib.pyplot as plt\n\n\ndef draw():\n"
    "    plt.plot([1, 2])\n    plt.show()\n",
}
FULL = "a file of a lesson cannot exceed 64 MiB. "
# Code of one cell, and a part of the message that it must get.
WRONG = {
    "torch.save": ("import torch\ntorch.save(torch.zeros(2**25), 'weights.pt')", FULL),
    "np.save": ("import numpy as np\nnp.save('big.npy', np.zeros(2**24))", FULL),
    "pickle": ("import pickle\nwith open('w', 'wb') as file:\n    pickle.dump(b'x' * 2**27, file)", FULL),
    "shutil": (
        "import shutil\nopen('w', 'wb').write(b'x' * 2**25)\nwith open('z', 'ab') as file:\n"
        "    for _ in range(3):\n        shutil.copyfileobj(open('w', 'rb'), file)",
        FULL,
    ),
    "spawn": ("import multiprocessing\nmultiprocessing.get_context('spawn').Pool(1)", "spawn, forkserver"),
    "half a pair in output": ("print('\\ud800')", "half a surrogate pair (U+D800)"),
    "half a pair in stderr": ("import sys\nprint('\\udfff', file=sys.stderr)", "(U+DFFF)"),
    "half a pair in an exception": ("raise ValueError('\\ud800')", "raised ValueError: \\ud800"),
    "an address in stderr": ("import sys\nprint(object(), file=sys.stderr)", "a memory address"),
    "a scratch path": ("import os\nprint(os.getcwd())", "the path of the temporary folder"),
}


def run(folder: Path, code: str, value: str = "") -> Ran | Problem:
    for name, text in HELPERS.items():
        write(folder / "snippets" / name, text)
    write(folder / "snippets" / "lab.py", f"# %% one\n{code}\n")
    snippet = read_snippet(folder / "snippets" / "lab.py", "snippets/lab.py")
    asked = {"one": [parse(value, "docs/ko/lab.md", 7)]} if value else {}
    return Runner(1, 60).run([Job("lab", snippet, asked)])["lab"]


@pytest.mark.parametrize("kind", RIGHT)
def test_what_is_right_prints_what_it_prints_elsewhere(kind: str, tmp_path: Path) -> None:
    code, printed = RIGHT[kind]
    outcome = run(tmp_path, code)
    assert not isinstance(outcome, Problem), outcome
    assert (outcome.cells["one"].text, outcome.cells["one"].errors) == (printed, "")


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_a_problem_of_its_cell(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "speaks_korean", lambda: False)
    code, said = WRONG[kind]
    problem = run(tmp_path, code)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.cell) == ("snippets/lab.py", "one")
    assert said in problem.message
    assert len(problem.detail.splitlines()) < 20
    str(problem).encode("utf-8")


def test_values_that_cannot_be_shown_are_problems_of_the_page(tmp_path: Path) -> None:
    for code, value in (("x = object()", "x"), ("x = '\\ud800'", "x"), ("import os", "os.getcwd()")):
        problem = run(tmp_path, code, value)
        assert isinstance(problem, Problem)
        assert (problem.file, problem.line, problem.cell) == ("docs/ko/lab.md", 7, "one")


def test_a_helper_draws_in_the_style_of_the_course(tmp_path: Path) -> None:
    outcome = run(tmp_path, "from draw_helper import draw\ndraw()")
    assert isinstance(outcome, Ran)
    (figure,) = outcome.cells["one"].figures
    assert "var(--figure-0" in figure


def test_what_a_failing_cell_printed_stands_below_the_error(tmp_path: Path) -> None:
    code = "import sys\nprint('epoch 1')\nprint('too high', file=sys.stderr)\nraise ValueError('nan')"
    problem = run(tmp_path, code)
    assert isinstance(problem, Problem)
    assert problem.detail.endswith("epoch 1\ntoo high\n")


def test_warnings_are_those_of_plain_python_each_once(tmp_path: Path) -> None:
    code = (
        "import warnings\nimport numpy as np\n\nopen('a', 'w').write('x')\nfor _ in range(2):\n"
        "    np.log(np.zeros(1))\n    warnings.warn('mine')\n    warnings.warn('old', DeprecationWarning)\n"
        "    warnings.warn('later', PendingDeprecationWarning)"
    )
    outcome = run(tmp_path, code)
    assert isinstance(outcome, Ran)
    assert outcome.cells["one"].errors.splitlines() == [
        "RuntimeWarning: divide by zero encountered in log",
        "UserWarning: mine",
        "DeprecationWarning: old",
    ]
