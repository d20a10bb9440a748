"""What no claim names is reported also where claims fail, and what a failing claim names is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.checking.claim_tests import Judging
from literate.project import Project
from literate.reading.snippets import read_snippet
from literate.running.job import Job
from literate.running.runner import Runner
from literate.running.supervisor import Outcome

from tests.support.scratch import write

CELLS = ("first", "second", "third")
SNIPPET = "".join(f"# %% {cell}\nprint({number})\n\n" for number, cell in enumerate(CELLS))
SHOWN = "".join(f"/// cell | {cell}\n///\n\n" for cell in CELLS)
PAGE = f"---\ntitle: 수\nsnippets: numbers.py\n---\n\n{SHOWN}\n$$\n% twice\nf(p) = 2 p\n$$\n"
CLAIMS = """\
from literate.checking.claims import formula, shown

page = shown("numbers.py")


def test_all():
    page.prints("first", 0)
    page.prints("second", 1)
    formula("twice").agrees(lambda p: 2 * p, p=(0, 1))
"""
LOOKS = "tests/lessons/looks/numbers.txt"
DESCRIBED = """\
import pytest
from literate.checking.claims import described, shown

@pytest.mark.parametrize(("snippet", "cell", "description"), list(described()))
def test_each(snippet, cell, description):
    shown(snippet).looks(cell, description)
"""
THIRD = [("third", "prints")]
ALL = [(cell, "prints") for cell in CELLS]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path = tmp_path_factory.mktemp("numbers") / "numbers.py"
    write(path, SNIPPET)
    job = Job("numbers", read_snippet(path, "snippets/numbers.py"), is_kept=True)
    return Runner(1, 60.0).run([job])["numbers"]


def reported(
    root: Path, outcome: Outcome, claims: str, looks: str
) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the claims that did not pass, and the parts that no claim is about with what is missing."""
    for name, text in {
        "mkdocs.yml": "site_name: x\n",
        "docs/ko/lessons/numbers.md": PAGE,
        "snippets/numbers.py": SNIPPET,
        "tests/lessons/test_numbers.py": claims,
        "tests/lessons/test_descriptions.py": DESCRIBED,
    }.items():
        write(root / name, text)
    (root / LOOKS).parent.mkdir()
    (root / LOOKS).write_bytes(looks.encode("cp949"))
    with Judging(Project(root), 60.0) as judging:
        judging.give("numbers", outcome)
        found = judging.problems()
    failed = [one.detail.split()[0].partition("/test_")[2] for one in found if one.file.startswith("tests/")]
    parts = [one for one in found if not one.file.startswith("tests/")]
    return failed, [(one.cell, one.message.split("`")[1] if one.cell else one.message) for one in parts]


GOOD_LOOKS = "".join(f"## {cell}\nprints #\n\n" for cell in CELLS)


@pytest.mark.parametrize(
    ("old", "new", "looks", "failed", "missing"),
    [
        ("", "", GOOD_LOOKS, [], THIRD),
        ('"first", 0', '"first", 5', GOOD_LOOKS, ["numbers.py::test_all"], THIRD),
        ("def test_all():", "def test_all(:", GOOD_LOOKS, ["numbers.py"], THIRD),
        ("page = ", "import nowhere\npage = ", GOOD_LOOKS, ["numbers.py"], THIRD),
        ("def", "import pytest\n@pytest.mark.skip\ndef", GOOD_LOOKS, ["numbers.py::test_all"], THIRD),
        ("", "", GOOD_LOOKS + "## 셋\n", ["descriptions.py"], THIRD),
        ("", "", "", ["descriptions.py::test_each[NOTSET]"], [(cell, "looks") for cell in CELLS] + THIRD),
    ],
    ids=["all hold", "one fails", "no Python", "no import", "skipped", "no UTF-8", "no descriptions"],
)
def test_parts_that_only_a_failing_claim_names_are_not_reported_as_missing(
    old: str,
    new: str,
    looks: str,
    failed: list[str],
    missing: list[tuple[str, str]],
    tmp_path: Path,
    outcome: Outcome,
) -> None:
    found = reported(tmp_path, outcome, CLAIMS.replace(old, new, 1) if old else CLAIMS, looks)
    assert found == (failed, sorted(missing, key=lambda one: (CELLS.index(one[0]), one[1])))
