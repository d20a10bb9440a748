"""What a lesson reads beside its snippet is noted, however it is named and by whatever it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.messages import Problem
from literate.reading.snippets import read_snippet
from literate.running.job import Job, Ran
from literate.running.reads import read_states
from literate.running.runner import Runner

from tests.support.scratch import write

# Ways to read data/words.txt, and what else each of them reads.
WAYS = {
    "relative": ("print(open('data/words.txt').read())", set()),
    "pathlib": (
        "from pathlib import Path\nprint((Path(__file__).parent / 'data' / 'words.txt').read_text())",
        set(),
    ),
    "joined": (
        "import os\nprint(open(os.path.join(os.path.dirname(__file__), 'data', 'wo' + 'rds.txt')).read())",
        set(),
    ),
    "glob": ("import glob\nprint([open(one).read() for one in glob.glob('data/*.txt')])", {"data/"}),
    "globbed by pathlib": (
        "from pathlib import Path\nprint([one.read_text() for one in Path('data').glob('w*')])",
        {"data/"},
    ),
    "listed": (
        "import os\nos.chdir('data')\nprint([open(one).read() for one in os.listdir() if one[0] == 'w'])",
        {"data/"},
    ),
    "NumPy": ("import numpy as np\nprint(np.loadtxt('data/words.txt', dtype=str))", set()),
    "opened by number": (
        "import os\nprint(os.read(os.open('data/words.txt', os.O_RDONLY), 9))",
        set(),
    ),
    "a helper": ("from lab_helper import words\nprint(words())", {"lab_helper.py"}),
    "a helper imported by name": (
        "import importlib\nprint(importlib.import_module('lab_' + 'helper').words())",
        {"lab_helper.py"},
    ),
    "another process": (
        "import multiprocessing\n\n\ndef read(_):\n    return open('data/words.txt').read()\n\n\n"
        "with multiprocessing.Pool(1) as pool:\n    print(pool.map(read, [1]))",
        set(),
    ),
}
HELPER = (
    "from pathlib import Path\n\n\ndef words():\n"
    "    return (Path(__file__).parent / 'data' / 'words.txt').read_text()\n"
)


def run(folder: Path, code: str) -> Ran:
    write(folder / "snippets" / "lab.py", f"# %% one\n{code}\n")
    write(folder / "snippets" / "lab_helper.py", HELPER)
    write(folder / "snippets" / "data" / "words.txt", "apple\n")
    write(folder / "snippets" / "data" / "unread.bin", "pear\n")
    job = Job("lab", read_snippet(folder / "snippets" / "lab.py", "snippets/lab.py"))
    outcome = Runner(1, 60).run([job])["lab"]
    assert not isinstance(outcome, Problem), outcome
    return outcome


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_is_read_is_noted(way: str, tmp_path: Path) -> None:
    code, more = WAYS[way]
    ran = run(tmp_path, code)
    assert "apple" in ran.cells["one"].text
    assert set(ran.reads) == {"data/words.txt", *more}


def test_what_is_written_or_lies_elsewhere_is_not_noted(tmp_path: Path) -> None:
    ran = run(tmp_path, "import os\nopen('mine', 'w').close()\nopen('mine').close()\nos.listdir()")
    assert ran.reads == []


def test_a_state_changes_with_content_names_and_presence_but_not_with_line_ends(tmp_path: Path) -> None:
    names = ["data/", "data/a.txt", "data/later.txt"]
    write(tmp_path / "data" / "a.txt", "1\n2\n")
    before = read_states(tmp_path, names)
    assert before["data/later.txt"] == ""
    (tmp_path / "data" / "a.txt").write_bytes(b"1\r\n2\r\n")
    (tmp_path / "data" / ".DS_Store").write_bytes(b"")
    assert read_states(tmp_path, names) == before
    write(tmp_path / "data" / "a.txt", "1\n3\n")
    write(tmp_path / "data" / "later.txt", "")
    after = read_states(tmp_path, names)
    assert all(after[name] != before[name] for name in names)


def test_the_installed_modules_that_are_imported_are_reported(tmp_path: Path) -> None:
    ran = run(tmp_path, "import sympy")
    assert {"sympy", "mpmath", "IPython"} <= set(ran.modules)
    assert "json" not in ran.modules
