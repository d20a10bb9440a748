"""Parse `///` blocks and headings as Python-Markdown and its extensions do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# The options of a block follow its opening line, indented by this much.
INDENT = "    "

_OPENING = re.compile(
    r"(?P<indent>\s*)(?P<fence>/{3,})\s*(?P<kind>[\w-]+)[ \t]*(?:\|[ \t]*(?P<title>.*?)[ \t]*)?$"
)
_CLOSING = re.compile(r"\s*(?P<fence>/{3,})\s*$")
_OPTION = re.compile(INDENT + r"(?P<key>[\w-]+):(?:\s+(?P<value>.*?))?\s*$")
# Empty blocks, in a text of several lines.
EMPTY_BLOCK = re.compile(r"^(?P<fence>/{3,})[ ]*(?P<name>[\w-]+)[ ]*\n(?P=fence)[ ]*$", re.MULTILINE)
# The opening `#` of a heading.
_MARKS = re.compile(r"#{1,6}")
_ATTRIBUTES = re.compile(r"(?:^|[ \t])\{:?[ \t]*(?P<inside>[^{}\s][^{}]*)\}$")
_ATTRIBUTE = re.compile(r"""[^\s="']+=(?:"[^"]*"|'[^']*')|\S+""")


@dataclass(frozen=True)
class Opening:
    """A line that opens a block: its indent, slashes, kind, and the text after `|`."""

    indent: str
    fence: str
    kind: str
    title: str


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1, its title, and the text of its attributes between braces.

    `id` is the id among the attributes, "" if there is none.
    """

    level: int
    title: str
    attributes: str
    id: str


def opening(text: str) -> Opening | None:
    """Return the block that a line opens, such as `/// note | Title`."""
    match = _OPENING.match(text) if "///" in text else None
    return Opening(match["indent"], match["fence"], match["kind"], match["title"] or "") if match else None


def closing(text: str) -> str:
    """Return the slashes of a line that closes a block; "" for any other line."""
    match = _CLOSING.match(text) if "///" in text else None
    return match["fence"] if match else ""


def option(text: str) -> tuple[str, str] | None:
    """Return the key and value of a block's option, `    key: value`."""
    match = _OPTION.match(text)
    return (match["key"], match["value"] or "") if match else None


def block_ends(texts: Sequence[str]) -> dict[int, int]:
    """Return the indices of lines that close blocks, by the indices of the lines that open them.

    Unclosed blocks are omitted.
    """
    ends: dict[int, int] = {}
    next_closing: dict[str, int] = {}
    for at in range(len(texts) - 1, -1, -1):
        if fence := closing(texts[at]):
            next_closing[fence] = at
        elif (block := opening(texts[at])) and block.fence in next_closing:
            ends[at] = next_closing[block.fence]
    return dict(sorted(ends.items()))


def heading(text: str) -> Heading | None:
    """Return the heading of a line, in every spelling that the renderer accepts; None for other lines.

    The space after the opening `#` and the closing `#` are optional; attributes may be written `{#one}`,
    `{ #one }`, `{: #one }` or `{#one .wide}`.
    """
    marks = _MARKS.match(text) if text[:1] == "#" else None
    if marks is None:
        return None
    title = text[marks.end() :].rstrip().rstrip("#").strip()
    place = title.rfind("{")
    found = _ATTRIBUTES.match(title, max(place - 1, 0)) if place >= 0 else None
    inside = found["inside"].strip() if found else ""
    if found:
        title = title[: found.start()].rstrip().rstrip("#").rstrip()
    ids = [one[1:] for one in _ATTRIBUTE.findall(inside) if one[0] == "#" and one != "#"]
    return Heading(len(marks[0]), title, inside, ids[-1] if ids else "") if title or inside else None
