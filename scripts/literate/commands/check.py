"""Implement scripts/check.py: its options and its report."""

from __future__ import annotations

import contextlib
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter

from ..environment import ROOT
from ..messages import Problem, Problems, plural, say, use_utf8
from ..page_python import page_python
from .options import Parser, add_options


def check_parser() -> ArgumentParser:
    """Return the parser of scripts/check.py's options."""
    use_utf8()
    about = say(
        "페이지의 모든 수와 식과 주장을 코드와 맞추어 봅니다.",
        "Verify every number, formula and claim on the pages against the code.",
    )
    parser = Parser(description=about)
    add_options(parser)
    parser.option(
        "lessons",
        "이 과만 빠르게 검사하고 사이트는 만들지 않습니다 (기본: 모두)",
        "check only these lessons, quickly, without building the site (default: everything)",
        nargs="*",
        metavar=say("과", "LESSON"),
    )
    parser.option(
        "--describe",
        "검사하지 않고 이 과의 tests/lessons/looks/와 claims.txt, docs/readings를 지금대로 다시 씁니다. "
        "바뀐 줄을 읽어 보세요",
        "do not check; rewrite looks/ of these lessons and claims.txt in tests/lessons, and docs/readings; "
        "read the diff",
        action="store_true",
    )
    return parser


def run_check(arguments: Namespace) -> int:
    """Check the project, print the problems, and return the exit code."""
    from ..checking.checks import check
    from ..project import Project

    start, wrong = time.perf_counter(), Counter[str]()
    how = arguments.jobs, arguments.timeout, arguments.scheduler, arguments.lessons
    try:
        if arguments.describe:
            return _describe(arguments.lessons)
        with contextlib.closing(check(Project.at(ROOT), *how, page_python())) as checks:
            for one in checks:
                verdict = f"{len(one.problems)}" if one.problems else "✓"
                print(f"{verdict:>3}  {one.title}", flush=True)
                for found in one.problems:
                    print(f"\n{found}\n", file=sys.stderr, flush=True)
                wrong[one.name] += len(one.problems)
    except (Problem, Problems) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    seconds = time.perf_counter() - start
    count = wrong.total()
    message = say(f"문제 {count}개({seconds:.1f}초)", f"{plural(count, 'problem')} ({seconds:.1f} s)")
    print("\n" + message)
    if wrong["recordings"]:
        hint = "바뀐 결과가 맞다면 scripts/build.py로 기록을 다시 쓰세요."
        print(say(hint, "If the new results are right, scripts/build.py rewrites the recordings."))
    return 1 if count else 0


def _describe(lessons: list[str]) -> int:
    """Rewrite the descriptions of outputs, of all lessons if none is named, of claims and of readings.

    Print the names of the changed files.
    """
    from ..checking import claims
    from ..checking.checks import site_apart
    from ..checking.claim_record import write_record
    from ..checking.coverage import write_descriptions
    from ..checking.recorded_readings import write_readings
    from ..project import Project
    from ..reading.lessons import choose, find_sources
    from ..running.supervisor import fixed_environment
    from ..translating.composing import read_pages

    project = Project.at(ROOT)
    pages = read_pages(project)
    choose(find_sources(project, pages), lessons, pages)
    claims.lessons = frozenset(lessons)
    with fixed_environment(), site_apart(project, page_python()) as site:
        changed = [*write_descriptions(), *write_record(project), *write_readings(project, site)]
    print("\n".join(changed) or say("바뀐 것이 없습니다.", "Nothing has changed."))
    return 0
