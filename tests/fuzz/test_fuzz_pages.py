"""Whatever stands in a page's file, the build takes it or tells its line, and takes no time to speak of."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import strategies as st
from literate.checking.terminology import avoided, misnamed
from literate.project import Project
from literate.reading.glossary import read_glossary
from literate.reading.pages import parse_page
from literate.reading.sections import divide
from literate.recording.store import Recording
from literate.translating.composing import compose, let_pass
from literate.translating.parity import disparities
from literate.weaving.notebook import weave_notebook
from literate.weaving.page import weave
from literate.weaving.recorded_cells import Lesson
from literate.weaving.terms import terms_of

from tests.fuzz.fuzzed_pages import FILE, HEAD, PAGE, PATH, Sample, lines, make_sample, records
from tests.fuzz.fuzzing import (
    EXAMPLES,
    MAIN,
    files_of,
    line_count,
    mutated,
    rejections,
    tell_their_place,
    texts,
    try_all,
)
from tests.support.translating import recorded
from tests.support.weaving import WORDS

TRANSLATION = "docs/en/lessons/heights.md"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("fuzzed"))


def test_at_least_five_thousand_examples_are_tried() -> None:
    assert sum(EXAMPLES.values()) >= 5000


def test_the_page_that_is_spoilt_is_a_good_one(sample: Sample) -> None:
    assert list(sample.build(PAGE.encode()).sections) == ["opening", "data"]


def test_any_bytes_are_taken_or_rejected_with_their_line(sample: Sample) -> None:
    whole = st.binary(max_size=200) | files_of(texts(lines(), 6)) | files_of(mutated(st.just(PAGE), lines()))
    try_all("bytes", whole, sample.try_page)


def test_a_page_that_is_nearly_good_is_taken_or_rejected_with_its_line(sample: Sample) -> None:
    bodies = texts(lines()).map(HEAD.__add__) | mutated(st.just(PAGE), lines())
    try_all("pages", bodies, lambda text: sample.try_page(text.encode("utf-8")))


@cache
def real_windows() -> tuple[tuple[str, str], ...]:
    """Return (front matter, some lines that begin with a cell) all through the lessons of this project."""
    found = []
    for path in sorted((MAIN / "docs" / "ko" / "lessons").glob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        rows = body.split("\n")
        starts = [at for at, row in enumerate(rows) if row.startswith("/// cell")]
        head = "\n".join(row for row in head.split("\n") if not row.startswith("requires:"))
        found += [(f"---\n{head}---\n", "\n".join(rows[at : at + 25])) for at in starts[::4]]
    return tuple(found)


def test_a_real_page_with_mistakes_is_taken_or_rejected_with_its_line(sample: Sample) -> None:
    snippets = {path.name: path for path in (MAIN / "snippets").glob("*.py")}

    def check(example: tuple[str, str]) -> None:
        sample.try_page("".join(example).encode("utf-8"))

    for path in snippets.values():
        (sample.root / "snippets" / path.name).write_bytes(path.read_bytes())
    spoilt = st.one_of(
        [st.tuples(st.just(head), mutated(st.just(body), lines())) for head, body in real_windows()]
    )
    try_all("real pages", spoilt, check)


def test_two_pages_one_of_which_translates_the_other_are_taken_or_rejected(sample: Sample) -> None:
    path, files = PATH.relative_to("ko"), (FILE, TRANSLATION)
    glossary = read_glossary(Project.at(MAIN))
    both = terms_of(glossary, "ko", ""), terms_of(glossary, "en", "")
    assert both[0] and both[1]
    pair_of_terms = both[0], both[1]

    def check(texts: tuple[str, str]) -> None:
        def read_and_compose() -> None:
            original, translation = (
                divide(parse_page(text, file), text) for text, file in zip(texts, files, strict=True)
            )
            tell_their_place(disparities({path: original}, {path: translation}), counts)
            tell_their_place(misnamed(pair_of_terms, original, translation), counts)
            tell_their_place(avoided(glossary, "en", {path: translation}), counts)
            page = compose(original, let_pass(original, translation), "ko", WORDS, path)
            weave(page, lesson, WORDS, {}, both[1]).encode("utf-8")
            weave_notebook(page, lesson, WORDS, PATH, "https://example.org/en/")

        counts = {file: line_count(text.encode("utf-8")) for text, file in zip(texts, files, strict=True)}
        tell_their_place(rejections(read_and_compose), counts)

    lesson = Lesson(sample.snippet, Recording("d", {}, records(sample.snippet.names)))
    for record in lesson.recording.cells.values():
        record.values = {"best": "168", "p:.2e": "-2.50e-05"}
    translated = PAGE.replace("requires: [coins]\nminutes: 5\n", "").replace("키를", "We measured")
    marked = recorded(translated, PAGE, data="0123456789ab")
    spoilt = mutated(st.sampled_from([translated, marked, recorded(translated, PAGE)]), lines())
    originals = st.just(PAGE) | mutated(st.just(PAGE), lines())
    try_all("translations", st.tuples(originals, spoilt), check)
