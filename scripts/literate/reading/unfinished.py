"""Find markup that a page begins and does not finish: elements, emphasis, notes and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..messages import Problem, Problems, say
from .blocks import closing, heading, opening
from .expressions import CODE_SPAN, MATH_SPAN, VALUE, dotted

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?=[\s/>])(?P<rest>[^<>]*)>")
# HTML closes these by itself, or they hold nothing.
_NEED_NO_END = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
    "|li|p|td|th|tr|dt|dd|option|tbody|thead|tfoot|colgroup"
)
_BOLD = re.compile(r"(?<![\\*])\*{2,3}(?!\*)")
_POWER = re.compile(r"\w \*\* \w")
_NOTE = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\](?P<defines>:)?")
_REFERENCE = re.compile(r"(?<![\\\]])\[(?P<text>[^\[\]^][^\[\]]*)\] ?\[(?P<label>[^\[\]^]*)\](?!\()")
_LABEL = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:", re.MULTILINE)
# A line that has nothing to do with the paragraph above it.
_APART = re.compile(r"\s*(?:[-*+]\s|\d+\.\s|\||>|$)")


def check_finished(texts: Sequence[str], file: str) -> None:
    """Check that a page finishes the markup that it begins.

    Arguments:
        texts: the page's lines from its first one on, "" in the place of each line that is not text.
        file: how messages name the page.

    Raises:
        Problems: what is not finished.
    """
    lines = list(texts)
    for pattern in (CODE_SPAN, VALUE, MATH_SPAN):
        lines = [dotted(pattern, line) for line in lines]
    checks = (_titles, _elements, _emphasis, _notes, _references)
    found = [Problem(message, file, line) for check in checks for line, message in check(lines)]
    if found:
        raise Problems(sorted(found, key=lambda problem: problem.line))


def _titles(lines: list[str]) -> Iterator[tuple[int, str]]:
    message = say(
        "쪽의 제목은 머리글의 title입니다. 절의 제목은 `##`부터 씁니다.",
        "The title of a page is in its front matter. Write the heading of a section with `##`.",
    )
    for number, line in enumerate(lines, 1):
        if (found := heading(line)) and found.level == 1:
            yield number, message


def _elements(lines: list[str]) -> Iterator[tuple[int, str]]:
    text = "\n".join(lines)
    stack: list[tuple[str, int]] = []
    unclosed: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        name, number = tag["name"].lower(), text.count("\n", 0, tag.start()) + 1
        if _NEED_NO_END.fullmatch(name) or tag["rest"].endswith("/"):
            continue
        if not tag["end"]:
            stack.append((name, number))
        elif name in (one for one, _ in stack):
            while stack[-1][0] != name:
                unclosed.append(stack.pop())
            stack.pop()
        else:
            yield number, say(f"`</{name}>`가 닫을 것이 없습니다.", f"`</{name}>` closes nothing.")
    for name, number in [*unclosed, *stack]:
        yield (
            number,
            say(f"`<{name}>`를 닫는 `</{name}>`가 없습니다.", f"No `</{name}>` closes this `<{name}>`."),
        )


def _emphasis(lines: list[str]) -> Iterator[tuple[int, str]]:
    for unit in _units(lines):
        opened = 0
        for number, text in unit:
            for sign in _BOLD.finditer(text):
                # A sign opens before a word and closes behind one; between two spaces it is one of powers.
                beside = text[: sign.start()][-1:] if opened else text[sign.end() :][:1]
                if beside.strip():
                    opened = 0 if opened else number
                elif not _POWER.match(text, max(sign.start() - 2, 0)):
                    yield number, say("짝이 없는 `**`입니다.", "This `**` has no partner.")
        if opened:
            yield opened, say("짝이 없는 `**`입니다.", "This `**` has no partner.")


def _units(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield paragraphs, items of lists, headings and cells of tables, each as (number, text) of its lines."""
    unit: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if _APART.match(line) or heading(line) or opening(line) or closing(line):
            yield unit
            unit = []
        if line.lstrip().startswith("|"):
            yield from ([(number, cell)] for cell in line.split("|"))
        else:
            unit.append((number, line))
        if heading(line):
            yield unit
            unit = []
    yield unit


def _notes(lines: list[str]) -> Iterator[tuple[int, str]]:
    found = [(number, note) for number, line in enumerate(lines, 1) for note in _NOTE.finditer(line)]
    defined = {
        note["name"] for _, note in found if note["defines"] and not note.string[: note.start()].strip()
    }
    for number, note in found:
        if note["name"] not in defined:
            yield number, say(f"{note[0]}에 맞는 각주가 없습니다.", f"There is no note for {note[0]}.")


def _references(lines: list[str]) -> Iterator[tuple[int, str]]:
    labels = {" ".join(one["label"].lower().split()) for one in _LABEL.finditer("\n".join(lines))}
    for number, line in enumerate(lines, 1):
        for link in _REFERENCE.finditer(line):
            label = " ".join((link["label"] or link["text"]).lower().split())
            if label not in labels:
                message = say(f"[{label}]의 주소가 없습니다.", f"There is no address for [{label}].")
                yield number, message
