"""Cache how formulas are read aloud, and write the readings into the HTML of formulas."""

from __future__ import annotations

import contextlib
import html
import json
import re
from functools import cache
from pathlib import Path

from ..environment import ROOT
from ..files.digests import digest

_RULES = ("scripts/katex/readings.js", "scripts/katex/package-lock.json")
_MATH = re.compile(r"<math\b")


@cache
def _version() -> str:
    """Return a digest of the files that determine every reading."""
    return digest(*((ROOT / file).read_text(encoding="utf-8") for file in _RULES))[:12]


class Readings:
    """Readings by language and formula, kept in a folder between builds if there is one.

    A reading takes thirty times as long as rendering its formula, so an edited page must not repeat all its readings.
    """

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._known: dict[str, dict[str, str]] = {}
        self._new: set[str] = set()

    def _file(self, language: str) -> Path | None:
        return self.folder / f"{language}-{_version()}.json" if self.folder else None

    def _of(self, language: str) -> dict[str, str]:
        if language not in self._known:
            self._known[language] = {}
            with contextlib.suppress(OSError, ValueError):
                if file := self._file(language):
                    found = json.loads(file.read_text(encoding="utf-8"))
                    self._known[language] = {str(one): str(other) for one, other in found.items()}
        return self._known[language]

    def get(self, tex: str, display: bool, language: str) -> str | None:
        """Return the reading of a formula in a language; None if it is not known yet."""
        return self._of(language).get(_key(tex, display)) if language else ""

    def keep(self, tex: str, display: bool, language: str, reading: str) -> None:
        """Remember a reading."""
        self._of(language)[_key(tex, display)] = reading
        self._new.add(language)

    def save(self) -> None:
        """Write new readings to the folder; if this fails, the next build asks for them again."""
        for language in self._new:
            if file := self._file(language):
                with contextlib.suppress(OSError):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    for old in file.parent.glob(f"{language}-*.json"):
                        old.unlink(missing_ok=True)
                    new = file.with_suffix(".new")
                    new.write_text(json.dumps(self._of(language), ensure_ascii=False), encoding="utf-8")
                    new.replace(file)
        self._new.clear()


def _key(tex: str, display: bool) -> str:
    return f"$${tex}" if display else f"${tex}"


def named(formula: str, reading: str) -> str:
    """Return a formula's HTML with its reading as accessible name; unchanged without a reading.

    Screen readers do not know Korean mathematics, so they must not get to KaTeX's MathML, whose contents they would
    read in English or letter by letter. A named element with `role="math"` and nothing else to read in it is read as
    its name: NVDA and JAWS read the name of a math object without MathML, VoiceOver and TalkBack the label of an
    element without accessible children. The MathML remains on the page, for browsers' reading views and for copying.
    MathML alone, as in notebooks, is named itself.
    """
    if not reading:
        return formula
    name = f'aria-label="{html.escape(reading)}"'
    if '<span class="katex">' not in formula:
        return _MATH.sub(f"<math {name}", formula, count=1)
    shown = formula.replace('<span class="katex">', f'<span class="katex" role="math" {name}>', 1)
    return shown.replace('<span class="katex-mathml">', '<span class="katex-mathml" aria-hidden="true">', 1)


def aloud(reading: str, word: str) -> str:
    """Return a control that shows the reading of a display formula to everyone, without a script.

    Arguments:
        reading: the reading.
        word: what the control is called.
    """
    words = f"<summary>{html.escape(word)}</summary><p>{html.escape(reading)}</p>"
    return f'<details class="aloud" data-search-exclude="true">{words}</details>'
