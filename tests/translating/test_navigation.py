"""A page of the original's navigation has its line in the navigation of each language."""

from __future__ import annotations

from literate.checking.checks import Means, examine
from literate.project import Project

from tests.support.scratch import change, line_of, write

SETTINGS = """\
nav:
  - 처음: index.md
  - 1 과:
      - 1-1 키: lessons/heights.md
  - lessons/unnamed.md
"""
ENGLISH = "nav:\n  - Start: index.md\n"


def test_a_page_that_a_navigation_does_not_have_is_a_problem_with_the_line_to_add(built: Project) -> None:
    settings = built.root / "docs/en/mkdocs.yml"
    change(built.root / "mkdocs.yml", "extra:", SETTINGS + "extra:")
    change(settings, "extra:", ENGLISH + "extra:")
    means = Means(lambda jobs: lambda: {}, list, lambda _: [])

    def languages() -> list[str]:
        return next(
            [str(one) for one in step.problems] for step in examine(built, means) if step.name == "languages"
        )

    line = line_of(settings, "index.md")
    [problem] = [one for one in languages() if "navigation" in one]
    assert problem.startswith(f"docs/en/mkdocs.yml:{line}: The navigation does not have the page “1-1 키”.")
    assert problem.endswith("`- TITLE: lessons/heights.md`")
    change(settings, "  - Start: index.md\n", "")
    assert [one.split(": ")[0] for one in languages() if "navigation" in one] == ["docs/en/mkdocs.yml:2"] * 2
    write(settings, settings.read_text(encoding="utf-8").replace("nav:\n", SETTINGS))
    assert languages() == []
