"""What lessons do to figures: imports that set fonts, helpers that draw, layouts, what is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.reading.snippets import read_snippet
from literate.running.job import CellRecord, Job
from literate.running.runner import Runner
from literate.running.supervisor import Outcome

from tests.support.figure_drawing import texts

Outcomes = Mapping[str, Outcome]
BESIDE = {
    "sets_fonts.py": """\
import matplotlib

matplotlib.rcParams["lines.linewidth"] = 7
print("fonts are set")
""",
    "draws.py": """\
import matplotlib.pyplot as plt


def draw_loss(losses):
    figure, axis = plt.subplots()
    axis.plot(losses, label="loss")
    axis.legend()
    plt.show()
""",
}
LESSONS = {
    "imports": """\
# %% imports
import sets_fonts
import matplotlib.pyplot as plt

# %% line
plt.plot([1, 2])
plt.show()
""",
    "koreanize": """\
# %% imports
import koreanize_matplotlib
import matplotlib.pyplot as plt

# %% bars
figure, axis = plt.subplots()
axis.bar(["나는", "학생"], [1, -2])
axis.set_title("낱말의 수")
plt.show()
""",
    "korean": """\
# %% bars
import matplotlib.pyplot as plt

plt.rcParams["font.family"] = "Malgun Gothic"
plt.bar(["나는", "학생"], [1, 2])
plt.title(r"평균 $\\mu$")
plt.tight_layout()
plt.show()
""",
    "helper": """\
# %% loss
from draws import draw_loss

draw_loss([3, 2, 1])
""",
    "tight": """\
# %% tight
import matplotlib.pyplot as plt

figure, axes = plt.subplots(2, 2, figsize=(6, 4))
figure.colorbar(axes[0, 0].imshow([[1, 2]]), ax=axes[0, 0])
plt.tight_layout()
plt.show()

# %% adjusted
figure, axes = plt.subplots(1, 2, figsize=(6, 3))
plt.subplots_adjust(wspace=0.5)
plt.suptitle("both")
figure.show()

# %% outside
plt.subplot(2, 1, 1)
plt.plot([1, 2])
plt.subplot(2, 1, 2)
plt.legend(plt.plot([2, 1]), ["a"], bbox_to_anchor=(1.05, 1), loc="upper left")
plt.show()
""",
    "glyph": """\
# %% fine
import matplotlib.pyplot as plt

# %% bad
plt.plot([1, 2])
plt.title("뱀 🐍")
plt.show()
""",
    "link": """\
# %% bad
import matplotlib.pyplot as plt

plt.text(0.5, 0.5, "x", url="javascript:alert(1)")
""",
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """What each lesson gave."""
    folder = tmp_path_factory.mktemp("snippets")
    for name, text in (BESIDE | {f"{lesson}.py": text for lesson, text in LESSONS.items()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    jobs = [Job(name, read_snippet(folder / f"{name}.py", f"snippets/{name}.py")) for name in LESSONS]
    return Runner(2, 120).run(jobs)


def cell(ran: Outcomes, lesson: str, name: str) -> CellRecord:
    outcome = ran[lesson]
    assert not isinstance(outcome, Problem), f"{outcome}\n{outcome.detail}"
    return outcome.cells[name]


def test_what_an_import_sets_and_prints_is_the_cells(
    ran: Outcomes,
) -> None:
    assert cell(ran, "imports", "imports").text == "fonts are set\n"
    assert "stroke-width: 7" in cell(ran, "imports", "line").figures[0]


def test_an_import_that_sets_a_korean_font_holds(ran: Outcomes) -> None:
    [svg] = cell(ran, "koreanize", "bars").figures
    assert {"나는", "학생", "낱말의 수"} <= set(texts(svg))
    # It asks for plain hyphens, which other fonts have.
    assert any(text.startswith("-") for text in texts(svg))


def test_korean_needs_no_import_and_warns_of_nothing(
    ran: Outcomes,
) -> None:
    record = cell(ran, "korean", "bars")
    assert (record.text, record.errors) == ("", "")
    assert {"나는", "학생"} <= set(texts(record.figures[0]))


def test_a_helper_that_draws_draws_in_the_courses_style(
    ran: Outcomes,
) -> None:
    [svg] = cell(ran, "helper", "loss").figures
    assert "var(--figure-0" in svg
    assert "stroke-width: 1.8" in svg


@pytest.mark.parametrize("name", ["tight", "adjusted", "outside"])
def test_a_layout_of_the_authors_warns_of_nothing(name: str, ran: Outcomes) -> None:
    record = cell(ran, "tight", name)
    assert record.errors == ""
    assert len(record.figures) == 1


@pytest.mark.parametrize(("lesson", "line", "said"), [("glyph", 7, "U+1F40D"), ("link", 2, "javascript")])
def test_a_figure_that_is_rejected_names_snippet_line_and_cell(
    lesson: str, line: int, said: str, ran: Outcomes
) -> None:
    outcome = ran[lesson]
    assert isinstance(outcome, Problem)
    assert (outcome.file, outcome.cell) == (f"snippets/{lesson}.py", "bad")
    assert outcome.line in (line, line - 1)
    assert said in str(outcome)
    assert outcome.detail == ""
    assert Path(outcome.file).name in str(outcome)
