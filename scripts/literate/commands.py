"""What the commands share: their options, and how they end."""

from __future__ import annotations

import argparse
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from .environment import ROOT
from .messages import Problem, Problems, did_you_mean, say, use_utf8

if TYPE_CHECKING:
    from .project import Project


class _Parser(ArgumentParser):
    """Tells of misspelt options in the user's language, with the nearest known one."""

    def error(self, message: str) -> None:  # type: ignore[override]
        known = [option for action in self._actions for option in action.option_strings]
        words = [word for word in message.split() if word.startswith("-")]
        if "unrecognized arguments" in message and words:
            message = say(f"모르는 옵션입니다: {' '.join(words)}.", f"unknown option: {' '.join(words)}.")
            message += did_you_mean(words[0], known)
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    def convert(text: str) -> float:
        number = kind(text)
        if not number > 0:
            raise ValueError
        return number

    convert.__name__ = say("양수", "positive number")
    return convert


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


def add_options(parser: ArgumentParser) -> None:
    """Add the options that decide how lessons run."""
    parser.add_argument(
        "--jobs",
        type=_positive(int),
        default=os.cpu_count() or 1,
        metavar="N",
        help=say("동시에 실행할 과의 수", "how many lessons run at once"),
    )
    parser.add_argument(
        "--timeout",
        type=_positive(float),
        default=120.0,
        metavar="S",
        help=say("한 과에 주는 시간(초)", "seconds that a lesson may take"),
    )
    parser.add_argument(
        "--scheduler",
        metavar=say("주소", "ADDRESS"),
        help=say(
            "과를 이 주소의 Dask 클러스터에서 실행합니다 (예: tcp://host:8786)",
            "run the lessons on the Dask cluster at this address (such as tcp://host:8786)",
        ),
    )


def run_build(arguments: Namespace) -> int:
    """Build the project as asked, say how it went, and return the exit code."""
    from .project import Project

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
    from .early import start_early
    from .exchange import recover, require_writable
    from .freshness import Memory, inputs_digest
    from .lock import building

    with building(project.stage):
        recover(project.site)
        has_orders = arguments.fresh or arguments.lessons or arguments.offline
        # What builds takes longer to import than to see that there is nothing to build.
        memory = Memory(project)
        if not has_orders and memory.is_published(inputs_digest(project, arguments.notebooks)):
            return False
        require_writable(project.site)
        if not arguments.frozen and arguments.scheduler is None:
            start_early(project, memory, arguments.lessons, arguments.fresh)
        from .building import Builder, Options

        options = Options(**(vars(arguments) | {"lessons": tuple(arguments.lessons)}))
        return Builder(project, options).build()


def serve_parser() -> ArgumentParser:
    """Return the parser of scripts/serve.py's options."""
    use_utf8()
    about = say("사이트를 만들어 이 컴퓨터에서 보여 줍니다.", "Build the site and serve it on this machine.")
    parser = _Parser(description=about)
    add_options(parser)
    parser.add_argument("--host", default="127.0.0.1", help=say("열 주소", "the address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=say("열 포트", "the port to listen on"))
    return parser


def run_serve(arguments: Namespace) -> int:
    """Build the project, serve it until interrupted, and return the exit code.

    A first build that fails is told; the site is then served as it was published before, if it was.
    """
    from .building import Builder, Options
    from .exchange import require_writable
    from .lock import building
    from .project import Project
    from .serving import serve

    project = Project.at(ROOT)
    # Notebooks are for readers; whoever writes waits for no page that says the same again.
    how = {name: getattr(arguments, name) for name in ("jobs", "timeout", "scheduler")}
    options = Options(**how, notebooks=False)
    builder = Builder(project, options)

    def build() -> bool:
        with building(project.stage, wait=True):
            require_writable(project.site)
            return builder.build()

    try:
        if report_problems(build) is None and not project.site.exists():
            return 1
        builder.prepare()
        serve(project, build, arguments.host, arguments.port)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def check_parser() -> ArgumentParser:
    """Return the parser of scripts/check.py's options."""
    use_utf8()
    about = say(
        "쪽의 모든 수와 식과 주장을 코드와 맞추어 봅니다.",
        "Verify every number, formula and claim on the pages against the code.",
    )
    parser = _Parser(description=about)
    add_options(parser)
    return parser


def run_check(arguments: Namespace) -> int:
    """Check the project, tell what was found, and return the exit code."""
    from .checking import check
    from .project import Project

    start = time.perf_counter()
    try:
        checks = check(Project.at(ROOT), arguments.jobs, arguments.timeout, arguments.scheduler)
    except (Problem, Problems) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    for one in checks:
        verdict = f"{len(one.problems)}" if one.problems else "✓"
        print(f"{verdict:>3}  {one.title}")
    for one in checks:
        for found in one.problems:
            print(f"\n{found}", file=sys.stderr)
    wrong = sum(len(one.problems) for one in checks)
    seconds = time.perf_counter() - start
    message = say(f"문제 {wrong}개({seconds:.1f}초)", f"{wrong} problems ({seconds:.1f} s)")
    print("\n" + message)
    if any(one.problems for one in checks[:1]):
        hint = "바뀐 결과가 맞다면 scripts/build.py로 기록을 다시 쓰세요."
        print(say(hint, "If the new results are right, scripts/build.py rewrites the recordings."))
    return 1 if wrong else 0


def translate_parser() -> ArgumentParser:
    """Return the parser of scripts/translate.py's commands."""
    use_utf8()
    parser = _Parser(
        description=say("번역을 시작하고, 살피고, 기록합니다.", "Start, inspect and record translations.")
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=say("명령", "COMMAND"))
    about = {
        "status": say("번역이 얼마나 되었는지 보입니다", "show how far translations have come"),
        "start": say("원문을 넣은 쪽을 만듭니다", "make a page with the original's text in place"),
        "diff": say("번역한 뒤에 원문에서 바뀐 곳을 보입니다", "show what changed in the original since"),
        "done": say("절을 번역했다고 적습니다", "record that sections are translated"),
        "check": say("번역을 원문과 맞추어 봅니다", "compare a translation with the original"),
        "new": say("언어를 더합니다", "add a language"),
    }
    language, page = say("언어", "LANG"), say("쪽", "PAGE")
    for name, help_text in about.items():
        one = commands.add_parser(name, help=help_text, description=help_text)
        one.add_argument("language", metavar=language, nargs="?" if name == "status" else None)
        if name in ("start", "check"):
            one.add_argument("page", metavar=page, nargs="?")
        if name in ("diff", "done"):
            one.add_argument("page", metavar=page)
        if name == "done":
            one.add_argument("sections", metavar=say("절", "SECTION"), nargs="*")
    return parser


def report_problems(work: Callable[[], bool]) -> bool | None:
    """Do something; return its result, or None when problems came up, which are then told."""
    try:
        return work()
    except (Problem, Problems) as problem:
        told: Exception = problem
    except OSError as error:
        from .writing import write_problem

        told = write_problem(error, ROOT)
    print(told, file=sys.stderr)
    failed = say("실패: 공개된 사이트는 그대로 두었습니다.", "Failed; the published site is as it was.")
    print(failed, file=sys.stderr)
    return None
