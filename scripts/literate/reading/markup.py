"""Find markup that the renderer would show as plain text, and report how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..messages import Problem, Problems, say
from .blocks import closing, heading, opening
from .expressions import CODE_SPAN, MATH_SPAN, dotted, lone_dollars, without_values
from .pages import CellBlock, Line, Page

# A pattern that begins with a character is many times faster than one that begins with a lookbehind.
_BRACKETS = re.compile(r"\\\((?<!\\\\\()")
_DISPLAY = re.compile(r"\$\$(?<!\\\$\$)|\n[ \t]*(?:\\begin\{|\\\[(?!.*\\\].*\S))")
_PRICE = re.compile(r"\$ ?\d")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?=[\s/>])(?P<rest>[^<>]*)>")
# Void elements, and elements that HTML closes by itself.
_NEED_NO_END = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
    "|li|p|td|th|tr|dt|dd|option|tbody|thead|tfoot|colgroup"
)
_BOLD = re.compile(r"(?<![\\*])\*{2,3}(?!\*)")
_POWER = re.compile(r"\w \*\* \w")
_MARK = re.compile(r"\[(?<!\\\[)\^(?P<name>[^\]\s]+)\]")
_NOTE = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"\[(?<![\\\]]\[)(?P<text>[^\[\]^][^\[\]]*)\] ?\[(?P<label>[^\[\]^]*)\](?!\()")
_LABEL = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:", re.MULTILINE)
# The first character alone becomes an exponent or index.
_SCRIPT = re.compile(r"[\^_][ ]*(?:-[ ]*\w+|\d[\d.]*\d)")
_APART_FROM_TEXT = re.compile(r"\](?P<gap>[ ]+)\((?:#|https?:|[\w./-]+\.md)")
# A cell in a quote or in the first line of a list item, which the parser of pages does not see.
_CELL_INSIDE = re.compile(r"\s*(?:>|[-*+][ ]|\d+\.[ ])[>\s]*/{3,}[ ]*cell\b")
_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d+\.)[ ]+\S")
# The signs of the line below the head of a table
_RULE = frozenset("|:- \t")
# A line that ends the paragraph above it.
_APART = re.compile(r"\s*(?:[-*+]\s|\d+\.\s|\||>|$)")

# Line numbers and messages.
Found = Iterator[tuple[int, str]]


def check_markup(page: Page) -> None:
    """Check that the renderer parses a page's markup as this tool does, and that everything is closed.

    Raises:
        Problems: headings, blocks, formulas, elements, emphasis, footnotes and links that would show as plain
            text.
    """
    every = list(page.lines())
    lines = [""] * (max((line.number for line in every), default=0) + 1)
    for line in every:
        lines[line.number - 1] = line.text if line.kind == "text" else ""
    empty = say("식 속에 빈 줄을 둘 수 없습니다.", "A formula cannot contain an empty line.")
    found = [(line.number, empty) for line in every if line.kind == "math" and not line.text.strip()]
    found += [*_headings(lines), *_blocks(page.parts)]
    lines = dotted(CODE_SPAN, "\n".join(lines)).split("\n")
    text = "\n".join(without_values(line) if "{{" in line else line for line in lines)
    places = list(_formulas(text))
    text = dotted(MATH_SPAN, text)
    for check in (_elements, _notes, _references, _addresses):
        places += check(text)
    found += [(text.count("\n", 0, place) + 1, message) for place, message in places]
    found += _emphasis(text.split("\n"))
    found += _lists(text.split("\n"))
    found += _tables(text.split("\n"))
    found += _scripts(every)
    if found:
        raise Problems([Problem(message, page.file, number) for number, message in sorted(found)])


def _headings(lines: list[str]) -> Found:
    before = above = ""
    for number, line in enumerate(lines, 1):
        if line[:1] == "#" and (found := heading(line)):
            if found.title.endswith("}") and "{#" in found.title:
                yield number, say("`{#`의 앞을 한 칸 띄우세요.", "Leave a space before `{#`.")
            if found.level == 1:
                message = say(
                    "페이지의 제목은 머리글의 title입니다. 절의 제목은 `##`부터 씁니다.",
                    "The page title belongs in the front matter. Start section headings with `##`.",
                )
                yield number, message
        is_rule = line[:1] in ("=", "-") and not line.rstrip().strip(line[0])
        if is_rule and above.strip() and not (before.strip() or heading(above) or opening(above)):
            yield number - 1, say("제목은 `## 제목`으로 씁니다.", "Write a heading as `## heading`.")
        before, above = above, line


def _blocks(parts: Sequence[Line | CellBlock]) -> Found:
    """Yield a problem for each block that is not closed, or that has the slashes of another block inside it.

    Cells are parsed apart from other blocks, so that the block around one may have the same slashes.
    """
    opened: list[tuple[str, int]] = []

    def unclosed(blocks: list[tuple[str, int]]) -> Found:
        for fence, number in blocks:
            english = f"The closing `{fence}` of this block is missing."
            yield number, say(f"이 블록을 닫는 `{fence}` 줄이 없습니다.", english)

    for part in parts:
        if isinstance(part, CellBlock):
            yield from _blocks(part.caption)
            continue
        text = part.text if part.kind == "text" else ""
        end, fences = closing(text), [fence for fence, _ in opened]
        if block := opening(text):
            if block.fence in fences:
                message = say(
                    f"{part.number}번째 줄의 블록이 이 블록 속에 있는데 빗금 수가 같습니다. "
                    f"이 블록의 앞뒤에는 빗금을 하나 더 쓰세요: `{block.fence}/`",
                    f"The block at line {part.number} is inside this block and has as many slashes. "
                    f"Begin and end this block with one more: `{block.fence}/`.",
                )
                yield opened[fences.index(block.fence)][1], message
            opened.append((block.fence, part.number))
        elif end in fences:
            at = len(fences) - 1 - fences[::-1].index(end)
            yield from unclosed(opened[at + 1 :])
            del opened[at:]
        elif end:
            yield part.number, say(f"`{end}`가 닫을 블록이 없습니다.", f"`{end}` does not close any block.")
        elif _CELL_INSIDE.match(text):
            message = say(
                "셀은 줄 처음에서 `/// cell | 이름`으로 씁니다.",
                "Write a cell as `/// cell | name` at the start of a line.",
            )
            yield part.number, message
    yield from unclosed(opened)


def _formulas(text: str) -> Found:
    for found in _BRACKETS.finditer(text):
        message = say(
            r"문장 속의 식은 `$…$`로 쓰고, 괄호는 `\` 없이 씁니다.",
            r"Write a formula in a sentence as `$…$`, and a parenthesis without `\`.",
        )
        yield found.start(), message
    for found in _DISPLAY.finditer(text):
        message = say(
            "따로 놓는 식은 앞뒤에 `$$`만 있는 줄을 두어 씁니다.",
            "Write a display formula between two `$$` lines.",
        )
        yield found.end() - 1, message
    for place in lone_dollars(dotted(_DISPLAY, text)) if "$" in text else ():
        if not _PRICE.match(text, place):
            message = say(
                r"이 줄에 짝이 없는 `$`가 있습니다. 식이 아니면 `\$`로 씁니다.",
                r"A `$` on this line is unmatched. Write `\$` for a dollar sign.",
            )
            yield place, message


def _elements(text: str) -> Found:
    stack: list[tuple[str, int]] = []
    unclosed: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if _NEED_NO_END.fullmatch(name) or tag["rest"].endswith("/"):
            continue
        if not tag["end"]:
            stack.append((name, tag.start()))
        elif name in (one for one, _ in stack):
            while stack[-1][0] != name:
                unclosed.append(stack.pop())
            stack.pop()
        else:
            english = f"`</{name}>` does not match an opening tag."
            yield tag.start(), say(f"`</{name}>`가 닫을 것이 없습니다.", english)
    for name, place in [*unclosed, *stack]:
        english = f"The closing `</{name}>` of this `<{name}>` is missing."
        yield place, say(f"`<{name}>`를 닫는 `</{name}>`가 없습니다.", english)


def _emphasis(lines: list[str]) -> Found:
    message = say("짝이 없는 `**`입니다.", "This `**` is unmatched.")
    opened = 0
    for number, line in enumerate([*lines, ""], 1):
        if opened and (_APART.match(line) or heading(line) or opening(line) or closing(line)):
            yield opened, message
            opened = 0
        is_row = line.lstrip().startswith("|")
        for text in (line.split("|") if is_row else [line]) if "**" in line else ():
            for sign in _BOLD.finditer(text):
                # `**` opens before a word and closes after one; between two spaces it is the power operator.
                beside = text[: sign.start()][-1:] if opened else text[sign.end() :][:1]
                if beside.strip():
                    opened = 0 if opened else number
                elif not _POWER.match(text, max(sign.start() - 2, 0)):
                    yield number, message
            if opened and (is_row or heading(line)):
                yield opened, message
                opened = 0


def _lists(lines: list[str]) -> Found:
    message = say("목록 앞에 빈 줄이 없습니다.", "The empty line before this list is missing.")
    is_text, starts = False, True
    for number, line in enumerate(lines, 1):
        if is_text and _ITEM.match(line):
            yield number, message
        apart = _APART.match(line) or line.startswith("  ")
        frame = heading(line) or opening(line) or closing(line)
        # A line below an item continues the item.
        is_text = (is_text or starts) and not apart and not frame
        starts = bool(frame) or not line.strip()


def _tables(lines: list[str]) -> Found:
    message = say(
        "표의 첫째 줄과 둘째 줄의 칸 수가 다릅니다.",
        "The first two lines of this table have different numbers of columns.",
    )
    for number, (head, line) in enumerate(pairwise(lines), 2):
        if "|" in line and "|" in head and "-" in line and _RULE.issuperset(line):
            columns = [one.replace(r"\|", "").strip().strip("|").count("|") for one in (head, line)]
            if columns[0] != columns[1]:
                yield number, message


def _scripts(lines: list[Line]) -> Found:
    for line in lines:
        if line.kind not in ("text", "math"):
            continue
        text = dotted(CODE_SPAN, line.text)
        formulas = [text] if line.kind == "math" else [match[0] for match in MATH_SPAN.finditer(text)]
        for script in (found[0] for formula in formulas for found in _SCRIPT.finditer(formula)):
            right = f"{script[0]}{{{script[1:].strip()}}}"
            yield line.number, say(f"{script}은(는) {right}(으)로 씁니다.", f"Write {script} as {right}.")


def _addresses(text: str) -> Found:
    message = say(
        "링크의 글과 주소 사이에 빈칸이 있습니다.",
        "There is a space between the text and the address of a link.",
    )
    yield from ((link.start(), message) for link in _APART_FROM_TEXT.finditer(text))


def _notes(text: str) -> Found:
    defined = {note["name"] for note in _NOTE.finditer(text)}
    for mark in _MARK.finditer(text):
        if mark["name"] not in defined:
            message = say(f"{mark[0]}에 맞는 각주가 없습니다.", f"The footnote for {mark[0]} is missing.")
            yield mark.start(), message


def _references(text: str) -> Found:
    found = _LABEL.finditer(text) if "]:" in text else ()
    labels = {" ".join(one["label"].lower().split()) for one in found}
    for link in _REFERENCE.finditer(text):
        label = " ".join((link["label"] or link["text"]).lower().split())
        if label not in labels:
            message = say(f"[{label}]의 주소가 없습니다.", f"The link address for [{label}] is missing.")
            yield link.start(), message
