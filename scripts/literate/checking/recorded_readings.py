"""Compare how formulas are read aloud with the committed record, docs/readings/LANGUAGE.txt.

Builds read the record.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from ..messages import Problem, say
from ..project import Project
from ..rendering.katex import Katex
from ..rendering.readings import READINGS, heading, in_one_line
from .records import check_text, write_text

_FORMULA = re.compile(r'<annotation encoding="application/x-tex">(?P<tex>.*?)</annotation>', re.S)


def check_readings(project: Project, site: Path) -> list[Problem]:
    """Return a problem for each language whose formulas are read differently than the record says.

    Arguments:
        project: the project.
        site: its built site, which contains the formulas.
    """
    what = say("수식을 읽는 말이 기록과 다릅니다.", "Formulas are read differently than the record says.")
    texts = records(project, site).items()
    return [problem for name, text in texts for problem in check_text(project, name, text, what)]


def write_readings(project: Project, site: Path) -> list[str]:
    """Write the record; return the names of changed files."""
    texts = records(project, site).items()
    return [changed for name, text in texts for changed in write_text(project, name, text)]


def records(project: Project, site: Path) -> dict[str, str]:
    """Return the record that each language with readings should have, by file name.

    The present record is not used.
    """
    with Katex() as katex:
        return {
            f"{READINGS}/{language}.txt": "\n".join([heading(), *lines, ""])
            for language in project.languages
            if (lines := list(_lines(katex, project, site, language)))
            or (project.root / READINGS / f"{language}.txt").is_file()
        }


def _lines(katex: Katex, project: Project, site: Path, language: str) -> Iterator[str]:
    """Yield each page with new formulas, and for each of these, the formula, and a tab and its reading."""
    home = site if language == project.languages[0] else site / language
    others = [site / other for other in project.languages[1:] if site / other != home]
    seen: set[str] = set()
    for page in sorted(home.rglob("*.html")):
        if any(page.is_relative_to(other) for other in others):
            continue
        found = [html.unescape(one["tex"]) for one in _FORMULA.finditer(page.read_text(encoding="utf-8"))]
        new = {in_one_line(tex): tex for tex in found if in_one_line(tex) not in seen}
        seen |= new.keys()
        readings = {line: katex.reading(tex, language) for line, tex in new.items()}
        if any(readings.values()):
            yield f"\n## {page.parent.relative_to(home).as_posix()}"
            for line, reading in readings.items():
                yield from (line, f"\t{reading}")
