"""The command scripts/build.py: its options, and what it does and says."""

from __future__ import annotations

import argparse
import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..environment import ROOT
from ..messages import say, use_utf8
from .options import _Parser, add_options, report_problems

if TYPE_CHECKING:
    from ..project import Project


def build_parser() -> ArgumentParser:
    """Return the parser of scripts/build.py's options."""
    use_utf8()
    parser = _Parser(
        description=say("스니펫을 실행하고 사이트를 만듭니다.", "Run the snippets and build the site.")
    )
    add_options(parser)
    parser.add_argument(
        "lessons",
        nargs="*",
        metavar=say("과", "LESSON"),
        help=say("이 과만 (예: negative-log-likelihood)", "only these (such as negative-log-likelihood)"),
    )
    parser.add_argument(
        "--frozen",
        action="store_true",
        help=say("아무것도 실행하지 않고 기록으로 만듭니다", "run nothing; build from the recordings"),
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help=say("기록을 믿지 않고 모두 실행합니다", "trust no recording; run all"),
    )
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=say("끊어진 링크 등이 있으면 멈춥니다(기본)", "stop on broken links and the like (default)"),
    )
    parser.add_argument(
        "--no-notebooks",
        dest="notebooks",
        action="store_false",
        help=say("노트북을 만들지 않습니다", "make no notebooks"),
    )
    parser.add_argument(
        "--offline",
        action="store_true",
        help=say(
            "서버 없이 읽는 site-offline.zip도 만듭니다",
            "write site-offline.zip too, to read without a server",
        ),
    )
    return parser


def run_build(arguments: Namespace) -> int:
    """Build the project as asked, say how it went, and return the exit code."""
    from ..project import Project

    start, project = time.perf_counter(), Project.at(ROOT)
    try:
        did = report_problems(lambda: _build(project, arguments))
    except KeyboardInterrupt:
        print(say("멈췄습니다. 공개된 사이트는 그대로입니다.", "Stopped; the published site is as it was."))
        return 130
    if did is None:
        return 1
    seconds = time.perf_counter() - start
    if did:
        message = f"site/에 사이트를 만들었습니다({seconds:.1f}초)."
        print(say(message, f"Built the site in site/ ({seconds:.1f} s)."))
        if arguments.offline:
            print(
                say(
                    "서버 없이 읽는 site-offline.zip도 있습니다.",
                    "site-offline.zip holds it to read from a disk.",
                )
            )
    else:
        print(say("바뀐 것이 없습니다. site/가 그대로입니다.", "Nothing has changed; site/ stands."))
    return 0


def _build(project: Project, arguments: Namespace) -> bool:
    """Build alone; return whether there was anything to do."""
    from ..building.inputs import Inputs
    from ..files.lock import building
    from ..files.writing import recover, require_writable
    from ..recording.memory import Memory

    with building(project.stage):
        recover(project.site)
        has_orders = arguments.fresh or arguments.lessons or arguments.offline
        # What builds takes longer to import than to see that there is nothing to build.
        memory, inputs = Memory(project), Inputs(project, arguments.notebooks)
        if not has_orders and memory.is_published(inputs.whole):
            return False
        require_writable(project.site)
        from ..building.builder import Builder, Options

        options = Options(**(vars(arguments) | {"lessons": tuple(arguments.lessons)}))
        return Builder(project, options).build(inputs)
