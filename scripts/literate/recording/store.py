"""Read and write recordings: the text, figures and values of each cell, in one file per output."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from ..files.digests import digest
from ..files.writing import publish, writing
from ..messages import Problem, say
from ..reading.lessons import Source
from ..reading.snippets import CELL_NAME, beside
from ..running.figure_style import PALETTE, STYLE
from ..running.job import CellRecord, Rich
from ..running.reads import content_digest, read_states
from .comparison import same_svg, same_text

INDEX = "recording.json"


@dataclass
class Recording:
    """A lesson's cells and their outputs, in order.

    `digest` is the digest of its inputs, `versions` are the versions of the programs, `reads` the digests of
    the files that it read, by name (see `read_states`), `recorded` the day of the last change of an output.
    """

    digest: str
    versions: dict[str, str]
    cells: dict[str, CellRecord]
    reads: dict[str, str] = field(default_factory=dict)
    recorded: str = ""

    @cached_property
    def index(self) -> str:
        """The content of the index: the digest of every output, and every value."""
        return self.files()[INDEX]

    def files(self) -> dict[str, str]:
        """Return the recording as file contents by file name."""
        contents: dict[str, str] = {}
        index = {}
        for name, cell in self.cells.items():
            outputs: dict[str, dict[str, Any]] = {}
            for kind, files in _files(name, cell).items():
                contents |= files
                outputs[kind] = {file: _digest(content) for file, content in files.items()}
            if cell.rich:
                outputs["places"] = dict(zip(outputs["rich"], (one.at for one in cell.rich), strict=True))
            index[name] = outputs | ({"values": cell.values} if cell.values else {})
        head: dict[str, Any] = {"digest": self.digest, "versions": self.versions, "cells": index}
        if self.recorded:
            head = {"recorded": self.recorded} | head
        if self.reads:
            head["reads"] = self.reads
        contents[INDEX] = json.dumps(head | {"seal": _seal(head)}, ensure_ascii=False, indent=1) + "\n"
        return contents


def _files(cell: str, record: CellRecord) -> dict[str, dict[str, str]]:
    """Return the contents of a cell's files, by kind of output and by name."""
    found = {
        "text": {f"{cell}.txt": record.text} if record.text else {},
        "errors": {f"{cell}.stderr.txt": record.errors} if record.errors else {},
        "figures": {figure_file(cell, number): svg for number, svg in enumerate(record.figures, 1)},
        "rich": {
            f"{cell}.shown-{number}.{_ENDINGS[one.kind]}": one.content
            for number, one in enumerate(record.rich, 1)
        },
    }
    return {kind: files for kind, files in found.items() if files}


def figure_file(cell: str, number: int) -> str:
    """Return the name of the file of a cell's figure, by its number from 1."""
    return f"{cell}.svg" if number == 1 else f"{cell}.{number}.svg"


def _seal(head: dict[str, Any]) -> str:
    """Return a digest of an index, which reveals a value edited by hand."""
    return _digest(json.dumps({key: head[key] for key in head if key != "seal"}, sort_keys=True))


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]


def read_recording(folder: Path, file: str = "") -> Recording:
    """Read a recording.

    Arguments:
        folder: its folder.
        file: the folder's name in messages.

    Raises:
        Problem: it is missing, or one of its files is missing or was changed.
    """
    file = file or folder.name
    current = INDEX
    try:
        index = _read(folder, INDEX)
        head = json.loads(index)
        if head["seal"] != _seal(head):
            raise ValueError(say("내용이 바뀌었습니다", "its content has changed"))
        cells = {}
        for name, outputs in head["cells"].items():
            texts: dict[str, list[str]] = {}
            for kind, names in _file_names(name, outputs).items():
                texts[kind] = []
                for current in names:
                    content = _read(folder, current)
                    if _digest(content) != outputs[kind][current]:
                        raise ValueError(say("내용이 바뀌었습니다", "its content has changed"))
                    texts[kind].append(content)
            current = INDEX
            values = _texts(outputs.get("values", {}))
            rich = [
                Rich(_kind_of(file), content, int(outputs["places"][file]))
                for file, content in zip(outputs.get("rich", {}), texts["rich"], strict=True)
            ]
            cells[name] = CellRecord(
                "".join(texts["text"]), "".join(texts["errors"]), texts["figures"], values, rich
            )
        of_all = _texts({"digest": head["digest"]})
        reads = _texts(head.get("reads", {}))
        if any(PurePosixPath(one).is_absolute() or ".." in one or "\\" in one or ":" in one for one in reads):
            raise ValueError(say("스니펫 옆의 파일이 아닙니다", "it names files outside snippets/"))
        recorded = date.fromisoformat(head["recorded"]).isoformat() if "recorded" in head else ""
        recording = Recording(of_all["digest"], _texts(head["versions"]), cells, reads, recorded)
        recording.__dict__["index"] = index  # the file as `write_recording` would write it
        return recording
    except FileNotFoundError:
        message = say("기록이 없습니다.", "This recording is missing.")
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        message = say(f"기록이 상했습니다: {error}", f"This recording is damaged: {error}")
    raise Problem(message, f"{file}/{current}")


def _file_names(cell: str, outputs: dict[str, Any]) -> dict[str, list[str]]:
    """Return the names of a cell's files by kind of output; reject other names, which could be any path."""
    if not CELL_NAME.fullmatch(cell):
        raise ValueError(say("셀의 이름이 아닙니다", "this is not the name of a cell") + f": {cell[:100]!r}")
    names = {kind: list(outputs.get(kind, {})) for kind in ("text", "errors", "figures", "rich")}
    rich = [Rich(_kind_of(file), "", 0) for file in names["rich"]]
    known = _files(cell, CellRecord("text", "errors", names["figures"], rich=rich))
    for kind, files in names.items():
        if files and files != list(known[kind]):
            raise ValueError(
                say("이 셀의 파일이 아닙니다", "this file does not belong to its cell") + f": {cell}"
            )
    return names


_ENDINGS = {"html": "html", "markdown": "md", "latex": "tex", "picture": "uri"}


def _kind_of(file: str) -> str:
    return {ending: kind for kind, ending in _ENDINGS.items()}[file.rsplit(".", 1)[-1]]


def _texts(entries: dict[str, Any]) -> dict[str, str]:
    """Return entries of an index, and check that all are texts that a page can contain."""
    for text in (*entries.keys(), *entries.values()):
        if not isinstance(text, str):
            raise TypeError(say("문자열이 아닌 값이 있습니다", "one of its values is not text"))
        text.encode("utf-8")
    return dict(entries)


def _read(folder: Path, name: str) -> str:
    path = folder / name
    if path.is_symlink():
        raise ValueError(say("다른 파일을 가리키는 링크입니다", "it is a link to another file"))
    # Not read_text, which converts a progress bar's carriage returns to line ends.
    return path.read_bytes().decode("utf-8")


def settle(new: Recording, old: Recording | None) -> Recording:
    """Return the recording to keep: the old one's outputs where the new ones agree with them.

    The last digits of numbers differ between processors; such differences must not appear in git diffs. If
    every output agrees, keep the old versions and the old date too, since the kept outputs are of those.
    """
    if old is None:
        return new
    cells = {}
    for name, cell in new.cells.items():
        kept = old.cells.get(name)
        cells[name] = kept if kept is not None and same_record(kept, cell) else cell
    unchanged = all(cells[name] is old.cells.get(name) for name in cells) and len(cells) == len(old.cells)
    source = old if unchanged else new
    return Recording(new.digest, source.versions, cells, new.reads, source.recorded)


def same_record(one: CellRecord, other: CellRecord) -> bool:
    """Return whether two outputs of a cell agree, ignoring the last digits of numbers."""
    return (
        same_text(one.text, other.text)
        and same_text(one.errors, other.errors)
        and len(one.figures) == len(other.figures)
        and all(same_svg(a, b) for a, b in zip(one.figures, other.figures, strict=True))
        and [(a.kind, a.at) for a in one.rich] == [(b.kind, b.at) for b in other.rich]
        and all(same_text(a.content, b.content) for a, b in zip(one.rich, other.rich, strict=True))
        and one.values.keys() == other.values.keys()
        and all(same_text(one.values[key], other.values[key]) for key in one.values)
    )


def write_recording(folder: Path, recording: Recording, beside: Path) -> None:
    """Write a recording to its folder atomically, unless the folder already contains the same one.

    Arguments:
        folder: its folder.
        recording: the recording.
        beside: a folder on the same file system for temporary files.
    """
    wanted = {name: content.encode("utf-8") for name, content in recording.files().items()}
    present = {path.name: path.read_bytes() for path in folder.glob("*") if path.is_file()}
    if present == wanted and len(list(folder.iterdir())) == len(wanted):
        return
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, content in wanted.items():
        with writing(beside / name):
            (beside / name).write_bytes(content)
    publish(beside, folder)


def digest_of(source: Source) -> str:
    """Return the digest that the recording of a lesson must have: a digest of its inputs.

    These are the snippet file, the sibling files that it imports or names in a string, the values that pages
    use, and the figure style.
    """
    snippet, folder = source.snippet, source.snippet.path.parent
    wanted = {cell: sorted({one.key for one in asked}) for cell, asked in source.expressions.items()}
    files = {path.relative_to(folder).as_posix(): content_digest(path) for path in beside(snippet)}
    return digest(snippet.text, files, wanted, STYLE, PALETTE)


def outdated(source: Source, recording: Recording) -> str:
    """Return why a recording is outdated for the current lesson; "" if it is not."""
    now = read_states(source.snippet.path.parent, recording.reads)
    changed = [name for name, state in recording.reads.items() if now[name] != state]
    if changed:
        names = ", ".join(f"snippets/{name}" for name in changed)
        return say(
            f"기록한 뒤에 {source.snippet.file}이(가) 읽는 파일이 바뀌었습니다: {names}.",
            f"Files that {source.snippet.file} reads have changed since this was recorded: {names}.",
        )
    if recording.digest != digest_of(source):
        return say(
            f"이 기록은 지금의 스니펫({source.snippet.file})이나 페이지와 맞지 않습니다.",
            f"This recording does not match {source.snippet.file} and the pages as they are now.",
        )
    return ""
