"""Implement scripts/serve.py: its options, and the server that rebuilds on every change."""

from __future__ import annotations

import logging
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from ..environment import ROOT
from ..messages import Problem, say, use_utf8
from ..project import Project
from .options import _Parser, add_options, report_problems


def serve_parser() -> ArgumentParser:
    """Return the parser of scripts/serve.py's options."""
    use_utf8()
    about = say("사이트를 만들어 이 컴퓨터에서 보여 줍니다.", "Build the site and serve it on this machine.")
    parser = _Parser(description=about)
    add_options(parser)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help=say("열 주소 (기본: 127.0.0.1)", "the address to listen on (default: 127.0.0.1)"),
    )
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        help=say("열 포트 (기본: 8000)", "the port to listen on (default: 8000)"),
    )
    return parser


def run_serve(arguments: Namespace) -> int:
    """Build the project, serve it until interrupted, and return the exit code.

    If the first build fails, the problems are printed and the previously published site, if any, is served.
    """
    from ..building.builder import Builder, Options
    from ..files.lock import building
    from ..files.writing import require_writable
    from ..project import Project

    project = Project.at(ROOT)
    # Notebooks repeat the pages, so authors need not wait for them.
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


def serve(project: Project, build: Callable[[], bool], host: str, port: int) -> None:
    """Serve a built site until interrupted; browsers reload after each build.

    Arguments:
        project: the project, built once already.
        build: builds the project; returns whether anything was built.
        host, port: the address and the port to listen on.

    Raises:
        Problem: the port is taken.
    """
    from mkdocs.livereload import LiveReloadServer

    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)

    def rebuild() -> None:
        start = time.perf_counter()
        if report_problems(build):
            seconds = time.perf_counter() - start
            print(say(f"다시 만들었습니다({seconds:.1f}초).", f"Built again ({seconds:.1f} s)."), flush=True)

    server: Any = LiveReloadServer(rebuild, host, port, str(project.site), polling_interval=0.05)
    server.build_delay = 0.02
    server.error_handler = lambda code: (project.site / "404.html").read_bytes() if code == 404 else None
    server.watch(str(project.docs))
    server.watch(str(project.root / "mkdocs.yml"))
    # Do not watch the whole tree: builds write recordings into it.
    server.watch(str(project.snippets), recursive=False)
    if (project.snippets / "data").is_dir():
        server.watch(str(project.snippets / "data"))
    url = f"http://{host}:{port}/"
    print(say(f"{url} (멈추려면 Ctrl-C)", f"{url} (Ctrl-C stops)"), flush=True)
    try:
        server.serve()
    except OSError as error:
        message = say(f"{host}:{port}에서 열 수 없습니다", f"Cannot listen on {host}:{port}")
        raise Problem(f"{message}: {error}") from None
    finally:
        server.shutdown()
