"""Find active content on a page: HTML, attributes, includes, values, unsafe links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...messages import Problem, say
from ...reading.blocks import closing, heading, opening
from ...reading.expressions import CODE_SPAN, MATH_SPAN, VALUE
from ...reading.numerals import FORMATS
from .chunks import WORDS_IN_FORMULA, Chunk, without_formula_words
from .letters import misleading, spelled_out

# Attributes of an explorable that readers see or hear; plain text in every language.
_SAID = re.compile(r"(?<=\s)(?P<name>labels?|unit|axis-label)=\"[^\"<>{}&\\]*\"")
HARMLESS_SCHEMES = frozenset({"", "http", "https", "mailto"})
# Macros that define macros can make formulas that never end; the others link, load, set HTML or print.
TEX_COMMAND = re.compile(
    r"\\(?:href|url|html[a-zA-Z]*|includegraphics|[gex]?def|(?:future)?let|(?:re)?newcommand"
    r"|providecommand|global\w*|long|input|include|write|message|errmessage|show|class|cssId"
    r"|@[a-zA-Z]+)(?![a-zA-Z]).*"
)
DEEPEST = 20

_HTML = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
_GROUP = re.compile(r"\{[^{}]*\}")
_FENCE = re.compile(r"(?:(?<!`)`{3,}(?!`)|(?<!~)~{3,}(?!~))[ \t]*\S.*")
_INCLUDE = re.compile(r"8<-.*|\{[%!]|!include.*", re.IGNORECASE)
_PLAIN_BLOCKS = {"note", "tip", "warning", "details"}
# A `$` before a digit is part of a price, which the weave escapes so that it does not start a formula.
_STRAY_DOLLAR = re.compile(r"\$(?!\d)")
_CHOICE = re.compile(r":[\w ’]+\|[\w ’]+$")
_IN_WORDS = re.compile(rf":(?:{'|'.join(FORMATS)})$")
# Targets of links with a scheme or a host. Spaces are removed before; backslashes may escape.
_TARGET = re.compile(r"\]\([<(]*(?P<target>(?:\\*[a-zA-Z][a-zA-Z0-9+.\\-]*:|[/\\]{2})[^()\[\]<>\"]*)")
# A definition of a link, which need not stand beside the link; but not a footnote.
_DEFINITION = re.compile(r"^(?:[\s>*+-]|\d+[.)])*\[(?!\^)[^\[\]]*\]:\s*(?P<target>\S*)", re.MULTILINE)
# A heading without an id is named by its text; the theme's own names begin with `__`.
_HEADING = re.compile(r"(?:[\s>*+-]|\d+[.)])*#{1,6}")
_NOT_IN_IDS = re.compile(r"[^a-zA-Z0-9_]")
_IMAGE = re.compile(r"!\[(?:[^\[\]]*\]\((?P<source>[\w./-]+)(?:\"[^\"]*\")?\))?")
_WHAT = {
    "character": (
        "보이지 않거나 다른 글자처럼 보이는 문자",
        "a character that is invisible or looks like another",
    ),
    "formula": ("식", "a formula"),
    "html": ("HTML. `<` 뒤를 띄우면 됩니다", "HTML; write a space after a literal `<`"),
    "attributes": ("속성", "attributes"),
    "code": ("코드", "code"),
    "option": ("블록의 옵션", "an option of a block"),
    "block": ("블록", "a block"),
    "include": ("끼워 넣기", "an include"),
    "command": ("식의 명령", "a LaTeX command"),
    "value": ("값", "a value"),
    "link": ("링크", "a link"),
    "image": ("그림", "an image"),
    "stray": ("짝이 없는 ` 또는 $", "an unpaired ` or $"),
}


@dataclass(frozen=True)
class Finding:
    """Active content: its line, its kind, and its text on one line."""

    line: int
    kind: str
    text: str

    def rejection(self, file: str) -> Problem:
        """Return the problem that a translation contains this but its original does not."""
        korean, english = _WHAT[self.kind]
        message = say(
            f"원문에 없는 것은 쓸 수 없습니다({korean})",
            f"A translation cannot contain this unless the original does ({english})",
        )
        return Problem(f"{message}: {shown(self.text)}", file, self.line)


def shown(text: str) -> str:
    """Return untrusted text for a message: short, and without terminal control characters."""
    text = spelled_out(" ".join(text.split()))
    return text if len(text) <= 100 else text[:99] + "…"


def find_dangers(
    chunk: Chunk,
    spans: frozenset[str],
    values: frozenset[str],
    ids: frozenset[str],
    foreign: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield the active content in a chunk.

    Arguments:
        chunk: lines of a page.
        spans: allowed spans of code and formulas, as `code_spans` and `math_spans` yield them.
        values: allowed values, as the page writes them.
        ids: allowed ids of headings.
        foreign: letters that are not allowed.
    """
    lines, after_block = [], False
    for number, line in enumerate(chunk.lines, chunk.line):
        if sign := misleading(html.unescape(line) if "&" in line else line, foreign):
            yield Finding(number, "character", sign)
        if chunk.kind == "text" and _has_stray(line):
            yield Finding(number, "stray", line.strip())
        line = CODE_SPAN.sub(lambda match: "x" if match[0] in spans else match[0], line)
        if chunk.kind == "math":
            line = WORDS_IN_FORMULA.sub("x", line)
        else:
            line = MATH_SPAN.sub(
                lambda match: "x" if without_formula_words(match[0]) in spans else match[0], line
            )
            for formula in MATH_SPAN.finditer(CODE_SPAN.sub(" ", line)):
                yield Finding(number, "formula", formula[0])
        line, unknown = _without_values(line, values)
        for value in unknown:
            yield Finding(number, "value", value)
        if (found := heading(line)) and found.id in ids and found.attributes == f"#{found.id}":
            line = f"{'#' * found.level} {found.title}"
        is_block, acting = _block(line, after_block)
        after_block = is_block or (after_block and line[:1] in (" ", "\t"))
        if _HEADING.match(line) and "__" in _NOT_IN_IDS.sub("", html.unescape(line)):
            yield Finding(number, "attributes", line.strip())
        for kind, text in [*acting, *_in_line(line)]:
            yield Finding(number, kind, " ".join(text.split()))
        lines.append(line)
    text = "\n".join(lines)
    yield from _tags(chunk.line, text)
    if "]" in text:
        yield from _targets(chunk.line, "\n".join(" ".join(html.unescape(line).split()) for line in lines))


def without_choice(source: str) -> str:
    """Return the source of a value without what each language chooses for itself.

    These are the words that code chooses from, and whether a number is written in words.
    """
    return _IN_WORDS.sub("", _CHOICE.sub(":|", source))


def _without_values(line: str, values: frozenset[str]) -> tuple[str, list[str]]:
    """Return a line with a letter in place of each value, and its values that are not allowed."""
    if "{{" not in line:
        return line, []
    for value in values:
        if "}}" in value:
            line = line.replace(f"{{{{ {value} }}}}", "x")
    # Up to the last `}}` each `{{` is closed, so that the search for the closing one is always fast.
    end = line.rfind("}}") + 2 if "}}" in line else 0
    sources = [match["source"].strip() for match in VALUE.finditer(line[:end])]
    line = VALUE.sub("x", line[:end]) + line[end:]
    unclosed = [line[line.index("{{") :]] if "{{" in line else []
    return line, [source for source in sources if without_choice(source) not in values] + unclosed


def _has_stray(line: str) -> bool:
    """Return whether a ` or $ is unpaired on its line, so that it may pair with one on another line."""
    rest = CODE_SPAN.sub("x", line)
    rest = MATH_SPAN.sub("x", rest).replace("\\$", "")
    return "`" in rest or "\\`" in line or _STRAY_DOLLAR.search(rest) is not None


def _block(line: str, after_block: bool) -> tuple[bool, list[tuple[str, str]]]:
    """Return whether a line opens or closes a block, and its active content."""
    block = opening(line)
    if block is None and not closing(line):
        is_option = after_block and line[:1] in (" ", "\t") and line.strip()
        return False, ([("option", line)] if is_option else []) + ([("block", line)] if "///" in line else [])
    is_plain = block is None or block.kind in _PLAIN_BLOCKS
    return True, [] if is_plain else [("block", line)]


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in (("code", _FENCE), ("include", _INCLUDE), ("command", TEX_COMMAND)):
        if found := pattern.search(line):
            yield kind, found[0]
    rest = line
    for _ in range(DEEPEST):
        groups = _GROUP.findall(rest)
        if not groups:
            return
        yield from (("attributes", group) for group in groups)
        rest = _GROUP.sub("x", rest)
    yield "attributes", line


def without_words(tag: str) -> str:
    """Return a tag without the words in its attributes, which a translation writes in its language."""
    return _SAID.sub(r'\g<name>=""', tag)


def _tags(line: int, text: str) -> Iterator[Finding]:
    """Yield tags, which may span several lines, in a text that begins at a given line."""
    for tag in _HTML.finditer(text):
        place = line + text.count("\n", 0, tag.start())
        yield Finding(place, "html", without_words(" ".join(tag[0].split())))


def _targets(line: int, text: str) -> Iterator[Finding]:
    """Yield links to other hosts, definitions of links, and images of other hosts.

    They may span several lines. The text begins at a given line, and its entities are decoded.
    """
    flat = "".join(text.split())

    @cache  # most texts do not need positions
    def places() -> list[int]:
        return [at for at, sign in enumerate(text) if not sign.isspace()]

    def line_at(place: int) -> int:
        return line + text.count("\n", 0, places()[place])

    for found in _TARGET.finditer(flat):
        yield Finding(line_at(found.start("target")), "link", found["target"])
    for found in _DEFINITION.finditer(text):
        place = line + text.count("\n", 0, found.start("target"))
        yield Finding(place, "link", found["target"] or found[0].strip())
    for image in _IMAGE.finditer(flat):
        if not image["source"] or image["source"].startswith("//"):
            yield Finding(line_at(image.start()), "image", flat[image.start() : image.start() + 80])
