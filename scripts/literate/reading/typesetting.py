"""How a value reads on a page: as the text that it is, whatever signs it holds, and numbers as print does."""

from __future__ import annotations

import re
from urllib.parse import quote

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?(?:e[-+]?\d+)?%?")
_SCIENTIFIC = re.compile(r"(?P<digits>[-+]?\d+(?:\.\d+)?)e(?P<sign>[-+]?)0*(?P<power>\d+)")
# What means something to Markdown or HTML anywhere in a line, and what does at its beginning.
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
    # Two hyphens are a dash to TeX; a backtick is a quotation mark, and code to Markdown.
    ord("-"): "{-}",
    ord("`"): "ˋ",
}


def typeset(value: str, form: str) -> str:
    r"""Write a formatted value as print does.

    Arguments:
        value: what `format` gave, such as `-2.59e-12` or `<unk>`.
        form: where it goes: `text` (−2.59×10<sup>−12</sup>, &#60;s&#62;), `plain`, which has no markup
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
    """Return a text such that it reads as it is, in a form as in `typeset`."""
    if form == "plain":
        return text
    if form == "target":
        return quote(text, safe=_IN_ADDRESSES)
    if form == "math":
        return f"\\text{{{text.translate(_TEX)}}}"
    return _OUTER_SPACE.sub(lambda match: f"&#{ord(match[0])};", text.translate(_MARKUP))


def at_line_start(text: str, rest: str) -> str:
    """Return what begins a line, and goes on with `rest`, such that it begins no list, rule or block."""
    return f"&#{ord(text[0])};{text[1:]}" if text and _LEADING.match(text + rest) else text
