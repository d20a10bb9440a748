"""Pack files into ZIP archives that are the same, byte for byte, on every system and at every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of files, by name, in their order."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of a fixed time
            entry.create_system = 3  # Unix, also where Python packs on Windows
            opened.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return archive.getvalue()
