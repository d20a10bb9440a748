"""Snippet files: the cells in them, and what is rejected."""

from __future__ import annotations

from pathlib import Path

import jupytext  # type: ignore[import-untyped]
import pytest
from literate.messages import Problem
from literate.reading.snippets import Snippet, read_snippet

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "snippets").glob("*.py"))

PERCENT = '''\
# %% imports
import math

import numpy as np


# %% gaussian-pdf
def gaussian_pdf(x, mu, sigma):
    """Density."""

    return np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / math.sqrt(2 * math.pi * sigma**2)


# %% 2-samples
texts = ["나는 학생이다", "# %% 셀이 아니다"]
if texts:
    print(len(texts) % 2)

# %% only-a-name

# %% last
gaussian_pdf(170, 170, 5)
'''


def read(folder: Path, text: str) -> Snippet:
    path = folder / "likelihood.py"
    path.write_text(text, encoding="utf-8")
    return read_snippet(path, "snippets/likelihood.py")


def rejection(folder: Path, text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        read(folder, text)
    assert caught.value.file == "snippets/likelihood.py"
    return caught.value


def as_jupytext_reads(text: str) -> list[tuple[str, str, str]]:
    notebook = jupytext.reads(text, fmt="py:percent")
    return [(cell.cell_type, cell.metadata.get("title", ""), cell.source) for cell in notebook.cells]


def as_we_read(snippet: Snippet) -> list[tuple[str, str, str]]:
    return [("code", cell.name, cell.code) for cell in snippet.cells]


def test_cells_are_those_that_jupytext_reads(tmp_path: Path) -> None:
    snippet = read(tmp_path, PERCENT)
    assert snippet.names == ["imports", "gaussian-pdf", "2-samples", "only-a-name", "last"]
    assert as_we_read(snippet) == as_jupytext_reads(PERCENT)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_lessons_cells_are_those_that_jupytext_reads(path: Path) -> None:
    snippet = read_snippet(path)
    assert as_we_read(snippet) == as_jupytext_reads(path.read_text(encoding="utf-8"))


def test_there_are_lessons_to_compare_with_jupytext() -> None:
    assert "negative_log_likelihood" in [path.stem for path in LESSONS]


@pytest.mark.parametrize(
    "text",
    [
        "# %% prose [markdown]\n# 글\n",
        "# %% [markdown]\n# 글\n",
        '# %% tagged tags=["hide"]\n1\n',
        "# %% one\n1\n# %%%% deeper\n2\n",
        "# %% one\n1\n#  %% far\n2\n",
        "# %% one\n1\n# %%timeit\n2\n",
        "# %% one\nif 1:\n    # %% two\n    2\n",
        "# %% one\ntext = '''\n# %% two\n'''\n",
        '# %% one\ntext = """\n# %% 둘\n"""\nprint(text)\n',
        "# ---\n# jupyter: {}\n# ---\n\n# %% one\n1\n",
    ],
)
def test_a_file_is_either_rejected_or_read_as_jupytext_reads_it(text: str, tmp_path: Path) -> None:
    expected = as_jupytext_reads(text)
    try:
        found = as_we_read(read(tmp_path, text))
    except Problem as problem:
        assert problem.line > 0
    else:
        assert found == expected


def test_a_header_needs_no_space_behind_its_hash(tmp_path: Path) -> None:
    assert as_we_read(read(tmp_path, "#%% a\nx = 1\n# %% b\n2\n")) == [
        ("code", "a", "x = 1"),
        ("code", "b", "2"),
    ]


def test_a_cells_line_is_that_of_its_first_code(tmp_path: Path) -> None:
    text = "\n\n# %% first\n\n\nx = 1\n\n# %% second\ny = 2\n# %% empty\n"
    snippet = read(tmp_path, text)
    assert [cell.line for cell in snippet.cells] == [6, 9, 11]
    assert [cell.code for cell in snippet.cells] == ["x = 1", "y = 2", ""]
    assert [text.split("\n")[cell.line - 1] for cell in snippet.cells] == ["x = 1", "y = 2", ""]


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "likelihood.py"
    path.write_bytes(PERCENT.replace("\n", "\r\n").encode())
    assert as_we_read(read_snippet(path)) == as_we_read(read(tmp_path, PERCENT))
    assert read_snippet(path).text == PERCENT


def test_a_snippet_is_called_by_its_file_name_if_by_no_other(tmp_path: Path) -> None:
    read(tmp_path, "# %% a\n1\n")
    assert read_snippet(tmp_path / "likelihood.py").file == "likelihood.py"
    assert read(tmp_path, "# %% a\n1\n").file == "snippets/likelihood.py"


def test_imports_are_found_wherever_they_stand_and_named_as_written(tmp_path: Path) -> None:
    text = (
        "# %% imports\nimport torch.nn.functional as F, math\nfrom matplotlib import pyplot as plt\n"
        "# %% later\ndef late():\n    import json\n    from . import sibling\n    from .sibling import x\n"
    )
    assert read(tmp_path, text).imports == ["json", "math", "matplotlib", "torch.nn.functional"]


def test_a_cell_name_used_twice_is_rejected(tmp_path: Path) -> None:
    problem = rejection(tmp_path, "# %% mean\n1\n\n# %% sum\n2\n\n# %% mean\n3\n")
    assert (problem.line, problem.cell) == (7, "mean")


@pytest.mark.parametrize(
    "header",
    [
        "# %%",
        "# %%   ",
        "# %% Mean",
        "# %% two words",
        "# %% snake_case",
        "# %% 평균",
        "# %% -mean",
        "# %% mean-",
        "# %% mean--sum",
        "# %% mean.py",
    ],
)
def test_a_cell_without_a_well_formed_name_is_rejected(header: str, tmp_path: Path) -> None:
    assert rejection(tmp_path, f"# %% fine\n1\n\n{header}\n2\n").line == 4


@pytest.mark.parametrize("name", ["a", "9", "kl-divergence", "2-samples", "x2"])
def test_words_and_digits_joined_by_hyphens_make_a_name(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"# %% {name}  \n1\n").names == [name]


@pytest.mark.parametrize(
    ("text", "line"), [("\n\nx = 1\n# %% a\n", 3), ("x = 1\n", 1), ("# 글\n# %% a\n", 1)]
)
def test_code_before_the_first_cell_is_rejected(text: str, line: int, tmp_path: Path) -> None:
    assert rejection(tmp_path, text).line == line


@pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
def test_a_file_without_anything_has_no_cells_or_is_rejected_but_does_not_crash(
    text: str, tmp_path: Path
) -> None:
    try:
        cells = read(tmp_path, text).cells
    except Problem as problem:
        assert problem.file == "snippets/likelihood.py"
    else:
        assert cells == ()


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_snippet(tmp_path / "absent.py", "snippets/absent.py")
    assert (caught.value.file, caught.value.line) == ("snippets/absent.py", 0)


def test_a_file_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "likelihood.py"
    path.write_bytes('# %% a\nprint("가")\n'.encode("euc-kr"))
    with pytest.raises(Problem) as caught:
        read_snippet(path, "snippets/likelihood.py")
    assert caught.value.file == "snippets/likelihood.py"
    assert "UTF-8" in caught.value.message


def test_invalid_python_is_rejected_with_its_line_and_cell(tmp_path: Path) -> None:
    problem = rejection(tmp_path, "# %% one\nx = 1\n\n# %% two\ny = (1,\n# %% three\n3\nprint 4\n")
    assert (problem.line, problem.cell) in [(5, "two"), (8, "three")]
    problem = rejection(tmp_path, "# %% one\nx = 1\n\n# %% two\ny = 2\nx = = 3\n\n# %% three\n3\n")
    assert (problem.line, problem.cell) == (6, "two")


def test_notebook_magic_is_not_python(tmp_path: Path) -> None:
    problem = rejection(tmp_path, "# %% one\n1\n# %% install\n!pip install torch\n")
    assert (problem.line, problem.cell) == (4, "install")


@pytest.mark.parametrize(
    "blank", [one for one in map(chr, range(0x3001)) if one.isspace() and one not in " \t\f\r\n"]
)
@pytest.mark.parametrize(
    "text", ["{}\n# %% a\n1\n", "# %% a\n{}\n", "# %% a\n1\n{}\n\n# %% b\n2\n", "# %% a\n1 {}\n"]
)
def test_a_blank_that_python_does_not_know_is_rejected_on_its_line(
    text: str, blank: str, tmp_path: Path
) -> None:
    content = text.format(blank)
    found = rejection(tmp_path, content)
    assert found.line == next(at for at, line in enumerate(content.split("\n"), 1) if blank in line)


def test_a_null_character_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    assert rejection(tmp_path, "# %% one\nx = '\0'\n").message


@pytest.mark.parametrize(
    ("text", "line", "cell"),
    [
        ("# %% a\nx = (1 +\n# %% b\n2)\n", 2, "a"),
        ("# %% a\nif True:\n# %% b\n    y = 1\n", 2, "a"),
        ("# %% a\nx = 1\n\\\n\n# %% b\ny = 1\n", 3, "a"),
        ("# %% a\nx = 1\n# %% b\ny = 'a\0b'\n", 4, "b"),
        ("# %% a\nx = 1\n# %% b\ny = " + "-" * 50_000 + "1\n", 4, "b"),
    ],
)
def test_a_cell_that_is_not_python_by_itself_is_rejected_with_its_line(
    text: str, line: int, cell: str, tmp_path: Path
) -> None:
    problem = rejection(tmp_path, text)
    assert (problem.line, problem.cell) == (line, cell)


@pytest.mark.parametrize(
    ("line", "magic"),
    [
        ("%matplotlib inline", "%matplotlib"),
        ("%%time", "%%time"),
        ("!pip install kiwipiepy", "!pip"),
        ("files = !ls", "!ls"),
        ("print?", "print?"),
        ("?print", "?print"),
        ("get_ipython().run_line_magic('time', '1')", "get_ipython"),
    ],
)
def test_magics_are_rejected_by_name(line: str, magic: str, tmp_path: Path) -> None:
    problem = rejection(tmp_path, f"# %% first\nx = 1\n\n# %% second\ny = 2\n{line}\n")
    assert (problem.line, problem.cell) == (6, "second")
    assert magic in problem.message
    assert "IPython" in problem.message
