"""Typeset a value on a page: escape special characters, and format numbers as in print."""

from __future__ import annotations

import re
from urllib.parse import quote

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?(?:e[-+]?\d+)?%?")
_SCIENTIFIC = re.compile(r"(?P<digits>[-+]?\d+(?:\.\d+)?)e(?P<sign>[-+]?)0*(?P<power>\d+)")
# Special characters of Markdown and HTML anywhere in a line, and at its beginning.
_MARKUP = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]<>#|$&~\"'"}
_LEADING = re.compile(r"[-+=/:\s]|\d+\.(?:\s|$)")
_OUTER_SPACE = re.compile(r"^\s|\s$")
_IN_ADDRESSES = "/:?#@!&+,;=%~"
_TEX_NAMES = {
    "\\": "backslash",
    "~": "asciitilde",
    "^": "asciicircum",
    "|": "bar",
    "<": "less",
    ">": "greater",
}
_TEX = {
    **{ord(sign): f"\\{sign}" for sign in "{}$&#%_"},
    **{ord(sign): f"\\text{name}{{}}" for sign, name in _TEX_NAMES.items()},
    # TeX reads two hyphens as a dash and a backtick as a quotation mark; Markdown reads a backtick as code.
    ord("-"): "{-}",
    ord("`"): "ˋ",
}


def typeset(value: str, form: str) -> str:
    r"""Return a formatted value as typeset in print.

    Arguments:
        value: the result of `format`, such as `-2.59e-12` or `<unk>`.
        form: its context: `text` (−2.59×10<sup>−12</sup>, &#60;s&#62;), `plain`, without markup
            (−2.59×10⁻¹², <s>), `math` (-2.59\times10^{-12}, \text{\textless{}s\textgreater{}}), `code`
            (-2.59e-12, &#60;s&#62;), or `target`, of a link (-2.59e-12, %3Cs%3E).
    """

    def scientific(match: re.Match[str]) -> str:
        power = ("-" if match["sign"] == "-" else "") + match["power"]
        if form == "math":
            return rf"{match['digits']}\times10^{{{power}}}"
        raised = power.translate(_SUPERSCRIPT) if form == "plain" else f"<sup>{power}</sup>"
        return f"{match['digits']}×10{raised}"

    if form in ("code", "target") or not _NUMBER.fullmatch(value):
        return literal(value, form)
    text = _SCIENTIFIC.sub(scientific, value)
    return text.replace("%", r"\%").replace(",", "{,}") if form == "math" else text.replace("-", "−")


def literal(text: str, form: str) -> str:
    """Return a text with its special characters escaped, in a form as in `typeset`."""
    if form == "plain":
        return text
    if form == "target":
        return quote(text, safe=_IN_ADDRESSES)
    if form == "math":
        return f"\\text{{{text.translate(_TEX)}}}"
    return _OUTER_SPACE.sub(lambda match: f"&#{ord(match[0])};", text.translate(_MARKUP))


def at_line_start(text: str, rest: str) -> str:
    """Return the beginning of a line, before `rest`, escaped so that it does not begin a block or list."""
    return f"&#{ord(text[0])};{text[1:]}" if text and _LEADING.match(text + rest) else text
