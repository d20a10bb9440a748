"""Serve the site on this machine, and build it again when something it is made from changes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from .commands import report_problems
from .messages import Problem, say
from .project import Project


def serve(project: Project, build: Callable[[], bool], host: str, port: int) -> None:
    """Serve a built site until interrupted; browsers reload after each build.

    Arguments:
        project: the project, built once already.
        build: builds it; returns whether there was anything to do.
        host, port: where to listen.

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
    # Not the whole tree: builds write recordings into it.
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
