"""Texts are read as they are, whatever editor wrote them; what is not text is rejected with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate.files.texts import read_utf8
from literate.messages import Problem


@pytest.mark.parametrize("content", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_line_ends_and_marks_of_other_systems_make_no_difference(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(content)
    assert read_utf8(tmp_path / "page.md", "page.md") == "a\nb\n"


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"\xff", 1), (b"a\n\xb0\xa1\n", 2), (b"a\r\nb\r\n\xe3\x80", 3), ("글\r\r".encode() + b"\x80", 3)],
)
def test_the_first_line_that_is_not_utf_8_is_named(content: bytes, line: int, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(content)
    with pytest.raises(Problem, match="UTF-8") as caught:
        read_utf8(tmp_path / "page.md", "page.md")
    assert (caught.value.file, caught.value.line) == ("page.md", line)
