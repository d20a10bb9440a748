"""The proof that the check works: small mistakes, applied one at a time, are each caught and named.

They are judged by check's own path. An author who makes a mistake in a snippet or on a page builds
afterwards, so the recordings agree with it, and only claims, numbers and weaving can tell. Where the mistake
is in a recording, nothing was built.
`pytest tests/test_mutations.py -s` prints what was caught by what.
"""

from __future__ import annotations

import time
from pathlib import PurePosixPath

import pytest
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.translating.composing import read_pages

from tests.mutations import MUTATIONS
from tests.mutations.harness import UNMUTATED, Verdict, judge_all
from tests.mutations.known_limits import KNOWN_LIMITS
from tests.support.scratch import MAIN


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """Judge all mutations, and print a table of what was caught by what."""
    start = time.perf_counter()
    found = judge_all([UNMUTATED, *MUTATIONS], tmp_path_factory.mktemp("mutations").resolve())
    print("\n" + table(found[1:], time.perf_counter() - start))
    return found


def table(found: list[Verdict], seconds: float) -> str:
    rows = []
    for verdict in found:
        by = "+".join(dict.fromkeys(kind for kind, _ in verdict.findings))
        rows.append(f"  {by or 'GOT AWAY':22}  {verdict.mutation.name}")
    caught = sum(verdict.is_caught for verdict in found)
    return "\n".join([*rows, f"caught {caught}/{len(found)} in {seconds:.0f} s"])


def test_nothing_is_found_where_nothing_was_mutated(verdicts: list[Verdict]) -> None:
    assert verdicts[0] == Verdict(UNMUTATED, [])


def test_every_mistake_is_caught_but_for_the_known_limits(verdicts: list[Verdict]) -> None:
    got_away = {verdict.mutation.name for verdict in verdicts[1:] if not verdict.findings}
    assert got_away == set(KNOWN_LIMITS)
    caught = sum(verdict.is_caught for verdict in verdicts[1:])
    assert caught >= len(MUTATIONS) - len(KNOWN_LIMITS)


def test_every_mistake_is_caught_by_the_check_that_is_there_for_it(verdicts: list[Verdict]) -> None:
    others = [
        (verdict.mutation.name, verdict.mutation.caught_by, verdict.findings)
        for verdict in verdicts[1:]
        if not verdict.is_caught and verdict.mutation.name not in KNOWN_LIMITS
    ]
    assert others == []


def test_every_mistake_that_is_caught_is_named_with_its_place(verdicts: list[Verdict]) -> None:
    nameless = [verdict for verdict in verdicts[1:] if verdict.findings and not verdict.is_named]
    assert nameless == []


def test_there_are_many_mistakes_and_each_has_a_name_of_its_own() -> None:
    names = [mutation.name for mutation in MUTATIONS]
    assert len(names) == len(set(names)) >= 60


def test_there_are_mistakes_in_the_code_and_on_the_page_of_every_lesson() -> None:
    project = Project.at(MAIN)
    files = {mutation.file for mutation in MUTATIONS}
    sources = find_sources(project, read_pages(project))
    assert len(sources) >= 5
    for source in sources.values():
        assert source.snippet.file in files
        assert any(name.startswith("docs/ko/") and PurePosixPath(name).stem == source.name for name in files)


def test_the_mistakes_of_the_original_article_are_among_them() -> None:
    of_the_original = [mutation.name for mutation in MUTATIONS if mutation.name.startswith("original: ")]
    assert len(of_the_original) >= 5
    assert not set(of_the_original) & set(KNOWN_LIMITS)
