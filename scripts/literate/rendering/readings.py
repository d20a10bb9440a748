"""Know how formulas are read aloud, and write the readings into the HTML of formulas."""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from ..environment import ROOT
from ..files.digests import digest

READINGS = "docs/readings"
_RULES = ("scripts/katex/readings.js", "scripts/katex/package-lock.json")
_COMMENT = re.compile(r"^\s*%.*$", re.M)


@cache
def version() -> str:
    """Return a digest of the files that determine every reading."""
    return digest(*((ROOT / file).read_text(encoding="utf-8") for file in _RULES))[:12]


def in_one_line(tex: str) -> str:
    """Return LaTeX in one line, without the comment that names a formula: the same reading."""
    return " ".join(_COMMENT.sub("", tex).split())


class Readings:
    """Readings by language and formula, which begin with those recorded in docs/readings/.

    Speech Rule Engine takes a second to start, and twenty times as long for a formula as KaTeX, so builds ask
    it for new formulas only. A record by other rules is ignored; `check.py` reports it.
    """

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._known: dict[str, dict[str, str]] = {}

    def _of(self, language: str) -> dict[str, str]:
        if language not in self._known:
            file = self.folder / f"{language}.txt" if self.folder else None
            lines = file.read_text(encoding="utf-8").split("\n") if file and file.is_file() else [""]
            pairs = pairwise(lines) if lines[0] == heading() else ()
            self._known[language] = {tex: said[1:] for tex, said in pairs if said.startswith("\t")}
        return self._known[language]

    def get(self, tex: str, language: str) -> str | None:
        """Return the reading of a formula in a language; None if it is not known yet."""
        return self._of(language).get(in_one_line(tex)) if language else ""

    def keep(self, tex: str, language: str, reading: str) -> None:
        """Remember a reading."""
        self._of(language)[in_one_line(tex)] = reading


def heading() -> str:
    """Return the first line of a record by the present rules."""
    return f"# {version()}"


def named(formula: str, reading: str) -> str:
    """Return a formula's HTML with its reading as text for screen readers; unchanged without a reading.

    Screen readers do not know Korean mathematics: of MathML they read letters, or English. A label does not
    help: Orca says nothing of an element with `role="math"` in Chromium, and reads the letters of MathML with
    a label. It reads text in one breath with its sentence. The hidden MathML remains for copying and for
    the book.
    """
    if not reading:
        return formula
    # Behind the MathML: Material's search leaves out the content of a formula up to the first end of a span.
    spoken = f'</math><span class="spoken">{html.escape(reading)}</span>'
    return formula.replace("<math", '<math aria-hidden="true"', 1).replace("</math>", spoken, 1)


def aloud(reading: str, word: str) -> str:
    """Return a control that shows the reading of a display formula to everyone, without a script.

    Arguments:
        reading: the reading.
        word: what the control is called.
    """
    words = f"<summary>{html.escape(word)}</summary><p>{html.escape(reading)}</p>"
    return f'<details class="aloud" data-search-exclude="true">{words}</details>'
