"""Control characters act as in a terminal."""

from __future__ import annotations

import pytest
from literate.running.terminal import as_shown

BAR = "\r 50%|#####     | 1/2\r100%|##########| 2/2\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("한 줄\n두 줄 \n", "한 줄\n두 줄 \n"),
        ("\repoch 0: loss 1.000\repoch 1: loss 0.500", "epoch 1: loss 0.500"),
        ("long line\rshort", "shortline"),
        (BAR, "100%|##########| 2/2\n"),
        ("done\r      \rnext\n", "next\n"),
        ("\x1b[2K\rgone\x1b[2K\rhere", "here"),
        ("abc\b\bX\n", "aXc\n"),
        ("\x1b[1;31m빨강\x1b[0m \x1b[38;5;4m파랑\x1b[m\n", "빨강 파랑\n"),
        ("\x1b]8;;https://example.org\x1b\\링크\x1b]8;;\x07\n", "링크\n"),
        ("first\nsecond\x1b[A\rF", "First\nsecond"),
        ("one\ntwo\x1b[2A\r\x1b[J", ""),
        ("a\tb\n", "a       b\n"),
        ("가\tb\n가나다라\tb\n", "가      b\n가나다라        b\n"),
        ("가나\rx\n", "x 나\n"),
        ("가\b\bx\n", "x\n"),
        ("e\u0301\rx\n", "x\n"),
        ("\u1100\u1161 e\u0301\a\x00\n", "\u1100\u1161 e\u0301\n"),
        ("50%\x1b", "50%"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("a\x0cb", "a\nb"),
        ("\x1b[5Cx", "     x"),
    ],
)
def test_what_a_terminal_leaves_is_shown(text: str, shown: str) -> None:
    assert as_shown(text) == shown


def test_a_move_far_away_takes_no_memory() -> None:
    assert len(as_shown("\x1b[999999999Bx\x1b[999999999Cy")) < 100_000
