"""Implement scripts/serve.py: its options, and the server that rebuilds on every change."""

from __future__ import annotations

import contextlib
import html
import logging
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from string import Template
from typing import Any

from ..environment import ROOT
from ..files.digests import PASSED_OVER, state_of
from ..messages import Problem, say, speaks_korean, use_utf8
from ..page_python import page_python_or_message
from ..project import Project
from .options import Parser, add_options, add_run_option, positive, report_problems

# Reloads as soon as the server answers with something else.
_PROBLEM_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
pre { font: .9rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
</style>
<h1>$title</h1>
<pre>$problem</pre>
<script>
let shown;
setInterval(async () => {
  const answer = await fetch(location.href).then((found) => found.text(), () => shown);
  if (shown !== undefined && answer !== shown) location.reload();
  shown = answer;
}, 500);
</script>
</html>
""")


def serve_parser() -> ArgumentParser:
    """Return the parser of scripts/serve.py's options."""
    use_utf8()
    about = say("사이트를 만들어 이 컴퓨터에서 보여 줍니다.", "Build the site and serve it on this machine.")
    parser = Parser(description=about)
    add_options(parser)
    add_run_option(parser)
    parser.option(
        "--host",
        "열 주소 (기본: 127.0.0.1)",
        "the address to listen on (default: 127.0.0.1)",
        default="127.0.0.1",
        metavar=say("주소", "ADDRESS"),
    )
    parser.option(
        "--port",
        "열 포트 (기본: 8000)",
        "the port to listen on (default: 8000)",
        type=positive(int),
        default=8000,
        metavar=say("포트", "PORT"),
    )
    return parser


def run_serve(arguments: Namespace) -> int:
    """Build the project, serve it until interrupted, and return the exit code.

    If the first build fails, the problems are printed and the previously published site, if any, is served.
    """
    from ..building.builder import Builder, Options
    from ..files.lock import building
    from ..files.writing import require_writable
    from ..running.runner import Stale

    project, saved = Project.at(ROOT), ""

    # Notebooks repeat the pages, so authors need not wait for them.
    how = {name: getattr(arguments, name) for name in ("jobs", "timeout", "scheduler")}
    python = page_python_or_message() if arguments.run else None
    options = Options(**how, notebooks=False, python=python)
    builder = Builder(project, options, stale=lambda: state_of(project.snippets) != saved)

    def build() -> bool:
        nonlocal saved
        with building(project.stage, wait=True):
            require_writable(project.site)
            while True:
                saved = state_of(project.snippets)
                with contextlib.suppress(Stale):
                    return builder.build()

    preview = Preview(project, build)
    try:
        preview.rebuild(first=True)
        if preview.problem and not project.site.exists():
            return 1
        builder.prepare()
        preview.serve(arguments.host, arguments.port)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


class Preview:
    """Serves a site and builds it again after each change; while a build fails, pages show its problem.

    Arguments:
        project: the project.
        build: builds the project; returns whether anything was built.

    `problem` is the text of the last build's problems, "" if it has succeeded.
    """

    def __init__(self, project: Project, build: Callable[[], bool]) -> None:
        self._project, self._build = project, build
        self.problem = ""

    def rebuild(self, first: bool = False) -> None:
        """Build the site, and print what has happened."""
        start, failed_before = time.perf_counter(), bool(self.problem)
        built = report_problems(self._build, partial(setattr, self, "problem"))
        seconds = time.perf_counter() - start
        if built and not first:
            print(say(f"다시 만들었습니다({seconds:.1f}초).", f"Built again ({seconds:.1f} s)."), flush=True)
        elif failed_before and built is not None:
            # An undone change leaves nothing to build.
            print(say("고쳐졌습니다.", "Fixed."), flush=True)

    def serve(self, host: str, port: int) -> None:
        """Serve the site until interrupted; browsers reload after each build.

        Raises:
            Problem: the port is taken.
        """
        from mkdocs.livereload import LiveReloadServer
        from watchdog.observers.polling import PollingObserverVFS

        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
        project = self._project
        server: Any = LiveReloadServer(self.rebuild, host, port, str(project.site))
        server.observer = PollingObserverVFS(os.stat, _written, polling_interval=0.05)
        server.build_delay = 0.02
        server.error_handler = lambda code: (project.site / "404.html").read_bytes() if code == 404 else None
        server.set_app(partial(self._answer, server.serve_request))
        for path in (project.docs, project.root / "mkdocs.yml", project.snippets):
            server.watch(str(path))
        url = f"http://{host}:{port}/"
        print(say(f"{url} (멈추려면 Ctrl-C)", f"{url} (Ctrl-C stops)"), flush=True)
        try:
            server.serve()
        except OSError as error:
            message = say(f"{host}:{port}에서 열 수 없습니다", f"Cannot listen on {host}:{port}")
            raise Problem(f"{message}: {error}") from None
        finally:
            server.shutdown()

    def _answer(self, site: Any, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request for a page with the problem of the last build, and all others from the site."""
        if not self.problem or not environ["PATH_INFO"].endswith(("/", ".html")):
            answer: Iterable[bytes] = site(environ, start_response)
            return answer
        title = say("빌드에 실패했습니다", "The build failed")
        page = _PROBLEM_PAGE.substitute(
            language="ko" if speaks_korean() else "en", title=title, problem=html.escape(self.problem)
        )
        start_response(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        )
        return [page.encode("utf-8")]


def _written(folder: str | None) -> Iterator[os.DirEntry[str]]:
    """Yield the files and folders below a watched folder that people write; builds write recordings."""
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if entry.name not in PASSED_OVER)
