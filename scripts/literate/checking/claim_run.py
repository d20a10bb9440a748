"""Judge claims with pytest, and write the ending of each claim to a file.

`python -m literate.checking.claim_run FOLDER [LESSON …]` judges the claims of the project in the current
folder, or those about some of its lessons. It writes FOLDER/result.json, and reads from stdin the name of
each lesson whose outcome is in FOLDER by then.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import pickle
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

from ..messages import Problem
from ..project import Project
from ..running.job import Job
from ..running.supervisor import Outcome
from . import claims
from .coverage import uncovered
from .facts import Fact, watching
from .latex import expressions
from .lesson_runs import run_alone

CLAIMS = claims.CLAIMS
RESULT = "result.json"
PASSED = "passed"
_NOTHING = "empty parameter set"  # pytest's reason to skip a claim on each of nothing


@dataclass
class Ending:
    """The ending of one claim.

    Arguments:
        claim: pytest's node id, `tests/lessons/test_x.py::test_y`, or the id of its file.
        how: passed, failed, skipped, xfailed, xpassed, deselected, not run, or not collected.
        reason: pytest's report on a claim that did not pass.
        line: the line of the test.
        facts: the facts that the claim looked at.
    """

    claim: str
    how: str
    reason: str = ""
    line: int = 0
    facts: list[Fact] = field(default_factory=list)


@dataclass
class Judgement:
    """The endings of all claims, pytest's exit code, and problems with parts that no claim covers."""

    exit_code: int
    endings: list[Ending]
    problems: list[Problem] = field(default_factory=list)

    @property
    def facts(self) -> set[Fact]:
        """The facts that the claims looked at; a claim that did not pass is a problem itself."""
        return {fact for ending in self.endings for fact in ending.facts}

    def doubtful(self, root: Path) -> str:
        """Return the code of the claims that did not pass; of a file that pytest did not collect, all of it.

        They may claim something about more parts of the lessons than they have looked at.
        """
        # A parametrization that finds nothing names nothing.
        doubted = (one for one in self.endings if one.how != PASSED and _NOTHING not in one.reason)
        return "\n".join({_code_of(root, ending) for ending in doubted})

    def write(self, path: Path) -> None:
        """Write the judgement as JSON."""
        problems = [vars(problem) for problem in self.problems]
        content = {
            "exit_code": self.exit_code,
            "endings": [asdict(ending) for ending in self.endings],
            "problems": problems,
        }
        path.write_text(json.dumps(content), encoding="utf-8")

    @staticmethod
    def read(path: Path) -> Judgement:
        """Read a judgement from a file.

        Raises:
            OSError, ValueError, KeyError, TypeError: the file is missing or not complete.
        """
        content = json.loads(path.read_text(encoding="utf-8"))
        endings = [
            Ending(**one | {"facts": [Fact(**fact) for fact in one["facts"]]}) for one in content["endings"]
        ]
        problems = [Problem(**problem) for problem in content["problems"]]
        return Judgement(content["exit_code"], endings, problems)


class _Judge:
    """A pytest plugin that follows each claim from collection to its ending.

    Arguments:
        last: of each file of claims, the place of the last lesson that it needs; lessons run in this order.
    """

    def __init__(self, last: Mapping[str, int]) -> None:
        self._last = last
        self.endings: dict[str, Ending] = {}
        self._of_files: dict[str, set[Fact]] = {}
        self._lines: set[tuple[Path, int]] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        with watching() as facts:
            report: Any = yield
        self._of_files.setdefault(collector.nodeid.split("::")[0], set()).update(facts)
        if not report.passed:
            how = "skipped" if report.skipped else "not collected"
            self.endings[collector.nodeid] = Ending(collector.nodeid, how, str(report.longrepr))
        return report  # type: ignore[no-any-return]

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        path, line, _ = item.reportinfo()
        self.endings[item.nodeid] = Ending(item.nodeid, "not run", line=(line or 0) + 1)
        self._lines.add((Path(path).resolve(), (line or 0) + 1))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        # Some of the claims on all lessons may find nothing in the chosen ones.
        for item in [item for item in items if claims.lessons and _is_about_nothing(item)]:
            items.remove(item)
            del self.endings[item.nodeid]
        items.sort(key=lambda item: self._last.get(item.nodeid.split("::")[0], -1))

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        for item in items:
            self.endings[item.nodeid].how = "deselected"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with watching() as facts:
            result: Any = yield
        of_file = self._of_files.get(item.nodeid.split("::")[0], set())
        self.endings[item.nodeid].facts = sorted(facts | of_file)
        return result  # type: ignore[no-any-return]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        ending = self.endings[report.nodeid]
        if report.failed:
            ending.how, ending.reason = "failed", _reason(report)
        elif report.skipped:
            ending.how = "xfailed" if hasattr(report, "wasxfail") else "skipped"
            ending.reason = _reason(report)
        elif report.when == "call":
            ending.how = "xpassed" if hasattr(report, "wasxfail") else PASSED

    def look_for_lost(self, root: Path, files: Sequence[str]) -> None:
        """Add an ending for each test function in a file that pytest did not collect."""
        for name in files:
            path = root / name
            if name in self.endings:  # pytest reported the whole file
                continue
            for line, test in written_tests(path.read_text(encoding="utf-8")):
                if (path.resolve(), line) not in self._lines:
                    claim = f"{name}::{test}"
                    self.endings[claim] = Ending(claim, "not collected", line=line)


def _is_about_nothing(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("skip")
    return mark is not None and _NOTHING in str(mark.kwargs.get("reason"))


def _code_of(root: Path, ending: Ending) -> str:
    below = ending.claim.partition("::")[0]  # a file, or the folder of a file that pytest cannot import
    names = [name for name in claim_files(root) if name == below or name.startswith(f"{below}/")]
    texts = [(root / name).read_text(encoding="utf-8", errors="replace") for name in names]
    if not ending.line:
        return "\n".join(texts)
    return "".join(inspect.getblock(texts[0].splitlines(keepends=True)[ending.line - 1 :]))


def _reason(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        return str(crash.message)
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)


def written_tests(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of each test function of a file and of its classes."""
    nodes: list[ast.stmt] = list(ast.parse(text).body)
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("test"):
                yield min([node.lineno, *(one.lineno for one in node.decorator_list)]), node.name
        else:
            nodes += [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.stmt)]


def claim_files(root: Path) -> list[str]:
    """Return the names of the files below a project's root that may contain claims."""
    return sorted(path.relative_to(root).as_posix() for path in (root / CLAIMS).rglob("*.py"))


def judge(
    root: Path, names: Sequence[str] = (), options: Sequence[str] = (), snippets: Sequence[str] = ()
) -> Judgement:
    """Judge claims in this process.

    Arguments:
        root: the project's folder.
        names: pytest's node ids of the claims to judge; all if empty.
        options: more options of pytest.
        snippets: the snippet files of lessons that still run, in their order.
    """
    plugin = _Judge({file: at for at, one in enumerate(snippets) for file in files_about(root, [one])})
    about = ["-q", "--tb=short", "-p", "no:cacheprovider", f"--rootdir={root}", *options]
    about.append("--continue-on-collection-errors")  # else a file that cannot be read stops all claims
    code = pytest.main([*about, *(str(root / name) for name in names or [CLAIMS])], plugins=[plugin])
    if not names:
        plugin.look_for_lost(root, claim_files(root))
    return Judgement(int(code), list(plugin.endings.values()))


def files_about(root: Path, snippets: Collection[str]) -> list[str]:
    """Return the files of claims that name one of some snippet files, themselves or in a file they import."""
    # pytest reports a file that is not UTF-8.
    texts = {name: (root / name).read_text(encoding="utf-8", errors="replace") for name in claim_files(root)}
    about: set[str] = set()
    words = [*snippets, "described("]
    while True:
        found = {name for name, text in texts.items() if any(word in text for word in words)}
        if found == about:
            return sorted(name for name in about if Path(name).name.startswith("test"))
        about = found
        words += [f"{CLAIMS}/{Path(name).stem}".replace("/", ".") for name in about]


class Arrivals:
    """The outcomes of lessons that check has run.

    Arguments:
        folder: the folder with the outcomes.
        names: the stream with the names of the lessons whose outcomes are there, one on a line.
    """

    def __init__(self, folder: Path, names: IO[str]) -> None:
        self._folder, self._names = folder, names
        self._arrived: set[str] = set()

    def run(self, job: Job) -> Outcome:
        """Wait for a lesson that check runs, and return its outcome; run any other lesson.

        Raises:
            EOFError: check has ended.
        """
        if claims.lessons and job.lesson not in claims.lessons:
            return run_alone(job)
        while job.lesson not in self._arrived:
            name = self._names.readline()
            if not name:
                raise EOFError(job.lesson)
            self._arrived.add(name.rstrip("\n"))
        outcome: Outcome
        outcome, formulas = pickle.loads((self._folder / job.lesson).read_bytes())
        expressions.update(formulas)
        return outcome


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    # A duplicate, because pytest replaces stdin.
    claims.run = Arrivals(folder, os.fdopen(os.dup(0), encoding="utf-8")).run
    claims.project = Project.at(Path.cwd()).snapshot()
    claims.lessons = frozenset(sys.argv[2:])
    snippets = [str(page.front["snippets"]) for page in claims.judged_pages() if "snippets" in page.front]
    files = files_about(Path.cwd(), snippets) if claims.lessons else ()
    judgement = judge(Path.cwd(), files, snippets=snippets)
    judgement.problems = uncovered(judgement.facts, judgement.doubtful(Path.cwd()))
    judgement.write(folder / RESULT)
