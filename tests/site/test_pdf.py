"""Chapters are printed by a browser."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from literate.messages import Problem
from literate.rendering.chapters import Chapter
from literate.rendering.pdf import print_pdf


def test_a_chapter_that_a_browser_cannot_read_is_reported(tmp_path: Path) -> None:
    about = dict.fromkeys(("language", "title", "description", "rights", "address", "contents"), "")
    chapters = [Chapter("one", "One", [], "", "<p>1</q>")]
    # In a thread of its own, since Playwright runs once in a thread, and other tests use it.
    with ThreadPoolExecutor(1) as thread, pytest.raises(Problem, match="mismatch"):
        thread.submit(print_pdf, tmp_path / "book.pdf", chapters, about, tmp_path).result()
    assert not (tmp_path / "book.pdf").exists()
