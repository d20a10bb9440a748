"""Implement scripts/build.py: its options, its work and its messages."""

from __future__ import annotations

import argparse
import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..environment import ROOT, require_browser
from ..messages import say, use_utf8
from ..page_python import page_python_or_message
from .options import Parser, add_options, add_run_option, report_problems

if TYPE_CHECKING:
    from ..project import Project


def build_parser() -> ArgumentParser:
    """Return the parser of scripts/build.py's options."""
    use_utf8()
    parser = Parser(
        description=say("스니펫을 실행하고 사이트를 만듭니다.", "Run the snippets and build the site.")
    )
    add_options(parser)
    parser.option(
        "lessons",
        "이 과만 만듭니다. 예: negative-log-likelihood (기본: 모든 과)",
        "build only these lessons, such as negative-log-likelihood (default: all)",
        nargs="*",
        metavar=say("과", "LESSON"),
    )
    parser.option(
        "--frozen",
        "아무것도 실행하지 않고 기록으로 만듭니다 (기본: 바뀐 과를 실행)",
        "build from the recordings without running any lesson (default: run changed lessons)",
        action="store_true",
    )
    parser.option(
        "--fresh",
        "기록을 쓰지 않고 모든 과를 다시 실행합니다 (기본: 바뀐 과를 실행)",
        "ignore the recordings and run every lesson again (default: run changed lessons)",
        action="store_true",
    )
    parser.option(
        "--strict",
        "MkDocs가 경고하면, 예를 들어 링크가 끊어졌으면 빌드를 멈춥니다 (기본: --strict)",
        "fail the build when MkDocs warns, such as about a broken link (default: --strict)",
        action=argparse.BooleanOptionalAction,
        default=True,
    )
    parser.option(
        "--no-notebooks",
        "노트북을 만들지 않습니다 (기본: 만듦)",
        "do not build notebooks (default: build them)",
        dest="notebooks",
        action="store_false",
    )
    add_run_option(parser)
    parser.option(
        "--offline",
        "서버 없이 읽는 site-offline.zip도 만듭니다 (기본: 만들지 않음)",
        "also write site-offline.zip, a copy to read without a server (default: do not)",
        action="store_true",
    )
    parser.option(
        "--book",
        "언어마다 EPUB과 PDF 책도 만들고 첫 페이지에서 연결합니다 (기본: 만들지 않음)",
        "also write an EPUB and a PDF book of each language, linked from its home page (default: do not)",
        action="store_true",
    )
    return parser


def run_build(arguments: Namespace) -> int:
    """Build the project with the given options, print the result, and return the exit code."""
    from ..project import Project

    start, project = time.perf_counter(), Project.at(ROOT)
    try:
        did = report_problems(lambda: _build(project, arguments))
    except KeyboardInterrupt:
        message = "멈췄습니다. 공개된 사이트는 그대로입니다."
        print(say(message, "The build was interrupted. The published site is unchanged."))
        return 130
    if did is None:
        return 1
    seconds = time.perf_counter() - start
    if did:
        message = f"site/에 사이트를 만들었습니다({seconds:.1f}초)."
        print(say(message, f"Built the site in site/ ({seconds:.1f} s)."))
        if arguments.offline:
            message = "서버 없이 읽는 site-offline.zip도 만들었습니다."
            print(say(message, "Also wrote site-offline.zip, to read without a server."))
        if arguments.book:
            message = "책(book.epub, book.pdf)도 만들어 site/에 넣었습니다."
            print(say(message, "Also wrote the books (book.epub, book.pdf) into site/."))
    else:
        message = "바뀐 것이 없습니다. site/는 최신 상태입니다."
        print(say(message, "Nothing has changed; site/ is up to date."))
    return 0


def _build(project: Project, arguments: Namespace) -> bool:
    """Build while holding the lock; return whether anything was built."""
    from ..building.inputs import Inputs
    from ..files.lock import building
    from ..files.writing import recover, require_writable
    from ..recording.memory import Memory

    if arguments.book:
        require_browser(say("책 없이 만들기", "build without the book"), "python3 scripts/build.py")
    with building(project.stage):
        recover(project.site)
        has_orders = arguments.fresh or arguments.lessons or arguments.offline
        # Importing the builder takes longer than checking that nothing has changed.
        python = page_python_or_message() if arguments.run else None
        memory = Memory(project)
        inputs = Inputs(project, arguments.notebooks, arguments.book, python)
        if not has_orders and memory.is_published(inputs.whole):
            return False
        require_writable(project.site)
        from ..building.builder import Builder, Options

        given = {name: value for name, value in vars(arguments).items() if name != "run"}
        options = Options(**(given | {"lessons": tuple(arguments.lessons), "python": python}))
        return Builder(project, options).build(inputs)
