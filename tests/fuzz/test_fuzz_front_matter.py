"""Whatever stands in a page's front matter, the build takes it or tells its line."""

from __future__ import annotations

import json

import pytest
from hypothesis import strategies as st

from tests.fuzz.fuzzed_pages import Sample, make_sample
from tests.fuzz.fuzzing import json_values, mutated, pieces, texts, try_all

KEYS = ("title", "snippets", "requires", "minutes", "description", "hide", "template", "search", "translates")
VALUES = (
    "키",
    "3",
    "heights.py",
    "[coins]",
    "[coins, coins]",
    "{a: 1}",
    "",
    "~",
    "yes",
    ".nan",
    "-.inf",
    "1e5",
    "0x" + "f" * 5000,
    "9" * 5000,
    "9" * 39,
    ":".join(["1"] * 3000),
    "1:1:1.5",
    "0x_",
    "2021-01-01",
    "2021-13-45",
    "&a [*a]",
    "*a",
    "&a x",
    "!!python/object/apply:os.system [id]",
    "!!int ''",
    "!!bool x",
    "!!binary aGk=",
    "!!set {a, b}",
    "!ENV HOME",
    "! x",
    '"\\0"',
    '"\\ud800"',
    '"\\e[31m"',
    "../../etc/passwd",
    "/etc/passwd",
    "../heights.py",
    "x" * 300,
    "|\n  줄\n  ---",
    "'it''s",
    '"a\n b"',
    "[" * 1500,
    "{<<: {a: b}, ? [a] : c}",
    "{2021-01-01: x, null: y, 3: z, .nan: w}",
    "%",
    "@",
    "=",
    "a: b",
    "# nothing",
)
LINES = (
    *(f"{key}: {value}" for key in KEYS for value in VALUES),
    *(f"'{key}': {value}" for key in KEYS[:4] for value in VALUES[:4]),
    "{title: 키, snippets: heights.py, requires: [moons]}",
    "? snippets\n: other.py",
    "titel: x",
    "1: x",
    "%YAML 1.2",
    "...",
    "- a",
    "<<: {title: x}",
    "a: &x [1, 1]\nb: &y [*x, *x]\nc: &z [*y, *y]",
)
GOOD = "title: 키\nsnippets: heights.py\nrequires: [coins]\nminutes: 5\ndescription: 설명\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("fuzzed"))


def test_front_matter_is_taken_or_rejected_with_its_line(sample: Sample) -> None:
    line = pieces(*LINES)
    of_json = st.fixed_dictionaries({"title": st.just("키")}, optional=dict.fromkeys(KEYS[1:], json_values()))
    front = st.one_of(
        texts(line, 5),
        texts(line, 2).map(GOOD.__add__),
        mutated(st.just(GOOD), line),
        of_json.map(json.dumps),
        of_json.map(lambda entries: "\n".join(f"{key}: {json.dumps(one)}" for key, one in entries.items())),
    )
    body = "\n/// cell | imports\n///\n"
    try_all("front matter", front, lambda text: sample.try_page(f"---\n{text}\n---\n{body}".encode()))
