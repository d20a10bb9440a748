"""What a build does with a page, from its bytes to its notebook, in a project of one lesson."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from hypothesis import strategies as st
from literate.checking.numbers import unbound_numbers
from literate.files.digests import text_digest
from literate.project import Project
from literate.reading.glossary import read_glossary
from literate.reading.lessons import find_sources
from literate.reading.sections import SectionedPage, read_sections
from literate.reading.snippets import Snippet, read_snippet
from literate.recording.store import Recording, digest_of, read_recording
from literate.running.job import CellRecord
from literate.weaving.blocks import requirements
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson
from literate.weaving.take_along import take_along
from literate.weaving.terms import Terms, terms_of

from tests.fuzz.fuzzing import MAIN, line_count, pieces, rejections, tell_their_place
from tests.support.scratch import write
from tests.support.weaving import SNIPPET, SVG, WORDS

FILE, PATH = "docs/ko/lessons/heights.md", PurePosixPath("ko/lessons/heights.md")
HEAD = "---\ntitle: 키\nsnippets: heights.py\nrequires: [coins]\nminutes: 5\n---\n"
SETTINGS = "site_url: https://example.org/\nextra:\n  planned:\n    coins: 1-1 동전\n"
PAGE = (
    HEAD
    + """
키를 쟀습니다.

## 데이터 {#data}

/// cell | imports
///

/// cell | likelihood
    lines: 1, 1
///

가능도는 {{ p:.2e }}이고 $p = {{ p:.2e }}$입니다.

$$
% gaussian-pdf
f(x) = \\frac{1}{\\sqrt{2\\pi\\sigma^2}}
$$

/// details | 자세히

/// cell | curve
    alt: 평균 {{ best }}에서
      봉우리를 이루는 곡선
    code: folded

그린 [가능도](index.md#top), {{ best }}
///
///

```python
x = "{{ y }}"
```
"""
)
# Lines of a page, and such with the mistakes that one makes.
LINES = (
    *PAGE.split("\n")[7:],
    "/// cell | warn",
    "/// cell | likelihod",
    "/// cell |",
    "/// cell",
    " /// cell | curve",
    "//// cell | curve",
    "////",
    "    alt: 곡선",
    "    alt:",
    "    atl: 곡선",
    "    code: fold",
    "    lines: " + "9" * 5000 + ", 1",
    "    lines: ٣, 2",
    "    lines: 1",
    "   alt: 세 칸",
    "{{ d['a']:.1f }} {{ {'a': {'b': 1}}['a']:>{width}} }}",
    "{{ x:{ }}",
    "{{ }}",
    "{{ : }}",
    "{{ x !r }} {{ f'{x}' }} {{ lambda: 3 }} {{ x[1:2]:d }}",
    "{{ 3 }} {{ 3:.2f }} {{ 3:q }} {{ 1e999 }} {{ 3:9999999999 }} {{ 0x" + "f" * 5000 + " }}",
    "{{ 3:" + "9" * 40 + "d }}",
    "{{ not closed",
    "closed only }} `{{ x }}` ``{{`` \\{{ y }}",
    "$$ x",
    "$$ x $$",
    "$$$",
    "$$ {#equation}",
    "% name",
    "$\\frac{ {{ k }} }{p}$ $x$ $",
    "## 데이터 {#data}",
    "## 둘 {#data #other .kind}",
    "# {#}",
    "#### 넷 {: #four }",
    "~~~",
    "~~~ text",
    "/// note | 주의",
    "/// html | div.explorable",
    '<div class="explorable">',
    '<nll-plot data-x="{{ best }}"></nll-plot>',
    "</div>",
    "/// course",
    "- 목록 가능도 3.5",
    "| 표 | {{ p:.2e }} |",
    "[a](b.md) [c](<d e>) [f](http://[::1) ![](g.png) [h][i] [^1]: x",
    "<a href='x'>가능도</a> <!-- `가능도` -->",
)


@dataclass(frozen=True)
class Sample:
    """A project of one lesson, whose page and snippet are replaced again and again."""

    root: Path

    @property
    def project(self) -> Project:
        """The project, read afresh."""
        return Project(self.root)

    @property
    def page(self) -> Path:
        return self.root / FILE

    @property
    def snippet(self) -> Snippet:
        """The snippet."""
        return read_snippet(self.root / "snippets" / "heights.py", "snippets/heights.py")

    def build(self, content: bytes) -> SectionedPage:
        """Do with a page what a build and a check do, but run, render and write nothing.

        Raises:
            Problem, Problems: it is rejected.
        """
        self.page.write_bytes(content)
        project, sectioned = self.project, read_sections(self.project, self.page)
        for section in sectioned.sections.values():
            assert section.digest
        page, pages = sectioned.page, {PATH: sectioned.page}
        sources = find_sources(project, pages)
        needed = requirements(page, PATH, pages, project, WORDS)
        if PATH.stem not in sources:
            weave(page, None, WORDS, needed, terms()).encode("utf-8")
            return sectioned
        source = sources[PATH.stem]
        assert digest_of(source)
        lesson = Lesson(source.snippet, Recording("d", {"Python": "3.11.7"}, records(source.snippet.names)))
        for cell, asked in source.expressions.items():
            lesson.recording.cells[cell].values.update({one.key: VALUES[len(one.key) % 5] for one in asked})
        weave(page, lesson, WORDS, needed, terms(), {"course": str}).encode("utf-8")
        for woven in take_along(project, page, lesson, WORDS, PATH, notebooks=True).values():
            text_digest(woven)
        found = unbound_numbers(page, {cell.name: cell.code for cell in source.snippet.cells})
        tell_their_place(found, {FILE: line_count(content)})
        return sectioned

    def try_page(self, content: bytes) -> None:
        """Build a page, which is accepted, or rejected with its line."""
        problems = rejections(lambda: self.build(content))
        tell_their_place(problems, {FILE: line_count(content)})


VALUES = ("168", "-2.50e-05", "1,234.5%", "가 <b> $x$ `y` {{ z }}", "")


def records(names: list[str]) -> dict[str, CellRecord]:
    """Return what cells gave: some draw, some print, some warn."""
    known = {
        "likelihood": CellRecord("한 줄\n둘 ``` <b>\n셋\n/// note\n"),
        "curve": CellRecord("μ = 168\n", figures=[SVG.format("one"), SVG.format("two")]),
        "warn": CellRecord(errors="UserWarning: careful\n"),
    }
    found = {name: replace(committed()[name], values={}) for name in names if name in committed()}
    return {name: found.get(name) or known.get(name) or CellRecord() for name in names}


@cache
def committed() -> dict[str, CellRecord]:
    """Return what the cells of this project's own lessons gave."""
    folders = sorted(Project.at(MAIN).recorded.iterdir())
    return {name: one for folder in folders for name, one in read_recording(folder).cells.items()}


@cache
def terms() -> Terms | None:
    """Return this project's own terms."""
    return terms_of(read_glossary(Project.at(MAIN)), "ko", "../glossary.md")


def make_sample(root: Path) -> Sample:
    """Make the project."""
    files = {"mkdocs.yml": SETTINGS, FILE: PAGE, "snippets/heights.py": SNIPPET}
    for name, text in files.items():
        write(root / name, text)
    return Sample(root)


def lines() -> st.SearchStrategy[str]:
    """Return lines of pages, nearly good ones mostly."""
    return pieces(*LINES)
