"""Which files beside its snippet a lesson reads, and what they hold: results depend on them."""

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

# Flags of `open` with which a file is written, not read.
WRITES = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OURS = ("recorded", "__pycache__")


def read_states(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return what files and folders hold now, as digests by name, sorted; "" for what is not there.

    Arguments:
        folder: the folder of snippets.
        names: paths below it with forward slashes; a folder whose entries count ends with a slash.
    """
    return {name: _state(folder / name, name) for name in sorted(names)}


def _state(path: Path, name: str) -> str:
    if name.endswith("/"):
        if not path.is_dir():
            return ""
        entries = [one for one in path.iterdir() if not one.name.startswith(".") and one.name not in _OURS]
        return digest(sorted(one.name + "/" * one.is_dir() for one in entries))[:16]
    if not path.is_file():
        return ""
    # Git may give text files other line ends here than elsewhere.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:16]


def bring_data(snippet: Snippet, work: Path) -> None:
    """Put the data beside a snippet where its lesson works, as it lies where readers run the lesson."""
    data = snippet.path.parent / DATA
    if data.is_dir():
        try:
            (work / DATA).symlink_to(data.resolve(), target_is_directory=True)
        except OSError:  # Windows may not allow links.
            shutil.copytree(data, work / DATA)


class Reads:
    """Notes which files this process, and those that it forks, open or list below a folder.

    Libraries that open files without Python pass it by; `reading.snippets.beside` finds what code names.

    Arguments:
        snippet: the snippet.
        work: the folder in which the lesson works, with a link to its data, or a copy.
        log: the file to note names in, which processes that the lesson forks share.
    """

    def __init__(self, snippet: Snippet, work: Path, log: Path) -> None:
        folder, here = snippet.path.parent, os.path.realpath(work)
        self._scratch = os.path.realpath(work.parent) + os.sep
        # The data first: they lie in the scratch folder, the rest of which is of no interest.
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
        """What to call for which event of Python's audit hooks."""
        return {
            "open": self._opened,
            "os.listdir": self._listed,
            "os.scandir": self._listed,
            "sqlite3.connect": self._note,
        }

    def names(self) -> list[str]:
        """Return the names of what was read so far, as `read_states` takes them, sorted."""
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
            # Not `resolve`, which asks the file system about each part of every file that is opened.
            whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
        except OSError:  # The working directory is gone.
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
        """Whether the lesson's code lists a folder, not the import system, which lists all of sys.path."""
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
            # Compiled beside its source, by whoever ran it before.
            name = "/".join([*parts[:-2], parts[-1].split(".")[0] + ".py"])
        elif any(part in _OURS for part in parts):
            return
        if name == self._own or name + end in self._known:
            return
        self._known.add(name + end)
        os.write(self._file, f"{name or '.'}{end}\0".encode("utf-8", "surrogateescape"))
