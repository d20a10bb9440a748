"""Authors read each problem once, whatever the number of editions, and Python's warnings of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.scratch import KOREAN, change, line_of
from tests.support.two_editions import add_english

if TYPE_CHECKING:
    from tests.support.scratch import Scratch


def test_a_problem_of_the_original_is_reported_once_and_in_the_users_language(project: Scratch) -> None:
    add_english(project)
    change(
        project.heights_page, "키를 쟀습니다.", "키를 쟀습니다. [x](nowhere.md), [y](#nowhere), $\\frac{1}{$"
    )
    change(project.root / "mkdocs.yml", "- 처음: index.md", "- 처음: index.md\n  - 없음: gone.md")
    for strict in ((), ("--no-strict",)):
        run = project.build(*strict, locale=KOREAN)
        for once in ("nav에 있는 gone.md", "nowhere.md\n", "#nowhere\n", "KaTeX가 읽지 못하는 식입니다"):
            assert run.err.count(once) == 1, run.err
        assert "그런 페이지나 파일이 없습니다: 'lessons/nowhere.md'." in run.err
        assert "이 페이지에 그런 id가 없습니다." in run.err
        assert "not found" not in run.err


def test_warnings_of_cells_and_values_are_reported_with_their_place(project: Scratch) -> None:
    change(project.heights, "mean = ", "import numpy as np\nnp.log(np.zeros(1))\nmean = ")
    change(project.heights_page, "{{ mean:.4f }}입니다", "{{ mean:.4f }}, {{ np.sqrt(-mean) }}입니다")
    run = project.build_well()
    line = line_of(project.heights, "# %% mean") + 1
    page = line_of(project.heights_page, "np.sqrt")
    divide = f"warning: snippets/ten_heights.py:{line}: cell mean: RuntimeWarning: divide by zero"
    root = "cell mean: {{ np.sqrt(-mean) }}: RuntimeWarning: invalid value"
    assert run.err.count(divide) == 1
    assert run.err.count(f"warning: docs/ko/lessons/ten-heights.md:{page}: {root}") == 1
    assert "RuntimeWarning" not in project.build_well().err
