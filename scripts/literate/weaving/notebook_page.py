"""Write a notebook as a Markdown page of the site: text, code, outputs and figures, in the site's styles."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TextIO

from pygments import highlight
from pygments.formatter import Formatter
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES, String

from .notebook import CAPTION, Node

# The template of a notebook's page, by which hooks recognize it.
TEMPLATE = "notebook.html"
_TITLE = re.compile(r"\A# .*")
_ANCHORED = re.compile(r'^<a id="(?P<id>[^"]+)"></a>\n\n(?P<heading>#{1,6} .*)$', re.M)
# Elements that contain Markdown, and fenced code, which may contain their tags.
_ELEMENT = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ ]*$|"
    r"^<details>\n<summary>(?P<title>[^\n]*)</summary>$|"
    r'^<div lang="(?P<language>[\w-]+)">$|'
    r"^</(?:details|div)>$",
    re.M | re.S,
)
_DEEPEST = 9
# Only keywords, comments and the names in function and class definitions get a color; every other color
# would add several kilobytes.
_COLORED = re.compile(r"k(?!c$).*|n[cf]|c.*")


def notebook_page(notebook: str, words: Mapping[str, str]) -> str:
    """Return a notebook as Markdown.

    Arguments:
        notebook: the notebook, as `weave_notebook` returns it. Figures are files, `figures/CELL-NUMBER.svg`.
        words: the interface words of the page's language.
    """
    content = json.loads(notebook)
    title = words["notebook-title"].format(title=content["metadata"]["title"])
    front = {"title": title, "template": TEMPLATE, "search": {"exclude": True}}
    lines = ["---", *(f"{name}: {json.dumps(one, ensure_ascii=False)}" for name, one in front.items()), "---"]
    end: Node = {"cell_type": "end", "metadata": {}, "source": []}
    for cell, following in pairwise([*content["cells"], end]):
        if cell["cell_type"] == "code":
            lines += _cell(cell, _text(following) if _is_caption(following) else "", words)
        elif not _is_caption(cell):
            lines += ["", _text(cell)]
    return "\n".join(lines) + "\n"


def _is_caption(cell: Node) -> bool:
    return CAPTION in cell["metadata"].get("tags", [])


def _text(cell: Node) -> str:
    """Return a Markdown cell with the site's blocks and heading ids."""
    # The title's automatic id could equal the id of a heading.
    text = _TITLE.sub(r"\g<0> {#notebook-title}", "".join(cell["source"]))
    depth = 0

    def block(match: re.Match[str]) -> str:
        nonlocal depth
        if match["fence"]:
            return match[0]
        if match[0].startswith("</"):
            depth -= 1
            return "/" * (_DEEPEST - depth)
        depth += 1
        language = match["language"]
        kind = f"html | div[lang={language}]" if language else f"details | {match['title']}"
        return f"{'/' * (_DEEPEST + 1 - depth)} {kind}"

    return _ELEMENT.sub(block, _ANCHORED.sub(r"\g<heading> {#\g<id>}", text))


def _cell(cell: Node, caption: str, words: Mapping[str, str]) -> Iterator[str]:
    """Yield a code cell with its outputs, and the caption under its last figure."""
    yield from ["", f"////// html | div.cell#cell-{cell['id']}", ""]
    code = _code("".join(cell["source"]))
    if cell["metadata"].get("jupyter", {}).get("source_hidden"):
        code = f'<details class="cell-code"><summary>{words["show-code"]}</summary>{code}</details>'
    yield from [code, ""]
    figures = []
    for one in cell["outputs"]:
        if one["output_type"] == "stream":
            yield from [_output("".join(one["text"]), one["name"] == "stderr", words), ""]
        elif "text/html" in one["metadata"]:
            figures.append(one["metadata"]["text/html"])
        elif "text/html" in one["data"]:
            yield from [f'<div class="cell-rich">{"".join(one["data"]["text/html"])}</div>', ""]
        else:
            yield from ["///// html | div.cell-rich", "", "".join(one["data"]["text/latex"]), "", "/////", ""]
    for number, shown in enumerate(figures, 1):
        yield from ["///// html | figure.cell-figure", "", _image(f"{cell['id']}-{number}", shown), ""]
        if caption and number == len(figures):
            yield from ["//// html | figcaption", "", caption, "", "////", ""]
        yield from ["/////", ""]
    yield "//////"


def _image(name: str, shown: dict[str, Any]) -> str:
    marks = "".join(f' {key}="{html.escape(str(one))}"' for key, one in sorted(shown.items()))
    return f'<div><img src="../figures/{name}.svg"{marks} loading="lazy"></div>'


def _output(text: str, is_error: bool, words: Mapping[str, str]) -> str:
    errors, label = (" cell-errors", "error-output") if is_error else ("", "output")
    return (
        f'<div class="cell-output no-copy{errors}"><p>{words[label]}</p>'
        f'<pre><code translate="no">{html.escape(text, quote=False)}</code></pre></div>'
    )


def _code(source: str) -> str:
    """Return Python code as HTML with only the markup that colors need, and with its number of lines."""
    code = highlight(source, PythonLexer(), _Sparing())
    lines = len(source.rstrip("\n").splitlines()) or 1
    opening = f'<code translate="no" style="--lines:{lines}">'
    return f'<div class="highlight"><pre>{opening}{code}</code></pre></div>'


class _Sparing(Formatter):  # type: ignore[misc]
    """A formatter that writes only the Pygments spans that have a color, and joins adjacent spans.

    An f-string is written as one string.
    """

    def format(self, tokensource: Iterator[tuple[Any, str]], outfile: TextIO) -> None:
        written, last, depth = "", "", 0
        for kind, text in tokensource:
            name = STANDARD_TYPES.get(kind, "")
            if kind in String.Interpol:
                depth += text.count("{") - text.count("}")
            name = "s2" if depth or (name.startswith("s") and name != "sa") else name
            if not _COLORED.fullmatch(name):
                name = ""
            if name != last and (text.strip() or depth):
                written += _CLOSING[last[:1]] + _opening(name)
                last = name
            written += html.escape(text, quote=False)
        outfile.write(written + _CLOSING[last[:1]])


# Keywords are the most frequent colored tokens, so they get a short element.
_CLOSING = {"": "", "k": "</b>", "n": "</span>", "c": "</span>"}


def _opening(name: str) -> str:
    return "" if not name else "<b>" if name.startswith("k") else f'<span class="{name}">'
