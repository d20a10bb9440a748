"""An analyzer of Korean that several test files share, since it takes a second to load."""

from __future__ import annotations

from functools import cache

from kiwipiepy import Kiwi


@cache
def fresh_kiwi() -> Kiwi:
    """Return an analyzer without the words that lesson 2-2 adds to its own."""
    return Kiwi(num_workers=1)


def tagged(text: str) -> list[tuple[str, str]]:
    return [(token.form, token.tag) for token in fresh_kiwi().tokenize(text)]
