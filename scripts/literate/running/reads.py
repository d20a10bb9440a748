"""Record the sibling files that a lesson reads, and their digests: results depend on them."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..files.digests import digest
from ..reading.snippets import DATA, Snippet

# Flags of `open` for writing, not reading.
WRITES = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OURS = ("recorded", "__pycache__")


def read_states(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the current digests of files and folders by name, sorted; "" for missing ones.

    Arguments:
        folder: the folder of snippets.
        names: paths below it with forward slashes; a folder whose entries are listed ends with a slash.
    """
    return {name: _state(folder / name, name) for name in sorted(names)}


def _state(path: Path, name: str) -> str:
    if name.endswith("/"):
        if not path.is_dir():
            return ""
        entries = [one for one in path.iterdir() if not one.name.startswith(".") and one.name not in _OURS]
        return digest(sorted(one.name + "/" * one.is_dir() for one in entries))[:16]
    return content_digest(path)[:16] if path.is_file() else ""


def content_digest(path: Path) -> str:
    """Return a digest of a file, the same for both line ends: Git may check out text files with either."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def bring_data(snippet: Snippet, work: Path) -> None:
    """Link or copy a snippet's sibling data into the lesson's working directory, as readers have it."""
    data = snippet.path.parent / DATA
    if data.is_dir():
        try:
            (work / DATA).symlink_to(data.resolve(), target_is_directory=True)
        except OSError:  # Windows may not allow symbolic links.
            shutil.copytree(data, work / DATA)


class Reads:
    """Records the files that this process and its forks open or list below a folder.

    It does not see files opened without Python; `reading.snippets.beside` finds the names in code.

    Arguments:
        snippet: the snippet.
        work: the working directory of the lesson, with a link to its data, or a copy.
        log: the file to write names to, shared with forked processes.
    """

    def __init__(self, snippet: Snippet, work: Path, log: Path) -> None:
        folder, here = snippet.path.parent, os.path.realpath(work)
        self._scratch = os.path.realpath(work.parent) + os.sep
        # The data first: they are in the scratch folder, whose other files are not recorded.
        self._places = {
            str(Path(here, DATA)): f"{DATA}/",
            str(folder): "",
            os.path.realpath(folder): "",
        }
        self._own, self._file_name, self._log = snippet.path.name, snippet.file, log
        self._file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._known: set[str] = set()

    @property
    def checks(self) -> dict[str, Callable[..., None]]:
        """The functions to call, by event of Python's audit hooks."""
        return {
            "open": self._opened,
            "os.listdir": self._listed,
            "os.scandir": self._listed,
            "sqlite3.connect": self._note,
        }

    def names(self) -> list[str]:
        """Return the names of the files read so far, as `read_states` takes them, sorted."""
        return sorted(set(filter(None, self._log.read_text(encoding="utf-8").split("\0"))))

    def _opened(self, path: Any, mode: str | None, flags: int) -> None:
        if not flags & WRITES:
            self._note(path)

    def _listed(self, path: Any) -> None:
        self._note("." if path is None else path, "/")

    def _note(self, path: Any, end: str = "") -> None:
        if isinstance(path, int):
            return
        try:
            # Not `resolve`, which queries the file system for each part of the path of every opened file.
            whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
        except OSError:  # The working directory has been removed.
            return
        if whole.startswith(self._scratch) and not whole.startswith(next(iter(self._places))):
            return
        for place, prefix in self._places.items():
            if whole == place or whole.startswith(place + os.sep):
                below = Path(whole).relative_to(place).as_posix()
                name = prefix.rstrip("/") if below == "." else prefix + below
                if not end or self._is_asked_for():
                    self._add(name, end)
                return

    def _is_asked_for(self) -> bool:
        """Return whether the lesson's code lists a folder, not the import system, which lists sys.path."""
        frame = sys._getframe(3)
        while frame is not None:
            file = frame.f_code.co_filename
            if file == self._file_name or any(file.startswith(place + os.sep) for place in self._places):
                return True
            if "importlib" in file or "pkgutil" in file:
                return False
            frame = frame.f_back  # type: ignore[assignment]
        return True

    def _add(self, name: str, end: str) -> None:
        parts = name.split("/")
        if "__pycache__" in parts and name.endswith(".pyc"):
            # A cached bytecode file of a module.
            name = "/".join([*parts[:-2], parts[-1].split(".")[0] + ".py"])
        elif any(part in _OURS for part in parts):
            return
        if name == self._own or name + end in self._known:
            return
        self._known.add(name + end)
        os.write(self._file, f"{name or '.'}{end}\0".encode("utf-8", "surrogateescape"))
