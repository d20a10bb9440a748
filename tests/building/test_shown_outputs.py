"""What lessons display reaches the pages of every language, and check names what changes with every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.scratch import PATIENCE, change, write
from tests.support.two_editions import add_english

if TYPE_CHECKING:
    from tests.support.scratch import Scratch

DISPLAYS = """\
import sympy
from IPython.display import HTML, SVG, Markdown, display

display(HTML('<table class="dataframe" id="T_1"><tr><td colspan="2" onclick="x()">word</td></tr></table>'))
display(Markdown("**bold** $x^2$"))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>'))
sympy.Integral(sympy.Symbol("x"))
"""
SPREAD = "spread = float(np.ptp(heights))\nspread"


def test_translated_pages_show_what_lessons_display(project: Scratch) -> None:
    add_english(project)
    change(project.heights, SPREAD, f"spread = float(np.ptp(heights))\n{DISPLAYS}")
    change(project.heights_page, "/// cell | spread\n", "/// cell | spread\n    alt: 검은 네모\n")
    english = project.root / "docs" / "en" / "lessons" / "ten-heights.md"
    change(english, "/// cell | spread\n", "/// cell | spread\n    alt: A black box\n")
    project.build_well()
    for language, alt in (("", "검은 네모"), ("en/", "A black box")):
        page = (project.site / language / "lessons/ten-heights/index.html").read_text(encoding="utf-8")
        assert '<table><tbody><tr><td colspan="2">word</td></tr></tbody></table>' in page
        assert "<strong>bold</strong>" in page
        assert f'<img alt="{alt}" src="data:image/svg+xml;base64,' in page
        assert "∫" in page
        shown = page.split('id="cell-spread"')[1].split("</pre>", 1)[1].split('id="cell-', 1)[0]
        assert "onclick" not in shown


def test_check_advises_to_record_what_other_data_gave_and_not_what_changes_with_every_run(
    project: Scratch,
) -> None:
    data = project.root / "snippets" / "data" / "words.txt"
    write(data, "1\n")
    change(project.coins, 'print(f"share', 'import os\nprint(os.getpid(), f"share')
    change(project.heights, SPREAD, f'print(open("data/words.txt").read())\n{SPREAD}')
    project.build_well()
    out, err = checked(project, "fair-coins")
    assert "snippets/fair_coins.py:6: cell share: The output changes with every run." in err
    assert "differs from its recording" not in err
    assert "rewrites the recordings" not in out
    write(data, "2\n")
    out, err = checked(project, "ten-heights")
    assert "have changed since this was recorded: snippets/data/words.txt." in err
    assert "scripts/build.py rewrites the recordings" in out


def checked(project: Scratch, lesson: str) -> tuple[str, str]:
    process = project.start(lesson, script="check.py")
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    return out, err
