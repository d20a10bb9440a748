"""The proof that the check works: small mistakes, applied one at a time, are each caught and named.

They are judged by check's own path. An author who makes a mistake in a snippet or on a page builds
afterwards, so the recordings agree with it, and only claims, numbers and weaving can tell. Where the mistake
is in a recording, nothing was built.
One of each kind of mistake in each file is judged; `MUTATIONS=all` judges all.
`pytest tests/test_mutations.py -s` prints what was caught by what.
"""

from __future__ import annotations

import os
import time
from pathlib import Path, PurePosixPath

import pytest
from literate.project import Project
from literate.reading.lessons import find_sources
from literate.translating.composing import read_pages

from tests.mutations import MUTATIONS
from tests.mutations.harness import UNMUTATED, Verdict, judge_all
from tests.mutations.known_limits import KNOWN_LIMITS
from tests.mutations.mutation import Mutation
from tests.support.scratch import MAIN

IS_ALL = os.environ.get("MUTATIONS") == "all"
PARTS = 2 if IS_ALL else 1  # each gets the project ready once, which takes as long as forty mutations


def chosen() -> list[Mutation]:
    """Return the last mutation of each kind and file, or all."""
    return MUTATIONS if IS_ALL else [*{(one.file, one.caught_by): one for one in MUTATIONS}.values()]


def judged(mutations: list[Mutation], folder: Path) -> list[Verdict]:
    """Judge mutations, and print a table of what was caught by what."""
    start = time.perf_counter()
    found = judge_all([UNMUTATED, *mutations], folder)
    print("\n" + table(found[1:], time.perf_counter() - start))
    return found


def table(found: list[Verdict], seconds: float) -> str:
    rows = []
    for verdict in found:
        by = "+".join(dict.fromkeys(kind for kind, _ in verdict.findings))
        rows.append(f"  {by or 'GOT AWAY':22}  {verdict.mutation.name}")
    caught = sum(verdict.is_caught for verdict in found)
    return "\n".join([*rows, f"caught {caught}/{len(found)} in {seconds:.0f} s"])


@pytest.mark.parametrize("part", range(PARTS))
def test_every_mistake_is_caught_by_its_check_and_named_but_for_the_known_limits(
    part: int, tmp_path: Path
) -> None:
    mutations = chosen()[part::PARTS]
    unmutated, *verdicts = judged(mutations, tmp_path.resolve())
    # Claims see what is recorded, too: the runs that they look at are compared with the recordings here.
    assert unmutated == Verdict(UNMUTATED, [])
    assert len(verdicts) == len(mutations) >= 60
    limits = {one.mutation.name for one in verdicts} & set(KNOWN_LIMITS)
    assert {one.mutation.name for one in verdicts if not one.findings} == limits
    caught = [one for one in verdicts if one.findings]
    by_others = [
        (one.mutation.name, one.mutation.caught_by, one.findings) for one in caught if not one.is_caught
    ]
    assert by_others == []
    assert [one for one in caught if not one.is_named] == []


def test_the_known_limits_are_mistakes_of_the_list() -> None:
    assert set(KNOWN_LIMITS) <= {mutation.name for mutation in MUTATIONS}


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
