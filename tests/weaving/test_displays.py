"""What cells display is shown as what it is, in its place between the text, and nothing active with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.reading.snippets import read_snippet
from literate.recording.store import Recording, read_recording, write_recording
from literate.running.job import CellRecord, Job, Ran, Rich
from literate.running.rich import clean, formula
from literate.running.runner import Runner
from literate.weaving.displays import as_html, display, in_order

from tests.support.notebook_weaving import ALL_CELLS, cells, notebook
from tests.support.scratch import write

FRAME = (
    "class Frame:\n    def _repr_html_(self):\n        return f'<style>td {{ }}</style><table border=1 "
    'class="dataframe" id="T_{id(self)}"><tr><td onclick="x()">나는</td></tr></table>\'\n'
)


def run(folder: Path, code: str) -> Ran | Problem:
    write(folder / "lab.py", f"# %% one\n{code}\n")
    return Runner(1, 60).run([Job("lab", read_snippet(folder / "lab.py", "snippets/lab.py"))])["lab"]


def shown(folder: Path, code: str) -> CellRecord:
    outcome = run(folder, code)
    assert isinstance(outcome, Ran), outcome
    return outcome.cells["one"]


def test_displays_stand_between_the_text_in_order(tmp_path: Path) -> None:
    code = (
        f"from IPython.display import Markdown, display\n\n\n{FRAME}\n\nprint('first')\n"
        "display(Frame(), 2)\nprint('between')\ndisplay(Markdown('**b**'))\nFrame()"
    )
    record = shown(tmp_path, code)
    table = "<table><tbody><tr><td>나는</td></tr></tbody></table>"
    assert list(in_order(record)) == [
        "first\n",
        Rich("html", table, 6),
        "2\nbetween\n",
        Rich("markdown", "**b**", 16),
        Rich("html", table, 16),
    ]


@pytest.mark.parametrize(
    ("code", "tex"),
    [
        ("import sympy\nsympy.Integral(sympy.Symbol('x'))", r"\int x\, dx"),
        ("from IPython.display import Math\nMath(r'\\frac{1}{2}')", r"\frac{1}{2}"),
        ("from IPython.display import Latex\nLatex('$$\\na\\n\\n= b$$')", "a\n= b"),
    ],
)
def test_formulas_are_shown_as_formulas(code: str, tex: str, tmp_path: Path) -> None:
    (one,) = shown(tmp_path, code).rich
    assert (one.kind, one.content) == ("latex", tex)
    assert list(display(one, ""))[2:-3] == ["$$", *tex.split("\n"), "$$"]


def test_pictures_run_nothing(tmp_path: Path) -> None:
    code = "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>')"
    (one,) = shown(tmp_path, code).rich
    assert one.content.startswith("data:image/svg+xml;base64,")
    assert as_html(one, '네모 "1"').startswith(
        '<img alt="네모 &quot;1&quot;" src="data:image/svg+xml;base64,'
    )


def test_a_figure_on_the_last_line_is_shown_once(tmp_path: Path) -> None:
    code = "import matplotlib.pyplot as plt\nfigure, axis = plt.subplots()\nfigure"
    record = shown(tmp_path, code)
    assert (record.text, record.rich, len(record.figures)) == ("", [], 1)
    code = "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.subplots()\nfigure"
    assert len(shown(tmp_path, code).figures) == 1


@pytest.mark.parametrize(
    "code",
    [
        "from IPython.display import Javascript\nJavascript('alert(1)')",
        "from IPython.display import HTML\nHTML('<script>alert(1)</script>')",
        "from IPython.display import YouTubeVideo, display\ndisplay(YouTubeVideo('x'))",
    ],
)
def test_what_cannot_be_shown_is_a_problem_of_its_cell(code: str, tmp_path: Path) -> None:
    problem = run(tmp_path, code)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.line, problem.cell) == ("snippets/lab.py", 3, "one")


def test_cleared_displays_are_gone(tmp_path: Path) -> None:
    code = (
        "from IPython.display import HTML, clear_output, display\n"
        "display(HTML('<b>1</b>'))\nclear_output()\nHTML('<b>2</b>')"
    )
    assert [one.content for one in shown(tmp_path, code).rich] == ["<b>2</b>"]


@pytest.mark.parametrize(
    ("dirty", "kept"),
    [
        ("<p onclick='x()' style='color:red'>a</p>", "<p>a</p>"),
        ("<a href='javascript:x()'>a</a>", '<a rel="noopener noreferrer">a</a>'),
        ("<img src=x onerror=alert(1)>b<iframe src=x></iframe>", "b"),
        ("<td colspan=2>a", "a"),
        ("<pre>a\n\nb</pre>", "<pre>a&#10;&#10;b</pre>"),
        ("<p>a\n\nb</p>", "<p>a  b</p>"),
        ("<span class='arithmatex md-x'>a</span>", '<span class="arithmatex">a</span>'),
    ],
)
def test_only_structure_is_left_of_html(dirty: str, kept: str) -> None:
    assert clean(dirty) == kept
    assert clean(kept) == kept
    assert as_html(Rich("markdown", dirty, 0), "").count("<script") == 0


def test_the_dollars_around_a_formula_go_and_those_inside_stay() -> None:
    assert formula(r"$\displaystyle x$") == "x"
    assert formula("$$x$$") == "x"
    assert formula(r"\text{$x$}") == r"\text{$x$}"


def test_displays_are_recorded_as_files_and_read_back(tmp_path: Path) -> None:
    rich = [Rich("html", "<b>1</b>", 0), Rich("latex", "x", 2), Rich("picture", "data:image/png;base64,", 2)]
    recording = Recording("d", {}, {"one": CellRecord("a\nb\n", rich=rich)})
    write_recording(tmp_path / "lab", recording, tmp_path / "beside")
    assert read_recording(tmp_path / "lab") == recording
    assert (tmp_path / "lab" / "one.shown-2.tex").read_text(encoding="utf-8") == "x"
    (tmp_path / "lab" / "one.shown-1.html").write_text("<b>2</b>", encoding="utf-8")
    with pytest.raises(Problem):
        read_recording(tmp_path / "lab")


def test_a_notebook_holds_what_its_cells_display(tmp_path: Path) -> None:
    record = CellRecord("1\n2\n", rich=[Rich("html", "<b>x</b><script>1</script>", 2), Rich("latex", "y", 2)])
    code = cells(notebook(tmp_path, ALL_CELLS, {"likelihood": record}), "code")
    outputs = next(cell for cell in code if cell["id"] == "likelihood")["outputs"]
    assert [json.dumps(one.get("data", one.get("text"))) for one in outputs] == [
        '["1\\n"]',
        '{"text/html": ["<b>x</b>"], "text/plain": ["<b>x</b><script>1</script>"]}',
        '{"text/latex": ["$$\\n", "y\\n", "$$"], "text/plain": ["y"]}',
        '["2\\n"]',
    ]
