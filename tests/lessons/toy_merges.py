"""The merges of the toy in lesson 2-2, and the two pieces that each one joins."""

from __future__ import annotations

MERGES = ["▁선", "생님", "▁선생님", "▁학", "▁학생", "들이"]


def parts(piece: str) -> tuple[str, str]:
    known = ["▁", *"학생선님들이", *MERGES]
    return next(
        (piece[:at], piece[at:]) for at in range(1, len(piece)) if {piece[:at], piece[at:]} <= {*known}
    )
