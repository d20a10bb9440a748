"""Measure our builds and a peer's by number of lessons, on one machine in one run."""

from __future__ import annotations

import itertools
import json
import os
import platform
import re
import shutil
import statistics
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from literate.environment import ROOT
from literate.messages import Problem, say, use_utf8
from literate.project import ORIGINAL, Project

from benchmarking.projects import copy_name, make_peer, make_project, read_lesson
from benchmarking.runs import Measured, measure, median, served

# The changes: to a sentence of the lesson, and to a number in its code, which its output shows.
_SENTENCE, _GRID, _POINTS = "가장 그럴듯한 평균이 있습니다.", "np.linspace(150, 190, {})", 100
# The number of repetitions, by the largest number of lessons for which it applies.
_TIMES = {1: 5, 30: 3, 1000: 1}
_PEER_UP_TO = 30
_STEPS = ("cold", "unchanged", "prose", "cell")
_HEAD = (
    "| what × lessons | cold | unchanged | prose | cell | served prose | served cell | memory | written |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)
_MADE = ("build", "site", "snippets/recorded")


def benchmark_parser() -> ArgumentParser:
    """Return the parser of scripts/benchmark.py's options."""
    use_utf8()
    about = say("빌드가 얼마나 걸리는지 잽니다.", "Measure how long builds take.")
    parser = ArgumentParser(description=about)
    add = parser.add_argument
    add("--copies", type=int, nargs="+", default=[1, 30], help=say("과의 수", "numbers of lessons"))
    add("--languages", type=int, choices=(1, 2), default=1, help=say("언어의 수", "how many languages"))
    whole = say("PyTorch를 쓰는 과 전체를 잽니다", "measure the whole lesson, which needs PyTorch")
    add("--whole", action="store_true", help=whole)
    add("--notebooks", action="store_true", help=say("노트북도 만듭니다", "make notebooks too"))
    peer = say("markdown-exec은 재지 않습니다", "do not measure markdown-exec")
    add("--no-peer", dest="peer", action="store_false", help=peer)
    serve = say("serve는 재지 않습니다", "do not measure serve.py")
    add("--no-serve", dest="serve", action="store_false", help=serve)
    add("--json", type=Path, metavar="FILE", help=say("결과를 적을 파일", "where to write the results"))
    return parser


def run_benchmark(arguments: Namespace) -> int:
    """Measure with the given options, print a table, write JSON results, and return the exit code."""
    results: dict[str, Any] = {"machine": _machine(), "rows": []}
    print(_HEAD, flush=True)
    try:
        for copies in arguments.copies:
            with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
                for row in _rows(Path(folder), copies, arguments):
                    results["rows"].append(row)
                    print(_line(row), flush=True)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    if arguments.json:
        text = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
        arguments.json.write_text(text, encoding="utf-8")
    return 0


@dataclass(frozen=True)
class _Subject:
    """A project to measure: its build command, and the files of one lesson's prose and code."""

    name: str
    root: Path
    command: list[str]
    prose: Path
    code: Path

    def change_prose(self, number: int) -> str:
        """Add a word to a sentence; return the word."""
        word = f"낱말{number}"
        _replace(self.prose, rf"(낱말\d+ )?{re.escape(_SENTENCE)}", f"{word} {_SENTENCE}")
        return word

    def change_cell(self, number: int) -> str:
        """Change a number in a cell; return the cell's output of it."""
        _replace(self.code, re.escape(_GRID).replace(r"\{\}", r"\d+"), _GRID.format(_POINTS + number))
        return f"({_POINTS + number},)"


def _replace(path: Path, pattern: str, text: str) -> None:
    content, found = re.subn(pattern, text, path.read_text(encoding="utf-8"))
    assert found == 1, f"{path.name}: {pattern}: {found}"
    path.write_text(content, encoding="utf-8")


def _subjects(folder: Path, copies: int, arguments: Namespace) -> Iterator[_Subject]:
    original = Project.at(ROOT)
    languages = original.languages[: arguments.languages]
    lesson, name = read_lesson(original, languages, arguments.whole), copy_name(1)
    # The Python that a user runs, which finds the environment.
    python: str = getattr(sys, "_base_executable", sys.executable)
    ours = make_project(original, folder / "ours", lesson, copies)
    options = ["--no-run"] if arguments.notebooks else ["--no-run", "--no-notebooks"]
    yield _Subject(
        "build.py",
        ours.root,
        [python, str(ours.root / "scripts" / "build.py"), *options],
        ours.docs / ORIGINAL / "lessons" / f"{name}.md",
        ours.snippets / f"{name.replace('-', '_')}.py",
    )
    if arguments.peer and copies <= _PEER_UP_TO:
        root = folder / "peer"
        make_peer(root, lesson, copies)
        page = root / "docs" / "lessons" / f"{name}.md"
        yield _Subject("markdown-exec", root, [sys.executable, "-m", "mkdocs", "build", "-q"], page, page)


def _rows(folder: Path, copies: int, arguments: Namespace) -> Iterator[dict[str, Any]]:
    times = next(count for limit, count in _TIMES.items() if copies <= limit)
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "SITE_URL")}
    environment |= {"LC_ALL": "C.UTF-8"}
    for subject in _subjects(folder, copies, arguments):
        numbers = itertools.count(1)

        def again(step: str, subject: _Subject = subject, numbers: Iterator[int] = numbers) -> Measured:
            if step == "cold":
                for made in _MADE:
                    shutil.rmtree(subject.root / made, ignore_errors=True)
            elif step == "prose":
                subject.change_prose(next(numbers))
            elif step == "cell":
                subject.change_cell(next(numbers))
            return measure(subject.command, subject.root, environment)

        row: dict[str, Any] = {"what": subject.name, "lessons": copies, "times": times}
        for step in _STEPS:
            row[step] = asdict(median([again(step) for _ in range(times)]))
        if arguments.serve and subject.name == "build.py":
            row |= _served(subject, times, environment)
        yield row


def _served(subject: _Subject, times: int, environment: dict[str, str]) -> dict[str, float]:
    numbers = itertools.count(1000)
    with served(subject.root, f"lessons/{copy_name(1)}/", environment) as seconds:
        # The first run of each starts with cold caches.
        prose = [seconds(partial(subject.change_prose, next(numbers))) for _ in range(times + 1)][1:]
        cell = [seconds(partial(subject.change_cell, next(numbers))) for _ in range(times + 1)][1:]
    return {"served prose": statistics.median(prose), "served cell": statistics.median(cell)}


def _line(row: dict[str, Any]) -> str:
    """Return a row of the table: seconds, then the peak memory and the MB that a cold build writes."""
    cells = [f"{row['what']} × {row['lessons']}", *(f"{row[step]['seconds']:.2f}" for step in _STEPS)]
    cells += [f"{row[name]:.2f}" if name in row else "" for name in ("served prose", "served cell")]
    cells += [f"{row['cold']['memory']:.0f} MB", f"{row['cold']['written']:.1f} MB"]
    return "| " + " | ".join(cells) + " |"


def _machine() -> dict[str, Any]:
    packages = ("numpy", "matplotlib", "torch", "mkdocs", "mkdocs-material", "markdown-exec")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: metadata.version(name) for name in packages},
    }
