"""Compute digests of values, texts, files and folders."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

PASSED_OVER = {"recorded", "__pycache__", "node_modules", ".ipynb_checkpoints"}


def digest(*parts: object) -> str:
    """Return a digest of JSON-serializable values, in order."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def text_digest(*texts: str | bytes) -> str:
    """Return a digest of texts or bytes, in order, any of which may be long."""
    found = hashlib.sha256()
    for text in texts:
        content = text.encode("utf-8") if isinstance(text, str) else text
        found.update(hashlib.sha256(content).digest())
    return found.hexdigest()


def files_below(root: Path) -> Iterable[Path]:
    """Yield the files of a folder and of those inside it, but for the folders of PASSED_OVER."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in PASSED_OVER)
        yield from (Path(folder, name) for name in names)


def state_of(folder: Path) -> str:
    """Return a digest of the names, sizes and modification times of a folder's files."""
    files = [(path.relative_to(folder), path.stat()) for path in files_below(folder) if path.is_file()]
    return digest(sorted((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in files))
