"""Whatever stands in a snippet file or between `{{` and `}}`, the build takes it or tells its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st
from literate.checking.checks import prose
from literate.checking.numbers import unbound_numbers
from literate.reading.expressions import evaluate, fill, find
from literate.reading.lessons import Source
from literate.reading.pages import parse_page
from literate.reading.snippets import Snippet, read_snippet
from literate.reading.typesetting import typeset
from literate.recording.store import digest_of
from literate.weaving.passages import passages

from tests.fuzz.fuzzed_pages import LINES as PAGE_LINES
from tests.fuzz.fuzzed_pages import PAGE
from tests.fuzz.fuzzing import (
    files_of,
    line_count,
    mutated,
    pieces,
    rejections,
    tell_their_place,
    texts,
    try_all,
)
from tests.support.weaving import SNIPPET

# Python's own, of code that looks wrong; lessons show them when they run.
pytestmark = pytest.mark.filterwarnings("ignore")

FILE = "snippets/heights.py"
LINES = (
    *SNIPPET.split("\n"),
    "# %% mean",
    "# %% mean",
    "#%% mean",
    "# %%mean",
    "# %%",
    " # %% indented",
    "# %% Mean",
    "# %% 평균",
    "# %% [markdown]",
    "# %% mean # %% spread",
    "x = 1  # %% not-a-header",
    '"""',
    "'''",
    "# %% in-a-string",
    "f'{x!r:{width}}'",
    "if x:",
    "\tif x:",
    "        y = 3",
    "def f(:",
    "\\",
    "%matplotlib inline",
    "!ls",
    "get_ipython().system('ls')",
    "x = '\\d'",
    "x = 0x" + "f" * 5000,
    "x = " + "9" * 5000,
    "x = range(3, 1e999) + 1j",
    "x = '../heights.py' 'a\\0b.txt' '" + "x" * 300 + ".txt'",
    "import heights, os.path, ..x",
    "from . import x",
    "# -*- coding: euc-kr -*-",
    "lambda: (yield)",
    "return",
    "print(1);",
)


def deep() -> st.SearchStrategy[str]:
    """Return code that is deeper than parsers go."""
    kinds = st.sampled_from(
        ["{0}x{1}", "x = {0}{1}", "-{2}1", "x{3}", "1{4}", "x{5}", "not {6}x", "{7}", "f'{8}'"]
    )
    counts = st.sampled_from([2, 50, 99, 150, 900, 7_000])
    return st.builds(
        lambda kind, n: kind.format(
            "(" * n, ")" * n, "-" * n, ".a" * n, "+1" * n, "[0]" * n, "not " * n, "x if y else " * n, "{" * n
        ),
        kinds,
        counts,
    )


def spoilt() -> st.SearchStrategy[bytes]:
    line = st.one_of(*[pieces(*LINES)] * 9, deep())
    whole = st.one_of(texts(line), texts(line).map("# %% start\n".__add__), mutated(st.just(SNIPPET), line))
    return whole.map(lambda text: text.encode("utf-8", "surrogatepass")) | files_of(whole)


def test_a_snippet_is_taken_or_rejected_with_its_line(tmp_path: Path) -> None:
    path, page = tmp_path / "heights.py", parse_page(PAGE, "docs/ko/heights.md")

    def read() -> Snippet:
        snippet = read_snippet(path, FILE)
        lines = snippet.text.split("\n")
        for cell in snippet.cells:
            assert not cell.code or cell.code.split("\n")[0] == lines[cell.line - 1].rstrip()
        tell_their_place(prose(snippet), {FILE: len(lines)})
        assert snippet.imports == sorted(snippet.imports)
        assert digest_of(Source("heights", snippet, {}))
        code = {cell.name: cell.code for cell in snippet.cells}
        unbound_numbers(page, code)
        list(passages(page.parts, code, frozenset()))
        return snippet

    def check(content: bytes) -> None:
        path.write_bytes(content)
        tell_their_place(rejections(read), {FILE: line_count(content)})

    try_all("snippets", spoilt(), check)


def test_a_value_is_taken_or_rejected_with_its_line() -> None:
    file, line = "docs/ko/heights.md", 7
    namespace = {"x": 168.25, "y": -3, "p": 2.5e-9, "d": {"a": [1, 2]}, "s": "글", "none": None}

    def check(text: str) -> None:
        def look() -> None:
            found = list(find(text, file, line))
            for start, end, expression in found:
                assert text[start:end].startswith("{{")
                assert text[start:end].endswith("}}")
                if is_bounded(expression.key):
                    value = evaluate(expression, namespace)
                    assert [typeset(value, form) for form in ("text", "plain", "math")]
            fill(text, file, line, {one.key: "168" for _, _, one in found})

        problems = rejections(look)
        assert all(problem.line == line for problem in problems)
        tell_their_place(problems, {file: line})

    inside = pieces(
        *(
            "x",
            "y:d",
            "p:.2e",
            "x:.1f",
            "x:q",
            "s:>9",
            "none:.2f",
            "d['a'][0]",
            "{'a': {'b': 1}}['a']",
            "x[1:2]",
        ),
        *(
            "lambda: 3",
            "x := 3",
            "x!r",
            "f'{x:.2f}'",
            "'}}'",
            "await x",
            "(yield)",
            "x if y",
            "*d",
            "z",
            "1/0",
        ),
        *(
            "3",
            "3.5:.0f",
            "1e999",
            "-3",
            "True",
            "3:{y}",
            "x:" + "9" * 30 + "f",
            "0x" + "f" * 4000,
            "9" * 5000,
        ),
        *(
            "'\\ud800'",
            "'\\0'",
            "'a\\nb'",
            "'\\d'",
            "x:%",
            "x:,",
            "x:_",
            "x:c",
            "1j:.2f",
            "...",
            "__import__('os')",
        ),
    )
    around = pieces("글", "`", "``", "$", "$$", "\\", "{#id}", "[a](b)", *PAGE_LINES)
    value = (inside | deep()).map(lambda source: f"{{{{ {source} }}}}")
    try_all("values", st.lists(value | around, max_size=5).map("".join), check)


def is_bounded(code: str) -> bool:
    """Whether evaluating code takes neither long nor much: no powers, no long numbers, no calls."""
    return len(code) < 200 and not any(sign in code for sign in ("**", "999", "<<", "(", "*"))
