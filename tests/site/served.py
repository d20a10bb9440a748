"""Serve a folder as a static host does: text travels gzipped, and what is not there shows 404.html."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".map"}


@cache
def gzipped(path: Path) -> bytes:
    """Return what travels when a file is asked for."""
    return gzip.compress(path.read_bytes(), mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    prefix = "/"
    headers_of_site: Mapping[str, str] = {}

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that is closed does not wait for its answers
            super().handle()

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix).lstrip("/"))

    def send_head(self) -> io.BytesIO:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file() and self.path.startswith(self.prefix)
        path = path if found else Path(self.directory, "404.html")
        is_text = path.suffix in _TEXT
        content = gzipped(path) if is_text else path.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if is_text else ""))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        for name, value in self.headers_of_site.items():
            self.send_header(name, value)
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(content)


@contextmanager
def served(folder: Path, prefix: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder below an address's path, which is given, with more headers if there are any."""
    handler = type("Handler", (_Handler,), {"prefix": prefix, "headers_of_site": headers or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
